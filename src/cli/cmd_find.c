/* SPDX-License-Identifier: Apache-2.0 */
/* bede find: asks a store. */
#include "cli/cli.h"

#include "base/error.h"

#include <getopt.h>
#include <libsmartcols.h>
#include <stdlib.h>
#include <unistd.h>

static int usage(FILE *to) {
    fputs(
        "usage: bede find STORE [OPTION...]\n\n"
        "Finds events of a store. All that is asked for must hold; of a list joined with commas,\n"
        "one. WHO is a code (RUS, NAT), a code and sector (RUSGOV), a sector (REB), the name of a\n"
        "country, or part of a name that the dictionaries know (lavrov).\n\n"
        "  --who WHO, --whom WHO       actor, recipient\n"
        "  --either WHO                on one of the sides\n"
        "  --dyad WHO:WHO              one on each side, either way round\n"
        "  --country C, --sector S     of any party; HEZ is found under its country too\n"
        "  --type TYPE                 CONSULT, ASSAULT, ...\n"
        "  --quad N                    1 to 4: verbal, material cooperation; verbal, material "
        "conflict\n"
        "  --cameo CODE                or how it begins\n"
        "  --mode M, --context C       of PLOVER\n"
        "  --aux A                     future, hypothetical, negation, historical, none\n"
        "  --place P                   name of a place, code or name of a country\n"
        "  --box S,W,N,E               degrees: south, west, north, east\n"
        "  --since DAY, --until DAY    both included\n"
        "  --source OUTLET             with a report of this outlet\n"
        "  --words WORDS               in a sentence or title; \"in quotes\" next to each other\n"
        "  --min-sources N             told by so many independent sources\n\n"
        "  --sort KEY                  date (default), added, sources, goldstein\n"
        "  --rising                    the least first\n"
        "  --limit N                   default: 50 in a table, else all; 0: all\n"
        "  --after CURSOR              what follows, where the last call stopped\n"
        "  --count [--by KEY]          how many: by day, month, year, type, quad, cameo, mode, "
        "dyad,\n"
        "                              actor, recipient, country, place, source\n"
        "  --format FORMAT             table (default on a terminal), jsonl (in a pipe), csv\n"
        "  --color WHEN                auto (default), always, never\n" CLI_KEY_HELP,
        to);
    return to == stdout ? 0 : 2;
}

enum { TABLE, JSONL, CSV };
typedef struct settings {
    bede_query query;
    int format;
    bool count, colour, limited, help;
    bede_count_by by;
    cli_key key;
} settings;

static bool complain(const char *what, const char *arg) {
    fprintf(stderr, "bede find: \"%s\" %s\n", arg, what);
    return false;
}

static bool parse_by(const char *arg, settings *s) {
    for (s->by = 0; s->by < BEDE_COUNTS; s->by++)
        if (!strcmp(arg, bede_count_name(s->by)))
            return true;
    return complain("is nothing to count by", arg);
}

static bool parse_format(const char *arg, settings *s) {
    static const char *const names[] = {"table", "jsonl", "csv"};
    for (s->format = TABLE; s->format <= CSV; s->format++)
        if (!strcmp(arg, names[s->format]))
            return true;
    return complain("is no format", arg);
}

/* A filter: option FIRST_FILTER + i is bede_query_name(i). */
enum { FIRST_FILTER = 256, MOST_FILTERS = 40 };

static bool parse_filter(const char *name, const char *value, settings *s) {
    bede_error err = {0};
    if (bede_query_set(&s->query, name, value ? value : "", &err))
        return true;
    fprintf(stderr, "bede find: --%s: %s\n", name, err.what);
    return false;
}

static bool parse_one(int c, settings *s) {
    switch (c) {
    case 'c': s->count = true; return true;
    case 'b': s->count = true; return parse_by(optarg, s);
    case 'f': return parse_format(optarg, s);
    case 'C': s->colour = cli_colour(optarg); return true;
    case 'h': s->help = true; return true;
    default: break;
    }
    if (cli_key_option(&s->key, c))
        return true;
    const char *name = c >= FIRST_FILTER ? bede_query_name((size_t)(c - FIRST_FILTER)) : NULL;
    if (!name)
        return false;
    s->limited |= !strcmp(name, "limit");
    return parse_filter(name, optarg, s);
}

static bool parse_options(int argc, char **argv, settings *s) {
    static const struct option more[] = {
        {"count", no_argument, NULL, 'c'},        {"by", required_argument, NULL, 'b'},
        {"format", required_argument, NULL, 'f'}, {"color", required_argument, NULL, 'C'},
        {"colour", required_argument, NULL, 'C'}, CLI_KEY_OPTIONS,
        {"help", no_argument, NULL, 'h'},         {0}};
    struct option options[MOST_FILTERS + sizeof more / sizeof *more];
    int n = 0;
    for (const char *name; n < MOST_FILTERS && (name = bede_query_name((size_t)n)) != NULL; n++)
        options[n] = (struct option){name, strcmp(name, "rising") ? required_argument : no_argument,
                                     NULL, FIRST_FILTER + n};
    memcpy(options + n, more, sizeof more);
    s->by = BEDE_COUNT_ALL;
    s->format = isatty(STDOUT_FILENO) ? TABLE : JSONL;
    s->colour = cli_colour("auto");
    for (int c; (c = getopt_long(argc, argv, "f:h", options, NULL)) != -1;)
        if (!parse_one(c, s))
            return false;
    if (s->help)
        return true;
    if (optind + 1 != argc) {
        fputs("bede find: name one store\n", stderr);
        return false;
    }
    if (!s->limited && s->format == TABLE && !s->count)
        s->query.limit = 50;
    return true;
}

/* ---- what is found --------------------------------------------------------------------------- */

static void to_stdout(void *ctx, const char *s, size_t n) {
    (void)ctx;
    fwrite(s, 1, n, stdout);
}

static bool one_row(void *ctx, const bede_found *e) {
    out_found_add(ctx, e);
    return true;
}

static bool list(bede_store *store, settings *s, bede_error *err) {
    char next[BEDE_CURSOR_BYTES] = "";
    bool ok;
    if (s->format == TABLE) {
        out_found *t = out_found_new(s->colour);
        ok = t ? bede_find(store, &s->query, one_row, t, next, err)
               : bd_fail(err, "table", "no memory");
        out_found_print(t, stdout, ok);
    } else {
        ok = bede_find_write(store, &s->query,
                             s->format == CSV ? BEDE_EXPORT_CSV : BEDE_EXPORT_JSONL, to_stdout,
                             NULL, next, err);
    }
    if (ok && next[0])
        fprintf(stderr, "bede: there may be more: --after %s\n", next);
    return ok;
}

/* ---- how many -------------------------------------------------------------------------------- */

static bool count_row(void *ctx, const bede_group *g) {
    const settings *s = ctx;
    char key[200];
    snprintf(key, sizeof key, "%.*s%s%.*s", (int)g->key.n, g->key.s,
             g->other.n ? (s->by == BEDE_COUNT_DYAD ? " > " : ", ") : "", (int)g->other.n,
             g->other.s);
    if (!key[0])
        snprintf(key, sizeof key, "%s", s->by == BEDE_COUNT_ALL ? "all" : "(none)");
    if (s->format == JSONL)
        out_group(stdout, bede_count_name(s->by), g);
    else if (s->format == CSV)
        printf("\"%s\",%lld,%lld,%.3f\r\n", key, (long long)g->n, (long long)g->n_sources,
               g->goldstein);
    else
        printf("%-24s %9lld\n", key, (long long)g->n);
    return true;
}

static bool count(bede_store *store, settings *s, bede_error *err) {
    if (s->format == CSV)
        printf("%s,events,sources,goldstein\r\n", bede_count_name(s->by));
    return bede_find_count(store, &s->query, s->by, count_row, s, err);
}

int cmd_find(int argc, char **argv) {
    settings s = {0};
    if (!parse_options(argc, argv, &s))
        return usage(stderr);
    if (s.help)
        return usage(stdout);
    bede_error err = {0};
    bede_store *store = cli_store_open(argv[optind], (bede_store_options){0}, &s.key);
    bool ok = store && (s.count ? count(store, &s, &err) : list(store, &s, &err));
    if (store && !ok)
        cli_complain(&err);
    bede_store_close(store);
    return ok ? 0 : 1;
}
