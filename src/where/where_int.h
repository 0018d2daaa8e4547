/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room where:
 *
 *     words ─▶ spots (names in the tables, all that each may mean) ─▶ votes for countries
 *           ─▶ one meaning a spot, or none ─▶ names learned ("the village of X") ─▶ places */
#ifndef BD_WHERE_INT_H
#define BD_WHERE_INT_H

#include "base/hash.h"
#include "base/utf8.h"
#include "where/where.h"

/* ORDER RANK: from the finest to the widest. */
enum { RANK_OTHER, RANK_CITY, RANK_CAPITAL, RANK_DISTRICT, RANK_REGION, RANK_COUNTRY };

/* What a name may mean. */
typedef struct where_reading {
    bede_view name;
    char country[4];
    uint8_t rank; /* RANK_* */
    float lat, lon, people;
    bool by_hand; /* from places-extra.tsv */
} where_reading;

enum { MAX_READINGS = 24 };

enum {
    SPOT_BEHIND = 2, /* "in", "near", ... before it */
    SPOT_LOOSE = 4,  /* "to", "from", "of" before it */
    SPOT_ASKED = 8,  /* the words around it tell its country */
    SPOT_DROP = 32,
    SPOT_LEARNED = 64,
    SPOT_ADJECTIVE = 128, /* "Syrian": no place, but tells the country of what follows */
};

/* A name that may be a place. */
typedef struct where_spot {
    uint32_t sentence, first, last;
    uint32_t readings; /* into where_work.readings */
    uint16_t n_readings;
    uint16_t flags; /* SPOT_* */
    uint32_t best;  /* into where_work.readings */
} where_spot;

typedef struct where_work {
    const bd_where *know;
    bd_arena *arena;
    bede_article *a;
    bede_view *folded; /* [words] */
    uint32_t *in_name; /* [words] 1 + the name span that the word is in; 0 none */
    where_spot *spot;
    uint32_t n;
    size_t cap;
    where_reading *reading;
    size_t n_readings, cap_readings;
    bd_map votes;     /* country -> times named */
    bd_map surnames;  /* last words of names of persons */
    bd_map proven;    /* texts that stand behind "in" somewhere */
    uint32_t n_votes; /* all of them */
} where_work;

/* Classes of words around a name; where_words.c. */
enum {
    WORD_IN = 1,          /* in, at, near: what follows is where something is */
    WORD_LOOSE = 2,       /* to, from, of, through */
    WORD_AREA = 4,        /* province, region: what it names is wide */
    WORD_TOWN = 8,        /* city, village */
    WORD_SITE = 16,       /* airport, prison, camp: named after the place where it stands */
    WORD_COMPASS = 32,    /* northern, downtown */
    WORD_TITLE = 64,      /* Mr., Senator: a person follows */
    WORD_GLUE = 128,      /* the, a, of, in, comma: between a place and what it lies in */
    WORD_PARTY = 256,     /* Times, Bank: what it names is no place */
    WORD_AFFAIR = 512,    /* accord, summit, war: named after a place, but none */
    WORD_HYPHENED = 1024, /* backed, led: "Moscow-backed" */
    WORD_NAMER = 2048,    /* of AREA and TOWN: what it stands beside is a place, known or not */
    WORD_GATHERING = 4096 /* summit, conference: named after the place where it is held */
};
unsigned where_word_class(bede_view folded);

/* spots.c */
void where_find(where_work *w);
float where_number(bede_view v);
/* meaning.c: sets best and SPOT_DROP of every spot. */
void where_choose(where_work *w);
/* learn.c: adds spots for names that only the article knows. */
void where_learn(where_work *w);
/* nest.c: "X, Y"; "Y's X", "the Y city of X"; either of them, with meanings that agree. */
bool where_in_front(const where_work *w, const where_spot *x, const where_spot *y);
bool where_behind(const where_work *w, const where_spot *y, const where_spot *x);
/* Does one of two neighbours lie in the other? *first: x in y. */
bool where_nested(const where_work *w, const where_spot *x, const where_spot *y, bool *first);

static inline const where_reading *where_meaning(const where_work *w, const where_spot *s) {
    return &w->reading[s->best];
}
static inline uint32_t where_votes(const where_work *w, const char *country) {
    uint32_t *v = country[0] ? bd_map_get(&w->votes, bd_view(country, 3)) : NULL;
    return v ? *v : 0;
}
static inline bool where_capital(const where_work *w, uint32_t word) {
    size_t n;
    bede_view v = bd_word_text(w->a, &w->a->words[word]);
    return v.n && bd_cp_upper(bd_utf8_get(v, 0, &n));
}

#endif
