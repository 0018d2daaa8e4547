/* SPDX-License-Identifier: Apache-2.0 */
/* Teaching one network, and asking one or several. */
#ifndef BD_LEARN_TRAINER_H
#define BD_LEARN_TRAINER_H

#include "learn/adam.h"
#include "learn/vocab.h"

enum { THREADS = 2 }; /* the sums of gradients depend on it, so it is not the user's choice */

/* Sentences of a half batch with their inputs. */
typedef struct batch_store {
    const sentence *list[MAX_BATCH];
    const word_input *inputs[MAX_BATCH];
    word_input *words;
    net_batch batch;
} batch_store;

typedef struct trainer {
    vocab *vocab;
    net net;
    adam adam;
    net_drop drop;
    float rate; /* at its highest */
    net_work *works[THREADS];
    batch_store *stores[THREADS];
    mx_random rnd[THREADS + 1]; /* one a thread; the last for the order of sentences */
} trainer;

typedef struct score {
    size_t words, upos, xpos, scored, uas, las;
} score;

/* Weights are random by the seed; the moving average begins there too. */
void trainer_init(trainer *t, vocab *v, net_size size, uint64_t seed, bd_arena *a);
/* Begins anew from the weights w: no memory of earlier steps, so that it is the same whether w was
 * learned just now or read from a file. */
void trainer_start_from(trainer *t, const float *w, uint64_t seed);

/* One pass over the sentences list[0, n), which is from `from` to `to` (0..1) of the whole
 * training. Gives back the losses. */
net_loss trainer_epoch(trainer *t, sentence *const *list, size_t n, double from, double to);

/* Fills in the tags and trees of c's sentences [from, to) by the mean opinion of the trainers'
 * averaged weights. */
void trainer_annotate(trainer *const *ts, int n_ts, corpus *c, size_t from, size_t to);
score trainer_score(trainer *const *ts, int n_ts, const corpus *c);

#endif
