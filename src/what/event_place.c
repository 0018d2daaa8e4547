/* SPDX-License-Identifier: Apache-2.0 */
/* The place of an event.
 *
 * Every place that the sentence names hangs somewhere in its tree, by a preposition or without. The
 * way from there to the event's word is judged: the same clause is best, every clause that is left
 * or entered costs. What a preposition means depends on the event: "to" is where a visit is, "on"
 * where an attack is, neither is where a sanction is. */
#include "what/what_int.h"

#include "sentence/tags.h"
#include "where/where.h"

/* OPEN_SEA: what a place of no country loses to one that has one. */
enum { GOOD_ENOUGH = 50, FULL = 100, MAX_STEPS = 24, OPEN_SEA = 10 };

/* How a place hangs on what it hangs on. */
enum { BY_NONE, BY_IN, BY_ON, BY_OVER, BY_FROM, BY_TO, BY_TOWARD, BY_OF, BY_BARE, BY_MODIFIER };

typedef struct hold {
    int32_t top;  /* the word of the place that the rest of it hangs on */
    int32_t noun; /* the phrase's head: "village" of "a village near the city of X" */
    int32_t at;   /* what that hangs on, -1 for the root */
    int by;
} hold;

static bede_view text_of(const what_sent *s, int32_t i) {
    return bd_word_text(s->a, &s->w[i]);
}

static int32_t head_of(const what_sent *s, int32_t i) {
    int32_t h = s->w[i].head;
    return h >= 0 && h < s->n && h != i ? h : -1;
}

static bool is_one_of(bede_view v, const char *const *list) {
    for (; *list; list++)
        if (bd_view_is_nocase(v, *list))
            return true;
    return false;
}

static int by_of(const what_sent *s, int32_t c) {
    static const char *const in[] = {"in",      "at",     "near",   "outside",   "inside",
                                     "around",  "off",    "across", "along",     "throughout",
                                     "within",  "into",   "beside", "alongside", "amid",
                                     "through", "beyond", "onto",   "aboard",    NULL};
    bede_view v = text_of(s, c);
    return is_one_of(v, in)                                                ? BY_IN
           : bd_view_is_nocase(v, "on") || bd_view_is_nocase(v, "upon")    ? BY_ON
           : bd_view_is_nocase(v, "over") || bd_view_is_nocase(v, "above") ? BY_OVER
           : bd_view_is_nocase(v, "from")                                  ? BY_FROM
           : bd_view_is_nocase(v, "to")                                    ? BY_TO
           : bd_view_starts(v, "toward")                                   ? BY_TOWARD
           : bd_view_is_nocase(v, "of")                                    ? BY_OF
                                                                           : BY_NONE;
}

/* "the outskirts of X", "west of X": where they are is where X is. */
static bool part_noun(bede_view v) {
    static const char *const list[] = {
        "outskirts", "outside",   "center",    "centre",    "heart",   "north",   "south",
        "east",      "west",      "edge",      "side",      "part",    "parts",   "streets",
        "coast",     "rest",      "middle",    "area",      "areas",   "city",    "capital",
        "northeast", "northwest", "southeast", "southwest", "control", "border",  "downtown",
        "swathes",   "sidelines", "margins",   "corner",    "most",    "suburbs", NULL};
    return is_one_of(v, list) || bd_where_is_place_noun(v);
}

static bool sidelines(bede_view v) {
    return bd_view_is_nocase(v, "sidelines") || bd_view_is_nocase(v, "margins");
}

static bool is_place_noun(const what_sent *s, int32_t i) {
    char low[64];
    bede_view v = text_of(s, i);
    return v.n && v.n < sizeof low && part_noun(bd_view(low, bd_utf8_lower(v, low, sizeof low)));
}

/* From a place up to the preposition that governs it: "in the southern city of X", "at X airport",
 * "in Syria's X". */
static hold hold_of(const what_sent *s, const bede_place *p) {
    int32_t first = (int32_t)(p->first - s->first), last = (int32_t)(p->last - s->first);
    hold h = {.top = last, .noun = last, .at = -1, .by = BY_NONE};
    for (int32_t i = last; i >= first; i--) {
        int32_t up = head_of(s, i);
        if (up < first || up > last) {
            h.top = i;
            break;
        }
    }
    int32_t i = h.top;
    for (int step = 0; step < 6; step++) {
        int32_t c = what_child(s, i, R_CASE), up = head_of(s, i);
        int by = c >= 0 && s->rel[i] != R_NMOD_POSS ? by_of(s, c) : BY_BARE;
        uint8_t rel = s->rel[i];
        h.noun = i;
        h.at = up;
        h.by = by;
        if (up < 0)
            return h;
        bool climb = false;
        if (by == BY_OF)
            climb = rel == R_NMOD && is_place_noun(s, up) && what_is_noun(s, up);
        else if (by == BY_BARE)
            climb = rel == R_FLAT || rel == R_APPOS || rel == R_CONJ || rel == R_FIXED ||
                    ((rel == R_COMPOUND || rel == R_NMOD_POSS || rel == R_NMOD || rel == R_AMOD) &&
                     (is_place_noun(s, up) || s->pos[up] == P_PROPN));
        /* "on the sidelines of": where the meeting is */
        if (!climb && by == BY_ON && sidelines(text_of(s, i)))
            h.by = BY_IN;
        if (!climb) {
            if (by == BY_BARE && (rel == R_COMPOUND || rel == R_NMOD_POSS || rel == R_AMOD))
                h.by = BY_MODIFIER;
            return h;
        }
        i = up;
    }
    return h;
}

/* ---- what a preposition is worth --------------------------------------------------------------
 */

static bool material(int type) {
    return type == BEDE_ASSAULT || type == BEDE_MOBILIZE || type == BEDE_COERCE;
}

/* The place hangs on the event's own words. */
static int worth_direct(const what_hit *h, int by, const bede_place *p, uint8_t rel) {
    bool country = p->kind == BEDE_PLACE_COUNTRY;
    int type = h->type;
    switch (by) {
    case BY_IN: return FULL;
    case BY_OVER: return material(type) || type == BEDE_PROTEST ? 85 : country ? 0 : 50;
    case BY_ON:
        return type == BEDE_ASSAULT          ? 85
               : material(type)              ? 70
               : p->kind == BEDE_PLACE_OTHER ? 60
                                             : 0;
    case BY_FROM: return type == BEDE_RETREAT || type == BEDE_AID || material(type) ? 75 : 30;
    case BY_TOWARD: return type == BEDE_MOBILIZE && !country ? 65 : 0;
    case BY_TO:
        return type == BEDE_CONSULT ? 90 : type == BEDE_MOBILIZE || type == BEDE_AID ? 70 : 40;
    case BY_OF: return material(type) ? 85 : type == BEDE_CONSULT || type == BEDE_RETREAT ? 60 : 0;
    case BY_BARE:
        if ((rel == R_OBJ || rel == R_NSUBJ_PASS) && (type == BEDE_ASSAULT || type == BEDE_COERCE))
            return 95;
        if (rel == R_OBJ || rel == R_NSUBJ_PASS)
            return material(type) || type == BEDE_CONSULT || type == BEDE_RETREAT ? 85 : 0;
        return rel == R_OBL || rel == R_OBL_BARE || rel == R_NMOD ? 50 : 0;
    case BY_MODIFIER:
        if (country)
            return 0;
        return rel == R_COMPOUND || material(type) ? 90 : 50;
    default: return 0;
    }
}

/* Is what the place hangs on an act that has it as its place? */
static bool lends(const what_sent *s, const hold *o) {
    const what_hit *at = o->at >= 0 && what_is_verb(s, o->at) ? s->hit[o->at] : NULL;
    bool object = s->rel[o->noun] == R_OBJ || s->rel[o->noun] == R_NSUBJ_PASS;
    if (!at)
        return false;
    return at->type == BEDE_CONSULT
               ? o->by == BY_TO || object
               : object && (at->type == BEDE_ASSAULT || at->type == BEDE_COERCE);
}

/* It hangs on something else of the sentence. */
static int worth_far(const what_sent *s, const what_hit *h, const hold *o, const bede_place *p) {
    bool country = p->kind == BEDE_PLACE_COUNTRY;
    switch (o->by) {
    case BY_IN: return FULL;
    case BY_OVER: return material(h->type) && !country ? 70 : 0;
    case BY_ON: return p->kind == BEDE_PLACE_OTHER ? 60 : 0;
    case BY_FROM:
        return h->type == BEDE_RETREAT || h->type == BEDE_AID || material(h->type) ? 60 : 0;
    case BY_MODIFIER: /* "the Kabul attack killed nine" */
        return !country && o->at >= 0 && s->hit[o->at] ? FULL : 0;
    case BY_BARE:
    case BY_TO: /* "visited Bangui and called for peace", "raid Jenin, killing ten" */
        return lends(s, o)                                                           ? 90
               : o->by == BY_TO && (h->type == BEDE_AID || h->type == BEDE_MOBILIZE) ? 70
                                                                                     : 0;
    default: return 0;
    }
}

/* ---- the way through the tree -----------------------------------------------------------------
 */

static int path_up(const what_sent *s, int32_t i, int32_t *out) {
    int n = 0;
    for (; i >= 0 && n < MAX_STEPS; i = head_of(s, i))
        out[n++] = i;
    return n;
}

/* Is word i (part of) the trigger of an event other than h? */
static bool other_event(const what_sent *s, const what_hit *h, int32_t i) {
    const what_hit *o = s->hit[i];
    return o && o != h && !o->dead && o != h->inner && o != h->folded && o->word != h->word;
}

static int step_from_place(const what_sent *s, int32_t i) {
    switch (s->rel[i]) {
    case R_RELCL:
    case R_CCOMP:
    case R_PARATAXIS: return 40;
    case R_ADVCL: return 30;
    case R_ACL: return 20;
    case R_CONJ: return what_is_verb(s, i) ? 15 : 8;
    case R_XCOMP:
    case R_NSUBJ: return 12;
    case R_NMOD:
    case R_COMPOUND: return 5;
    default: return 8;
    }
}

/* Speech whose words are the event: what is demanded in Moscow is demanded there. */
static bool by_speaker(const what_hit *h) {
    return h->type == BEDE_REQUEST || h->type == BEDE_ACCUSE || h->type == BEDE_REJECT ||
           h->type == BEDE_THREATEN || h->type == BEDE_AGREE || h->type == BEDE_SUPPORT;
}

static int step_from_event(const what_sent *s, const what_hit *h, int32_t i) {
    switch (s->rel[i]) {
    case R_CCOMP: return by_speaker(h) && h->speaker >= 0 ? 5 : 35;
    case R_RELCL: return 35;
    case R_PARATAXIS: return 30;
    case R_ADVCL: return 15;
    case R_ACL: return 12;
    case R_XCOMP: return 4;
    default: return 6;
    }
}

/* "in X, where they met": the clause behind "where" happens at what it hangs on. */
static bool where_clause(const what_sent *s, int32_t i) {
    if (s->rel[i] != R_RELCL && s->rel[i] != R_ADVCL && s->rel[i] != R_ACL)
        return false;
    for (int32_t c = s->child[i]; c >= 0 && c <= i; c = s->next[c])
        if (bd_view_is_nocase(text_of(s, c), "where"))
            return true;
    return false;
}

/* "killed when a shell hit a market in X": told again, not another act. */
static bool how_it_was(const what_sent *s, int32_t i) {
    if (s->rel[i] != R_ADVCL)
        return false;
    for (int32_t c = s->child[i]; c >= 0 && c < i; c = s->next[c])
        if (bd_view_is_nocase(text_of(s, c), "when") || bd_view_is_nocase(text_of(s, c), "as"))
            return true;
    return false;
}

static int score_way(const what_sent *s, const what_hit *h, const bede_place *p, const hold *o) {
    int32_t up[MAX_STEPS], down[MAX_STEPS];
    int n_up = path_up(s, h->word, up), n_down = path_up(s, o->at, down), cost = 0, a, b = 0;
    bool speech = false;
    if (h->frame->clause >= 0 && h->frame->clause != h->word && o->at == h->frame->clause)
        return worth_direct(h, o->by, p, s->rel[o->noun]);
    if (o->at == h->word)
        return worth_direct(h, o->by, p, s->rel[o->noun]);
    /* "made trips to X", "cut short a visit to X": any of the trigger's words. */
    if (o->at >= h->first && o->at <= h->last) {
        int x = worth_direct(h, o->by, p, s->rel[o->noun]);
        return o->by == BY_TO && x < 60 ? 60 : x;
    }
    for (a = 0; a < n_up; a++) {
        /* The place itself, or what it belongs to, has a clause "where ..." with the event. */
        if (where_clause(s, up[a]) && a + 1 < n_up) {
            int32_t of = up[a + 1];
            if (of == o->noun || of == o->top)
                return FULL;
            if (of == o->at && o->by != BY_BARE)
                return 90;
        }
        if (up[a] == o->noun || up[a] == o->top)
            break; /* the event is inside the phrase of the place: "X, which was bombed" */
        for (b = 0; b < n_down && down[b] != up[a]; b++) {
        }
        if (b < n_down)
            break;
        cost += step_from_event(s, h, up[a]);
        speech |= s->rel[up[a]] == R_CCOMP;
    }
    if (a == n_up)
        return 0;
    if (up[a] == o->noun || up[a] == o->top)
        return FULL - cost - 10;
    int worth = worth_far(s, h, o, p);
    if (b == 0 && o->by == BY_TO && h->type == BEDE_CONSULT)
        worth = 60;
    for (int k = 0; k < b; k++) {
        if (h->type == BEDE_ASSAULT && how_it_was(s, down[k])) {
            cost += 8;
            continue;
        }
        cost += step_from_place(s, down[k]);
        if (other_event(s, h, down[k]) && o->by != BY_MODIFIER)
            cost += 30;
        if (speech && s->rel[down[k]] == R_NSUBJ)
            cost += 25;
        /* "discussed security in X": where the topic is */
        if (k == b - 1 && s->rel[down[k]] == R_OBJ && !material(h->type) && h->type != BEDE_AID &&
            h->type != BEDE_RETREAT)
            cost += 20;
    }
    if (a > 0 && other_event(s, h, up[a]) && (s->rel[up[a - 1]] == R_RELCL))
        cost += 25;
    return worth - cost;
}

/* The doer by metonymy is no place. */
static bool is_actor(const what_sent *s, const bede_event *e, const bede_place *p, const hold *o) {
    /* "the Kabul attack": not by Kabul. */
    if (o->by == BY_MODIFIER && p->kind != BEDE_PLACE_COUNTRY && s->rel[o->noun] == R_COMPOUND)
        return false;
    for (size_t i = 0; i < e->n_actors; i++) {
        if (e->actors[i].mention == UINT32_MAX)
            continue;
        const bede_mention *m = &s->a->mentions[e->actors[i].mention];
        if (m->head >= p->first && m->head <= p->last)
            return true;
    }
    return false;
}

/* ---- datelines ----------------------------------------------------------------------------------
 */

static bool concerns(const bede_party *list, size_t n, const char *country) {
    for (size_t i = 0; i < n; i++)
        if (!strcmp(list[i].who.code, country) || !strcmp(list[i].who.country, country))
            return true;
    return false;
}

/* Words of a body of many countries, or of nobody known, are spoken where the news is from. */
static bool no_home(const bede_event *e) {
    if (material((int)e->type) || e->type == BEDE_PROTEST)
        return false;
    for (size_t i = 0; i < e->n_actors; i++)
        if (e->actors[i].who.country[0])
            return false;
    return e->n_actors > 0;
}

/* The sentence before is a dateline: news of a country that the event is about, or words of
 * somebody who is at home in none. */
static uint32_t dateline(const what_sent *s, const what_hit *h, const bede_event *e) {
    const bede_article *a = s->a;
    int32_t up[MAX_STEPS];
    int n = path_up(s, h->word, up);
    if (s->index == 0)
        return UINT32_MAX;
    /* What is told in passing may have been anywhere. */
    for (int i = 0; i < n; i++)
        if (s->rel[up[i]] == R_ADVCL || s->rel[up[i]] == R_RELCL || s->rel[up[i]] == R_ACL)
            return UINT32_MAX;
    const bede_sentence *d = &a->sentences[s->index - 1];
    if (d->block != a->sentences[s->index].block || d->n_words == 0 || d->n_words > 20 ||
        !bd_where_is_dateline(a, d))
        return UINT32_MAX;
    for (uint32_t i = 0; i < a->n_places; i++) {
        const bede_place *p = &a->places[i];
        if (p->sentence + 1 == s->index && p->country[0])
            return no_home(e) || concerns(e->actors, e->n_actors, p->country) ||
                           concerns(e->recipients, e->n_recipients, p->country)
                       ? i
                       : UINT32_MAX;
    }
    return UINT32_MAX;
}

/* ---- the choice ---------------------------------------------------------------------------------
 */

static uint32_t first_place(const bede_article *a, uint32_t word) {
    uint32_t lo = 0, hi = (uint32_t)a->n_places;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (a->places[mid].first < word)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The finest place told with it: of "X, a town in Y" X. */
static uint32_t finest(const bede_article *a, uint32_t at, uint32_t from, uint32_t to) {
    for (int step = 0; step < 4; step++) {
        uint32_t found = at;
        for (uint32_t i = from; i < to && found == at; i++)
            if (a->places[i].within == at)
                found = i;
        if (found == at)
            break;
        at = found;
    }
    return at;
}

/* "fled X after hospitals there were bombed": the last place before the word. */
static uint32_t told_by_there(const what_sent *s, const what_hit *h, uint32_t from) {
    int32_t there = -1;
    WHAT_CHILDREN(s, h->word, c)
    if (bd_view_is_nocase(text_of(s, c), "there") && s->rel[c] == R_ADVMOD)
        there = c;
    uint32_t at = there < 0 ? from : first_place(s->a, s->first + (uint32_t)there);
    return at > from ? at - 1 : UINT32_MAX;
}

void what_where(const what_sent *s, const what_hit *h, bede_event *e) {
    const bede_article *a = s->a;
    uint32_t from = first_place(a, s->first), to = from, best = UINT32_MAX;
    int top = GOOD_ENOUGH - 1;
    while (to < a->n_places && a->places[to].first < s->first + (uint32_t)s->n)
        to++;
    for (uint32_t i = from; i < to; i++) {
        const bede_place *p = &a->places[i];
        hold o = hold_of(s, p);
        if (is_actor(s, e, p, &o))
            continue;
        int x = o.by == BY_NONE ? 0 : score_way(s, h, p, &o);
        x -= p->country[0] ? 0 : OPEN_SEA;
        if (x > top) {
            top = x;
            best = i;
        }
    }
    if (best >= to)
        best = told_by_there(s, h, from);
    e->place = best < to ? finest(a, best, from, to) : dateline(s, h, e);
}
