/* SPDX-License-Identifier: Apache-2.0 */
/* Temporal expressions, read word by word with a few patterns, the longest first. */
#include "when/when.h"

#include "base/day.h"
#include "base/utf8.h"

#include <stdlib.h>

typedef struct reader {
    bd_arena *arena;
    bede_article *a;
    bede_view *low; /* [words of the sentence] lower case */
    uint32_t first, n;
    int32_t today; /* day number of publication; INT32_MIN if not known */
    size_t cap;
} reader;

static bede_view low(const reader *r, uint32_t i) {
    return i < r->n ? r->low[i] : (bede_view){0};
}

static int index_of(bede_view v, const char *const *list, int n, size_t prefix) {
    for (int i = 0; i < n; i++)
        if (bd_view_is(v, list[i]) || (prefix && v.n >= prefix && v.n <= prefix + 2 &&
                                       !strncmp(v.s, list[i], prefix) && (v.s[v.n - 1] == '.')))
            return i;
    return -1;
}

/* 1..12, 0 for no month. "may" and "march" must begin with a capital. */
static int month(const reader *r, uint32_t i) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    static const char *const brief[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    bede_view v = low(r, i);
    if (!v.n)
        return 0;
    char c = r->a->text.s[r->a->words[r->first + i].span.start];
    if (c < 'A' || c > 'Z')
        return 0;
    int m = index_of(v, names, 12, 3);
    if (m < 0)
        m = index_of(v, brief, 12, 0);
    if (m < 0 && bd_view_is(v, "sept"))
        m = 8;
    if (m < 0 && bd_view_is(v, "sept."))
        m = 8;
    return m + 1;
}

/* 0 Monday .. 6; -1 for no weekday. */
static int weekday(const reader *r, uint32_t i) {
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    return index_of(low(r, i), names, 7, 3);
}

static int number(const reader *r, uint32_t i) {
    static const char *const words[] = {"a",     "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    bede_view v = low(r, i);
    int at = index_of(v, words, 13, 0);
    if (at >= 0)
        return at ? at : 1;
    if (bd_view_is(v, "an"))
        return 1;
    int x = 0;
    for (size_t k = 0; k < v.n; k++) {
        if (v.s[k] < '0' || v.s[k] > '9')
            return k && k + 2 == v.n ? x : -1; /* "1st" */
        x = x * 10 + v.s[k] - '0';
        if (x > 9999)
            return -1;
    }
    return v.n ? x : -1;
}

static int year(const reader *r, uint32_t i) {
    bede_view v = low(r, i);
    int y = v.n == 4 ? number(r, i) : -1;
    return y >= 1800 && y <= 2100 ? y : 0;
}

enum unit { NO_UNIT, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_DECADE };

static enum unit unit(const reader *r, uint32_t i) {
    static const struct {
        const char *word;
        enum unit unit;
    } list[] = {{"day", UNIT_DAY},        {"days", UNIT_DAY},    {"week", UNIT_WEEK},
                {"weeks", UNIT_WEEK},     {"month", UNIT_MONTH}, {"months", UNIT_MONTH},
                {"year", UNIT_YEAR},      {"years", UNIT_YEAR},  {"decade", UNIT_DECADE},
                {"decades", UNIT_DECADE}, {"hours", UNIT_DAY}};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(low(r, i), list[k].word))
            return list[k].unit;
    return NO_UNIT;
}

static bede_dates day_of(int32_t n) {
    return (bede_dates){bd_day_date(n), bd_day_date(n), BEDE_DAY};
}

static bede_dates month_of(int y, int m) {
    bede_date d = {(int16_t)y, (uint8_t)m, 0};
    return (bede_dates){d, d, BEDE_MONTH};
}

static bede_dates year_of(int y) {
    bede_date d = {(int16_t)y, 0, 0};
    return (bede_dates){d, d, BEDE_YEAR};
}

/* A week is written as its Monday to its Sunday. */
static bede_dates week_of(int32_t day) {
    int32_t monday = day - bd_day_weekday(day);
    return (bede_dates){bd_day_date(monday), bd_day_date(monday + 6), BEDE_WEEK};
}

static bool known(const reader *r) {
    return r->today != INT32_MIN;
}

/* The year in which month m (day d) lies nearest before the article; after it if `ahead`. */
static int near_year(const reader *r, int m, int d, bool ahead) {
    bede_date t = bd_day_date(r->today);
    int32_t then = bd_day_number((bede_date){t.year, (uint8_t)m, (uint8_t)(d ? d : 1)});
    if (ahead)
        return then < r->today - 31 ? t.year + 1 : t.year;
    /* A date some weeks ahead is one that was announced; a later one was last year's. */
    return then > r->today + 60 ? t.year - 1 : t.year;
}

static bool valid_day(int d) {
    return d >= 1 && d <= 31;
}

/* "November 1", "Nov. 1, 2017", "1 November 2017", "August 2016", "in August". Words used, 0: none.
 */
static uint32_t calendar(const reader *r, uint32_t i, bede_dates *out) {
    int m = month(r, i), d = 0, y = 0;
    uint32_t used = 1;
    if (m) {
        if (valid_day(number(r, i + 1)) && !unit(r, i + 2)) {
            d = number(r, i + 1);
            used = 2;
        }
        if (bd_view_is(low(r, i + used), ",") && year(r, i + used + 1)) {
            y = year(r, i + used + 1);
            used += 2;
        } else if (year(r, i + used)) {
            y = year(r, i + used);
            used++;
        }
    } else if (valid_day(number(r, i)) && low(r, i).s[0] <= '9' && month(r, i + 1)) {
        d = number(r, i);
        m = month(r, i + 1);
        used = 2;
        if (year(r, i + 2)) {
            y = year(r, i + 2);
            used = 3;
        }
    } else {
        return 0;
    }
    if (!y) {
        if (!known(r))
            return 0;
        y = near_year(r, m, d, bd_view_is(i ? low(r, i - 1) : low(r, i), "next"));
    }
    if (d && d <= bd_day_month_length(y, m))
        *out = day_of(bd_day_number((bede_date){(int16_t)y, (uint8_t)m, (uint8_t)d}));
    else
        *out = month_of(y, m);
    return used;
}

/* "Monday", "last Friday", "next Tuesday": the last such day up to the article's, but for "next".
 */
static uint32_t by_weekday(const reader *r, uint32_t i, bede_dates *out) {
    bool next = bd_view_is(low(r, i), "next"), last = bd_view_is(low(r, i), "last");
    uint32_t at = i + (next || last || bd_view_is(low(r, i), "this"));
    int w = weekday(r, at);
    if (w < 0 || !known(r))
        return 0;
    int back = (bd_day_weekday(r->today) - w + 7) % 7;
    *out = day_of(next ? r->today + 7 - back : last && !back ? r->today - 7 : r->today - back);
    return at - i + 1;
}

static bede_dates ago(const reader *r, int n, enum unit u) {
    bede_date t = bd_day_date(r->today);
    switch (u) {
    case UNIT_DAY: return day_of(r->today - n);
    case UNIT_WEEK:
        return n <= 4 ? day_of(r->today - 7 * n)
                      : month_of(bd_day_date(r->today - 7 * n).year,
                                 bd_day_date(r->today - 7 * n).month);
    case UNIT_MONTH: {
        bede_date d = bd_day_add_months(t, -n);
        return month_of(d.year, d.month);
    }
    case UNIT_DECADE: return year_of(t.year - 10 * n);
    default: return year_of(t.year - n);
    }
}

/* "two weeks ago", "last month", "this year", "earlier this week", "later this month". */
static uint32_t relative(const reader *r, uint32_t i, bede_dates *out) {
    int n = number(r, i);
    if (n > 0 && n < 200 && unit(r, i + 1) &&
        (bd_view_is(low(r, i + 2), "ago") || bd_view_is(low(r, i + 2), "earlier"))) {
        *out = ago(r, n, unit(r, i + 1));
        return 3;
    }
    uint32_t at = i;
    if (bd_view_is(low(r, at), "earlier") || bd_view_is(low(r, at), "later") ||
        bd_view_is(low(r, at), "late") || bd_view_is(low(r, at), "early"))
        at++;
    bede_view how = low(r, at);
    int step = bd_view_is(how, "last")   ? -1
               : bd_view_is(how, "next") ? 1
               : bd_view_is(how, "this") ? 0
                                         : 9;
    enum unit u = unit(r, at + 1);
    if (step == 9 || u == NO_UNIT || u == UNIT_DAY || u == UNIT_DECADE)
        return 0;
    bede_date t = bd_day_date(r->today);
    if (u == UNIT_WEEK) {
        *out = week_of(r->today + 7 * step);
    } else if (u == UNIT_MONTH) {
        bede_date d = bd_day_add_months(t, step);
        *out = month_of(d.year, d.month);
    } else {
        *out = year_of(t.year + step);
    }
    return at + 2 - i;
}

static uint32_t single(const reader *r, uint32_t i, bede_dates *out) {
    static const struct {
        const char *word;
        int days;
    } list[] = {{"today", 0}, {"tonight", 0}, {"yesterday", -1}, {"tomorrow", 1}, {"overnight", 0}};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(low(r, i), list[k].word)) {
            *out = day_of(r->today + list[k].days);
            return 1;
        }
    static const char *const parts[] = {"morning", "afternoon", "evening", "night"};
    if (bd_view_is(low(r, i), "this") && index_of(low(r, i + 1), parts, 4, 0) >= 0) {
        *out = day_of(r->today);
        return 2;
    }
    if (bd_view_is(low(r, i), "last") && bd_view_is(low(r, i + 1), "night")) {
        *out = day_of(r->today - 1);
        return 2;
    }
    return 0;
}

/* A bare year: only behind a word that makes it a date, or in front of a noun it dates. */
static uint32_t bare_year(const reader *r, uint32_t i, bede_dates *out) {
    static const char *const before[] = {"in",   "since",  "of",    "by",     "until",
                                         "from", "during", "after", "before", "early",
                                         "late", "the",    "mid",   "and",    ","};
    int y = year(r, i);
    if (!y || (i && index_of(low(r, i - 1), before, 15, 0) < 0))
        return 0;
    *out = year_of(y);
    return 1;
}

/* "a day after representatives met": a day away from what follows, which is the news itself. */
static uint32_t find(const reader *r, uint32_t i, bede_dates *out) {
    uint32_t used = calendar(r, i, out);
    if (!used && known(r)) {
        used = relative(r, i, out);
        if (!used)
            used = single(r, i, out);
    }
    if (!used)
        used = by_weekday(r, i, out);
    return used ? used : bare_year(r, i, out);
}

static void add(reader *r, uint32_t sentence, uint32_t i, uint32_t n, const bede_dates *dates) {
    bede_article *a = r->a;
    a->times = bd_arena_grow(r->arena, a->times, a->n_times, &r->cap, sizeof *a->times);
    uint32_t first = r->first + i, last = first + n - 1;
    a->times[a->n_times++] =
        (bede_time){.span = {a->words[first].span.start, a->words[last].span.end},
                    .sentence = sentence,
                    .first = first,
                    .last = last,
                    .dates = *dates};
}

void bd_when_read(bd_arena *arena, bede_article *a) {
    reader r = {.arena = arena,
                .a = a,
                .today = a->published.day ? bd_day_number(a->published) : INT32_MIN};
    for (uint32_t s = 0; s < a->n_sentences; s++) {
        r.first = a->sentences[s].first_word;
        r.n = a->sentences[s].n_words;
        r.low = bd_arena_array(arena, r.n, sizeof *r.low);
        for (uint32_t i = 0; i < r.n; i++) {
            bede_view v = bd_word_text(a, &a->words[r.first + i]);
            char *out = bd_arena_alloc(arena, v.n + 1);
            r.low[i] = bd_view(out, bd_utf8_lower(v, out, v.n));
        }
        for (uint32_t i = 0; i < r.n;) {
            bede_dates dates;
            uint32_t used = find(&r, i, &dates);
            if (used)
                add(&r, s, i, used, &dates);
            i += used ? used : 1;
        }
    }
}

/* ---- which expression dates an act ---- */

static bool is_clause(unsigned rel) {
    return rel == BD_REL_ADVCL || rel == BD_REL_ACL || rel == BD_REL_ACL_RELCL ||
           rel == BD_REL_CCOMP || rel == BD_REL_PARATAXIS || rel == BD_REL_ROOT ||
           rel == BD_REL_CSUBJ || rel == BD_REL_CONJ;
}

/* The top of the word's own clause. */
static int32_t clause_of(const bd_deps *d, int32_t i) {
    for (int k = 0; k < 64; k++) {
        int32_t h = bd_deps_head(d, i);
        if (h < 0 || (is_clause(d->words[i].deprel) && d->words[i].deprel != BD_REL_CONJ) ||
            (d->words[i].deprel == BD_REL_CONJ && d->words[i].upos == BD_UPOS_VERB))
            return i;
        i = h;
    }
    return i;
}

bool bd_when_of(const bede_article *a, const bd_deps *d, int32_t word, bede_dates *out) {
    const bede_time *best = NULL;
    int best_steps = 1000;
    size_t lo = 0, hi = a->n_times;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->times[mid].first < d->first)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < a->n_times && a->times[lo].first < d->first + (uint32_t)d->n; lo++) {
        int32_t t = (int32_t)(a->times[lo].last - d->first), at = clause_of(d, word);
        int32_t own = clause_of(d, t);
        int steps = 0;
        /* Inside the act's own phrase ("Friday's launch") is nearest of all. */
        if (bd_deps_under(d, t, word) && d->words[word].upos != BD_UPOS_VERB)
            steps = -1;
        else
            while (at != own && steps < 8) {
                int32_t h = bd_deps_head(d, at);
                if (h < 0)
                    break;
                at = clause_of(d, h);
                steps++;
            }
        bool governs = steps < 0 || at == own;
        int far = steps * 40 + (t > word ? t - word : word - t);
        if (governs && far < best_steps) {
            best_steps = far;
            best = &a->times[lo];
        }
    }
    if (best)
        *out = best->dates;
    return best != NULL;
}
