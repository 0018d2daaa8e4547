/* SPDX-License-Identifier: Apache-2.0 */
/* Near duplicates: which articles are copies of one another, in whole or nearly.
 *
 * A text becomes the set of its runs of three words. MinHash (Broder 1997) makes 96 lanes of such a
 * set: two texts have the same value in a lane with the probability that the sets overlap (Jaccard
 * J = shared / all). Banding finds texts alike without comparing all: three lanes make a band, two
 * texts meet if one of their 32 bands is equal, which happens with probability 1 - (1 - J^3)^32:
 *
 *     J     0.1   0.2   0.3   0.4   0.5   0.6
 *     meet  3 %   23 %  58 %  88 %  98.6% 99.96%
 *
 * Who meets is compared by all lanes. Two texts are copies if most of the shorter one stands in the
 * longer one, so that copies that were cut at the end count and texts with a common background
 * paragraph do not.
 *
 * The index lives in memory (about 600 bytes an article) and is filled from the signatures that the
 * store keeps: see docs/store.md for the measure that decided it. */
#ifndef BD_STORE_NEAR_H
#define BD_STORE_NEAR_H

#include "base/view.h"

enum {
    BD_NEAR_LANES = 96,
    BD_NEAR_ROWS = 3, /* lanes a band */
    BD_NEAR_BANDS = BD_NEAR_LANES / BD_NEAR_ROWS,
    BD_NEAR_SHINGLE = 3, /* words */
    BD_NEAR_WAITING = 64,
    BD_NEAR_BLOB = 2 * BD_NEAR_LANES + 4
};

typedef struct bd_near_mark {
    uint16_t lane[BD_NEAR_LANES]; /* the low half of the lane's least hash */
    uint32_t n;                   /* runs of words in the text; 0: nothing to compare */
} bd_near_mark;

/* The signature of a text, handed in piece by piece (paragraphs). */
typedef struct bd_near_signer {
    uint32_t least[BD_NEAR_LANES];
    uint64_t words[BD_NEAR_SHINGLE]; /* hashes of the last words */
    uint64_t n_words;
    uint32_t waiting[BD_NEAR_WAITING], n_waiting; /* runs of words that no lane has seen yet */
} bd_near_signer;

void bd_near_begin(bd_near_signer *s);
void bd_near_add(bd_near_signer *s, bede_view text);
void bd_near_end(bd_near_signer *s, bd_near_mark *out);

/* Of an article: its paragraphs. Headlines are what reprints change first and do not count, nor do
 * captions; a text without paragraphs counts whole. */
void bd_near_sign(const bede_article *a, bd_near_mark *out);

/* As bytes, the same on every machine. */
void bd_near_pack(const bd_near_mark *m, unsigned char out[BD_NEAR_BLOB]);
bool bd_near_unpack(const void *bytes, size_t n, bd_near_mark *out);

/* Estimated Jaccard similarity, 0..1. */
float bd_near_alike(const bd_near_mark *a, const bd_near_mark *b);
/* Whether one is a copy of the other; *share: how much of the shorter one stands in the longer. */
bool bd_near_copy(const bd_near_mark *a, const bd_near_mark *b, float *share);

typedef struct bd_near bd_near;
bd_near *bd_near_new(void); /* NULL without memory */
void bd_near_free(bd_near *x);
/* The article most alike to `m` among those that it is a copy of, equals by age; false for none. */
bool bd_near_find(bd_near *x, const bd_near_mark *m, int64_t *article, float *share);
/* False without memory. */
bool bd_near_put(bd_near *x, int64_t article, const bd_near_mark *m);
/* All but equal: what finds one of them finds the other, so that only one need be put and a
 * thousand reprints cost no more than one. */
bool bd_near_same(const bd_near_mark *a, const bd_near_mark *b);
size_t bd_near_count(const bd_near *x);
size_t bd_near_bytes(const bd_near *x); /* memory taken */

#endif
