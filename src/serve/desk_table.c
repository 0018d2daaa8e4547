/* SPDX-License-Identifier: Apache-2.0 */
/* Loading the columns: one pass over each table of the store, in one transaction. */
#include "serve/desk_table.h"

#include "base/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* What is needed only while loading. */
typedef struct loading {
    desk_table *t;
    bede_store *s;
    bede_error *err;
    sqlite3_stmt *q; /* the statement at work */
    bd_map codes, outlets;
    size_t code_cap, outlet_cap, party_cap, source_cap, n_parties, n_sources;
} loading;

static bede_view keep(loading *l, int column) {
    bede_view v = bd_column_view(l->q, column);
    return v.n ? bd_view(bd_arena_copy(&l->t->arena, v.s, v.n), v.n) : bd_view("", 0);
}

static uint32_t code_of(loading *l, bede_view code) {
    desk_table *t = l->t;
    if (!code.n)
        return DESK_NONE;
    uint32_t *known = bd_map_get(&l->codes, code);
    if (known)
        return *known;
    t->codes = bd_arena_grow(&t->arena, t->codes, t->n_codes, &l->code_cap, sizeof *t->codes);
    desk_code *c = &t->codes[t->n_codes];
    *c = (desk_code){.code = bd_view(bd_arena_copy(&t->arena, code.s, code.n), code.n),
                     .name = bd_view_z(bd_country_name(code)),
                     .country = DESK_NONE};
    bd_map_put(&l->codes, c->code, (uint32_t)t->n_codes);
    return (uint32_t)t->n_codes++;
}

/* ---- one table of the store after the other ------------------------------------------------ */

typedef bool row_fn(loading *l);

static bool each(loading *l, const char *sql, row_fn *fn) {
    int got = 0;
    l->q = bd_store_prepare(l->s, sql, l->err);
    while (l->q && (got = bd_store_step(l->s, l->q, l->err)) == SQLITE_ROW && fn(l))
        continue;
    sqlite3_finalize(l->q);
    l->q = NULL;
    return got == SQLITE_DONE;
}

static size_t count(loading *l, const char *sql) {
    sqlite3_stmt *q = bd_store_prepare(l->s, sql, l->err);
    size_t n =
        q && bd_store_step(l->s, q, l->err) == SQLITE_ROW ? (size_t)sqlite3_column_int64(q, 0) : 0;
    sqlite3_finalize(q);
    return n;
}

static bool actor(loading *l) {
    desk_table *t = l->t;
    desk_actor *a = &t->actors[t->n_actors++];
    bede_view sector = bd_column_view(l->q, 3);
    *a = (desk_actor){.id = sqlite3_column_int64(l->q, 0),
                      .name = keep(l, 1),
                      .office = keep(l, 5),
                      .code = code_of(l, bd_column_view(l->q, 2)),
                      .country = code_of(l, bd_column_view(l->q, 4))};
    if (sector.n < sizeof a->sector)
        memcpy(a->sector, sector.s, sector.n);
    return true;
}

static bool place(loading *l) {
    desk_table *t = l->t;
    t->places[t->n_places++] = (desk_place){.id = sqlite3_column_int64(l->q, 0),
                                            .name = keep(l, 1),
                                            .country = keep(l, 2),
                                            .lat = sqlite3_column_double(l->q, 3),
                                            .lon = sqlite3_column_double(l->q, 4),
                                            .kind = sqlite3_column_int(l->q, 5)};
    return true;
}

/* Rows of a table rise, so that an identifier is found by halving. */
#define FIND_ID(list, n, id_, out)                                                                 \
    do {                                                                                           \
        size_t from_ = 0, to_ = (n);                                                               \
        while (from_ < to_) {                                                                      \
            size_t mid_ = (from_ + to_) / 2;                                                       \
            if ((list)[mid_].id < (id_))                                                           \
                from_ = mid_ + 1;                                                                  \
            else                                                                                   \
                to_ = mid_;                                                                        \
        }                                                                                          \
        (out) = from_ < (n) && (list)[from_].id == (id_) ? (uint32_t)from_ : DESK_NONE;            \
    } while (0)

static uint8_t type_of(bede_view name) {
    for (int i = 0; i < BEDE_EVENT_TYPES; i++)
        if (bd_view_is(name, bede_event_name((bede_event_type)i)))
            return (uint8_t)i;
    return 0;
}

static bool event(loading *l) {
    desk_table *t = l->t;
    size_t i = t->n++;
    bede_date d;
    bede_view day = bd_column_view(l->q, 1);
    t->row[i] = sqlite3_column_int64(l->q, 0);
    t->day[i] = day.n && bede_date_parse(day.s, &d) ? bd_day_number(d) : DESK_NO_DAY;
    t->type[i] = type_of(bd_column_view(l->q, 2));
    t->quad[i] = (uint8_t)sqlite3_column_int(l->q, 3);
    t->aux[i] = (uint8_t)sqlite3_column_int(l->q, 4);
    t->goldstein[i] = (float)sqlite3_column_double(l->q, 5);
    t->n_sources[i] = (uint32_t)sqlite3_column_int64(l->q, 6);
    t->n_reports[i] = (uint32_t)sqlite3_column_int64(l->q, 7);
    t->place[i] = DESK_NONE;
    if (sqlite3_column_type(l->q, 8) != SQLITE_NULL) {
        FIND_ID(t->places, t->n_places, sqlite3_column_int64(l->q, 8), t->place[i]);
        if (t->place[i] != DESK_NONE)
            t->places[t->place[i]].n++;
    }
    if (t->day[i] != DESK_NO_DAY) {
        if (t->first_day == DESK_NO_DAY || t->day[i] < t->first_day)
            t->first_day = t->day[i];
        if (t->last_day == DESK_NO_DAY || t->day[i] > t->last_day)
            t->last_day = t->day[i];
    }
    return true;
}

/* Rows of a table about events come by rising event; what belongs to no event is passed over. */
static bool is_of(const desk_table *t, size_t *at, int64_t row, uint32_t *from, size_t n) {
    while (*at < t->n && t->row[*at] < row)
        from[++*at] = (uint32_t)n;
    return *at < t->n && t->row[*at] == row;
}

static bool load_parties(loading *l) {
    desk_table *t = l->t;
    size_t at = 0;
    int got = 0;
    t->party_from = bd_arena_array(&t->arena, t->n + 1, sizeof *t->party_from);
    l->q = bd_store_prepare(l->s,
                            "SELECT event, role = 'R', actor FROM event_parties ORDER BY event, "
                            "role, seq",
                            l->err);
    while (l->q && (got = bd_store_step(l->s, l->q, l->err)) == SQLITE_ROW) {
        uint32_t a;
        FIND_ID(t->actors, t->n_actors, sqlite3_column_int64(l->q, 2), a);
        if (!is_of(t, &at, sqlite3_column_int64(l->q, 0), t->party_from, l->n_parties) ||
            a == DESK_NONE)
            continue;
        t->party =
            bd_arena_grow(&t->arena, t->party, l->n_parties, &l->party_cap, sizeof *t->party);
        t->party[l->n_parties++] = a << 1 | (sqlite3_column_int(l->q, 1) != 0);
        t->actors[a].n++;
    }
    sqlite3_finalize(l->q);
    l->q = NULL;
    while (at < t->n)
        t->party_from[++at] = (uint32_t)l->n_parties;
    return got == SQLITE_DONE;
}

static bool load_sources(loading *l) {
    desk_table *t = l->t;
    size_t at = 0;
    int got = 0;
    t->source_from = bd_arena_array(&t->arena, t->n + 1, sizeof *t->source_from);
    l->q = bd_store_prepare(l->s,
                            "SELECT DISTINCT m.event, o.name FROM mentions m JOIN articles a ON "
                            "a.id = m.article JOIN outlets o ON o.id = a.outlet ORDER BY m.event",
                            l->err);
    while (l->q && (got = bd_store_step(l->s, l->q, l->err)) == SQLITE_ROW) {
        bede_view name = bd_column_view(l->q, 1);
        if (!is_of(t, &at, sqlite3_column_int64(l->q, 0), t->source_from, l->n_sources))
            continue;
        uint32_t *known = bd_map_get(&l->outlets, name), o;
        if (known) {
            o = *known;
        } else {
            t->outlets = bd_arena_grow(&t->arena, t->outlets, t->n_outlets, &l->outlet_cap,
                                       sizeof *t->outlets);
            o = (uint32_t)t->n_outlets++;
            t->outlets[o] = (desk_outlet){.name = keep(l, 1)};
            bd_map_put(&l->outlets, t->outlets[o].name, o);
        }
        t->outlets[o].n++;
        t->source =
            bd_arena_grow(&t->arena, t->source, l->n_sources, &l->source_cap, sizeof *t->source);
        t->source[l->n_sources++] = o;
    }
    sqlite3_finalize(l->q);
    l->q = NULL;
    while (at < t->n)
        t->source_from[++at] = (uint32_t)l->n_sources;
    return got == SQLITE_DONE;
}

static bool told(loading *l) {
    desk_table *t = l->t;
    size_t i = t->n_told;
    t->told_event[i] = desk_table_find(t, sqlite3_column_int64(l->q, 2));
    t->told_sentence[i] = sqlite3_column_int64(l->q, 0);
    t->told_article[i] = sqlite3_column_int64(l->q, 1);
    t->n_told += t->told_event[i] != DESK_NONE;
    return true;
}

/* Sentences rise with their articles, but for what was written by hand or by another program. */
static bool load_told(loading *l) {
    desk_table *t = l->t;
    size_t n = count(l, "SELECT count(*) FROM mentions");
    t->told_sentence = bd_arena_array(&t->arena, n, sizeof *t->told_sentence);
    t->told_article = bd_arena_array(&t->arena, n, sizeof *t->told_article);
    t->told_event = bd_arena_array(&t->arena, n, sizeof *t->told_event);
    return each(l, "SELECT sentence, article, event FROM mentions ORDER BY sentence", told);
}

/* ---- what follows from them ------------------------------------------------------------------ */

/* A country is called as its actors call it in short ("Russia" for "Russian Federation"), which is
 * told by how it begins; another code after the actor who bears it most and has no office. */
static bool names_it(const desk_actor *a, bede_view code) {
    bede_view country = bd_view_z(bd_country_name(code));
    size_t n = country.n < 4 ? country.n : 4;
    if (!a->name.n || a->office.n || (a->sector[0] && strcmp(a->sector, "GOV") != 0))
        return !country.n && a->name.n && !a->office.n;
    return a->name.n >= n && strncasecmp(a->name.s, country.s, n) == 0;
}

static void name_codes(desk_table *t) {
    uint32_t *most = bd_arena_array(&t->arena, t->n_codes + 1, sizeof *most),
             *country = bd_arena_array(&t->arena, t->n_codes + 1, sizeof *country);
    for (size_t i = 0; i < t->n_actors; i++) {
        const desk_actor *a = &t->actors[i];
        if (a->code == DESK_NONE)
            continue;
        desk_code *c = &t->codes[a->code];
        if (a->n + 1 > country[a->code]) {
            country[a->code] = a->n + 1;
            c->country = a->country;
        }
        if (a->n + 1 > most[a->code] && names_it(a, c->code)) {
            most[a->code] = a->n + 1;
            c->name = a->name;
        }
    }
    for (size_t i = 0; i < t->n_codes; i++)
        if (!t->codes[i].name.n)
            t->codes[i].name = t->codes[i].code;
}

static void count_codes(desk_table *t) {
    uint32_t *last = bd_arena_array(&t->arena, t->n_codes + 1, sizeof *last);
    for (size_t i = 0; i < t->n; i++)
        for (uint32_t p = t->party_from[i]; p < t->party_from[i + 1]; p++) {
            uint32_t c = t->actors[t->party[p] >> 1].code;
            if (c != DESK_NONE && last[c] != i + 1) {
                last[c] = (uint32_t)i + 1;
                t->codes[c].n++;
            }
        }
}

static void make_columns(loading *l) {
    desk_table *t = l->t;
    size_t n = count(l, "SELECT count(*) FROM events");
    bd_arena *a = &t->arena;
    t->row = bd_arena_array(a, n, sizeof *t->row);
    t->day = bd_arena_array(a, n, sizeof *t->day);
    t->type = bd_arena_array(a, n, sizeof *t->type);
    t->quad = bd_arena_array(a, n, sizeof *t->quad);
    t->aux = bd_arena_array(a, n, sizeof *t->aux);
    t->goldstein = bd_arena_array(a, n, sizeof *t->goldstein);
    t->n_sources = bd_arena_array(a, n, sizeof *t->n_sources);
    t->n_reports = bd_arena_array(a, n, sizeof *t->n_reports);
    t->place = bd_arena_array(a, n, sizeof *t->place);
    t->actors = bd_arena_array(a, count(l, "SELECT count(*) FROM actors"), sizeof *t->actors);
    t->places = bd_arena_array(a, count(l, "SELECT count(*) FROM places"), sizeof *t->places);
    t->n_articles = count(l, "SELECT count(*) FROM articles");
    t->first_day = t->last_day = DESK_NO_DAY;
}

static bool load(loading *l) {
    desk_table *t = l->t;
    jmp_buf full;
    bd_arena_guard(&t->arena, &full);
    if (setjmp(full)) {
        sqlite3_finalize(l->q);
        return bd_fail(l->err, l->s->path, "no memory for its events");
    }
    bd_map_init(&l->codes, &t->arena);
    bd_map_init(&l->outlets, &t->arena);
    make_columns(l);
    bool ok =
        each(l, "SELECT id, name, code, sector, country, office FROM actors ORDER BY id", actor) &&
        each(l, "SELECT id, name, country, lat, lon, kind FROM places ORDER BY id", place) &&
        each(l,
             "SELECT id, date, type, quad, aux, goldstein, n_sources, n_articles, place FROM "
             "events ORDER BY id",
             event) &&
        load_parties(l) && load_sources(l) && load_told(l);
    if (ok) {
        name_codes(t);
        count_codes(t);
    }
    bd_arena_guard(&t->arena, NULL);
    return ok;
}

desk_table *desk_table_load(bede_store *s, const char *state, bede_error *err) {
    desk_table *t = calloc(1, sizeof *t);
    if (!t) {
        bd_fail(err, s->path, "no memory for its events");
        return NULL;
    }
    atomic_init(&t->users, 1);
    pthread_mutex_init(&t->lock, NULL);
    bd_arena_init(&t->arena, 0);
    snprintf(t->state, sizeof t->state, "%s", state);
    loading l = {.t = t, .s = s, .err = err};
    bool ok = bd_store_exec(s, "BEGIN", err) && load(&l);
    sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
    if (ok)
        return t;
    desk_table_drop(t);
    return NULL;
}

desk_table *desk_table_hold(desk_table *t) {
    atomic_fetch_add(&t->users, 1);
    return t;
}

void desk_table_drop(desk_table *t) {
    if (!t || atomic_fetch_sub(&t->users, 1) > 1)
        return;
    for (size_t i = 0; i < DESK_SETS; i++) {
        free(t->sets[i].key);
        free(t->sets[i].bits);
    }
    for (int i = 0; i < BEDE_ORDERS; i++) {
        free(t->order[i]);
        free(t->rank[i]);
    }
    desk_words_free(t->words);
    pthread_mutex_destroy(&t->lock);
    bd_arena_free(&t->arena);
    free(t);
}

uint32_t desk_table_actor(const desk_table *t, int64_t id) {
    uint32_t i;
    FIND_ID(t->actors, t->n_actors, id, i);
    return i;
}

uint32_t desk_table_find(const desk_table *t, int64_t row) {
    size_t from = 0, to = t->n;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (t->row[mid] < row)
            from = mid + 1;
        else
            to = mid;
    }
    return from < t->n && t->row[from] == row ? (uint32_t)from : DESK_NONE;
}

/* ---- days and orders
 * ---------------------------------------------------------------------------------- */

typedef struct sortable {
    double key;
    uint32_t event;
} sortable;

static int by_key(const void *a_, const void *b_) {
    const sortable *a = a_, *b = b_;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->event < b->event ? -1 : a->event > b->event;
}

static uint32_t *make_order(const desk_table *t, bede_order order) {
    sortable *list = malloc((t->n + 1) * sizeof *list);
    uint32_t *out = malloc((t->n + 1) * sizeof *out);
    if (!list || !out) {
        free(list);
        free(out);
        return NULL;
    }
    for (size_t i = 0; i < t->n; i++) {
        /* No day stands before all days, as the empty text does in the store. */
        double key = order == BEDE_BY_DATE        ? (double)t->day[i]
                     : order == BEDE_BY_SOURCES   ? (double)t->n_sources[i]
                     : order == BEDE_BY_GOLDSTEIN ? (double)t->goldstein[i]
                                                  : 0;
        list[i] = (sortable){key, (uint32_t)i};
    }
    qsort(list, t->n, sizeof *list, by_key);
    for (size_t i = 0; i < t->n; i++)
        out[i] = list[i].event;
    free(list);
    return out;
}

static bool make_both(desk_table *t, bede_order order) {
    uint32_t *list = make_order(t, order), *rank = malloc((t->n + 1) * sizeof *rank);
    if (!list || !rank) {
        free(list);
        free(rank);
        return false;
    }
    for (size_t i = 0; i < t->n; i++)
        rank[list[i]] = (uint32_t)i;
    t->order[order] = list;
    t->rank[order] = rank;
    return true;
}

const uint32_t *desk_table_order(desk_table *t, bede_order order, const uint32_t **rank) {
    pthread_mutex_lock(&t->lock);
    bool there = t->order[order] || make_both(t, order);
    if (rank)
        *rank = t->rank[order];
    pthread_mutex_unlock(&t->lock);
    return there ? t->order[order] : NULL;
}

void desk_table_core(desk_table *t, int32_t *from, int32_t *to) {
    const uint32_t *order = desk_table_order(t, BEDE_BY_DATE, NULL);
    size_t undated = 0;
    *from = t->first_day;
    *to = t->last_day;
    while (order && undated < t->n && t->day[order[undated]] == DESK_NO_DAY)
        undated++;
    size_t n = t->n - undated;
    if (!order || n < 20)
        return;
    int32_t low = t->day[order[undated + n / 50]], high = t->day[order[t->n - 1 - n / 50]];
    int32_t margin = (high - low) / 20 + 2;
    if ((double)(high - low) > 0.5 * (double)(*to - *from))
        return;
    *from = low - margin > *from ? low - margin : *from;
    *to = high + margin < *to ? high + margin : *to;
}
