/* SPDX-License-Identifier: Apache-2.0 */
/* The day of a text that nobody dated, from the days it names, the years it names, and who is said
 * to hold which office. */
#include "bede_int.h"

#include "base/day.h"
#include "when/when.h"

#include <stdio.h>

/* Beyond the latest year that it names, a text is believed to be so many years younger at most. */
enum { FIRST_YEAR = 1990, LAST_YEAR = 2035, MOST_YEARS = 3, MOST_LINES = BD_WHO_TERMS + 4 };

typedef struct reckoning {
    bd_arena *arena;
    bede_article *a;
    bd_when_clues days;
    bd_who_terms terms;
    bede_view *lines;
    size_t n_lines;
} reckoning;

static void tell(reckoning *r, const char *text) {
    size_t n = strlen(text);
    if (r->n_lines < MOST_LINES)
        r->lines[r->n_lines++] = bd_view(bd_arena_copy(r->arena, text, n), n);
}

/* The day that the text names most; of equals the first. */
static const bd_when_clue *main_day(const reckoning *r) {
    const bd_when_clue *best = NULL;
    for (size_t k = 0; k < r->days.n_days; k++)
        if (!best || r->days.days[k].times > best->times)
            best = &r->days.days[k];
    return best;
}

static int32_t end_of(bede_date d) {
    if (!d.month)
        d.month = 12;
    if (!d.day)
        d.day = (uint8_t)bd_day_month_length(d.year, d.month);
    return bd_day_number(d);
}

static bool in_office(const bd_who_term *t, int32_t day) {
    return day >= bd_day_number(t->from) && (!t->to.year || day <= end_of(t->to));
}

/* How many of the persons held the office that day that they are said to hold. */
static unsigned holders(const reckoning *r, int32_t day, unsigned *persons) {
    unsigned right = 0;
    *persons = 0;
    for (size_t i = 0; i < r->terms.n; i++) {
        bool first = i == 0 || !bd_view_eq(r->terms.list[i].name, r->terms.list[i - 1].name);
        bool any = false;
        if (!first)
            continue; /* terms of one person stand together */
        for (size_t k = i;
             k < r->terms.n && bd_view_eq(r->terms.list[k].name, r->terms.list[i].name); k++)
            any |= in_office(&r->terms.list[k], day);
        ++*persons;
        right += any;
    }
    return right;
}

static bool possible(const bd_when_clue *c, int year) {
    bede_date d = {(int16_t)year, c->month, c->day};
    return c->day <= bd_day_month_length(year, c->month) &&
           (c->weekday < 0 || bd_day_weekday(bd_day_number(d)) == c->weekday);
}

/* The first year, from the latest that is named on, in which the day's name is right and most of
 * the persons are in office. 0 if nothing decides. */
static int choose_year(const reckoning *r, const bd_when_clue *c) {
    int from = r->days.latest_year ? r->days.latest_year : FIRST_YEAR;
    int to = r->days.latest_year ? from + MOST_YEARS : LAST_YEAR, best = 0;
    unsigned top = 0, fits = 0, persons = 0;
    for (int y = from; y <= to; y++) {
        bede_date d = {(int16_t)y, c->month, c->day};
        if (!possible(c, y))
            continue;
        unsigned n = holders(r, bd_day_number(d), &persons);
        if (!best || n > top) {
            top = n;
            best = y;
            fits = 0;
        }
        fits += n == top;
    }
    bool named = r->days.latest_year != 0;
    if (!best || (persons && 2 * top < persons) || (!persons && !named) || (!named && fits > 1))
        return 0;
    return best;
}

static void explain(reckoning *r, const bd_when_clue *c) {
    char line[256], from[11], to[11];
    snprintf(line, sizeof line, "month %u, day %u is named %u times", c->month, c->day, c->times);
    tell(r, line);
    if (r->days.latest_year) {
        snprintf(line, sizeof line, "the latest year named is %d", r->days.latest_year);
        tell(r, line);
    }
    int32_t day = bd_day_number(r->a->published);
    for (size_t i = 0; i < r->terms.n; i++) {
        const bd_who_term *t = &r->terms.list[i];
        if (!in_office(t, day))
            continue;
        bede_date_format(t->from, from);
        bede_date_format(t->to, to);
        snprintf(line, sizeof line, "%.*s was %.*s from %s to %s", (int)t->name.n, t->name.s,
                 (int)t->office.n, t->office.s, from, to[0] ? to : "today");
        tell(r, line);
    }
}

void bd_reckon(const bede_knowledge *k, bd_arena *arena, bede_article *a) {
    enum { LEAST_SENTENCES = 3 };
    if (a->published.year || a->n_sentences < LEAST_SENTENCES)
        return;
    reckoning *r = bd_arena_alloc(arena, sizeof *r);
    *r = (reckoning){.arena = arena, .a = a};
    bd_when_read_clues(arena, a, &r->days);
    const bd_when_clue *c = main_day(r);
    /* A day named once may be any day of the story; one that is named again, or with its weekday,
     * is the news. */
    if (!c || (c->times < 2 && c->weekday < 0))
        return;
    bd_who_read_terms(&k->who, arena, a, &r->terms);
    int year = choose_year(r, c);
    if (!year)
        return;
    r->lines = bd_arena_array(arena, MOST_LINES, sizeof *r->lines);
    a->published = (bede_date){(int16_t)year, c->month, c->day};
    a->basis = BEDE_BASIS_INFERRED;
    explain(r, c);
    a->reckoning = r->lines;
    a->n_reckoning = r->n_lines;
}
