/* SPDX-License-Identifier: Apache-2.0 */
/* bede show: an event of a store and all that tells of it. */
#include "cli/cli.h"

#include "base/error.h"

#include <getopt.h>
#include <stdlib.h>

static int usage(FILE *to) {
    fputs(
        "usage: bede show STORE EVENT... [OPTION...]\n\n"
        "Shows events of a store by their identifiers: who, whom, when, where, and every report\n"
        "with its sentence, the words that it rests on, the rule, and why it is held for a report\n"
        "of this event.\n\n"
        "  --format FORMAT     text (default) or jsonl\n"
        "  --color WHEN        auto (default), always, never\n" CLI_KEY_HELP,
        to);
    return to == stdout ? 0 : 2;
}

typedef struct settings {
    bool colour, json, help;
    cli_key key;
} settings;

static bool shown(void *ctx, const bede_found *e) {
    const settings *s = ctx;
    out_shown(stdout, e, s->colour);
    return true;
}

static void to_stdout(void *ctx, const char *text, size_t n) {
    (void)ctx;
    fwrite(text, 1, n, stdout);
}

static bool parse_options(int argc, char **argv, settings *s) {
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'}, {"color", required_argument, NULL, 'C'},
        {"colour", required_argument, NULL, 'C'}, CLI_KEY_OPTIONS,
        {"help", no_argument, NULL, 'h'},         {0}};
    s->colour = cli_colour("auto");
    for (int c; (c = getopt_long(argc, argv, "f:h", options, NULL)) != -1;) {
        switch (c) {
        case 'f':
            s->json = !strcmp(optarg, "jsonl");
            if (!s->json && strcmp(optarg, "text") != 0) {
                fprintf(stderr, "bede show: there is no format \"%s\"\n", optarg);
                return false;
            }
            break;
        case 'C': s->colour = cli_colour(optarg); break;
        case 'h': s->help = true; return true;
        default:
            if (!cli_key_option(&s->key, c))
                return false;
        }
    }
    if (optind + 2 > argc) {
        fputs("bede show: name a store and an event\n", stderr);
        return false;
    }
    return true;
}

int cmd_show(int argc, char **argv) {
    settings s = {0};
    if (!parse_options(argc, argv, &s))
        return usage(stderr);
    if (s.help)
        return usage(stdout);
    bede_error err = {0};
    int status = 0;
    bede_store *store = cli_store_open(argv[optind], (bede_store_options){0}, &s.key);
    if (!store)
        return 1;
    for (int i = optind + 1; i < argc; i++) {
        if (i > optind + 1 && !s.json)
            putchar('\n');
        if (!(s.json ? bede_show_write(store, argv[i], to_stdout, NULL, &err)
                     : bede_show(store, argv[i], shown, &s, &err))) {
            cli_complain(&err);
            status = 1;
        }
    }
    bede_store_close(store);
    return status;
}
