/* SPDX-License-Identifier: Apache-2.0 */
/* bede export: a store in the formats of the field. */
#include "cli/cli.h"

#include "base/error.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>

static int usage(FILE *to) {
    fputs(
        "usage: bede export STORE --format FORMAT [OPTION...]\n\n"
        "Writes the events of a store. FORMAT: gdelt, icews, polecat, petrarch, phoenix, plover,\n"
        "csv, jsonl, gexf and graphml (the network of actors), or reviews (people's notes on\n"
        "codings, made in `bede serve`). docs/formats.md tells every column.\n\n"
        "  --out FILE          there instead of standard output; for gdelt the beginning of two\n"
        "                      names: FILE.export.CSV and FILE.mentions.CSV\n"
        "  --mentions          gdelt on standard output: the mentions, not the events\n"
        "  --since DAY, --until DAY\n"
        "                      events of these days\n"
        "  --all               acts denied, imagined or to come too, where the format has no\n"
        "                      word for it\n" CLI_KEY_HELP,
        to);
    return to == stdout ? 0 : 2;
}

static void to_file(void *ctx, const char *s, size_t n) {
    fwrite(s, 1, n, ctx);
}

typedef struct settings {
    bede_export_format format;
    bede_export_options options;
    const char *out;
    cli_key key;
    bool help;
} settings;

static bool day(const char *arg, bede_date *out) {
    if (bede_date_parse(arg, out))
        return true;
    fprintf(stderr, "bede export: \"%s\" is no day (YYYY-MM-DD)\n", arg);
    return false;
}

static bool parse_options(int argc, char **argv, settings *s) {
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"out", required_argument, NULL, 'o'},
                                            {"mentions", no_argument, NULL, 'm'},
                                            {"since", required_argument, NULL, 'S'},
                                            {"until", required_argument, NULL, 'U'},
                                            {"all", no_argument, NULL, 'a'},
                                            CLI_KEY_OPTIONS,
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    s->format = BEDE_EXPORT_FORMATS;
    for (int c; (c = getopt_long(argc, argv, "f:o:h", options, NULL)) != -1;) {
        switch (c) {
        case 'f':
            for (s->format = 0; s->format < BEDE_EXPORT_FORMATS; s->format++)
                if (!strcmp(optarg, bede_export_name(s->format)))
                    break;
            if (s->format == BEDE_EXPORT_FORMATS) {
                fprintf(stderr, "bede export: there is no format \"%s\"\n", optarg);
                return false;
            }
            break;
        case 'o': s->out = optarg; break;
        case 'm': s->options.mentions = true; break;
        case 'a': s->options.all = true; break;
        case 'S':
            if (!day(optarg, &s->options.since))
                return false;
            break;
        case 'U':
            if (!day(optarg, &s->options.until))
                return false;
            break;
        case 'h': s->help = true; return true;
        default:
            if (!cli_key_option(&s->key, c))
                return false;
        }
    }
    if (s->format == BEDE_EXPORT_FORMATS || optind + 1 != argc) {
        fputs("bede export: name one store and a format\n", stderr);
        return false;
    }
    return true;
}

static bool export_to(bede_store *store, const settings *s, const char *path, bool mentions) {
    bede_error err = {0};
    bede_export_options options = s->options;
    uint64_t left_out = 0;
    FILE *out = path ? fopen(path, "w") : stdout;
    options.mentions = mentions;
    bool ok = out != NULL || bd_fail(&err, path, "cannot be made: %s", strerror(errno));
    ok = ok && bede_export(store, s->format, &options, to_file, out, &left_out, &err);
    if (ok && out && (fflush(out) != 0 || ferror(out)))
        ok = bd_fail(&err, path ? path : "standard output", "%s", strerror(errno));
    if (out && out != stdout && fclose(out) != 0 && ok)
        ok = bd_fail(&err, path, "%s", strerror(errno));
    if (!ok)
        cli_complain(&err);
    if (ok && left_out && !mentions)
        fprintf(stderr,
                "bede: %llu events left out: without a day, or not done (docs/formats.md)\n",
                (unsigned long long)left_out);
    return ok;
}

int cmd_export(int argc, char **argv) {
    settings s = {0};
    if (!parse_options(argc, argv, &s))
        return usage(stderr);
    if (s.help)
        return usage(stdout);
    bede_store *store = cli_store_open(argv[optind], (bede_store_options){0}, &s.key);
    if (!store)
        return 1;
    bool ok;
    if (s.out && s.format == BEDE_EXPORT_GDELT) {
        char path[4096];
        snprintf(path, sizeof path, "%.4000s.export.CSV", s.out);
        ok = export_to(store, &s, path, false);
        snprintf(path, sizeof path, "%.4000s.mentions.CSV", s.out);
        ok = ok && export_to(store, &s, path, true);
    } else {
        ok = export_to(store, &s, s.out, s.options.mentions);
    }
    bede_store_close(store);
    return ok ? 0 : 1;
}
