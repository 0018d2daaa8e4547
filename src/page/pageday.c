/* SPDX-License-Identifier: Apache-2.0 */
/* All evidence of days on a page, gathered day by day and weighed (rank.c). A page tells several:
 * when it was first published, when it was changed, the days of the articles beside it. */
#include "rank.h"

#include "base/day.h"

#include <math.h>
#include <stdio.h>

enum { MAX_DAYS = 32, MAX_SCANNED = 3000, ALL_KINDS = DAY_FIRST_PRINT + 1 };

typedef struct dating {
    const bd_day_hints *h;
    bd_option *o;
    bede_date *day;
    size_t n;
    bool printed; /* a day was printed over the text */
    bool *utc;    /* counted in UTC by whoever tells it */
} dating;

static bool same(bede_date a, bede_date b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool any(const bd_option *o, int from, int to) {
    for (int f = from; f <= to; f++)
        if (o->f[f] > 0)
            return true;
    return false;
}

/* The option of a day; NULL if it is refused: later than the reader's own, or too many. */
static bd_option *option(dating *t, bede_date day) {
    bede_date today = t->h->d->today;
    for (size_t i = 0; i < t->n; i++)
        if (same(t->day[i], day))
            return &t->o[i];
    if (t->n == MAX_DAYS || (today.year && bd_day_number(day) - bd_day_number(today) > 2))
        return NULL;
    t->day[t->n] = day;
    return &t->o[t->n++];
}

static void see(dating *t, bede_date day, int feature) {
    bd_option *o = option(t, day);
    if (o)
        o->f[feature] = 1;
}

/* ---- what is told ----------------------------------------------------------------------------
 */

static bool counts_utc(bede_view v) {
    v = bd_view_trim(v);
    return bd_view_ends(v, "Z") || bd_view_ends(v, "+00:00") || bd_view_ends(v, "+0000") ||
           bd_view_ends(v, "GMT") || bd_view_ends(v, "UTC");
}

static void tell(dating *t, bede_view v, int feature) {
    bede_date day;
    if (!v.n || !bd_page_meta_date(v, &day))
        return;
    see(t, day, feature);
    for (size_t i = 0; i < t->n && counts_utc(v); i++)
        t->utc[i] |= same(t->day[i], day);
}

static void tell_notes(dating *t, const char *const *keys, size_t from, size_t to, int feature) {
    bede_view v;
    for (size_t i = from; i < to && keys[i]; i++)
        for (size_t k = 0; k < 2 && bd_markup_note(t->h->m, keys[i], k, &v); k++)
            tell(t, v, feature);
}

/* The first 23 of bd_day_keys say "published"; the rest only "date". */
static void told(dating *t) {
    const bd_ld *ld = t->h->ld;
    tell(t, ld->published, DAY_LD);
    tell(t, ld->page_published, DAY_LD_PAGE);
    tell(t, ld->modified, DAY_LD_LATE);
    tell_notes(t, bd_day_keys, 0, 23, DAY_META);
    tell_notes(t, bd_day_keys, 23, SIZE_MAX, DAY_META_OTHER);
    tell_notes(t, bd_late_keys, 0, SIZE_MAX, DAY_META_LATE);
}

static bool near_text(const dating *t, uint32_t node, uint32_t run) {
    return bd_page_nearby(t->h->m, t->h->scene, node, run);
}

static void timed(dating *t) {
    const bd_markup *m = t->h->m;
    const bd_meta *it;
    bool first = true;
    for (size_t i = 0; i < 16 && (it = bd_markup_meta(m, "time", i)); i++) {
        bool here = near_text(t, it->node, it->run);
        tell(t, bd_markup_value(m, it), !here ? DAY_TIME_FAR : first ? DAY_TIME_FIRST : DAY_TIME);
        first &= !here;
    }
    for (size_t i = 0; i < 8 && (it = bd_markup_meta(m, "time:updated", i)); i++)
        tell(t, bd_markup_value(m, it),
             near_text(t, it->node, it->run) ? DAY_TIME_LATE : DAY_TIME_FAR);
    for (size_t i = 0; i < 16 && (it = bd_markup_meta(m, "date:class", i)); i++) {
        bede_view v = bd_markup_value(m, it);
        bede_date day;
        size_t from, to;
        if (v.n < 100 && bd_page_find_date_in(v, t->h->day_leads, &day, &from, &to))
            see(t, day, near_text(t, it->node, it->run) ? DAY_CLASSED : DAY_CLASSED_FAR);
    }
}

/* ---- what is printed -------------------------------------------------------------------------
 */

enum { PLAIN, PUBLISHED, UPDATED };

static bool holds_one(bede_view v, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (bd_view_find(v, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}
#define HOLDS_ONE(v, words) holds_one((v), (words), sizeof(words) / sizeof *(words))

/* What the words before a day say of it, folded: the languages of the news. */
static int label_of(bede_view before, bede_view behind) {
    static const char *const late[] = {
        "pdate",       "ktualisi",   "eandert",  "anderung",   "odifi",      "ctuali",
        "ggiornat",    "ijgewerkt",  "ppdater",  "pdateret",   "ktualiz",    "mis a jour",
        "mise a jour", "maj ",       "stand:",   "stand vom",  "revised",    "paivitetty",
        "endret",      "andrad",     "guncelle", "обновл",     "оновлен",    "изменен",
        "актуализ",    "ultima mod", "edited",   "last chang", "uberarbeit", "corrig",
        "reviewed",    "gewijzigd",  "oppdatert"};
    static const char *const fresh[] = {
        "ublish",    "ffentlich", "ublie",       "ublic",        "ubblic",      "osted",
        "rstellt",   "rschien",   "ublisert",    "mis en ligne", "online seit", "gepostet",
        "ngestellt", "created",   "geschrieben", "gespeichert",  "paru le",     "veroff",
        "опублик",   "julkaistu", "yayin",       "submitted",    "eingetragen", "skrevet",
        "geplaatst", "dodano",    "datum",       "zverejn",      "objavljen"};
    char a[100], b[40];
    if (before.n > 60)
        before = bd_view_part(before, before.n - 60, before.n);
    bede_view x = bd_view(a, bd_utf8_fold(before, a, sizeof a - 1)),
              y = bd_view(b, bd_utf8_fold(bd_view_part(behind, 0, behind.n < 20 ? behind.n : 20), b,
                                          sizeof b - 1));
    if (HOLDS_ONE(x, late) || (!HOLDS_ONE(x, fresh) && HOLDS_ONE(y, late) && y.n < 16))
        return UPDATED;
    return HOLDS_ONE(x, fresh) ? PUBLISHED : PLAIN;
}

bool bd_day_of_line(bede_view v, bool day_leads, bede_date *out, bool *late) {
    size_t from, to;
    bede_date day;
    bool found = false;
    *late = true;
    for (int k = 0; k < 3 && *late && bd_page_find_date_in(v, day_leads, &day, &from, &to); k++) {
        *late = label_of(bd_view_part(v, 0, from), bd_view_part(v, to, v.n)) == UPDATED;
        if (!found || !*late)
            *out = day;
        found = true;
        v = bd_view_part(v, to, v.n);
    }
    return found;
}

/* Where a run stands: the first of the three features of its place. */
static int place_of(const dating *t, uint32_t i) {
    const bd_scene *s = t->h->scene;
    const bd_markup *m = t->h->m;
    uint32_t first = s->first_prose == UINT32_MAX ? s->from : s->first_prose;
    uint32_t last = s->last_prose == UINT32_MAX ? first : s->last_prose;
    uint32_t node = m->runs[i].node;
    uint8_t bad = m->nodes[node].bad;
    /* Named as a teaser, amid the article and without a link: part of it all the same. */
    bool amid = i < m->n_runs && s->headline != UINT32_MAX && i > s->headline && i < s->to &&
                !m->runs[i].link && !m->runs[i - 1].link;
    if (!near_text(t, node, i) && !(amid && bad != 1 + BEDE_BLOCK_COMMENT))
        return bad == 1 + BEDE_BLOCK_COMMENT || bad == 1 + BEDE_BLOCK_RELATED ||
                       bad == 1 + BEDE_BLOCK_NAVIGATION || bad == 1 + BEDE_BLOCK_ADVERT
                   ? DAY_CLUTTER
                   : DAY_FAR;
    if (i < first)
        return i + 25 >= s->from || (s->headline != UINT32_MAX && i + 4 >= s->headline) ? DAY_OVER
                                                                                        : DAY_NEAR;
    return i < first + 4 ? DAY_IN : i >= last && i < s->to + 10 ? DAY_UNDER : DAY_NEAR;
}

static bool dated_class(const dating *t, uint32_t node) {
    static const char *const words[] = {"date", "Date", "datum", "fecha", "time", "stand"};
    for (int up = 0; up < 2; up++, node = t->h->m->nodes[node].parent)
        if (t->h->m->nodes[node].label.n < 80 && HOLDS_ONE(t->h->m->nodes[node].label, words))
            return true;
    return false;
}

/* 11/01 on the page and 2021-11-01 in what it tells: read as it is told. */
static bede_date as_told(dating *t, bede_date day) {
    bool told = false;
    bede_date turned = {.year = day.year, .month = day.day, .day = day.month};
    for (size_t i = 0; i < t->n; i++) {
        if (same(t->day[i], day) && any(&t->o[i], DAY_LD, DAY_TIME_LATE))
            return day;
        told |= same(t->day[i], turned) && any(&t->o[i], DAY_LD, DAY_META_LATE);
    }
    return told ? turned : day;
}

static void print_one(dating *t, uint32_t i, bede_date day, int place, int label, size_t words) {
    const bd_scene *s = t->h->scene;
    bd_option *o = option(t, as_told(t, day));
    if (!o)
        return;
    o->f[place] = 1;
    if (place != DAY_CLUTTER)
        o->f[place + label] = 1;
    if (place == DAY_CLUTTER)
        return;
    if (words <= 2 && place != DAY_FAR)
        o->f[DAY_ALONE] = 1;
    if (place != DAY_FAR && dated_class(t, t->h->m->runs[i].node))
        o->f[DAY_CLASSED] = 1;
    if (place == DAY_OVER && !t->printed && label != UPDATED)
        o->f[DAY_FIRST_PRINT] = 1, t->printed = true;
    if (s->headline != UINT32_MAX) {
        float gap = fabsf((float)i - (float)s->headline);
        o->f[DAY_CLOSE] = fmaxf(o->f[DAY_CLOSE], 1 / (1 + gap / 4));
    }
}

/* A day and a year have three digits at least, ASCII or Arabic. */
static bool has_digits(bede_view v) {
    size_t n = 0;
    for (size_t i = 0; i < v.n && n < 3; i++) {
        unsigned char c = (unsigned char)v.s[i];
        n += (c >= '0' && c <= '9') || c == 0xd9 || c == 0xdb;
    }
    return n > 2;
}

/* The days of a line, each with the words before it: "Changed 31.10., published 1.11." */
static void print_run(dating *t, uint32_t i) {
    bede_view v = bd_markup_run(t->h->m, &t->h->m->runs[i]);
    int place = place_of(t, i);
    bede_view whole = v;
    size_t from, to, words;
    bede_date day;
    if (v.n > 300 || v.n < 6 || !has_digits(v))
        return;
    for (int k = 0; k < 3; k++) {
        if (!bd_page_find_date_in(v, t->h->day_leads, &day, &from, &to))
            return;
        bede_view before = bd_view_part(v, 0, from);
        int label = label_of(before, bd_view_part(v, to, v.n));
        words = bd_page_words(before) + bd_page_words(bd_view_part(v, to, v.n));
        /* A date line has few words; a sentence tells of other days. */
        if (words > 8 && bd_page_ends_sentence(whole))
            return;
        if (words <= 8 || (label != PLAIN && words < 25) || (k && label != PLAIN))
            print_one(t, i, day, place, label, words);
        v = bd_view_part(v, to, v.n);
    }
}

/* "29.11.2022 - The vote ..." */
static void openings(dating *t) {
    const bd_scene *s = t->h->scene;
    const bd_markup *m = t->h->m;
    size_t from, to;
    bede_date day;
    for (uint32_t i = s->first_prose; i < s->to && i < s->first_prose + 3 && i < m->n_runs; i++) {
        bede_view v = bd_markup_run(m, &m->runs[i]);
        if (v.n > 90)
            v.n = 90;
        if (bd_page_find_date_in(v, t->h->day_leads, &day, &from, &to) && from < 32)
            see(t, day, DAY_OPENING);
    }
}

static void printed(dating *t) {
    const bd_scene *s = t->h->scene;
    uint32_t n = t->h->m->n_runs, from = s->from > 60 ? s->from - 60 : 0;
    if (s->headline < from)
        from = s->headline > 6 ? s->headline - 6 : 0;
    for (uint32_t i = from; i < n && i < from + MAX_SCANNED; i++)
        print_run(t, i);
    if (s->first_prose != UINT32_MAX)
        openings(t);
}

/* ---- what they say together ------------------------------------------------------------------
 */

static bool is_told(const bd_option *o) {
    return any(o, DAY_LD, DAY_LD_PAGE) || any(o, DAY_META, DAY_META_OTHER);
}
static bool is_printed(const bd_option *o) {
    return any(o, DAY_OVER, DAY_NEAR_LATE);
}
static bool is_late(const bd_option *o) {
    return o->f[DAY_OVER_LATE] > 0 || o->f[DAY_IN_LATE] > 0 || o->f[DAY_UNDER_LATE] > 0 ||
           o->f[DAY_LD_LATE] > 0 || o->f[DAY_META_LATE] > 0;
}

/* The month of "/2019/11/" in an address. */
static int url_month(bede_view u) {
    for (size_t i = 0; i + 9 <= u.n; i++)
        if (u.s[i] == '/' && (u.s[i + 1] == '2' || u.s[i + 1] == '1') && u.s[i + 5] == '/' &&
            u.s[i + 8] == '/') {
            int x[6];
            const size_t at[6] = {1, 2, 3, 4, 6, 7};
            bool ok = true;
            for (size_t k = 0; k < 6; k++)
                ok &= (x[k] = u.s[i + at[k]] - '0') >= 0 && x[k] <= 9;
            int y = x[0] * 1000 + x[1] * 100 + x[2] * 10 + x[3], m = x[4] * 10 + x[5];
            if (ok && y >= 1980 && m >= 1 && m <= 12)
                return y * 12 + m;
        }
    return 0;
}

static void compare(dating *t, size_t i) {
    bd_option *o = &t->o[i];
    bool others_print = false, told_print = false, first = true, last = true;
    int32_t day = bd_day_number(t->day[i]);
    for (size_t k = 0; k < t->n; k++) {
        const bd_option *x = &t->o[k];
        int32_t gap = bd_day_number(t->day[k]) - day;
        if (k == i || !(is_told(x) || is_printed(x)))
            continue;
        others_print |= is_printed(x);
        told_print |= is_printed(x) && (is_told(x) || is_late(x));
        first &= gap > 0, last &= gap < 0;
        if (t->utc[i] && !is_printed(o) && is_printed(x) && (gap == 1 || gap == -1))
            o->f[DAY_DAY_OFF] = 1;
    }
    bool strong = is_told(o) || is_printed(o);
    o->f[DAY_TWICE] = o->f[DAY_LD] > 0 && o->f[DAY_META] > 0;
    o->f[DAY_TOLD_PRINTED] = is_told(o) && is_printed(o);
    o->f[DAY_UNPRINTED] = is_told(o) && !is_printed(o) && told_print;
    o->f[DAY_LATE_ALONE] = is_printed(o) && is_late(o) && !others_print;
    o->f[DAY_EARLIEST] = strong && first;
    o->f[DAY_LATEST] = strong && last;
    o->f[DAY_ONLY] = t->n == 1;
    float kinds = 0;
    for (int f = 1; f < ALL_KINDS; f++)
        kinds += o->f[f] > 0 && f != DAY_CLUTTER && f != DAY_NOT_URL_MONTH;
    o->f[DAY_KINDS] = logf(1 + kinds);
}

/* Without what only stands among other articles' days. */
static bool strong(const bd_option *o) {
    return any(o, DAY_RULE, DAY_TIME_LATE) || any(o, DAY_OVER, DAY_NEAR_LATE) ||
           o->f[DAY_FAR_NEW] > 0 || o->f[DAY_FAR_LATE] > 0 || o->f[DAY_OPENING] > 0 ||
           o->f[DAY_CLASSED] > 0;
}

static void drop_weak(dating *t) {
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const bd_option *o = &t->o[i];
        if (!strong(o))
            continue;
        t->day[n] = t->day[i], t->utc[n] = t->utc[i];
        t->o[n++] = *o;
    }
    t->n = n;
}

bede_date bd_page_weigh_days(const bd_page *p, const bd_day_hints *h, bool *metadata) {
    bd_arena *a = h->d->arena;
    dating t = {.h = h};
    bede_date day;
    t.o = bd_arena_array(a, MAX_DAYS, sizeof *t.o);
    t.day = bd_arena_array(a, MAX_DAYS, sizeof *t.day);
    t.utc = bd_arena_array(a, MAX_DAYS, sizeof *t.utc);
    if (h->rule.year)
        see(&t, h->rule, DAY_RULE);
    told(&t);
    if (bd_page_url_date(h->d->url, &day))
        see(&t, day, DAY_URL);
    timed(&t);
    printed(&t);
    bool any_told = false;
    for (size_t i = 0; i < t.n; i++)
        any_told |= is_told(&t.o[i]);
    if (!any_told && bd_page_script_date(h->m, &day)) /* a walk through the whole page */
        see(&t, day, DAY_SCRIPT);
    drop_weak(&t);
    int month = url_month(h->d->url);
    for (size_t i = 0; i < t.n; i++) {
        char buf[16];
        int n = snprintf(buf, sizeof buf, "%04d-%02d-%02d", t.day[i].year, t.day[i].month,
                         t.day[i].day);
        t.o[i].answer = bd_view(bd_arena_copy(a, buf, (size_t)n), (size_t)n);
        if (month)
            t.o[i].f[t.day[i].year * 12 + t.day[i].month == month ? DAY_URL_MONTH
                                                                  : DAY_NOT_URL_MONTH] = 1;
        compare(&t, i);
    }
    if (!t.n)
        return (bede_date){0};
    size_t best = bd_rank_best(p, BD_RANK_DATES, t.o, t.n, 0);
    *metadata = any(&t.o[best], DAY_LD, DAY_URL) || any(&t.o[best], DAY_TIME_FIRST, DAY_TIME_FAR) ||
                t.o[best].f[DAY_SCRIPT] > 0;
    return t.day[best];
}
