/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const struct {
    const char *name;
    int (*run)(int, char **);
    const char *what;
} COMMANDS[] = {
    {"read", cmd_read, "pages in, events out"},
    {"add", cmd_add, "pages into a store, where each event counts once"},
    {"watch", cmd_watch, "follows feeds into a store"},
    {"find", cmd_find, "asks a store"},
    {"show", cmd_show, "an event of a store and all that tells of it"},
    {"serve", cmd_serve, "a web page over a store"},
    {"merge", cmd_merge, "events of a store that are one"},
    {"split", cmd_split, "an event of a store that is two"},
    {"export", cmd_export, "a store in the formats of other event data"},
    {"parse", cmd_parse, "text to CoNLL-U: words, lemmas, tags, dependency trees"},
    {"lines", cmd_lines, "one sentence a line in, one JSON line out"},
    {"explain", cmd_explain, "why a sentence is coded as it is"},
    {"import", cmd_import, "dictionaries of the PETRARCH coders to those of bede"},
    {"suggest", cmd_suggest, "names and verbs of a corpus that nothing knows"},
    {"check", cmd_check, "test rules and dictionaries against their own examples"},
};

enum { N_COMMANDS = sizeof COMMANDS / sizeof *COMMANDS };

static int usage(FILE *to) {
    fputs("usage: bede COMMAND [OPTION...] [FILE...]\n\n"
          "Reads news pages and writes down who did what to whom, when, where,\n"
          "and according to whom.\n\n",
          to);
    for (int i = 0; i < N_COMMANDS; i++)
        fprintf(to, "  bede %-7s %s\n", COMMANDS[i].name, COMMANDS[i].what);
    fputs("\n`bede COMMAND --help` tells more, `man bede` everything.\n", to);
    return to == stdout ? 0 : 2;
}

int main(int argc, char **argv) {
    /* Tables are measured in columns of UTF-8 whatever the user's locale; nothing else depends on
     * it, so that numbers and sorting are the same everywhere. */
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        setlocale(LC_CTYPE, "");
    if (argc < 2)
        return usage(stderr);
    const char *name = argv[1];
    if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help"))
        return usage(stdout);
    if (!strcmp(name, "--version")) {
        puts("bede " BEDE_VERSION);
        return 0;
    }
    for (int i = 0; i < N_COMMANDS; i++) {
        if (strcmp(name, COMMANDS[i].name) != 0)
            continue;
        int status = COMMANDS[i].run(argc - 1, argv + 1);
        if (fflush(stdout) != 0 || ferror(stdout)) {
            fprintf(stderr, "bede: standard output: %s\n", strerror(errno));
            return 1;
        }
        return status;
    }
    fprintf(stderr, "bede: no command \"%s\"\n", name);
    return usage(stderr);
}
