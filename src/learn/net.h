/* SPDX-License-Identifier: Apache-2.0 */
/* The network of the tagger and parser, in float, with its gradients.
 *
 *   word form ─▶ x = [E(form) ; mean of S(feature)]              a function of the form alone
 *   x ─▶ BiLSTM ─▶ BiLSTM ─▶ y                                    Hochreiter & Schmidhuber 1997
 *   y ─▶ UPOS, XPOS                                              softmax each
 *   y ─▶ d, h (arc size) ─▶ d U h' + h u                         biaffine: Dozat & Manning 2017
 *   y ─▶ A y[dep] + B y[head] ─▶ relation                        one hidden layer
 *
 * Sizes: N words of a batch, X = F + S input, H hidden of one direction, Y = 2H, A arc, R relation
 * hidden. Rows of a batch are time-major: row t * B + b is word t of sentence b. */
#ifndef BD_LEARN_NET_H
#define BD_LEARN_NET_H

#include "learn/corpus.h"
#include "learn/matrix.h"

enum { MAX_LAYERS = 2, MAX_NETS = 4, MAX_CLASSES = 96 };

typedef struct net_size {
    uint32_t forms, buckets; /* rows of E and S; E's row 0 is the unknown form */
    uint32_t F, S, H, A, R, layers;
    uint32_t upos, xpos, rel; /* classes */
} net_size;

/* Where each parameter begins in the flat array. */
typedef struct net_layout {
    size_t form, sub; /* embeddings come first: [0, dense) */
    size_t dense;     /* dense parameters from here on */
    size_t wx[MAX_LAYERS][2], wh[MAX_LAYERS][2], b[MAX_LAYERS][2]; /* [in,4H] [H,4H] [4H] */
    size_t upos, upos_b, xpos, xpos_b;                             /* [Y,classes] */
    size_t dep, dep_b, head, head_b, root, U, u;      /* [Y,A] [A] [Y,A] [A] [A] [A,A] [A] */
    size_t rel_d, rel_b, rel_h, rel_root, out, out_b; /* [Y,R] [R] [Y,R] [R] [R,rel] [rel] */
    size_t total;
} net_layout;

typedef struct net {
    net_size size;
    net_layout at;
    float *w;
} net;

void net_init(net *n, net_size size, uint64_t seed, bd_arena *a);

/* What of a word goes in. */
typedef struct word_input {
    uint32_t form, n_subs;
    const uint32_t *subs;
} word_input;

typedef struct net_batch {
    const sentence **list;
    const word_input **inputs; /* per sentence */
    uint32_t n;
} net_batch;

/* One thread's working memory: activations, gradients of dense parameters, gradients of inputs. */
typedef struct net_work net_work;
net_work *net_work_new(const net *n);
void net_work_free(net_work *w);

typedef struct net_loss {
    double upos, xpos, arc, rel;
    uint64_t words;
} net_loss;

/* Forward and backward over a batch; adds to the work's gradients. `rates` are dropout rates. */
typedef struct net_drop {
    float word, input, layer, head;
} net_drop;
void net_learn(const net *n, net_work *w, const net_batch *b, const net_drop *drop, mx_random *rnd,
               net_loss *loss);
/* Tags and trees for a batch by one network or the mean of several: out[i] holds the words of
 * sentence i; their forms are not set. */
void net_parse(const net *const *ns, net_work *const *ws, int n_nets, const net_batch *b,
               token **out);

#endif
