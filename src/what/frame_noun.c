/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of a noun that tells an act: its own phrases, its light verb's arguments, its
 * possessor and the names before it. */
#include "what/what_int.h"

enum { MAX_CLIMB = 12 };

static bool has_particle(const what_sent *s, int32_t v, uint32_t prt) {
    WHAT_CHILDREN(s, v, c)
    if (s->id[c] == prt && (s->rel[c] == R_PRT || s->rel[c] == R_ADVMOD || s->rel[c] == R_OBJ))
        return true; /* "call off", "take part" */
    return v + 1 < s->n && s->id[v + 1] == prt &&
           (s->pos[v + 1] == P_ADP || s->pos[v + 1] == P_ADV);
}

bool what_light_verb(const what_sent *s, int32_t v, uint32_t prep, bool *patient) {
    *patient = false;
    for (const what_light *l = s->r->words[s->id[v]].lights; l; l = l->next)
        if (l->prep == prep && (!l->prt || has_particle(s, v, l->prt))) {
            *patient = l->patient;
            return true;
        }
    return false;
}

/* Everything a verb knows, taken over by the noun at a distance. */
static void merge_verb(what_sent *s, int32_t n, int32_t v, what_frame *f, bool patient,
                       unsigned rank, bool with_subject) {
    what_frame g = {.trigger = v, .clause = v};
    what_frame_verb(s, v, &g, 1);
    f->clause = v;
    for (int i = 0; i < g.n; i++) {
        what_arg a = g.args[i];
        if (a.word == n || what_under(s, n, a.word))
            continue;
        if (a.slot == SLOT_SUBJ || (a.slot == SLOT_OBJ && g.passive && patient)) {
            if (with_subject)
                what_frame_push(f, patient ? SLOT_OBJ : SLOT_SUBJ, a.word, rank);
        } else if (a.slot == SLOT_IOBJ) {
            what_frame_push(f, SLOT_TO, a.word, rank);
        } else if (a.slot != SLOT_OBJ && a.slot != SLOT_CASE && a.slot != SLOT_PRT &&
                   !(a.rank >= 2)) {
            what_frame_push(f, a.slot, a.word, rank + a.rank);
        }
    }
}

static bool is_quantity(const what_sent *s, int32_t i) {
    if (what_is_span(s, i))
        return true;
    return s->r->quantity >= 0 && s->id[i] && what_set_has(&s->r->sets[s->r->quantity], s->id[i]);
}

/* The word whose place in the sentence is the noun's: past "and", past "a series of". */
static int32_t place_of(const what_sent *s, int32_t n) {
    for (int k = 0; k < MAX_CLIMB; k++) {
        int32_t h = s->w[n].head;
        if (h < 0)
            return n;
        bool of = s->rel[n] == R_NMOD && what_case_slot(s, n) == SLOT_OF && is_quantity(s, h);
        if (s->rel[n] != R_CONJ && !of)
            return n;
        n = h;
    }
    return n;
}

/* The verb above, what it lends, and whose clause the noun stands in. */
static void take_from_above(what_sent *s, int32_t n, what_frame *f) {
    int32_t at = place_of(s, n), h = s->w[at].head;
    bool patient;
    if (h < 0)
        return;
    int rel = s->rel[at];
    uint32_t prep = what_case_slot(s, at);
    if (rel == R_OBJ || rel == R_NSUBJ_PASS) {
        if (what_light_verb(s, h, 0, &patient))
            merge_verb(s, n, h, f, patient, 1, true);
        else if (what_is_verb(s, h))
            /* "condemned an attack on X": the phrase may hang on the wrong word. */
            WHAT_CHILDREN(s, h, c)
        if (s->rel[c] == R_OBL && c > n) {
            uint32_t slot = what_case_slot(s, c);
            if (slot == SLOT_ON || slot == SLOT_AGAINST || slot == SLOT_BETWEEN)
                what_frame_push(f, slot, c, 3);
        }
    } else if (rel == R_NSUBJ) {
        if (what_is_verb(s, h))
            merge_verb(s, n, h, f, false, 1, false);
    } else if ((rel == R_OBL || rel == R_NMOD) && prep) {
        if (what_is_verb(s, h) && what_light_verb(s, h, prep, &patient)) {
            merge_verb(s, n, h, f, patient, 1, true);
        } else if (rel == R_NMOD && s->rel[h] == R_OBJ && s->w[h].head >= 0 &&
                   what_light_verb(s, s->w[h].head, prep, &patient)) {
            merge_verb(s, n, s->w[h].head, f, patient, 1, true); /* "took part in talks" */
        } else if (rel == R_NMOD && prep == SLOT_FOR && s->rel[h] == R_NMOD && s->w[h].head >= 0 &&
                   (what_case_slot(s, h) == SLOT_IN || what_case_slot(s, h) == SLOT_AT)) {
            what_frame_push(f, SLOT_SUBJ, s->w[h].head, 4); /* "X, in Oslo for talks with Y, ..." */
        } else if (rel == R_NMOD && prep == SLOT_ON && s->mention[h] >= 0) {
            what_frame_push(f, SLOT_SUBJ, h, 4); /* "X, on a visit to Y, ..." */
        }
    } else if ((rel == R_ADVCL || rel == R_ROOT || rel == R_XCOMP) && prep == SLOT_UNDER) {
        what_frame_push(f, SLOT_OBJ, what_surface_subject(s, at, 0), 1);
    }
    if (f->clause == f->trigger && what_child(s, at, R_COP) >= 0)
        f->clause = at;
}

/* Participle or relative clause behind the noun with a light verb: "talks held by", "the attack
 * that X launched". */
static void take_from_clause(what_sent *s, int32_t n, int32_t v, what_frame *f) {
    bool patient;
    if (what_is_verb(s, v) && what_light_verb(s, v, 0, &patient) && !patient)
        merge_verb(s, n, v, f, false, 1, true);
}

/* "the arrest of X by Y": what a parser hung on X. */
static void from_phrase(const what_sent *s, int32_t phrase, what_frame *f) {
    WHAT_CHILDREN(s, phrase, c) {
        uint32_t slot = s->rel[c] == R_NMOD ? what_case_slot(s, c) : SLOT_NONE;
        if (slot == SLOT_BY)
            what_frame_push(f, SLOT_SUBJ, c, 2);
        else if (slot == SLOT_ON || slot == SLOT_AGAINST || slot == SLOT_TO || slot == SLOT_FROM ||
                 slot == SLOT_IN || slot == SLOT_BETWEEN || slot == SLOT_WITH)
            what_frame_push(f, slot, c, 2);
    }
}

/* "anti-X": X is what it is directed at. */
static bool is_anti(const what_sent *s, int32_t i) {
    WHAT_CHILDREN(s, i, c)
    if (bd_view_is(s->w[c].lemma, "anti"))
        return true;
    if (s->mention[i] >= 0 && s->a->mentions[s->mention[i]].flags & BEDE_MENTION_AGAINST)
        return true;
    return i > 1 && bd_view_is(s->w[i - 2].lemma, "anti") && bd_view_is(s->w[i - 1].lemma, "-");
}

static void own_phrases(what_sent *s, int32_t n, what_frame *f) {
    WHAT_CHILDREN(s, n, c) {
        switch (s->rel[c]) {
        case R_NMOD:
        case R_OBL:
        case R_OBL_AGENT: {
            uint32_t slot = what_case_slot(s, c);
            what_frame_push(f, slot == SLOT_BY ? SLOT_SUBJ : slot, c, 0);
            if (slot == SLOT_BY || slot == SLOT_OF)
                from_phrase(s, c, f);
            break;
        }
        case R_ADVCL: what_frame_push(f, what_case_slot(s, c), c, 0); break;
        case R_NMOD_POSS: what_frame_push(f, SLOT_POSS, c, 2); break;
        case R_COMPOUND:
        case R_AMOD:
            what_frame_push(f, SLOT_MOD, c, 0);
            if (is_anti(s, c))
                what_frame_push(f, SLOT_AGAINST, c, 1);
            else if (s->mention[c] >= 0)
                what_frame_push(f, SLOT_ADJ, c, 3);
            /* "six-party", "Russian and Iranian": what hangs on the modifier is one too. */
            WHAT_CHILDREN(s, c, d)
            if (s->rel[d] == R_CONJ || s->rel[d] == R_COMPOUND || s->rel[d] == R_AMOD)
                what_frame_push(f, SLOT_MOD, d, 0);
            break;
        case R_ACL:
            if (s->xpos[c] == X_VB)
                what_frame_push(f, SLOT_COMP, c, 0);
            else
                take_from_clause(s, n, c, f);
            break;
        case R_CCOMP: what_frame_push(f, SLOT_COMP, c, 0); break;
        case R_RELCL: take_from_clause(s, n, c, f); break;
        case R_CASE: what_frame_push(f, SLOT_CASE, c, 0); break;
        case R_NSUBJ:
            if (what_child(s, n, R_CASE) >= 0 && what_case_slot(s, n) == SLOT_UNDER)
                what_frame_push(f, SLOT_OBJ, c, 1);
            else if (what_child(s, n, R_COP) >= 0)
                what_frame_push(f, SLOT_COP, c, 0);
            break;
        default: break;
        }
    }
}

/* "Talks and a meeting with X": the last of a row carries what belongs to all, the first what
 * stands before them. */
static void from_sisters(what_sent *s, int32_t n, what_frame *f) {
    WHAT_CHILDREN(s, n, c)
    if (s->rel[c] == R_CONJ && what_is_noun(s, c))
        WHAT_CHILDREN(s, c, d)
    if (s->rel[d] == R_NMOD)
        what_frame_push(f, what_case_slot(s, d), d, 3);
    if (s->rel[n] == R_CONJ && s->w[n].head >= 0) {
        int32_t h = s->w[n].head;
        WHAT_CHILDREN(s, h, c)
        if (s->rel[c] == R_NMOD_POSS)
            what_frame_push(f, SLOT_POSS, c, 3);
        else if ((s->rel[c] == R_AMOD || s->rel[c] == R_COMPOUND) && s->mention[c] >= 0)
            what_frame_push(f, SLOT_ADJ, c, 4);
    }
}

void what_frame_noun(what_sent *s, int32_t n, what_frame *f) {
    own_phrases(s, n, f);
    take_from_above(s, n, f);
    from_sisters(s, n, f);
    /* "is one of the signatories": the subject of "one". */
    int32_t h = s->w[n].head;
    if (s->rel[n] == R_NMOD && h >= 0 && what_case_slot(s, n) == SLOT_OF &&
        what_child(s, h, R_COP) >= 0 && is_quantity(s, h))
        what_frame_push(f, SLOT_COP, what_child(s, h, R_NSUBJ), 1);
}
