/* SPDX-License-Identifier: Apache-2.0 */
/* From labelled blocks to the article: one text, spans into it, lists. */
#include "page_int.h"

bede_block *bd_blocks_add(bd_blocks *b, bede_block_kind kind, bede_view text, const char *why) {
    b->v = bd_arena_grow(b->arena, b->v, b->n, &b->cap, sizeof *b->v);
    b->v[b->n] = (bede_block){.kind = kind, .text = text, .why = why};
    return &b->v[b->n++];
}

void bd_views_add(bd_views *l, bede_view v) {
    v = bd_view_trim(v);
    if (!v.n || l->n >= 32)
        return;
    for (size_t i = 0; i < l->n; i++)
        if (bd_page_same(l->v[i], v))
            return;
    l->v = bd_arena_grow(l->arena, l->v, l->n, &l->cap, sizeof *l->v);
    l->v[l->n++] = v;
}

void bd_draft_init(bd_draft *d, bd_arena *arena) {
    *d = (bd_draft){.arena = arena};
    d->authors.arena = d->credits.arena = d->tags.arena = d->blocks.arena = arena;
}

bede_media *bd_draft_media(bd_draft *d, const char *kind, bede_view caption, bede_view credit) {
    if (d->n_media >= 64) /* every new one is compared with those before */
        return &d->media[63];
    d->media = bd_arena_grow(d->arena, d->media, d->n_media, &d->cap_media, sizeof *d->media);
    d->media[d->n_media] = (bede_media){.kind = kind, .caption = caption, .credit = credit};
    return &d->media[d->n_media++];
}

void bd_draft_date(bd_draft *d, bede_date date, bede_basis basis) {
    if (d->basis == BEDE_BASIS_NONE && date.year) {
        d->published = date;
        d->basis = basis;
    }
}

/* Total bytes of the text with its empty lines; blocks beyond the bound are relabelled. */
static size_t measure(bd_draft *d) {
    size_t total = d->title.n ? d->title.n + 2 : 0;
    for (size_t i = 0; i < d->blocks.n; i++) {
        bede_block *b = &d->blocks.v[i];
        if (b->kind > BEDE_BLOCK_LAST_TEXT)
            continue;
        if (total + b->text.n + 2 > BD_MAX_TEXT_BYTES) {
            b->kind = BEDE_BLOCK_OTHER;
            b->why = "beyond the bound on an article's text";
            continue;
        }
        total += b->text.n + 2;
    }
    return total;
}

static void append(char *text, size_t *n, bede_block *b) {
    if (*n) {
        text[(*n)++] = '\n';
        text[(*n)++] = '\n';
    }
    b->span.start = (uint32_t)*n;
    memcpy(text + *n, b->text.s, b->text.n);
    *n += b->text.n;
    b->span.end = (uint32_t)*n;
    b->text.s = text + b->span.start;
}

void bd_page_compose(bd_draft *d, bede_article *out) {
    size_t cap = measure(d) + 1, n = 0, k = 0;
    bool any = false;
    for (size_t i = 0; i < d->blocks.n; i++)
        any |= d->blocks.v[i].kind <= BEDE_BLOCK_LAST_TEXT;
    char *text = bd_arena_alloc(d->arena, cap);
    bede_block *all = bd_arena_array(d->arena, d->blocks.n + 1, sizeof *all);
    if (d->title.n && any) { /* a headline over nothing is no article */
        all[k] = (bede_block){.kind = BEDE_BLOCK_TITLE, .text = d->title};
        append(text, &n, &all[k++]);
    }
    for (size_t i = 0; i < d->blocks.n; i++) {
        all[k] = d->blocks.v[i];
        if (all[k].kind <= BEDE_BLOCK_LAST_TEXT)
            append(text, &n, &all[k]);
        k++;
    }
    out->title = d->title;
    out->outlet = d->outlet;
    out->published = d->published;
    out->basis = d->basis;
    out->authors = d->authors.v, out->n_authors = d->authors.n;
    out->updated = d->updated;
    out->description = d->description, out->section = d->section;
    out->language_declared = d->language;
    out->tags = d->tags.v, out->n_tags = d->tags.n;
    out->credits = d->credits.v, out->n_credits = d->credits.n;
    out->media = d->media, out->n_media = d->n_media;
    out->text = bd_view(text, n);
    out->blocks = all, out->n_blocks = k;
}
