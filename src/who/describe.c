/* SPDX-License-Identifier: Apache-2.0 */
/* Descriptions without an owner: "the minister", "soldiers", "militants".
 *
 * The words do not say whose they are, the article does. Every earlier mention near by speaks for
 * its country, the louder the nearer it is and the more it is like the description; places in the
 * sentence and the country that the article is about speak too. The loudest is believed. */
#include "who/who_int.h"

enum { MAX_CANDIDATES = 24, NEAR = 160, ENOUGH = 12 };

typedef struct candidate {
    char code[4], country[4];
    double score, best; /* best: of one mention */
    size_t like;        /* the mention that is most like the description; SIZE_MAX */
} candidate;

typedef struct poll {
    candidate list[MAX_CANDIDATES];
    size_t n;
    double all;
} poll;

static bool official(const char *sector) {
    static const char *const list[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (!strcmp(sector, list[i]))
            return true;
    return false;
}

static bool armed_movement(const char *sector) {
    return !strcmp(sector, "REB") || !strcmp(sector, "UAF") || !strcmp(sector, "PRM");
}

static bool private_person(const char *sector) {
    static const char *const list[] = {"CVL", "EDU", "LAB", "MED", "REF", "REL", "SOC", "AGR"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (!strcmp(sector, list[i]))
            return true;
    return false;
}

static bool body_of_states(const char *sector) {
    return !strcmp(sector, "IGO") || !strcmp(sector, "NGO");
}

static void vote(poll *p, const char *code, const char *country, double weight, size_t like) {
    size_t i = 0;
    if (!code[0] || weight <= 0)
        return;
    while (i < p->n && strcmp(p->list[i].code, code) != 0)
        i++;
    if (i == p->n) {
        if (p->n == MAX_CANDIDATES)
            return;
        p->list[p->n] = (candidate){.like = SIZE_MAX};
        memcpy(p->list[p->n].code, code, 4);
        p->n++;
    }
    candidate *c = &p->list[i];
    if (country[0])
        memcpy(c->country, country, 4);
    c->score += weight;
    p->all += weight;
    if (like != SIZE_MAX && weight > c->best) {
        c->best = weight;
        c->like = like;
    }
}

static bede_view lemma_of_head(const who_work *w, size_t i) {
    return w->a->words[w->m[i].head].lemma;
}

/* Embassies and ambassadors stand in a country that is not theirs. */
static bool abroad(const who_work *w, size_t i) {
    static const char *const list[] = {"embassy", "consulate", "ambassador", "diplomat",
                                       "mission", "consul",    "envoy",      "peacekeeper"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(lemma_of_head(w, i), list[k]))
            return true;
    return false;
}

/* Governments and armies are not of the place that the news is from; everybody else is. */
static bool is_local(const who_work *w, size_t i) {
    static const char *const offices[] = {"authority", "official", "governor", "mayor",
                                          "councillor"};
    const char *sector = w->m[i].who.sector;
    for (size_t k = 0; k < sizeof offices / sizeof *offices; k++)
        if (bd_view_is(lemma_of_head(w, i), offices[k]))
            return true;
    return strcmp(sector, "GOV") != 0 && strcmp(sector, "MIL") != 0;
}

/* Those of the place that the news is from, wherever the parties are from. */
static bool lives_there(const who_work *w, size_t i) {
    static const char *const people[] = {"resident", "villager", "witness",  "bystander",
                                         "local",    "hospital", "official", "authority"};
    for (size_t k = 0; k < sizeof people / sizeof *people; k++)
        if (bd_view_is(lemma_of_head(w, i), people[k]))
            return true;
    const char *sector = w->m[i].who.sector;
    return !strcmp(sector, "COP") || !strcmp(sector, "MED");
}

/* The same head, or what is named before the head: "police convoy" and "police". */
static bool same_noun(const who_work *w, size_t i, size_t j) {
    const bede_mention *m = &w->m[i];
    bede_view its = lemma_of_head(w, j);
    if (bd_view_eq(its, lemma_of_head(w, i)))
        return true;
    for (uint32_t k = m->first; k < m->head; k++)
        if (w->a->words[k].deprel == BD_REL_COMPOUND && bd_view_eq(w->a->words[k].lemma, its))
            return strcmp(m->who.sector, w->m[j].who.sector) == 0;
    return false;
}

/* "Western governments", "foreign officials", "other countries": just not of the countries at hand.
 */
static bool of_elsewhere(const who_work *w, size_t i) {
    static const char *const list[] = {
        "foreign",     "western",       "other",  "world",    "global",  "european",
        "asian",       "african",       "arab",   "regional", "various", "neighbouring",
        "neighboring", "international", "muslim", "many",     "several", "member"};
    const bede_mention *m = &w->m[i];
    for (uint32_t k = m->first; k < m->head; k++)
        for (size_t n = 0; n < sizeof list / sizeof *list; n++)
            if (bd_view_is(w->folded[k], list[n]))
                return m->flags & BEDE_MENTION_PLURAL;
    return false;
}

/* Those who took power: few countries at hand have them, however they are called. */
static bool putschists(bede_view lemma) {
    return bd_view_is(lemma, "junta") || bd_view_is(lemma, "putschist") ||
           bd_view_is(lemma, "plotter") || bd_view_is(lemma, "general");
}

static bool holds_power(const who_work *w, size_t i) {
    const bede_mention *m = &w->m[i];
    if (strcmp(m->who.sector, "GOV") != 0 && strcmp(m->who.sector, "MIL") != 0)
        return false;
    for (uint32_t k = m->first; k < m->head; k++)
        if (bd_view_is(w->folded[k], "coup") || bd_view_is(w->folded[k], "junta"))
            return true;
    return putschists(lemma_of_head(w, i));
}

/* How much mention j tells of who the description i is, were they side by side. */
static double kinship(const who_work *w, size_t i, size_t j, bool *same) {
    const bede_mention *m = &w->m[i], *o = &w->m[j];
    const char *mine = m->who.sector, *its = o->who.sector;
    *same = same_noun(w, i, j) && !(o->flags & (BEDE_MENTION_PLACE | BEDE_MENTION_MODIFIER));
    if (armed_movement(mine)) {
        *same = *same && armed_movement(its);
        return *same ? 4 : armed_movement(its) ? 2 : 0;
    }
    if (body_of_states(its) && !body_of_states(mine) && !*same)
        return 0;
    if (armed_movement(its))
        return 0;
    if (*same)
        return 5;
    if (holds_power(w, i) && holds_power(w, j))
        return 5;
    if (!strcmp(mine, its) && !abroad(w, j) && !(lives_there(w, i) && !strcmp(mine, "GOV")))
        return o->flags & BEDE_MENTION_MODIFIER ? 0.8 : 2;
    if (lives_there(w, i))
        return o->flags & BEDE_MENTION_PLACE      ? (who_location(w, o) ? 1.6 : 0.4)
               : private_person(its)              ? 0.8
               : o->flags & BEDE_MENTION_MODIFIER ? 0.6
                                                  : 0.3;
    if (official(mine)) {
        if (abroad(w, j))
            return 0.3;
        if (o->flags & BEDE_MENTION_PLACE)
            return who_location(w, o) == is_local(w, i) ? 1.2 : 0.7;
        if (o->flags & BEDE_MENTION_MODIFIER)
            return 0.5;
        if (private_person(its))
            return is_local(w, i) ? 0.6 : 0.3;
        return official(its) && !is_local(w, i) ? 1.2 : 0.4;
    }
    if (o->flags & BEDE_MENTION_PLACE)
        return who_location(w, o) ? 1.6 : 0.7;
    if (private_person(its))
        return 1.2;
    return o->flags & BEDE_MENTION_MODIFIER ? 0.5 : 0.2;
}

/* What is told in the same words keeps some of its voice all over the article. */
static double nearness(const who_work *w, size_t i, size_t j, bool same) {
    uint32_t a = w->m[i].sentence, b = w->m[j].sentence;
    double near = b <= a ? 1 / (1 + 0.5 * (a - b)) : 0.25 / (1 + 0.5 * (b - a));
    double least = same ? 0.65 : 0.05;
    return near > least ? near : least;
}

/* A town or region that is not an actor of the dictionaries as well. */
static bool speaks_alone(const who_work *w, const bede_place *p) {
    if (p->kind == BEDE_PLACE_COUNTRY || !p->country[0])
        return false;
    for (uint32_t i = p->first; i <= p->last; i++)
        if (w->at[i] && w->m[w->at[i] - 1].who.code[0])
            return false;
    return true;
}

/* The country that the article is about: named most, the headline's weighing more. */
static void main_country(const who_work *w, char out[4], double *share_of_all) {
    bd_map count;
    bd_map_init(&count, w->arena);
    uint32_t top = 0, all = 0;
    out[0] = 0;
    for (size_t i = 0; i < w->n; i++) {
        const bede_mention *m = &w->m[i];
        const char *code = m->who.country[0] ? m->who.country : m->who.code;
        if (!code[0] || m->flags & BEDE_MENTION_MEDIA)
            continue;
        uint32_t *n = bd_map_put(&count, bd_view(bd_arena_copy(w->arena, code, 3), 3), 0);
        *n += m->sentence < 3 ? 2 : 1;
        all += m->sentence < 3 ? 2 : 1;
        if (*n > top) {
            top = *n;
            memcpy(out, code, 4);
        }
    }
    for (size_t k = 0; k < w->a->n_places; k++) {
        if (!speaks_alone(w, &w->a->places[k]))
            continue;
        const bede_place *p = &w->a->places[k];
        uint32_t *n = bd_map_put(&count, bd_view(bd_arena_copy(w->arena, p->country, 3), 3), 0);
        ++*n;
        all++;
        if (*n > top) {
            top = *n;
            memcpy(out, p->country, 4);
        }
    }
    /* A few mentions say little of what an article is about. */
    *share_of_all = all ? (double)top / (all > ENOUGH ? all : ENOUGH) : 0;
}

/* The country of a place in the same sentence that something is said to be in. */
static const char *place_country(const who_work *w, uint32_t sentence) {
    static const char *const before[] = {"in",     "at",     "near",       "inside", "outside",
                                         "around", "across", "throughout", "within", "along"};
    const bede_article *a = w->a;
    size_t lo = 0, hi = a->n_places;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->places[mid].sentence < sentence)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < a->n_places && a->places[lo].sentence == sentence; lo++) {
        const bede_place *p = &a->places[lo];
        uint32_t from = p->first > 4 ? p->first - 4 : 0;
        if (!p->country[0])
            continue;
        for (uint32_t i = p->first; i-- > from;)
            for (size_t k = 0; k < sizeof before / sizeof *before; k++)
                if (bd_view_is(w->folded[i], before[k]))
                    return p->country;
    }
    return NULL;
}

/* Armies and governments act abroad; police, courts and people are where they are. */
static double place_weight(const char *sector) {
    return !strcmp(sector, "GOV") || !strcmp(sector, "MIL") ? 0.8 : 1.6;
}

static void ask(const who_work *w, size_t i, poll *p) {
    size_t from = i > NEAR ? i - NEAR : 0, to = i + NEAR < w->n ? i + NEAR : w->n;
    bool armed = armed_movement(w->m[i].who.sector);
    for (size_t j = from; j < to; j++) {
        const bede_mention *o = &w->m[j];
        if (j == i || !o->who.code[0] || o->flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_MEDIA))
            continue;
        bool same = false;
        double weight = kinship(w, i, j, &same);
        if (!w->note[j].resolved) /* a guess of before: kept up, but it speaks for no other */
            weight = same ? 2.5 : 0;
        weight *= nearness(w, i, j, same);
        /* But for movements and bodies of states it is the country that passes on. */
        bool own_code = armed || same || body_of_states(o->who.sector);
        const char *code = own_code || !o->who.country[0] ? o->who.code : o->who.country;
        vote(p, code, o->who.country, weight, same ? j : SIZE_MAX);
    }
}

/* Where things happen near by speaks for those who live there. */
static void ask_places(const who_work *w, size_t i, poll *p) {
    const bede_article *a = w->a;
    uint32_t at = w->m[i].sentence;
    for (size_t k = 0; k < a->n_places; k++) {
        uint32_t s = a->places[k].sentence;
        if (s > at + 2 || s + 8 < at || !speaks_alone(w, &a->places[k]))
            continue;
        double far = s <= at ? at - s : 2.0 * (s - at);
        vote(p, a->places[k].country, a->places[k].country, 0.9 / (1 + 0.5 * far), SIZE_MAX);
    }
}

static bool is_definite(const who_work *w, const bede_mention *m) {
    static const char *const list[] = {"the", "this", "that", "these", "those"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(w->folded[m->first], list[k]))
            return true;
    return false;
}

/* "The junta": where the article gives the noun but one owner, it is this one's. SIZE_MAX: many or
 * none. */
static size_t only_owner(const who_work *w, size_t i) {
    size_t from = i > NEAR ? i - NEAR : 0, best = SIZE_MAX;
    bool power = holds_power(w, i);
    if (!power && !w->note[i].person)
        return SIZE_MAX; /* "the government" of any */
    for (size_t j = from; j < i + NEAR && j < w->n; j++) {
        const bede_mention *o = &w->m[j];
        if (j == i || !w->note[j].resolved || !o->who.code[0] ||
            o->flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_MODIFIER | BEDE_MENTION_PLACE) ||
            !(bd_view_eq(lemma_of_head(w, i), lemma_of_head(w, j)) || (power && holds_power(w, j))))
            continue;
        if (best != SIZE_MAX && strcmp(o->who.code, w->m[best].who.code) != 0)
            return SIZE_MAX;
        if (best == SIZE_MAX || j < i)
            best = j;
    }
    return best;
}

static void guess(who_work *w, size_t i, const candidate *c) {
    memcpy(w->m[i].who.code, c->code, 4);
    memcpy(w->m[i].who.country, c->country[0] ? c->country : c->code, 4);
    w->m[i].source = BD_LIT("grammar: role, country by the article");
}

static void resolve(who_work *w, size_t i, const char *country, double dominance) {
    poll p = {.n = 0};
    bede_mention *m = &w->m[i];
    bool state = official(m->who.sector);
    size_t owner = is_definite(w, m) ? only_owner(w, i) : SIZE_MAX;
    if (owner != SIZE_MAX && state) {
        candidate c = {.like = owner};
        memcpy(c.code, w->m[owner].who.code, 4);
        memcpy(c.country, w->m[owner].who.country, 4);
        guess(w, i, &c);
        return;
    }
    ask(w, i, &p);
    bool movement = p.n && armed_movement(m->who.sector);
    if (!movement) {
        const char *here = place_country(w, m->sentence);
        if (here)
            vote(&p, here, here, place_weight(m->who.sector), SIZE_MAX);
        if (is_local(w, i))
            ask_places(w, i, &p);
        if (state || dominance > 0.4)
            vote(&p, country, country, (lives_there(w, i) ? 0.6 : 2) * dominance, SIZE_MAX);
    }
    const candidate *best = NULL;
    for (size_t k = 0; k < p.n; k++)
        if (!best || p.list[k].score > best->score)
            best = &p.list[k];
    /* Of anybody, only the plainest is believed. */
    if (!best || (!state && !movement && best->like == SIZE_MAX && best->score < 0.4 * p.all))
        return;
    if (best->like != SIZE_MAX && best->like < i && is_definite(w, m))
        who_share(w, i, best->like);
    else
        guess(w, i, best);
}

/* Bodies that many countries have, though the dictionary knows the one that is named most. */
static bool is_common(bede_view name) {
    static const char *const list[] = {"National Guard",
                                       "Senate",
                                       "House of Representatives",
                                       "Congress",
                                       "Supreme Court",
                                       "Treasury",
                                       "Justice Department",
                                       "Coast Guard",
                                       "Defense Department",
                                       "Secret Service",
                                       "Navy",
                                       "Air Force",
                                       "Federal Court",
                                       "Foreign Office",
                                       "Home Office",
                                       "House of Commons",
                                       "Interior Department",
                                       "Border Patrol",
                                       "Cabinet Office",
                                       "Parliament",
                                       "National Security Council",
                                       "Treasury Department",
                                       "Department of Justice",
                                       "Department of Defense",
                                       "Ministry of Defence",
                                       "Attorney General"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(name, list[k]))
            return true;
    return false;
}

static bool is_bare(const who_work *w, const bede_mention *m) {
    bede_span head = w->a->words[m->last].span;
    uint32_t first = m->first;
    while (first < m->last && w->a->words[first].upos == BD_UPOS_DET)
        first++;
    bede_span from = w->a->words[first].span;
    return is_common(bd_view(w->a->text.s + from.start, head.end - from.start));
}

/* "The National Guard" of an article on Chad, that never speaks of the dictionary's country, is
 * Chad's. */
static void common_bodies(who_work *w, const char *country, double dominance) {
    if (!country[0] || dominance < 0.3)
        return;
    for (size_t i = 0; i < w->n; i++) {
        bede_mention *m = &w->m[i];
        bool foreign = false;
        if (!m->who.code[0] || !strcmp(m->who.code, country) || !is_bare(w, m))
            continue;
        for (size_t j = 0; j < w->n && !foreign; j++)
            foreign = !strcmp(w->m[j].who.code, m->who.code) && !is_bare(w, &w->m[j]);
        if (foreign)
            continue;
        memcpy(m->who.code, country, 4);
        memcpy(m->who.country, country, 4);
        m->source = BD_LIT("grammar: role, country by the article");
    }
}

void who_describe(who_work *w) {
    char country[4];
    double dominance;
    main_country(w, country, &dominance);
    common_bodies(w, country, dominance);
    for (size_t i = 0; i < w->n; i++) {
        const bede_mention *m = &w->m[i];
        if (!m->who.code[0] && m->who.sector[0] && !(m->flags & BEDE_MENTION_PRONOUN) &&
            !(official(m->who.sector) && of_elsewhere(w, i)))
            resolve(w, i, country, dominance);
    }
}
