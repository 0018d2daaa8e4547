/* SPDX-License-Identifier: Apache-2.0 */
/* What every article promises, whatever the bytes were. */
#ifndef BEDE_FUZZ_CHECK_H
#define BEDE_FUZZ_CHECK_H

#include "fuzz.h"

#include "base/utf8.h"

static inline bool check_inside(const bede_article *a, bede_span s) {
    return s.start <= s.end && s.end <= a->text.n;
}

static inline void check_page(const bede_article *a) {
    const bede_view views[] = {a->name,     a->url,         a->title,  a->outlet,
                               a->language, a->description, a->section};
    for (size_t i = 2; i < sizeof views / sizeof *views; i++)
        PROMISE(bd_utf8_valid(views[i]));
    PROMISE(bd_utf8_valid(a->text));
    for (size_t i = 0; i < a->n_blocks; i++) {
        const bede_block *b = &a->blocks[i];
        PROMISE(check_inside(a, b->span));
        PROMISE(bd_utf8_valid(b->text));
        PROMISE(b->kind > BEDE_BLOCK_LAST_TEXT || b->span.end - b->span.start == b->text.n);
    }
    for (size_t i = 0; i < a->n_authors; i++)
        PROMISE(a->authors[i].n && bd_utf8_valid(a->authors[i]));
    for (size_t i = 0; i < a->n_credits; i++)
        PROMISE(a->credits[i].n && bd_utf8_valid(a->credits[i]));
    char day[11];
    bede_date again;
    bede_date_format(a->published, day);
    PROMISE(!a->published.year || bede_date_parse(day, &again));
}

static inline void check_events(const bede_article *a) {
    for (size_t i = 0; i < a->n_sentences; i++)
        PROMISE(check_inside(a, a->sentences[i].span) &&
                a->sentences[i].first_word + a->sentences[i].n_words <= a->n_words);
    for (size_t i = 0; i < a->n_words; i++)
        PROMISE(check_inside(a, a->words[i].span));
    for (size_t i = 0; i < a->n_mentions; i++)
        PROMISE(check_inside(a, a->mentions[i].span) && a->mentions[i].last < a->n_words);
    for (size_t i = 0; i < a->n_times; i++)
        PROMISE(check_inside(a, a->times[i].span));
    for (size_t i = 0; i < a->n_places; i++)
        PROMISE(check_inside(a, a->places[i].span));
    for (size_t i = 0; i < a->n_quotes; i++)
        PROMISE(check_inside(a, a->quotes[i].span) && check_inside(a, a->quotes[i].cue));
    for (size_t i = 0; i < a->n_events; i++) {
        const bede_event *e = &a->events[i];
        PROMISE(e->sentence < a->n_sentences && e->trigger_word < a->n_words);
        PROMISE(e->place == UINT32_MAX || e->place < a->n_places);
        PROMISE(e->said_by == UINT32_MAX || e->said_by < a->n_mentions);
        for (size_t k = 0; k < e->n_actors; k++)
            PROMISE(check_inside(a, e->actors[k].span));
        for (size_t k = 0; k < e->n_recipients; k++)
            PROMISE(check_inside(a, e->recipients[k].span));
    }
}

#endif
