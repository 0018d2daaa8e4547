/* SPDX-License-Identifier: Apache-2.0 */
/* The events of a store as columns in memory, of one moment: what timelines, networks and maps are
 * counted from, and what lists are paged by. Some 60 bytes an event.
 *
 * Nothing changes in a table once it is loaded, but for its remembered answers, which are locked:
 * all threads share it. When the store has changed, a new one takes its place. */
#ifndef BD_SERVE_TABLE_H
#define BD_SERVE_TABLE_H

#include "store/desk.h"

#include "base/hash.h"

#include <pthread.h>
#include <stdatomic.h>

enum { DESK_NO_DAY = INT32_MIN, DESK_NONE = UINT32_MAX, DESK_SETS = 192 };

typedef struct desk_actor {
    int64_t id;
    bede_view name, office;
    char sector[4];
    uint32_t code, country; /* into codes; DESK_NONE if there is none */
    uint32_t n;             /* events in which it stands */
} desk_actor;

/* A country, body or movement. */
typedef struct desk_code {
    bede_view code, name;
    uint32_t n;       /* events of which it is a party */
    uint32_t country; /* into codes: what its actors mostly belong to */
} desk_code;

typedef struct desk_place {
    int64_t id;
    bede_view name, country;
    double lat, lon;
    int kind; /* bede_place_kind */
    uint32_t n;
} desk_place;

typedef struct desk_outlet {
    bede_view name; /* "": a group of copies without one */
    uint32_t n;
} desk_outlet;

/* What one filter holds for; see select.c. */
typedef struct desk_set {
    char *key;
    uint64_t *bits;
} desk_set;

typedef struct desk_table {
    atomic_uint users;
    bd_arena arena;
    char state[40]; /* what its ETags are */
    size_t n, n_articles;
    /* One an event, by rising row. */
    int64_t *row;
    int32_t *day; /* bd_day_number(), DESK_NO_DAY */
    uint8_t *type, *quad, *aux;
    float *goldstein;
    uint32_t *n_sources, *n_reports, *place;
    /* Parties of event i: party[party_from[i]] up to party[party_from[i + 1]]: actor << 1 | 1 if it
     * is a recipient. Sources likewise. */
    uint32_t *party_from, *party, *source_from, *source;
    /* Mentions by rising sentence, for words: the sentence, its article, the event. */
    int64_t *told_sentence, *told_article;
    uint32_t *told_event;
    size_t n_told;
    desk_actor *actors;
    desk_code *codes;
    desk_place *places;
    desk_outlet *outlets;
    size_t n_actors, n_codes, n_places, n_outlets;
    int32_t first_day, last_day; /* DESK_NO_DAY if no event has one */
    pthread_mutex_t lock;        /* of what follows */
    /* Events, the least first, and where each stands there; made when first asked for. */
    uint32_t *order[BEDE_ORDERS], *rank[BEDE_ORDERS];
    desk_set sets[DESK_SETS];
    size_t next_set;
    struct desk_words *words; /* for completion; complete.c */
} desk_table;

/* The events of a store as they are now. NULL with an error. */
desk_table *desk_table_load(bede_store *s, const char *state, bede_error *err);
/* One user more, one less; the last one frees it. */
desk_table *desk_table_hold(desk_table *t);
void desk_table_drop(desk_table *t);
/* The event of a row, DESK_NONE if there is none. */
uint32_t desk_table_find(const desk_table *t, int64_t row);
/* The actor of a row of the store, likewise. */
uint32_t desk_table_actor(const desk_table *t, int64_t id);
/* Events by an order, the least first, and (may be NULL) the place of each event in it. NULL: no
 * memory. */
const uint32_t *desk_table_order(desk_table *t, bede_order order, const uint32_t **rank);

/* The days between which nearly all events lie: all of them, unless a few far ones (an anniversary,
 * a goal for the next century) would take up most of the room. */
void desk_table_core(desk_table *t, int32_t *from, int32_t *to);

/* ---- chosen events (select.c) ---------------------------------------------------------------- */

static inline size_t desk_bits_words(const desk_table *t) {
    return (t->n + 63) / 64;
}
/* Sets in `bits` (desk_bits_words() of them) the events of a query, its order, limit and cursor
 * left aside; what it means is what bede_find() means. */
bool desk_select(desk_table *t, bede_store *s, const bede_query *q, uint64_t *bits,
                 bede_error *err);
size_t desk_bits_count(const desk_table *t, const uint64_t *bits);

/* A loop over the chosen events: i is each in turn. */
#define DESK_EACH(t, bits, i)                                                                      \
    for (size_t w_ = 0; w_ < desk_bits_words(t); w_++)                                             \
        for (uint64_t left_ = (bits)[w_], i = 0;                                                   \
             left_ && (i = w_ * 64 + (size_t)__builtin_ctzll(left_), true); left_ &= left_ - 1)

/* Frees what complete.c keeps. */
void desk_words_free(struct desk_words *w);

#endif
