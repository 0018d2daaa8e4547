/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers, times, dates, and words that begin with a digit. */
#include "sentence/sentence_int.h"

static bool digit(const char *text, uint32_t at, uint32_t to) {
    return at < to && cut_bytes[(unsigned char)text[at]] == BYTE_DIGIT;
}

static uint32_t digits(const char *text, uint32_t at, uint32_t to) {
    while (digit(text, at, to))
        at++;
    return at;
}

/* Units are words of their own: "5 km", "11 a.m.", "3 bn". Anything else belongs to the number:
 * "20th", "1990s", "4x4". */
static bool is_unit(bede_view v) {
    static const char *const units[] = {
        "am",      "pm",       "mm",      "cm",  "km",  "kg",  "mg",  "g",   "lb",  "lbs",
        "oz",      "ft",       "in",      "k",   "m",   "bn",  "mn",  "tn",  "mph", "kph",
        "kmh",     "hp",       "hr",      "hrs", "hz",  "khz", "mhz", "ghz", "kw",  "mw",
        "gw",      "kwh",      "mwh",     "gb",  "mb",  "kb",  "tb",  "ml",  "cc",  "min",
        "mins",    "sec",      "secs",    "yr",  "yrs", "pt",  "p",   "a",   "px",  "million",
        "billion", "trillion", "percent", "pp",  "c",   "v",   "w",   "h"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (bd_view_is_nocase(v, units[i]))
            return true;
    return false;
}

/* Is the range "from-to" of two groups of digits one word? Telephone and postal numbers are. */
static bool joined_pair(const char *text, uint32_t a, uint32_t hyphen, uint32_t end) {
    uint32_t left = hyphen - a, right = end - hyphen - 1;
    if ((left == 3 && right == 4) || (left == 5 && right == 4))
        return true;
    return left == right && left >= 3 && memcmp(text + a, text + hyphen + 1, left) > 0;
}

/* Groups with hyphens: "713-853-3989", "2001-09-11". The end, or `at` if they are several words. */
static uint32_t hyphen_groups(const char *text, uint32_t from, uint32_t at, uint32_t to) {
    uint32_t groups = 1, end = at;
    while (end < to && text[end] == '-' && digit(text, end + 1, to)) {
        end = digits(text, end + 1, to);
        groups++;
    }
    if (groups == 1 || (end < to && cut_alnum(text, end, to)))
        return at;
    return groups >= 3 || joined_pair(text, from, at, end) ? end : at;
}

uint32_t cut_number(const char *text, uint32_t from, uint32_t to) {
    uint32_t at = digits(text, text[from] == '.' ? from + 1 : from, to);
    uint32_t plain = hyphen_groups(text, from, at, to);
    if (plain > at)
        return plain;
    while (at < to) {
        char c = text[at];
        bool join = c == ',' ? digit(text, at + 3, to) && !digit(text, at + 4, to)
                             : c == '.' || c == ':' || c == '/';
        if (!join || !digit(text, at + 1, to))
            break;
        at = digits(text, at + 1, to);
    }
    if (at == to || !cut_alnum(text, at, to))
        return at;
    uint32_t end = at, n;
    while (end < to && (n = cut_alnum(text, end, to)) > 0)
        end += n;
    uint32_t letters = at;
    while (letters < end && cut_bytes[(unsigned char)text[letters]] == BYTE_LETTER)
        letters++;
    if (letters == end && is_unit(bd_view(text + at, end - at)))
        return at;
    if (letters < end || end - at < 4 || cut_bytes[(unsigned char)text[at]] != BYTE_LETTER)
        return end;
    /* "2003The": a space is missing, but it is one word in the treebanks too */
    return end;
}
