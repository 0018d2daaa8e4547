/* SPDX-License-Identifier: Apache-2.0 */
/* Which forms have an embedding of their own, and what goes in for a word. */
#ifndef BD_LEARN_VOCAB_H
#define BD_LEARN_VOCAB_H

#include "learn/net.h"
#include "learn/vectors.h"

typedef struct vocab {
    bd_arena *arena;
    bd_map rows;      /* normal form -> row of E, from 1; row 0 is the unknown form */
    bede_view *names; /* [rows.n + 1] by row */
    uint32_t buckets; /* rows of S */
    bd_map inputs;    /* form as written -> index into known */
    word_input *known;
    size_t n_known, cap_known;
} vocab;

/* Forms that the treebank has twice, and those that all text has `in_text` times. */
void vocab_make(vocab *v, const corpus *bank, const text *all, uint32_t in_text, uint32_t buckets,
                bd_arena *a);
/* Valid until the next call with a new form; the features behind it stay. */
const word_input *vocab_input(vocab *v, bede_view form);
/* Lets the rows of E begin at word vectors, brought to one scale. */
void vocab_use_vectors(const vocab *v, const text *all, const float *vectors, net *n);

#endif
