/* SPDX-License-Identifier: Apache-2.0 */
/* Places that no table has: "the village of X", "X province", "X prison, Y". They get the country
 * and the coordinates of the place that the article puts them in. */
#include "where/where_int.h"

/* The longest name of an unknown place; how many spots back a place may lend it its country. */
enum { MAX_WORDS = 4, FAR = 6 };

static bool name_word(const where_work *w, uint32_t i) {
    uint8_t upos = w->a->words[i].upos;
    return upos == BD_UPOS_PROPN && where_capital(w, i) &&
           w->a->words[i].span.end - w->a->words[i].span.start > 2 &&
           !(where_word_class(w->folded[i]) & WORD_PARTY);
}

/* The spot that begins after word i, UINT32_MAX if there is none; spots are in text order. */
static uint32_t spot_from(const where_work *w, uint32_t i) {
    uint32_t lo = 0, hi = w->n;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (w->spot[mid].last < i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Where a new spot may take its country from: what it is nested in, else a place told shortly
 * before, else the country that the article names most. */
static bool lend(const where_work *w, const where_spot *s, uint32_t at, where_reading *r) {
    for (uint32_t j = at; j < w->n && j < at + 2; j++) {
        const where_spot *o = &w->spot[j];
        if (o->flags & (SPOT_DROP | SPOT_ADJECTIVE) || o->sentence != s->sentence)
            continue;
        if (where_in_front(w, s, o)) {
            *r = *where_meaning(w, o);
            return r->country[0] != 0;
        }
    }
    for (uint32_t j = at; j-- > 0 && at - j <= 2;) {
        const where_spot *o = &w->spot[j];
        if (o->sentence == s->sentence && !(o->flags & SPOT_DROP) && where_behind(w, o, s)) {
            *r = *where_meaning(w, o);
            return r->country[0] != 0;
        }
    }
    for (uint32_t j = at; j-- > 0 && at - j <= FAR;) {
        const where_spot *o = &w->spot[j];
        if (o->flags & (SPOT_DROP | SPOT_ADJECTIVE) || s->sentence - o->sentence > 2)
            continue;
        if (o->flags & SPOT_BEHIND || where_meaning(w, o)->rank < RANK_COUNTRY) {
            *r = *where_meaning(w, o);
            return r->country[0] != 0;
        }
    }
    return false;
}

/* The name's words from `first`, at most up to `end`; none of them in a spot that stays. */
static bool name_at(const where_work *w, uint32_t first, uint32_t end, where_spot *s) {
    uint32_t last = first;
    if (first >= end || !name_word(w, first))
        return false;
    while (last + 1 < end && last + 1 < first + MAX_WORDS && name_word(w, last + 1))
        last++;
    s->first = first;
    s->last = last;
    uint32_t at = spot_from(w, first);
    return at == w->n || w->spot[at].first > last || w->spot[at].flags & SPOT_DROP;
}

/* "X province", "X prison": the name before the word i. */
static bool name_before(const where_work *w, uint32_t i, uint32_t begin, where_spot *s) {
    uint32_t first = i;
    while (first > begin && i - first < MAX_WORDS && name_word(w, first - 1) &&
           !where_word_class(w->folded[first - 1]))
        first--;
    if (first == i)
        return false;
    s->first = first;
    s->last = i - 1;
    uint32_t at = spot_from(w, first);
    return at == w->n || w->spot[at].first >= i || w->spot[at].flags & SPOT_DROP;
}

/* Nouns for what stands somewhere and is called by a name: "near the X bridge". */
static bool is_site(bede_view v) {
    static const char *const list[] = {
        "airfield", "airport",  "area",      "barracks", "bridge",   "cathedral", "checkpoint",
        "church",   "crossing", "dam",       "highway",  "hospital", "jail",      "junction",
        "market",   "mine",     "monastery", "mosque",   "outpost",  "plant",     "port",
        "prison",   "refinery", "road",      "shrine",   "square",   "stadium",   "station",
        "street",   "temple",   "tunnel"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(v, list[k]))
            return true;
    return false;
}

/* "in", "near", "at the" before word i. */
static bool behind(const where_work *w, uint32_t i, uint32_t begin) {
    if (i > begin && bd_view_is(w->folded[i - 1], "the"))
        i--;
    return i > begin && where_word_class(w->folded[i - 1]) & WORD_IN;
}

static void try_word(where_work *w, uint32_t sentence, uint32_t i, where_spot **out, size_t *n,
                     size_t *cap) {
    const bede_sentence *x = &w->a->sentences[sentence];
    uint32_t end = x->first_word + x->n_words;
    unsigned c = where_word_class(w->folded[i]);
    where_spot s = {.sentence = sentence, .flags = SPOT_LEARNED};
    where_reading r = {0};
    bool site = !(c & WORD_NAMER) && is_site(w->folded[i]) && !where_capital(w, i);
    if (!(c & WORD_NAMER) && !site)
        return;
    bool of =
        !site && i + 2 < end && bd_view_is(w->folded[i + 1], "of") && name_at(w, i + 2, end, &s);
    /* "Sun City" is no town that is called Sun. */
    if (!of && c & WORD_TOWN && where_capital(w, i))
        return;
    if (!of && !name_before(w, i, x->first_word, &s))
        return;
    if (site && !behind(w, s.first, x->first_word))
        return;
    uint32_t at = spot_from(w, s.first);
    while (at < w->n && w->spot[at].first <= s.last)
        at++;
    if (!lend(w, &s, at, &r))
        return;
    r.name = bd_view(w->a->text.s + w->a->words[s.first].span.start,
                     w->a->words[s.last].span.end - w->a->words[s.first].span.start);
    r.rank = site ? RANK_OTHER : c & WORD_AREA ? RANK_DISTRICT : RANK_CITY;
    r.people = 0;
    w->reading =
        bd_arena_grow(w->arena, w->reading, w->n_readings, &w->cap_readings, sizeof *w->reading);
    s.readings = s.best = (uint32_t)w->n_readings;
    s.n_readings = 1;
    w->reading[w->n_readings++] = r;
    if (*n && (*out)[*n - 1].last >= s.first)
        return;
    *out = bd_arena_grow(w->arena, *out, *n, cap, sizeof **out);
    (*out)[(*n)++] = s;
}

/* ---- "in the capital" -------------------------------------------------------------------------
 */

/* The country that the article names most. */
static const char *main_country(const where_work *w) {
    const char *best = NULL;
    uint32_t top = 1;
    for (uint32_t i = 0; i < w->n; i++) {
        const char *code = w->reading[w->spot[i].best].country;
        uint32_t votes = where_votes(w, code);
        if (votes > top) {
            top = votes;
            best = code;
        }
    }
    return best && top * 3 >= w->n_votes ? best : NULL;
}

/* The capital of a country, by the tables. */
static bool capital_of(const where_work *w, const char *code, where_reading *r) {
    const bd_where *k = w->know;
    for (uint32_t row = 0; row < k->countries.n_rows; row++) {
        if (!bd_view_is(bd_table_cell(&k->countries, row, k->c_code), code))
            continue;
        bede_view name = bd_table_cell(&k->countries, row, k->c_capital), part = name, word[4];
        char low[128];
        size_t n = 0, used = 0;
        bd_phrase found[8];
        *r = (where_reading){.name = name, .rank = RANK_CAPITAL};
        memcpy(r->country, code, 3);
        while (n < 4 && name.n < sizeof low / 2 && bd_view_split(&part, ' ', &word[n])) {
            size_t size = bd_utf8_fold(word[n], low + used, sizeof low - used);
            word[n++] = bd_view(low + used, size);
            used += size;
        }
        size_t hits = n && k->places.n_rows ? bd_table_match(&k->places, word, n, found, 8) : 0;
        for (size_t i = 0; i < hits; i++) {
            const int *col = k->p_col;
            bede_view cc = bd_table_cell(&k->places, found[i].row, col[BD_WHERE_COUNTRY]);
            if (!bd_view_is(cc, code) || found[i].n_words != n)
                continue;
            r->lat = where_number(bd_table_cell(&k->places, found[i].row, col[BD_WHERE_LAT]));
            r->lon = where_number(bd_table_cell(&k->places, found[i].row, col[BD_WHERE_LON]));
            return true;
        }
        return false;
    }
    return false;
}

/* "in the capital", "in the south of the Sudanese capital": but not "the capital, Khartoum". */
static bool bare_capital(const where_work *w, const bede_sentence *x, uint32_t i) {
    uint32_t end = x->first_word + x->n_words;
    uint8_t rel = w->a->words[i].deprel;
    if (w->a->words[i].upos != BD_UPOS_NOUN || !bd_view_is(w->folded[i], "capital") ||
        rel == BD_REL_COMPOUND || i + 2 >= end)
        return false;
    uint32_t next = i + 1 + bd_view_is(w->folded[i + 1], ",");
    if (where_capital(w, next) || bd_view_is(w->folded[i + 1], "of"))
        return false;
    for (uint32_t k = i; k > x->first_word && i - k < 7; k--) {
        unsigned c = where_word_class(w->folded[k - 1]);
        if (c & WORD_IN)
            return true;
        if (!(c & (WORD_GLUE | WORD_COMPASS)) && !where_capital(w, k - 1))
            return false;
    }
    return false;
}

static void try_capital(where_work *w, uint32_t sentence, uint32_t i, where_spot **out, size_t *n,
                        size_t *cap) {
    const bede_sentence *x = &w->a->sentences[sentence];
    if (!bare_capital(w, x, i) || (*n && (*out)[*n - 1].last >= i))
        return;
    uint32_t at = spot_from(w, i);
    bool beside = at > 0 && w->spot[at - 1].last + 1 == i;
    const char *code = beside ? w->reading[w->spot[at - 1].best].country : main_country(w);
    where_reading r;
    if (!code || !code[0] || !capital_of(w, code, &r))
        return;
    w->reading =
        bd_arena_grow(w->arena, w->reading, w->n_readings, &w->cap_readings, sizeof *w->reading);
    where_spot s = {.sentence = sentence,
                    .first = i,
                    .last = i,
                    .flags = SPOT_LEARNED | SPOT_BEHIND,
                    .readings = (uint32_t)w->n_readings,
                    .best = (uint32_t)w->n_readings,
                    .n_readings = 1};
    w->reading[w->n_readings++] = r;
    *out = bd_arena_grow(w->arena, *out, *n, cap, sizeof **out);
    (*out)[(*n)++] = s;
}

/* Both lists are in text order. */
static void merge(where_work *w, const where_spot *more, size_t n) {
    where_spot *all = bd_arena_array(w->arena, w->n + n + 1, sizeof *all);
    uint32_t i = 0, j = 0, k = 0;
    while (i < w->n || j < n) {
        if (j == n || (i < w->n && w->spot[i].first <= more[j].first)) {
            /* What was no place by itself is a part of the new one. */
            bool inside = j < n && w->spot[i].last >= more[j].first;
            if (!inside)
                all[k++] = w->spot[i];
            i++;
        } else {
            all[k++] = more[j++];
            while (i < w->n && w->spot[i].first <= all[k - 1].last)
                i++;
        }
    }
    w->spot = all;
    w->n = k;
}

void where_learn(where_work *w) {
    where_spot *more = NULL;
    size_t n = 0, cap = 0;
    for (uint32_t s = 0; s < w->a->n_sentences; s++) {
        const bede_sentence *x = &w->a->sentences[s];
        uint32_t first = x->first_word, end = first + x->n_words;
        for (uint32_t i = first; i < end; i++) {
            if (w->folded[i].n == 7 && w->folded[i].s[0] == 'c')
                try_capital(w, s, i, &more, &n, &cap);
            if (!name_word(w, i))
                continue;
            if (i >= first + 2 && bd_view_is(w->folded[i - 1], "of"))
                try_word(w, s, i - 2, &more, &n, &cap);
            if (i + 1 < end)
                try_word(w, s, i + 1, &more, &n, &cap);
        }
    }
    if (n)
        merge(w, more, n);
}
