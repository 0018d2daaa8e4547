/* SPDX-License-Identifier: Apache-2.0 */
/* Temporal expressions, read word by word with a few patterns, the longest first. */
#include "when/when_int.h"

uint32_t when_single(const reader *r, uint32_t i, bede_dates *out) {
    bede_view v = when_low(r, i);
    if (!when_may_start(r, v))
        return 0;
    uint32_t used = when_age(r, i, out);
    if (!used)
        used = when_period(r, i, out);
    if (!used)
        used = when_holiday(r, i, out);
    if (!used)
        used = when_calendar(r, i, out);
    if (!used && when_known(r))
        used = when_relative(r, i, out);
    if (!used)
        used = when_by_weekday(r, i, out);
    if (!used)
        used = when_sequel(r, i, out);
    return used ? used : when_bare_year(r, i, out);
}

static void add(reader *r, uint32_t i, uint32_t n, const bede_dates *dates) {
    bede_article *a = r->a;
    a->times = bd_arena_grow(r->arena, a->times, a->n_times, &r->cap, sizeof *a->times);
    uint32_t first = r->first + i, last = first + n - 1;
    a->times[a->n_times++] =
        (bede_time){.span = {a->words[first].span.start, a->words[last].span.end},
                    .sentence = r->sentence,
                    .first = first,
                    .last = last,
                    .dates = *dates};
    r->last = *dates;
    r->last_time_in = r->sentence;
    if (dates->precision == BEDE_DAY && dates->from.day) {
        r->last_day = bd_day_number(dates->from);
        r->last_in = r->sentence;
    }
}

static void read_sentence(reader *r, uint32_t s) {
    bede_article *a = r->a;
    r->sentence = s;
    r->first = a->sentences[s].first_word;
    r->n = a->sentences[s].n_words;
    when_lower(r);
    for (uint32_t i = 0; i < r->n;) {
        bede_dates dates;
        uint32_t used = when_may_start(r, r->low[i]) ? when_find(r, i, &dates) : 0;
        if (used)
            add(r, i, used, &dates);
        i += used ? used : 1;
    }
}

void bd_when_read(bd_arena *arena, bede_article *a) {
    reader r = {.arena = arena,
                .a = a,
                .last_day = INT32_MIN,
                .today = a->published.day ? bd_day_number(a->published) : INT32_MIN};
    when_starts(&r);
    a->times = NULL;
    a->n_times = 0;
    for (uint32_t s = 0; s < a->n_sentences; s++)
        read_sentence(&r, s);
}
