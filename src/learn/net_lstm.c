/* SPDX-License-Identifier: Apache-2.0 */
/* A bidirectional LSTM layer, forward and back through time (Hochreiter & Schmidhuber 1997; Gers
 * et al. 2000 for the forget gate). Words behind a sentence's end hold zero state, so the backward
 * direction begins at the true last word. */
#include "learn/net_int.h"

#include <string.h>

static void copy_rows(float *out, const float *row, size_t rows, size_t n) {
    for (size_t i = 0; i < rows; i++)
        memcpy(out + i * n, row, n * sizeof *row);
}

/* The recurrent weights with rows a little longer than a power of two, so that a block of columns
 * is spread over the cache. */
static void spread(float *out, size_t ld, const float *in, size_t rows, size_t n) {
    for (size_t r = 0; r < rows; r++)
        memcpy(out + r * ld, in + r * n, n * sizeof *in);
}

static void spread_transposed(float *out, size_t ld, const float *in, size_t rows, size_t n) {
    for (size_t r = 0; r < rows; r++)
        for (size_t k = 0; k < n; k++)
            out[k * ld + r] = in[r * n + k];
}

static void cell(lstm_state *s, size_t row, const float *c_before, uint32_t H) {
    float *g = s->gates + row * 4 * H, *c = s->c + row * H, *h = s->h + row * H,
          *tc = s->tc + row * H;
    mx_sigmoid(g, 3 * H);
    mx_tanh(g + 3 * H, H);
    for (uint32_t k = 0; k < H; k++)
        c[k] = tc[k] = g[k] * g[3 * H + k] + (c_before ? g[H + k] * c_before[k] : 0);
    mx_tanh(tc, H);
    for (uint32_t k = 0; k < H; k++)
        h[k] = g[2 * H + k] * tc[k];
}

static void forward_one(const net *n, net_work *w, uint32_t layer, int dir, const float *in,
                        uint32_t I, const uint32_t *lens) {
    uint32_t H = n->size.H, B = w->B, T = w->T;
    lstm_state *s = &w->s[layer][dir];
    copy_rows(s->gates, n->w + n->at.b[layer][dir], (size_t)T * B, 4 * H);
    mx_mul(s->gates, 4 * H, in, I, n->w + n->at.wx[layer][dir], 4 * H, (size_t)T * B, I, 4 * H, 1);
    size_t ld = 4 * (size_t)H + 16;
    spread(w->wt, ld, n->w + n->at.wh[layer][dir], H, 4 * (size_t)H);
    for (uint32_t step = 0; step < T; step++) {
        uint32_t t = dir ? T - 1 - step : step, before = dir ? t + 1 : t - 1;
        if (step)
            mx_mul(s->gates + (size_t)t * B * 4 * H, 4 * H, s->h + (size_t)before * B * H, H, w->wt,
                   ld, B, H, 4 * H, 1);
        for (uint32_t b = 0; b < B; b++) {
            size_t row = (size_t)t * B + b;
            if (t < lens[b]) {
                cell(s, row, step ? s->c + ((size_t)before * B + b) * H : NULL, H);
            } else {
                memset(s->h + row * H, 0, H * sizeof(float));
                memset(s->c + row * H, 0, H * sizeof(float));
            }
        }
    }
    float *y = w->y[layer] + dir * H;
    for (size_t row = 0; row < (size_t)T * B; row++)
        memcpy(y + row * 2 * H, s->h + row * H, H * sizeof(float));
}

void lstm_forward(const net *n, net_work *w, uint32_t layer, const float *in, uint32_t I,
                  const uint32_t *lens) {
    forward_one(n, w, layer, 0, in, I, lens);
    forward_one(n, w, layer, 1, in, I, lens);
}

/* dh: gradient of this word's output; dc: carried back. Leaves gate gradients in dg. */
static void cell_back(const lstm_state *s, size_t row, const float *c_before, const float *dh,
                      float *dc, float *dg, uint32_t H) {
    const float *g = s->gates + row * 4 * H, *tc = s->tc + row * H;
    for (uint32_t k = 0; k < H; k++) {
        float i = g[k], f = g[H + k], o = g[2 * H + k], u = g[3 * H + k];
        float d = dc[k] + dh[k] * o * (1 - tc[k] * tc[k]);
        dg[k] = d * u * i * (1 - i);
        dg[H + k] = c_before ? d * c_before[k] * f * (1 - f) : 0;
        dg[2 * H + k] = dh[k] * tc[k] * o * (1 - o);
        dg[3 * H + k] = d * i * (1 - u * u);
        dc[k] = d * f;
    }
}

static void backward_one(const net *n, net_work *w, uint32_t layer, int dir, const float *in,
                         uint32_t I, const uint32_t *lens, const float *dy, float *din, int add) {
    uint32_t H = n->size.H, B = w->B, T = w->T;
    lstm_state *s = &w->s[layer][dir];
    float *grad = w->grad - n->at.dense;
    memset(w->dh, 0, (size_t)B * H * sizeof(float));
    memset(w->dc, 0, (size_t)B * H * sizeof(float));
    size_t ld = (size_t)H + 16;
    spread_transposed(w->wt, ld, n->w + n->at.wh[layer][dir], H, 4 * (size_t)H);
    for (uint32_t step = T; step-- > 0;) {
        uint32_t t = dir ? T - 1 - step : step, before = dir ? t + 1 : t - 1;
        float *dg = w->dgates + (size_t)t * B * 4 * H;
        for (uint32_t b = 0; b < B; b++) {
            size_t row = (size_t)t * B + b;
            float *dh = w->dh + (size_t)b * H;
            if (t >= lens[b]) {
                memset(dg + (size_t)b * 4 * H, 0, 4 * H * sizeof(float));
                memset(w->dc + (size_t)b * H, 0, H * sizeof(float));
                continue;
            }
            const float *out = dy + row * 2 * H + dir * H;
            for (uint32_t k = 0; k < H; k++)
                dh[k] += out[k];
            cell_back(s, row, step ? s->c + ((size_t)before * B + b) * H : NULL, dh,
                      w->dc + (size_t)b * H, dg + (size_t)b * 4 * H, H);
        }
        if (step)
            mx_mul(w->dh, H, dg, 4 * H, w->wt, ld, B, 4 * H, H, 0);
    }
    /* All steps' shares of the recurrent weights at once: each word against the one before. */
    size_t shift = T > 1 ? (size_t)(T - 1) * B : 0;
    mx_mul_ta(grad + n->at.wh[layer][dir], 4 * H, s->h + (dir ? (size_t)B * H : 0), H,
              w->dgates + (dir ? 0 : (size_t)B * 4 * H), 4 * H, H, shift, 4 * H);
    mx_mul_ta(grad + n->at.wx[layer][dir], 4 * H, in, I, w->dgates, 4 * H, I, (size_t)T * B, 4 * H);
    for (size_t row = 0; row < (size_t)T * B; row++)
        for (uint32_t k = 0; k < 4 * H; k++)
            grad[n->at.b[layer][dir] + k] += w->dgates[row * 4 * H + k];
    mx_transpose(w->wt, n->w + n->at.wx[layer][dir], I, 4 * H);
    mx_mul(din, I, w->dgates, 4 * H, w->wt, I, (size_t)T * B, 4 * H, I, add);
}

void lstm_backward(const net *n, net_work *w, uint32_t layer, const float *in, uint32_t I,
                   const uint32_t *lens, const float *dy, float *din) {
    backward_one(n, w, layer, 0, in, I, lens, dy, din, 0);
    backward_one(n, w, layer, 1, in, I, lens, dy, din, 1);
}
