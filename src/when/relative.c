/* SPDX-License-Identifier: Apache-2.0 */
/* Dates told from another day: the article's, or the one named before. */
#include "when/when_int.h"

/* Behind a weekday: "last week", "of next week"; steps, 9 for none. */
static int week_step(const reader *r, uint32_t i, uint32_t *used) {
    uint32_t at = i + when_is(r, i, "of");
    bool last = when_is(r, at, "last"), next = when_is(r, at, "next");
    if (!(last || next || when_is(r, at, "this")) || !when_is(r, at + 1, "week"))
        return 9;
    *used += at + 2 - i;
    return last ? -1 : next;
}

/* "Monday", "last Friday", "next Tuesday", "Friday last week": the last such day up to the
 * article's; the next one for what is still to come. */
uint32_t when_by_weekday(const reader *r, uint32_t i, bede_dates *out) {
    bool next = when_is(r, i, "next") || when_is(r, i, "coming"), last = when_is(r, i, "last");
    uint32_t at = i + (next || last || when_is(r, i, "this") || when_is(r, i, "past"));
    int w = when_weekday(r, at);
    if (w < 0 || !when_known(r))
        return 0;
    uint32_t used = at - i + 1;
    int back = (bd_day_weekday(r->today) - w + 7) % 7, step = week_step(r, at + 1, &used);
    int32_t day = r->today - back;
    if (step != 9)
        day = r->today - bd_day_weekday(r->today) + w + 7 * step;
    else if (next || (!last && back && when_tense(r, at) > 0))
        day += 7;
    else if (last && !back)
        day -= 7;
    *out = when_day(day);
    return used;
}

/* "two", "a couple of", "several", "a few": how many words; *vague if nobody knows how many. */
static uint32_t quantity(const reader *r, uint32_t i, int *n, bool *vague) {
    uint32_t at = i + when_is(r, i, "a");
    *vague = true;
    if (at > i && when_is(r, at, "couple")) {
        *n = 2;
        return 2 + when_is(r, at + 1, "of");
    }
    if (when_is(r, at, "few") || when_is(r, i, "some") || when_is(r, i, "several")) {
        *n = when_is(r, i, "several") ? 4 : 3;
        return at + 1 - i;
    }
    *vague = false;
    *n = when_number(r, i);
    return *n > 0 ? 1 : 0;
}

/* What "a few days ago" may mean is as wide as its unit. */
static bede_dates blur(bede_dates d, enum unit u) {
    if (u == UNIT_DAY)
        d.precision = BEDE_WEEK;
    else if (u == UNIT_WEEK)
        d = when_month_of(d.from.year, d.from.month);
    else if (u == UNIT_MONTH)
        d = when_year_of(d.from.year);
    return d;
}

static bede_dates ago(int32_t from, int n, enum unit u) {
    bede_date t = bd_day_date(from);
    switch (u) {
    case UNIT_HOUR: return when_day(n < 24 ? from : from - n / 24);
    case UNIT_DAY: return when_day(from - n);
    case UNIT_WEEK: {
        bede_date d = bd_day_date(from - 7 * n);
        return n <= 4 ? when_day(from - 7 * n) : when_month_of(d.year, d.month);
    }
    case UNIT_MONTH: {
        bede_date d = bd_day_add_months(t, -n);
        return when_month_of(d.year, d.month);
    }
    case UNIT_DECADE: return when_year_of(t.year - 10 * n);
    default: return when_year_of(t.year - n);
    }
}

/* The day that "later" and "earlier" count from: the one named in this sentence or the last. */
static bool near_day(const reader *r, int32_t *day) {
    if (r->last_day == INT32_MIN || r->last_in + 1 < r->sentence)
        return false;
    *day = r->last_day;
    return true;
}

/* "earlier" and "before" that stand alone, not "before the vote". */
static bool alone(const reader *r, uint32_t i, const char *word, const char *stop) {
    if (!when_is(r, i, word))
        return false;
    return !stop || i + 1 >= r->n || when_is(r, i + 1, ",") || when_is(r, i + 1, ".");
}

/* "two weeks ago", "three days earlier", "two days later", "years ago" */
static uint32_t counted(const reader *r, uint32_t i, bede_dates *out) {
    int n = 0, sign = 0;
    bool vague;
    uint32_t at = quantity(r, i, &n, &vague);
    enum unit u = when_unit(r, i + at);
    bede_view v = when_low(r, i + at);
    bool counted_before = i && r->a->words[r->first + i - 1].upos == BD_UPOS_NUM;
    if (!at && u > UNIT_HOUR && v.s[v.n - 1] == 's' && !counted_before) { /* "years ago" */
        n = 3;
        vague = true;
    }
    if (n <= 0 || n >= 200 || !u)
        return 0;
    at += i + 1;
    int32_t day = r->today;
    if (when_is(r, at, "ago")) {
        sign = 1;
    } else if (alone(r, at, "earlier", NULL) || alone(r, at, "before", ".")) {
        near_day(r, &day);
        sign = 1;
    } else if (alone(r, at, "later", NULL) || when_is(r, at, "afterwards") ||
               alone(r, at, "after", ".")) {
        sign = near_day(r, &day) ? -1 : 0;
    }
    if (!sign)
        return 0;
    *out = ago(day, sign * n, u);
    if (vague)
        *out = blur(*out, u);
    return at + 1 - i;
}

/* The time named last, if it is not too far back. */
static bool last_named(const reader *r, int32_t *day) {
    enum { REACH = 2 };
    if (!r->last.from.year || r->last_time_in + REACH < r->sentence)
        return false;
    *day = bd_day_number(r->last.from);
    return true;
}

/* -1, 0, 1: the unit before, this, the next; *follows if it counts from the time named before. */
static int step_word(const reader *r, uint32_t i, bool *follows) {
    static const struct {
        const char *word;
        int step;
        bool follows;
    } list[] = {{"last", -1, false},  {"next", 1, false},     {"this", 0, false},
                {"coming", 1, false}, {"current", 0, false},  {"that", 0, true},
                {"same", 0, true},    {"following", 1, true}, {"previous", -1, true}};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (when_is(r, i, list[k].word)) {
            /* "the next year" counts from the one just told, "next year" from now */
            *follows = list[k].follows ||
                       (list[k].step == 1 && i && when_is(r, i - 1, "the") && when_tense(r, i) < 0);
            return list[k].step;
        }
    return 9;
}

/* "last month", "this year", "earlier this week", "later this month" */
static uint32_t stepped(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t at = i;
    if (when_is(r, at, "earlier") || when_is(r, at, "later") || when_is(r, at, "late") ||
        when_is(r, at, "early"))
        at++;
    at += when_is(r, at, "the");
    bool follows = false;
    int step = step_word(r, at, &follows);
    enum unit u = when_unit(r, at + 1);
    int32_t from = r->today;
    if (step == 9 || u == NO_UNIT || u <= UNIT_DAY || u == UNIT_DECADE ||
        (follows && !last_named(r, &from) && step >= 0))
        return 0;
    bede_date t = bd_day_date(from);
    if (u == UNIT_WEEK) {
        *out = when_week_of(from + 7 * step);
    } else if (u == UNIT_MONTH) {
        bede_date d = bd_day_add_months(t, step);
        *out = when_month_of(d.year, d.month);
    } else {
        *out = when_year_of(t.year + step);
    }
    return at + 2 - i;
}

/* "the past three weeks", "the last two years" */
static uint32_t past_span(const reader *r, uint32_t i, bede_dates *out) {
    if (!when_is(r, i, "past") && !when_is(r, i, "last"))
        return 0;
    int n = when_number(r, i + 1);
    enum unit u = when_unit(r, i + (n > 0 ? 2 : 1));
    uint32_t used = n > 0 ? 3 : 2;
    if (!u || (n <= 0 && when_is(r, i, "last")) || n >= 200)
        return 0;
    bede_dates from = ago(r->today, n > 0 ? n : 1, u);
    *out = when_span(from.from, bd_day_date(r->today), from.precision);
    return used;
}

static uint32_t single(const reader *r, uint32_t i, bede_dates *out) {
    static const struct {
        const char *word;
        int days;
    } list[] = {{"today", 0}, {"tonight", 0}, {"yesterday", -1}, {"tomorrow", 1}, {"overnight", 0}};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (when_is(r, i, list[k].word)) {
            *out = when_day(r->today + list[k].days);
            return 1;
        }
    static const char *const parts[] = {"morning", "afternoon", "evening", "night"};
    if (when_is(r, i, "this") && when_index(when_low(r, i + 1), parts, 4, 0) >= 0) {
        *out = when_day(r->today);
        return 2;
    }
    if (when_is(r, i, "last") && when_is(r, i + 1, "night")) {
        *out = when_day(r->today - 1);
        return 2;
    }
    return 0;
}

uint32_t when_relative(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t used = counted(r, i, out);
    if (!used)
        used = stepped(r, i, out);
    if (!used)
        used = past_span(r, i, out);
    return used ? used : single(r, i, out);
}

/* "the next day", "the following day", "the day before", "the previous day", "the same day" */
uint32_t when_sequel(const reader *r, uint32_t i, bede_dates *out) {
    int32_t day = r->last_day;
    if (when_is(r, i, "that") && when_is(r, i + 1, "day") && near_day(r, &day)) {
        *out = when_day(day);
        return 2;
    }
    if (!when_is(r, i, "the") || (day == INT32_MIN && !when_known(r)))
        return 0;
    bool next = when_is(r, i + 1, "next") || when_is(r, i + 1, "following");
    bool before = when_is(r, i + 1, "previous");
    bool same = when_is(r, i + 1, "same");
    if ((next || before || same) && when_is(r, i + 2, "day")) {
        if (day == INT32_MIN && !before)
            return 0;
        *out = when_day(day == INT32_MIN ? r->today - 1 : day + (next ? 1 : before ? -1 : 0));
        return 3;
    }
    if (!when_is(r, i + 1, "day") || i + 3 > r->n)
        return 0;
    /* "the day before." and no more; "the day before he left" is told from another act. */
    bool stops = i + 3 == r->n || when_is(r, i + 3, ".") || when_is(r, i + 3, ",");
    bool earlier = when_is(r, i + 2, "before"), later = when_is(r, i + 2, "after");
    if (!stops || !(earlier || later) || (later && day == INT32_MIN))
        return 0;
    *out = when_day((day == INT32_MIN ? r->today : day) + (earlier ? -1 : 1));
    return 3;
}
