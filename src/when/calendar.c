/* SPDX-License-Identifier: Apache-2.0 */
/* Dates of the calendar: days, months, years, spans of them, decades, seasons. */
#include "when/when_int.h"

static bool valid_day(int d) {
    return d >= 1 && d <= 31;
}

/* "November 1", "Nov. 1, 2017", "1 November 2017", "August 2016", "March 3-5". */
typedef struct calendar_day {
    int y, m, d, d2; /* 0: not said */
    uint32_t used;
} calendar_day;

static bool is_dash(bede_view v) {
    return bd_view_is(v, "-") || bd_view_is(v, "\xe2\x80\x93") || bd_view_is(v, "to");
}

/* "-", "to"; "and" behind "between". */
static bool joins(const reader *r, uint32_t i, uint32_t k) {
    return is_dash(when_low(r, k)) || (i && when_is(r, i - 1, "between") && when_is(r, k, "and"));
}

/* "of last year", "this year" behind a month or day; steps from the article's year, 9 for none. */
static int year_step(const reader *r, uint32_t i, uint32_t *used) {
    uint32_t at = i + when_is(r, i, "of");
    int step = when_is(r, at, "last") ? -1 : when_is(r, at, "this") ? 0 : when_is(r, at, "next");
    bool any = step || when_is(r, at, "this");
    if (!any || !when_is(r, at + 1, "year") || !when_known(r))
        return 9;
    *used += at + 2 - i;
    return step;
}

static void day_and_year(const reader *r, uint32_t i, calendar_day *c) {
    if (valid_day(when_number(r, i + c->used)) && !when_unit(r, i + c->used + 1) &&
        when_low(r, i + c->used).s[0] <= '9') {
        c->d = when_number(r, i + c->used);
        c->used++;
        if (joins(r, i, i + c->used) && valid_day(when_number(r, i + c->used + 1)) &&
            when_number(r, i + c->used + 1) > c->d && !when_month(r, i + c->used + 2)) {
            c->d2 = when_number(r, i + c->used + 1);
            c->used += 2;
        }
    }
    if (when_is(r, i + c->used, ",") && when_year(r, i + c->used + 1)) {
        c->y = when_year(r, i + c->used + 1);
        c->used += 2;
    } else if (when_year(r, i + c->used + when_is(r, i + c->used, "of"))) {
        c->used += when_is(r, i + c->used, "of");
        c->y = when_year(r, i + c->used);
        c->used++;
    }
}

static bool read_day(const reader *r, uint32_t i, calendar_day *c) {
    *c = (calendar_day){0};
    if ((c->m = when_month(r, i)) > 0) {
        c->used = 1 + (when_is(r, i + 1, "the") && valid_day(when_number(r, i + 2)));
        day_and_year(r, i, c);
        return true;
    }
    bede_view v = when_low(r, i);
    int d = v.n && v.s[0] <= '9' ? when_number(r, i) : -1;
    if (!valid_day(d))
        return false;
    c->d = d;
    c->used = 1;
    if (joins(r, i, i + 1) && valid_day(when_number(r, i + 2)) && when_month(r, i + 3)) {
        c->d2 = when_number(r, i + 2);
        c->used = 3;
    }
    if (when_is(r, i + c->used, "of"))
        c->used++;
    if (!(c->m = when_month(r, i + c->used)))
        return false;
    c->used++;
    uint32_t comma = when_is(r, i + c->used, ",");
    if (when_year(r, i + c->used + comma)) {
        c->used += comma;
        c->y = when_year(r, i + c->used++);
    }
    return true;
}

/* "Sept. 11 attacks" are those of 2001 wherever no year is said. */
static bool the_attacks(const reader *r, uint32_t i, const calendar_day *c) {
    if (c->m != 9 || c->d != 11)
        return false;
    for (uint32_t k = i + c->used; k < i + c->used + 3; k++)
        if (when_is(r, k, "attacks") || when_is(r, k, "attack") || when_is(r, k, "hijackers"))
            return true;
    return false;
}

/* "2017-11-01", "1.11.2017", "21/11/2017"; what may be read two ways is left alone. */
static uint32_t digits_only(const reader *r, uint32_t i, bede_dates *out) {
    bede_view v = when_low(r, i);
    int part[3] = {0}, n = 0;
    char mark = 0;
    if (v.n < 8 || v.n > 10 || v.s[0] < '0' || v.s[0] > '9')
        return 0;
    for (size_t k = 0; k < v.n; k++) {
        char c = v.s[k];
        if (c >= '0' && c <= '9' && part[n] < 1000)
            part[n] = part[n] * 10 + c - '0';
        else if (n < 2 && (!mark || mark == c) && (c == '-' || c == '.' || c == '/'))
            mark = c, n++;
        else
            return 0;
    }
    int y = part[0] > 31 ? part[0] : part[2], m = part[1], d = part[0] > 31 ? part[2] : part[0];
    if (mark == '/' && part[0] <= 31 && m > 12) { /* the month first */
        d = part[1];
        m = part[0];
    } else if (mark == '/' && part[0] <= 12 && m != d) {
        return 0;
    }
    if (n != 2 || y < 1800 || y > 2100 || d < 1 || d > bd_day_month_length(y, m))
        return 0;
    *out = when_day(bd_day_number((bede_date){(int16_t)y, (uint8_t)m, (uint8_t)d}));
    return 1;
}

/* The year nearest to the guess in which the day has that weekday. */
static int year_of_weekday(const calendar_day *c, int weekday, int guess) {
    static const int8_t steps[] = {0, -1, 1, -2, 2, -3, -4, -5};
    for (size_t k = 0; c->d && k < sizeof steps; k++) {
        bede_date d = {(int16_t)(guess + steps[k]), (uint8_t)c->m, (uint8_t)c->d};
        if (c->d <= bd_day_month_length(d.year, d.month) &&
            bd_day_weekday(bd_day_number(d)) == weekday)
            return d.year;
    }
    return guess;
}

static bool find_year(const reader *r, uint32_t i, calendar_day *c, int weekday) {
    int step = c->y ? 9 : year_step(r, i + c->used, &c->used);
    if (c->y)
        return true;
    if (the_attacks(r, i, c)) {
        c->y = 2001;
        return true;
    }
    if (!when_known(r))
        return false;
    bool next = i && when_is(r, i - 1, "next"), last = i && when_is(r, i - 1, "last");
    c->y = step != 9 ? bd_day_date(r->today).year + step
                     : when_near_year(r, c->m, c->d,
                                      next   ? 1
                                      : last ? -1
                                             : when_tense(r, i));
    if (weekday >= 0 && step == 9)
        c->y = year_of_weekday(c, weekday, c->y);
    return true;
}

static uint32_t date_from(const reader *r, uint32_t i, int weekday, bede_dates *out) {
    calendar_day c;
    if (!read_day(r, i, &c))
        return digits_only(r, i, out);
    if ((weekday >= 0 && !c.d) || !find_year(r, i, &c, weekday))
        return 0;
    int length = bd_day_month_length(c.y, c.m);
    if (!c.d || c.d > length) {
        *out = when_month_of(c.y, c.m);
        return c.used;
    }
    bede_date from = {(int16_t)c.y, (uint8_t)c.m, (uint8_t)c.d}, to = from;
    if (c.d2 && c.d2 <= length)
        to.day = (uint8_t)c.d2;
    *out = when_span(from, to, BEDE_DAY);
    return c.used;
}

/* "on the 15th": of the month that the article stands in, or of the one before. */
static uint32_t day_alone(const reader *r, uint32_t i, bede_dates *out) {
    bede_view v = when_low(r, i);
    int d = when_number(r, i);
    if (i < 2 || v.n < 3 || v.s[0] > '9' || v.s[v.n - 1] < 'a' || !valid_day(d) || !when_known(r) ||
        !when_is(r, i - 1, "the") || !when_is(r, i - 2, "on"))
        return 0;
    unsigned next = i + 1 < r->n ? r->a->words[r->first + i + 1].upos : BD_UPOS_PUNCT;
    if (next == BD_UPOS_NOUN || next == BD_UPOS_PROPN || next == BD_UPOS_ADJ)
        return 0;
    bede_date t = bd_day_date(r->today);
    t.day = (uint8_t)d;
    if (d > bd_day_date(r->today).day && when_tense(r, i) <= 0)
        t = bd_day_add_months(t, -1);
    if (d > bd_day_month_length(t.year, t.month))
        return 0;
    t.day = (uint8_t)d;
    *out = when_span(t, t, BEDE_DAY);
    return 1;
}

/* "Wednesday, November 1", "Friday the 3rd of May": one date; a weekday tells the year. */
static uint32_t with_weekday(const reader *r, uint32_t i, bede_dates *out) {
    int w = when_weekday(r, i);
    if (w < 0)
        return 0;
    uint32_t at = i + 1;
    bool paren = when_is(r, at, "(");
    at += paren || when_is(r, at, ",");
    at += when_is(r, at, "the");
    uint32_t used = date_from(r, at, w, out);
    if (!used || out->precision != BEDE_DAY)
        return 0;
    at += used;
    return at + (paren && when_is(r, at, ")")) - i;
}

uint32_t when_calendar(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t used = with_weekday(r, i, out);
    if (!used)
        used = date_from(r, i, -1, out);
    return used ? used : day_alone(r, i, out);
}

/* ---- periods ---- */

static bede_date month_date(int y, int m) {
    return (bede_date){(int16_t)y, (uint8_t)m, 0};
}

/* "1990s", "the early 1990s" */
static uint32_t decade(const reader *r, uint32_t i, bede_dates *out) {
    bede_view v = when_low(r, i);
    int y = 0;
    bool mid = v.n == 9 && !strncmp(v.s, "mid-", 4);
    if (mid)
        v = bd_view(v.s + 4, 5);
    if (v.n != 5 || v.s[4] != 's')
        return 0;
    for (int k = 0; k < 4; k++) {
        if (v.s[k] < '0' || v.s[k] > '9')
            return 0;
        y = y * 10 + v.s[k] - '0';
    }
    if (y < 1800 || y > 2090 || y % 10)
        return 0;
    bede_view part = i ? when_low(r, i - 1) : (bede_view){0};
    int from = y, to = y + 9;
    if (bd_view_is(part, "early"))
        to = y + 3;
    else if (bd_view_is(part, "late"))
        from = y + 6;
    else if (mid || bd_view_is(part, "mid"))
        from = y + 4, to = y + 6;
    *out = when_span((bede_date){(int16_t)from, 0, 0}, (bede_date){(int16_t)to, 0, 0}, BEDE_YEAR);
    return 1;
}

/* Northern seasons: first month; winter ends in the next year's February. */
static int season(bede_view v) {
    static const char *const names[] = {"spring", "summer", "autumn", "winter"};
    if (bd_view_is(v, "fall"))
        return 9;
    int k = when_index(v, names, 4, 0);
    return k < 0 ? 0 : 3 * (k + 1);
}

/* "summer 2015", "the summer of 2015", "last summer", "this spring" */
static uint32_t by_season(const reader *r, uint32_t i, bede_dates *out) {
    bool last = when_is(r, i, "last"), this = when_is(r, i, "this"), next = when_is(r, i, "next");
    uint32_t at = i + (last || this || next);
    int m = season(when_low(r, at)), y = 0;
    uint32_t used = at + 1 - i;
    if (!m)
        return 0;
    if (when_year(r, at + 1))
        y = when_year(r, at + 1), used++;
    else if (when_is(r, at + 1, "of") && when_year(r, at + 2))
        y = when_year(r, at + 2), used += 2;
    else if (!when_known(r) || !(last || this || next))
        return 0;
    if (!y) {
        bede_date t = bd_day_date(r->today);
        y = t.year;
        if (last && t.month <= m + 2)
            y--; /* the one that is over */
        else if (next && t.month >= m)
            y++;
    }
    int end_year = m == 12 ? y + 1 : y, end = m == 12 ? 2 : m + 2;
    *out = when_span(month_date(y, m), month_date(end_year, end), BEDE_MONTH);
    return used;
}

/* "between 2010 and 2014", "from 2010 to 2014", "2014-15" */
static uint32_t years(const reader *r, uint32_t i, bede_dates *out) {
    int y = when_year(r, i), z = when_year(r, i + 2);
    bool between = i && when_is(r, i - 1, "between") && when_is(r, i + 1, "and");
    bool from = i && when_is(r, i - 1, "from") && is_dash(when_low(r, i + 1));
    bool dash = is_dash(when_low(r, i + 1)) && !when_is(r, i + 1, "to");
    if (y && dash && when_low(r, i + 2).n == 2 && when_number(r, i + 2) == (y + 1) % 100)
        z = y + 1; /* "2014-15" */
    if (!y || !z || z <= y || !(between || from || dash))
        return 0;
    *out = when_span((bede_date){(int16_t)y, 0, 0}, (bede_date){(int16_t)z, 0, 0}, BEDE_YEAR);
    return 3;
}

/* "the weekend", "last weekend" */
static uint32_t weekend(const reader *r, uint32_t i, bede_dates *out) {
    bool last = when_is(r, i, "last"), next = when_is(r, i, "next") || when_is(r, i, "coming");
    bool the = when_is(r, i, "the") || when_is(r, i, "this");
    if (!when_known(r) || !(last || next || the) || !when_is(r, i + 1, "weekend"))
        return 0;
    int32_t saturday = r->today - (bd_day_weekday(r->today) + 2) % 7;
    if (next || (the && when_tense(r, i) > 0))
        saturday += 7;
    *out = when_span(bd_day_date(saturday), bd_day_date(saturday + 1), BEDE_DAY);
    return 2;
}

static uint32_t months(int y, int first, int last, uint32_t used, bede_dates *out) {
    *out = when_span(month_date(y, first), month_date(y, last), BEDE_MONTH);
    return used;
}

/* "late 2014", "mid-2014", "the first half of 2014", "the third quarter of 2014" */
static uint32_t part_of_year(const reader *r, uint32_t i, bede_dates *out) {
    static const char *const which[] = {"first", "second", "third", "fourth"};
    bede_view v = when_low(r, i);
    int y = when_year(r, i + 1), k = when_index(v, which, 4, 0);
    if (v.n == 8 && !strncmp(v.s, "mid-", 4) && v.s[4] <= '9') {
        for (size_t c = 4; c < 8; c++)
            y = v.s[c] >= '0' && v.s[c] <= '9' ? (c == 4 ? 0 : y) * 10 + v.s[c] - '0' : 9999;
        return y >= 1800 && y <= 2100 ? months(y, 5, 8, 1, out) : 0;
    }
    if (y && bd_view_is(v, "early"))
        return months(y, 1, 4, 2, out);
    if (y && bd_view_is(v, "late"))
        return months(y, 9, 12, 2, out);
    if (k >= 0 && when_is(r, i + 2, "of") && (y = when_year(r, i + 3))) {
        if (k < 2 && when_is(r, i + 1, "half"))
            return months(y, 6 * k + 1, 6 * k + 6, 4, out);
        if (when_is(r, i + 1, "quarter"))
            return months(y, 3 * k + 1, 3 * k + 3, 4, out);
    }
    return 0;
}

/* "mid-May" */
static uint32_t mid_month(const reader *r, uint32_t i, bede_dates *out) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    bede_view v = when_low(r, i);
    if (v.n < 7 || strncmp(v.s, "mid-", 4))
        return 0;
    int m = when_index(bd_view(v.s + 4, v.n - 4), names, 12, 0) + 1, y = when_year(r, i + 1);
    if (!m || (!y && !when_known(r)))
        return 0;
    *out = when_month_of(y ? y : when_near_year(r, m, 15, when_tense(r, i)), m);
    return 1 + (y != 0);
}

uint32_t when_period(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t used = decade(r, i, out);
    if (!used)
        used = part_of_year(r, i, out);
    if (!used)
        used = mid_month(r, i, out);
    if (!used)
        used = by_season(r, i, out);
    if (!used)
        used = years(r, i, out);
    return used ? used : weekend(r, i, out);
}

/* A bare year: only behind a word that makes it a date. */
uint32_t when_bare_year(const reader *r, uint32_t i, bede_dates *out) {
    static const char *const before[] = {"in",     "since", "of",     "by",      "until", "from",
                                         "during", "after", "before", "early",   "late",  "the",
                                         "mid",    "and",   ",",      "through", "(",     "to"};
    int y = when_year(r, i);
    if (!y || (i && when_index(when_low(r, i - 1), before, 18, 0) < 0))
        return 0;
    *out = when_year_of(y);
    return 1;
}
