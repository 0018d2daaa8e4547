/* SPDX-License-Identifier: Apache-2.0 */
/* Which rule fits which word. Words are looked at deepest first, so that a rule can ask what the
 * clause inside it is. */
#include "sentence/tags.h"
#include "what/what_int.h"

/* ---- slots ------------------------------------------------------------------------------- */

static size_t take(const what_frame *f, uint32_t slot, unsigned extra, what_arg *out, size_t n,
                   size_t cap) {
    for (int i = 0; i < f->n && n < cap; i++)
        if (f->args[i].slot == slot) {
            out[n] = f->args[i];
            out[n++].rank = (uint8_t)(f->args[i].rank + extra);
        }
    return n;
}

/* "Russia's bombardment", "Boko Haram's kidnappings": states and movements do, persons and towns
 * suffer ("the minister's arrest"). */
static bool owner_acts(const what_sent *s, const what_frame *f) {
    for (int i = 0; i < f->n; i++) {
        int32_t m = f->args[i].slot == SLOT_POSS ? s->mention[f->args[i].word] : -1;
        if (m < 0)
            continue;
        const bede_mention *who = &s->a->mentions[m];
        bool movement = strcmp(who->who.sector, "REB") == 0 || strcmp(who->who.sector, "MIL") == 0;
        if (who->flags & BEDE_MENTION_PLACE ||
            (movement && s->pos[f->args[i].word] == P_PROPN && who->who.name.n))
            return true;
    }
    return false;
}

static size_t take_noun_object(const what_sent *s, const what_hit *h, what_arg *out, size_t cap) {
    const what_frame *f = h->frame;
    size_t n = take(f, SLOT_OBJ, 0, out, 0, cap);
    if (h->rule->flags & FLAG_PATIENT) {
        size_t before = n;
        n = take(f, SLOT_OF, 0, out, n, cap);
        if (n == before && !owner_acts(s, f))
            n = take(f, SLOT_POSS, 0, out, n, cap);
    }
    return n;
}

/* "the Paris attacks": where, not who; but "a U.S. strike". */
static bool is_scene(const what_sent *s, int32_t word) {
    const bede_mention *m = &s->a->mentions[s->mention[word]];
    if (s->rel[word] != R_COMPOUND || !(m->flags & BEDE_MENTION_PLACE))
        return false;
    for (uint32_t i = m->span.start; i < m->span.end; i++)
        if (s->a->text.s[i] >= 'a' && s->a->text.s[i] <= 'z')
            return true;
    return false;
}

static size_t take_noun_subject(const what_sent *s, const what_hit *h, what_arg *out, size_t cap) {
    const what_frame *f = h->frame;
    what_arg of[4];
    size_t n = take(f, SLOT_SUBJ, 0, out, 0, cap);
    bool patient = h->rule->flags & FLAG_PATIENT;
    if (!patient || take(f, SLOT_OF, 0, of, 0, 4) > 0 || take(f, SLOT_OBJ, 0, of, 0, 4) > 0 ||
        owner_acts(s, f))
        n = take(f, SLOT_POSS, 0, out, n, cap);
    /* "the Russian-Iranian talks" names them; "Russian-Iranian talks began" tells of them. */
    if (h->rule->flags & FLAG_MUTUAL && f->clause == f->trigger)
        return n;
    size_t before = n, kept = n;
    n = take(f, SLOT_ADJ, 0, out, n, cap);
    if (h->rule->type == BEDE_ASSAULT) {
        for (size_t i = before; i < n; i++)
            if (!is_scene(s, out[i].word))
                out[kept++] = out[i];
        return kept;
    }
    if (!(h->rule->flags & FLAG_MUTUAL))
        return n;
    for (size_t i = before; i < n; i++) /* "the Astana talks": a label */
        if (s->rel[out[i].word] == R_AMOD || s->rel[out[i].word] == R_CONJ)
            out[kept++] = out[i];
    return kept;
}

static size_t take_speaker(const what_sent *s, const what_hit *h, what_arg *out) {
    int32_t who = what_speaker_word(s, h->frame->clause);
    *out = (what_arg){SLOT_SPEAKER, who, 0};
    return who >= 0;
}

size_t what_slot_args(const what_sent *s, const what_hit *h, uint32_t slot, what_arg *out,
                      size_t cap) {
    size_t n;
    slot &= ~SLOT_DEEP;
    if (slot == SLOT_OBJ_DEEP)
        slot = SLOT_OBJ;
    if (h->frame->noun && slot == SLOT_OBJ)
        n = take_noun_object(s, h, out, cap);
    else if (h->frame->noun && slot == SLOT_SUBJ)
        n = take_noun_subject(s, h, out, cap);
    else if (slot == SLOT_SPEAKER)
        n = take_speaker(s, h, out);
    else
        n = take(h->frame, slot, 0, out, 0, cap);
    for (size_t i = 1; i < n; i++) /* best first; few, and nearly in order */
        for (size_t k = i; k > 0 && out[k].rank < out[k - 1].rank; k--) {
            what_arg t = out[k];
            out[k] = out[k - 1];
            out[k - 1] = t;
        }
    return n;
}

/* ---- values ------------------------------------------------------------------------------ */

static bool mention_fits(const what_sent *s, int32_t word, uint64_t classes) {
    int32_t at = s->mention[word];
    if (at < 0)
        return false;
    const bede_mention *m = &s->a->mentions[at];
    /* "it", said of a country, is one. */
    bool place = m->flags & BEDE_MENTION_PLACE ||
                 (m->flags & BEDE_MENTION_PRONOUN && !m->who.sector[0] && m->who.code[0]);
    uint64_t bits = 1ull << CLASS_WHO;
    bits |= place ? 1ull << CLASS_PLACE : 1ull << CLASS_PERSON;
    int sector = what_sector_class(m->who.sector);
    if (sector >= 0 && !place)
        bits |= 1ull << sector;
    bool state = strcmp(m->who.sector, "GOV") == 0 || strcmp(m->who.sector, "MIL") == 0 ||
                 strcmp(m->who.sector, "COP") == 0;
    if (place || state)
        bits |= 1ull << CLASS_STATE;
    if (place && m->who.code[0])
        bits |= 1ull << CLASS_COUNTRY;
    return bits & classes;
}

static bool is_money(const what_sent *s, int32_t word) {
    uint32_t id = s->id[word];
    static const char *const words[] = {"$",       "dollar", "euro", "million",
                                        "billion", "pound",  "yen"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (id && bd_view_is(s->r->words[id].text, words[i]))
            return true;
    return false;
}

/* "told X to leave", not "told X that it was late". */
static bool is_infinitive(const what_sent *s, int32_t word) {
    WHAT_CHILDREN(s, word, c)
    if (s->xpos[word] == X_VB && s->rel[c] == R_MARK && s->id[c] == SLOT_TO)
        return true;
    return false;
}

/* "insisted that X pay", "that X be freed"; not "that X pays". */
static bool is_bare(const what_sent *s, int32_t word) {
    int32_t subject = what_child(s, word, R_NSUBJ), be = what_child(s, word, R_AUX_PASS);
    if (subject < 0)
        subject = what_child(s, word, R_NSUBJ_PASS);
    if (subject < 0 || what_child(s, word, R_AUX) >= 0 || is_infinitive(s, word))
        return false;
    if (be >= 0)
        return s->xpos[be] == X_VB;
    bool one = s->w[subject].xpos == BD_XPOS_NN || s->w[subject].xpos == BD_XPOS_NNP;
    return s->xpos[word] == X_VB || (s->xpos[word] == X_VBP && one);
}

static bool is_place(const what_sent *s, int32_t word) {
    uint32_t w = s->first + (uint32_t)word;
    size_t lo = 0, hi = s->a->n_places;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (s->a->places[mid].last < w)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < s->a->n_places && s->a->places[lo].first <= w;
}

static bool pair_fits(const what_sent *s, const what_set *set, int32_t word) {
    uint32_t id = s->id[word];
    size_t lo = 0, hi = set->n_pairs;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (set->pairs[mid].head < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < set->n_pairs && set->pairs[lo].head == id; lo++)
        WHAT_CHILDREN(s, word, c)
    if (s->id[c] == set->pairs[lo].mod &&
        (s->rel[c] == R_COMPOUND || s->rel[c] == R_AMOD || s->rel[c] == R_NMOD_POSS ||
         s->rel[c] == R_PRT || s->rel[c] == R_ADVMOD || s->rel[c] == R_NMOD ||
         s->rel[c] == R_NUMMOD || s->rel[c] == R_DET))
        return true;
    return false;
}

static bool value_fits(const what_sent *s, const what_set *set, int32_t word) {
    if (s->id[word] && what_set_has(set, s->id[word]))
        return true;
    if (set->n_pairs && s->id[word] && pair_fits(s, set, word))
        return true;
    if (set->classes && mention_fits(s, word, set->classes))
        return true;
    if ((set->classes >> CLASS_MANY & 1) && what_child(s, word, R_CONJ) >= 0)
        return true;
    if ((set->classes >> CLASS_INF & 1) && is_infinitive(s, word))
        return true;
    if ((set->classes >> CLASS_BARE & 1) && is_bare(s, word))
        return true;
    if ((set->classes >> CLASS_PLACE & 1) && is_place(s, word))
        return true;
    if ((set->classes >> CLASS_MONEY & 1) && is_money(s, word))
        return true;
    if (set->types) {
        const what_hit *h = what_clause_hit(s, word);
        return h && !h->dead && (set->types >> h->type & 1);
    }
    return false;
}

/* The word, the others of its list, and what is counted ("rounds of talks"). The word that fits,
 * -1 if none does. */
static int32_t filler_fits(const what_sent *s, const what_set *set, int32_t word, int depth) {
    if (value_fits(s, set, word))
        return word;
    if (depth > 3)
        return -1;
    if (set->deep)
        WHAT_CHILDREN(s, word, c) {
            int32_t fit = filler_fits(s, set, c, depth + 1);
            if (fit >= 0)
                return fit;
        }
    bool counted =
        what_is_span(s, word) || (s->r->quantity >= 0 && s->id[word] &&
                                  what_set_has(&s->r->sets[s->r->quantity], s->id[word]));
    WHAT_CHILDREN(s, word, c)
    if (s->rel[c] == R_CONJ || (counted && s->rel[c] == R_NMOD)) {
        int32_t fit = filler_fits(s, set, c, depth + 1);
        if (fit >= 0)
            return fit;
    }
    return -1;
}

static int32_t cond_fits(const what_sent *s, const what_hit *h, const what_cond *c) {
    what_arg args[16];
    for (int k = 0; k < c->n_slots; k++) {
        size_t n = what_slot_args(s, h, c->slots[k], args, 16);
        for (size_t i = 0; i < n; i++) {
            int32_t fit =
                c->set < 0 ? args[i].word : filler_fits(s, &s->r->sets[c->set], args[i].word, 0);
            if (fit >= 0)
                return fit;
        }
    }
    return -1;
}

static bool rule_fits(const what_sent *s, const what_hit *h) {
    for (uint32_t i = 0; i < h->rule->n_conds; i++) {
        const what_cond *c = &h->rule->conds[i];
        if ((cond_fits(s, h, c) >= 0) == c->forbidden) {
            if (s->trace)
                what_trace_condition(s, h, c);
            return false;
        }
    }
    return true;
}

/* Would the one who speaks do it himself? "warned that it would attack" */
static bool is_own_act(const what_sent *s, const what_hit *h) {
    what_parties own = {0}, inner = {0};
    for (uint32_t i = 0; i < h->rule->n_conds; i++) {
        const what_cond *c = &h->rule->conds[i];
        int32_t fit = c->set >= 0 && s->r->sets[c->set].types ? cond_fits(s, h, c) : -1;
        const what_hit *act = fit >= 0 ? what_clause_hit(s, fit) : NULL;
        if (!act)
            continue;
        what_fill_actor(s, h, &own);
        what_fill_actor(s, act, &inner);
        /* His own country's, or an alliance's that he may speak for. */
        return own.n > 0 && inner.n > 0 &&
               (strcmp(own.list[0].who.code, inner.list[0].who.code) == 0 ||
                strcmp(inner.list[0].who.code, "NAT") == 0 ||
                strcmp(inner.list[0].who.code, "EUR") == 0 ||
                (strcmp(inner.list[0].who.code, "IGO") == 0 &&
                 strcmp(inner.list[0].who.sector, "MIL") == 0));
    }
    return false;
}

/* ---- triggers ---------------------------------------------------------------------------- */

static int kinds_of(const what_sent *s, int32_t i) {
    int rel = s->rel[i];
    if (s->pos[i] == P_VERB && rel == R_AMOD)
        return s->xpos[i] == X_VBG ? KIND_ADJ : KIND_ADJ | KIND_VERB;
    /* "Fighting broke out": a gerund that does or suffers is a noun, unless it has an object. */
    if (s->xpos[i] == X_VBG && (rel == R_NSUBJ || rel == R_NSUBJ_PASS) &&
        what_child(s, i, R_OBJ) < 0)
        return KIND_NOUN;
    if (s->pos[i] == P_VERB)
        return KIND_VERB;
    if (s->pos[i] == P_AUX)
        return rel == R_AUX || rel == R_AUX_PASS || rel == R_COP ? 0 : KIND_VERB;
    if (s->pos[i] == P_ADJ)
        return KIND_ADJ;
    if (what_is_noun(s, i))
        return rel == R_COMPOUND || rel == R_FLAT || rel == R_AMOD ? 0 : KIND_NOUN;
    return 0;
}

/* The particle or modifier that a trigger of two words needs; -1 if it is not there. */
static int32_t needed(const what_sent *s, const what_frame *f, uint32_t need) {
    for (int i = 0; i < f->n; i++) {
        const what_arg *a = &f->args[i];
        bool where = f->noun ? a->slot == SLOT_MOD || a->slot == SLOT_POSS
                             : a->slot == SLOT_PRT || a->slot == SLOT_ADV;
        if (where && s->id[a->word] == need)
            return a->word;
        /* "crack down on": the particle may be tagged as the preposition's sister. */
    }
    WHAT_CHILDREN(s, f->trigger, c)
    if (s->id[c] == need &&
        (s->rel[c] == R_PRT || s->rel[c] == R_ADVMOD || s->rel[c] == R_COMPOUND ||
         s->rel[c] == R_AMOD || s->rel[c] == R_CASE || s->rel[c] == R_XCOMP ||
         (s->rel[c] == R_OBL && !f->noun)))
        return c;
    /* Parsers hang particles on what follows. */
    int32_t next = f->trigger + 1;
    if (!f->noun && next < s->n && s->id[next] == need && s->pos[next] == P_ADP)
        return next;
    return -1;
}

/* "rejected an appeal by X": what is refused was an act of its own, if it tells whose. */
static bool is_answered(const what_sent *s, const what_hit *h, const what_hit *by) {
    bool act = h->type == BEDE_REQUEST || h->type == BEDE_AGREE || h->type == BEDE_THREATEN;
    if (!act || !by || by->type != BEDE_REJECT || !h->frame->noun || by->frame->noun)
        return false;
    WHAT_CHILDREN(s, h->word, c) {
        uint32_t slot = s->rel[c] == R_NMOD ? what_case_slot(s, c) : SLOT_NONE;
        if (s->mention[c] >= 0 &&
            (slot == SLOT_BY || slot == SLOT_FROM || s->rel[c] == R_NMOD_POSS ||
             s->rel[c] == R_AMOD || s->rel[c] == R_COMPOUND))
            return true;
    }
    return false;
}

static void kill_hit(what_sent *s, int32_t word, const what_hit *by) {
    if (!s->hit[word] || is_answered(s, s->hit[word], by))
        return;
    if (!s->hit[word]->dead && by)
        WHAT_TELL(s, BEDE_STEP_EATEN, word, s->hit[word]->rule, "it belongs to %.*s",
                  (int)by->rule->tag.n, by->rule->tag.s);
    s->hit[word]->dead = true;
}

/* "accusations that it had fired": what they say, though it looks like a relative clause. */
static bool is_content(const what_sent *s, int32_t clause) {
    WHAT_CHILDREN(s, clause, c)
    if (s->rel[c] == R_MARK && s->id[c] == SLOT_THAT)
        return true;
    return false;
}

static void kill_under(what_sent *s, int32_t top, const what_hit *by) {
    if (top == by->word)
        return;
    kill_hit(s, top, by);
    WHAT_CHILDREN(s, top, c)
    if (s->rel[c] != R_RELCL || is_content(s, c))
        kill_under(s, c, by);
}

/* Words that the rule asked for are its own; what it eats codes nothing. */
static void take_words(what_sent *s, what_hit *h) {
    for (uint32_t i = 0; i < h->rule->n_conds; i++) {
        const what_cond *c = &h->rule->conds[i];
        if (c->forbidden || c->set < 0)
            continue;
        const what_set *set = &s->r->sets[c->set];
        int32_t fit = cond_fits(s, h, c);
        if (set->types && fit >= 0)
            h->inner = what_clause_hit(s, fit);
        if (fit < 0 || !(set->n_ids || set->n_pairs) ||
            (!what_set_has(set, s->id[fit]) && !set->n_pairs))
            continue;
        kill_hit(s, fit, h);
        h->first = fit < h->first ? fit : h->first;
        h->last = fit > h->last ? fit : h->last;
    }
    what_arg args[16];
    if (h->type == BEDE_REJECT && !h->frame->noun) { /* "declined an invitation to talk" */
        size_t n = what_slot_args(s, h, SLOT_COMP, args, 16);
        for (size_t i = 0; i < n; i++)
            if (s->rel[args[i].word] == R_ADVCL)
                kill_under(s, args[i].word, h);
    }
    for (int k = 0; h->rule->eats[k]; k++) {
        size_t n = what_slot_args(s, h, h->rule->eats[k], args, 16);
        for (size_t i = 0; i < n; i++) {
            if (!h->inner)
                h->inner = what_clause_hit(s, args[i].word);
            kill_under(s, args[i].word, h);
        }
    }
}

/* "opposes launches": deeds in general. */
static bool is_general(const what_sent *s, int32_t i) {
    bede_view form =
        bd_view(s->a->text.s + s->w[i].span.start, s->w[i].span.end - s->w[i].span.start);
    if (!what_is_noun(s, i) || !bd_view_ends(form, "s") || bd_view_eq(form, s->w[i].lemma))
        return false;
    WHAT_CHILDREN(s, i, c)
    if (s->rel[c] == R_DET || s->rel[c] == R_NMOD_POSS || s->rel[c] == R_NUMMOD)
        return false;
    return true;
}

static void eat_general(what_sent *s, what_hit *h) {
    what_arg args[16];
    size_t n = what_slot_args(s, h, SLOT_OBJ, args, 16);
    for (size_t i = 0; i < n; i++)
        if (is_general(s, args[i].word))
            kill_under(s, args[i].word, h);
}

static what_hit *try_kind(what_sent *s, int32_t i, int kind) {
    what_frame *f = NULL;
    what_hit h = {.word = i, .first = i, .last = i, .speaker = -1};
    for (const what_trigger *t = s->r->words[s->id[i]].triggers; t; t = t->next) {
        if (!(t->rule->kind & kind))
            continue;
        if (!f)
            f = what_frame_of(s, i, kind);
        h.rule = t->rule;
        h.frame = f;
        int32_t second = t->need ? needed(s, f, t->need) : i;
        if (second < 0)
            WHAT_TELL(s, BEDE_STEP_FAILED, i, t->rule, "no \"%.*s\" with it",
                      (int)s->r->words[t->need].text.n, s->r->words[t->need].text.s);
        if (second < 0 || !rule_fits(s, &h))
            continue;
        if (t->rule->flags & FLAG_SELF && !is_own_act(s, &h)) {
            WHAT_TELL(s, BEDE_STEP_FAILED, i, t->rule, "somebody else would do it");
            continue;
        }
        WHAT_TELL(s, BEDE_STEP_WON, i, t->rule, "all its conditions hold");
        h.first = second < i ? second : i;
        h.last = second > i ? second : i;
        h.type = t->rule->type;
        memcpy(h.cameo, t->rule->cameo, sizeof h.cameo);
        what_hit *kept = bd_arena_alloc(s->arena, sizeof *kept);
        *kept = h;
        take_words(s, kept);
        if (h.rule->flags & FLAG_GENERAL)
            eat_general(s, kept);
        return kept;
    }
    return NULL;
}

/* A light verb leaves the act to its noun, unless its rule asked for the noun itself. */
static bool noun_tells(const what_sent *s, int32_t v) {
    WHAT_CHILDREN(s, v, c)
    if (s->hit[c] && !s->hit[c]->dead && s->hit[c]->frame->noun && s->rel[c] != R_NSUBJ &&
        s->hit[c]->frame->clause == v)
        return true;
    return false;
}

/* "in March": a month, no march. */
static bool is_date(const what_sent *s, int32_t i) {
    bede_view form =
        bd_view(s->a->text.s + s->w[i].span.start, s->w[i].span.end - s->w[i].span.start);
    return bd_view_is(form, "March") && s->pos[i] == P_PROPN;
}

void what_match_all(what_sent *s) {
    for (int32_t k = 0; k < s->n; k++) {
        int32_t i = s->order[k];
        if (i < 0 || !s->id[i] || !s->r->words[s->id[i]].triggers || is_date(s, i))
            continue;
        int kinds = kinds_of(s, i);
        what_hit *h = NULL;
        for (int kind = KIND_VERB; kind <= KIND_ADJ && !h; kind <<= 1)
            if (kinds & kind)
                h = try_kind(s, i, kind);
        if (h && !h->frame->noun && noun_tells(s, i)) {
            WHAT_TELL(s, BEDE_STEP_EATEN, i, h->rule, "a light verb: its noun tells the act");
            h = NULL;
        }
        s->hit[i] = h;
    }
    /* What a trigger takes may stand beside it in the tree and be looked at after it. */
    for (int32_t k = 0; k < s->n; k++)
        if (s->order[k] >= 0 && s->hit[s->order[k]] && !s->hit[s->order[k]]->dead)
            take_words(s, s->hit[s->order[k]]);
}

what_hit *what_clause_hit(const what_sent *s, int32_t word) {
    for (int k = 0; k < 4 && word >= 0; k++) {
        if (s->hit[word] && s->hit[word]->type < TYPE_NOTHING)
            return s->hit[word];
        WHAT_CHILDREN(s, word, c)
        if (s->hit[c] && s->hit[c]->frame->noun && s->hit[c]->frame->clause == word)
            return s->hit[c];
        int32_t inner = what_child(s, word, R_XCOMP);
        uint8_t op = s->r->words[s->id[word]].op;
        if (inner < 0 || (op && !(op & OP_PASS)))
            return NULL;
        word = inner;
    }
    return NULL;
}
