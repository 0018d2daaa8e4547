/* SPDX-License-Identifier: Apache-2.0 */
/* Spans made of two expressions, spans that go on until now, ages of conflicts. */
#include "when/when_int.h"

#include <stdlib.h>

static bool leads_on(const reader *r, uint32_t i, uint32_t k) {
    static const char *const list[] = {"-",       "\xe2\x80\x93", "\xe2\x80\x94", "to",
                                       "through", "until",        "till"};
    bool between = i && when_is(r, i - 1, "between");
    return when_index(when_low(r, k), list, 7, 0) >= 0 || (between && when_is(r, k, "and"));
}

static bool says_year(const reader *r, uint32_t i, uint32_t n) {
    for (uint32_t k = i; k < i + n; k++)
        if (when_year(r, k))
            return true;
    return false;
}

static bool weekday_in(const reader *r, uint32_t i, uint32_t n) {
    for (uint32_t k = i; k < i + n; k++)
        if (when_weekday(r, k) >= 0)
            return n <= 2;
    return false;
}

/* The two as one; false if they are no span. `a` may have to move to the year of `b`: "from May to
 * July 2014"; `b` to the next week: "Friday to Monday". */
static bool joined(const reader *r, uint32_t i, uint32_t n, bede_dates a, uint32_t k, uint32_t m,
                   bede_dates b, bede_dates *out) {
    bool year_free = a.from.month && !says_year(r, i, n);
    bool days = weekday_in(r, i, n) && weekday_in(r, k, m);
    if ((a.precision == BEDE_YEAR) != (b.precision == BEDE_YEAR))
        return false;
    if (days && bd_day_number(a.from) > bd_day_number(b.to))
        b = when_day(bd_day_number(b.from) + 7);
    else if (year_free && !days && b.from.year != a.from.year &&
             (says_year(r, k, m) || bd_day_number(a.from) > bd_day_number(b.from))) {
        a.from.year = b.from.year;
        if (bd_day_number(a.from) > bd_day_number(b.from))
            a.from.year--;
        if (a.from.day > bd_day_month_length(a.from.year, a.from.month))
            return false;
    }
    if (bd_day_number(a.from) > bd_day_number(b.from))
        return false;
    *out = when_span(a.from, b.to, a.precision > b.precision ? a.precision : b.precision);
    return true;
}

/* "since March" goes on until the article's day. */
static bool goes_on(const reader *r, uint32_t i) {
    uint32_t at = i;
    while (at && at + 3 > i &&
           (when_is(r, at - 1, "the") || when_is(r, at - 1, "early") ||
            when_is(r, at - 1, "late") || when_is(r, at - 1, "at")))
        at--;
    return at && when_is(r, at - 1, "since");
}

uint32_t when_find(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t used = when_single(r, i, out), k = i + used + 1;
    if (!used)
        return 0;
    if (k < r->n && leads_on(r, i, k - 1)) {
        bede_dates end;
        uint32_t more = when_single(r, k, &end);
        if (more && joined(r, i, used, *out, k, more, end, out))
            used += 1 + more;
    }
    if (when_known(r) && goes_on(r, i) && bd_day_number(out->from) <= r->today)
        out->to = bd_day_date(r->today);
    return used;
}

/* ---- "the six-year-old war", "the three-month siege" ---- */

static bool is_conflict(const reader *r, uint32_t i) {
    static const char *const list[] = {
        "war",      "conflict",  "insurgency", "siege",   "crisis",   "blockade",  "occupation",
        "uprising", "rebellion", "revolt",     "embargo", "campaign", "offensive", "dispute",
        "standoff", "truce",     "ceasefire",  "protest", "strike",   "fighting"};
    bede_view v = when_low(r, i);
    if (v.n && v.s[v.n - 1] == 's')
        v.n -= !bd_view_is(v, "crisis");
    return when_index(v, list, sizeof list / sizeof *list, 0) >= 0;
}

uint32_t when_age(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t at = i + 2;
    if (!when_is(r, i + 1, "-") || when_is(r, i, "a") || !when_known(r))
        return 0;
    int n = when_number(r, i);
    if (n <= 0 || n > 150)
        return 0;
    enum unit u = when_unit(r, at);
    if (u < UNIT_DAY || u == UNIT_DECADE || when_low(r, at).s[when_low(r, at).n - 1] == 's')
        return 0;
    at++;
    bool dash = when_is(r, at, "-");
    bool old = when_is(r, at + dash, "old") || when_is(r, at + dash, "long");
    at += old ? dash + 1u : 0;
    uint32_t noun = at;
    while (noun < at + 3 && noun < r->n && !is_conflict(r, noun)) /* "six-year-old civil war" */
        if (r->a->words[r->first + noun++].upos != BD_UPOS_ADJ)
            return 0;
    if (noun >= at + 3 || noun >= r->n)
        return 0;
    bede_date t = bd_day_date(r->today), from;
    if (u == UNIT_YEAR)
        from = (bede_date){(int16_t)(t.year - n), 0, 0};
    else if (u == UNIT_MONTH)
        from = bd_day_add_months((bede_date){t.year, t.month, 0}, -n);
    else
        from = bd_day_date(r->today - n * (u == UNIT_WEEK ? 7 : 1));
    *out = when_span(from, t, u == UNIT_YEAR ? BEDE_YEAR : u == UNIT_MONTH ? BEDE_MONTH : BEDE_DAY);
    return at - i;
}
