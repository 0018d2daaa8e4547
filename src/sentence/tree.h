/* SPDX-License-Identifier: Apache-2.0 */
/* The best tree over scored arcs. */
#ifndef BD_SENTENCE_TREE_H
#define BD_SENTENCE_TREE_H

#include <stddef.h>
#include <stdint.h>

/* score[d * (n + 1) + h]: how good head h is for word d; heads 1..n are the words 0..n-1, head 0 is
 * the root. heads[d] gets 0..n, so that the arcs form a tree with one word at the root.
 * `work` must hold bd_tree_work(n) bytes. */
void bd_tree_decode(const float *score, size_t n, uint16_t *heads, void *work);
size_t bd_tree_work(size_t n);

#endif
