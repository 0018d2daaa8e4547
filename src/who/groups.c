/* SPDX-License-Identifier: Apache-2.0 */
/* "Both sides", "the two leaders", "the three countries": several at once, named shortly before. */
#include "who/who_int.h"

enum { MOST = 6, FAR = 3 };

/* "the two met", "both refused" */
static bool bare_number(bede_view lemma) {
    return bd_view_is(lemma, "two") || bd_view_is(lemma, "both") || bd_view_is(lemma, "three");
}

bool who_group_noun(bede_view lemma, bool *persons) {
    static const char *const bodies[] = {
        "country", "nation",   "side",       "government", "state",   "party",     "power",
        "capital", "neighbor", "neighbour",  "ally",       "rival",   "army",      "group",
        "foe",     "camp",     "delegation", "team",       "faction", "combatant", "belligerent"};
    static const char *const people[] = {"leader",   "president", "minister",    "premier", "man",
                                         "diplomat", "official",  "counterpart", "woman",   "pair",
                                         "duo",      "chief",     "secretary"};
    for (size_t k = 0; k < sizeof bodies / sizeof *bodies; k++)
        if (bd_view_is(lemma, bodies[k])) {
            *persons = false;
            return true;
        }
    for (size_t k = 0; k < sizeof people / sizeof *people; k++)
        if (bd_view_is(lemma, people[k])) {
            *persons = true;
            return true;
        }
    *persons = true;
    return bare_number(lemma);
}

/* 2 for "both", "the two"; 3, 4 for their numerals; 0 if the phrase has none. */
static unsigned how_many(const who_work *w, const bede_mention *m) {
    static const struct {
        const char *word;
        unsigned n;
    } list[] = {{"both", 2}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}};
    bool definite = false;
    for (uint32_t i = m->first; i <= m->head; i++) {
        definite |= bd_view_is(w->folded[i], "the") || bd_view_is(w->folded[i], "both") ||
                    bd_view_is(w->folded[i], "these");
        for (size_t k = 0; k < sizeof list / sizeof *list; k++)
            if (definite && bd_view_is(w->folded[i], list[k].word))
                return list[k].n;
    }
    return 0;
}

static bool new_code(const who_work *w, const uint32_t *list, uint32_t n, size_t j) {
    for (uint32_t k = 0; k < n; k++)
        if (!strcmp(w->m[list[k]].who.code, w->m[j].who.code))
            return false;
    return true;
}

bool who_location(const who_work *w, const bede_mention *o) {
    static const char *const list[] = {"in", "at", "near", "from", "inside", "across"};
    if (!(o->flags & BEDE_MENTION_PLACE) || !o->first)
        return false;
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(w->folded[o->first - 1], list[k]))
            return true;
    return false;
}

static bool fits(const who_work *w, size_t j, bool persons) {
    const bede_mention *o = &w->m[j];
    if (!o->who.code[0] || o->n_members || o->flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_MEDIA))
        return false;
    return persons ? w->note[j].person : !who_location(w, o);
}

static void take(who_work *w, size_t to, const uint32_t *list, uint32_t n) {
    uint32_t *members = bd_arena_array(w->arena, n, sizeof *members);
    memcpy(members, list, n * sizeof *members);
    w->m[to].members = members;
    w->m[to].n_members = n;
    w->m[to].flags |= BEDE_MENTION_PLURAL;
    w->m[to].source = BD_LIT("earlier mentions");
    memset(w->m[to].who.code, 0, sizeof w->m[to].who.code);
    memset(w->m[to].who.country, 0, sizeof w->m[to].who.country);
}

static bool of_conflict(bede_view lemma) {
    static const char *const list[] = {"side", "party",      "rival",   "foe",
                                       "camp", "delegation", "faction", "belligerent"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is(lemma, list[k]))
            return true;
    return false;
}

/* "The sides", "all parties", "the warring factions": two, though none counts them. */
static bool uncounted(const who_work *w, const bede_mention *m) {
    static const char *const list[] = {"the", "all", "warring", "rival", "opposing", "conflicting"};
    bede_view lemma = w->a->words[m->head].lemma;
    if (!of_conflict(lemma) || w->a->words[m->head].xpos != BD_XPOS_NNS)
        return false;
    for (uint32_t i = m->first; i < m->head; i++) {
        bool known = false;
        for (size_t k = 0; k < sizeof list / sizeof *list; k++)
            known |= bd_view_is(w->folded[i], list[k]);
        if (!known)
            return false;
    }
    return m->first < m->head;
}

/* The n parties named last, each another. */
static bool last_named(who_work *w, size_t i, unsigned n, bool persons) {
    uint32_t list[MOST], found = 0;
    for (size_t j = i; j-- > 0 && w->m[j].sentence + FAR >= w->m[i].sentence && found < n;)
        if (fits(w, j, persons) && new_code(w, list, found, j))
            list[found++] = (uint32_t)j;
    if (found < n)
        return false;
    for (uint32_t k = 0; k < found / 2; k++) {
        uint32_t x = list[k];
        list[k] = list[found - 1 - k];
        list[found - 1 - k] = x;
    }
    take(w, i, list, found);
    return true;
}

bool who_row(who_work *w, size_t i, size_t to) {
    uint32_t list[MOST], n = 0;
    const bede_mention *first = &w->m[i];
    uint32_t base = w->a->sentences[first->sentence].first_word;
    if (!first->who.code[0] || first->n_members)
        return false;
    list[n++] = (uint32_t)i;
    for (size_t j = i + 1; j < w->n && w->m[j].sentence == first->sentence && n < MOST; j++) {
        const bede_word *word = &w->a->words[w->m[j].head];
        if (word->deprel == BD_REL_CONJ && word->head >= 0 &&
            base + (uint32_t)word->head == first->head && fits(w, j, false) &&
            new_code(w, list, n, j))
            list[n++] = (uint32_t)j;
    }
    if (n < 2)
        return false;
    take(w, to, list, n);
    return true;
}

static bool of_state(const char *sector) {
    static const char *const list[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (!strcmp(sector, list[k]))
            return true;
    return !sector[0];
}

/* A state is one side, whichever of its offices is named; its rebels are another. */
static bool one_camp(const bede_identity *a, const bede_identity *b) {
    return !strcmp(a->code, b->code) &&
           (!strcmp(a->sector, b->sector) || (of_state(a->sector) && of_state(b->sector)));
}

/* "Both sides" of a conflict: the two parties that the article has named most up to here, bodies of
 * states apart, which mediate. */
static bool most_named(who_work *w, size_t i, unsigned n) {
    enum { CANDIDATES = 32, WINDOW = 200 };
    uint32_t first[CANDIDATES], times[CANDIDATES], list[MOST], found = 0;
    size_t k, c = 0;
    for (size_t j = i > WINDOW ? i - WINDOW : 0; j < i; j++) {
        const bede_mention *o = &w->m[j];
        if (!fits(w, j, false) || o->flags & BEDE_MENTION_MODIFIER ||
            !strcmp(o->who.sector, "IGO") || !strcmp(o->who.sector, "NGO") ||
            !strcmp(o->who.sector, "CVL"))
            continue;
        for (k = 0; k < c && !one_camp(&w->m[first[k]].who, &o->who); k++)
            continue;
        if (k == c && c < CANDIDATES) {
            first[c] = (uint32_t)j;
            times[c++] = 0;
        }
        if (k < CANDIDATES)
            times[k]++;
    }
    for (; found < n && found < MOST; found++) {
        size_t best = SIZE_MAX;
        for (k = 0; k < c; k++)
            if (times[k] > 0 && (best == SIZE_MAX || times[k] > times[best]))
                best = k;
        if (best == SIZE_MAX)
            return false;
        list[found] = first[best];
        times[best] = 0;
    }
    take(w, i, list, found);
    return true;
}

/* A row named just before ("X and Y ... the two countries"). */
static bool last_row(who_work *w, size_t i) {
    for (size_t j = i; j-- > 0 && w->m[j].sentence + 1 >= w->m[i].sentence;)
        if (who_row(w, j, i))
            return true;
    return false;
}

/* "The Koreas": both, wherever the article has named them. */
static bool koreas(who_work *w, size_t i) {
    static const char *const codes[] = {"PRK", "KOR"};
    uint32_t list[2], found = 0;
    if (!bd_view_is(w->folded[w->m[i].head], "koreas"))
        return false;
    for (size_t k = 0; k < 2; k++)
        for (size_t j = 0; j < w->n; j++)
            if (!strcmp(w->m[j].who.code, codes[k])) {
                list[found++] = (uint32_t)j;
                break;
            }
    if (found == 2)
        take(w, i, list, 2);
    return found == 2;
}

void who_groups(who_work *w) {
    for (size_t i = 0; i < w->n; i++) {
        const bede_mention *m = &w->m[i];
        if (koreas(w, i))
            continue;
        bool persons = false;
        if (m->flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_MODIFIER) || w->note[i].named ||
            w->note[i].resolved || !who_group_noun(w->a->words[m->head].lemma, &persons))
            continue;
        unsigned n = uncounted(w, m) ? 2 : how_many(w, m);
        bool conflict = of_conflict(w->a->words[m->head].lemma);
        if (n == 2 && conflict && (last_row(w, i) || most_named(w, i, 2)))
            continue;
        if (n && !last_named(w, i, n, persons) && persons)
            last_named(w, i, n, false);
    }
}
