/* SPDX-License-Identifier: Apache-2.0 */
/* What the words around an act do to it: auxiliaries, negation, conditions, operators, speech. */
#include "what/what_int.h"

enum { MAX_CLIMB = 16 };

static bool is_say(const what_sent *s, int32_t v) {
    return (s->r->words[s->id[v]].flags & WORD_SAY) && s->pos[v] == P_VERB;
}

static bool is_not(const what_sent *s, int32_t i) {
    bede_view v = s->w[i].lemma;
    return s->id[i] == SLOT_NOT || s->id[i] == SLOT_NEVER || bd_view_is(v, "n't") ||
           bd_view_is(v, "n’t") || bd_view_is(v, "neither") || bd_view_is(v, "nor");
}

/* "Is due to travel", "is about to leave", "is to visit", with the verb taken for the predicate. */
static bool is_ahead(const what_sent *s, int32_t v, int32_t c) {
    bede_view small = s->w[c].lemma;
    if (s->xpos[v] != X_VB)
        return false;
    if (what_child(s, v, R_COP) >= 0 && s->id[c] == SLOT_TO)
        return true;
    return (what_child(s, v, R_COP) >= 0 || what_child(s, v, R_AUX) >= 0) &&
           (bd_view_is(small, "due") || bd_view_is(small, "about"));
}

/* What the verb's own small words say. */

static uint8_t own_bits(const what_sent *s, int32_t v, bool in_speech) {
    uint8_t bits = what_is_headline_future(s, v) ? BEDE_AUX_FUTURE : 0;
    WHAT_CHILDREN(s, v, c) {
        switch (s->rel[c]) {
        case R_AUX:
        case R_AUX_PASS: {
            uint8_t aux = s->r->words[s->id[c]].aux;
            /* "said it would": the future, seen from then. */
            if (in_speech && bd_view_is(s->w[c].lemma, "would"))
                aux = BEDE_AUX_FUTURE;
            bits |= aux;
            break;
        }
        case R_ADVMOD:
        case R_OTHER:
        case R_CC:
            if (is_not(s, c))
                bits |= BEDE_AUX_NEGATION;
            else if (is_ahead(s, v, c))
                bits |= BEDE_AUX_FUTURE;
            break;
        case R_MARK:
        case R_CASE:
            if (s->id[c] == SLOT_IF || s->id[c] == SLOT_UNLESS)
                bits |= BEDE_AUX_HYPOTHETICAL;
            else if (s->id[c] == SLOT_WITHOUT)
                bits |= BEDE_AUX_NEGATION;
            else if (is_ahead(s, v, c))
                bits |= BEDE_AUX_FUTURE;
            break;
        case R_NSUBJ:
        case R_NSUBJ_PASS:
            if (s->id[c] == SLOT_NO || bd_view_is(s->w[c].lemma, "nobody") ||
                bd_view_is(s->w[c].lemma, "none"))
                bits |= BEDE_AUX_NEGATION;
            break;
        default: break;
        }
    }
    return bits;
}

static bool has_aux(const what_sent *s, int32_t v) {
    return what_child(s, v, R_AUX) >= 0 || what_child(s, v, R_AUX_PASS) >= 0;
}

static uint8_t op_bits(uint8_t op) {
    return (uint8_t)(op & (OP_FUTURE | OP_HYPOTHETICAL | OP_NEGATION));
}

/* The say verb whose speech v stands in, -1 if none; the word at whose top the speech begins. */
static int32_t say_verb(const what_sent *s, int32_t v) {
    for (int k = 0; k < MAX_CLIMB && v >= 0; k++) {
        int32_t h = s->w[v].head;
        if (s->rel[v] == R_CCOMP && h >= 0 && is_say(s, h))
            return h;
        WHAT_CHILDREN(s, v, c)
        if (s->rel[c] == R_PARATAXIS && is_say(s, c) && what_child(s, c, R_CCOMP) < 0 &&
            what_child(s, c, R_OBJ) < 0)
            return c;
        v = h;
    }
    return -1;
}

static int32_t mention_of(const what_sent *s, int32_t word) {
    return word >= 0 ? s->mention[word] : -1;
}

/* "according to X", anywhere above. */
static int32_t by_account(const what_sent *s, int32_t v) {
    for (int k = 0; k < MAX_CLIMB && v >= 0; k++) {
        WHAT_CHILDREN(s, v, c)
        if ((s->rel[c] == R_OBL || s->rel[c] == R_NMOD) &&
            what_case_slot(s, c) == SLOT_ACCORDING_TO && s->mention[c] >= 0)
            return s->mention[c];
        v = s->w[v].head;
    }
    return -1;
}

/* Who says the clause, -1 if the sentence does not tell. */
int32_t what_speaker_word(const what_sent *s, int32_t v) {
    int32_t say = say_verb(s, v);
    return say >= 0 ? what_surface_subject(s, say, 0) : -1;
}

/* The mention whose words the clause rests on; *inside: it is told, not just known from. */
int32_t what_speaker(const what_sent *s, int32_t v, bool *inside) {
    int32_t say = say_verb(s, v);
    *inside = say >= 0;
    if (say >= 0) {
        int32_t subject = what_surface_subject(s, say, 0), m = mention_of(s, subject);
        if (m >= 0)
            return m;
    }
    int32_t m = by_account(s, v);
    *inside |= m >= 0;
    return m;
}

/* "A prepared attack" is over: what is done to get there says nothing of when. */
static bool is_finished(const what_sent *s, int32_t c) {
    static const char *const list[] = {"prepare", "arrange", "move", "head", "set", "order"};
    for (size_t k = 0; s->xpos[c] == X_VBN && k < sizeof list / sizeof *list; k++)
        if (bd_view_is(s->w[c].lemma, list[k]))
            return true;
    return false;
}

/* A noun's own signs: "no talks", "planned talks", "possible attack". */
static uint8_t noun_bits(const what_sent *s, int32_t n) {
    uint8_t bits = 0;
    WHAT_CHILDREN(s, n, c) {
        if (s->rel[c] == R_DET && s->id[c] == SLOT_NO)
            bits |= BEDE_AUX_NEGATION;
        if (s->rel[c] == R_CASE && s->id[c] == SLOT_WITHOUT)
            bits |= BEDE_AUX_NEGATION;
        if (s->rel[c] == R_AMOD && what_child(s, c, R_ADVMOD) < 0 && !is_finished(s, c))
            bits |= op_bits(s->r->words[s->id[c]].op);
    }
    return bits;
}

/* One step up from x: what the word above does to it. Gives the next word to look at, -1 to stop.
 */
static int32_t step_up(const what_sent *s, int32_t x, uint8_t *bits, bool *drop, bool in_speech) {
    int32_t h = s->w[x].head;
    if (h < 0)
        return -1;
    const what_word *word = &s->r->words[s->id[h]];
    switch (s->rel[x]) {
    case R_XCOMP:
    case R_CCOMP:
        if (s->rel[x] == R_CCOMP && is_say(s, h) && !op_bits(word->op))
            return -1;
        *bits |= op_bits(word->op);
        *drop |= (word->op & OP_DROP) != 0;
        if (s->rel[x] == R_CCOMP)
            return -1;
        *bits |= own_bits(s, h, in_speech);
        return h;
    case R_OBJ:
    case R_NSUBJ_PASS:
        *bits |= op_bits(word->op);
        *drop |= (word->op & OP_DROP) != 0;
        *bits |= own_bits(s, h, in_speech);
        return h;
    case R_CONJ:
        if (what_is_noun(s, x) || (!has_aux(s, x) && what_child(s, x, R_NSUBJ) < 0)) {
            if (!what_is_noun(s, x))
                *bits |= own_bits(s, h, in_speech) & (uint8_t)~BEDE_AUX_NEGATION;
            return h;
        }
        return -1;
    case R_ACL:
    case R_NMOD:
        /* "the decision to attack", "the threat of attacks" */
        if (s->rel[x] == R_NMOD && what_case_slot(s, x) != SLOT_OF)
            return -1;
        *bits |= op_bits(word->op);
        return s->rel[x] == R_NMOD ? h : -1;
    case R_OBL: {
        /* "prepared for talks"; but "set up barricades after the arrest" */
        uint32_t slot = what_case_slot(s, x);
        if (slot != SLOT_AFTER && slot != SLOT_DURING && slot != SLOT_IN)
            *bits |= op_bits(word->op) & (uint8_t)~BEDE_AUX_NEGATION;
        if (what_case_slot(s, x) == SLOT_FOR) /* "will travel there for talks" */
            *bits |= own_bits(s, h, in_speech) & BEDE_AUX_FUTURE;
        return -1;
    }
    case R_ADVCL:
        /* "if talks fail, X will": the main clause is not the condition's. */
        return -1;
    default: return -1;
    }
}

/* Fills h->aux, h->speaker; h->dead if an operator drops it. */
void what_embed(const what_sent *s, what_hit *h) {
    int32_t v = h->frame->clause;
    bool drop = false, in_speech;
    h->speaker = what_speaker(s, v, &in_speech);
    h->in_speech = in_speech;
    uint8_t bits = own_bits(s, v, in_speech);
    if (h->frame->noun)
        bits |= noun_bits(s, h->word);
    if (v != h->word && s->rel[h->word] != R_NSUBJ)
        bits |= own_bits(s, h->word, in_speech);
    int32_t x = v;
    for (int k = 0; k < MAX_CLIMB && x >= 0; k++)
        x = step_up(s, x, &bits, &drop, in_speech);
    if (drop) {
        WHAT_TELL(s, BEDE_STEP_DROPPED, h->word, h->rule, "it is only thought of");
        h->dead = true;
    }
    h->aux = bits & (BEDE_AUX_FUTURE | BEDE_AUX_HYPOTHETICAL | BEDE_AUX_NEGATION);
    if (h->rule->flags & FLAG_PLAIN)
        h->aux &= (uint8_t) ~(BEDE_AUX_FUTURE | BEDE_AUX_NEGATION);
    if (h->aux & BEDE_AUX_HYPOTHETICAL)
        h->aux &= (uint8_t)~BEDE_AUX_FUTURE;
}

static bool in_types(int type, uint32_t bits) {
    return bits >> type & 1;
}

static void recode(const what_sent *s, what_hit *h, int type, const char *otherwise) {
    char to[5] = {0};
    if (!what_map_cameo(s->r, type, h->cameo, to))
        memcpy(to, otherwise, strlen(otherwise) + 1);
    memcpy(h->cameo, to, sizeof h->cameo);
    h->type = (uint8_t)type;
    h->mapped = true;
}

/* Future cooperation is AGREE; "will not" do it is REJECT. The CAMEO code of an operator follows
 * the act that it took. */
void what_settle(const what_sent *s, what_hit *h) {
    static const uint32_t meet =
        1u << BEDE_CONSULT | 1u << BEDE_SUPPORT | 1u << BEDE_COOPERATE | 1u << BEDE_AID;
    static const uint32_t yield = 1u << BEDE_AGREE | 1u << BEDE_CONCEDE | 1u << BEDE_RETREAT;
    if (h->rule->flags & FLAG_MAP && h->inner && !h->mapped) {
        char to[5] = {0};
        if (what_map_cameo(s->r, h->type, h->inner->cameo, to))
            memcpy(h->cameo, to, sizeof to);
    }
    bool future = h->aux & BEDE_AUX_FUTURE, negated = h->aux & BEDE_AUX_NEGATION;
    if (future && negated && in_types(h->type, meet | yield)) {
        recode(s, h, BEDE_REJECT, "120");
        h->aux = 0;
    } else if (future && !negated && in_types(h->type, meet)) {
        recode(s, h, BEDE_AGREE, "030");
        h->aux &= (uint8_t)~BEDE_AUX_FUTURE;
    } else if (h->type == BEDE_AGREE) {
        h->aux &= (uint8_t)~BEDE_AUX_FUTURE;
    }
}

static bool is_assault(const what_hit *h) {
    return h && !h->dead && h->type == BEDE_ASSAULT;
}

static bool tells_when(const what_sent *s, int32_t clause) {
    WHAT_CHILDREN(s, clause, c)
    if (bd_view_is(s->w[c].lemma, "when") || bd_view_is(s->w[c].lemma, "as"))
        return true;
    return false;
}

static bool in_relative(const what_sent *s, int32_t v) {
    return s->rel[v] == R_RELCL || s->rel[v] == R_ACL;
}

/* "ten died in a raid", "rammed the wall, killing ten": one act. */
void what_fold(const what_sent *s, what_hit *h) {
    what_hit *act = NULL;
    int32_t v = h->frame->clause, up = s->w[v].head;
    if (!(h->rule->flags & FLAG_FOLD) || h->dead)
        return;
    if (s->rel[v] == R_ADVCL && s->xpos[v] == X_VBG && up >= 0)
        act = what_clause_hit(s, up);
    WHAT_CHILDREN(s, v, c)
    if (!is_assault(act) && (s->rel[c] == R_OBL || s->rel[c] == R_OBL_AGENT || /* by a raid */
                             (s->rel[c] == R_NSUBJ && what_is_noun(s, c)) || /* "the raid killed" */
                             (s->rel[c] == R_ADVCL && tells_when(s, c))))
        act = s->rel[c] == R_ADVCL ? what_clause_hit(s, c) : s->hit[c];
    for (int k = 0; k < 8 && up >= 0 && !is_assault(act) && in_relative(s, v); k++) {
        act = s->hit[up]; /* "the raid in which ten died" */
        up = s->w[up].head;
    }
    if (is_assault(act) && act != h && !act->folded && act->aux == h->aux) {
        act->folded = h;
        WHAT_TELL(s, BEDE_STEP_EATEN, h->word, h->rule, "told as part of %.*s",
                  (int)act->rule->tag.n, act->rule->tag.s);
        h->dead = true;
    }
}
