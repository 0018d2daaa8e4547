/* SPDX-License-Identifier: Apache-2.0 */
#include "sentence/deps.h"

/* Lists each word's children in text order. */
static void link_children(const bd_deps *d, int32_t *child, int32_t *next) {
    for (int32_t i = 0; i < d->n; i++)
        child[i] = next[i] = -1;
    for (int32_t i = d->n - 1; i >= 0; i--) {
        int32_t h = bd_deps_head(d, i);
        if (h >= 0) {
            next[i] = child[h];
            child[h] = i;
        }
    }
}

/* Every word that hangs on a root, heads first, written from the back of `order` to its front.
 * Gives back how many places at the front are left: the words of cycles. */
static int32_t walk(const bd_deps *d, const int32_t *child, const int32_t *next, int32_t *order) {
    int32_t put = d->n, get = d->n;
    for (int32_t i = d->n - 1; i >= 0; i--)
        if (bd_deps_head(d, i) < 0)
            order[--put] = i;
    while (get > put)
        for (int32_t c = child[order[--get]]; c >= 0; c = next[c])
            order[--put] = c;
    return put;
}

void bd_deps_build(bd_deps *d, bd_arena *arena, const bede_article *a, uint32_t sentence) {
    const bede_sentence *s = &a->sentences[sentence];
    *d = (bd_deps){.article = a,
                   .words = a->words + s->first_word,
                   .first = s->first_word,
                   .n = (int32_t)s->n_words,
                   .root = -1};
    size_t n = s->n_words;
    int32_t *all = bd_arena_array(arena, 5 * n, sizeof *all);
    int32_t *child = all, *next = all + n, *left = all + 2 * n, *right = all + 3 * n;
    int32_t *order = all + 4 * n;
    link_children(d, child, next);
    for (int32_t i = 0; i < d->n; i++) {
        left[i] = right[i] = i;
        if (d->root < 0 && bd_deps_head(d, i) < 0)
            d->root = i;
    }
    int32_t astray = walk(d, child, next, order);
    for (int32_t k = astray; k < d->n; k++) {
        int32_t i = order[k], h = bd_deps_head(d, i);
        if (h < 0)
            continue;
        left[h] = left[i] < left[h] ? left[i] : left[h];
        right[h] = right[i] > right[h] ? right[i] : right[h];
    }
    if (astray > 0) { /* words of cycles: those that the walk did not meet */
        bool *met = bd_arena_array(arena, n, sizeof *met);
        for (int32_t k = astray; k < d->n; k++)
            met[order[k]] = true;
        for (int32_t i = 0, k = 0; i < d->n; i++)
            if (!met[i])
                order[k++] = i;
    }
    d->child = child;
    d->next = next;
    d->left = left;
    d->right = right;
    d->order = order;
}

int32_t bd_deps_child(const bd_deps *d, int32_t i, unsigned rel) {
    int32_t c = d->child[i];
    return c >= 0 && d->words[c].deprel != rel ? bd_deps_next(d, c, rel) : c;
}

int32_t bd_deps_next(const bd_deps *d, int32_t c, unsigned rel) {
    do
        c = d->next[c];
    while (c >= 0 && d->words[c].deprel != rel);
    return c;
}

bool bd_deps_under(const bd_deps *d, int32_t i, int32_t top) {
    for (int32_t steps = 0; i >= 0 && steps <= d->n; steps++) {
        if (i == top)
            return true;
        i = bd_deps_head(d, i);
    }
    return false;
}

size_t bd_deps_path(const bd_deps *d, int32_t i, int32_t *out, size_t cap) {
    size_t n = 0;
    for (; i >= 0 && n < cap && n < (size_t)d->n; i = bd_deps_head(d, i))
        out[n++] = i;
    return n;
}

bede_span bd_deps_span(const bd_deps *d, int32_t i) {
    return (bede_span){d->words[d->left[i]].span.start, d->words[d->right[i]].span.end};
}

int32_t bd_deps_first_conjunct(const bd_deps *d, int32_t i) {
    for (int32_t steps = 0; steps < d->n && d->words[i].deprel == BD_REL_CONJ; steps++) {
        int32_t h = bd_deps_head(d, i);
        if (h < 0)
            break;
        i = h;
    }
    return i;
}
