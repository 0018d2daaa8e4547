/* SPDX-License-Identifier: Apache-2.0 */
/* Whose the thing is that an act is done to, when nobody is named: "shelled villages along the
 * border", "a blast hit a cathedral in the south", "police searched an office".
 *
 * What stands on somebody's ground is somebody's: of the country of the place that the phrase or
 * the clause names; for police and courts, who act at home, of their own; else of the country that
 * the sentences around speak of, if it is one. */
#include "what/what_int.h"

#include "sentence/tags.h"

enum { AROUND = 60, MANY = 6 };

typedef struct vote {
    char code[4];
    uint32_t n;
} vote;

static bool is_site(const what_sent *s, int32_t word) {
    int32_t m = s->mention[word];
    return s->r->site >= 0 && s->id[word] && (m < 0 || !s->a->mentions[m].who.code[0]) &&
           what_set_has(&s->r->sets[s->r->site], s->id[word]);
}

/* "a wave of missiles at dozens of houses": what is counted. */
static int32_t counted_site(const what_sent *s, int32_t word) {
    for (int k = 0; k < 3; k++) {
        if (is_site(s, word))
            return word;
        int32_t next = -1;
        WHAT_CHILDREN(s, word, c)
        if (s->rel[c] == R_NMOD && what_case_slot(s, c) == SLOT_OF)
            next = c;
        if (next < 0)
            return -1;
        word = next;
    }
    return -1;
}

static int32_t site_of(const what_sent *s, const what_hit *h) {
    static const uint32_t of_verb[] = {SLOT_OBJ, SLOT_AT, SLOT_ON, SLOT_INTO};
    static const uint32_t of_noun[] = {SLOT_OBJ, SLOT_ON, SLOT_AGAINST, SLOT_AT, SLOT_OF};
    const uint32_t *slots = h->frame->noun ? of_noun : of_verb;
    size_t n_slots = h->frame->noun ? 5 : 4;
    for (size_t k = 0; k < n_slots; k++) {
        what_arg args[8];
        size_t n = what_slot_args(s, h, slots[k], args, 8);
        for (size_t i = 0; i < n; i++) {
            int32_t site = what_is_verb(s, args[i].word) ? -1 : counted_site(s, args[i].word);
            if (site >= 0)
                return site;
        }
    }
    return -1;
}

/* Of the words of the phrase, those that tell whose it is ("a British-flagged tanker") or name a
 * place ("houses in the suburb of X"). */
static const char *inside(const what_sent *s, int32_t site) {
    const bede_article *a = s->a;
    for (int32_t i = site; i-- > 0 && what_under(s, i, site);) {
        int32_t m = s->mention[i];
        if (m >= 0 && a->mentions[m].who.code[0] &&
            !(a->mentions[m].flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_AGAINST)))
            return a->mentions[m].who.code;
    }
    size_t lo = 0, hi = a->n_places;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->places[mid].sentence < s->index)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < a->n_places && a->places[lo].sentence == s->index; lo++) {
        const bede_place *p = &a->places[lo];
        int32_t word = (int32_t)p->first - (int32_t)s->first;
        if (p->country[0] && word < s->n && what_under(s, word, site))
            return p->country;
    }
    return NULL;
}

static bool stays_at_home(const what_parties *actors) {
    for (size_t i = 0; i < actors->n; i++)
        if (strcmp(actors->list[i].who.sector, "COP") != 0 &&
            strcmp(actors->list[i].who.sector, "JUD") != 0)
            return false;
    return actors->n > 0 && actors->list[0].who.code[0];
}

static size_t first_mention(const bede_article *a, uint32_t word) {
    size_t lo = 0, hi = a->n_mentions;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->mentions[mid].head < word)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The country that more than half of those named near by are of. */
static const char *around(const what_sent *s, char out[4]) {
    const bede_article *a = s->a;
    size_t at = first_mention(a, s->first), all = 0;
    size_t from = at > AROUND ? at - AROUND : 0,
           to = at + AROUND < a->n_mentions ? at + AROUND : a->n_mentions;
    vote list[MANY] = {0};
    for (size_t i = from; i < to; i++) {
        const char *code = a->mentions[i].who.country;
        if (!code[0] || a->mentions[i].flags & BEDE_MENTION_MEDIA)
            continue;
        all++;
        for (size_t k = 0; k < MANY; k++) {
            if (!list[k].n)
                memcpy(list[k].code, code, 4);
            if (strcmp(list[k].code, code) == 0) {
                list[k].n++;
                break;
            }
        }
    }
    for (size_t k = 0; k < MANY; k++)
        if (2 * list[k].n > all) {
            memcpy(out, list[k].code, 4);
            return out;
        }
    return NULL;
}

static bool is_military(const what_sent *s, int32_t site) {
    static const char *const list[] = {"base",     "barracks", "outpost", "airbase",    "garrison",
                                       "position", "bunker",   "radar",   "stronghold", NULL};
    for (const char *const *w = list; *w; w++)
        if (bd_view_is(s->w[site].lemma, *w))
            return true;
    WHAT_CHILDREN(s, site, c)
    if (bd_view_is(s->w[c].lemma, "army") || bd_view_is(s->w[c].lemma, "military"))
        return true;
    return false;
}

static bede_span span_of(const what_sent *s, int32_t site) {
    bede_span span = s->w[site].span;
    for (int32_t i = site; i-- > 0 && what_under(s, i, site);)
        span.start = s->w[i].span.start;
    return span;
}

/* A crowd that blocks a road means nobody by it; one that storms an office does. */
static bool is_meant(const what_sent *s, const what_hit *h, int32_t site) {
    static const char *const list[] = {"station", "headquarters", "office", "building", "compound",
                                       "embassy", "consulate",    "palace", NULL};
    if (h->type == BEDE_ASSAULT || h->type == BEDE_COERCE)
        return true;
    for (const char *const *w = list; *w && h->type == BEDE_PROTEST; w++)
        if (bd_view_is(s->w[site].lemma, *w))
            return true;
    return false;
}

static const char *here(const what_sent *s, const what_hit *h, const what_parties *actors,
                        char code[4]) {
    bede_event e = {.type = (bede_event_type)h->type,
                    .actors = actors->list,
                    .n_actors = actors->n,
                    .place = UINT32_MAX};
    what_where(s, h, &e);
    return e.place != UINT32_MAX && s->a->places[e.place].country[0] ? s->a->places[e.place].country
                                                                     : around(s, code);
}

static bool none_known(const what_parties *p) {
    for (size_t i = 0; i < p->n; i++)
        if (p->list[i].who.code[0])
            return false;
    return true;
}

static void put(const what_sent *s, what_parties *p, int32_t word, const char *whose,
                const char *sector) {
    bede_party party = {.span = span_of(s, word), .mention = UINT32_MAX};
    memcpy(party.who.code, whose, 4);
    memcpy(party.who.country, whose, 4);
    memcpy(party.who.sector, sector, 4);
    p->n = 0;
    p->list = bd_arena_grow(s->arena, p->list, p->n, &p->cap, sizeof party);
    p->list[p->n++] = party;
}

/* "Hundreds of thousands marched": a crowd that has no name is of where it walks. */
void what_fill_crowd(const what_sent *s, const what_hit *h, what_parties *actors) {
    static const char *const crowds[] = {"hundred", "thousand", "dozen",  "million",
                                         "score",   "crowd",    "people", NULL};
    what_arg args[4];
    char code[4];
    if (h->type != BEDE_PROTEST || !none_known(actors))
        return;
    size_t n = what_slot_args(s, h, SLOT_SUBJ, args, 4);
    for (size_t i = 0; i < n; i++)
        for (const char *const *w = crowds; *w; w++)
            if (bd_view_is(s->w[args[i].word].lemma, *w)) {
                const char *whose = here(s, h, actors, code);
                if (whose)
                    put(s, actors, args[i].word, whose, "CVL");
                return;
            }
}

/* Ships and lorries are of anywhere. */
static bool moves(const what_sent *s, int32_t site) {
    static const char *const list[] = {"ship",   "boat",  "vessel", "tanker", "plane", "aircraft",
                                       "convoy", "truck", "car",    "train",  "bus",   NULL};
    for (const char *const *w = list; *w; w++)
        if (bd_view_is(s->w[site].lemma, *w))
            return true;
    return false;
}

void what_fill_site(const what_sent *s, const what_hit *h, const what_parties *actors,
                    what_parties *recipients) {
    char code[4];
    if (!none_known(recipients) || h->rule->roles.recipient[0] == SLOT_NOBODY ||
        h->rule->flags & FLAG_MUTUAL)
        return;
    int32_t site = site_of(s, h);
    if (site < 0 || !is_meant(s, h, site))
        return;
    const char *whose = inside(s, site);
    if (!whose && stays_at_home(actors))
        whose = actors->list[0].who.code;
    if (!whose && !moves(s, site))
        whose = here(s, h, actors, code);
    if (!whose)
        return;
    put(s, recipients, site, whose, is_military(s, site) ? "MIL" : "CVL");
}
