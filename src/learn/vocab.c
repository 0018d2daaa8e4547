/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/vocab.h"

#include "sentence/form.h"

#include <math.h>

enum { IN_BANK = 2 };

static bede_view normal(bd_arena *a, bede_view form) {
    char buf[BD_FORM_MAX_NORM];
    size_t n = bd_form_normal(form, buf);
    return bd_view(bd_arena_copy(a, buf, n), n);
}

static void add(vocab *v, bede_view form) {
    uint32_t row = v->rows.n + 1;
    if (*bd_map_put(&v->rows, form, row) == row)
        v->names[row] = form;
}

void vocab_make(vocab *v, const corpus *bank, const text *all, uint32_t in_text, uint32_t buckets,
                bd_arena *a) {
    bd_map count;
    *v = (vocab){.arena = a, .buckets = buckets};
    bd_map_init(&count, a);
    bd_map_init(&v->rows, a);
    bd_map_init(&v->inputs, a);
    v->names = bd_arena_array(a, bank->n_words + all->n_forms + 1, sizeof *v->names);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < bank->n; i++)
            for (uint32_t k = 0; k < bank->list[i].n; k++) {
                bede_view form = normal(a, bank->list[i].words[k].form);
                if (!pass)
                    ++*bd_map_put(&count, form, 0);
                else if (*bd_map_get(&count, form) >= IN_BANK)
                    add(v, form);
            }
    for (size_t i = 1; i < all->n_forms; i++)
        if (all->counts[i] >= in_text)
            add(v, all->forms[i]);
}

const word_input *vocab_input(vocab *v, bede_view form) {
    uint32_t *known = bd_map_get(&v->inputs, form);
    if (known)
        return &v->known[*known];
    uint32_t ids[BD_FORM_MAX_FEATURES];
    size_t n = bd_form_features(form, v->buckets, ids);
    uint32_t *subs = bd_arena_array(v->arena, n, sizeof *subs);
    memcpy(subs, ids, n * sizeof *subs);
    char buf[BD_FORM_MAX_NORM];
    uint32_t *row = bd_map_get(&v->rows, bd_view(buf, bd_form_normal(form, buf)));
    v->known = bd_arena_grow(v->arena, v->known, v->n_known, &v->cap_known, sizeof *v->known);
    v->known[v->n_known] = (word_input){row ? *row : 0, (uint32_t)n, subs};
    bd_map_put(&v->inputs, form, (uint32_t)v->n_known);
    return &v->known[v->n_known++];
}

void vocab_use_vectors(const vocab *v, const text *all, const float *vectors, net *n) {
    const float scale = 0.25f;
    uint32_t F = n->size.F;
    double sum = 0, count = 0;
    for (size_t i = 1; i < all->n_forms; i++)
        if (bd_map_get(&v->rows, all->forms[i]))
            for (uint32_t k = 0; k < F; k++, count++)
                sum += (double)vectors[i * F + k] * (double)vectors[i * F + k];
    float times = scale / (float)sqrt(sum / count);
    for (size_t i = 1; i < all->n_forms; i++) {
        uint32_t *row = bd_map_get(&v->rows, all->forms[i]);
        for (uint32_t k = 0; row && k < F; k++) {
            float x = vectors[i * F + k] * times;
            n->w[n->at.form + (size_t)*row * F + k] = x > 1 ? 1 : x < -1 ? -1 : x;
        }
    }
}
