/* SPDX-License-Identifier: Apache-2.0 */
/* bede-learn: makes what bede knows. */
#include "learn/learn.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "pack") == 0)
        return learn_pack(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "train") == 0)
        return learn_train(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "blocks") == 0)
        return learn_blocks(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "ranks") == 0)
        return learn_ranks(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "gist") == 0)
        return learn_gist(argc - 1, argv + 1);
    FILE *to = argc > 1 && strcmp(argv[1], "--help") == 0 ? stdout : stderr;
    fputs("usage: bede-learn pack|train|blocks|ranks|gist OPTION...\n"
          "  pack   the plain files of data/ into one knowledge image\n"
          "  train  the tagger and parser from treebanks and plain news text\n"
          "  blocks the weights by which an article's blocks are chosen from saved pages\n"
          "  ranks  the weights by which a page's day of publication is chosen\n"
          "  gist   the weights by which a sentence's class and roles are chosen\n"
          "`bede-learn COMMAND --help` tells more.\n",
          to);
    return to == stdout ? 0 : 2;
}
