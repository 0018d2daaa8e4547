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
          "anew by the rules of this version, users' choices first.\n\n" CLI_KEY_HELP,
          to);
    return to == stdout ? 0 : 2;
}

int cmd_merge(int argc, char **argv) {
    static const struct option options[] = {{"anew", no_argument, NULL, 'a'},
                                            {"no-merge", no_argument, NULL, 'N'},
                                            CLI_KEY_OPTIONS,
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    bool anew = false, no_merge = false;
    cli_key key = {0};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h')
            return usage(stdout);
        if (c != 'a' && c != 'N' && !cli_key_option(&key, c))
            return usage(stderr);
        anew |= c == 'a';
        no_merge |= c == 'N';
    }
    int n = argc - optind;
    if (anew ? n != 1 : n < 3)
        return usage(stderr);
    bede_error err = {0};
    bede_store *s = cli_store_open(argv[optind],
                                   (bede_store_options){.write = true, .no_merge = no_merge}, &key);
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
    static const struct option options[] = {{"help", no_argument, NULL, 'h'}, CLI_KEY_OPTIONS, {0}};
    cli_key key = {0};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h')
            return usage(stdout);
        if (!cli_key_option(&key, c))
            return usage(stderr);
    }
    int n = argc - optind;
    if (n < 3)
        return usage(stderr);
    bede_error err = {0};
    bede_store *s = cli_store_open(argv[optind], (bede_store_options){.write = true}, &key);
    if (!s)
        return 1;
    char id[17];
    bool ok = bede_store_split(s, argv[optind + 1], (const char *const *)argv + optind + 2,
                               (size_t)n - 2, id, &err);
    if (ok)
        puts(id);
    else
        cli_complain(&err);
    bede_store_close(s);
    return ok ? 0 : 1;
}
