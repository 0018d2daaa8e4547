/* SPDX-License-Identifier: Apache-2.0 */
/* What an undated text tells of its own day: days of a month without a year, weekdays beside them,
 * the years it names. */
#include "when/when_int.h"

/* The clue of that day, a new one if it is the first time; NULL when there are too many. */
static bd_when_clue *clue_of(bd_when_clues *c, int m, int d, uint32_t sentence) {
    for (size_t k = 0; k < c->n_days; k++)
        if (c->days[k].month == m && c->days[k].day == d)
            return &c->days[k];
    if (c->n_days == BD_WHEN_CLUES)
        return NULL;
    c->days[c->n_days] =
        (bd_when_clue){.month = (uint8_t)m, .day = (uint8_t)d, .weekday = -1, .sentence = sentence};
    return &c->days[c->n_days++];
}

/* "on Wednesday, November 1", "Wednesday (Nov. 1)" */
static int weekday_before(const reader *r, uint32_t i) {
    for (uint32_t back = 1; back <= 2 && back <= i; back++) {
        int w = when_weekday(r, i - back);
        bool name = back < i && when_is(r, i - back - 1, "super");
        if (w >= 0 && !name) /* "Super Tuesday" */
            return w;
    }
    return -1;
}

/* "TEHRAN, Nov. 1 (Agency) -": what stands before the text ends in a dash. */
static bool is_dateline(const reader *r) {
    enum { LAST_SENTENCE = 8 };
    if (!r->n || r->sentence > LAST_SENTENCE)
        return false;
    return when_is(r, r->n - 1, "-") || when_is(r, r->n - 1, "--") ||
           when_is(r, r->n - 1, "\xe2\x80\x93") || when_is(r, r->n - 1, "\xe2\x80\x94");
}

/* The day and month at word i, a month: *d, its first word and the one behind. */
static bool day_at(const reader *r, uint32_t i, int *d, uint32_t *from, uint32_t *behind) {
    bool before = i && r->low[i - 1].s[0] <= '9' && (*d = when_number(r, i - 1)) >= 1 && *d <= 31;
    *from = before ? i - 1 : i;
    *behind = i + 1;
    if (before)
        return true;
    *d = 0;
    if (i + 1 < r->n && r->low[i + 1].n && r->low[i + 1].s[0] <= '9')
        *d = when_number(r, i + 1);
    *behind = i + 2;
    return *d >= 1 && *d <= 31;
}

static void count_day(reader *r, uint32_t i, bool dateline, bd_when_clues *c) {
    uint32_t from, behind;
    int d;
    bool day = day_at(r, i, &d, &from, &behind);
    if (when_is(r, behind, ","))
        behind++;
    int with_year = when_year(r, day ? behind : i + 1);
    if (with_year > c->latest_year)
        c->latest_year = with_year;
    bd_when_clue *k = day && !with_year ? clue_of(c, when_month(r, i), d, r->sentence) : NULL;
    if (!k)
        return;
    int tense = when_tense(r, i), weekday = weekday_before(r, from);
    k->times++;
    k->dateline |= dateline;
    k->ahead |= tense > 0;
    k->past += tense < 0;
    if (weekday >= 0)
        k->weekday = (int8_t)weekday;
}

static void read_sentence(reader *r, bd_when_clues *c) {
    enum { LEAD = 8 };
    bool dateline = is_dateline(r);
    for (uint32_t i = 0; i < r->n; i++) {
        bede_dates ignored;
        if (!when_may_start(r, r->low[i]))
            continue;
        if (when_month(r, i)) {
            count_day(r, i, dateline, c);
            continue;
        }
        int y = when_year(r, i), w = when_weekday(r, i);
        if (y && y > c->latest_year && when_bare_year(r, i, &ignored))
            c->latest_year = y;
        if (w >= 0 && c->lead_weekday < 0 && r->sentence < LEAD && when_tense(r, i) < 0 &&
            !(i && (when_is(r, i - 1, "last") || when_is(r, i - 1, "next"))))
            c->lead_weekday = w;
    }
}

void bd_when_read_clues(bd_arena *arena, bede_article *a, bd_when_clues *c) {
    reader r = {.arena = arena, .a = a, .today = INT32_MIN, .last_day = INT32_MIN};
    *c = (bd_when_clues){.lead_weekday = -1};
    when_starts(&r);
    for (uint32_t s = 0; s < a->n_sentences; s++) {
        r.sentence = s;
        r.first = a->sentences[s].first_word;
        r.n = a->sentences[s].n_words;
        when_lower(&r);
        read_sentence(&r, c);
    }
}
