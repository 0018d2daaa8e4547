/* SPDX-License-Identifier: Apache-2.0 */
/* Holidays: those with a fixed day, those that are the n-th weekday of a month, and those that are
 * computed: Easter by the Gregorian and the Julian rule, Jewish feasts by the Hebrew calendar,
 * Muslim ones by the arithmetic calendar, which may be a day or two off the observed moon. */
#include "when/when_int.h"

enum rule { FIXED, NTH, EASTER, JULIAN_EASTER, AUTUMN, PASSOVER, HANUKKAH, MUSLIM };

typedef struct holiday {
    const char *words[3]; /* hyphens between them are passed over */
    enum rule rule;
    int a, b;    /* FIXED, MUSLIM month, day; NTH month, weekday; else a is days from the feast */
    int nth;     /* NTH */
    int lasting; /* days, 0 for one */
} holiday;

static const holiday HOLIDAYS[] = {
    {{"new", "year", "'s"}, FIXED, 1, 1, 0, 0}, /* its day or its eve: see whole_of */
    {{"christmas", "eve"}, FIXED, 12, 24, 0, 0},
    {{"christmas", "day"}, FIXED, 12, 25, 0, 0},
    {{"orthodox", "christmas"}, FIXED, 1, 7, 0, 0},
    {{"christmas"}, FIXED, 12, 25, 0, 0},
    {{"boxing", "day"}, FIXED, 12, 26, 0, 0},
    {{"valentine", "'s", "day"}, FIXED, 2, 14, 0, 0},
    {{"women", "'s", "day"}, FIXED, 3, 8, 0, 0},
    {{"nowruz"}, FIXED, 3, 20, 0, 0},
    {{"may", "day"}, FIXED, 5, 1, 0, 0},
    {{"fourth", "of", "july"}, FIXED, 7, 4, 0, 0},
    {{"bastille", "day"}, FIXED, 7, 14, 0, 0},
    {{"halloween"}, FIXED, 10, 31, 0, 0},
    {{"armistice", "day"}, FIXED, 11, 11, 0, 0},
    {{"remembrance", "day"}, FIXED, 11, 11, 0, 0},
    {{"labor", "day"}, NTH, 9, 0, 1, 0},
    {{"columbus", "day"}, NTH, 10, 0, 2, 0},
    {{"thanksgiving", "day"}, NTH, 11, 3, 4, 0},
    {{"thanksgiving"}, NTH, 11, 3, 4, 0},
    {{"orthodox", "easter"}, JULIAN_EASTER, 0, 0, 0, 0},
    {{"ash", "wednesday"}, EASTER, -46, 0, 0, 0},
    {{"palm", "sunday"}, EASTER, -7, 0, 0, 0},
    {{"good", "friday"}, EASTER, -2, 0, 0, 0},
    {{"easter", "sunday"}, EASTER, 0, 0, 0, 0},
    {{"easter", "monday"}, EASTER, 1, 0, 0, 0},
    {{"easter"}, EASTER, 0, 0, 0, 0},
    {{"ascension", "day"}, EASTER, 39, 0, 0, 0},
    {{"pentecost"}, EASTER, 49, 0, 0, 0},
    {{"whit", "monday"}, EASTER, 50, 0, 0, 0},
    {{"rosh", "hashanah"}, AUTUMN, 0, 0, 0, 2},
    {{"rosh", "hashana"}, AUTUMN, 0, 0, 0, 2},
    {{"yom", "kippur"}, AUTUMN, 9, 0, 0, 0},
    {{"sukkot"}, AUTUMN, 14, 0, 0, 7},
    {{"hanukkah"}, HANUKKAH, 0, 0, 0, 8},
    {{"purim"}, PASSOVER, -30, 0, 0, 0},
    {{"passover"}, PASSOVER, 0, 0, 0, 7},
    {{"ashura"}, MUSLIM, 1, 10, 0, 0},
    {{"ramadan"}, MUSLIM, 9, 1, 0, 30},
    {{"eid", "al", "fitr"}, MUSLIM, 10, 1, 0, 3},
    {{"eid", "ul", "fitr"}, MUSLIM, 10, 1, 0, 3},
    {{"eid", "al-fitr"}, MUSLIM, 10, 1, 0, 3},
    {{"eid", "al", "adha"}, MUSLIM, 12, 10, 0, 4},
    {{"eid", "ul", "adha"}, MUSLIM, 12, 10, 0, 4},
    {{"eid", "al-adha"}, MUSLIM, 12, 10, 0, 4},
};
enum { N_HOLIDAYS = sizeof HOLIDAYS / sizeof *HOLIDAYS };

const char *when_holiday_start(size_t k) {
    return k < N_HOLIDAYS ? HOLIDAYS[k].words[0] : NULL;
}

/* Days from 1 January of the year 1 (its day 1) to 1970-01-01. */
enum { DAYS_TO_1970 = 719163 };

static int32_t day_of(int y, int m, int d) {
    return bd_day_number((bede_date){(int16_t)y, (uint8_t)m, (uint8_t)d});
}

/* Western Easter Sunday (Meeus 1991, after Butcher 1876). */
static int32_t easter(int y) {
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
    int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    return day_of(y, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
}

/* Orthodox Easter Sunday (Meeus 1991); the Julian calendar is 13 days behind from 1900 to 2099. */
static int32_t julian_easter(int y) {
    int a = y % 4, b = y % 7, c = y % 19, d = (19 * c + 15) % 30;
    int e = (2 * a + 4 * b - d + 34) % 7, n = d + e + 114;
    return day_of(y, n / 31, n % 31 + 1) + 13;
}

/* Days of the Hebrew calendar before the year y, by the mean new moons and the first delay. */
static int32_t hebrew_elapsed(int32_t y) {
    int32_t months = (235 * y - 234) / 19;
    int64_t parts = 12084 + (int64_t)13753 * months;
    int32_t day = 29 * months + (int32_t)(parts / 25920);
    return day + (3 * (day + 1) % 7 < 3);
}

/* 1 Tishri in the autumn of the civil year, with the delays that keep the years' lengths. */
static int32_t hebrew_new_year(int civil) {
    enum { EPOCH = -1373427 };
    int32_t y = civil + 3761, before = hebrew_elapsed(y - 1), now = hebrew_elapsed(y);
    int32_t delay = hebrew_elapsed(y + 1) - now == 356 ? 2 : now - before == 382 ? 1 : 0;
    return EPOCH + now + delay - DAYS_TO_1970;
}

static int32_t hanukkah(int civil) {
    int32_t first = hebrew_new_year(civil), length = hebrew_new_year(civil + 1) - first;
    return first + (length % 10 == 5 ? 84 : 83); /* the second month is longer in full years */
}

/* The arithmetic Islamic calendar: 11 leap years in 30. */
static int32_t muslim_day(int y, int m, int d) {
    enum { EPOCH = 227015 };
    return EPOCH - 1 + (y - 1) * 354 + (3 + 11 * y) / 30 + 29 * (m - 1) + m / 2 + d - DAYS_TO_1970;
}

/* The k-th time from the civil year on; k counts years, which Muslim ones are shorter than. */
static int32_t when_is_it(const holiday *h, int civil, int k) {
    int y = civil + k;
    switch (h->rule) {
    case EASTER: return easter(y) + h->a;
    case JULIAN_EASTER: return julian_easter(y) + h->a;
    case AUTUMN: return hebrew_new_year(y) + h->a;
    case PASSOVER: return hebrew_new_year(y) - 163 + h->a;
    case HANUKKAH: return hanukkah(y);
    case MUSLIM: return muslim_day((civil - 622) * 33 / 32 + 1 + k, h->a, h->b);
    case NTH: {
        int32_t first = day_of(y, h->a, 1);
        return first + (h->b - bd_day_weekday(first) + 7) % 7 + 7 * (h->nth - 1);
    }
    default: return day_of(y, h->a, h->b);
    }
}

static bool same_word(const reader *r, uint32_t i, const char *word) {
    if (word[0] == '\'')
        return when_is(r, i, word) || when_is(r, i, "\xe2\x80\x99s");
    return when_is(r, i, word);
}

static uint32_t match(const reader *r, uint32_t i, const holiday *h) {
    uint32_t at = i;
    for (int k = 0; k < 3 && h->words[k]; k++) {
        if (k && when_is(r, at, "-"))
            at++;
        if (!same_word(r, at++, h->words[k]))
            return 0;
    }
    return at - i;
}

/* "Easter Island", "Tariq Ramadan" and "the Christmas market" are no days. */
static bool is_name(const reader *r, uint32_t i, uint32_t end) {
    static const char *const may[] = {
        "attack", "attacks",   "bombing", "bombings", "weekend",  "holiday",     "week",
        "night",  "morning",   "evening", "truce",    "speech",   "message",     "massacre",
        "sunday", "ceasefire", "address", "protest",  "protests", "celebrations"};
    const bede_word *w = r->a->words + r->first;
    if (i && w[i - 1].upos == BD_UPOS_PROPN && (w[i - 1].flags & BEDE_WORD_SPACE_AFTER) &&
        when_weekday(r, i - 1) < 0)
        return true;
    if (end >= r->n || (w[end].upos != BD_UPOS_PROPN && w[end].upos != BD_UPOS_NOUN))
        return false;
    return when_index(when_low(r, end), may, sizeof may / sizeof *may, 0) < 0 &&
           when_weekday(r, end) < 0 && !when_month(r, end);
}

/* The time meant: in the year that is said, or the last or the next one by tense. */
static bool choose(const reader *r, uint32_t i, const holiday *h, int year, int32_t *out) {
    int base = year ? year : bd_day_date(r->today).year;
    bool last = i && when_is(r, i - 1, "last"), next = i && when_is(r, i - 1, "next");
    int tense = last ? -1 : next ? 1 : when_tense(r, i);
    int32_t latest = r->today + (tense < 0 ? 0 : 60);
    bool found = false;
    for (int k = -3; k <= 3; k++) {
        int32_t day = when_is_it(h, base, k);
        if (year        ? bd_day_date(day).year != year
            : tense > 0 ? found || day < r->today
                        : day > latest)
            continue;
        *out = day;
        found = true;
    }
    return found;
}

/* "New Year's Eve", "New Year's Day": NULL for neither. */
static const holiday *whole_of(const reader *r, const holiday *h, uint32_t i, uint32_t *used) {
    static const holiday eve = {{NULL}, FIXED, 12, 31, 0, 0};
    if (h != HOLIDAYS)
        return h;
    bool is_eve = when_is(r, i + *used, "eve");
    if (!is_eve && !when_is(r, i + *used, "day"))
        return NULL;
    ++*used;
    return is_eve ? &eve : h;
}

static const holiday *find_holiday(const reader *r, uint32_t i, uint32_t *used) {
    bede_view v = when_low(r, i);
    for (size_t k = 0; v.n && k < N_HOLIDAYS; k++)
        if (HOLIDAYS[k].words[0][0] == v.s[0] && (*used = match(r, i, &HOLIDAYS[k])))
            return whole_of(r, &HOLIDAYS[k], i, used);
    return NULL;
}

uint32_t when_holiday(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t used = 0;
    const holiday *h = find_holiday(r, i, &used);
    int32_t day = 0;
    if (!h)
        return 0;
    uint32_t behind = i + used;
    int year = when_year(r, behind);
    if (year)
        used++;
    else if ((when_is(r, behind, ",") || when_is(r, behind, "in") || when_is(r, behind, "of")) &&
             (year = when_year(r, behind + 1)))
        used += 2;
    if ((!year && (!when_known(r) || is_name(r, i, behind))) || !choose(r, i, h, year, &day))
        return 0;
    *out = when_day(day);
    if (h->lasting) {
        out->to = bd_day_date(day + h->lasting - 1);
        out->precision = h->lasting > 10 ? BEDE_MONTH : BEDE_WEEK;
    }
    return used;
}
