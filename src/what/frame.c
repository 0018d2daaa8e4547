/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of a verb (or predicative adjective): its arguments as if the clause were a plain
 * active one. Passive, relative clauses, participles, control and coordination are undone here, so
 * that rules need not know of them. */
#include "sentence/tags.h"
#include "what/what_int.h"

enum { MAX_CLIMB = 12 };

void what_frame_push(what_frame *f, uint32_t slot, int32_t word, unsigned rank) {
    if (slot == SLOT_NONE || word < 0 || f->n == MAX_ARGS)
        return;
    for (int i = 0; i < f->n; i++)
        if (f->args[i].word == word && f->args[i].slot == slot)
            return;
    f->args[f->n++] = (what_arg){slot, word, (uint8_t)rank};
}

static bool has_slot(const what_frame *f, uint32_t slot) {
    for (int i = 0; i < f->n; i++)
        if (f->args[i].slot == slot)
            return true;
    return false;
}

static bool is_relative(const what_sent *s, int32_t i) {
    uint32_t id = s->id[i];
    return id == SLOT_WHO || id == SLOT_WHICH || id == SLOT_THAT || id == SLOT_WHOM;
}

/* The noun that the relative clause around v describes, -1 if v stands in none. */
static int32_t antecedent(const what_sent *s, int32_t v) {
    for (int k = 0; k < MAX_CLIMB && v >= 0; k++) {
        int rel = s->rel[v];
        if (rel == R_RELCL)
            return s->w[v].head;
        if (rel != R_CONJ && rel != R_XCOMP && rel != R_CCOMP)
            return -1;
        v = s->w[v].head;
    }
    return -1;
}

/* The word itself, or what a relative pronoun stands for. */
static int32_t resolved(const what_sent *s, int32_t filler, int32_t v) {
    if (!is_relative(s, filler) || (s->pos[filler] != P_PRON && s->pos[filler] != P_DET))
        return filler;
    int32_t noun = antecedent(s, v);
    return noun >= 0 && noun != filler ? noun : filler;
}

static bool is_subject(const what_sent *s, int32_t c) {
    return s->rel[c] == R_NSUBJ || s->rel[c] == R_NSUBJ_PASS || s->rel[c] == R_CSUBJ;
}

static int32_t own_subject(const what_sent *s, int32_t v) {
    int32_t best = -1;
    WHAT_CHILDREN(s, v, c) /* of two, one was stolen from another clause: the nearest is its own */
    if (is_subject(s, c) && (best < 0 || c < v))
        best = c;
    if (best >= 0)
        return resolved(s, best, v);
    /* "X met Y, the agency reported": a parser gave X to "reported" as well. */
    WHAT_CHILDREN(s, v, c)
    if (s->rel[c] == R_PARATAXIS && c > v)
        WHAT_CHILDREN(s, c, d)
    if (is_subject(s, d) && d < v)
        return d;
    return -1;
}

/* Whom a verb tells or makes do something: its object, or "called on X to". */
static int32_t object_controller(const what_sent *s, int32_t v) {
    int32_t obj = -1;
    if (s->id[v] == SLOT_PROMISE)
        return -1;
    WHAT_CHILDREN(s, v, c) {
        if (s->rel[c] == R_OBJ || s->rel[c] == R_IOBJ)
            obj = resolved(s, c, v);
        else if (s->rel[c] == R_OBL && obj < 0) {
            uint32_t slot = what_case_slot(s, c);
            if (slot == SLOT_ON || (slot == SLOT_TO && s->mention[c] >= 0))
                obj = c;
        }
    }
    return obj;
}

/* "called on X to act": X acts, if the verb asks for something. */
static bool asks(const what_sent *s, int32_t v) {
    for (const what_trigger *t = s->r->words[s->id[v]].triggers; t; t = t->next)
        if (t->rule->type == BEDE_REQUEST)
            return true;
    return false;
}

static bool is_in(const what_sent *s, int32_t set, int32_t i) {
    return set >= 0 && i >= 0 && s->id[i] && what_set_has(&s->r->sets[set], s->id[i]);
}

/* "issued a statement urging": a paper asks for those who give it out. */
static int32_t issuer(const what_sent *s, int32_t paper, int depth) {
    int32_t h = s->w[paper].head, owner = what_child(s, paper, R_NMOD_POSS);
    if (!is_in(s, s->r->paper, paper))
        return -1;
    if (owner >= 0 && s->pos[owner] != P_PRON)
        return owner;
    WHAT_CHILDREN(s, paper, c) {
        uint32_t slot = s->rel[c] == R_NMOD ? what_case_slot(s, c) : SLOT_NONE;
        bool before = c < paper && (s->rel[c] == R_COMPOUND || s->rel[c] == R_AMOD);
        if (slot == SLOT_BY || slot == SLOT_FROM || (before && s->mention[c] >= 0))
            return c; /* "a report by X", "a UN report" */
    }
    if (h < 0 || !is_in(s, s->r->issue, h))
        return -1;
    if (s->rel[paper] == R_OBJ)
        return what_surface_subject(s, h, depth + 1);
    return -1;
}

/* The subject of v's surface form: its own, or the one that it shares or is controlled by. */
int32_t what_surface_subject(const what_sent *s, int32_t v, int depth) {
    int32_t own = own_subject(s, v);
    if (own >= 0 || depth > MAX_CLIMB)
        return own;
    int32_t h = s->w[v].head;
    if (h < 0)
        return -1;
    switch (s->rel[v]) {
    case R_CONJ:
        return what_is_verb(s, h) || s->pos[h] == P_ADJ || what_child(s, h, R_COP) >= 0
                   ? what_surface_subject(s, h, depth + 1)
                   : -1;
    case R_XCOMP: {
        int32_t obj = what_is_verb(s, h) ? object_controller(s, h) : -1;
        return obj >= 0 ? obj : what_surface_subject(s, h, depth + 1);
    }
    case R_ADVCL: {
        uint32_t slot = what_case_slot(s, v);
        if (slot == SLOT_BY && what_is_passive(s, h))
            return -1; /* "were killed by shelling": not their own */
        if (slot == SLOT_OF || slot == SLOT_FOR || slot == SLOT_FROM || slot == SLOT_INTO ||
            (slot == SLOT_TO && asks(s, h))) {
            int32_t obj = object_controller(s, h);
            if (obj >= 0)
                return obj;
        }
        return what_surface_subject(s, h, depth + 1);
    }
    case R_ACL:
    case R_RELCL: {
        int32_t who = issuer(s, h, depth);
        return who >= 0 ? who : h;
    }
    default: return -1;
    }
}

/* "Chad minister to visit Oslo": a headline's future, the whole of its sentence. */
bool what_is_headline_future(const what_sent *s, int32_t v) {
    int32_t h = s->w[v].head;
    return s->rel[v] == R_ACL && s->xpos[v] == X_VB && h >= 0 && h < v && s->w[h].head < 0 &&
           s->mention[h] >= 0 && what_child(s, h, R_COP) < 0 && what_case_slot(s, v) == SLOT_TO;
}

/* Arguments that v lacks because it shares them, is controlled or describes a noun. */
static void fill_from_outside(what_sent *s, int32_t v, what_frame *f) {
    int rel = s->rel[v];
    int32_t h = s->w[v].head;
    bool relcl = rel == R_RELCL;
    if (!has_slot(f, f->passive ? SLOT_OBJ : SLOT_SUBJ)) {
        bool infinitive = rel == R_ACL && s->xpos[v] == X_VB;
        int32_t subj = infinitive ? -1 : what_surface_subject(s, v, 0);
        if (infinitive && h >= 0) {
            int32_t poss = what_child(s, h, R_NMOD_POSS);
            int32_t gov = s->w[h].head;
            subj = poss >= 0 ? poss : gov >= 0 ? what_surface_subject(s, gov, 0) : -1;
            if (what_is_headline_future(s, v))
                subj = h;
        }
        what_frame_push(f, f->passive ? SLOT_OBJ : SLOT_SUBJ, subj, 0);
    } else if (relcl && !f->passive && !has_slot(f, SLOT_OBJ) && h >= 0) {
        bool place = false; /* "where", "when": nothing is missing */
        WHAT_CHILDREN(s, v, c)
        place |= s->rel[c] == R_ADVMOD && c < v && bd_view_is(s->w[c].lemma, "where");
        bool own = false;
        for (int i = 0; i < f->n; i++)
            own |= f->args[i].word == h;
        if (!place && !own)
            what_frame_push(f, SLOT_OBJ, h, 1);
    }
    /* "arrested and deported X": the object may hang on the last. */
    if (!has_slot(f, SLOT_OBJ) && !f->passive) {
        WHAT_CHILDREN(s, v, c)
        if (s->rel[c] == R_CONJ && what_is_verb(s, c) && c - v <= 3) {
            int32_t obj = what_child(s, c, R_OBJ);
            what_frame_push(f, SLOT_OBJ, obj, 2);
        }
        if (rel == R_CONJ && h >= 0 && what_is_verb(s, h) && v - h <= 3) {
            int32_t obj = what_child(s, h, R_OBJ);
            if (obj > v)
                what_frame_push(f, SLOT_OBJ, obj, 2);
        }
    }
}

/* What hangs on an object by a preposition may belong to the verb ("lifted sanctions on X"), and
 * what hangs on a phrase or an infinitive ("called for sanctions against X", "vowed to retaliate
 * against X"). */
static void fill_from_inside(const what_sent *s, what_frame *f) {
    int n = f->n;
    for (int i = 0; i < n; i++) {
        what_arg a = f->args[i];
        bool phrase = a.slot >= SLOT_BY && a.slot != SLOT_BE && s->rel[a.word] == R_OBL;
        bool clause = a.slot == SLOT_COMP && s->rel[a.word] == R_XCOMP;
        if (a.slot != SLOT_OBJ && !phrase && !clause)
            continue;
        WHAT_CHILDREN(s, a.word, c)
        if (a.slot == SLOT_OBJ && s->rel[c] == R_CCOMP)
            what_frame_push(f, SLOT_COMP, c, 2); /* "repeated its demand that X pay" */
        else if (phrase && what_case_slot(s, c) == SLOT_OF)
            continue; /* "banned rallies in the streets of X": the streets' */
        else if (s->rel[c] == R_NMOD || (s->rel[c] == R_ACL && !phrase) ||
                 (s->rel[c] == R_OBL && (clause || a.slot == SLOT_OBJ)))
            what_frame_push(f, what_case_slot(s, c), c, a.slot == SLOT_OBJ ? 2 : 3);
        /* "flew tons of fruit to X", "fired a wave of drones at X": hung on what is measured. */
        if (a.slot == SLOT_OBJ && s->mention[a.word] < 0)
            WHAT_CHILDREN(s, a.word, of)
        if (s->rel[of] == R_NMOD && what_case_slot(s, of) == SLOT_OF && s->mention[of] < 0)
            WHAT_CHILDREN(s, of, c) {
                uint32_t slot = s->rel[c] == R_NMOD ? what_case_slot(s, c) : SLOT_NONE;
                if (slot == SLOT_TO || slot == SLOT_INTO || slot == SLOT_AT)
                    what_frame_push(f, slot, c, 3);
            }
    }
}

/* "was repelled in the early hours of Friday by X": the agent on the wrong phrase. */
static void fill_agent(const what_sent *s, int32_t v, what_frame *f) {
    if (!f->passive || has_slot(f, SLOT_SUBJ))
        return;
    WHAT_CHILDREN(s, v, c)
    if (s->rel[c] == R_OBL)
        WHAT_CHILDREN(s, c, d) {
            if (s->rel[d] != R_NMOD)
                continue;
            if (what_case_slot(s, d) == SLOT_BY)
                what_frame_push(f, SLOT_SUBJ, d, 3);
            WHAT_CHILDREN(s, d, e)
            if (s->rel[e] == R_NMOD && what_case_slot(s, e) == SLOT_BY)
                what_frame_push(f, SLOT_SUBJ, e, 4);
        }
}

static bool is_deed(const what_sent *s, int32_t i) {
    for (const what_trigger *t = s->r->words[s->id[i]].triggers; t; t = t->next)
        if (t->rule->kind & KIND_NOUN && t->rule->type < BEDE_EVENT_TYPES)
            return true;
    return false;
}

/* "The Israeli blockade imposed on Gaza": a deed that is done by nobody named is done by those
 * whose it is. */
static void fill_owner(const what_sent *s, int32_t v, what_frame *f) {
    bool patient, aimed = has_slot(f, SLOT_ON) || has_slot(f, SLOT_AGAINST);
    if (!f->passive || has_slot(f, SLOT_SUBJ) || !what_light_verb(s, v, 0, &patient) || patient)
        return;
    for (int k = 0; k < f->n; k++) {
        int32_t deed = f->args[k].word;
        if (f->args[k].slot != SLOT_OBJ || s->mention[deed] >= 0 || !is_deed(s, deed))
            continue;
        WHAT_CHILDREN(s, deed, c)
        if (s->mention[c] >= 0 &&
            (s->rel[c] == R_NMOD_POSS || s->rel[c] == R_AMOD || (s->rel[c] == R_COMPOUND && aimed)))
            what_frame_push(f, SLOT_SUBJ, c, 4);
        return;
    }
}

/* "asked Y to": the one who is asked is what the verb is done to. */
static void fill_indirect(what_frame *f) {
    if (has_slot(f, SLOT_OBJ))
        return;
    for (int i = 0; i < f->n; i++)
        if (f->args[i].slot == SLOT_IOBJ) {
            what_frame_push(f, SLOT_OBJ, f->args[i].word, 1);
            return;
        }
}

static bool is_particle_of(const what_sent *s, int32_t v, uint32_t particle) {
    for (const what_trigger *t = s->r->words[s->id[v]].triggers; t && particle; t = t->next)
        if (t->need == particle && t->rule->kind & KIND_VERB)
            return true;
    return false;
}

static bool is_time(const what_sent *s, int32_t i) {
    return s->r->time >= 0 && s->id[i] && what_set_has(&s->r->sets[s->r->time], s->id[i]);
}

/* "Rallied outside the palace": a phrase taken for an object. "Cut off the gas" is none. */
static bool is_prepositional(const what_sent *s, int32_t v, int32_t c) {
    int32_t at = what_child(s, c, R_CASE);
    uint32_t slot = what_case_slot(s, c);
    return at >= 0 && at < c && slot != SLOT_NONE && slot != SLOT_OF &&
           s->w[at].xpos != BD_XPOS_RP && !is_particle_of(s, v, slot);
}

static bool is_plural(const what_sent *s, int32_t i) {
    bede_view form =
        bd_view(s->a->text.s + s->w[i].span.start, s->w[i].span.end - s->w[i].span.start);
    return s->pos[i] == P_NOUN && bd_view_ends(form, "s") && !bd_view_eq(form, s->w[i].lemma);
}

/* "warned X not to meddle", with X taken for the subject of meddling: X is who was warned. -1 if
 * the clause is no infinitive. */
static int32_t told(const what_sent *s, int32_t v, int32_t clause) {
    int32_t subject = what_child(s, clause, R_NSUBJ);
    if (s->xpos[clause] != X_VB || subject < v || what_child(s, clause, R_COP) >= 0)
        return -1;
    WHAT_CHILDREN(s, clause, c)
    if (s->rel[c] == R_MARK && s->id[c] == SLOT_TO && c > subject)
        return subject;
    return -1;
}

/* "bombed what it called a camp", "a reply to what he called an insult": the thing itself, -1 if
 * the clause is none that names one. */
static int32_t so_called(const what_sent *s, int32_t clause) {
    int32_t what = -1, thing = -1;
    WHAT_CHILDREN(s, clause, c) {
        if (c < clause && bd_view_is(s->w[c].lemma, "what"))
            what = c;
        else if (c > clause && what_is_noun(s, c) && (s->rel[c] == R_OBJ || s->rel[c] == R_XCOMP))
            thing = c;
    }
    return what >= 0 ? thing : -1;
}

static void push_child(what_sent *s, int32_t v, int32_t c, what_frame *f) {
    int32_t who = resolved(s, c, v);
    switch (s->rel[c]) {
    case R_NSUBJ:
    case R_CSUBJ: {
        int32_t by = f->passive ? -1 : issuer(s, who, 0);
        what_frame_push(f, f->passive ? SLOT_OBJ : SLOT_SUBJ, by >= 0 ? by : who, 0);
        break;
    }
    case R_NSUBJ_PASS: /* "is deeply concerned by": an adjective has no passive */
        what_frame_push(f, s->pos[v] == P_ADJ ? SLOT_SUBJ : SLOT_OBJ, who, 0);
        break;
    case R_OBJ:
        if (is_prepositional(s, v, c)) {
            what_frame_push(f, what_case_slot(s, c), who, 0); /* a phrase taken for an object */
            break;
        }
        if (has_slot(f, SLOT_OBJ) && !f->passive)
            what_frame_push(f, SLOT_COMP, who, 2);    /* "called the plan a lie" */
        if (s->mention[c] < 0 && s->pos[c] == P_NOUN) /* "called the judges crooks" */
            WHAT_CHILDREN(s, c, d)
        if (s->rel[d] == R_COMPOUND && is_plural(s, d) && is_plural(s, c)) {
            what_frame_push(f, SLOT_OBJ, d, 0);
            what_frame_push(f, SLOT_COMP, c, 1);
        }
        if (s->mention[c] < 0) /* "send Kyiv four tanks", both taken for objects */
            for (int i = 0; i < f->n; i++)
                if (f->args[i].slot == SLOT_OBJ && f->args[i].word > v &&
                    s->mention[f->args[i].word] >= 0)
                    what_frame_push(f, SLOT_IOBJ, f->args[i].word, 1);
        what_frame_push(f, SLOT_OBJ, who, has_slot(f, SLOT_OBJ) ? 2 : 0);
        break;
    case R_IOBJ: what_frame_push(f, SLOT_IOBJ, who, 0); break;
    case R_XCOMP:
        if (what_is_noun(s, c) && s->mention[c] >= 0 && what_child(s, v, R_OBJ) < 0)
            what_frame_push(f, SLOT_OBJ, c, 1); /* a name taken for a predicate */
        what_frame_push(f, SLOT_COMP, c, 0);
        break;
    case R_CCOMP:
        what_frame_push(f, SLOT_OBJ, so_called(s, c), 1);
        what_frame_push(f, SLOT_OBJ, told(s, v, c), 1);
        what_frame_push(f, SLOT_COMP, c, 0);
        break;
    case R_PARATAXIS: /* called it "a lie" */
        if (c > v && s->pos[c] != P_VERB)
            what_frame_push(f, SLOT_COMP, c, 2);
        break;
    case R_OBL_AGENT: what_frame_push(f, s->pos[v] == P_ADJ ? SLOT_BY : SLOT_SUBJ, who, 0); break;
    case R_OBL:
    case R_NMOD: {
        uint32_t slot = what_case_slot(s, c);
        if (slot == SLOT_NONE && c > v && !f->passive && what_is_noun(s, c) && !is_time(s, c))
            what_frame_push(f, SLOT_OBJ, who, 1); /* "sealed off the village" */
        if (v + 1 < s->n && s->id[v + 1] == slot && is_particle_of(s, v, slot))
            what_frame_push(f, SLOT_OBJ, who, 1); /* "handed over weapons" */
        what_frame_push(f, slot == SLOT_BY && f->passive ? SLOT_SUBJ : slot, who, 0);
        break;
    }
    case R_ADVCL:
        what_frame_push(f, what_case_slot(s, c), c, 0);
        if (s->xpos[c] == X_VB && what_case_slot(s, c) == SLOT_TO)
            what_frame_push(f, SLOT_COMP, c, 1);
        break;
    case R_PRT: what_frame_push(f, SLOT_PRT, c, 0); break;
    case R_ADVMOD: what_frame_push(f, SLOT_ADV, c, 0); break;
    case R_AUX: what_frame_push(f, SLOT_AUX, c, 0); break;
    case R_CASE: what_frame_push(f, SLOT_CASE, c, 0); break;
    default: break;
    }
}

/* "Four killed in raid", "Two ministers arrested": no object where there must be one. */
static bool is_bare_passive(const what_sent *s, int32_t v) {
    if (!(s->r->words[s->id[v]].flags & WORD_BARE) || (s->xpos[v] != X_VBN && s->xpos[v] != X_VBD))
        return false;
    WHAT_CHILDREN(s, v, c) {
        if (s->rel[c] == R_OBJ || s->rel[c] == R_AUX || s->rel[c] == R_CCOMP)
            return false;
        uint32_t slot = s->rel[c] == R_OBL ? what_case_slot(s, c) : SLOT_NONE;
        /* "shot dead at least ten people" */
        bool object = s->rel[c] == R_OBL && slot == SLOT_NONE && c > v && what_is_noun(s, c);
        if ((object && !is_time(s, c)) || (slot == SLOT_AT && s->mention[c] >= 0) ||
            (slot == SLOT_ON && !is_time(s, c)))
            return false; /* "soldiers shot at protesters", "fired on a ship" */
        if (s->rel[c] == R_CONJ && what_is_verb(s, c) && what_child(s, c, R_OBJ) >= 0)
            return false; /* "arrested and deported two men" */
    }
    return s->rel[v] != R_CONJ && s->rel[v] != R_RELCL;
}

void what_frame_verb(what_sent *s, int32_t v, what_frame *f, int depth) {
    f->passive = s->pos[v] != P_ADJ && (what_is_passive(s, v) || is_bare_passive(s, v));
    WHAT_CHILDREN(s, v, c)
    push_child(s, v, c, f);
    if (depth == 0 || !has_slot(f, f->passive ? SLOT_OBJ : SLOT_SUBJ))
        fill_from_outside(s, v, f);
    fill_agent(s, v, f);
    fill_owner(s, v, f);
    fill_indirect(f);
    fill_from_inside(s, f);
}

what_frame *what_frame_of(what_sent *s, int32_t word, int kind) {
    what_frame *f = bd_arena_alloc(s->arena, sizeof *f);
    f->trigger = f->clause = word;
    f->noun = kind == KIND_NOUN;
    if (f->noun)
        what_frame_noun(s, word, f);
    else
        what_frame_verb(s, word, f, 0);
    return f;
}
