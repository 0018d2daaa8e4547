/* SPDX-License-Identifier: Apache-2.0 */
/* Names that may be places: every longest entry of the tables that begins at a capitalised word,
 * with all that it may mean. */
#include "where/where_int.h"

#include "base/limits.h"

#include <stdlib.h>

enum { MOST = 32 };

float where_number(bede_view v) {
    char buf[32] = {0};
    if (v.n >= sizeof buf)
        return 0;
    if (v.n)
        memcpy(buf, v.s, v.n);
    return strtof(buf, NULL);
}

static void set_code(char out[4], bede_view v) {
    memset(out, 0, 4);
    memcpy(out, v.s, v.n < 3 ? v.n : 3);
}

static bool in_list(bede_view cell, bede_view item) {
    bede_view part;
    while (bd_view_split(&cell, '|', &part))
        if (bd_view_eq(part, item))
            return true;
    return false;
}

static bool has_lower(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] >= 'a' && v.s[i] <= 'z')
            return true;
    return false;
}

/* A country, its capital or (true in *adjective) its adjective or people. */
static where_reading country_reading(const bd_where *k, const bd_phrase *p, bool *adjective) {
    const bd_table *t = &k->countries;
    bede_view name = bd_table_cell(t, p->row, k->c_name);
    bool capital = in_list(bd_table_cell(t, p->row, k->c_capital), p->written) ||
                   in_list(bd_table_cell(t, p->row, k->c_capital_aliases), p->written);
    bool country =
        bd_view_eq(name, p->written) || in_list(bd_table_cell(t, p->row, k->c_names), p->written);
    where_reading r = {.name = capital && !country ? p->written : name,
                       .lat = where_number(bd_table_cell(t, p->row, k->c_lat)),
                       .lon = where_number(bd_table_cell(t, p->row, k->c_lon)),
                       .rank = capital && !country ? RANK_CAPITAL : RANK_COUNTRY};
    set_code(r.country, bd_table_cell(t, p->row, k->c_code));
    *adjective = !capital && !country;
    return r;
}

static where_reading place_reading(const bd_where *k, int which, const bd_phrase *p) {
    const bd_table *t = which == 1 ? &k->extra : &k->places;
    const int *col = which == 1 ? k->x_col : k->p_col;
    bede_view kind = bd_table_cell(t, p->row, col[BD_WHERE_KIND]);
    where_reading r = {.name = bd_table_cell(t, p->row, col[BD_WHERE_NAME]),
                       .lat = where_number(bd_table_cell(t, p->row, col[BD_WHERE_LAT])),
                       .lon = where_number(bd_table_cell(t, p->row, col[BD_WHERE_LON])),
                       .people = where_number(bd_table_cell(t, p->row, col[BD_WHERE_PEOPLE])),
                       .rank = bd_view_is(kind, "city")       ? RANK_CITY
                               : bd_view_is(kind, "region")   ? RANK_REGION
                               : bd_view_is(kind, "district") ? RANK_DISTRICT
                                                              : RANK_OTHER,
                       .by_hand = which == 1};
    set_code(r.country, bd_table_cell(t, p->row, col[BD_WHERE_COUNTRY]));
    return r;
}

/* "al-Bab", "el-Arish": the article is written small. */
static bool article_word(bede_view v) {
    return v.n <= 3 && (bd_view_is(v, "al") || bd_view_is(v, "el") || bd_view_is(v, "ar") ||
                        bd_view_is(v, "as") || bd_view_is(v, "ash") || bd_view_is(v, "ad") ||
                        bd_view_is(v, "az") || bd_view_is(v, "an") || bd_view_is(v, "the"));
}

static bool may_begin(const where_work *w, uint32_t i, uint32_t end) {
    if (where_capital(w, i))
        return true;
    if (i + 1 >= end || !article_word(w->folded[i]))
        return false;
    return where_capital(w, i + 1) ||
           (bd_view_is(w->folded[i + 1], "-") && i + 2 < end && where_capital(w, i + 2));
}

/* "BoE" is no way to write "Boe". */
static bool inner_capital(bede_view text, bede_view written) {
    for (size_t i = 1; i < text.n && i < written.n; i++)
        if (text.s[i] >= 'A' && text.s[i] <= 'Z' && written.s[i] >= 'a' && written.s[i] <= 'z')
            return true;
    return false;
}

static bool written_so(const where_work *w, uint32_t at, const bd_phrase *p) {
    const bede_word *words = w->a->words;
    bede_view text = bd_view(w->a->text.s + words[at].span.start,
                             words[at + p->n_words - 1].span.end - words[at].span.start);
    if (!has_lower(p->written) && p->written.n <= 5)
        return !has_lower(text);
    if (p->n_words > 1)
        return true;
    return where_capital(w, at) && (!has_lower(text) || !inner_capital(text, p->written));
}

static void keep(where_work *w, where_spot *s, const where_reading *r) {
    for (uint32_t k = s->readings; k < s->readings + s->n_readings; k++) {
        where_reading *o = &w->reading[k];
        if (memcmp(o->country, r->country, 4) != 0)
            continue;
        /* The table of countries has no town's coordinates and no number of its inhabitants. */
        if (o->rank == RANK_CAPITAL && r->rank == RANK_CITY) {
            if (r->people > o->people) {
                o->people = r->people;
                o->lat = r->lat;
                o->lon = r->lon;
            }
            return;
        }
        /* "Scotland" among a country's names, with its own middle in the other table. */
        if (o->rank == RANK_COUNTRY && r->by_hand) {
            o->name = r->name;
            o->lat = r->lat;
            o->lon = r->lon;
            o->by_hand = true;
            return;
        }
        if (o->rank == r->rank && !o->by_hand) {
            if (r->people > o->people)
                *o = *r;
            return;
        }
    }
    if (s->n_readings == MAX_READINGS)
        return;
    w->reading =
        bd_arena_grow(w->arena, w->reading, w->n_readings, &w->cap_readings, sizeof *w->reading);
    w->reading[w->n_readings++] = *r;
    s->n_readings++;
}

/* The longest entries at a word, of all tables. */
static bool read_spot(where_work *w, uint32_t at, uint32_t end, where_spot *s) {
    const bd_table *tables[] = {&w->know->countries, &w->know->extra, &w->know->places};
    bd_phrase found[3][MOST];
    size_t n[3], left = end - at;
    uint32_t longest = 0;
    if (left > BD_MAX_PHRASE_WORDS)
        left = BD_MAX_PHRASE_WORDS;
    for (int t = 0; t < 3; t++) {
        n[t] =
            tables[t]->n_rows ? bd_table_match(tables[t], w->folded + at, left, found[t], MOST) : 0;
        for (size_t i = 0; i < n[t]; i++)
            if (found[t][i].n_words > longest && written_so(w, at, &found[t][i]))
                longest = found[t][i].n_words;
    }
    if (!longest)
        return false;
    *s = (where_spot){.first = at,
                      .last = at + longest - 1,
                      .readings = (uint32_t)w->n_readings,
                      .best = (uint32_t)w->n_readings};
    bool named = false, adjective;
    for (int t = 0; t < 3; t++)
        for (size_t i = 0; i < n[t]; i++) {
            if (found[t][i].n_words != longest || !written_so(w, at, &found[t][i]))
                continue;
            where_reading r = t ? place_reading(w->know, t, &found[t][i])
                                : country_reading(w->know, &found[t][i], &adjective);
            if (t == 0 && adjective) {
                s->flags |= SPOT_ADJECTIVE;
            } else {
                named |= t < 2 || r.rank == RANK_REGION;
            }
            keep(w, s, &r);
        }
    /* "Kurdish", "Lao": an adjective that some village is called like is no village. */
    if (named)
        s->flags &= (uint16_t)~SPOT_ADJECTIVE;
    return true;
}

/* Does the name by itself tell a country? `rival`: inhabitants of its largest namesake abroad. */
static bool tells(const where_reading *r, float rival) {
    switch (r->rank) {
    case RANK_COUNTRY: return rival < 8e6F; /* but "Georgia" */
    case RANK_CAPITAL: return r->people >= 150000 && rival < 4e5F;
    case RANK_REGION: return (r->by_hand || r->people >= 2e6F) && rival <= 0;
    case RANK_CITY: return r->people >= 1e6F && rival * 20 <= r->people;
    default: return false;
    }
}

static void vote(where_work *w, const where_spot *s) {
    const where_reading *r = &w->reading[s->readings];
    float rival = 0;
    for (uint32_t k = 0; k < s->n_readings; k++) {
        const where_reading *o = &w->reading[s->readings + k];
        if (strcmp(o->country, r->country) != 0 && o->people > rival)
            rival = o->people;
    }
    if (!r->country[0] || !tells(r, rival))
        return;
    ++*bd_map_put(&w->votes, bd_view(bd_arena_copy(w->arena, r->country, 3), 3), 0);
    w->n_votes++;
}

static void find_in(where_work *w, uint32_t sentence) {
    const bede_sentence *s = &w->a->sentences[sentence];
    for (uint32_t i = s->first_word, end = i + s->n_words; i < end;) {
        where_spot spot;
        if (!may_begin(w, i, end) || !read_spot(w, i, end, &spot)) {
            i++;
            continue;
        }
        spot.sentence = sentence;
        vote(w, &spot);
        w->spot = bd_arena_grow(w->arena, w->spot, w->n, &w->cap, sizeof *w->spot);
        w->spot[w->n++] = spot;
        i = spot.last + 1;
    }
}

void where_find(where_work *w) {
    for (uint32_t s = 0; s < w->a->n_sentences; s++)
        find_in(w, s);
}
