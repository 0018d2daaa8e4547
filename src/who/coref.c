/* SPDX-License-Identifier: Apache-2.0 */
/* Who is who across the article: names learned from a fuller mention, short names, appositions,
 * descriptions ("the minister", "troops"), pronouns and what they own. */
#include "who/who_int.h"

#include "base/hash.h"

static bede_view folded_name(const who_work *w, const bede_mention *m, bool last_only) {
    /* The run of capitalised words around the head, as the name. */
    uint32_t first = m->head, last = m->head;
    const bede_word *words = w->a->words;
    while (last < m->last && words[last + 1].upos == BD_UPOS_PROPN)
        last++;
    while (first > m->first && words[first - 1].upos == BD_UPOS_PROPN)
        first--;
    if (last_only)
        return w->folded[last];
    size_t n = 0;
    for (uint32_t i = first; i <= last; i++)
        n += w->folded[i].n + 1;
    char *out = bd_arena_alloc(w->arena, n + 1);
    n = 0;
    for (uint32_t i = first; i <= last; i++) {
        memcpy(out + n, w->folded[i].s, w->folded[i].n);
        n += w->folded[i].n;
        out[n++] = ' ';
    }
    return bd_view(out, n ? n - 1 : 0);
}

static void share(who_work *w, size_t to, size_t from) {
    bede_mention *m = &w->m[to];
    const bede_mention *f = &w->m[from];
    uint8_t flags = m->flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_MODIFIER | BEDE_MENTION_PLURAL);
    m->who = f->who;
    m->entity = f->entity;
    m->source = BD_LIT("earlier mention");
    m->flags = flags | (f->flags & (BEDE_MENTION_MEDIA | BEDE_MENTION_VAGUE));
    w->note[to].resolved = w->note[from].resolved;
    w->note[to].person = w->note[from].person;
    if (!w->note[to].gender)
        w->note[to].gender = w->note[from].gender;
}

/* "Yehya X, a spokesman for Y": whichever of the two says more speaks for both. */
static void appositions(who_work *w) {
    for (size_t i = 0; i < w->n; i++) {
        const bede_mention *m = &w->m[i];
        const bede_word *word = &w->a->words[m->head];
        if (word->deprel != BD_REL_APPOS || word->head < 0)
            continue;
        uint32_t at = w->at[w->a->sentences[m->sentence].first_word + (uint32_t)word->head];
        if (!at || at - 1 == i)
            continue;
        size_t j = at - 1;
        bool mine = w->m[i].who.code[0] != 0, its = w->m[j].who.code[0] != 0;
        if (mine && !its) {
            share(w, j, i);
            w->note[j].named = 1;
        } else if (its) {
            share(w, i, j);
        } else {
            if (w->m[i].who.sector[0] && !w->m[j].who.sector[0])
                share(w, j, i);
            w->m[i].entity = w->m[j].entity;
        }
    }
}

static bool is_name(const who_work *w, size_t i) {
    return w->note[i].named && !(w->m[i].flags & BEDE_MENTION_MODIFIER) &&
           w->a->words[w->m[i].head].upos == BD_UPOS_PROPN;
}

/* Names with an identity teach it to every mention of the same name, or of its last word. */
static void names(who_work *w) {
    bd_map full, last;
    bd_map_init(&full, w->arena);
    bd_map_init(&last, w->arena);
    for (size_t i = 0; i < w->n; i++) {
        if (!is_name(w, i) || !w->m[i].who.code[0] || w->m[i].flags & BEDE_MENTION_PLACE)
            continue;
        bd_map_put(&full, folded_name(w, &w->m[i], false), (uint32_t)i);
        bd_map_put(&last, folded_name(w, &w->m[i], true), (uint32_t)i);
    }
    for (size_t i = 0; i < w->n; i++) {
        if (!is_name(w, i))
            continue;
        uint32_t *at = bd_map_get(&full, folded_name(w, &w->m[i], false));
        if (!at)
            at = bd_map_get(&last, folded_name(w, &w->m[i], true));
        if (!at || *at == i)
            continue;
        if (!w->m[i].who.code[0])
            share(w, i, *at);
        else if (!strcmp(w->m[i].who.code, w->m[*at].who.code))
            w->m[i].entity = w->m[*at].entity;
    }
    /* Names that nobody explains: their mentions are at least one another's. */
    for (size_t i = 0; i < w->n; i++)
        if (is_name(w, i) && !w->m[i].who.code[0]) {
            uint32_t *at = bd_map_put(&last, folded_name(w, &w->m[i], true), (uint32_t)i);
            w->m[i].entity = w->m[*at].entity;
        }
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
    *share_of_all = all ? (double)top / all : 0;
}

static bool official(const char *sector) {
    static const char *const list[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (!strcmp(sector, list[i]))
            return true;
    return false;
}

static void guess(who_work *w, size_t i, const char *code) {
    memcpy(w->m[i].who.code, code, 4);
    memcpy(w->m[i].who.country, code, 4);
    w->m[i].source = BD_LIT("grammar: role, country of the article");
}

/* The country of a place in the same sentence that something is said to be in. */
static const char *place_country(const who_work *w, uint32_t sentence) {
    static const char *const before[] = {"in", "at", "near", "inside", "outside", "around"};
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

/* "the minister", "soldiers": an earlier (or the first later) mention in the same words, else the
 * country of the place, else the article's. */
static void descriptions(who_work *w) {
    /* How many mentions before and behind are compared: keeps long texts linear. */
    enum { NEAR = 300 };
    char country[4];
    double dominance;
    main_country(w, country, &dominance);
    for (size_t i = 0; i < w->n; i++) {
        bede_mention *m = &w->m[i];
        if (m->who.code[0] || m->flags & BEDE_MENTION_PRONOUN || !m->who.sector[0])
            continue;
        size_t found = SIZE_MAX, weak = SIZE_MAX;
        size_t j = i > NEAR ? i - NEAR : 0;
        for (; j < w->n && j < i + NEAR && !(j > i && found != SIZE_MAX); j++) {
            const bede_mention *o = &w->m[j];
            if (j == i || !w->note[j].resolved || !o->who.code[0] ||
                o->flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_MODIFIER))
                continue;
            if (bd_view_eq(w->a->words[o->head].lemma, w->a->words[m->head].lemma)) {
                /* Of several governments "the government" is the one the article is about. */
                if (found == SIZE_MAX || !official(m->who.sector) ||
                    strcmp(w->m[found].who.country, country) != 0 ||
                    !strcmp(o->who.country, country))
                    found = j;
            } else if (j < i && !strcmp(o->who.sector, m->who.sector)) {
                weak = j;
            }
        }
        if (found != SIZE_MAX) {
            share(w, i, found);
        } else if (weak != SIZE_MAX) {
            guess(w, i, w->m[weak].who.code);
        } else if (place_country(w, m->sentence)) {
            guess(w, i, place_country(w, m->sentence));
        } else if (country[0] && (official(m->who.sector) || dominance > 0.4)) {
            guess(w, i, country);
        }
    }
}

/* ---- pronouns ---- */

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

static bool agrees(const who_work *w, size_t j, const pronoun *p) {
    const bede_mention *m = &w->m[j];
    if (m->flags & (BEDE_MENTION_MODIFIER | BEDE_MENTION_MEDIA) || !who_known(&m->who))
        return m->who.code[0] == 0 && w->note[j].named && p->person &&
               !(m->flags & BEDE_MENTION_PRONOUN);
    bool plural = m->flags & BEDE_MENTION_PLURAL;
    bool body = m->flags & BEDE_MENTION_PLACE || (!w->note[j].person && !plural);
    if (p->person)
        return (w->note[j].person ||
                (w->note[j].named && !(m->flags & BEDE_MENTION_PLACE) && !body)) &&
               !plural && !(p->gender && w->note[j].gender && p->gender != w->note[j].gender);
    if (p->plural)
        return plural || body;
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

/* Subjects of the same and earlier sentences first, then nearness (Hobbs 1978 in short). */
static size_t antecedent(const who_work *w, size_t i, const pronoun *p) {
    enum { FAR = 4 };
    const bede_mention *m = &w->m[i];
    size_t best = SIZE_MAX;
    int top = -1000;
    for (size_t j = i; j-- > 0 && w->m[j].sentence + FAR > m->sentence;) {
        if (!agrees(w, j, p))
            continue;
        unsigned rel = w->a->words[w->m[j].head].deprel;
        int score = -8 * (int)(m->sentence - w->m[j].sentence) - (int)((i - j) > 12 ? 12 : i - j);
        score += subject(rel) ? 10 : 0;
        score += w->m[j].flags & BEDE_MENTION_PRONOUN ? 3 : 0;
        score += p->person && w->note[j].person ? 4 : 0;
        score += p->gender && w->note[j].gender == p->gender ? 6 : 0;
        score += p->plural && w->m[j].flags & BEDE_MENTION_PLURAL ? 6 : 0;
        /* "X said it ...": a body that owns or is next to the pronoun in one phrase is not it. */
        if (score > top) {
            top = score;
            best = j;
        }
    }
    return best;
}

static bool says(bede_view lemma) {
    static const char *const list[] = {"say",   "tell",    "add",      "write",   "tweet",  "note",
                                       "state", "declare", "announce", "explain", "insist", "warn"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (bd_view_is(lemma, list[i]))
            return true;
    return false;
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
                says(a->words[s->first_word + (uint32_t)word->head].lemma) && w->at[i] &&
                !kind_of(w->folded[i]).first)
                return w->at[i] - 1;
        }
    }
    return SIZE_MAX;
}

static void own(who_work *w, size_t i) {
    /* "its president", "his government": what is owned takes the owner's country. */
    const bede_mention *m = &w->m[i];
    const bede_word *word = &w->a->words[m->head];
    if (word->deprel != BD_REL_NMOD_POSS || word->head < 0)
        return;
    uint32_t at = w->at[w->a->sentences[m->sentence].first_word + (uint32_t)word->head];
    if (!at || w->note[at - 1].resolved || !w->m[at - 1].who.sector[0])
        return;
    const char *code = m->who.country[0] ? m->who.country : m->who.code;
    memcpy(w->m[at - 1].who.code, m->who.code[0] ? m->who.code : code, 4);
    memcpy(w->m[at - 1].who.country, code, 4);
    w->note[at - 1].resolved = 1;
    w->m[at - 1].source = BD_LIT("grammar: role with owner");
}

static void pronouns(who_work *w) {
    for (size_t i = 0; i < w->n; i++) {
        bede_mention *m = &w->m[i];
        if (!(m->flags & BEDE_MENTION_PRONOUN))
            continue;
        pronoun p = kind_of(w->folded[m->head]);
        if (p.plural)
            m->flags |= BEDE_MENTION_PLURAL;
        size_t from = SIZE_MAX;
        if (p.relative)
            from = relative_head(w, m);
        else if (!p.first && (p.person || p.plural || p.thing))
            from = antecedent(w, i, &p);
        else if (p.first)
            from = speaker(w, m->sentence);
        if (from != SIZE_MAX) {
            share(w, i, from);
            own(w, i);
        }
    }
}

/* What stands for nobody is no mention: "the plan", "it rains". */
static void compact(who_work *w) {
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++) {
        const bede_mention *m = &w->m[i];
        pronoun p = kind_of(w->folded[m->head]);
        bool keep = who_known(&m->who) || w->note[i].named ||
                    (m->flags & BEDE_MENTION_PRONOUN && (p.person || p.first || p.plural));
        if (keep)
            w->m[n++] = w->m[i];
    }
    w->n = n;
    w->a->mentions = w->m;
    w->a->n_mentions = n;
}

void who_corefer(who_work *w) {
    appositions(w);
    names(w);
    appositions(w);
    descriptions(w);
    pronouns(w);
    compact(w);
}
