/* SPDX-License-Identifier: Apache-2.0 */
/* The events of a query as bits.
 *
 * All conditions of a query must hold, so each is a set of its own and the sets are intersected.
 * Days, types, classes and boxes are looked up in the columns, and so is who takes part, once the
 * store has said whom the terms mean. What words, places and outlets mean is asked of the store, by
 * the statements of bede_find(), once: those sets are remembered with the table, the oldest making
 * room. */
#include "serve/desk_table.h"

#include "base/day.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- asked of the store ---------------------------------------------------------------------- */

typedef struct gathering {
    const desk_table *t;
    uint64_t *bits;
} gathering;

static void add_row(void *ctx, int64_t row) {
    const gathering *g = ctx;
    uint32_t i = desk_table_find(g->t, row);
    if (i != DESK_NONE) /* else it came after the table was loaded */
        g->bits[i / 64] |= 1ull << (i & 63);
}

static bool known_set(desk_table *t, const char *key, uint64_t *bits) {
    bool found = false;
    pthread_mutex_lock(&t->lock);
    for (size_t i = 0; i < DESK_SETS && t->sets[i].key && !found; i++)
        if (strcmp(t->sets[i].key, key) == 0) {
            for (size_t w = 0; w < desk_bits_words(t); w++)
                bits[w] &= t->sets[i].bits[w];
            found = true;
        }
    pthread_mutex_unlock(&t->lock);
    return found;
}

/* Takes over key and set. */
static void remember(desk_table *t, char *key, uint64_t *set) {
    pthread_mutex_lock(&t->lock);
    desk_set *s = &t->sets[t->next_set++ % DESK_SETS];
    free(s->key);
    free(s->bits);
    *s = (desk_set){key, set};
    pthread_mutex_unlock(&t->lock);
}

static void fill(const desk_table *t, uint64_t *bits) {
    size_t n = desk_bits_words(t);
    memset(bits, 0xFF, n * sizeof *bits);
    if (t->n & 63)
        bits[n - 1] = (1ull << (t->n & 63)) - 1;
}

/* A set of all events, to be cut down to those that a condition holds for. NULL: no memory. */
static uint64_t *all_events(const desk_table *t) {
    uint64_t *set = malloc((desk_bits_words(t) + 1) * sizeof *set);
    if (set)
        fill(t, set);
    return set;
}

/* Cuts `bits` down to `set`, which is remembered; takes it over. */
static bool keep_set(desk_table *t, bede_store *s, const char *key, uint64_t *set, uint64_t *bits,
                     bede_error *err) {
    char *name = set ? strdup(key) : NULL;
    if (!name) {
        free(set);
        return bd_fail(err, s->path, "no memory for the question");
    }
    for (size_t w = 0; w < desk_bits_words(t); w++)
        bits[w] &= set[w];
    remember(t, name, set);
    return true;
}

/* `q` holds nothing but the condition that `key` names. */
static bool ask(desk_table *t, bede_store *s, const char *key, const bede_query *q, uint64_t *bits,
                bede_error *err) {
    if (known_set(t, key, bits))
        return true;
    uint64_t *set = calloc(desk_bits_words(t) + 1, sizeof *set);
    gathering g = {t, set};
    if (set && !bd_find_ids(s, q, add_row, &g, err)) {
        free(set);
        return false;
    }
    return keep_set(t, s, key, set, bits, err);
}

static bool ask_text(desk_table *t, bede_store *s, const char *name, const char *value, size_t at,
                     uint64_t *bits, bede_error *err) {
    char key[1100];
    bede_query q = {0};
    if (!value || !*value)
        return true;
    if ((size_t)snprintf(key, sizeof key, "%s=%s", name, value) >= sizeof key)
        return bd_fail(err, name, "is longer than %d bytes", 1000);
    memcpy((char *)&q + at, &value, sizeof value);
    return ask(t, s, key, &q, bits, err);
}

/* ---- by who takes part ----------------------------------------------------------------------- */

static void add_actor(void *ctx, int64_t row) {
    const gathering *g = ctx;
    uint32_t i = desk_table_actor(g->t, row);
    if (i != DESK_NONE)
        g->bits[i / 64] |= 1ull << (i & 63);
}

static bool has(const uint64_t *actors, uint32_t party) {
    uint32_t a = party >> 1;
    return actors[a / 64] >> (a & 63) & 1;
}

/* The actors that terms mean; the caller's. NULL: with an error, or nothing is asked. */
static uint64_t *actors_of(const desk_table *t, bede_store *s, find_of of, const char *terms,
                           bede_error *err) {
    if (!terms || !*terms)
        return NULL;
    uint64_t *actors = calloc(t->n_actors / 64 + 1, sizeof *actors);
    gathering g = {t, actors};
    if (actors && bd_find_actors(s, of, terms, add_actor, &g, err))
        return actors;
    if (!actors)
        bd_fail(err, s->path, "no memory for the question");
    free(actors);
    return NULL;
}

/* Whether one of an event's parties, of these roles (1 actors, 2 recipients), is one of them. */
static bool takes_part(const desk_table *t, size_t i, unsigned roles, const uint64_t *actors) {
    for (uint32_t p = t->party_from[i]; p < t->party_from[i + 1]; p++)
        if (roles >> (t->party[p] & 1) & 1 && has(actors, t->party[p]))
            return true;
    return false;
}

/* One acts on the other, or both act together, which two parties say, as in find_from.c. */
static bool between(const desk_table *t, size_t i, const uint64_t *one, const uint64_t *other) {
    uint32_t from = t->party_from[i], to = t->party_from[i + 1];
    bool received = to > from && t->party[to - 1] & 1; /* recipients come last */
    for (uint32_t p = from; p < to; p++)
        for (uint32_t r = from; has(one, t->party[p]) && r < to; r++)
            if (r != p && has(other, t->party[r]) &&
                ((t->party[p] & 1) != (t->party[r] & 1) || !received))
                return true;
    return false;
}

static bool by_terms(desk_table *t, bede_store *s, find_of of, const char *terms, unsigned roles,
                     uint64_t *bits, bede_error *err) {
    char key[1100];
    if (!terms || !*terms)
        return true;
    if ((size_t)snprintf(key, sizeof key, "party %d %u %s", (int)of, roles, terms) >= sizeof key)
        return bd_fail(err, "query", "a party is longer than %d bytes", 1000);
    if (known_set(t, key, bits))
        return true;
    uint64_t *actors = actors_of(t, s, of, terms, err), *set = actors ? all_events(t) : NULL;
    if (!actors)
        return false;
    if (set)
        DESK_EACH(t, set, i) {
            if (!takes_part(t, i, roles, actors))
                set[i / 64] &= ~(1ull << (i & 63));
        }
    free(actors);
    return keep_set(t, s, key, set, bits, err);
}

static bool by_dyad(desk_table *t, bede_store *s, const char *one, const char *other,
                    uint64_t *bits, bede_error *err) {
    char key[2200];
    if ((size_t)snprintf(key, sizeof key, "dyad %s\n%s", one, other) >= sizeof key)
        return bd_fail(err, "query", "a dyad is longer than %d bytes", 2000);
    if (known_set(t, key, bits))
        return true;
    uint64_t *a = actors_of(t, s, FIND_PARTY, one, err),
             *b = a ? actors_of(t, s, FIND_PARTY, other, err) : NULL,
             *set = b ? all_events(t) : NULL;
    bool found = b != NULL;
    if (set)
        DESK_EACH(t, set, i) {
            if (!between(t, i, a, b))
                set[i / 64] &= ~(1ull << (i & 63));
        }
    free(a);
    free(b);
    return found && keep_set(t, s, key, set, bits, err);
}

/* What the sides mean, if they mean anything; else the store says what is wrong. */
static bool by_sides(desk_table *t, bede_store *s, const bede_query *q, uint64_t *bits,
                     bede_error *err) {
    const char *one = q->either ? q->either : "", *other = q->against ? q->against : "";
    char dyad[1100] = "";
    if (q->dyad && *q->dyad && !*one && !*other && strlen(q->dyad) < sizeof dyad) {
        strcpy(dyad, q->dyad);
        char *colon = strchr(dyad, ':');
        if (colon) {
            *colon = '\0';
            one = dyad;
            other = colon + 1;
        }
    } else if (q->dyad && *q->dyad) {
        return bd_fail(err, "dyad", "leaves no room for another side");
    }
    if (!*one && *other)
        return bd_fail(err, "query", "one side of a dyad is missing");
    return *other ? by_dyad(t, s, one, other, bits, err)
                  : by_terms(t, s, FIND_PARTY, one, 3, bits, err);
}

/* ---- by words -------------------------------------------------------------------------------- */

typedef struct word_rows {
    uint64_t *bits; /* by row */
    int64_t most;   /* rows are smaller than that */
} word_rows;

static void add_word_row(void *ctx, int64_t row) {
    const word_rows *w = ctx;
    if (row > 0 && row < w->most)
        w->bits[row / 64] |= 1ull << (row & 63);
}

static bool holds_row(const word_rows *w, int64_t row) {
    return row > 0 && row < w->most && w->bits[row / 64] >> (row & 63) & 1;
}

/* The largest row, and one. */
static int64_t rows_of(const int64_t *rows, size_t n) {
    int64_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = rows[i] > most ? rows[i] : most;
    return most + 1;
}

/* The events of which a sentence, or an article's title, holds the words. */
static bool by_words(desk_table *t, bede_store *s, const char *words, uint64_t *bits,
                     bede_error *err) {
    char key[1100];
    if (!words || !*words)
        return true;
    if ((size_t)snprintf(key, sizeof key, "words %s", words) >= sizeof key)
        return bd_fail(err, "words", "are longer than %d bytes", 1000);
    if (known_set(t, key, bits))
        return true;
    word_rows in = {NULL, rows_of(t->told_sentence, t->n_told)},
              above = {NULL, rows_of(t->told_article, t->n_told)};
    in.bits = calloc((size_t)in.most / 64 + 1, sizeof *in.bits);
    above.bits = calloc((size_t)above.most / 64 + 1, sizeof *above.bits);
    uint64_t *set = calloc(desk_bits_words(t) + 1, sizeof *set);
    bool room = in.bits && above.bits && set;
    bool ok = room ? bd_find_words(s, words, false, add_word_row, &in, err) &&
                         bd_find_words(s, words, true, add_word_row, &above, err)
                   : bd_fail(err, s->path, "no memory for the question");
    for (size_t i = 0; ok && i < t->n_told; i++)
        if (holds_row(&in, t->told_sentence[i]) || holds_row(&above, t->told_article[i]))
            set[t->told_event[i] / 64] |= 1ull << (t->told_event[i] & 63);
    free(in.bits);
    free(above.bits);
    if (ok)
        return keep_set(t, s, key, set, bits, err);
    free(set);
    return false;
}

static bool ask_all(desk_table *t, bede_store *s, const bede_query *q, uint64_t *bits,
                    bede_error *err) {
#define ASK(name) ask_text(t, s, #name, q->name, offsetof(bede_query, name), bits, err)
    return by_terms(t, s, FIND_PARTY, q->who, 1, bits, err) &&
           by_terms(t, s, FIND_PARTY, q->whom, 2, bits, err) && by_sides(t, s, q, bits, err) &&
           by_terms(t, s, FIND_COUNTRY, q->country, 3, bits, err) &&
           by_terms(t, s, FIND_SECTOR, q->sector, 3, bits, err) && ASK(cameo) && ASK(mode) &&
           ASK(context) && ASK(place) && ASK(source) && by_words(t, s, q->words, bits, err);
#undef ASK
}

/* ---- looked up in the columns ---------------------------------------------------------------- */

/* The values of a list as bits of a mask; false if one is none of the names. */
static bool mask_of(const char *values, const char *(*name)(int), int n, uint32_t *mask) {
    bede_view rest = bd_view_z(values), v;
    *mask = 0;
    while (bd_view_split(&rest, ',', &v)) {
        int i = 0;
        v = bd_view_trim(v);
        while (i < n && !bd_view_is(v, name(i)))
            i++;
        if (i == n)
            return false;
        *mask |= 1u << i;
    }
    return true;
}

static const char *type_name(int i) {
    return bede_event_name((bede_event_type)i);
}

static const char *aux_name(int i) {
    static const char *const names[] = {"future", "hypothetical", "negation", "historical", "none"};
    return names[i];
}

typedef struct columns {
    uint32_t types, aux; /* masks; 0: any */
    int quad;
    uint32_t min_sources;
    int32_t since, until;
    bool boxed;
    const bede_query *q;
} columns;

static bool in_box(const bede_query *q, const desk_place *p) {
    bool east = p->lon >= q->west, west = p->lon <= q->east;
    return p->lat >= q->south && p->lat <= q->north &&
           (q->west < q->east ? east && west : east || west);
}

static bool of_kind(const desk_table *t, const columns *c, size_t i) {
    return (!c->types || c->types >> t->type[i] & 1) && (!c->quad || c->quad == t->quad[i]) &&
           (!c->aux || c->aux & t->aux[i] || (c->aux >> 4 & 1 && !t->aux[i])) &&
           t->n_sources[i] >= c->min_sources;
}

static bool then_and_there(const desk_table *t, const columns *c, size_t i) {
    return t->day[i] >= c->since && t->day[i] <= c->until &&
           (!c->boxed || (t->place[i] != DESK_NONE && in_box(c->q, &t->places[t->place[i]])));
}

/* False: a value means nothing. */
static bool read_columns(const bede_query *q, columns *c) {
    *c = (columns){.quad = q->quad,
                   .min_sources = q->min_sources > 1 ? q->min_sources : 0,
                   .since = q->since.year ? bd_day_number(q->since) : INT32_MIN,
                   .until = q->until.year ? bd_day_number(q->until) : INT32_MAX,
                   .boxed = q->north != 0 || q->south != 0 || q->east != 0 || q->west != 0,
                   .q = q};
    if (c->boxed && (q->north <= q->south || q->north > 90 || q->south < -90 || q->west < -180 ||
                     q->east > 180 || q->west == q->east))
        return false;
    return (!q->type || !*q->type || mask_of(q->type, type_name, BEDE_EVENT_TYPES, &c->types)) &&
           (!q->aux || !*q->aux || mask_of(q->aux, aux_name, 5, &c->aux)) && q->quad >= 0 &&
           q->quad <= 4;
}

/* Kinds of events are few, and remembered; days and boxes are never the same. */
static bool by_kind(desk_table *t, bede_store *s, const columns *c, uint64_t *bits,
                    bede_error *err) {
    char key[80];
    if (!c->types && !c->aux && !c->quad && !c->min_sources)
        return true;
    snprintf(key, sizeof key, "kind %x %x %d %u", c->types, c->aux, c->quad, c->min_sources);
    if (known_set(t, key, bits))
        return true;
    uint64_t *set = all_events(t);
    if (set)
        DESK_EACH(t, set, i) {
            if (!of_kind(t, c, i))
                set[i / 64] &= ~(1ull << (i & 63));
        }
    return keep_set(t, s, key, set, bits, err);
}

static void by_day_and_box(const desk_table *t, const columns *c, uint64_t *bits) {
    if (c->since == INT32_MIN && c->until == INT32_MAX && !c->boxed)
        return;
    DESK_EACH(t, bits, i) {
        if (!then_and_there(t, c, i))
            bits[i / 64] &= ~(1ull << (i & 63));
    }
}

bool desk_select(desk_table *t, bede_store *s, const bede_query *q, uint64_t *bits,
                 bede_error *err) {
    columns c;
    fill(t, bits);
    if (!read_columns(q, &c)) {
        /* The store says what is wrong with it. */
        gathering g = {t, bits};
        return bd_find_ids(s, q, add_row, &g, err);
    }
    if (!by_kind(t, s, &c, bits, err) || !ask_all(t, s, q, bits, err))
        return false;
    by_day_and_box(t, &c, bits);
    return true;
}

size_t desk_bits_count(const desk_table *t, const uint64_t *bits) {
    size_t n = 0;
    for (size_t w = 0; w < desk_bits_words(t); w++)
        n += (size_t)__builtin_popcountll(bits[w]);
    return n;
}
