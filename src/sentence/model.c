/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a model file: nothing in it is believed before it is checked. */
#include "sentence/model_int.h"

#include "base/hash.h"
#include "sentence/tags.h"

#include <stdlib.h>

static bool within(const bd_model_head *h, uint64_t at, uint64_t n) {
    return at % 64 == 0 && at >= sizeof *h && at <= h->size && n <= h->size - at;
}

static bool weights_within(const bd_model_head *h, const bd_model_weights *w, uint32_t K,
                           uint32_t N) {
    return w->K >= K && w->K < K + 4 && w->K % 4 == 0 && w->N >= N && w->N < N + 16 &&
           w->N % 16 == 0 && within(h, w->at, (uint64_t)w->N * 12 + (uint64_t)w->K * w->N);
}

static uint32_t head_columns(const bd_model_head *h) {
    return h->upos + h->xpos + 2 * h->A + 2 * h->R;
}

static bool sizes_sane(const bd_model_head *h) {
    const uint32_t most = 4096;
    return h->forms >= 1 && h->forms < (1u << 24) && h->buckets >= 1 && h->buckets < (1u << 24) &&
           h->F && h->F <= BD_MODEL_MAX_INPUT && h->S && h->S <= BD_MODEL_MAX_INPUT && h->H &&
           h->H < most && h->H % 16 == 0 && h->A && h->A < most && h->A % 16 == 0 && h->R &&
           h->R < most && h->upos && h->xpos && h->rel && h->upos <= BD_MODEL_MAX_CLASSES &&
           h->xpos <= BD_MODEL_MAX_CLASSES && h->rel <= BD_MODEL_MAX_CLASSES &&
           (h->F + h->S) % 4 == 0;
}

static bool blocks_within(const bd_model_head *h) {
    uint32_t Y = 2 * h->H, X = h->F + h->S;
    bool ok = within(h, h->hashes, 8ull * (h->forms - 1)) &&
              within(h, h->form_rows, (uint64_t)h->forms * h->F) &&
              within(h, h->sub_rows, (uint64_t)h->buckets * h->S) &&
              weights_within(h, &h->heads, Y, head_columns(h)) && within(h, h->root, 4ull * h->A) &&
              within(h, h->rel_root, 4ull * h->R) && within(h, h->U, 4ull * h->A * h->A) &&
              within(h, h->u, 4ull * h->A) && within(h, h->out, 4ull * h->R * h->rel) &&
              within(h, h->out_b, 4ull * h->rel) && within(h, h->names, h->names_size);
    for (int l = 0; l < BD_MODEL_LAYERS; l++)
        for (int d = 0; d < 2; d++)
            ok = ok && weights_within(h, &h->in[l][d], l ? Y : X, 4 * h->H) &&
                 weights_within(h, &h->rec[l][d], h->H, 4 * h->H);
    return ok;
}

static bd_weights weights(const char *bytes, const bd_model_weights *w) {
    const char *p = bytes + w->at;
    return (bd_weights){(const int32_t *)(const void *)p,
                        (const float *)(const void *)(p + 4ull * w->N),
                        (const float *)(const void *)(p + 8ull * w->N),
                        (const int8_t *)p + 12ull * w->N,
                        w->K,
                        w->N};
}

static bool read_names(bd_model *m, const char *bytes, const char *name, bede_error *err) {
    bede_view all = bd_view(bytes + m->head.names, m->head.names_size), row;
    uint32_t total = m->head.upos + m->head.xpos + m->head.rel;
    for (uint32_t i = 0; i < total; i++) {
        if (!bd_view_split(&all, '\n', &row))
            return bd_fail(err, name, "the model lacks tag names: train it anew");
        if (i < m->head.upos)
            m->upos_of[i] = bd_upos_find(row);
        else if (i < m->head.upos + m->head.xpos)
            m->xpos_of[i - m->head.upos] = bd_xpos_find(row);
        else
            m->rel_of[i - m->head.upos - m->head.xpos] = bd_rel_find(row);
    }
    return true;
}

static void point(bd_model *m, const char *bytes) {
    const bd_model_head *h = &m->head;
#define AT(type, offset) ((const type *)(const void *)(bytes + (offset)))
    m->hashes = AT(uint64_t, h->hashes);
    m->form_rows = AT(int8_t, h->form_rows);
    m->sub_rows = AT(int8_t, h->sub_rows);
    m->root = AT(float, h->root);
    m->rel_root = AT(float, h->rel_root);
    m->U = AT(float, h->U);
    m->u = AT(float, h->u);
    m->out = AT(float, h->out);
    m->out_b = AT(float, h->out_b);
#undef AT
    for (int l = 0; l < BD_MODEL_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            m->in[l][d] = weights(bytes, &h->in[l][d]);
            m->rec[l][d] = weights(bytes, &h->rec[l][d]);
        }
    m->heads = weights(bytes, &h->heads);
}

bd_model *bd_model_open(const void *bytes, size_t n, const char *name, bede_error *err) {
    bd_model_head h;
    if (n < sizeof h || (uintptr_t)bytes % 64) {
        bd_fail(err, name, "not a model (too short, or not at a multiple of 64 bytes)");
        return NULL;
    }
    memcpy(&h, bytes, sizeof h);
    if (h.magic != BD_MODEL_MAGIC || h.version != BD_MODEL_VERSION) {
        bd_fail(err, name, "not a model of this version: train it anew with bede-learn train");
        return NULL;
    }
    if (h.size != n || !sizes_sane(&h) || !blocks_within(&h)) {
        bd_fail(err, name, "the model is cut short or damaged");
        return NULL;
    }
    bd_model *m = calloc(1, sizeof *m);
    if (!m) {
        bd_fail(err, name, "no memory");
        return NULL;
    }
    m->head = h;
    m->kernel = bd_kernel_pick(getenv("BEDE_KERNEL"));
    if (!m->kernel)
        m->kernel = bd_kernel_pick(NULL);
    point(m, bytes);
    if (read_names(m, bytes, name, err))
        return m;
    free(m);
    return NULL;
}

void bd_model_close(bd_model *m) {
    free(m);
}
