/* SPDX-License-Identifier: Apache-2.0 */
/* Dates that pages print or write for machines. Only full dates (day, month, year) count. */
#include "page_int.h"

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

/* Number of 1 to `most` digits at v.s[*i]; -1 if there is none or more digits follow. */
static int number(bede_view v, size_t *i, int most) {
    int x = 0, n = 0;
    while (*i < v.n && digit(v.s[*i]) && n < most)
        x = x * 10 + (v.s[(*i)++] - '0'), n++;
    return n && !(*i < v.n && digit(v.s[*i])) ? x : -1;
}

/* Month names of the languages that news sites are read in, by their beginnings, folded; the month
 * is the row. */
static const char *const months[12][16] = {
    {"january", "jan", "januar", "jaenner", "janner", "janvier", "janv", "enero", "ene", "gennaio",
     "gen", "janeiro", "januari", "stycznia", "ocak"},
    {"february", "feb", "februar", "fevrier", "fevr", "febrero", "febbraio", "fevereiro", "fev",
     "februari", "lutego", "subat"},
    {"march", "mar", "marz", "maerz", "mrz", "mars", "marzo", "marco", "maart", "marca", "mart"},
    {"april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwietnia", "nisan"},
    {"may", "mai", "mayo", "maggio", "mag", "maio", "mei", "maja", "maj", "mayis"},
    {"june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "czerwca", "haziran"},
    {"july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "lipca",
     "temmuz"},
    {"august", "aug", "aout", "agosto", "ago", "augustus", "sierpnia", "augusti", "agustos"},
    {"september", "sept", "sep", "septembre", "septiembre", "settembre", "set", "setembro",
     "wrzesnia", "eylul"},
    {"october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out",
     "pazdziernika", "ekim"},
    {"november", "nov", "novembre", "noviembre", "novembro", "listopada", "kasim"},
    {"december", "dec", "dezember", "dez", "decembre", "diciembre", "dic", "dicembre", "dezembro",
     "grudnia", "aralik"},
};

/* A month's name at v.s[*i], with a dot that may follow. 0 if there is none. */
static int month_name(bede_view v, size_t *i) {
    char buf[24];
    size_t to = *i;
    while (to < v.n && to - *i < 20 && (letter(v.s[to]) || (v.s[to] & 0x80)))
        to++;
    if (to - *i < 3)
        return 0;
    bede_view f = bd_view(buf, bd_utf8_fold(bd_view_part(v, *i, to), buf, sizeof buf));
    for (int m = 0; m < 12; m++)
        for (size_t k = 0; k < 16 && months[m][k]; k++)
            if (bd_view_is(f, months[m][k])) {
                *i = to + (to < v.n && v.s[to] == '.');
                return m + 1;
            }
    return 0;
}

static void blanks(bede_view v, size_t *i, const char *also) {
    while (*i < v.n && (v.s[*i] == ' ' || strchr(also, v.s[*i])))
        (*i)++;
}

/* "of", "de", "del" between the parts. */
static void particle(bede_view v, size_t *i) {
    static const char *const list[] = {"of ", "de ", "del ", "di "};
    for (size_t k = 0; k < 4; k++)
        if (v.n - *i > strlen(list[k]) && !strncasecmp(v.s + *i, list[k], strlen(list[k]))) {
            *i += strlen(list[k]);
            return;
        }
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
    if (j + 2 <= v.n && letter(v.s[j]) && letter(v.s[j + 1]))
        j += 2;
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
    if (j + 2 <= v.n && letter(v.s[j]) && letter(v.s[j + 1]) && (j + 2 == v.n || v.s[j + 2] == ' '))
        j += 2;
    blanks(v, &j, ".-");
    particle(v, &j);
    int m = month_name(v, &j);
    if (!m)
        return false;
    blanks(v, &j, ",-");
    particle(v, &j);
    int y = number(v, &j, 4);
    return bd_page_date_ok(y, m, d, out) && (*i = j, true);
}

/* 2019-11-03, 2019/11/03, 2019.11.03; 03.11.2019; 03/11/2019 if one part is over 12 or both are
 * the same. */
static bool numbers(bede_view v, size_t *i, bede_date *out) {
    size_t j = *i;
    int a = number(v, &j, 4);
    size_t a_n = j - *i;
    if (a < 0 || j >= v.n || !strchr("-/.", v.s[j]))
        return false;
    char sep = v.s[j++];
    int b = number(v, &j, 2);
    if (b < 0 || j >= v.n || v.s[j] != sep)
        return false;
    j++;
    size_t c_from = j;
    int c = number(v, &j, a_n == 4 ? 2 : 4);
    if (c < 0)
        return false;
    bool ok;
    if (a_n == 4)
        ok = bd_page_date_ok(a, b, c, out);
    else if (j - c_from != 4 || a_n > 2)
        ok = false;
    else if (sep == '/' && a <= 12 && b <= 12 && a != b)
        ok = false; /* whose order? */
    else
        ok = b > 12 ? bd_page_date_ok(c, a, b, out) : bd_page_date_ok(c, b, a, out);
    return ok && (*i = j, true);
}

bool bd_page_find_date(bede_view v, bede_date *out, size_t *from, size_t *to) {
    for (size_t i = 0; i < v.n; i++) {
        bool start = i == 0 || !(letter(v.s[i - 1]) || digit(v.s[i - 1]) || (v.s[i - 1] & 0x80));
        if (!start)
            continue;
        size_t j = i;
        if (digit(v.s[i]) ? (numbers(v, &j, out) || day_first(v, &j, out))
                          : letter(v.s[i]) && month_first(v, &j, out)) {
            *from = i, *to = j;
            return true;
        }
    }
    return false;
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
    for (size_t i = 1; i + 8 < u.n; i++) {
        if (!digit(u.s[i]) || digit(u.s[i - 1]))
            continue;
        size_t j = i;
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

bool bd_page_is_stamp(bede_view line, bede_date *date) {
    size_t from, to;
    if (line.n > 120 || !bd_page_find_date(line, date, &from, &to))
        return false;
    size_t around =
        bd_page_words(bd_view_part(line, 0, from)) + bd_page_words(bd_view_part(line, to, line.n));
    /* A time, a zone, "Published on", "Last updated", an agency; a sentence has more. */
    return around <= 8 && !(around > 5 && bd_page_ends_sentence(line));
}
