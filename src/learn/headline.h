/* SPDX-License-Identifier: Apache-2.0 */
/* Treebank sentences as a headline would say them: no treebank has enough headlines to learn from,
 * and nearly every news page begins with one. */
#ifndef BD_LEARN_HEADLINE_H
#define BD_LEARN_HEADLINE_H

#include "learn/corpus.h"
#include "learn/matrix.h"

/* Appends to c a share of the n sentences of `list` (which has c's tags) without articles,
 * auxiliaries and final mark, in the present tense; half of them in title case. Their trees stay
 * what they were. */
void headline_add(corpus *c, const sentence *list, size_t n, float share, mx_random *rnd);

#endif
