/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room when: words of one sentence, and the patterns that read them.
 *
 *     words ─▶ calendar.c ("May 3", "the 1990s", "last summer")             ─┐
 *             holidays.c ("Good Friday", "Ramadan")                         ─┤
 *             relative.c ("two weeks ago", "the next day", weekdays)        ─┤
 *             spans.c ("from May to July", "since March", "six-year war")   ─┴─▶ times
 *     times, tree ─▶ dating.c: which dates an act; "a day after ..."            */
#ifndef BD_WHEN_INT_H
#define BD_WHEN_INT_H

#include "base/day.h"
#include "when/when.h"

typedef struct reader {
    bd_arena *arena;
    bede_article *a;
    bede_view *low; /* [words of the sentence] lower case */
    uint32_t first, n;
    uint32_t sentence;
    int32_t today;    /* day number of publication; INT32_MIN if not known */
    int32_t last_day; /* the day named last in the article; INT32_MIN for none */
    uint32_t last_in; /* its sentence */
    bede_dates last;  /* the day, month or year named last; year 0 for none */
    uint32_t last_time_in;
    size_t cap;
    uint32_t starts[26]; /* of each first letter, bit n: an expression may begin with n letters */
} reader;

enum unit { NO_UNIT, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_DECADE };

/* words.c */
void when_lower(reader *r);  /* fills r->low */
void when_starts(reader *r); /* fills r->starts */
static inline bool when_may_start(const reader *r, bede_view v) {
    if (!v.n || v.s[0] < 'a' || v.s[0] > 'z')
        return v.n && v.s[0] >= '0' && v.s[0] <= '9';
    return v.n < 32 && (r->starts[v.s[0] - 'a'] >> v.n & 1);
}
const char *when_holiday_start(size_t k); /* first word of the k-th; NULL behind the last */
static inline bede_view when_low(const reader *r, uint32_t i) { /* empty behind the end */
    return i < r->n ? r->low[i] : (bede_view){0};
}
static inline bool when_is(const reader *r, uint32_t i, const char *word) {
    return i < r->n && r->low[i].n && r->low[i].s[0] == word[0] && bd_view_is(r->low[i], word);
}
int when_index(bede_view v, const char *const *list, int n, size_t prefix);
int when_month(const reader *r, uint32_t i);   /* 1..12, 0 for none */
int when_weekday(const reader *r, uint32_t i); /* 0 Monday .. 6, -1 for none */
int when_number(const reader *r, uint32_t i);  /* -1 for none */
int when_year(const reader *r, uint32_t i);    /* 1800..2100, 0 for none */
enum unit when_unit(const reader *r, uint32_t i);
/* -1 told as past, 1 as to come, 0 not said: by the verb that the word hangs on. */
int when_tense(const reader *r, uint32_t i);
static inline bool when_known(const reader *r) {
    return r->today != INT32_MIN;
}
bede_dates when_day(int32_t n);
bede_dates when_span(bede_date from, bede_date to, bede_precision p);
bede_dates when_month_of(int y, int m);
bede_dates when_year_of(int y);
bede_dates when_week_of(int32_t day);
/* The year in which month m, day d (0: none) lies nearest to the article, by tense. */
int when_near_year(const reader *r, int m, int d, int tense);

/* Any expression that begins at word i: its length in words, 0 for none. */
uint32_t when_find(const reader *r, uint32_t i, bede_dates *out);   /* spans included */
uint32_t when_single(const reader *r, uint32_t i, bede_dates *out); /* without them */

/* Patterns: words used, 0 for no match. */
uint32_t when_calendar(const reader *r, uint32_t i, bede_dates *out);
uint32_t when_age(const reader *r, uint32_t i, bede_dates *out);    /* "the six-year-old war" */
uint32_t when_period(const reader *r, uint32_t i, bede_dates *out); /* decades, seasons, spans */
uint32_t when_holiday(const reader *r, uint32_t i, bede_dates *out);
uint32_t when_relative(const reader *r, uint32_t i, bede_dates *out);
uint32_t when_sequel(const reader *r, uint32_t i, bede_dates *out); /* "the next day" */
uint32_t when_by_weekday(const reader *r, uint32_t i, bede_dates *out);
uint32_t when_bare_year(const reader *r, uint32_t i, bede_dates *out);

#endif
