/* SPDX-License-Identifier: Apache-2.0 */
/* The deeds that one article tells of: headline, lead and body say the same thing again. */
#include "store/same.h"

#include <stdlib.h>

/* An article that tells of more deeds is a list; each mention is weighed against the last ones. */
enum { MAX_BACK = 64 };

void bd_tellings_free(bd_tellings *t) {
    free(t->deeds);
    free(t->of);
    free(t->why);
    *t = (bd_tellings){0};
}

static void place_one(bd_tellings *t, uint32_t event, const bd_deed *d) {
    size_t first = t->n > MAX_BACK ? t->n - MAX_BACK : 0, best = t->n;
    for (size_t i = first; i < t->n; i++) {
        bd_same w;
        if (bd_deed_same(&t->deeds[i], d, -1, &w) && w.sum >= BD_SAME_ARTICLE &&
            (best == t->n || w.sum > t->why[event].sum)) {
            best = i;
            t->why[event] = w;
        }
    }
    t->of[event] = (uint32_t)best;
    if (best == t->n)
        t->deeds[t->n++] = *d;
    else
        bd_deed_join(&t->deeds[best], d);
}

static bool make_room(bd_tellings *t, size_t n) {
    n = n ? n : 1;
    *t = (bd_tellings){.deeds = calloc(n, sizeof *t->deeds),
                       .of = calloc(n, sizeof *t->of),
                       .why = calloc(n, sizeof *t->why)};
    if (t->deeds && t->of && t->why)
        return true;
    bd_tellings_free(t);
    return false;
}

bool bd_tellings_of(const bede_article *a, bd_tellings *t) {
    if (!make_room(t, a->n_events))
        return false;
    for (size_t i = 0; i < a->n_events; i++) {
        bd_deed d;
        bd_deed_of(a, &a->events[i], &d);
        place_one(t, (uint32_t)i, &d);
    }
    return true;
}

bool bd_tellings_from(const bd_deed *deeds, size_t n, size_t step, bd_tellings *t) {
    if (!make_room(t, n))
        return false;
    for (size_t i = 0; i < n; i++)
        place_one(t, (uint32_t)i, (const bd_deed *)((const char *)deeds + i * step));
    return true;
}
