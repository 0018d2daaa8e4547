/* SPDX-License-Identifier: Apache-2.0 */
/* Training the gist: sentences with their features, and the two linear models fitted to them. */
#ifndef BD_LEARN_GIST_TRAIN_H
#define BD_LEARN_GIST_TRAIN_H

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdio.h>

/* As in src/what/gist.h, which this program does not see: outside, S, T, R begun and gone on. */
enum { LG_TAGS = 7, LG_CLASSES = 5, LG_FOLDS = 5 };

typedef struct lg_unit { /* a word, or the sentence as a whole */
    uint32_t *feats;
    uint32_t n;
    uint32_t start, end; /* code points; of words */
} lg_unit;

typedef struct lg_sentence {
    lg_unit whole, *words;
    uint32_t n_words;
    uint8_t *tags;  /* gold; NULL if the roles were not marked */
    int8_t class;   /* gold, -1 if unknown */
    uint8_t fold;   /* near copies share one */
    uint8_t *found; /* tags that weights of the other folds give */
    int8_t found_class;
} lg_sentence;

typedef struct lg_corpus {
    bd_arena arena;
    lg_sentence *sentences;
    size_t n, cap;
    bd_map names; /* features to numbers from 0 */
    bede_view *name;
    uint32_t *count;
    size_t n_names, cap_names, cap_count;
} lg_corpus;

/* Reads what `bede lines --features` printed and the gold sentences of the same order. */
bool lg_read(lg_corpus *c, const char *features, const char *gold, bede_error *err);
/* Puts near copies together and deals the groups out to LG_FOLDS folds. */
void lg_deal(lg_corpus *c);

typedef struct lg_weights {
    float *v; /* features * labels */
    uint32_t labels;
    float step[LG_TAGS + 1][LG_TAGS]; /* marks only; last row from the start */
} lg_weights;

/* Fits on all sentences but those of fold `left_out` (-1: none). Malloc'ed weights; false when
 * memory is out. */
bool lg_fit_marks(const lg_corpus *c, int left_out, lg_weights *w);
bool lg_fit_classes(const lg_corpus *c, int left_out, lg_weights *w);
void lg_mark(const lg_weights *w, const lg_sentence *s, uint8_t *tags);
int lg_class(const lg_weights *w, const lg_sentence *s);

bool lg_write(const lg_corpus *c, const lg_weights *marks, const lg_weights *classes,
              const char *path, bede_error *err);

#endif
