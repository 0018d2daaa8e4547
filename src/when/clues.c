/* SPDX-License-Identifier: Apache-2.0 */
/* What an undated text tells of its own day: days of a month without a year, weekdays beside them,
 * the years it names. */
#include "when/when_int.h"

#include "base/utf8.h"

static void count_day(bd_when_clues *c, int m, int d, int weekday, uint32_t sentence) {
    for (size_t k = 0; k < c->n_days; k++)
        if (c->days[k].month == m && c->days[k].day == d) {
            c->days[k].times++;
            if (weekday >= 0)
                c->days[k].weekday = (int8_t)weekday;
            return;
        }
    if (c->n_days == BD_WHEN_CLUES)
        return;
    c->days[c->n_days++] = (bd_when_clue){.month = (uint8_t)m,
                                          .day = (uint8_t)d,
                                          .weekday = (int8_t)weekday,
                                          .sentence = sentence,
                                          .times = 1};
}

/* "on Wednesday, November 1", "Wednesday (Nov. 1)" */
static int weekday_before(const reader *r, uint32_t i) {
    for (uint32_t back = 1; back <= 2 && back <= i; back++) {
        int w = when_weekday(r, i - back);
        if (w >= 0)
            return w;
    }
    return -1;
}

/* "TEHRAN, Nov. 1 (Agency) -": what stands before the text ends in a dash. */
static bool is_dateline(const reader *r) {
    enum { LAST_SENTENCE = 8 };
    if (!r->n || r->sentence > LAST_SENTENCE)
        return false;
    return when_is(r, r->n - 1, "-") || when_is(r, r->n - 1, "--") ||
           when_is(r, r->n - 1, "\xe2\x80\x93") || when_is(r, r->n - 1, "\xe2\x80\x94");
}

static void read_sentence(reader *r, bd_when_clues *c) {
    bool dateline = is_dateline(r);
    for (uint32_t i = 0; i < r->n; i++) {
        int m = when_month(r, i), y = when_year(r, i), d = 0;
        bede_dates ignored;
        if (y && when_bare_year(r, i, &ignored) && y > c->latest_year)
            c->latest_year = y;
        if (!m)
            continue;
        bool before = i && r->low[i - 1].s[0] <= '9' && (d = when_number(r, i - 1)) >= 1 && d <= 31;
        uint32_t behind = i + 1;
        if (!before) {
            d = i + 1 < r->n && r->low[i + 1].n && r->low[i + 1].s[0] <= '9' ? when_number(r, i + 1)
                                                                             : 0;
            behind = i + 2;
        }
        if (when_is(r, behind, ","))
            behind++;
        int with_year = when_year(r, d >= 1 && d <= 31 ? behind : i + 1);
        if (with_year > c->latest_year)
            c->latest_year = with_year;
        if (d >= 1 && d <= 31 && !with_year && when_tense(r, i) <= 0)
            for (int k = 0; k <= 2 * dateline; k++) /* it is worth three days in the text */
                count_day(c, m, d, weekday_before(r, before ? i - 1 : i), r->sentence);
    }
}

void bd_when_read_clues(bd_arena *arena, bede_article *a, bd_when_clues *c) {
    reader r = {.arena = arena, .a = a, .today = INT32_MIN, .last_day = INT32_MIN};
    *c = (bd_when_clues){0};
    for (uint32_t s = 0; s < a->n_sentences; s++) {
        r.sentence = s;
        r.first = a->sentences[s].first_word;
        r.n = a->sentences[s].n_words;
        r.low = bd_arena_array(arena, r.n + 1, sizeof *r.low);
        for (uint32_t i = 0; i < r.n; i++) {
            bede_view v = bd_word_text(a, &a->words[r.first + i]);
            char *out = bd_arena_alloc(arena, v.n + 1);
            r.low[i] = bd_view(out, bd_utf8_lower(v, out, v.n));
        }
        read_sentence(&r, c);
    }
}
