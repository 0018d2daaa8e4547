/* SPDX-License-Identifier: Apache-2.0 */
/* Dates that pages print or write for machines. Only full dates (day, month, year) count. */
#include "page_int.h"

#include "base/day.h"

#include <strings.h>

static bool digit(char c) {
    return c >= '0' && c <= '9';
}
static bool letter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

bool bd_page_date_ok(int year, int month, int day, bede_date *out) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1980 || year > 2100 || month < 1 || month > 12 || day < 1)
        return false;
    int last = days[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 || year % 400 == 0));
    if (day > last)
        return false;
    *out = (bede_date){.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    return true;
}

/* Value of the digit at v.s[i], ASCII, Arabic-Indic or Persian; its bytes in *n; -1 for none. */
static int digit_at(bede_view v, size_t i, size_t *n) {
    unsigned char c = i < v.n ? (unsigned char)v.s[i] : 0;
    unsigned char d = i + 1 < v.n ? (unsigned char)v.s[i + 1] : 0;
    *n = 1;
    if (digit((char)c))
        return c - '0';
    *n = 2;
    if (c == 0xd9 && d >= 0xa0 && d <= 0xa9)
        return d - 0xa0;
    return c == 0xdb && d >= 0xb0 && d <= 0xb9 ? d - 0xb0 : -1;
}

/* Number of 1 to `most` digits at v.s[*i]; -1 if there is none or more digits follow. */
static int number(bede_view v, size_t *i, int most) {
    int x = 0, n = 0, d;
    size_t w;
    while ((d = digit_at(v, *i, &w)) >= 0 && n < most)
        x = x * 10 + d, n++, *i += w;
    return n && d < 0 ? x : -1;
}

/* A month's name at v.s[*i], with a dot that may follow. 0 if there is none. */
static int month_name(bede_view v, size_t *i) {
    char buf[40];
    size_t to = *i, w;
    while (to < v.n && to - *i < 36 &&
           (letter(v.s[to]) || (v.s[to] & 0x80 && digit_at(v, to, &w) < 0)))
        to++;
    if (to - *i < 2)
        return 0;
    buf[bd_utf8_fold(bd_view_part(v, *i, to), buf, sizeof buf - 1)] = 0;
    int m = bd_page_month(buf);
    if (m)
        *i = to + (to < v.n && v.s[to] == '.');
    return m;
}

static void blanks(bede_view v, size_t *i, const char *also) {
    while (*i < v.n && (v.s[*i] == ' ' || strchr(also, v.s[*i])))
        (*i)++;
}

/* "of", "de", "del" between the parts. */
static void particle(bede_view v, size_t *i) {
    static const char *const list[] = {"of ", "de ", "del ", "di ", "do ", "d'"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (v.n - *i > strlen(list[k]) && !strncasecmp(v.s + *i, list[k], strlen(list[k]))) {
            *i += strlen(list[k]);
            return;
        }
}

/* "3rd", "1er" */
static void ordinal(bede_view v, size_t *i) {
    if (*i + 2 <= v.n && letter(v.s[*i]) && letter(v.s[*i + 1]) &&
        (*i + 2 == v.n || !letter(v.s[*i + 2])))
        *i += 2;
}

/* November 3(rd), 2019. */
static bool month_first(bede_view v, size_t *i, bede_date *out) {
    size_t j = *i;
    int m = month_name(v, &j);
    if (!m)
        return false;
    blanks(v, &j, "");
    int d = number(v, &j, 2);
    if (d < 0)
        return false;
    ordinal(v, &j);
    blanks(v, &j, ",");
    int y = number(v, &j, 4);
    return bd_page_date_ok(y, m, d, out) && (*i = j, true);
}

/* 3 November 2019, 3. November 2019, 3 de noviembre de 2019, 03-Nov-2019. */
static bool day_first(bede_view v, size_t *i, bede_date *out) {
    size_t j = *i;
    int d = number(v, &j, 2);
    if (d < 0)
        return false;
    ordinal(v, &j);
    blanks(v, &j, ".-/");
    particle(v, &j);
    int m = month_name(v, &j);
    if (!m)
        return false;
    blanks(v, &j, ",-/");
    particle(v, &j);
    int y = number(v, &j, 4);
    if (y > 0 && y < 70)
        y += 2000;
    return bd_page_date_ok(y, m, d, out) && (*i = j, true);
}

/* 2019 November 3, 2019. november 3., 2019 m. lapkricio 3 d. */
static bool year_first(bede_view v, size_t *i, bede_date *out) {
    size_t j = *i;
    int y = number(v, &j, 4);
    if (y < 1980)
        return false;
    blanks(v, &j, ".,-/");
    if (j + 3 < v.n && !memcmp(v.s + j, "m. ", 3))
        j += 3;
    int m = month_name(v, &j);
    if (!m)
        return false;
    blanks(v, &j, ".,-/");
    int d = number(v, &j, 2);
    return bd_page_date_ok(y, m, d, out) && (*i = j, true);
}

/* Year, month, day with the signs for them behind each: Chinese, Japanese, Korean. */
static bool by_signs(bede_view v, size_t *i, bede_date *out) {
    static const char *const signs[][3] = {{"\xe5\xb9\xb4", "\xe6\x9c\x88", "\xe6\x97\xa5"},
                                           {"\xeb\x85\x84", "\xec\x9b\x94", "\xec\x9d\xbc"}};
    for (size_t k = 0; k < 2; k++) {
        size_t j = *i;
        int x[3];
        bool ok = true;
        for (size_t part = 0; part < 3 && ok; part++) {
            x[part] = number(v, &j, part ? 2 : 4);
            ok = x[part] >= 0 && j + 3 <= v.n && !memcmp(v.s + j, signs[k][part], 3);
            j += ok ? 3 : 0;
            blanks(v, &j, "");
        }
        if (ok && bd_page_date_ok(x[0], x[1], x[2], out)) {
            *i = j;
            return true;
        }
    }
    return false;
}

/* 2019-11-03, 2019/11/03, 2019.11.03; 03.11.2019, 3.11.19; 03/11/2019 if one part is over 12, both
 * are the same, or the page's language puts the day first. */
static bool numbers(bede_view v, size_t *i, bool day_leads, bede_date *out) {
    size_t j = *i, w;
    int a = number(v, &j, 4);
    size_t a_n = j - *i;
    if (a < 0 || j >= v.n || !strchr("-/.", v.s[j]))
        return false;
    char sep = v.s[j++];
    blanks(v, &j, "");
    int b = number(v, &j, 2);
    if (b < 0 || j >= v.n || v.s[j] != sep)
        return false;
    j++;
    blanks(v, &j, "");
    size_t c_from = j;
    int c = number(v, &j, 4);
    size_t c_n = j - c_from;
    if (c < 0 || (j + 1 < v.n && strchr("./-", v.s[j]) && digit_at(v, j + 1, &w) >= 0))
        return false;
    bool ok;
    if (a > 1900)
        return c <= 31 && bd_page_date_ok(a, b, c, out) && (*i = j, true);
    if (c < 70 && (c_n == 2 || c_n == 4) && a_n <= 4)
        c += 2000; /* two digits, of whatever script */
    if (c < 1900 || a > 31)
        ok = false;
    else if (sep == '/' && a <= 12 && b <= 12 && a != b && !day_leads)
        ok = false; /* whose order? */
    else
        ok = b > 12 ? bd_page_date_ok(c, a, b, out) : bd_page_date_ok(c, b, a, out);
    return ok && (*i = j, true);
}

bool bd_page_find_date_in(bede_view v, bool day_leads, bede_date *out, size_t *from, size_t *to) {
    for (size_t i = 0, w, u; i < v.n; i++) {
        bool number = digit_at(v, i, &w) >= 0, high = v.s[i] & 0x80;
        char last = i ? v.s[i - 1] : ' ';
        /* A name may touch the day ("Name3.11.2023": two elements), a digit may not. */
        if (number ? digit(last) || (i > 1 && digit_at(v, i - 2, &u) >= 0 && u == 2)
                   : letter(last) || digit(last) || (high && last & 0x80))
            continue;
        bool starts_digit = number;
        size_t j = i;
        if (starts_digit ? (numbers(v, &j, day_leads, out) || day_first(v, &j, out) ||
                            by_signs(v, &j, out) || year_first(v, &j, out))
                         : (letter(v.s[i]) || high) && month_first(v, &j, out)) {
            *from = i, *to = j;
            return true;
        }
    }
    return false;
}

bool bd_page_find_date(bede_view v, bede_date *out, size_t *from, size_t *to) {
    return bd_page_find_date_in(v, false, out, from, to);
}

bool bd_page_meta_date(bede_view v, bede_date *out) {
    size_t from, to;
    v = bd_view_trim(v);
    if (v.n > 100)
        v.n = 100;
    if (v.n >= 8 && digit(v.s[0])) { /* 20191103, with a time behind it or not */
        size_t i = 0;
        while (i < v.n && digit(v.s[i]))
            i++;
        if ((i == 10 || i == 13) && i == v.n) { /* seconds or milliseconds since 1970 */
            int64_t x = 0;
            for (size_t k = 0; k < 10; k++)
                x = x * 10 + (v.s[k] - '0');
            *out = bd_day_date((int32_t)(x / 86400));
            return out->year >= 1990;
        }
        if (i == 8 || i == 14 || i == 12) {
            int x[8];
            for (size_t k = 0; k < 8; k++)
                x[k] = v.s[k] - '0';
            if (bd_page_date_ok(x[0] * 1000 + x[1] * 100 + x[2] * 10 + x[3], x[4] * 10 + x[5],
                                x[6] * 10 + x[7], out))
                return true;
        }
    }
    return bd_page_find_date(v, out, &from, &to);
}

bool bd_page_url_date(bede_view u, bede_date *out) {
    for (size_t at; (at = bd_view_find(u, "://", 0)) != SIZE_MAX;)
        u = bd_view_part(u, at + 3, u.n); /* an archive's copy has its own date in front */
    for (size_t i = 1; i + 8 < u.n; i++) {
        if (!digit(u.s[i]) || digit(u.s[i - 1]))
            continue;
        size_t j = i;
        if (i + 10 <= u.n && u.s[i + 2] == '-' && u.s[i + 5] == '-' &&
            (i + 10 == u.n || !letter(u.s[i + 10])) && numbers(u, &j, true, out))
            return true; /* "/29-10-2021" */
        int y = number(u, &j, 4);
        if (y < 1980 || j - i != 4) {
            j = i;
            while (j < u.n && digit(u.s[j]))
                j++;
            if (j - i == 8 && bd_page_meta_date(bd_view_part(u, i, j), out))
                return true;
            i = j;
            continue;
        }
        if (j >= u.n || !strchr("/-_.", u.s[j]))
            continue;
        j++;
        size_t k = j;
        int m = number(u, &j, 2);
        if (m < 0)
            m = month_name(u, (j = k, &j));
        if (m <= 0 || j >= u.n || !strchr("/-_.", u.s[j])) {
            /* /2019-09/15/ is caught above, /2019/1103/ here */
            continue;
        }
        j++;
        int d = number(u, &j, 2);
        if (d > 0 && bd_page_date_ok(y, m, d, out))
            return true;
    }
    return false;
}

bool bd_page_is_stamp_in(bede_view line, bool day_leads, bede_date *date) {
    size_t from, to;
    if (line.n > 140 || !bd_page_find_date_in(line, day_leads, date, &from, &to))
        return false;
    size_t around =
        bd_page_words(bd_view_part(line, 0, from)) + bd_page_words(bd_view_part(line, to, line.n));
    /* A time, a zone, "Published on", "Last updated", an agency; a sentence has more. */
    return around <= 8 && !(around > 5 && bd_page_ends_sentence(line));
}

bool bd_page_is_stamp(bede_view line, bede_date *date) {
    return bd_page_is_stamp_in(line, false, date);
}
