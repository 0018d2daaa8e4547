/* SPDX-License-Identifier: Apache-2.0 */
/* bede check: rules and dictionaries against their own examples. */
#include "cli/cli.h"

#include "base/file.h"

#include <getopt.h>

static int usage(FILE *to) {
    fputs("usage: bede check [OPTION...] [FILE...]\n\n"
          "Reads every example of every rule and tells which do not give the coding that stands\n"
          "beside them; tells rules and dictionary entries that are given twice, never found\n"
          "because another one always wins, contradictory or malformed. Without FILE all that is\n"
          "built in is looked over; rule files and dictionaries named are laid over it and only\n"
          "they are. A name like data/en/consult.rules that is no file means the built-in "
          "one.\n\n" CLI_KNOW_HELP "  --help\n\n"
          "How rules and dictionaries are written: docs/rules.md, docs/actors.md.\n"
          "Exit status: 0 all well, 1 something failed, 2 wrong usage.\n",
          to);
    return to == stdout ? 0 : 2;
}

static void tell(void *ctx, const char *file, size_t line, const char *what) {
    (void)ctx;
    if (line)
        fprintf(stderr, "%s:%zu: %s\n", file, line, what);
    else
        fprintf(stderr, "%s: %s\n", file, what);
}

static void print_counts(const bede_knowledge *know) {
    bede_counts c = bede_count(know);
    printf("%zu rules in %zu files with %zu trigger entries; %zu persons in %zu terms of office, "
           "%zu agencies, %zu organisations, %zu armed groups, %zu parties, %zu outlets, "
           "%zu peoples, %zu countries, %zu roles: %zu names in all\n",
           c.rules, c.rule_files, c.triggers, c.persons, c.terms, c.agencies, c.organisations,
           c.armed_groups, c.parties, c.outlets, c.peoples, c.countries, c.roles, c.names);
    if (c.own)
        printf("%zu entries of your own\n", c.own);
}

static bool check_all(const bede_knowledge *know) {
    size_t rows = 0, examples = 0;
    bede_error err = {0};
    long faults = bede_check_rules(know, NULL, &examples, tell, NULL, &err);
    if (faults < 0)
        cli_complain(&err);
    long bad_rows = bede_check_tables(know, NULL, &rows, tell, NULL, &err);
    if (bad_rows < 0)
        cli_complain(&err);
    print_counts(know);
    printf("%zu examples of rules, %ld faults; %zu dictionary entries, %ld faults\n", examples,
           faults < 0 ? 0 : faults, rows, bad_rows < 0 ? 0 : bad_rows);
    return faults == 0 && bad_rows == 0;
}

/* A table's first line that is no comment names columns, cut by tabs. */
static bool is_table(const char *path, bede_view text) {
    if (bd_view_ends(bd_view_z(path), ".rules"))
        return false;
    if (bd_view_ends(bd_view_z(path), ".tsv"))
        return true;
    for (bede_view line; bd_view_split(&text, '\n', &line);)
        if (bd_view_trim(line).n && line.s[0] != '#')
            return memchr(line.s, '\t', line.n) != NULL;
    return false;
}

static bool check_file(bede_knowledge *know, bd_arena *arena, const char *path) {
    bede_view text = {0};
    bede_error err = {0};
    long bad = 0;
    size_t n = 0;
    FILE *there = fopen(path, "rb");
    if (there)
        fclose(there);
    if (there && !bd_file_read(arena, path, &text, &err)) {
        cli_complain(&err);
        return false;
    }
    bool table = is_table(path, text);
    if (there)
        bad = table ? bede_add_actors(know, path, text, tell, NULL, &err)
                    : bede_add_rules(know, path, text, tell, NULL, &err);
    long faults = bad < 0 ? -1
                  : table ? bede_check_tables(know, path, &n, tell, NULL, &err)
                          : bede_check_rules(know, path, &n, tell, NULL, &err);
    if (faults < 0) {
        cli_complain(&err);
        return false;
    }
    printf("%s: %zu %s, %ld faults", path, n, table ? "entries" : "examples", faults);
    if (bad)
        printf(", %ld bad lines", bad);
    putchar('\n');
    return faults + bad == 0;
}

int cmd_check(int argc, char **argv) {
    static const struct option options[] = {
        CLI_KNOW_OPTIONS, {"help", no_argument, NULL, 'h'}, {0}};
    cli_know own = {0};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (!cli_know_option(&own, c))
            return usage(c == 'h' ? stdout : stderr);
    }
    bede_knowledge *know = cli_know_open(&own);
    if (!know)
        return 1;
    bd_arena arena;
    bd_arena_init(&arena, 0);
    bool ok = true;
    if (optind == argc)
        ok = check_all(know);
    for (int i = optind; i < argc; i++)
        ok &= check_file(know, &arena, argv[i]);
    bd_arena_free(&arena);
    bede_knowledge_free(know);
    return ok ? 0 : 1;
}
