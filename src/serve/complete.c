/* SPDX-License-Identifier: Apache-2.0 */
/* What a few letters may become: countries and bodies, actors, places, outlets, types, sectors.
 *
 * Every name is kept once in the form that names are compared in (lower case, no accents). Letters
 * fit a name if it, or a word of it, begins with them; the most frequent come first, whole names
 * before words within. Looking through a hundred thousand names takes some milliseconds. */
#include "serve/serve_int.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

typedef enum word_kind { COUNTRY, ACTOR, PLACE, SOURCE, TYPE, SECTOR } word_kind;

typedef struct word {
    word_kind kind;
    bede_view folded, label, value;
    uint32_t n, what; /* what: actor or place, for its detail */
} word;

struct desk_words {
    bd_arena arena;
    word *list;
    size_t n, cap;
};

void desk_words_free(struct desk_words *w) {
    if (!w)
        return;
    bd_arena_free(&w->arena);
    free(w);
}

static bede_view fold(bd_arena *arena, bede_view v) {
    char buf[512];
    size_t n = bd_utf8_fold(v, buf, sizeof buf);
    return bd_view(bd_arena_copy(arena, buf, n), n);
}

static void add(struct desk_words *w, word_kind kind, bede_view label, bede_view value, uint32_t n,
                size_t what) {
    if (!label.n || !n)
        return;
    w->list = bd_arena_grow(&w->arena, w->list, w->n, &w->cap, sizeof *w->list);
    w->list[w->n++] = (word){kind, fold(&w->arena, label), label, value, n, (uint32_t)what};
}

/* Commas part the values of a filter: a name is asked for by what stands before its first. */
static bede_view askable(bede_view name) {
    size_t comma = bd_view_find(name, ",", 0);
    return comma == SIZE_MAX ? name : bd_view_part(name, 0, comma);
}

static void fill(struct desk_words *w, const desk_table *t) {
    uint32_t types[BEDE_EVENT_TYPES] = {0};
    for (size_t i = 0; i < t->n; i++)
        types[t->type[i]]++;
    for (int i = 0; i < BEDE_EVENT_TYPES; i++) {
        bede_view name = bd_view_z(bede_event_name((bede_event_type)i));
        add(w, TYPE, name, name, types[i], 0);
    }
    for (size_t i = 0; i < t->n_codes; i++) {
        const desk_code *c = &t->codes[i];
        add(w, COUNTRY, c->name, c->code, c->n, i);
        if (!bd_view_eq(c->code, c->name))
            add(w, COUNTRY, c->code, c->code, c->n, i);
    }
    for (size_t i = 0; i < t->n_actors; i++)
        add(w, ACTOR, t->actors[i].name, askable(t->actors[i].name), t->actors[i].n, i);
    for (size_t i = 0; i < t->n_places; i++)
        add(w, PLACE, t->places[i].name, askable(t->places[i].name), t->places[i].n, i);
    for (size_t i = 0; i < t->n_outlets; i++)
        add(w, SOURCE, t->outlets[i].name, t->outlets[i].name, t->outlets[i].n, i);
}

/* False: no memory. */
static bool fill_guarded(struct desk_words *w, const desk_table *t) {
    jmp_buf full;
    bd_arena_guard(&w->arena, &full);
    if (setjmp(full))
        return false;
    fill(w, t);
    bd_arena_guard(&w->arena, NULL);
    return true;
}

static struct desk_words *make(const desk_table *t) {
    struct desk_words *w = calloc(1, sizeof *w);
    if (!w)
        return NULL;
    bd_arena_init(&w->arena, 0);
    if (fill_guarded(w, t))
        return w;
    desk_words_free(w);
    return NULL;
}

static const struct desk_words *words_of(desk_table *t) {
    pthread_mutex_lock(&t->lock);
    if (!t->words)
        t->words = make(t);
    const struct desk_words *w = t->words;
    pthread_mutex_unlock(&t->lock);
    return w;
}

/* 2: it begins with it; 1: a word of it does; 0: neither. */
static int begins(bede_view name, bede_view with) {
    if (with.n > name.n)
        return 0;
    if (!memcmp(name.s, with.s, with.n))
        return 2;
    for (size_t i = 1; i + with.n <= name.n; i++)
        if ((name.s[i - 1] == ' ' || name.s[i - 1] == '-') && !memcmp(name.s + i, with.s, with.n))
            return 1;
    return 0;
}

typedef struct hit {
    const word *w;
    int how;
} hit;

static bool better(const hit *a, const hit *b) {
    /* Codes and types are few and mean more than the names of persons. */
    int x = a->how * 2 + (a->w->kind == COUNTRY || a->w->kind == TYPE),
        y = b->how * 2 + (b->w->kind == COUNTRY || b->w->kind == TYPE);
    if (x != y)
        return x > y;
    return a->w->n > b->w->n;
}

static bool same(const word *a, const word *b) {
    return a->kind == b->kind && bd_view_eq(a->value, b->value);
}

enum { MOST = 50 };

/* Keeps the list in order, the best first, each thing once. */
static void insert(hit *list, size_t *n, size_t most, hit h) {
    for (size_t i = 0; i < *n; i++)
        if (same(list[i].w, h.w)) {
            if (!better(&h, &list[i]))
                return;
            memmove(list + i, list + i + 1, (--*n - i) * sizeof *list);
            break;
        }
    size_t at = *n;
    while (at && better(&h, &list[at - 1]))
        at--;
    if (at >= most)
        return;
    if (*n < most)
        ++*n;
    memmove(list + at + 1, list + at, (*n - 1 - at) * sizeof *list);
    list[at] = h;
}

static void detail(const desk_table *t, const word *w, char out[160]) {
    out[0] = '\0';
    if (w->kind == COUNTRY && !bd_view_eq(t->codes[w->what].code, w->label))
        snprintf(out, 160, "%.*s", (int)t->codes[w->what].code.n, t->codes[w->what].code.s);
    else if (w->kind == COUNTRY)
        snprintf(out, 160, "%.*s",
                 (int)(t->codes[w->what].name.n < 150 ? t->codes[w->what].name.n : 0),
                 t->codes[w->what].name.s);
    if (w->kind == PLACE)
        snprintf(out, 160, "%.*s", (int)t->places[w->what].country.n, t->places[w->what].country.s);
    if (w->kind == ACTOR) {
        const desk_actor *a = &t->actors[w->what];
        bede_view code = a->code == DESK_NONE ? (bede_view){0} : t->codes[a->code].code;
        snprintf(out, 160, "%.*s %s %.*s", (int)code.n, code.n ? code.s : "", a->sector,
                 (int)(a->office.n < 120 ? a->office.n : 0), a->office.n ? a->office.s : "");
    }
}

static json_t *item(const desk_table *t, const word *w) {
    static const char *const kinds[] = {"country", "actor", "place", "source", "type", "sector"};
    static const char *const filters[] = {"either", "either", "place", "source", "type", "sector"};
    char more[160];
    detail(t, w, more);
    return json_pack("{s:s,s:o,s:o,s:s,s:s,s:i}", "kind", kinds[w->kind], "value",
                     json_stringn_nocheck(w->value.s, w->value.n), "label",
                     json_stringn_nocheck(w->label.s, w->label.n), "detail", more, "filter",
                     filters[w->kind], "n", (int)w->n);
}

void desk_complete(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    const char *q = desk_param_of(a, "q");
    char folded[512];
    hit hits[MOST + 1];
    size_t n = 0;
    long most;
    (void)h;
    if (!desk_number(a, "limit", 1, MOST, 12, &most, to))
        return;
    const struct desk_words *w = words_of(t);
    if (!w) {
        desk_refuse(to, 503, "no memory for names");
        return;
    }
    bede_view with = bd_view_trim(bd_view_z(q ? q : ""));
    bede_view letters = bd_view(folded, bd_utf8_fold(with, folded, sizeof folded));
    for (size_t i = 0; letters.n && i < w->n; i++) {
        hit one = {&w->list[i], begins(w->list[i].folded, letters)};
        if (one.how)
            insert(hits, &n, (size_t)most, one);
    }
    json_t *items = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(items, item(t, hits[i].w));
    if (with.n)
        json_array_append_new(items, json_pack("{s:s,s:o,s:o,s:s,s:s,s:n}", "kind", "words",
                                               "value", json_stringn_nocheck(with.s, with.n),
                                               "label", json_stringn_nocheck(with.s, with.n),
                                               "detail", "", "filter", "words", "n"));
    desk_say_json(&to->text, json_pack("{s:o,s:o}", "q", json_stringn_nocheck(with.s, with.n),
                                       "items", items));
}
