/* SPDX-License-Identifier: Apache-2.0 */
/* Word vectors from plain news text, to begin the form embeddings with. */
#ifndef BD_LEARN_VECTORS_H
#define BD_LEARN_VECTORS_H

#include "learn/corpus.h"

/* Running text as numbers of normal forms, in order of first sight; 0 parts sentences. */
typedef struct text {
    bd_arena *arena;
    bd_map ids;       /* normal form -> number from 1 */
    bede_view *forms; /* [n_forms] by number */
    uint32_t *counts;
    size_t n_forms, cap_forms, cap_counts;
    uint32_t *words;
    size_t n, cap;
} text;

void text_init(text *t, bd_arena *a);
void text_break(text *t);
void text_word(text *t, bede_view form);
/* Every file of a folder, in order of their names, cut roughly into words. */
bool text_read_folder(text *t, const char *dir, bede_error *err);

/* Vectors [n_forms, size] of all forms seen; zero for those rarer than `at_least`. The same for the
 * same text and seed. */
float *vectors_learn(const text *t, uint32_t size, uint32_t at_least, int epochs, uint64_t seed);

#endif
