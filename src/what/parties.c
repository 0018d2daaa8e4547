/* SPDX-License-Identifier: Apache-2.0 */
/* From the slots of a rule to the parties of an event. */
#include "base/limits.h"
#include "what/what_int.h"

static bool same(const bede_article *a, int32_t m, const bede_party *p) {
    if (p->mention == UINT32_MAX)
        return false;
    return p->mention == (uint32_t)m || (a->mentions[m].entity == a->mentions[p->mention].entity &&
                                         a->mentions[m].span.start == p->span.start);
}

/* The place that the word names, NULL if it is none. */
static const bede_place *place_at(const what_sent *s, uint32_t word) {
    const bede_article *a = s->a;
    size_t lo = 0, hi = a->n_places;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->places[mid].last < word)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < a->n_places && a->places[lo].first <= word ? &a->places[lo] : NULL;
}

/* A place that no dictionary of actors knows acts for its country. */
static void place_code(const what_sent *s, const bede_mention *m, bede_identity *who) {
    if (m->flags & BEDE_MENTION_PRONOUN)
        return;
    const bede_place *p = place_at(s, m->head);
    if (!p || p->kind == BEDE_PLACE_OTHER)
        return;
    memcpy(who->code, p->country, sizeof who->code);
    memcpy(who->country, p->country, sizeof who->country);
    if (!who->sector[0])
        memcpy(who->sector, "GOV", 4);
}

void what_party_add(const what_sent *s, what_parties *p, int32_t mention) {
    const bede_mention *m = &s->a->mentions[mention];
    if (p->n >= BD_MAX_PARTIES)
        return;
    for (size_t i = 0; i < p->n; i++)
        if (same(s->a, mention, &p->list[i]))
            return;
    bede_party party = {.span = m->span, .mention = (uint32_t)mention, .who = m->who};
    if (!party.who.code[0])
        place_code(s, m, &party.who);
    /* A country or capital that acts is its government; so is "it", said of one. */
    bool it = m->flags & BEDE_MENTION_PRONOUN && strcmp(party.who.code, party.who.country) == 0;
    if ((m->flags & BEDE_MENTION_PLACE || (it && party.who.code[0])) && !party.who.sector[0])
        memcpy(party.who.sector, "GOV", 4);
    p->list = bd_arena_grow(s->arena, p->list, p->n, &p->cap, sizeof *p->list);
    p->list[p->n++] = party;
}

/* ---- one phrase, several parties: "Afghan and German forces", "presidents of Iran and Oman" ----
 */

static bool is_plural(const what_sent *s, int32_t i) {
    bede_span w = s->w[i].span;
    return bd_view_ends(bd_view(s->a->text.s + w.start, w.end - w.start), "s") ||
           s->a->mentions[s->mention[i]].flags & BEDE_MENTION_PLURAL;
}

/* The codes of a row of names, at most cap. */
static size_t row_codes(const what_sent *s, int32_t word, int32_t *mentions, size_t n, size_t cap) {
    int32_t m = s->mention[word];
    if (m >= 0 && s->a->mentions[m].who.code[0] && n < cap)
        mentions[n++] = m;
    WHAT_CHILDREN(s, word, c)
    if (s->rel[c] == R_CONJ)
        n = row_codes(s, c, mentions, n, cap);
    return n;
}

static void add_as(const what_sent *s, what_parties *p, const bede_mention *whole, uint32_t number,
                   const bede_mention *part) {
    bede_party party = {.span = whole->span, .mention = number, .who = whole->who};
    if (p->n >= BD_MAX_PARTIES)
        return;
    for (size_t i = 0; i < p->n; i++)
        if (p->list[i].span.start == party.span.start &&
            strcmp(p->list[i].who.code, part->who.code) == 0)
            return;
    memcpy(party.who.code, part->who.code, sizeof party.who.code);
    memcpy(party.who.country, part->who.country, sizeof party.who.country);
    if (!party.who.sector[0])
        memcpy(party.who.sector, part->who.sector, sizeof party.who.sector);
    p->list = bd_arena_grow(s->arena, p->list, p->n, &p->cap, sizeof *p->list);
    p->list[p->n++] = party;
}

/* True if the phrase stood for several parties, which are added then. */
static bool add_several(const what_sent *s, what_parties *p, int32_t word) {
    enum { CAP = 32 };
    int32_t list[CAP];
    if (s->mention[word] < 0)
        return false;
    const bede_mention *whole = &s->a->mentions[s->mention[word]];
    for (uint32_t k = 0; k < whole->n_members; k++) {
        bede_mention part = s->a->mentions[whole->members[k]];
        if (part.flags & BEDE_MENTION_PLACE && !part.who.sector[0])
            memcpy(part.who.sector, "GOV", 4);
        add_as(s, p, whole, (uint32_t)s->mention[word], &part);
    }
    if (whole->n_members)
        return true;
    if (!is_plural(s, word))
        return false;
    WHAT_CHILDREN(s, word, c) {
        bool row = s->rel[c] == R_AMOD || s->rel[c] == R_COMPOUND || s->rel[c] == R_NMOD_POSS;
        if (s->rel[c] == R_NMOD) {
            uint32_t slot = what_case_slot(s, c);
            row = slot == SLOT_OF || slot == SLOT_FROM;
        }
        size_t n = row ? row_codes(s, c, list, 0, CAP) : 0;
        /* "Chadian and US forces": the dictionaries know US forces. */
        if (n == 1 && whole->who.code[0] && what_child(s, c, R_CONJ) >= 0)
            list[n++] = s->mention[word];
        if (n < 2)
            continue;
        for (size_t i = 0; i < n; i++)
            add_as(s, p, whole, (uint32_t)s->mention[word], &s->a->mentions[list[i]]);
        return true;
    }
    return false;
}

/* A sea or strait acts for nobody. */
static bool is_nowhere(const what_sent *s, const bede_mention *m) {
    const bede_place *p = place_at(s, m->head);
    return !m->who.code[0] && p && !p->country[0];
}

static bool may_act(const what_sent *s, int32_t mention) {
    const bede_mention *m = &s->a->mentions[mention];
    if (m->flags & BEDE_MENTION_MEDIA || is_nowhere(s, m))
        return false;
    uint32_t id = s->id[m->head - s->first]; /* "launched on Monday" */
    if (!m->who.code[0] && s->r->time >= 0 && id && what_set_has(&s->r->sets[s->r->time], id))
        return false;
    if (strcmp(m->who.sector, "JRN") != 0)
        return true;
    /* A broadcaster that says is a source, whatever the dictionaries know of it. */
    int32_t word = (int32_t)(m->head - s->first), h = s->w[word].head;
    return !(s->rel[word] == R_NSUBJ && h >= 0 && s->r->words[s->id[h]].flags & WORD_SAY);
}

static bool is_counter(const what_sent *s, int32_t i) {
    return s->pos[i] == P_NUM ||
           (s->r->quantity >= 0 && s->id[i] && what_set_has(&s->r->sets[s->r->quantity], s->id[i]));
}

static void phrase(const what_sent *s, what_parties *p, int32_t word, bool deep, int depth);

/* "... launch: spokesman": who says it is no other name of what is told. */
static bool in_tail(const what_sent *s, int32_t i) {
    return s->tail_first <= i && i <= s->tail_last;
}

/* "Banned rallies in Nairobi": a place where something is, is not whom it is done to. */
static bool is_scene(const what_sent *s, int32_t c) {
    uint32_t slot = s->rel[c] == R_NMOD || s->rel[c] == R_OBL ? what_case_slot(s, c) : SLOT_NONE;
    int32_t m = s->mention[c];
    return (slot == SLOT_IN || slot == SLOT_AT) &&
           (m < 0 || s->a->mentions[m].flags & BEDE_MENTION_PLACE);
}

static bool has_pronoun_owner(const what_sent *s, int32_t word) {
    int32_t owner = what_child(s, word, R_NMOD_POSS);
    return owner >= 0 && s->pos[owner] == P_PRON;
}

/* Names inside a phrase that is none itself: "Iran's demand", "sanctions on Iran". */
static void inside(const what_sent *s, what_parties *p, int32_t word, int depth) {
    /* Whose it is comes before what it is about. */
    static const uint8_t rels[] = {R_NMOD_POSS, R_COMPOUND, R_AMOD, R_NMOD,
                                   R_ACL,       R_OBJ,      R_OBL,  R_OBL_AGENT};
    size_t before = p->n;
    if (s->pos[word] == P_VERB && depth == 0)
        return; /* what a clause tells of is not whom it is told to */
    WHAT_CHILDREN(s, word, c) {
        uint32_t slot = s->rel[c] == R_NMOD ? what_case_slot(s, c) : SLOT_NONE;
        /* "its border with X", "their dispute with X": the other side. */
        if (slot == SLOT_BY || (slot == SLOT_WITH && has_pronoun_owner(s, word)))
            phrase(s, p, c, true, depth + 1);
    }
    for (size_t k = 0; k < sizeof rels / sizeof *rels && p->n == before; k++)
        WHAT_CHILDREN(s, word, c)
    if (s->rel[c] == rels[k] && !is_scene(s, c))
        phrase(s, p, c, true, depth + 1);
}

/* "forces who": the noun that a relative pronoun stands for; the word itself if it is none. */
static int32_t antecedent(const what_sent *s, int32_t word) {
    static const char *const list[] = {"who", "which", "that", "whom"};
    if (s->pos[word] != P_PRON)
        return word;
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(s->w[word].lemma, list[k])) {
            int32_t i = word;
            for (int step = 0; step < 6 && i >= 0 && s->rel[i] != R_RELCL; step++)
                i = s->w[i].head;
            return i >= 0 && s->w[i].head >= 0 && s->w[i].head < word ? s->w[i].head : word;
        }
    return word;
}

static int32_t known_apposition(const what_sent *s, int32_t word) {
    WHAT_CHILDREN(s, word, c) {
        int32_t m = s->rel[c] == R_APPOS ? s->mention[c] : -1;
        if (m >= 0 && s->a->mentions[m].who.code[0] &&
            !(s->a->mentions[m].flags & BEDE_MENTION_PRONOUN))
            return m;
    }
    return -1;
}

/* "a Chadian MiG": of a thing that no dictionary knows, the words before it tell whose it is. */
static int32_t known_owner(const what_sent *s, int32_t word) {
    WHAT_CHILDREN(s, word, c) {
        bool before = s->rel[c] == R_AMOD || s->rel[c] == R_NMOD_POSS || s->rel[c] == R_COMPOUND;
        int32_t m = c < word && before ? s->mention[c] : -1;
        if (m >= 0 && s->a->mentions[m].who.code[0] &&
            !(s->a->mentions[m].flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_AGAINST)))
            return m;
    }
    return -1;
}

static void phrase(const what_sent *s, what_parties *p, int32_t word, bool deep, int depth) {
    size_t before = p->n;
    if (depth > 6)
        return;
    word = antecedent(s, word);
    int32_t m = s->mention[word];
    int32_t better = m >= 0 && !s->a->mentions[m].who.code[0] ? known_apposition(s, word) : -1;
    if (better >= 0)
        m = better; /* "250 people, most of them Chadians" */
    int32_t owner = m >= 0 && !s->a->mentions[m].who.code[0] ? known_owner(s, word) : -1;
    if (m >= 0 && may_act(s, m) && !add_several(s, p, word)) {
        if (owner >= 0)
            add_as(s, p, &s->a->mentions[m], (uint32_t)m, &s->a->mentions[owner]);
        else
            what_party_add(s, p, m);
    }
    WHAT_CHILDREN(s, word, c)
    if (s->rel[c] == R_CONJ)
        phrase(s, p, c, deep, depth + 1);
    if (p->n > before)
        return;
    if (deep) {
        inside(s, p, word, depth);
    } else if (is_counter(s, word)) {
        WHAT_CHILDREN(s, word, c)
        if (s->rel[c] == R_NMOD)
            phrase(s, p, c, false, depth + 1);
    }
    if (p->n == before)
        WHAT_CHILDREN(s, word, c)
    if (s->rel[c] == R_APPOS && !(in_tail(s, c) && !in_tail(s, word)))
        phrase(s, p, c, false, depth + 1);
}

void what_parties_of(const what_sent *s, what_parties *p, int32_t word, bool deep) {
    phrase(s, p, word, deep, 0);
}

/* "Demanded that Chad pay", "a call for Chad to pay": who is to do it, though paying is no event.
 */
static void doer_of_clause(const what_sent *s, const what_hit *h, what_parties *p) {
    what_arg args[8];
    size_t n = what_slot_args(s, h, SLOT_COMP, args, 8);
    for (size_t i = 0; i < n && p->n == 0; i++) {
        int32_t subject = what_child(s, args[i].word, R_NSUBJ);
        if (subject >= 0)
            what_parties_of(s, p, subject, false);
    }
}

/* "Condemned the killing of protesters": one condemns or praises those who did it, not those it was
 * done to. True if the word is such a deed. */
static bool doer_of_deed(const what_sent *s, const what_hit *h, int32_t word, what_parties *p) {
    const what_hit *deed = s->hit[word];
    bool judges = h->type == BEDE_ACCUSE || h->type == BEDE_SUPPORT || h->type == BEDE_REQUEST;
    bool own_word = h->first <= word && word <= h->last; /* "lodged a protest" */
    if (!judges || own_word || !deed || deed == h || !deed->frame->noun ||
        deed->type >= BEDE_EVENT_TYPES || deed->type == h->type)
        return false;
    what_fill_actor(s, deed, p);
    if (p->n == 0 && h->type == BEDE_ACCUSE && deed->type == BEDE_COERCE) {
        what_fill_recipient(s, deed, p); /* those who jail people jail their own */
        for (size_t i = 0; i < p->n; i++)
            memcpy(p->list[i].who.sector, "GOV", 4);
    }
    if (p->n == 0 && !(deed->rule->flags & FLAG_PATIENT))
        WHAT_CHILDREN(s, word, c)
    if (s->rel[c] == R_NMOD_POSS || s->rel[c] == R_AMOD || s->rel[c] == R_COMPOUND)
        what_parties_of(s, p, c, true);
    return true;
}

/* The first slot of the list that holds a party; within it the best rank, and its equals. */
static void fill(const what_sent *s, const what_hit *h, const uint32_t *slots, what_parties *p) {
    what_arg args[16];
    for (int k = 0; k < MAX_ROLE_SLOTS && slots[k] && p->n == 0; k++) {
        if (slots[k] == SLOT_NOBODY)
            return;
        if (slots[k] == SLOT_COMP_ACTOR || slots[k] == SLOT_COMP_RECIPIENT) {
            if (h->inner && h->inner != h)
                (slots[k] == SLOT_COMP_ACTOR ? what_fill_actor : what_fill_recipient)(s, h->inner,
                                                                                      p);
            if (p->n == 0 && slots[k] == SLOT_COMP_ACTOR)
                doer_of_clause(s, h, p);
            continue;
        }
        size_t n = what_slot_args(s, h, slots[k], args, 16);
        unsigned rank = 0;
        for (size_t i = 0; i < n; i++) {
            if (p->n && args[i].rank > rank)
                break;
            size_t before = p->n;
            bool deep = slots[k] == SLOT_OBJ_DEEP || slots[k] & SLOT_DEEP;
            int32_t word = args[i].word;
            /* "refuses to accept X's denials": what the clause is done to */
            int32_t obj = deep && what_is_verb(s, word) ? what_child(s, word, R_OBJ) : -1;
            if (!deep || !doer_of_deed(s, h, word, p))
                what_parties_of(s, p, obj >= 0 ? obj : word, deep);
            if (p->n > before)
                rank = args[i].rank;
        }
    }
}

/* The subject of the clause that the noun stands in. */
static void inherit(const what_sent *s, const what_hit *h, what_parties *p) {
    int32_t x = h->word;
    for (int k = 0; k < 4 && x >= 0; k++) {
        int rel = s->rel[x];
        uint32_t slot = what_case_slot(s, x);
        x = s->w[x].head;
        if (x < 0 || (rel != R_OBL && rel != R_OBJ && rel != R_CONJ && rel != R_ADVCL &&
                      slot != SLOT_AMID && slot != SLOT_DURING))
            return;
        if (what_is_verb(s, x)) {
            int32_t subject = what_surface_subject(s, x, 0);
            if (subject >= 0 && !what_under(s, h->word, subject))
                what_parties_of(s, p, subject, false);
            return;
        }
    }
}

/* "the girls abducted by X were released": X released them. */
static void captor(const what_sent *s, const what_hit *h, what_parties *p) {
    what_arg args[8];
    if (h->type != BEDE_RETREAT || strcmp(h->cameo, "0841") != 0)
        return;
    size_t n = what_slot_args(s, h, SLOT_OBJ, args, 8);
    for (size_t k = 0; k < n; k++)
        for (int32_t i = args[k].word; i < s->n && p->n == 0; i++)
            if (s->hit[i] && strcmp(s->hit[i]->cameo, "181") == 0 && what_under(s, i, args[k].word))
                fill(s, s->hit[i], s->hit[i]->rule->roles.actor, p);
}

/* "Chad announced that the law would be repealed": who announces it will do it. */
static void announcer(const what_sent *s, const what_hit *h, what_parties *p) {
    static const char *const verbs[] = {"announce", "declare", "decide", "pledge", "promise",
                                        "vow",      "order",   "decree", "agree"};
    int32_t clause = h->frame->clause, say = s->w[clause].head;
    bool announced = false;
    if (!h->frame->passive || !(h->aux & BEDE_AUX_FUTURE) || s->rel[clause] != R_CCOMP || say < 0 ||
        h->rule->roles.actor[0] == SLOT_NOBODY)
        return;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        announced |= bd_view_is(s->w[say].lemma, verbs[i]);
    int32_t who = announced ? what_surface_subject(s, say, 0) : -1;
    if (who >= 0)
        what_parties_of(s, p, who, false);
}

void what_fill_actor(const what_sent *s, const what_hit *h, what_parties *p) {
    fill(s, h, h->rule->roles.actor, p);
    if (p->n == 0)
        announcer(s, h, p);
    if (p->n == 0)
        captor(s, h, p);
    if (p->n == 0 && h->rule->flags & FLAG_INHERIT)
        inherit(s, h, p);
}

/* "Refused to accept Chad's offer": whose it is. */
static void of_refused(const what_sent *s, const what_hit *h, what_parties *p) {
    what_arg args[4];
    size_t n = what_slot_args(s, h, SLOT_COMP, args, 4);
    for (size_t k = 0; k < n && p->n == 0; k++) {
        int32_t obj = what_child(s, args[k].word, R_OBJ), poss = -1;
        if (obj >= 0)
            poss = what_child(s, obj, R_NMOD_POSS);
        if (poss >= 0)
            what_parties_of(s, p, poss, false);
    }
}

/* "Anti-government protesters marched": what the crowd is against. */
static void against(const what_sent *s, const what_hit *h, what_parties *p) {
    what_arg args[8];
    size_t n = what_slot_args(s, h, SLOT_SUBJ, args, 8);
    for (size_t k = 0; k < n && p->n == 0; k++)
        WHAT_CHILDREN(s, args[k].word, c)
    if (s->mention[c] >= 0 && s->a->mentions[s->mention[c]].flags & BEDE_MENTION_AGAINST)
        what_party_add(s, p, s->mention[c]);
}

static bool is_verbal(int type) {
    static const uint32_t verbal = 1u << BEDE_AGREE | 1u << BEDE_SUPPORT | 1u << BEDE_CONCEDE |
                                   1u << BEDE_ACCUSE | 1u << BEDE_REJECT | 1u << BEDE_THREATEN;
    return verbal >> type & 1;
}

/* "Apologised for remarks about X", "voiced its backing for X's borders": whom words are about is
 * told after any preposition, though the rule did not think of this one. */
static void anywhere(const what_sent *s, const what_hit *h, what_parties *p) {
    static const uint32_t slots[] = {SLOT_IOBJ, SLOT_FOR, SLOT_TO, SLOT_AGAINST, SLOT_WITH};
    const uint32_t *given = h->rule->roles.recipient;
    for (size_t k = 0; k < sizeof slots / sizeof *slots && p->n == 0; k++) {
        what_arg args[8];
        size_t n = what_slot_args(s, h, slots[k], args, 8);
        for (size_t i = 0; i < n && p->n == 0 && given[0] != SLOT_NOBODY; i++)
            if (args[i].rank <= 1 && !what_is_verb(s, args[i].word))
                what_parties_of(s, p, args[i].word, true);
    }
}

/* "Chad rejected an appeal by X": X appealed to Chad. */
static void answerer(const what_sent *s, const what_hit *h, what_parties *p) {
    int32_t v = s->w[h->word].head;
    bool act = h->type == BEDE_REQUEST || h->type == BEDE_AGREE || h->type == BEDE_THREATEN;
    if (act && h->frame->noun && (s->rel[h->word] == R_OBJ || s->rel[h->word] == R_OBL) && v >= 0 &&
        s->hit[v] && !s->hit[v]->dead && s->hit[v]->type == BEDE_REJECT && s->hit[v] != h)
        fill(s, s->hit[v], s->hit[v]->rule->roles.actor, p);
}

/* "Lodged a protest after X had fired on Y": what angers or makes one break with somebody is told
 * after it. */
static void provoker(const what_sent *s, const what_hit *h, what_parties *p) {
    what_arg args[8];
    size_t n = what_slot_args(s, h, SLOT_AFTER, args, 8);
    for (size_t i = 0; i < n && p->n == 0; i++) {
        const what_hit *deed =
            what_is_verb(s, args[i].word) ? what_clause_hit(s, args[i].word) : s->hit[args[i].word];
        bool against = deed && !deed->dead &&
                       (deed->type == BEDE_ASSAULT || deed->type == BEDE_COERCE ||
                        deed->type == BEDE_MOBILIZE || deed->type == BEDE_ACCUSE ||
                        deed->type == BEDE_SANCTION || deed->type == BEDE_THREATEN);
        if (against)
            what_fill_actor(s, deed, p);
    }
}

/* "Reaffirmed its support for X": who does it is not whom it is done to. */
static void not_ones_own(const what_sent *s, const what_hit *h, what_parties *p) {
    const bede_mention *m =
        p->n == 1 && p->list[0].mention != UINT32_MAX ? &s->a->mentions[p->list[0].mention] : NULL;
    what_parties own = {0};
    if (!m || !(m->flags & BEDE_MENTION_PRONOUN) ||
        s->rel[(int32_t)(m->head - s->first)] != R_NMOD_POSS)
        return;
    what_fill_actor(s, h, &own);
    for (size_t i = 0; i < own.n; i++)
        if (own.list[i].mention != UINT32_MAX &&
            s->a->mentions[own.list[i].mention].entity == m->entity)
            p->n = 0;
}

/* Where no slot is a party itself, one inside a phrase will do: "support for X's plan". */
void what_fill_recipient(const what_sent *s, const what_hit *h, what_parties *p) {
    fill(s, h, h->rule->roles.recipient, p);
    not_ones_own(s, h, p);
    if (p->n == 0)
        answerer(s, h, p);
    for (int k = 0; k < MAX_ROLE_SLOTS && h->rule->roles.recipient[k] && p->n == 0; k++) {
        uint32_t slot = h->rule->roles.recipient[k];
        what_arg args[16];
        if (slot == SLOT_NOBODY)
            return;
        /* "fired at targets in X" hits X; what is done at a place is not done to it. */
        bool aims = h->type == BEDE_ASSAULT || h->type == BEDE_MOBILIZE;
        if (slot == SLOT_IN || (slot == SLOT_AT && !aims))
            continue;
        size_t n = what_slot_args(s, h, slot, args, 16);
        for (size_t i = 0; i < n && p->n == 0; i++)
            if (!doer_of_deed(s, h, args[i].word, p))
                what_parties_of(s, p, args[i].word, true);
    }
    if (p->n == 0 && is_verbal(h->type) && !(h->rule->flags & FLAG_MUTUAL))
        anywhere(s, h, p);
    if (p->n == 0 && (h->type == BEDE_ACCUSE || h->type == BEDE_SANCTION) && !h->frame->noun &&
        h->rule->roles.recipient[0] != SLOT_NOBODY)
        provoker(s, h, p);
    if (p->n == 0 && h->type == BEDE_PROTEST)
        against(s, h, p);
    if (p->n == 0 && h->type == BEDE_REJECT && h->rule->roles.recipient[0] != SLOT_NOBODY)
        of_refused(s, h, p);
}
