/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/corpus.h"

#include "base/error.h"
#include "base/file.h"

#include <stdlib.h>

enum { FORM = 1, UPOS = 3, XPOS, FEATS, HEAD, DEPREL, COLUMNS = 10 };

uint16_t tagset_id(tagset *t, bd_arena *a, bede_view name, bool grow) {
    uint32_t *known = bd_map_get(&t->ids, name);
    if (known)
        return (uint16_t)*known;
    if (!grow)
        return 0;
    t->names = bd_arena_grow(a, t->names, t->n, &t->cap, sizeof *t->names);
    bd_map_put(&t->ids, name, (uint32_t)t->n);
    t->names[t->n] = name;
    return (uint16_t)t->n++;
}

static void start(tagset *t, bd_arena *a) {
    bd_map_init(&t->ids, a);
    tagset_id(t, a, BD_LIT("_"), true);
}

void corpus_init(corpus *c, bd_arena *a) {
    *c = (corpus){.arena = a};
    start(&c->upos, a);
    start(&c->xpos, a);
    start(&c->feats, a);
    start(&c->rel, a);
}

static void push(corpus *c, token *words, size_t n) {
    if (!n)
        return;
    c->list = bd_arena_grow(c->arena, c->list, c->n, &c->cap, sizeof *c->list);
    token *kept = bd_arena_array(c->arena, n, sizeof *kept);
    memcpy(kept, words, n * sizeof *kept);
    c->list[c->n++] = (sentence){kept, (uint32_t)n, 1.0f};
    c->n_words += n;
}

static bool word(corpus *c, bede_view row, bool grow, token *out) {
    bede_view col[COLUMNS];
    size_t n = 0;
    while (n < COLUMNS && bd_view_split(&row, '\t', &col[n]))
        n++;
    if (n < COLUMNS || memchr(col[0].s, '-', col[0].n) || memchr(col[0].s, '.', col[0].n))
        return false;
    *out = (token){.form = col[FORM],
                   .upos = tagset_id(&c->upos, c->arena, col[UPOS], grow),
                   .xpos = tagset_id(&c->xpos, c->arena, col[XPOS], grow),
                   .feats = tagset_id(&c->feats, c->arena, col[FEATS], grow),
                   .rel = tagset_id(&c->rel, c->arena, col[DEPREL], grow),
                   .head = (uint16_t)strtoul(col[HEAD].s, NULL, 10)};
    return true;
}

bool corpus_read(corpus *c, const char *path, bool grow, bede_error *err) {
    enum { MAX = 1000 };
    static _Thread_local token words[MAX];
    bede_view text, row;
    size_t n = 0, before = c->n;
    if (!bd_file_read(c->arena, path, &text, err))
        return false;
    while (bd_view_split(&text, '\n', &row)) {
        if (!row.n) {
            push(c, words, n);
            n = 0;
        } else if (row.s[0] != '#' && n < MAX) {
            n += word(c, row, grow, &words[n]);
        }
    }
    push(c, words, n);
    return c->n > before || bd_fail(err, path, "no sentence in it; it must be CoNLL-U");
}
