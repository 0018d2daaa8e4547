/* SPDX-License-Identifier: Apache-2.0 */
/* Which place lies in which, as the words say: "Homs, Syria", "the Syrian city of Homs", "Syria's
 * Homs", "Homs, a city in western Syria", "a village in Homs province". */
#include "where/where_int.h"

enum { MAX_GAP = 7 };

/* Words that may stand between two nested places. */
static bool gap_word(const where_work *w, uint32_t i) {
    unsigned c = where_word_class(w->folded[i]);
    return c & (WORD_GLUE | WORD_AREA | WORD_TOWN | WORD_COMPASS | WORD_SITE) ||
           (w->a->words[i].upos == BD_UPOS_ADJ && !where_capital(w, i));
}

static bool plain_gap(const where_work *w, uint32_t from, uint32_t to) {
    if (to < from || to - from > MAX_GAP)
        return false;
    for (uint32_t i = from; i < to; i++)
        if (!gap_word(w, i))
            return false;
    return true;
}

static bool has(const where_work *w, uint32_t from, uint32_t to, unsigned classes) {
    for (uint32_t i = from; i < to; i++)
        if (where_word_class(w->folded[i]) & classes)
            return true;
    return false;
}

static bool comma(const where_work *w, uint32_t i) {
    return bd_view_is(w->folded[i], ",");
}

/* "X, Y", "X in Y", "X, a city in Y", "X province, Y". */
static bool narrow_first(const where_work *w, uint32_t from, uint32_t to) {
    bede_view last = to > from ? w->folded[to - 1] : (bede_view){0};
    if (from == to || bd_view_is(w->folded[from], "of"))
        return false;
    if (bd_view_is(w->folded[from], "'s"))
        return false;
    if (comma(w, to - 1))
        return to - from <= 2;
    if (bd_view_is(last, "the") || where_word_class(last) & WORD_COMPASS)
        return has(w, from, to, WORD_GLUE) && !bd_view_is(w->folded[from], "the");
    return bd_view_is(last, "in") || bd_view_is(last, "near") || bd_view_is(last, "of");
}

/* "Y's X", "Y city of X", "Y 's northern X", "the capital of Y, X". */
static bool wide_first(const where_work *w, uint32_t from, uint32_t to, bool adjective) {
    if (from == to)
        return adjective;
    if (bd_view_is(w->folded[from], "'s") &&
        !(to > from + 1 && comma(w, to - 1) && !has(w, from, to, WORD_TOWN | WORD_AREA)))
        return true;
    if (comma(w, from))
        return false;
    return has(w, from, to, WORD_TOWN | WORD_AREA | WORD_SITE) &&
           (bd_view_is(w->folded[to - 1], "of") || comma(w, to - 1) ||
            where_word_class(w->folded[to - 1]) & (WORD_TOWN | WORD_AREA | WORD_SITE));
}

bool where_in_front(const where_work *w, const where_spot *x, const where_spot *y) {
    uint32_t from = x->last + 1, to = y->first;
    return x->sentence == y->sentence && plain_gap(w, from, to) && narrow_first(w, from, to);
}

bool where_behind(const where_work *w, const where_spot *y, const where_spot *x) {
    uint32_t from = y->last + 1, to = x->first;
    return x->sentence == y->sentence && plain_gap(w, from, to) &&
           wide_first(w, from, to, y->flags & SPOT_ADJECTIVE);
}

/* "a village in southern Idlib": a town's name may be its province's too. */
static bool small_in_large(const where_work *w, const where_spot *x, const where_spot *y) {
    const where_reading *a = where_meaning(w, x), *b = where_meaning(w, y);
    bool in = false;
    if (a->rank != b->rank || !(x->flags & SPOT_LEARNED || a->people * 3 < b->people))
        return false;
    for (uint32_t i = x->last + 1; i < y->first; i++) {
        if (comma(w, i))
            return false;
        in |= bd_view_is(w->folded[i], "in");
    }
    return in;
}

bool where_nested(const where_work *w, const where_spot *x, const where_spot *y, bool *first) {
    const where_reading *a = where_meaning(w, x), *b = where_meaning(w, y);
    if (x->sentence != y->sentence || strcmp(a->country, b->country) != 0 || !a->country[0])
        return false;
    *first = (b->rank > a->rank || small_in_large(w, x, y)) && where_in_front(w, x, y);
    return *first || (a->rank > b->rank && where_behind(w, x, y));
}
