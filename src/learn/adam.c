/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/adam.h"

#include <math.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

static const float BETA1 = 0.9f, BETA2 = 0.95f, MEAN = 0.998f, CLIP = 3.0f;
/* The moving average is taken every so many steps: it walks over all parameters. */
enum { MEAN_EVERY = 8 };

void adam_init(adam *o, net *n, bd_arena *a) {
    size_t rows = n->size.forms + n->size.buckets;
    *o = (adam){.n = n};
    o->m = bd_arena_array(a, n->at.total + 64, sizeof(float));
    o->v = bd_arena_array(a, n->at.total + 64, sizeof(float));
    o->mean = bd_arena_array(a, n->at.total + 64, sizeof(float));
    o->dembed = bd_arena_array(a, n->at.dense + 64, sizeof(float));
    o->touched = bd_arena_alloc(a, rows);
    o->rows = bd_arena_array(a, rows, sizeof *o->rows);
    memcpy(o->mean, n->w, n->at.total * sizeof(float));
}

void adam_forget(adam *o) {
    memset(o->m, 0, o->n->at.total * sizeof(float));
    memset(o->v, 0, o->n->at.total * sizeof(float));
    o->step = 0;
}

static float *row_of(const adam *o, float *base, uint32_t row, size_t *width) {
    const net_size *s = &o->n->size;
    *width = row < s->forms ? s->F : s->S;
    return row < s->forms ? base + o->n->at.form + (size_t)row * s->F
                          : base + o->n->at.sub + (size_t)(row - s->forms) * s->S;
}

static void add_row(adam *o, uint32_t row, const float *d, float scale) {
    size_t n;
    float *g = row_of(o, o->dembed, row, &n);
    if (!o->touched[row]) {
        o->touched[row] = 1;
        o->rows[o->n_rows++] = row;
    }
    for (size_t i = 0; i < n; i++)
        g[i] += d[i] * scale;
}

static void gather_embeddings(adam *o, const net_work *w, const net_batch *b) {
    const net_size *s = &o->n->size;
    size_t X = s->F + s->S;
    for (uint32_t i = 0; i < b->n; i++)
        for (uint32_t t = 0; t < b->list[i]->n; t++) {
            size_t row = (size_t)t * w->B + i;
            const word_input *in = w->ins[row];
            const float *dx = w->dx + row * X;
            add_row(o, w->dropped[row] ? 0 : in->form, dx, 1);
            for (uint32_t k = 0; k < in->n_subs; k++)
                add_row(o, s->forms + in->subs[k], dx + s->F, 3.0f / (float)in->n_subs);
        }
}

CLONES static void update(float *w, float *m, float *v, const float *g, size_t n, float scale,
                          float rate, float fix1, float fix2) {
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * scale;
        m[i] = BETA1 * m[i] + (1 - BETA1) * d;
        v[i] = BETA2 * v[i] + (1 - BETA2) * d * d;
        w[i] -= rate * (m[i] * fix1) / (sqrtf(v[i] * fix2) + 1e-8f);
    }
}

CLONES static void average(float *mean, const float *w, size_t n, float keep) {
    for (size_t i = 0; i < n; i++)
        mean[i] = keep * mean[i] + (1 - keep) * w[i];
}

static double square(const float *g, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)g[i] * (double)g[i];
    return sum;
}

void adam_step(adam *o, net_work **works, const net_batch *batches, int n_works, double words,
               float rate) {
    net *n = o->n;
    size_t dense = n->at.dense, n_dense = n->at.total - dense;
    float *g = works[0]->grad, scale = (float)(1 / words);
    for (int i = 1; i < n_works; i++) {
        for (size_t k = 0; k < n_dense; k++)
            g[k] += works[i]->grad[k];
        memset(works[i]->grad, 0, n_dense * sizeof(float));
    }
    for (int i = 0; i < n_works; i++)
        gather_embeddings(o, works[i], &batches[i]);
    o->step++;
    float norm = (float)sqrt(square(g, n_dense)) * scale;
    if (norm > CLIP)
        scale *= CLIP / norm;
    float fix1 = 1 / (1 - powf(BETA1, (float)o->step)),
          fix2 = 1 / (1 - powf(BETA2, (float)o->step));
    update(n->w + dense, o->m + dense, o->v + dense, g, n_dense, scale, rate, fix1, fix2);
    memset(g, 0, n_dense * sizeof(float));
    for (size_t i = 0; i < o->n_rows; i++) {
        size_t width;
        uint32_t row = o->rows[i];
        float *grad = row_of(o, o->dembed, row, &width);
        size_t at = (size_t)(grad - o->dembed);
        update(n->w + at, o->m + at, o->v + at, grad, width, scale, rate, fix1, fix2);
        memset(grad, 0, width * sizeof(float));
        o->touched[row] = 0;
    }
    o->n_rows = 0;
    if (o->step % MEAN_EVERY == 0) {
        /* Early on the average would remember the random start: it forgets faster then. */
        float keep = powf(MEAN, MEAN_EVERY), early = (float)o->step / (float)(o->step + 100);
        average(o->mean, n->w, n->at.total, keep < early ? keep : early);
    }
}
