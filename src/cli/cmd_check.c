/* SPDX-License-Identifier: Apache-2.0 */
/* bede check: rules and dictionaries against their own examples. */
#include "cli/cli.h"

#include "base/file.h"

#include <getopt.h>

static int usage(FILE *to) {
    fputs("usage: bede check [OPTION...] [RULES...]\n\n"
          "Reads every example of every rule and tells which do not give the coding that stands\n"
          "beside them. Without RULES the built-in rules and dictionaries are tested; rule files\n"
          "named are added to the built-in ones and only they are tested.\n\n" CLI_KNOW_HELP
          "  --help\n\n"
          "A name like data/en/consult.rules that is no file means the built-in rules of that\n"
          "name. How rules are written: docs/rules.md.\n"
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

static long check_all(bede_knowledge *know, size_t *examples) {
    size_t rows = 0;
    bede_error err = {0};
    long faults = bede_check_rules(know, NULL, examples, tell, NULL, &err);
    if (faults < 0)
        cli_complain(&err);
    long bad_rows = bede_check_tables(know, &rows, tell, NULL);
    printf("%zu examples of rules, %ld failed; %zu dictionary entries, %ld bad\n", *examples,
           faults < 0 ? 0 : faults, rows, bad_rows);
    return faults < 0 ? -1 : faults + bad_rows;
}

static long check_file(bede_knowledge *know, bd_arena *arena, const char *path, size_t *examples) {
    bede_view text;
    bede_error err = {0};
    long bad_lines = 0;
    FILE *there = fopen(path, "rb");
    if (there) {
        fclose(there);
        if (!bd_file_read(arena, path, &text, &err)) {
            cli_complain(&err);
            return -1;
        }
        bad_lines = bede_add_rules(know, path, text, tell, NULL, &err);
    }
    long faults = bad_lines < 0 ? -1 : bede_check_rules(know, path, examples, tell, NULL, &err);
    if (faults < 0) {
        cli_complain(&err);
        return -1;
    }
    printf("%s: %zu examples, %ld failed", path, *examples, faults);
    if (bad_lines)
        printf(", %ld bad lines", bad_lines);
    putchar('\n');
    return faults + bad_lines;
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
    size_t examples = 0;
    if (optind == argc)
        ok = check_all(know, &examples) == 0;
    for (int i = optind; i < argc; i++)
        ok &= check_file(know, &arena, argv[i], &examples) == 0;
    bd_arena_free(&arena);
    bede_knowledge_free(know);
    return ok ? 0 : 1;
}
