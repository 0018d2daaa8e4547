/* SPDX-License-Identifier: Apache-2.0 */
/* Adam (Kingma & Ba 2015) with an exponential moving average of the weights (Polyak & Juditsky
 * 1992), which is what is kept at the end. */
#ifndef BD_LEARN_ADAM_H
#define BD_LEARN_ADAM_H

#include "learn/net_int.h"

typedef struct adam {
    net *n;
    float *m, *v;           /* moments, as long as the parameters */
    float *mean;            /* the averaged weights */
    float *dembed;          /* gradient of embeddings, zero between steps */
    unsigned char *touched; /* rows of E then S */
    uint32_t *rows;
    size_t n_rows;
    uint64_t step;
} adam;

void adam_init(adam *o, net *n, bd_arena *a);
/* Forgets all steps; the weights and their average stay. */
void adam_forget(adam *o);
/* Sums the gradients of the works (over `words` words) and takes a step of size `rate`; clears the
 * works' gradients. */
void adam_step(adam *o, net_work **works, const net_batch *batches, int n_works, double words,
               float rate);

#endif
