/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/export.h"

#include "base/file.h"
#include "sentence/model_file.h"

#include <stdlib.h>
#include <string.h>

typedef struct writer {
    unsigned char *bytes;
    size_t n, cap;
    bd_arena *a;
} writer;

static uint32_t block(writer *w, size_t n) {
    size_t at = (w->n + 63) & ~(size_t)63;
    if (at + n > w->cap) {
        size_t cap = 2 * (at + n);
        unsigned char *wider = bd_arena_alloc(w->a, cap);
        memcpy(wider, w->bytes, w->n);
        w->bytes = wider;
        w->cap = cap;
    }
    w->n = at + n;
    return (uint32_t)at;
}

static uint32_t put(writer *w, const void *p, size_t n) {
    uint32_t at = block(w, n);
    if (n)
        memcpy(w->bytes + at, p, n);
    return at;
}

static int8_t rounded(float x, int most) {
    float r = x < 0 ? x - 0.5f : x + 0.5f;
    return (int8_t)(r > (float)most ? most : r < -(float)most ? -most : (int)r);
}

/* A product's weights [K,N] from several matrices side by side. `row_scale`: input k stands for
 * row_scale[k] times the activation's value; NULL for 1. */
typedef struct part {
    const float *w, *b; /* [K,N], [N] or NULL */
    uint32_t N;
} part;

static bd_model_weights weights(writer *out, const part *parts, size_t n_parts, uint32_t K,
                                const float *row_scale) {
    uint32_t N = 0;
    for (size_t i = 0; i < n_parts; i++)
        N += parts[i].N;
    bd_model_weights h = {.K = (K + 3) / 4 * 4, .N = (N + 15) / 16 * 16};
    h.at = block(out, (size_t)h.N * 12 + (size_t)h.K * h.N);
    unsigned char *base = out->bytes + h.at;
    memset(base, 0, (size_t)h.N * 12 + (size_t)h.K * h.N);
    int32_t *start = (int32_t *)(void *)base;
    float *scale = (float *)(void *)(base + 4 * (size_t)h.N), *bias = scale + h.N;
    int8_t *w = (int8_t *)base + 12 * (size_t)h.N;
    uint32_t col = 0;
    for (size_t i = 0; i < n_parts; i++)
        for (uint32_t n = 0; n < parts[i].N; n++, col++) {
            float top = 1e-9f;
            for (uint32_t k = 0; k < K; k++) {
                float v = parts[i].w[(size_t)k * parts[i].N + n] * (row_scale ? row_scale[k] : 1);
                v = v < 0 ? -v : v;
                top = v > top ? v : top;
            }
            int32_t sum = 0;
            for (uint32_t k = 0; k < K; k++) {
                float v = parts[i].w[(size_t)k * parts[i].N + n] * (row_scale ? row_scale[k] : 1);
                int8_t q = rounded(v / top * 127, 127);
                w[bd_model_weight_at(&h, k, col)] = q;
                sum += q;
            }
            start[col] = -BD_ACT_ZERO * sum;
            scale[col] = top / 127 / BD_ACT_ONE;
            bias[col] = parts[i].b ? parts[i].b[n] : 0;
        }
    return h;
}

typedef struct keyed_row {
    uint64_t key;
    uint32_t row;
} keyed_row;

static int by_hash(const void *a, const void *b) {
    const keyed_row *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* A range that holds all but the most extreme of n values. */
static float range_of(const float *w, size_t n, double share) {
    float top = 0;
    for (size_t i = 0; i < n; i++)
        top = w[i] > top ? w[i] : -w[i] > top ? -w[i] : top;
    enum { BINS = 4096 };
    static size_t bins[BINS];
    memset(bins, 0, sizeof bins);
    for (size_t i = 0; i < n; i++) {
        float v = (w[i] < 0 ? -w[i] : w[i]) / top * (BINS - 1);
        bins[(size_t)v]++;
    }
    size_t seen = 0;
    for (size_t b = 0; b < BINS; b++)
        if ((seen += bins[b]) >= (size_t)((double)n * share))
            return top * (float)(b + 1) / BINS;
    return top;
}

static void embeddings(const net *n, const bede_view *form_names, bd_model_head *h, writer *out,
                       bd_arena *a, float *row_scale) {
    const net_size *s = &n->size;
    keyed_row *rows = bd_arena_array(a, s->forms, sizeof *rows);
    for (uint32_t i = 1; i < s->forms; i++)
        rows[i] = (keyed_row){bd_hash(form_names[i].s, form_names[i].n, 0), i};
    qsort(rows + 1, s->forms - 1, sizeof *rows, by_hash);
    uint64_t *hashes = bd_arena_array(a, s->forms, sizeof *hashes);
    int8_t *q = bd_arena_alloc(a, (size_t)s->forms * s->F);
    float range = range_of(n->w + n->at.form, (size_t)s->forms * s->F, 0.9999);
    for (uint32_t i = 0; i < s->forms; i++) {
        const float *row = n->w + n->at.form + (size_t)rows[i].row * s->F;
        if (i)
            hashes[i - 1] = rows[i].key;
        for (uint32_t k = 0; k < s->F; k++)
            q[(size_t)i * s->F + k] = rounded(row[k] / range * BD_ACT_ONE, BD_ACT_ONE);
    }
    h->hashes = put(out, hashes, 8 * (size_t)(s->forms - 1));
    h->form_rows = put(out, q, (size_t)s->forms * s->F);
    /* A word's feature mean is far smaller than the largest entry: the activation's range is taken
     * for the mean. */
    float sub = range_of(n->w + n->at.sub, (size_t)s->buckets * s->S, 0.99999);
    float mean_range = sub * 3 * 0.6f;
    int8_t *p = bd_arena_alloc(a, (size_t)s->buckets * s->S);
    for (size_t i = 0; i < (size_t)s->buckets * s->S; i++)
        p[i] = rounded(n->w[n->at.sub + i] / sub * 127, 127);
    h->sub_rows = put(out, p, (size_t)s->buckets * s->S);
    h->sub_scale = sub / 127 * 3 / mean_range;
    for (uint32_t k = 0; k < s->F; k++)
        row_scale[k] = range;
    for (uint32_t k = 0; k < s->S; k++)
        row_scale[s->F + k] = mean_range;
}

static void names(const corpus *c, bd_model_head *h, writer *out, bd_arena *a) {
    const tagset *sets[] = {&c->upos, &c->xpos, &c->rel};
    size_t size = 0;
    for (int s = 0; s < 3; s++)
        for (size_t i = 0; i < sets[s]->n; i++)
            size += sets[s]->names[i].n + 1;
    char *text = bd_arena_alloc(a, size + 1), *at = text;
    for (int s = 0; s < 3; s++)
        for (size_t i = 0; i < sets[s]->n; i++) {
            memcpy(at, sets[s]->names[i].s, sets[s]->names[i].n);
            at += sets[s]->names[i].n;
            *at++ = '\n';
        }
    h->names = put(out, text, size);
    h->names_size = (uint32_t)size;
}

bool export_model(const net *n, const bede_view *form_names, const corpus *tags, const char *path,
                  bd_arena *a, bede_error *err) {
    const net_size *s = &n->size;
    const float *w = n->w;
    writer out = {.a = a};
    bd_model_head h = {.magic = BD_MODEL_MAGIC,
                       .version = BD_MODEL_VERSION,
                       .forms = s->forms,
                       .buckets = s->buckets,
                       .F = s->F,
                       .S = s->S,
                       .H = s->H,
                       .A = s->A,
                       .R = s->R,
                       .upos = s->upos,
                       .xpos = s->xpos,
                       .rel = s->rel};
    block(&out, sizeof h);
    float *row_scale = bd_arena_array(a, s->F + s->S, sizeof *row_scale);
    embeddings(n, form_names, &h, &out, a, row_scale);
    for (uint32_t l = 0; l < BD_MODEL_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            part in = {w + n->at.wx[l][d], w + n->at.b[l][d], 4 * s->H};
            part rec = {w + n->at.wh[l][d], NULL, 4 * s->H};
            h.in[l][d] = weights(&out, &in, 1, l ? 2 * s->H : s->F + s->S, l ? NULL : row_scale);
            h.rec[l][d] = weights(&out, &rec, 1, s->H, NULL);
        }
    part heads[] = {
        {w + n->at.upos, w + n->at.upos_b, s->upos}, {w + n->at.xpos, w + n->at.xpos_b, s->xpos},
        {w + n->at.dep, w + n->at.dep_b, s->A},      {w + n->at.head, w + n->at.head_b, s->A},
        {w + n->at.rel_d, w + n->at.rel_b, s->R},    {w + n->at.rel_h, NULL, s->R}};
    h.heads = weights(&out, heads, 6, 2 * s->H, NULL);
    h.root = put(&out, w + n->at.root, 4ull * s->A);
    h.rel_root = put(&out, w + n->at.rel_root, 4ull * s->R);
    h.U = put(&out, w + n->at.U, 4ull * s->A * s->A);
    h.u = put(&out, w + n->at.u, 4ull * s->A);
    h.out = put(&out, w + n->at.out, 4ull * s->R * s->rel);
    h.out_b = put(&out, w + n->at.out_b, 4ull * s->rel);
    names(tags, &h, &out, a);
    h.size = out.n;
    h.checksum = bd_hash(out.bytes + sizeof h, out.n - sizeof h, 0);
    memcpy(out.bytes, &h, sizeof h);
    return bd_file_write(path, bd_view((const char *)out.bytes, out.n), err);
}
