/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences that no treebank has: plain news, and treebank sentences written as headlines are. */
#ifndef BD_LEARN_NEWS_H
#define BD_LEARN_NEWS_H

#include "learn/corpus.h"
#include "learn/matrix.h"

/* Cuts every file of a folder into the empty corpus: the sentences that a parser can learn from, of
 * 4 to 60 words, with letters in them, the short ones first. Tags and heads are left 0. */
bool news_read(corpus *c, const char *dir, bede_error *err);

/* Appends copies of a share of c's first n sentences in title case, in capitals, or without their
 * final mark. */
void news_add_noise(corpus *c, size_t n, mx_random *rnd);

#endif
