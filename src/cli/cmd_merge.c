/* SPDX-License-Identifier: Apache-2.0 */
/* bede merge, bede split: events of a store joined and parted by hand. */
#include "cli/cli.h"

#include <getopt.h>

static int usage(FILE *to) {
    fputs("usage: bede merge STORE ID ID...\n"
          "       bede merge STORE --anew [--no-merge]\n"
          "       bede split STORE ID MENTION...\n\n"
          "merge makes events one: the first stays, the other identifiers lead to it. split takes\n"
          "mentions out of an event and prints the identifier of the event that they are now.\n"
          "Both choices are kept whatever is added later. --anew merges all mentions of the store\n"
          "anew by the rules of this version, users' choices first.\n",
          to);
    return to == stdout ? 0 : 2;
}

static bede_store *open_store(const char *path, bool no_merge) {
    bede_error err = {0};
    bede_store *s =
        bede_store_open(path, &(bede_store_options){.write = true, .no_merge = no_merge}, &err);
    if (!s)
        cli_complain(&err);
    return s;
}

int cmd_merge(int argc, char **argv) {
    static const struct option options[] = {{"anew", no_argument, NULL, 'a'},
                                            {"no-merge", no_argument, NULL, 'N'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    bool anew = false, no_merge = false;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h')
            return usage(stdout);
        if (c != 'a' && c != 'N')
            return usage(stderr);
        anew |= c == 'a';
        no_merge |= c == 'N';
    }
    int n = argc - optind;
    if (anew ? n != 1 : n < 3)
        return usage(stderr);
    bede_error err = {0};
    bede_store *s = open_store(argv[optind], no_merge);
    if (!s)
        return 1;
    bool ok = anew
                  ? bede_store_merge_anew(s, &err)
                  : bede_store_join(s, (const char *const *)argv + optind + 1, (size_t)n - 1, &err);
    if (!ok)
        cli_complain(&err);
    bede_store_close(s);
    return ok ? 0 : 1;
}

int cmd_split(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "--help"))
        return usage(stdout);
    if (argc < 4)
        return usage(stderr);
    bede_error err = {0};
    bede_store *s = open_store(argv[1], false);
    if (!s)
        return 1;
    char id[17];
    bool ok =
        bede_store_split(s, argv[2], (const char *const *)argv + 3, (size_t)argc - 3, id, &err);
    if (ok)
        puts(id);
    else
        cli_complain(&err);
    bede_store_close(s);
    return ok ? 0 : 1;
}
