/* SPDX-License-Identifier: Apache-2.0 */
/* The day and the place of an event. */
#include "what/what_int.h"

#include "base/day.h"
#include "when/when.h"

/* CODEBOOK: background is what lies more than this many days before the article. */
enum { BACKGROUND_DAYS = 30 };

static bool before_news(bede_dates d, bede_date published) {
    bede_date end = d.to;
    if (!published.day || !end.year)
        return false;
    if (!end.month)
        return end.year < published.year;
    if (!end.day)
        end.day = (uint8_t)bd_day_month_length(end.year, end.month);
    return bd_day_number(published) - bd_day_number(end) > BACKGROUND_DAYS;
}

static bool after_news(bede_dates d, bede_date published) {
    return published.day && d.from.year && d.from.month &&
           bd_day_number(d.from) > bd_day_number(published);
}

void what_when(const what_sent *s, const what_hit *h, bede_event *e) {
    bd_deps d;
    bede_date day = s->a->published;
    bd_deps_build(&d, s->arena, s->a, s->index);
    bool told = bd_when_of(s->a, &d, h->word, &e->dates);
    /* What is promised or planned carries the day of the words, not the day it is planned for. */
    if (told && after_news(e->dates, day) && (e->type == BEDE_AGREE || e->aux & BEDE_AUX_FUTURE))
        told = false;
    if (!told) {
        e->dates = (bede_dates){day, day, day.year ? BEDE_DAY : BEDE_PRECISION_UNKNOWN};
        return;
    }
    if (before_news(e->dates, day))
        e->aux |= BEDE_AUX_HISTORICAL;
}
