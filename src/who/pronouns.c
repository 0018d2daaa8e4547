/* SPDX-License-Identifier: Apache-2.0 */
/* Pronouns and what they own. */
#include "who/who_int.h"

typedef struct pronoun {
    bool plural, person, thing, first, relative;
    char gender;
} pronoun;

static pronoun kind_of(bede_view v) {
    static const struct {
        const char *word;
        pronoun p;
    } list[] = {
        {"he", {.person = true, .gender = 'm'}},
        {"him", {.person = true, .gender = 'm'}},
        {"his", {.person = true, .gender = 'm'}},
        {"himself", {.person = true, .gender = 'm'}},
        {"she", {.person = true, .gender = 'f'}},
        {"her", {.person = true, .gender = 'f'}},
        {"hers", {.person = true, .gender = 'f'}},
        {"herself", {.person = true, .gender = 'f'}},
        {"it", {.thing = true}},
        {"its", {.thing = true}},
        {"itself", {.thing = true}},
        {"they", {.plural = true}},
        {"them", {.plural = true}},
        {"their", {.plural = true}},
        {"theirs", {.plural = true}},
        {"themselves", {.plural = true}},
        {"i", {.first = true}},
        {"me", {.first = true}},
        {"my", {.first = true}},
        {"we", {.first = true, .plural = true}},
        {"us", {.first = true, .plural = true}},
        {"our", {.first = true, .plural = true}},
        {"who", {.relative = true}},
        {"whom", {.relative = true}},
        {"whose", {.relative = true}},
        {"which", {.relative = true}},
        {"that", {.relative = true}},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (bd_view_is(v, list[i].word))
            return list[i].p;
    return (pronoun){0};
}

static bool subject(unsigned rel) {
    return rel == BD_REL_NSUBJ || rel == BD_REL_NSUBJ_PASS;
}

/* "X and Y": its first. */
static bool begins_row(const who_work *w, size_t j) {
    const bede_mention *m = &w->m[j];
    uint32_t base = w->a->sentences[m->sentence].first_word;
    for (size_t k = j + 1; k < w->n && k < j + 4 && w->m[k].sentence == m->sentence; k++) {
        const bede_word *word = &w->a->words[w->m[k].head];
        if (word->deprel == BD_REL_CONJ && word->head >= 0 &&
            base + (uint32_t)word->head == m->head)
            return true;
    }
    return false;
}

static bool agrees(const who_work *w, size_t j, const pronoun *p) {
    const bede_mention *m = &w->m[j];
    if (m->n_members)
        return p->plural;
    if (m->flags & (BEDE_MENTION_MODIFIER | BEDE_MENTION_MEDIA) || !who_known(&m->who))
        return m->who.code[0] == 0 && w->note[j].named && p->person &&
               !(m->flags & BEDE_MENTION_PRONOUN);
    bool plural = m->flags & BEDE_MENTION_PLURAL;
    bool body = m->flags & BEDE_MENTION_PLACE || (!w->note[j].person && !plural);
    if (p->person)
        return (w->note[j].person ||
                (w->note[j].named && !(m->flags & BEDE_MENTION_PLACE) && !body)) &&
               !plural;
    if (p->plural)
        return plural || body || begins_row(w, j);
    return body && !plural;
}

/* The noun that a relative clause hangs on. */
static size_t relative_head(const who_work *w, const bede_mention *m) {
    const bede_sentence *s = &w->a->sentences[m->sentence];
    uint32_t at = m->head;
    for (int k = 0; k < 8; k++) {
        const bede_word *word = &w->a->words[at];
        if (word->head < 0 || (uint32_t)word->head >= s->n_words)
            break;
        bool clause = word->deprel == BD_REL_ACL_RELCL || word->deprel == BD_REL_ACL;
        at = s->first_word + (uint32_t)word->head;
        if (clause)
            return w->at[at] ? w->at[at] - 1 : SIZE_MAX;
    }
    return SIZE_MAX;
}

bool who_says(bede_view lemma) {
    static const char *const list[] = {"say",   "tell",    "add",      "write",   "tweet",  "note",
                                       "state", "declare", "announce", "explain", "insist", "warn"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (bd_view_is(lemma, list[i]))
            return true;
    return false;
}

/* How often the article names each entity: news pronouns stand for those it is about. */
static uint32_t *count_entities(const who_work *w) {
    uint32_t *n = bd_arena_array(w->arena, w->entities + 1, sizeof *n);
    for (size_t i = 0; i < w->n; i++)
        if (w->m[i].entity <= w->entities && !(w->m[i].flags & BEDE_MENTION_PRONOUN))
            n[w->m[i].entity]++;
    return n;
}

/* The verb or noun that a word is an argument of. */
static int32_t governor(const who_work *w, size_t i) {
    return w->a->words[w->m[i].head].head;
}

static bool says_it(const who_work *w, size_t i) {
    const bede_article *a = w->a;
    const bede_word *word = &a->words[w->m[i].head];
    const bede_sentence *s = &a->sentences[w->m[i].sentence];
    return subject(word->deprel) && word->head >= 0 && (uint32_t)word->head < s->n_words &&
           who_says(a->words[s->first_word + (uint32_t)word->head].lemma);
}

static bool in_quotes(const who_work *w, size_t i) {
    return w->a->words[w->m[i].head].flags & BEDE_WORD_IN_QUOTES;
}

static bool indefinite(const who_work *w, size_t i) {
    bede_view v = w->folded[w->m[i].first];
    return bd_view_is(v, "a") || bd_view_is(v, "an") || bd_view_is(v, "another") ||
           bd_view_is(v, "some");
}

/* "X told him": who does it is not whom it is done to. */
static bool fellow_argument(const who_work *w, size_t i, size_t j) {
    const bede_word *word = &w->a->words[w->m[i].head];
    return w->m[j].sentence == w->m[i].sentence && word->xpos != BD_XPOS_PRP_POSS &&
           governor(w, i) == governor(w, j) && w->a->words[w->m[j].head].deprel != BD_REL_CONJ &&
           !bd_view_ends(w->folded[w->m[i].head], "self");
}

/* "He appealed to them": nor is it whom another pronoun of the verb stands for. The entity of the
 * verb's subject, UINT32_MAX if there is none before. */
static uint32_t fellow_subject(const who_work *w, size_t i) {
    const bede_mention *m = &w->m[i];
    if (w->a->words[m->head].xpos == BD_XPOS_PRP_POSS || bd_view_ends(w->folded[m->head], "self") ||
        bd_view_ends(w->folded[m->head], "selves"))
        return UINT32_MAX;
    for (size_t k = i; k-- > 0 && w->m[k].sentence == m->sentence;)
        if (governor(w, k) == governor(w, i) && subject(w->a->words[w->m[k].head].deprel))
            return w->m[k].entity;
    return UINT32_MAX;
}

typedef struct memory {
    uint32_t *count; /* [entities] how often it is named */
    char *gender;    /* [entities] told by pronouns */
} memory;

static char gender_of(const who_work *w, const memory *e, size_t j) {
    if (w->note[j].gender)
        return w->note[j].gender;
    return w->m[j].entity <= w->entities ? e->gender[w->m[j].entity] : 0;
}

/* The subject of what somebody says: the next sentence is rather about who said it. */
static bool in_clause(const who_work *w, size_t j) {
    int32_t verb = governor(w, j);
    const bede_sentence *s = &w->a->sentences[w->m[j].sentence];
    return verb >= 0 && (uint32_t)verb < s->n_words &&
           w->a->words[s->first_word + (uint32_t)verb].deprel == BD_REL_CCOMP;
}

static int rank(const who_work *w, size_t i, size_t j, const pronoun *p, const memory *e) {
    const bede_mention *m = &w->m[i], *o = &w->m[j];
    uint32_t often = o->entity <= w->entities ? e->count[o->entity] : 0;
    int score = -6 * (int)(m->sentence - o->sentence) - (int)((i - j) > 12 ? 12 : i - j);
    score += subject(w->a->words[o->head].deprel) ? in_clause(w, j) ? 5 : 8 : 0;
    score += o->flags & BEDE_MENTION_PRONOUN ? 3 : 0;
    score += often > 5 ? 5 : (int)often;
    score += p->person && w->note[j].person ? 4 : 0;
    score += p->person && w->note[j].named ? 2 : 0;
    score += p->gender && gender_of(w, e, j) == p->gender ? 6 : 0;
    score += p->plural && (o->flags & BEDE_MENTION_PLURAL || begins_row(w, j)) ? 6 : 0;
    score -= indefinite(w, j) ? 4 : 0;
    score -= in_quotes(w, i) != in_quotes(w, j) ? 3 : 0;
    /* "..., he said" goes on with who spoke before. */
    if (says_it(w, i) && says_it(w, j))
        score += 8;
    return score;
}

/* Subjects of the same and earlier sentences first, then nearness (Hobbs 1978 in short). */
static size_t antecedent(const who_work *w, size_t i, const pronoun *p, const memory *e) {
    enum { FAR = 4 };
    const bede_mention *m = &w->m[i];
    size_t best = SIZE_MAX;
    uint32_t fellow = fellow_subject(w, i);
    int top = -1000;
    for (size_t j = i; j-- > 0 && w->m[j].sentence + FAR > m->sentence;) {
        char gender = gender_of(w, e, j);
        if (!agrees(w, j, p) || fellow_argument(w, i, j) || w->m[j].entity == fellow ||
            (p->gender && gender && gender != p->gender))
            continue;
        int score = rank(w, i, j, p, e);
        if (score > top) {
            top = score;
            best = j;
        }
    }
    return best;
}

/* Who says the sentence: the subject of its verb of saying, in it or in a neighbour. */
static size_t speaker(const who_work *w, uint32_t sentence) {
    const bede_article *a = w->a;
    const int order[] = {0, 1, -1};
    for (int k = 0; k < 3; k++) {
        int64_t at = (int64_t)sentence + order[k];
        if (at < 0 || at >= (int64_t)a->n_sentences ||
            a->sentences[at].block != a->sentences[sentence].block)
            continue;
        const bede_sentence *s = &a->sentences[at];
        for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
            const bede_word *word = &a->words[i];
            if (subject(word->deprel) && word->head >= 0 && (uint32_t)word->head < s->n_words &&
                who_says(a->words[s->first_word + (uint32_t)word->head].lemma) && w->at[i] &&
                !kind_of(w->folded[i]).first)
                return w->at[i] - 1;
        }
    }
    return SIZE_MAX;
}

/* Whose "his" may well be of another country. */
static bool is_foreign(bede_view folded) {
    static const char *const list[] = {
        "ally",        "allies",   "counterpart", "counterparts", "enemy",      "enemies",
        "foe",         "foes",     "neighbour",   "guest",        "neighbours", "guests",
        "partner",     "friend",   "partners",    "friends",      "adversary",  "critics",
        "adversaries", "host",     "neighbor",    "neighbors",    "rival",      "rivals",
        "opponent",    "opponents"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (bd_view_is(folded, list[i]))
            return true;
    return false;
}

static bool is_neighbor(bede_view lemma) {
    return bd_view_is(lemma, "neighbour") || bd_view_is(lemma, "neighbor");
}

/* "Its neighbour": the other country that the article names most, at least twice; else unknown. */
static void next_door(who_work *w, size_t i, size_t to) {
    enum { WINDOW = 120, CODES = 16 };
    const char *code[CODES];
    uint32_t times[CODES], n = 0, best = 0;
    const char *own = w->m[i].who.country[0] ? w->m[i].who.country : w->m[i].who.code;
    memset(w->m[to].who.code, 0, 4);
    memset(w->m[to].who.country, 0, 4);
    if (w->m[to].flags & BEDE_MENTION_PLURAL)
        return;
    for (size_t j = i > WINDOW ? i - WINDOW : 0; j < i; j++) {
        const bede_mention *o = &w->m[j];
        uint32_t k = 0;
        if (!(o->flags & BEDE_MENTION_PLACE) || !o->who.code[0] || !strcmp(o->who.code, own))
            continue;
        while (k < n && strcmp(code[k], o->who.code) != 0)
            k++;
        if (k == CODES)
            continue;
        if (k == n) {
            code[n] = o->who.code;
            times[n++] = 0;
        }
        times[k]++;
        best = times[k] > times[best] ? k : best;
    }
    if (!n || times[best] < 2)
        return;
    memcpy(w->m[to].who.code, code[best], 4);
    memcpy(w->m[to].who.country, code[best], 4);
    memcpy(w->m[to].who.sector, "GOV", 4);
    w->note[to].resolved = 1;
    w->m[to].source = BD_LIT("grammar: the other country");
}

static void own(who_work *w, size_t i) {
    /* "its president", "his government": what is owned takes the owner's country. */
    const bede_mention *m = &w->m[i];
    const bede_word *word = &w->a->words[m->head];
    if (word->deprel != BD_REL_NMOD_POSS || word->head < 0)
        return;
    uint32_t at = w->at[w->a->sentences[m->sentence].first_word + (uint32_t)word->head];
    if (at && !strcmp(m->who.sector, "IGO") && !strcmp(w->m[at - 1].who.code, "NGO") &&
        bd_view_is(w->a->words[w->m[at - 1].head].lemma, "monitor"))
        w->m[at - 1].who = m->who; /* "its monitors", said of a body of states */
    if (!at || w->note[at - 1].resolved)
        return;
    if (is_neighbor(w->a->words[w->m[at - 1].head].lemma)) {
        next_door(w, i, at - 1);
        return;
    }
    if (!w->m[at - 1].who.sector[0]) { /* "his aides": where he works */
        if (is_foreign(w->folded[w->m[at - 1].head]))
            return;
        memcpy(w->m[at - 1].who.sector, m->who.sector, sizeof m->who.sector);
    }
    const char *code = m->who.country[0] ? m->who.country : m->who.code;
    memcpy(w->m[at - 1].who.code, m->who.code[0] ? m->who.code : code, 4);
    memcpy(w->m[at - 1].who.country, code, 4);
    w->note[at - 1].resolved = 1;
    w->m[at - 1].source = BD_LIT("grammar: role with owner");
}

bool who_human_pronoun(const who_work *w, size_t i) {
    pronoun p = kind_of(w->folded[w->m[i].head]);
    return w->m[i].flags & BEDE_MENTION_PRONOUN && (p.person || p.first || p.plural);
}

void who_pronouns(who_work *w) {
    memory e = {count_entities(w), bd_arena_array(w->arena, w->entities + 1, 1)};
    for (size_t i = 0; i < w->n; i++) {
        bede_mention *m = &w->m[i];
        if (!(m->flags & BEDE_MENTION_PRONOUN))
            continue;
        pronoun p = kind_of(w->folded[m->head]);
        if (p.plural)
            m->flags |= BEDE_MENTION_PLURAL;
        size_t from = SIZE_MAX;
        if (w->a->words[m->head].deprel == BD_REL_EXPL)
            continue;
        if (p.relative)
            from = relative_head(w, m);
        else if (!p.first && (p.person || p.plural || p.thing))
            from = antecedent(w, i, &p, &e);
        else if (p.first)
            from = speaker(w, m->sentence);
        if (from == SIZE_MAX)
            continue;
        if (!p.plural || !who_row(w, from, i))
            who_share(w, i, from);
        if (p.gender && m->entity <= w->entities)
            e.gender[m->entity] = p.gender;
        own(w, i);
    }
}
