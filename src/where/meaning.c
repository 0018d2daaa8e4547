/* SPDX-License-Identifier: Apache-2.0 */
/* One meaning for a name, or none: by the words around it, by the countries that the article
 * names, by size. */
#include "where/where_int.h"

/* Below this a town is known to its neighbours: its country must be in the article. */
enum { SMALL = 15000, GREAT_CAPITAL = 150000, WELL_KNOWN = 300000 };

enum { ANY_PLACE = WORD_AREA | WORD_TOWN | WORD_SITE };

/* ---- what the words around a name tell --------------------------------------------------------
 */

static bool same_sentence(const where_work *w, uint32_t i, const where_spot *s) {
    const bede_sentence *x = &w->a->sentences[s->sentence];
    return i >= x->first_word && i < x->first_word + x->n_words;
}

static unsigned class_at(const where_work *w, uint32_t i, const where_spot *s) {
    return same_sentence(w, i, s) ? where_word_class(w->folded[i]) : 0;
}

/* The word before the name, past adjectives and "the": "in the northern ...". */
static unsigned before(const where_work *w, const where_spot *s) {
    uint32_t i = s->first;
    for (int k = 0; k < 4 && i > 0 && same_sentence(w, i - 1, s); k++) {
        unsigned c = where_word_class(w->folded[--i]);
        bool skip = c & WORD_COMPASS || bd_view_is(w->folded[i], "the");
        if (c & (WORD_IN | WORD_LOOSE) || !skip)
            return c;
    }
    return 0;
}

/* "Kunduz province", "the province of Kunduz" */
static unsigned called(const where_work *w, const where_spot *s) {
    unsigned c = class_at(w, s->last + 1, s);
    if (c & WORD_COMPASS) /* "X International Airport" */
        c = class_at(w, s->last + 2, s) & WORD_SITE;
    c &= ANY_PLACE;
    if (!c && s->first >= 2 && same_sentence(w, s->first - 2, s) &&
        bd_view_is(w->folded[s->first - 1], "of"))
        c = where_word_class(w->folded[s->first - 2]) & (WORD_AREA | WORD_TOWN);
    return c;
}

/* ---- names that are no places -----------------------------------------------------------------
 */

static bool is_first_name(const where_work *w, uint32_t word) {
    bd_phrase found;
    return w->know->first_names.n_rows &&
           bd_table_match(&w->know->first_names, w->folded + word, 1, &found, 1) > 0;
}

static bool is_title(const where_work *w, const where_spot *s) {
    static const char *const offices[] = {"president", "minister", "chancellor", "secretary",
                                          "premier",   "king",     "pope",       "ambassador",
                                          "spokesman", "mayor",    "congressman"};
    if (s->first == 0 || !same_sentence(w, s->first - 1, s))
        return false;
    bede_view v = w->folded[s->first - 1];
    if (where_word_class(v) & WORD_TITLE ||
        (where_capital(w, s->first - 1) && is_first_name(w, s->first - 1)))
        return s->first == s->last;
    for (size_t k = 0; k < sizeof offices / sizeof *offices; k++)
        if (bd_view_is(v, offices[k]))
            return true;
    return false;
}

/* What the longer name around it is: "Kabul University" is at Kabul, "Kyiv Post" nowhere. */
static bool part_of_name(const where_work *w, const where_spot *s) {
    uint32_t k = w->in_name[s->first];
    if (!k)
        return false;
    const bede_name *n = &w->a->names[k - 1];
    uint32_t first = n->first, last = n->last;
    if (last > s->last && same_sentence(w, s->last + 1, s)) {
        uint32_t next = s->last + 1;
        unsigned c = where_word_class(w->folded[last]), d = where_word_class(w->folded[next]);
        if (c & (WORD_PARTY | WORD_AFFAIR) || d & (WORD_PARTY | WORD_AFFAIR))
            return true;
        bool place = c & WORD_GATHERING || (d & (ANY_PLACE | WORD_COMPASS) && c & ANY_PLACE);
        if (!place && !bd_view_is(w->folded[next], "'s") && w->in_name[next] == k)
            return true;
    }
    if (first >= s->first || s->first == 0)
        return false;
    unsigned b = where_word_class(w->folded[s->first - 1]);
    if (b & (WORD_IN | WORD_COMPASS))
        return false;
    if (bd_view_is(w->folded[s->first - 1], "of") && s->first >= 2)
        return !(where_word_class(w->folded[s->first - 2]) & (WORD_AREA | WORD_TOWN | WORD_SITE));
    return !(b & (ANY_PLACE | WORD_GLUE)) && !bd_view_is(w->folded[s->first - 1], "'s");
}

/* "Moscow-backed" */
static bool hyphened(const where_work *w, const where_spot *s) {
    uint32_t i = s->last + 1;
    if (!same_sentence(w, i + 1, s) || !bd_view_is(w->folded[i], "-") ||
        w->a->words[s->last].flags & BEDE_WORD_SPACE_AFTER)
        return false;
    return where_word_class(w->folded[i + 1]) & WORD_HYPHENED;
}

static bool person_here(const where_work *w, const where_spot *s) {
    return s->first == s->last && bd_map_get(&w->surnames, w->folded[s->first]) != NULL;
}

/* Persons' names end in words that stand alone later on: "Jack London", "London said". */
static void learn_surnames(where_work *w) {
    for (size_t k = 0; k < w->a->n_names; k++) {
        const bede_name *n = &w->a->names[k];
        if (n->last != n->first + 1 && n->last != n->first + 2)
            continue;
        bool person = true;
        for (uint32_t i = n->first; i <= n->last && person; i++)
            person = !where_word_class(w->folded[i]);
        if (person)
            bd_map_put(&w->surnames, w->folded[n->last], 1);
    }
}

/* ---- which of them ----------------------------------------------------------------------------
 */

static double votes_weight(const where_work *w, const where_reading *r) {
    uint32_t v = where_votes(w, r->country);
    if (!v)
        return 0;
    return 0.8 + 2.0 * v / w->n_votes + 0.15 * (v < 8 ? v : 8);
}

/* About the decimal logarithm; the same on every machine. */
static double magnitude(double x) {
    double n = 0;
    for (; x >= 10 && n < 12; n++)
        x /= 10;
    return n + (x - 1) / 9;
}

static double weigh(const where_work *w, const where_reading *r, const char *asked,
                    unsigned called_as, float largest) {
    double x = magnitude((double)r->people + 10);
    if (r->rank == RANK_COUNTRY)
        x = 9.5;
    else if (r->rank == RANK_CAPITAL)
        x = r->people >= GREAT_CAPITAL || where_votes(w, r->country) ? (x > 7.2 ? x : 7.2) : x + 1;
    else if (r->rank == RANK_REGION)
        x -= 1.6;
    else if (r->rank == RANK_DISTRICT)
        x -= 2;
    else if (r->rank == RANK_OTHER)
        x = 5.5;
    if (r->rank < RANK_REGION && r->people * 8 < largest)
        x -= 3; /* the namesake of a great city */
    x += votes_weight(w, r);
    if (asked)
        x += strcmp(asked, r->country) == 0 ? 6 : -3;
    if (called_as & WORD_AREA)
        x += r->rank == RANK_REGION || r->rank == RANK_DISTRICT ? 3 : 0;
    else if (called_as & WORD_TOWN)
        x += r->rank == RANK_CITY || r->rank == RANK_CAPITAL ? 2 : 0;
    if (r->by_hand)
        x += 0.5;
    return x;
}

static void choose(const where_work *w, where_spot *s, const char *asked) {
    unsigned called_as = called(w, s);
    double top = -1e9;
    float largest = 0;
    for (uint32_t k = s->readings; k < s->readings + s->n_readings; k++)
        if (w->reading[k].rank < RANK_REGION && w->reading[k].people > largest)
            largest = w->reading[k].people;
    for (uint32_t k = s->readings; k < s->readings + s->n_readings; k++) {
        double x = weigh(w, &w->reading[k], asked, called_as, largest);
        if (x > top) {
            top = x;
            s->best = k;
        }
    }
}

/* A country that both may be in; the wide one must be a region or a country. */
static const char *common(const where_work *w, const where_spot *narrow, const where_spot *wide) {
    for (uint32_t k = wide->readings; k < wide->readings + wide->n_readings; k++) {
        const where_reading *y = &w->reading[k];
        if (y->rank < RANK_DISTRICT || !y->country[0])
            continue;
        for (uint32_t j = narrow->readings; j < narrow->readings + narrow->n_readings; j++)
            if (strcmp(w->reading[j].country, y->country) == 0 && w->reading[j].rank < RANK_COUNTRY)
                return y->country;
    }
    return NULL;
}

/* The country that the neighbours tell: of spot i. */
static const char *asked_country(where_work *w, uint32_t i, const char *told) {
    where_spot *s = &w->spot[i];
    const char *code = NULL;
    uint32_t j = i + 1;
    while (j < w->n && j < i + 3 && w->spot[j].flags & SPOT_ADJECTIVE)
        j++;
    if (j < w->n && where_in_front(w, s, &w->spot[j]))
        code = common(w, s, &w->spot[j]);
    bool nested = false;
    if (!code && i > 0 && (nested = where_behind(w, &w->spot[i - 1], s)))
        code = common(w, s, &w->spot[i - 1]);
    /* "Ohio's Lebanon County": none of those that are known. */
    if (nested && !code && called(w, s) & WORD_AREA)
        s->flags |= SPOT_DROP;
    /* "Athens, Georgia": the narrow name tells which of the wide ones. */
    if (!code && i > 0 && !(w->spot[i - 1].flags & SPOT_ADJECTIVE) &&
        where_in_front(w, &w->spot[i - 1], s)) {
        code = common(w, &w->spot[i - 1], s);
        if (code && strcmp(w->reading[w->spot[i - 1].best].country, code) != 0)
            code = NULL;
    }
    return code ? code : told;
}

/* ---- is it one at all ---------------------------------------------------------------------------
 */

static bool proper(const where_work *w, const where_spot *s) {
    for (uint32_t i = s->first; i <= s->last; i++)
        if (w->a->words[i].upos == BD_UPOS_PROPN)
            return true;
    return s->first < s->last;
}

static bede_view text_of(const where_work *w, const where_spot *s) {
    uint32_t from = w->a->words[s->first].span.start;
    return bd_view(w->a->text.s + from, w->a->words[s->last].span.end - from);
}

static bool capitals(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] >= 'a' && v.s[i] <= 'z')
            return false;
    return v.n > 1;
}

/* One word in capitals amid others that are not: "FREE", "EST". */
static bool shouted(const where_work *w, const where_spot *s) {
    const bede_sentence *x = &w->a->sentences[s->sentence];
    uint32_t i = s->first;
    if (i < s->last || !capitals(text_of(w, s)))
        return false;
    bool before_too = i > x->first_word && capitals(bd_word_text(w->a, &w->a->words[i - 1]));
    bool after_too =
        i + 1 < x->first_word + x->n_words && capitals(bd_word_text(w->a, &w->a->words[i + 1]));
    return !before_too && !after_too && (i > x->first_word || w->folded[i].n < 4);
}

/* The name before it in a row of names is a place behind "in". */
static bool in_row(const where_work *w, uint32_t i) {
    if (i == 0 || w->spot[i - 1].sentence != w->spot[i].sentence)
        return false;
    const where_spot *o = &w->spot[i - 1];
    uint32_t gap = w->spot[i].first - o->last;
    bede_view v = w->folded[w->spot[i].first - 1];
    return !(o->flags & SPOT_DROP) && o->flags & SPOT_BEHIND && gap <= 3 &&
           (bd_view_is(v, "and") || bd_view_is(v, ",") || bd_view_is(v, "or"));
}

/* Squares and streets of a name are many: their country must be in the article. */
static bool common_name(bede_view last) {
    static const char *const list[] = {"square", "street", "avenue",   "park",  "palace", "bridge",
                                       "gate",   "market", "hospital", "beach", "house"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(last, list[k]))
            return true;
    return false;
}

/* "visited X", "X was bombed" */
static bool object(const where_work *w, const where_spot *s) {
    uint8_t rel = w->a->words[s->last].deprel;
    return rel == BD_REL_OBJ || rel == BD_REL_NSUBJ_PASS;
}

static bool believable(where_work *w, uint32_t i, bool asked) {
    where_spot *s = &w->spot[i];
    const where_reading *r = where_meaning(w, s);
    unsigned b = before(w, s);
    if (b & WORD_IN || in_row(w, i))
        s->flags |= SPOT_BEHIND;
    else if (b & WORD_LOOSE || object(w, s) || called(w, s) & WORD_SITE)
        s->flags |= SPOT_LOOSE;
    if (!proper(w, s) && r->rank < RANK_CAPITAL && (!(s->flags & SPOT_BEHIND) || r->people < SMALL))
        return false;
    if (hyphened(w, s) || is_title(w, s) || part_of_name(w, s))
        return false;
    if (asked)
        return true;
    bool behind = s->flags & SPOT_BEHIND, here = where_votes(w, r->country) > 0;
    if (person_here(w, s) && !behind)
        return false;
    if (shouted(w, s) && r->rank != RANK_COUNTRY && r->rank != RANK_CAPITAL)
        return false;
    if (is_first_name(w, s->first) && s->first == s->last && r->rank < RANK_CAPITAL)
        return here && behind;
    if (r->rank == RANK_COUNTRY || (r->rank == RANK_CAPITAL && (here || r->people > GREAT_CAPITAL)))
        return true;
    if (called(w, s) & (WORD_AREA | WORD_TOWN))
        return true;
    if (r->by_hand && r->rank == RANK_OTHER)
        return here || !r->country[0] ||
               (!common_name(w->folded[s->last]) &&
                (behind || s->flags & SPOT_LOOSE || s->first < s->last));
    if (r->by_hand && (r->rank == RANK_REGION || s->first < s->last || here || behind))
        return true;
    if (r->rank == RANK_REGION)
        return behind || here || r->people > 3e6F;
    if (r->rank == RANK_DISTRICT || r->people < SMALL)
        return here && (behind || (s->flags & SPOT_LOOSE && w->reading[s->best].people > 3000));
    if (behind)
        return here || r->people >= 50000 || s->n_readings <= 2;
    if (bd_map_get(&w->proven, text_of(w, s)) || r->people >= 1e6F)
        return true;
    return s->flags & SPOT_LOOSE ? here || r->people >= WELL_KNOWN
                                 : s->first < s->last && r->people >= 100000;
}

void where_choose(where_work *w) {
    bd_map told; /* a name's text -> reading that the article itself told */
    bd_map_init(&told, w->arena);
    learn_surnames(w);
    for (uint32_t i = 0; i < w->n; i++) {
        where_spot *s = &w->spot[i];
        if (s->flags & SPOT_ADJECTIVE)
            continue;
        if (before(w, s) & WORD_IN || called(w, s) & (WORD_AREA | WORD_TOWN))
            bd_map_put(&w->proven, text_of(w, s), 1);
        const char *code = asked_country(w, i, NULL);
        if (code) {
            s->flags |= SPOT_ASKED;
            choose(w, s, code);
            bd_map_put(&told, w->reading[s->best].name, s->best);
        }
    }
    for (uint32_t i = 0; i < w->n; i++) {
        where_spot *s = &w->spot[i];
        if (s->flags & SPOT_ADJECTIVE)
            continue;
        if (!(s->flags & SPOT_ASKED)) {
            uint32_t *known = NULL;
            for (uint32_t k = s->readings; k < s->readings + s->n_readings && !known; k++)
                known = bd_map_get(&told, w->reading[k].name);
            choose(w, s, known ? w->reading[*known].country : NULL);
        }
        if (s->flags & SPOT_DROP || !believable(w, i, s->flags & SPOT_ASKED))
            s->flags |= SPOT_DROP;
    }
}
