/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BD_LEARN_NET_INT_H
#define BD_LEARN_NET_INT_H

#include "learn/net.h"

enum { MAX_ROWS = 4096, MAX_BATCH = 256, MAX_WORDS = 200 };

/* What a layer and direction keeps for the way back. All [rows, ...]. */
typedef struct lstm_state {
    float *gates; /* [rows,4H]: i f o g, after their non-linearity */
    float *c, *h; /* [rows,H] */
    float *tc;    /* tanh(c) */
} lstm_state;

struct net_work {
    uint32_t T, B;
    float *x, *dx;                      /* [rows,X] */
    float *y[MAX_LAYERS];               /* [rows,2H] outputs, dropout applied */
    float *drop_x, *drop_y[MAX_LAYERS]; /* masks [B,..] */
    float *dy, *dy2;                    /* [rows,2H] */
    lstm_state s[MAX_LAYERS][2];
    float *dgates;                                      /* [rows,4H] */
    float *dh, *dc;                                     /* [B,H] */
    float *wt;                                          /* a transposed weight */
    float *dep, *head, *ddep, *dhead, *mask_d, *mask_h; /* [rows,A] compact rows */
    float *ra, *rb, *dra, *drb;                         /* [rows,R] */
    float *tag;                                         /* [rows,classes] */
    float *score;                                       /* [MAX_WORDS, MAX_WORDS + 1] */
    float *sum;                                         /* as score, over several networks */
    float *tmp;                                         /* [MAX_WORDS + 1, A] */
    float *tmp2;
    float *hidden; /* [R] */
    float *grad;
    void *tree;
    const word_input **ins; /* [rows] */
    unsigned char *dropped; /* [rows] */
    size_t n_grad;
};

/* Runs one layer's two directions: in [rows,I] to y [rows,2H]. lens: words of each sentence. */
void lstm_forward(const net *n, net_work *w, uint32_t layer, const float *in, uint32_t I,
                  const uint32_t *lens);
/* dy [rows,2H] to din [rows,I]; adds to the gradients. */
void lstm_backward(const net *n, net_work *w, uint32_t layer, const float *in, uint32_t I,
                   const uint32_t *lens, const float *dy, float *din);

#endif
