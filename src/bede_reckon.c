/* SPDX-License-Identifier: Apache-2.0 */
/* The day of a text that nobody dated, from the days it names, the years it names, and who is said
 * to hold which office. */
#include "bede_int.h"

#include "base/day.h"
#include "when/when.h"

#include <stdio.h>

/* Beyond the latest year that it names, a text is believed to be so many years younger at most. */
enum { FIRST_YEAR = 1990, LAST_YEAR = 2035, MOST_YEARS = 3, MOST_LINES = BD_WHO_TERMS + 5 };

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

/* May it be the day of the news? One named once may be any day of the story; one that is named
 * again, with its weekday or before the text is the news, if it is over and told near the top. */
static bool is_news(const bd_when_clue *c) {
    enum { TOP = 12 }; /* sentences within which the news tells its day */
    if (c->dateline)
        return true;
    bool attacks = c->month == 9 && c->day == 11; /* most often those of 2001 */
    return c->past && !c->ahead && c->sentence < TOP &&
           (c->weekday >= 0 || (c->times > 1 && !attacks));
}

/* The dateline's day, else the one that the text names most; of equals the first. */
static const bd_when_clue *main_day(const reckoning *r) {
    const bd_when_clue *best = NULL;
    for (size_t k = 0; k < r->days.n_days; k++) {
        const bd_when_clue *c = &r->days.days[k];
        if (is_news(c) && (!best || c->dateline > best->dateline ||
                           (c->dateline == best->dateline && c->times > best->times)))
            best = c;
    }
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

/* What happened "on Monday" happened on the day of the news, or the day before. */
static bool weekday_fits(const reckoning *r, const bd_when_clue *c, int32_t day) {
    int back = (bd_day_weekday(day) - r->days.lead_weekday + 7) % 7;
    return back <= 1 || (back == 6 && !c->dateline);
}

/* Most texts name the year that they stand in, or the one before; one ahead is named in plans. */
static int prior(const reckoning *r, int year) {
    int from = r->days.latest_year;
    return !from ? 0 : year == from ? 2 : year == from + 1 ? 1 : year < from ? -5 : 0;
}

/* The year in which the days' names are right and most of the persons are in office, near the
 * latest year that is named; the first of equals. 0 if nothing decides. */
static int choose_year(const reckoning *r, const bd_when_clue *c) {
    int named = r->days.latest_year, best = 0, top = 0;
    int from = named ? named - 1 : FIRST_YEAR, to = named ? named + MOST_YEARS : LAST_YEAR;
    unsigned equal = 0, persons = 0, right = 0;
    bool lead = r->days.lead_weekday >= 0 && c->weekday < 0, fits = false;
    for (int y = from; y <= to; y++) {
        bede_date d = {(int16_t)y, c->month, c->day};
        if (!possible(c, y))
            continue;
        int32_t day = bd_day_number(d);
        unsigned n = holders(r, day, &persons);
        bool fit = lead && weekday_fits(r, c, day);
        int score = 4 * (int)n + (lead ? fit ? 6 : -6 : 0) + prior(r, y);
        if (best && score == top)
            equal++;
        if (best && score <= top)
            continue;
        best = y;
        top = score;
        equal = 0;
        right = n;
        fits = fit;
    }
    /* Two reasons at least: a year or persons, and persons or a weekday. */
    bool in_office = persons && 2 * right >= persons, on_weekday = c->weekday >= 0 || fits;
    if (!best || (persons && !in_office) || !(in_office || on_weekday) || (!named && equal) ||
        (lead && !fits) || (!named && !in_office) || (best > named && equal && !on_weekday) ||
        best < FIRST_YEAR)
        return 0;
    return best;
}

static void explain(reckoning *r, const bd_when_clue *c) {
    static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
    char line[256], from[11], to[11];
    snprintf(line, sizeof line, "month %u, day %u is named %u times%s", c->month, c->day, c->times,
             c->dateline ? ", before the text" : "");
    tell(r, line);
    int weekday = c->weekday >= 0 ? c->weekday : r->days.lead_weekday;
    if (weekday >= 0) {
        snprintf(line, sizeof line, "%s is %s",
                 c->weekday >= 0 ? "its weekday" : "the first weekday told as past",
                 weekdays[weekday]);
        tell(r, line);
    }
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
    if (!c)
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
