/* SPDX-License-Identifier: Apache-2.0 */
#include "where/where_int.h"

static bool open_table(bd_table *t, const bd_image *img, const char *name, bede_error *err) {
    bede_view bytes = bd_image_find(img, name);
    return !bytes.s || bd_table_attach(t, bytes, name, err);
}

static void columns(const bd_table *t, int out[BD_WHERE_COLUMNS]) {
    static const char *const names[BD_WHERE_COLUMNS] = {"name", "country",    "lat",
                                                        "lon",  "population", "kind"};
    for (int i = 0; i < BD_WHERE_COLUMNS; i++)
        out[i] = bd_table_column(t, names[i]);
}

bool bd_where_open(bd_where *w, const bd_image *img, bede_error *err) {
    *w = (bd_where){0};
    if (!open_table(&w->countries, img, "data/world/countries.tsv", err) ||
        !open_table(&w->places, img, "data/world/places.tsv", err) ||
        !open_table(&w->extra, img, "data/world/places-extra.tsv", err) ||
        !open_table(&w->first_names, img, "data/en/first-names.tsv", err))
        return false;
    const bd_table *c = &w->countries;
    if (c->n_rows) {
        w->c_code = bd_table_column(c, "code");
        w->c_name = bd_table_column(c, "name");
        w->c_names = bd_table_column(c, "names");
        w->c_capital = bd_table_column(c, "capital");
        w->c_capital_aliases = bd_table_column(c, "capital_aliases");
        w->c_lat = bd_table_column(c, "lat");
        w->c_lon = bd_table_column(c, "lon");
    }
    if (w->places.n_rows)
        columns(&w->places, w->p_col);
    if (w->extra.n_rows)
        columns(&w->extra, w->x_col);
    return true;
}

static void fold(where_work *w) {
    bede_article *a = w->a;
    size_t size = a->text.n + a->n_words * 4, at = 0;
    w->folded = bd_arena_array(w->arena, a->n_words + 1, sizeof *w->folded);
    w->in_name = bd_arena_array(w->arena, a->n_words + 1, sizeof *w->in_name);
    char *out = bd_arena_alloc(w->arena, size + 1);
    for (size_t i = 0; i < a->n_words; i++) {
        bede_view v = bd_word_text(a, &a->words[i]);
        char *into = out + at;
        if (at + v.n + 4 > size) /* words that share text */
            into = bd_arena_alloc(w->arena, v.n + 4);
        else
            at += v.n + 4;
        w->folded[i] = bd_view(into, bd_utf8_fold(v, into, v.n + 4));
    }
    for (uint32_t k = 0; k < a->n_names; k++)
        for (uint32_t i = a->names[k].first; i <= a->names[k].last && i < a->n_words; i++)
            w->in_name[i] = k + 1;
}

static uint8_t kind_of(const where_reading *r) {
    return r->rank == RANK_COUNTRY && r->by_hand                ? BEDE_PLACE_REGION /* Scotland */
           : r->rank == RANK_COUNTRY                            ? BEDE_PLACE_COUNTRY
           : r->rank == RANK_CITY || r->rank == RANK_CAPITAL    ? BEDE_PLACE_CITY
           : r->rank == RANK_REGION || r->rank == RANK_DISTRICT ? BEDE_PLACE_REGION
                                                                : BEDE_PLACE_OTHER;
}

/* A place lies in the next one, or the one before it, if the words between say so. */
static void link(const where_work *w, const uint32_t *spot_of) {
    bede_article *a = w->a;
    for (size_t i = 0; i + 1 < a->n_places; i++) {
        const where_spot *x = &w->spot[spot_of[i]], *y = &w->spot[spot_of[i + 1]];
        bool first;
        if (!where_nested(w, x, y, &first))
            continue;
        if (first)
            a->places[i].within = (uint32_t)i + 1;
        else
            a->places[i + 1].within = (uint32_t)i;
    }
}

static void give(where_work *w) {
    bede_article *a = w->a;
    uint32_t *spot_of = bd_arena_array(w->arena, w->n + 1, sizeof *spot_of);
    a->places = bd_arena_array(w->arena, w->n + 1, sizeof *a->places);
    a->n_places = 0;
    for (uint32_t k = 0; k < w->n; k++) {
        const where_spot *s = &w->spot[k];
        if (s->flags & (SPOT_DROP | SPOT_ADJECTIVE))
            continue;
        const where_reading *r = where_meaning(w, s);
        spot_of[a->n_places] = k;
        bede_place *p = &a->places[a->n_places++];
        *p = (bede_place){.span = {a->words[s->first].span.start, a->words[s->last].span.end},
                          .sentence = s->sentence,
                          .first = s->first,
                          .last = s->last,
                          .name = r->name,
                          .lat = r->lat,
                          .lon = r->lon,
                          .kind = kind_of(r),
                          .within = UINT32_MAX};
        memcpy(p->country, r->country, 4);
    }
    link(w, spot_of);
}

void bd_where_read(const bd_where *know, bd_arena *arena, bede_article *a) {
    where_work w = {.know = know, .arena = arena, .a = a};
    bd_map_init(&w.votes, arena);
    bd_map_init(&w.surnames, arena);
    bd_map_init(&w.proven, arena);
    fold(&w);
    where_find(&w);
    where_choose(&w);
    where_learn(&w);
    give(&w);
}

bool bd_where_is_place_noun(bede_view folded) {
    return where_word_class(folded) & (WORD_AREA | WORD_TOWN | WORD_SITE | WORD_GATHERING);
}

bool bd_where_is_dateline(const bede_article *a, const bede_sentence *s) {
    if (s->n_words < 2)
        return false;
    bede_view v = bd_word_text(a, &a->words[s->first_word]), dash;
    char out[8];
    size_t letters = 0;
    for (size_t i = 0, n; i < v.n; i += n) {
        int32_t cp = bd_utf8_get(v, i, &n);
        if (bd_cp_lower(cp))
            return false;
        letters += bd_cp_upper(cp);
    }
    dash = bd_word_text(a, &a->words[s->first_word + s->n_words - 1]);
    dash = bd_view(out, bd_utf8_fold(dash, out, sizeof out));
    return letters >= 3 && (bd_view_is(dash, "-") || bd_view_is(dash, "--"));
}
