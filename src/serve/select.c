/* SPDX-License-Identifier: Apache-2.0 */
/* The events of a query as bits.
 *
 * All conditions of a query must hold, so each is a set of its own and the sets are intersected.
 * Days, types, classes and boxes are looked up in the columns. What names, codes, words and outlets
 * mean is asked of the store, by the same statements as bede_find(), once: the sets are remembered
 * with the table, the oldest making room. */
#include "serve/table.h"

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

/* `q` holds nothing but the condition that `key` names. */
static bool ask(desk_table *t, bede_store *s, const char *key, const bede_query *q, uint64_t *bits,
                bede_error *err) {
    if (known_set(t, key, bits))
        return true;
    uint64_t *set = calloc(desk_bits_words(t) + 1, sizeof *set);
    char *name = strdup(key);
    gathering g = {t, set};
    if (!set || !name || !bd_find_ids(s, q, add_row, &g, err)) {
        if (!set || !name)
            bd_fail(err, s->path, "no memory for the question");
        free(set);
        free(name);
        return false;
    }
    for (size_t w = 0; w < desk_bits_words(t); w++)
        bits[w] &= set[w];
    remember(t, name, set);
    return true;
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

static bool ask_sides(desk_table *t, bede_store *s, const bede_query *what, uint64_t *bits,
                      bede_error *err) {
    char key[1100];
    bede_query q = {.either = what->either, .against = what->against, .dyad = what->dyad};
    if (!(q.either && *q.either) && !(q.against && *q.against) && !(q.dyad && *q.dyad))
        return true;
    if ((size_t)snprintf(key, sizeof key, "sides=%s\n%s\n%s", q.either ? q.either : "",
                         q.against ? q.against : "", q.dyad ? q.dyad : "") >= sizeof key)
        return bd_fail(err, "either", "is longer than %d bytes", 1000);
    return ask(t, s, key, &q, bits, err);
}

static bool ask_all(desk_table *t, bede_store *s, const bede_query *q, uint64_t *bits,
                    bede_error *err) {
#define ASK(name) ask_text(t, s, #name, q->name, offsetof(bede_query, name), bits, err)
    return ASK(who) && ASK(whom) && ask_sides(t, s, q, bits, err) && ASK(country) && ASK(sector) &&
           ASK(cameo) && ASK(mode) && ASK(context) && ASK(place) && ASK(source) && ASK(words);
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

static bool holds(const desk_table *t, const columns *c, size_t i) {
    if (c->types && !(c->types >> t->type[i] & 1))
        return false;
    if (c->quad && c->quad != t->quad[i])
        return false;
    if (c->aux && !(c->aux & t->aux[i]) && !(c->aux >> 4 & 1 && !t->aux[i]))
        return false;
    if (t->n_sources[i] < c->min_sources || t->day[i] < c->since || t->day[i] > c->until)
        return false;
    return !c->boxed || (t->place[i] != DESK_NONE && in_box(c->q, &t->places[t->place[i]]));
}

static bool look_up(const desk_table *t, const bede_query *q, uint64_t *bits, bool *wrong) {
    columns c = {.quad = q->quad,
                 .min_sources = q->min_sources > 1 ? q->min_sources : 0,
                 .since = q->since.year ? bd_day_number(q->since) : INT32_MIN,
                 .until = q->until.year ? bd_day_number(q->until) : INT32_MAX,
                 .boxed = q->north != 0 || q->south != 0 || q->east != 0 || q->west != 0,
                 .q = q};
    *wrong = (q->type && *q->type && !mask_of(q->type, type_name, BEDE_EVENT_TYPES, &c.types)) ||
             (q->aux && *q->aux && !mask_of(q->aux, aux_name, 5, &c.aux)) || q->quad < 0 ||
             q->quad > 4 ||
             (c.boxed && (q->north <= q->south || q->north > 90 || q->south < -90 ||
                          q->west < -180 || q->east > 180 || q->west == q->east));
    if (*wrong)
        return false;
    if (!c.types && !c.aux && !c.quad && !c.min_sources && !c.boxed && c.since == INT32_MIN &&
        c.until == INT32_MAX)
        return true;
    DESK_EACH(t, bits, i) {
        if (!holds(t, &c, i))
            bits[i / 64] &= ~(1ull << (i & 63));
    }
    return true;
}

bool desk_select(desk_table *t, bede_store *s, const bede_query *q, uint64_t *bits,
                 bede_error *err) {
    size_t n = desk_bits_words(t);
    bool wrong;
    memset(bits, 0xFF, n * sizeof *bits);
    if (t->n & 63)
        bits[n - 1] = (1ull << (t->n & 63)) - 1;
    if (!ask_all(t, s, q, bits, err))
        return false;
    if (look_up(t, q, bits, &wrong))
        return true;
    /* The store says what is wrong with it. */
    gathering g = {t, bits};
    return bd_find_ids(s, q, add_row, &g, err);
}

size_t desk_bits_count(const desk_table *t, const uint64_t *bits) {
    size_t n = 0;
    for (size_t w = 0; w < desk_bits_words(t); w++)
        n += (size_t)__builtin_popcountll(bits[w]);
    return n;
}
