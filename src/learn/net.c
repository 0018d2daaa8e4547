/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/net_int.h"

#include "sentence/tree.h"

#include <stdlib.h>
#include <string.h>

static size_t claim(size_t *at, size_t n) {
    size_t here = *at;
    *at += n;
    return here;
}

static net_layout lay_out(const net_size *s) {
    net_layout l = {0};
    size_t at = 0, Y = 2 * (size_t)s->H;
    l.form = claim(&at, (size_t)s->forms * s->F);
    l.sub = claim(&at, (size_t)s->buckets * s->S);
    l.dense = at;
    for (uint32_t k = 0; k < s->layers; k++)
        for (int d = 0; d < 2; d++) {
            l.wx[k][d] = claim(&at, (k ? Y : s->F + s->S) * 4 * s->H);
            l.wh[k][d] = claim(&at, (size_t)s->H * 4 * s->H);
            l.b[k][d] = claim(&at, 4 * (size_t)s->H);
        }
    l.upos = claim(&at, Y * s->upos);
    l.upos_b = claim(&at, s->upos);
    l.xpos = claim(&at, Y * s->xpos);
    l.xpos_b = claim(&at, s->xpos);
    l.dep = claim(&at, Y * s->A);
    l.dep_b = claim(&at, s->A);
    l.head = claim(&at, Y * s->A);
    l.head_b = claim(&at, s->A);
    l.root = claim(&at, s->A);
    l.U = claim(&at, (size_t)s->A * s->A);
    l.u = claim(&at, s->A);
    l.rel_d = claim(&at, Y * s->R);
    l.rel_b = claim(&at, s->R);
    l.rel_h = claim(&at, Y * s->R);
    l.rel_root = claim(&at, s->R);
    l.out = claim(&at, (size_t)s->R * s->rel);
    l.out_b = claim(&at, s->rel);
    l.total = at;
    return l;
}

static void fill(net *n, size_t at, size_t count, float scale, mx_random *r) {
    for (size_t i = 0; i < count; i++)
        n->w[at + i] = mx_normal(r) * scale;
}

/* 1/sqrt(fan in): keeps activations of one size through the layers (Glorot & Bengio 2010). */
static float fan(size_t n) {
    float x = 1;
    for (int i = 0; i < 30; i++)
        x = 0.5f * (x + (float)n / x);
    return 1 / x;
}

void net_init(net *n, net_size s, uint64_t seed, bd_arena *a) {
    mx_random r;
    mx_seed(&r, seed);
    n->size = s;
    n->at = lay_out(&s);
    n->w = bd_arena_array(a, n->at.total + 64, sizeof *n->w);
    size_t Y = 2 * (size_t)s.H;
    fill(n, n->at.form, (size_t)s.forms * s.F, 0.1f, &r);
    fill(n, n->at.sub, (size_t)s.buckets * s.S, 0.2f, &r);
    for (uint32_t k = 0; k < s.layers; k++)
        for (int d = 0; d < 2; d++) {
            size_t in = k ? Y : s.F + s.S;
            fill(n, n->at.wx[k][d], in * 4 * s.H, fan(in), &r);
            fill(n, n->at.wh[k][d], (size_t)s.H * 4 * s.H, fan(s.H), &r);
            for (uint32_t i = 0; i < s.H; i++)
                n->w[n->at.b[k][d] + s.H + i] = 1; /* remember at first */
        }
    fill(n, n->at.upos, Y * s.upos, fan(Y), &r);
    fill(n, n->at.xpos, Y * s.xpos, fan(Y), &r);
    fill(n, n->at.dep, Y * s.A, fan(Y), &r);
    fill(n, n->at.head, Y * s.A, fan(Y), &r);
    fill(n, n->at.root, s.A, 0.3f, &r);
    fill(n, n->at.U, (size_t)s.A * s.A, 0.5f * fan(s.A), &r);
    fill(n, n->at.rel_d, Y * s.R, fan(Y), &r);
    fill(n, n->at.rel_h, Y * s.R, fan(Y), &r);
    fill(n, n->at.rel_root, s.R, 0.3f, &r);
    fill(n, n->at.out, (size_t)s.R * s.rel, fan(s.R), &r);
}

static float *floats(size_t n) {
    return calloc(n + 64, sizeof(float));
}

net_work *net_work_new(const net *n) {
    net_work *w = calloc(1, sizeof *w);
    size_t rows = MAX_ROWS, H = n->size.H, Y = 2 * H, X = n->size.F + n->size.S;
    size_t wide = X > Y ? X : Y;
    w->x = floats(rows * X);
    w->dx = floats(rows * X);
    w->drop_x = floats(MAX_BATCH * X);
    for (uint32_t k = 0; k < n->size.layers; k++) {
        w->y[k] = floats(rows * Y);
        w->drop_y[k] = floats(MAX_BATCH * Y);
        for (int d = 0; d < 2; d++)
            w->s[k][d] = (lstm_state){floats(rows * 4 * H), floats(rows * H), floats(rows * H),
                                      floats(rows * H)};
    }
    w->dy = floats(rows * wide);
    w->dy2 = floats(rows * wide);
    w->dgates = floats(rows * 4 * H);
    w->dh = floats(MAX_BATCH * H);
    w->dc = floats(MAX_BATCH * H);
    w->wt = floats((4 * H + 16) * (wide + 16));
    size_t A = n->size.A, R = n->size.R;
    w->dep = floats((rows + 1) * A);
    w->head = floats((rows + 1) * A);
    w->ddep = floats((rows + 1) * A);
    w->dhead = floats((rows + 1) * A);
    w->mask_d = floats(MAX_BATCH * A);
    w->mask_h = floats(MAX_BATCH * A);
    w->ra = floats(rows * R);
    w->rb = floats(rows * R);
    w->dra = floats(rows * R);
    w->drb = floats(rows * R);
    w->tag = floats(rows * (n->size.upos + n->size.xpos));
    w->score = floats((MAX_WORDS + 1) * (MAX_WORDS + 1));
    w->sum = floats((MAX_WORDS + 1) * (MAX_WORDS + 1));
    w->tmp = floats((MAX_WORDS + 1) * A * 2);
    w->tmp2 = floats((MAX_WORDS + 1) * A * 2);
    w->hidden = floats(4 * R + 2 * n->size.rel);
    w->n_grad = n->at.total - n->at.dense;
    w->grad = floats(w->n_grad);
    w->tree = malloc(bd_tree_work(MAX_WORDS));
    w->ins = calloc(rows, sizeof *w->ins);
    w->dropped = calloc(rows, 1);
    return w;
}

static void mask(float *m, size_t n, float rate, mx_random *r) {
    float keep = 1 / (1 - rate);
    for (size_t i = 0; i < n; i++)
        m[i] = rate > 0 && mx_uniform(r) < rate ? 0 : keep;
}

static void times_mask(float *x, const float *m, uint32_t T, uint32_t B, size_t n) {
    for (size_t t = 0; t < T; t++)
        for (size_t i = 0; i < (size_t)B * n; i++)
            x[t * B * n + i] *= m[i];
}

/* x = [E(form) ; mean of S(feature)] */
static void embed(const net *n, net_work *w, const net_batch *b, float word_drop, mx_random *rnd) {
    size_t F = n->size.F, S = n->size.S, X = F + S;
    memset(w->x, 0, (size_t)w->T * w->B * X * sizeof(float));
    for (uint32_t i = 0; i < b->n; i++)
        for (uint32_t t = 0; t < b->list[i]->n; t++) {
            size_t row = (size_t)t * w->B + i;
            const word_input *in = &b->inputs[i][t];
            float *x = w->x + row * X, scale = 1.0f / (float)in->n_subs;
            w->ins[row] = in;
            w->dropped[row] = word_drop > 0 && mx_uniform(rnd) < word_drop;
            memcpy(x, n->w + n->at.form + (w->dropped[row] ? 0 : in->form) * F, F * sizeof(float));
            for (uint32_t k = 0; k < in->n_subs; k++) {
                const float *s = n->w + n->at.sub + in->subs[k] * S;
                for (size_t j = 0; j < S; j++)
                    x[F + j] += s[j] * scale * 3;
            }
        }
}

/* ---- heads ---- */

static void leaky(float *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        x[i] = x[i] > 0 ? x[i] : 0.1f * x[i];
}

static void leaky_back(float *dx, const float *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        dx[i] *= x[i] > 0 ? 1.0f : 0.1f;
}

static void project(const net *n, float *out, const float *y, size_t rows, size_t weight,
                    size_t bias, size_t width) {
    size_t Y = 2 * (size_t)n->size.H;
    for (size_t r = 0; r < rows; r++) {
        if (bias != SIZE_MAX)
            memcpy(out + r * width, n->w + bias, width * sizeof(float));
        else
            memset(out + r * width, 0, width * sizeof(float));
    }
    mx_mul(out, width, y, Y, n->w + weight, width, rows, Y, width, 1);
}

/* The gradient of a projection: weights, bias, and (added) its input. */
static void project_back(const net *n, net_work *w, const float *dout, const float *y, size_t rows,
                         size_t weight, size_t bias, size_t width) {
    size_t Y = 2 * (size_t)n->size.H;
    float *grad = w->grad - n->at.dense;
    mx_mul_ta(grad + weight, width, y, Y, dout, width, Y, rows, width);
    if (bias != SIZE_MAX)
        for (size_t r = 0; r < rows; r++)
            for (size_t k = 0; k < width; k++)
                grad[bias + k] += dout[r * width + k];
    mx_transpose(w->wt, n->w + weight, Y, width);
    mx_mul(w->dy, Y, dout, width, w->wt, Y, rows, width, Y, 1);
}

static double tag_loss(const net *n, net_work *w, const net_batch *b, size_t weight, size_t bias,
                       size_t classes, bool upos) {
    size_t rows = (size_t)w->T * w->B;
    const float *y = w->y[n->size.layers - 1];
    double loss = 0;
    project(n, w->tag, y, rows, weight, bias, classes);
    for (size_t r = 0; r < rows; r++) {
        float *p = w->tag + r * classes;
        uint32_t i = (uint32_t)(r % w->B), t = (uint32_t)(r / w->B);
        if (t >= b->list[i]->n) {
            memset(p, 0, classes * sizeof(float));
            continue;
        }
        const token *tok = &b->list[i]->words[t];
        uint16_t gold = upos ? tok->upos : tok->xpos;
        float weight_of = b->list[i]->weight;
        mx_softmax(p, classes);
        loss -= (double)mx_log(p[gold] + 1e-12f);
        p[gold] -= 1;
        for (size_t k = 0; k < classes; k++)
            p[k] *= weight_of;
    }
    project_back(n, w, w->tag, y, rows, weight, bias, classes);
    return loss;
}

/* Scores of one sentence: heads [len+1,A] in hs (root first), dependents [len,A] in ds.
 * du: ds U + u, kept for the way back. */
static void biaffine(const net *n, const float *ds, const float *hs, float *du, float *score,
                     size_t len) {
    size_t A = n->size.A;
    for (size_t d = 0; d < len; d++)
        memcpy(du + d * A, n->w + n->at.u, A * sizeof(float));
    mx_mul(du, A, ds, A, n->w + n->at.U, A, len, A, A, 1);
    for (size_t d = 0; d < len; d++)
        for (size_t h = 0; h <= len; h++) {
            const float *x = du + d * A, *y = hs + h * A;
            float sum[8] = {0};
            for (size_t k = 0; k + 8 <= A; k += 8)
                for (size_t j = 0; j < 8; j++)
                    sum[j] += x[k + j] * y[k + j];
            score[d * (len + 1) + h] =
                ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
        }
}

static void gather(const net_work *w, const float *rows, size_t width, uint32_t i, size_t len,
                   float *out) {
    for (size_t t = 0; t < len; t++)
        memcpy(out + t * width, rows + (t * w->B + i) * width, width * sizeof(float));
}

static void scatter(const net_work *w, float *rows, size_t width, uint32_t i, size_t len,
                    const float *in) {
    for (size_t t = 0; t < len; t++)
        memcpy(rows + (t * w->B + i) * width, in + t * width, width * sizeof(float));
}

static double arc_sentence(const net *n, net_work *w, const sentence *s, uint32_t i) {
    size_t A = n->size.A, len = s->n;
    float *ds = w->tmp, *hs = w->tmp + (MAX_WORDS + 1) * A, *du = w->tmp2,
          *back = w->tmp2 + (MAX_WORDS + 1) * A, *grad = w->grad - n->at.dense;
    double loss = 0;
    gather(w, w->dep, A, i, len, ds);
    gather(w, w->head, A, i, len, hs + A);
    memcpy(hs, n->w + n->at.root, A * sizeof(float));
    biaffine(n, ds, hs, du, w->score, len);
    for (size_t d = 0; d < len; d++) {
        float *p = w->score + d * (len + 1);
        p[d + 1] = -1e9f;
        mx_softmax(p, len + 1);
        loss -= (double)mx_log(p[s->words[d].head] + 1e-12f);
        p[s->words[d].head] -= 1;
        for (size_t k = 0; k <= len; k++)
            p[k] *= s->weight;
    }
    /* score = du hs': d(hs) = score' du, d(du) = score hs. */
    memset(back, 0, (len + 1) * A * sizeof(float));
    mx_mul_ta(back, A, w->score, len + 1, du, A, len + 1, len, A);
    for (size_t k = 0; k < A; k++)
        grad[n->at.root + k] += back[k];
    scatter(w, w->dhead, A, i, len, back + A);
    mx_mul(back, A, w->score, len + 1, hs, A, len, len + 1, A, 0);
    for (size_t d = 0; d < len; d++)
        for (size_t k = 0; k < A; k++)
            grad[n->at.u + k] += back[d * A + k];
    mx_mul_ta(grad + n->at.U, A, ds, A, back, A, A, len, A);
    mx_transpose(w->wt, n->w + n->at.U, A, A);
    mx_mul(ds, A, back, A, w->wt, A, len, A, A, 0);
    scatter(w, w->ddep, A, i, len, ds);
    return loss;
}

static double arc_loss(const net *n, net_work *w, const net_batch *b, float drop, mx_random *rnd) {
    size_t rows = (size_t)w->T * w->B, A = n->size.A;
    const float *y = w->y[n->size.layers - 1];
    double loss = 0;
    project(n, w->dep, y, rows, n->at.dep, n->at.dep_b, A);
    project(n, w->head, y, rows, n->at.head, n->at.head_b, A);
    leaky(w->dep, rows * A);
    leaky(w->head, rows * A);
    mask(w->mask_d, w->B * A, drop, rnd);
    mask(w->mask_h, w->B * A, drop, rnd);
    times_mask(w->dep, w->mask_d, w->T, w->B, A);
    times_mask(w->head, w->mask_h, w->T, w->B, A);
    memset(w->ddep, 0, rows * A * sizeof(float));
    memset(w->dhead, 0, rows * A * sizeof(float));
    for (uint32_t i = 0; i < b->n; i++)
        loss += arc_sentence(n, w, b->list[i], i);
    times_mask(w->ddep, w->mask_d, w->T, w->B, A);
    times_mask(w->dhead, w->mask_h, w->T, w->B, A);
    leaky_back(w->ddep, w->dep, rows * A);
    leaky_back(w->dhead, w->head, rows * A);
    project_back(n, w, w->ddep, y, rows, n->at.dep, n->at.dep_b, A);
    project_back(n, w, w->dhead, y, rows, n->at.head, n->at.head_b, A);
    return loss;
}

/* hidden = leaky(ra[dep] + rb[head]); out = hidden V + b. Gives back the hidden layer in h. */
static void relation(const net *n, const float *ra, const float *rb, float *h, float *out) {
    size_t R = n->size.R;
    for (size_t k = 0; k < R; k++)
        h[k] = ra[k] + rb[k];
    leaky(h, R);
    memcpy(out, n->w + n->at.out_b, n->size.rel * sizeof(float));
    mx_mul(out, n->size.rel, h, R, n->w + n->at.out, n->size.rel, 1, R, n->size.rel, 1);
}

static double rel_word(const net *n, net_work *w, const sentence *s, uint32_t i, uint32_t t,
                       const float *out_t, float drop, mx_random *rnd) {
    size_t R = n->size.R, L = n->size.rel, row = (size_t)t * w->B + i;
    const token *tok = &s->words[t];
    size_t head_row = tok->head ? (size_t)(tok->head - 1) * w->B + i : 0;
    const float *rb = tok->head ? w->rb + head_row * R : n->w + n->at.rel_root;
    float *grad = w->grad - n->at.dense, *h = w->hidden, *m = h + R, *dh = m + R, *p = dh + R;
    for (size_t k = 0; k < R; k++)
        h[k] = w->ra[row * R + k] + rb[k];
    leaky(h, R);
    mask(m, R, drop, rnd);
    for (size_t k = 0; k < R; k++)
        h[k] *= m[k];
    memcpy(p, n->w + n->at.out_b, L * sizeof(float));
    mx_mul(p, L, h, R, n->w + n->at.out, L, 1, R, L, 1);
    mx_softmax(p, L);
    double loss = -(double)mx_log(p[tok->rel] + 1e-12f);
    p[tok->rel] -= 1;
    for (size_t k = 0; k < L; k++)
        grad[n->at.out_b + k] += p[k] *= s->weight;
    mx_mul_ta(grad + n->at.out, L, h, R, p, L, R, 1, L);
    mx_mul(dh, R, p, L, out_t, R, 1, L, R, 0);
    for (size_t k = 0; k < R; k++)
        dh[k] *= m[k] * (h[k] > 0 ? 1.0f : 0.1f);
    for (size_t k = 0; k < R; k++) {
        w->dra[row * R + k] += dh[k];
        if (tok->head)
            w->drb[head_row * R + k] += dh[k];
        else
            grad[n->at.rel_root + k] += dh[k];
    }
    return loss;
}

static double rel_loss(const net *n, net_work *w, const net_batch *b, float drop, mx_random *rnd) {
    size_t rows = (size_t)w->T * w->B, R = n->size.R;
    const float *y = w->y[n->size.layers - 1];
    double loss = 0;
    float *out_t = floats(R * n->size.rel);
    project(n, w->ra, y, rows, n->at.rel_d, n->at.rel_b, R);
    project(n, w->rb, y, rows, n->at.rel_h, SIZE_MAX, R);
    memset(w->dra, 0, rows * R * sizeof(float));
    memset(w->drb, 0, rows * R * sizeof(float));
    mx_transpose(out_t, n->w + n->at.out, R, n->size.rel);
    for (uint32_t i = 0; i < b->n; i++)
        for (uint32_t t = 0; t < b->list[i]->n; t++)
            loss += rel_word(n, w, b->list[i], i, t, out_t, drop, rnd);
    free(out_t);
    project_back(n, w, w->dra, y, rows, n->at.rel_d, n->at.rel_b, R);
    project_back(n, w, w->drb, y, rows, n->at.rel_h, SIZE_MAX, R);
    return loss;
}

/* ---- the whole ---- */

static void shape(net_work *w, const net_batch *b, uint32_t *lens) {
    w->B = b->n;
    w->T = 0;
    for (uint32_t i = 0; i < b->n; i++) {
        lens[i] = b->list[i]->n;
        w->T = lens[i] > w->T ? lens[i] : w->T;
    }
}

void net_learn(const net *n, net_work *w, const net_batch *b, const net_drop *drop, mx_random *rnd,
               net_loss *loss) {
    uint32_t lens[MAX_BATCH], layers = n->size.layers, X = n->size.F + n->size.S, Y = 2 * n->size.H;
    shape(w, b, lens);
    size_t rows = (size_t)w->T * w->B;
    embed(n, w, b, drop->word, rnd);
    mask(w->drop_x, w->B * X, drop->input, rnd);
    times_mask(w->x, w->drop_x, w->T, w->B, X);
    for (uint32_t k = 0; k < layers; k++) {
        lstm_forward(n, w, k, k ? w->y[k - 1] : w->x, k ? Y : X, lens);
        mask(w->drop_y[k], w->B * Y, drop->layer, rnd);
        times_mask(w->y[k], w->drop_y[k], w->T, w->B, Y);
    }
    memset(w->dy, 0, rows * Y * sizeof(float));
    loss->upos += tag_loss(n, w, b, n->at.upos, n->at.upos_b, n->size.upos, true);
    loss->xpos += tag_loss(n, w, b, n->at.xpos, n->at.xpos_b, n->size.xpos, false);
    loss->arc += arc_loss(n, w, b, drop->head, rnd);
    loss->rel += rel_loss(n, w, b, drop->head, rnd);
    for (uint32_t i = 0; i < b->n; i++)
        loss->words += lens[i];
    for (uint32_t k = layers; k-- > 0;) {
        times_mask(w->dy, w->drop_y[k], w->T, w->B, Y);
        lstm_backward(n, w, k, k ? w->y[k - 1] : w->x, k ? Y : X, lens, w->dy, k ? w->dy2 : w->dx);
        if (k) {
            float *swap = w->dy;
            w->dy = w->dy2;
            w->dy2 = swap;
        }
    }
    times_mask(w->dx, w->drop_x, w->T, w->B, X);
}

static uint16_t best_of(const float *p, size_t n) {
    size_t at = 0;
    for (size_t i = 1; i < n; i++)
        if (p[i] > p[at])
            at = i;
    return (uint16_t)at;
}

/* The network's opinions of a batch, up to its heads: tag scores, arc and relation layers. */
static void opinions(const net *n, net_work *w, const net_batch *b, const uint32_t *lens) {
    uint32_t layers = n->size.layers, X = n->size.F + n->size.S, Y = 2 * n->size.H;
    size_t rows = (size_t)w->T * w->B;
    embed(n, w, b, 0, NULL);
    for (uint32_t k = 0; k < layers; k++)
        lstm_forward(n, w, k, k ? w->y[k - 1] : w->x, k ? Y : X, lens);
    const float *y = w->y[layers - 1];
    project(n, w->tag, y, rows, n->at.upos, n->at.upos_b, n->size.upos);
    project(n, w->tag + rows * n->size.upos, y, rows, n->at.xpos, n->at.xpos_b, n->size.xpos);
    project(n, w->dep, y, rows, n->at.dep, n->at.dep_b, n->size.A);
    project(n, w->head, y, rows, n->at.head, n->at.head_b, n->size.A);
    leaky(w->dep, rows * n->size.A);
    leaky(w->head, rows * n->size.A);
    project(n, w->ra, y, rows, n->at.rel_d, n->at.rel_b, n->size.R);
    project(n, w->rb, y, rows, n->at.rel_h, SIZE_MAX, n->size.R);
}

/* sum += the probabilities behind the scores. */
static void add_softmax(float *sum, float *scores, size_t n) {
    mx_softmax(scores, n);
    for (size_t k = 0; k < n; k++)
        sum[k] += scores[k];
}

static void arc_scores(const net *n, net_work *w, uint32_t i, size_t len) {
    size_t A = n->size.A;
    float *ds = w->tmp, *hs = w->tmp + (MAX_WORDS + 1) * A;
    gather(w, w->dep, A, i, len, ds);
    gather(w, w->head, A, i, len, hs + A);
    memcpy(hs, n->w + n->at.root, A * sizeof(float));
    biaffine(n, ds, hs, w->tmp2, w->score, len);
    for (size_t d = 0; d < len; d++)
        w->score[d * (len + 1) + d + 1] = -1e9f;
}

/* One network's scores decide as they are; of several, the mean probability does. */
static void heads_of(const net *const *ns, net_work *const *ws, int n_nets, uint32_t i, size_t len,
                     uint16_t *heads) {
    float *sum = ws[0]->sum;
    size_t all = len * (len + 1);
    memset(sum, 0, all * sizeof *sum);
    for (int k = 0; k < n_nets; k++) {
        arc_scores(ns[k], ws[k], i, len);
        for (size_t d = 0; n_nets > 1 && d < len; d++)
            add_softmax(sum + d * (len + 1), ws[k]->score + d * (len + 1), len + 1);
    }
    for (size_t e = 0; n_nets > 1 && e < all; e++)
        ws[0]->score[e] = mx_log(sum[e] / (float)n_nets + 1e-9f);
    bd_tree_decode(ws[0]->score, len, heads, ws[0]->tree);
}

static void parse_sentence(const net *const *ns, net_work *const *ws, int n_nets, uint32_t i,
                           size_t len, token *out) {
    uint16_t heads[MAX_WORDS];
    float sum[3][MAX_CLASSES];
    heads_of(ns, ws, n_nets, i, len, heads);
    for (size_t t = 0; t < len; t++) {
        memset(sum, 0, sizeof sum);
        for (int k = 0; k < n_nets; k++) {
            const net *n = ns[k];
            net_work *w = ws[k];
            size_t R = n->size.R, row = t * w->B + i;
            const float *rb =
                heads[t] ? w->rb + ((size_t)(heads[t] - 1) * w->B + i) * R : n->w + n->at.rel_root;
            relation(n, w->ra + row * R, rb, w->hidden, w->hidden + R);
            add_softmax(sum[0], w->tag + row * n->size.upos, n->size.upos);
            add_softmax(sum[1], w->tag + ((size_t)w->T * w->B) * n->size.upos + row * n->size.xpos,
                        n->size.xpos);
            add_softmax(sum[2], w->hidden + R, n->size.rel);
        }
        out[t].head = heads[t];
        out[t].upos = best_of(sum[0], ns[0]->size.upos);
        out[t].xpos = best_of(sum[1], ns[0]->size.xpos);
        out[t].rel = best_of(sum[2], ns[0]->size.rel);
    }
}

void net_parse(const net *const *ns, net_work *const *ws, int n_nets, const net_batch *b,
               token **out) {
    uint32_t lens[MAX_BATCH];
    for (int k = 0; k < n_nets; k++) {
        shape(ws[k], b, lens);
        opinions(ns[k], ws[k], b, lens);
    }
    for (uint32_t i = 0; i < b->n; i++)
        parse_sentence(ns, ws, n_nets, i, lens[i], out[i]);
}
