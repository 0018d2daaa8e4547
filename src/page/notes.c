/* SPDX-License-Identifier: Apache-2.0 */
/* Looking up what markup.c noted of a page: meta elements and what else names itself. */
#include "page_int.h"

uint32_t bd_markup_key(bede_view key) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < key.n; i++) {
        char c = key.s[i];
        h = (h ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 16777619u;
    }
    return h;
}

bede_view bd_markup_value(const bd_markup *m, const bd_meta *it) {
    size_t from = it->value.n >> 32, to = it->value.n & UINT32_MAX;
    return it->value.s ? it->value : bd_view(m->text.s + from, to - from);
}

const bd_meta *bd_markup_meta(const bd_markup *m, const char *key, size_t i) {
    uint32_t hash = bd_markup_key(bd_view_z(key));
    for (uint32_t k = 0; k < m->n_metas; k++)
        if (m->metas[k].key == hash && !i--)
            return &m->metas[k];
    return NULL;
}

bool bd_markup_note(const bd_markup *m, const char *key, size_t i, bede_view *value) {
    const bd_meta *it = bd_markup_meta(m, key, i);
    if (it)
        *value = bd_markup_value(m, it);
    return it;
}
