/* SPDX-License-Identifier: Apache-2.0 */
/* Dates of the calendar: days, months, years, spans of them, decades, seasons, holidays. */
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

static void day_and_year(const reader *r, uint32_t i, calendar_day *c) {
    if (valid_day(when_number(r, i + c->used)) && !when_unit(r, i + c->used + 1) &&
        when_low(r, i + c->used).s[0] <= '9') {
        c->d = when_number(r, i + c->used);
        c->used++;
        if (is_dash(when_low(r, i + c->used)) && valid_day(when_number(r, i + c->used + 1)) &&
            when_number(r, i + c->used + 1) > c->d) {
            c->d2 = when_number(r, i + c->used + 1);
            c->used += 2;
        }
    }
    if (when_is(r, i + c->used, ",") && when_year(r, i + c->used + 1)) {
        c->y = when_year(r, i + c->used + 1);
        c->used += 2;
    } else if (when_year(r, i + c->used)) {
        c->y = when_year(r, i + c->used);
        c->used++;
    }
}

static bool read_day(const reader *r, uint32_t i, calendar_day *c) {
    *c = (calendar_day){0};
    if ((c->m = when_month(r, i)) > 0) {
        c->used = 1;
        day_and_year(r, i, c);
        return true;
    }
    bede_view v = when_low(r, i);
    int d = v.n && v.s[0] <= '9' ? when_number(r, i) : -1;
    if (!valid_day(d))
        return false;
    c->d = d;
    c->used = 1;
    if (is_dash(when_low(r, i + 1)) && valid_day(when_number(r, i + 2)) && when_month(r, i + 3)) {
        c->d2 = when_number(r, i + 2);
        c->used = 3;
    }
    if (when_is(r, i + c->used, "of"))
        c->used++;
    if (!(c->m = when_month(r, i + c->used)))
        return false;
    c->used++;
    if (when_year(r, i + c->used))
        c->y = when_year(r, i + c->used++);
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

/* "2017-11-01" */
static uint32_t iso(const reader *r, uint32_t i, bede_dates *out) {
    bede_view v = when_low(r, i);
    char buf[11] = {0};
    bede_date d;
    if (v.n != 10 || v.s[4] != '-')
        return 0;
    memcpy(buf, v.s, 10);
    if (!bede_date_parse(buf, &d))
        return 0;
    *out = (bede_dates){d, d, BEDE_DAY};
    return 1;
}

uint32_t when_calendar(const reader *r, uint32_t i, bede_dates *out) {
    calendar_day c;
    if (!read_day(r, i, &c))
        return iso(r, i, out);
    if (!c.y) {
        if (the_attacks(r, i, &c))
            c.y = 2001;
        else if (!when_known(r))
            return 0;
        else
            c.y =
                when_near_year(r, c.m, c.d, i && when_is(r, i - 1, "next") ? 1 : when_tense(r, i));
    }
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

/* ---- periods ---- */

static bede_date month_date(int y, int m) {
    return (bede_date){(int16_t)y, (uint8_t)m, 0};
}

/* "1990s", "the early 1990s" */
static uint32_t decade(const reader *r, uint32_t i, bede_dates *out) {
    bede_view v = when_low(r, i);
    int y = 0;
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
    else if (bd_view_is(part, "mid") || bd_view_is(part, "-"))
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

/* "between 2010 and 2014", "from 2010 to 2014", "2010-14" is left alone */
static uint32_t years(const reader *r, uint32_t i, bede_dates *out) {
    int y = when_year(r, i), z = when_year(r, i + 2);
    bool between = i && when_is(r, i - 1, "between") && when_is(r, i + 1, "and");
    bool from = i && when_is(r, i - 1, "from") && is_dash(when_low(r, i + 1));
    bool dash = is_dash(when_low(r, i + 1)) && !when_is(r, i + 1, "to");
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

uint32_t when_period(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t used = decade(r, i, out);
    if (!used)
        used = by_season(r, i, out);
    if (!used)
        used = years(r, i, out);
    return used ? used : weekend(r, i, out);
}

/* ---- holidays ---- */

/* Western Easter Sunday (Meeus 1991, after Butcher 1876). */
static int32_t easter(int y) {
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
    int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return bd_day_number((bede_date){(int16_t)y, (uint8_t)month, (uint8_t)day});
}

typedef struct holiday {
    const char *words[3];
    int month, day; /* month 0: so many days from Easter Sunday */
} holiday;

static const holiday HOLIDAYS[] = {
    {{"new", "year", "'s"}, 1, 1},        {{"christmas", "eve", NULL}, 12, 24},
    {{"christmas", "day", NULL}, 12, 25}, {{"christmas", NULL, NULL}, 12, 25},
    {{"boxing", "day", NULL}, 12, 26},    {{"valentine", "'s", "day"}, 2, 14},
    {{"may", "day", NULL}, 5, 1},         {{"halloween", NULL, NULL}, 10, 31},
    {{"armistice", "day", NULL}, 11, 11}, {{"remembrance", "day", NULL}, 11, 11},
    {{"bastille", "day", NULL}, 7, 14},   {{"women", "'s", "day"}, 3, 8},
    {{"good", "friday", NULL}, 0, -2},    {{"easter", "sunday", NULL}, 0, 0},
    {{"easter", "monday", NULL}, 0, 1},   {{"palm", "sunday", NULL}, 0, -7},
    {{"ash", "wednesday", NULL}, 0, -46}, {{"ascension", "day", NULL}, 0, 39},
    {{"whit", "monday", NULL}, 0, 50},
};

static bool same_word(const reader *r, uint32_t i, const char *word) {
    if (strcmp(word, "'s") == 0 && when_is(r, i, "\xe2\x80\x99s"))
        return true;
    return when_is(r, i, word);
}

static uint32_t match_holiday(const reader *r, uint32_t i, const holiday *h) {
    uint32_t k = 0;
    while (k < 3 && h->words[k])
        if (same_word(r, i + k, h->words[k]))
            k++;
        else
            return 0;
    return k;
}

uint32_t when_holiday(const reader *r, uint32_t i, bede_dates *out) {
    for (size_t k = 0; k < sizeof HOLIDAYS / sizeof *HOLIDAYS; k++) {
        const holiday *h = &HOLIDAYS[k];
        uint32_t used = match_holiday(r, i, h);
        if (!used)
            continue;
        int y = when_year(r, i + used), m = h->month, d = h->day;
        if (y)
            used++;
        else if (!when_known(r))
            return 0;
        if (k == 0) { /* "New Year's Eve", "New Year's Day" */
            bool eve = when_is(r, i + used, "eve");
            if (!eve && !when_is(r, i + used, "day"))
                return 0;
            used++;
            m = eve ? 12 : 1;
            d = eve ? 31 : 1;
        }
        int tense = when_tense(r, i);
        if (m) {
            if (!y)
                y = when_near_year(r, m, d, tense);
            *out = when_day(bd_day_number((bede_date){(int16_t)y, (uint8_t)m, (uint8_t)d}));
            return used;
        }
        if (!y)
            y = bd_day_date(r->today).year;
        int32_t day = easter(y) + d;
        if (tense < 0 && when_known(r) && day > r->today)
            day = easter(y - 1) + d;
        *out = when_day(day);
        return used;
    }
    return 0;
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
