/* SPDX-License-Identifier: Apache-2.0 */
/* The words that tell time, one by one. */
#include "when/when_int.h"

#include "base/utf8.h"

void when_lower(reader *r) {
    const bede_word *w = r->a->words + r->first;
    size_t size = 1;
    r->low = bd_arena_array(r->arena, r->n + 1, sizeof *r->low);
    for (uint32_t i = 0; i < r->n; i++)
        size += w[i].span.end - w[i].span.start + 1;
    char *out = bd_arena_alloc(r->arena, size);
    for (uint32_t i = 0; i < r->n; i++) {
        bede_view v = bd_word_text(r->a, &w[i]);
        size_t n = 0;
        while (n < v.n && (signed char)v.s[n] >= 0) {
            char c = v.s[n];
            out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        if (n < v.n)
            n = bd_utf8_lower(v, out, v.n);
        r->low[i] = bd_view(out, n);
        out += n;
    }
}

int when_index(bede_view v, const char *const *list, int n, size_t prefix) {
    for (int i = 0; i < n; i++)
        if (bd_view_is(v, list[i]) || (prefix && v.n >= prefix && v.n <= prefix + 2 &&
                                       !strncmp(v.s, list[i], prefix) && v.s[v.n - 1] == '.'))
            return i;
    return -1;
}

static void may_start(reader *r, const char *word, size_t n) {
    r->starts[word[0] - 'a'] |= (uint32_t)1 << n;
}

/* Most words of a text begin nothing; they are passed over by first letter and length. */
void when_starts(reader *r) {
    static const char *const days[] = {"january",  "february", "march",    "april",     "may",
                                       "june",     "july",     "august",   "september", "october",
                                       "november", "december", "monday",   "tuesday",   "wednesday",
                                       "thursday", "friday",   "saturday", "sunday"};
    static const char *const words[] = {
        "a",        "an",       "one",       "two",       "three",     "four",      "five",
        "six",      "seven",    "eight",     "nine",      "ten",       "eleven",    "twelve",
        "thirteen", "fourteen", "fifteen",   "sixteen",   "seventeen", "eighteen",  "nineteen",
        "twenty",   "thirty",   "forty",     "fifty",     "sixty",     "dozen",     "few",
        "some",     "several",  "days",      "weeks",     "months",    "years",     "decades",
        "last",     "next",     "this",      "that",      "the",       "past",      "coming",
        "current",  "same",     "following", "previous",  "earlier",   "later",     "late",
        "early",    "today",    "tonight",   "yesterday", "tomorrow",  "overnight", "spring",
        "summer",   "autumn",   "fall",      "winter",    "first",     "second",    "third",
        "fourth"};
    memset(r->starts, 0, sizeof r->starts);
    for (size_t k = 0; k < sizeof days / sizeof *days; k++)
        for (size_t n = 3; n <= 5; n++) { /* "mon.", "sept." */
            may_start(r, days[k], n);
            may_start(r, days[k], strlen(days[k]));
        }
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        may_start(r, words[k], strlen(words[k]));
    for (size_t n = 7; n <= 13; n++)
        may_start(r, "mid-", n); /* "mid-May", "mid-1990s" */
    for (size_t k = 0; when_holiday_start(k); k++)
        may_start(r, when_holiday_start(k), strlen(when_holiday_start(k)));
}

static char first_letter(const reader *r, uint32_t i) {
    return r->a->text.s[r->a->words[r->first + i].span.start];
}

/* "may" and "march" must begin with a capital, and "May's plan" is a person's. */
int when_month(const reader *r, uint32_t i) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    static const char *const brief[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    bede_view v = when_low(r, i);
    char c = v.n >= 3 && v.n <= 9 ? first_letter(r, i) : 0;
    if (!c || !strchr("JFMASOND", c))
        return 0;
    int m = when_index(v, names, 12, 3);
    if (m < 0)
        m = when_index(v, brief, 12, 0);
    if (m < 0 && (bd_view_is(v, "sept") || bd_view_is(v, "sept.")))
        m = 8;
    bool person = m == 4 && (when_is(r, i + 1, "'s") || when_is(r, i + 1, "\xe2\x80\x99s"));
    return person ? 0 : m + 1;
}

int when_weekday(const reader *r, uint32_t i) {
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    bede_view v = when_low(r, i);
    return v.n >= 3 && strchr("mtwfs", v.s[0]) ? when_index(v, names, 7, 3) : -1;
}

static int number_word(bede_view v) {
    static const char *const units[] = {"a",       "one",     "two",       "three",    "four",
                                        "five",    "six",     "seven",     "eight",    "nine",
                                        "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty", "forty", "fifty", "sixty"};
    int at = when_index(v, units, 20, 0);
    if (at >= 0)
        return at ? at : 1;
    at = when_index(v, tens, 5, 0);
    return at >= 0 ? 20 + 10 * at : bd_view_is(v, "an") ? 1 : bd_view_is(v, "dozen") ? 12 : -1;
}

int when_number(const reader *r, uint32_t i) {
    bede_view v = when_low(r, i);
    int x = 0;
    if (!v.n || v.n > 9 || v.s[0] < '0')
        return -1;
    if (v.s[0] > '9')
        return strchr("aofstend", v.s[0]) ? number_word(v) : -1;
    for (size_t k = 0; k < v.n; k++) {
        if (v.s[k] < '0' || v.s[k] > '9')
            return k && k + 2 == v.n ? x : -1; /* "1st" */
        x = x * 10 + v.s[k] - '0';
        if (x > 9999)
            return -1;
    }
    return x;
}

int when_year(const reader *r, uint32_t i) {
    bede_view v = when_low(r, i);
    int y = v.n == 4 && v.s[0] <= '9' ? when_number(r, i) : -1;
    return y >= 1800 && y <= 2100 ? y : 0;
}

enum unit when_unit(const reader *r, uint32_t i) {
    static const struct {
        const char *word;
        enum unit unit;
    } list[] = {{"day", UNIT_DAY},        {"days", UNIT_DAY},    {"week", UNIT_WEEK},
                {"weeks", UNIT_WEEK},     {"month", UNIT_MONTH}, {"months", UNIT_MONTH},
                {"year", UNIT_YEAR},      {"years", UNIT_YEAR},  {"decade", UNIT_DECADE},
                {"decades", UNIT_DECADE}, {"hour", UNIT_HOUR},   {"hours", UNIT_HOUR}};
    bede_view v = when_low(r, i);
    if (v.n < 3 || !strchr("dwmyh", v.s[0]))
        return NO_UNIT;
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(v, list[k].word))
            return list[k].unit;
    return NO_UNIT;
}

static bool to_come(bede_view v) {
    return bd_view_is(v, "will") || bd_view_is(v, "shall") || bd_view_is(v, "'ll") ||
           bd_view_is(v, "to");
}

/* "is scheduled for March 15" */
static bool is_planned(bede_view lemma) {
    static const char *const list[] = {"schedule", "set", "expect", "plan", "slate"};
    return when_index(lemma, list, 5, 0) >= 0;
}

int when_tense(const reader *r, uint32_t i) {
    const bede_word *w = r->a->words + r->first;
    int32_t at = (int32_t)i;
    for (int k = 0; k < 6 && at >= 0 && at < (int32_t)r->n; k++) {
        if (w[at].upos != BD_UPOS_VERB) {
            at = w[at].head;
            continue;
        }
        for (uint32_t c = 0; c < r->n; c++)
            if (w[c].head == at && (w[c].deprel == BD_REL_AUX || w[c].deprel == BD_REL_MARK) &&
                to_come(r->low[c]))
                return 1;
        if (w[at].xpos == BD_XPOS_VBN && is_planned(w[at].lemma))
            return 1;
        return w[at].xpos == BD_XPOS_VBD || w[at].xpos == BD_XPOS_VBN ? -1 : 0;
    }
    return 0;
}

/* ---- days, months, years as dates ---- */

bede_dates when_day(int32_t n) {
    return (bede_dates){bd_day_date(n), bd_day_date(n), BEDE_DAY};
}

bede_dates when_span(bede_date from, bede_date to, bede_precision p) {
    return (bede_dates){from, to, p};
}

bede_dates when_month_of(int y, int m) {
    bede_date d = {(int16_t)y, (uint8_t)m, 0};
    return (bede_dates){d, d, BEDE_MONTH};
}

bede_dates when_year_of(int y) {
    bede_date d = {(int16_t)y, 0, 0};
    return (bede_dates){d, d, BEDE_YEAR};
}

/* A week is written as its Monday to its Sunday. */
bede_dates when_week_of(int32_t day) {
    int32_t monday = day - bd_day_weekday(day);
    return (bede_dates){bd_day_date(monday), bd_day_date(monday + 6), BEDE_WEEK};
}

int when_near_year(const reader *r, int m, int d, int tense) {
    bede_date t = bd_day_date(r->today);
    int32_t then = bd_day_number((bede_date){t.year, (uint8_t)m, (uint8_t)(d ? d : 1)});
    if (tense > 0)
        return then < r->today - 31 ? t.year + 1 : t.year;
    if (tense < 0)
        return then > r->today ? t.year - 1 : t.year;
    /* A date some weeks ahead is one that was announced; a later one was last year's. */
    return then > r->today + 60 ? t.year - 1 : t.year;
}
