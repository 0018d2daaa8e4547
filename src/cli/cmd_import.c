/* SPDX-License-Identifier: Apache-2.0 */
/* bede import: dictionaries of the PETRARCH coders to those of bede. */
#include "cli/cli.h"

#include "base/file.h"

#include <getopt.h>
#include <stdlib.h>

static int usage(FILE *to) {
    fputs("usage: bede import KIND [OPTION...] FILE...\n\n"
          "Turns dictionaries of the PETRARCH coders into files for --actors and --rules. KIND:\n"
          "  actors      names with codes and dates\n"
          "  ethnic      such names whose codes are of peoples (CAMEO.EthnicGroups)\n"
          "  religion    of faiths (CAMEO.ReligiousGroups)\n"
          "  agents      role nouns\n"
          "  verbs       verb patterns, to rules\n\n"
          "  -o, --output FILE   there instead of standard output\n"
          "  --lines             report every line, not the reasons with their first lines\n"
          "  --help\n\n"
          "What could not be carried over, and why, is told on standard error.\n"
          "Exit status: 0 done, 1 some file could not be read, 2 wrong usage.\n",
          to);
    return to == stdout ? 0 : 2;
}

/* Reasons, each with how many lines and the first of them. */
enum { MAX_REASONS = 64, SHOWN = 12 };
typedef struct tally {
    struct {
        char reason[160];
        size_t n, lines[SHOWN];
    } list[MAX_REASONS];
    size_t n;
    bool each;
} tally;

static void count(void *ctx, const char *file, size_t line, const char *what) {
    tally *t = ctx;
    const char *colon = strstr(what, ": ");
    size_t n = colon ? (size_t)(colon - what) : strlen(what), i = 0;
    if (t->each)
        fprintf(stderr, "%s:%zu: %s\n", file, line, what);
    if (n >= sizeof t->list[0].reason)
        n = sizeof t->list[0].reason - 1;
    while (i < t->n && (strncmp(t->list[i].reason, what, n) != 0 || t->list[i].reason[n]))
        i++;
    if (i == MAX_REASONS)
        return;
    if (i == t->n) {
        memcpy(t->list[i].reason, what, n);
        t->n++;
    }
    if (t->list[i].n < SHOWN)
        t->list[i].lines[t->list[i].n] = line;
    t->list[i].n++;
}

static void report(const tally *t, const char *path, long entries) {
    fprintf(stderr, "%s: %ld entries\n", path, entries);
    for (size_t i = 0; i < t->n; i++) {
        fprintf(stderr, "%s: %zu lines: %s (", path, t->list[i].n, t->list[i].reason);
        for (size_t k = 0; k < t->list[i].n && k < SHOWN; k++)
            fprintf(stderr, "%s%zu", k ? " " : "", t->list[i].lines[k]);
        fprintf(stderr, "%s)\n", t->list[i].n > SHOWN ? " ..." : "");
    }
}

typedef struct sink {
    FILE *out;
    bool no_header; /* of the second file and on */
} sink;

static void write_out(void *ctx, const char *s, size_t n) {
    const sink *to = ctx;
    bede_view text = bd_view(s, n), line;
    while (to->no_header && text.n && bd_view_split(&text, '\n', &line)) {
        if (line.n && line.s[0] != '#')
            break;
        fprintf(to->out, "%.*s\n", (int)line.n, line.s);
    }
    if (text.n)
        fwrite(text.s, 1, text.n, to->out);
}

static bool import_file(const bede_knowledge *know, bede_import_kind kind, const char *path,
                        sink *out, bool each) {
    bd_arena a;
    bd_arena_init(&a, 0);
    bede_view text;
    bede_error err = {0};
    tally *t = calloc(1, sizeof *t);
    bool ok = t && bd_file_read(&a, path, &text, &err);
    long n = -1;
    if (ok) {
        t->each = each;
        n = bede_import(know, kind, path, text, write_out, out, count, t, &err);
    }
    if (n < 0)
        cli_complain(&err);
    else
        report(t, path, n);
    free(t);
    bd_arena_free(&a);
    return n >= 0;
}

static int kind_of(const char *name) {
    static const char *const kinds[] = {"actors", "ethnic", "religion", "agents", "verbs"};
    for (int i = 0; i < 5; i++)
        if (!strcmp(kinds[i], name))
            return i;
    return -1;
}

int cmd_import(int argc, char **argv) {
    static const struct option options[] = {{"output", required_argument, NULL, 'o'},
                                            {"lines", no_argument, NULL, 'l'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    const char *output = NULL;
    bool each = false;
    for (int c; (c = getopt_long(argc, argv, "o:h", options, NULL)) != -1;) {
        if (c == 'o')
            output = optarg;
        else if (c == 'l')
            each = true;
        else
            return usage(c == 'h' ? stdout : stderr);
    }
    int kind = optind < argc ? kind_of(argv[optind]) : -1;
    if (kind < 0 || optind + 1 >= argc) {
        fputs(kind < 0 ? "bede import: no such kind\n" : "bede import: no file named\n", stderr);
        return usage(stderr);
    }
    bede_knowledge *know = cli_know_open(&(cli_know){0});
    FILE *out = output ? fopen(output, "w") : stdout;
    if (!out)
        fprintf(stderr, "bede: %s: cannot be written\n", output);
    bool ok = know && out;
    for (int i = optind + 1; know && out && i < argc; i++) {
        sink to = {out, i > optind + 1 && kind != BEDE_IMPORT_VERBS};
        ok &= import_file(know, (bede_import_kind)kind, argv[i], &to, each);
    }
    if (output && out && fclose(out) != 0)
        ok = false;
    bede_knowledge_free(know);
    return ok ? 0 : 1;
}
