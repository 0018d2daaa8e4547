/* SPDX-License-Identifier: Apache-2.0 */
/* Temporal expressions, read word by word with a few patterns, the longest first. */
#include "when/when_int.h"

#include "base/utf8.h"

uint32_t when_single(const reader *r, uint32_t i, bede_dates *out) {
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
    r->low = bd_arena_array(r->arena, r->n + 1, sizeof *r->low);
    for (uint32_t i = 0; i < r->n; i++) {
        bede_view v = bd_word_text(a, &a->words[r->first + i]);
        char *out = bd_arena_alloc(r->arena, v.n + 1);
        r->low[i] = bd_view(out, bd_utf8_lower(v, out, v.n));
    }
    for (uint32_t i = 0; i < r->n;) {
        bede_dates dates;
        uint32_t used = when_find(r, i, &dates);
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
    a->times = NULL;
    a->n_times = 0;
    for (uint32_t s = 0; s < a->n_sentences; s++)
        read_sentence(&r, s);
}
