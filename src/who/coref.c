/* SPDX-License-Identifier: Apache-2.0 */
/* Who is who across the article: names learned from a fuller mention, short names, appositions.
 * Descriptions, pairs and pronouns follow in files of their own. */
#include "who/who_int.h"

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

void who_share(who_work *w, size_t to, size_t from) {
    bede_mention *m = &w->m[to];
    const bede_mention *f = &w->m[from];
    uint8_t flags = m->flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_MODIFIER | BEDE_MENTION_PLURAL);
    if (flags & BEDE_MENTION_PRONOUN)
        flags |= f->flags & BEDE_MENTION_PLURAL;
    m->members = f->members;
    m->n_members = f->n_members;
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
            who_share(w, j, i);
            w->note[j].named = 1;
        } else if (its && !mine) {
            who_share(w, i, j);
        } else if (its) {
            /* Two names of one: but "SEOUL, South Korea" are two places. */
            if (!strcmp(w->m[i].who.code, w->m[j].who.code) && w->note[i].person)
                w->m[i].entity = w->m[j].entity;
        } else {
            if (w->m[i].who.sector[0] && !w->m[j].who.sector[0])
                who_share(w, j, i);
            w->m[i].entity = w->m[j].entity;
        }
    }
}

static bool is_name(const who_work *w, size_t i) {
    return w->note[i].named && !(w->m[i].flags & BEDE_MENTION_MODIFIER) &&
           (w->a->words[w->m[i].head].upos == BD_UPOS_PROPN || who_also_name(w, w->m[i].head));
}

/* "The North", "the Emirates": a part of a country's name that stands for all of it where the
 * article has named that country. */
static bool short_country(bede_view word, bool *first) {
    static const char *const firsts[] = {"north", "south", "east", "west"};
    static const char *const lasts[] = {"emirates", "states", "kingdom"};
    for (size_t k = 0; k < sizeof firsts / sizeof *firsts; k++)
        if (bd_view_is(word, firsts[k]))
            return *first = true;
    *first = false;
    for (size_t k = 0; k < sizeof lasts / sizeof *lasts; k++)
        if (bd_view_is(word, lasts[k]))
            return true;
    return false;
}

static void countries(who_work *w) {
    for (size_t i = 0; i < w->n; i++) {
        bede_mention *m = &w->m[i];
        bool first;
        if (m->who.code[0] || !w->note[i].named || m->head == 0 ||
            !bd_view_is(w->folded[m->head - 1], "the") ||
            !short_country(w->folded[m->head], &first))
            continue;
        for (size_t j = 0; j < w->n; j++) {
            const bede_mention *o = &w->m[j];
            bede_view word = w->folded[first ? o->first : o->last];
            if (o->flags & BEDE_MENTION_PLACE && o->first < o->last && o->who.code[0] &&
                bd_view_eq(word, w->folded[m->head]) && o->head != m->head) {
                who_share(w, i, j);
                m->flags |= BEDE_MENTION_PLACE;
                break;
            }
        }
    }
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
            who_share(w, i, *at);
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

static void work_for(who_work *w, size_t i, size_t owner) {
    bede_mention *m = &w->m[i];
    const bede_identity *its = &w->m[owner].who;
    memcpy(m->who.code, its->code, sizeof m->who.code);
    memcpy(m->who.country, its->country, sizeof m->who.country);
    if (!m->who.sector[0])
        memcpy(m->who.sector, its->sector, sizeof m->who.sector);
    if (!m->who.sector[0] && w->m[owner].flags & BEDE_MENTION_PLACE)
        memcpy(m->who.sector, "GOV", 4);
    m->source = BD_LIT("grammar: role with owner");
    w->note[i].resolved = w->note[i].person = 1;
}

/* "X, head of the country's largest union": whose head, when no dictionary knew it. SIZE_MAX. */
static size_t body_behind(const who_work *w, size_t i) {
    const bede_mention *m = &w->m[i];
    uint32_t base = w->a->sentences[m->sentence].first_word;
    for (uint32_t k = m->head + 1; k <= m->last; k++) {
        const bede_word *word = &w->a->words[k];
        if (!w->at[k] || word->deprel != BD_REL_NMOD || word->head < 0 ||
            !w->m[w->at[k] - 1].who.code[0])
            continue;
        uint32_t noun = base + (uint32_t)word->head;
        const bede_word *of = &w->a->words[noun];
        if (of->deprel == BD_REL_APPOS && of->head >= 0 && base + (uint32_t)of->head == m->head &&
            (bd_view_is(of->lemma, "head") || bd_view_is(of->lemma, "leader") ||
             bd_view_is(of->lemma, "chief") || bd_view_is(of->lemma, "member") ||
             bd_view_is(of->lemma, "chairman")))
            return w->at[k] - 1;
    }
    return SIZE_MAX;
}

/* "CGT chief X", after "Chile's largest union, the CGT": bodies that the article explained own
 * offices; so do those behind "head of". */
static void owners(who_work *w) {
    bd_map bodies;
    bd_map_init(&bodies, w->arena);
    for (size_t i = 0; i < w->n; i++)
        if (is_name(w, i) && w->m[i].who.code[0] && !w->note[i].person &&
            !(w->m[i].flags & (BEDE_MENTION_PLACE | BEDE_MENTION_MEDIA)))
            bd_map_put(&bodies, folded_name(w, &w->m[i], false), (uint32_t)i);
    for (size_t i = 0; i < w->n; i++) {
        const bede_mention *m = &w->m[i];
        if (!is_name(w, i) || m->who.code[0] || m->flags & BEDE_MENTION_PLACE)
            continue;
        size_t owner = body_behind(w, i);
        for (uint32_t k = m->first; k < m->head && owner == SIZE_MAX; k++) {
            uint32_t *at =
                w->a->words[k].upos == BD_UPOS_PROPN ? bd_map_get(&bodies, w->folded[k]) : NULL;
            if (at && w->a->words[k].deprel == BD_REL_COMPOUND)
                owner = *at;
        }
        if (owner != SIZE_MAX && owner != i)
            work_for(w, i, owner);
    }
}

/* Members are kept by their new numbers; those that are gone are left out. */
static void renumber(who_work *w, const uint32_t *number, size_t n) {
    for (size_t i = 0; i < n; i++) {
        bede_mention *m = &w->m[i];
        if (!m->n_members)
            continue;
        uint32_t *list = bd_arena_array(w->arena, m->n_members, sizeof *list), kept = 0;
        for (uint32_t k = 0; k < m->n_members; k++)
            if (number[m->members[k]] != UINT32_MAX)
                list[kept++] = number[m->members[k]];
        m->members = list;
        m->n_members = kept;
    }
}

/* "The spokesman said": one who speaks is somebody, though nobody knows who. */
static bool speaks(const who_work *w, size_t i) {
    const bede_mention *m = &w->m[i];
    const bede_sentence *s = &w->a->sentences[m->sentence];
    const bede_word *head = &w->a->words[m->head];
    if (w->note[i].role == NOBODY || m->flags & BEDE_MENTION_MODIFIER)
        return false;
    if (m->first > s->first_word &&
        w->a->text.s[w->a->words[m->first - 1].span.start] == ':') /* a headline's last word */
        return m->last + 2 >= s->first_word + s->n_words;
    return (head->deprel == BD_REL_NSUBJ || head->deprel == BD_REL_OBL_AGENT) && head->head >= 0 &&
           who_says(w->a->words[s->first_word + (uint32_t)head->head].lemma);
}

/* What stands for nobody is no mention: "the plan", "it rains". */
static void compact(who_work *w) {
    uint32_t *number = bd_arena_array(w->arena, w->n + 1, sizeof *number);
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++) {
        const bede_mention *m = &w->m[i];
        number[i] = UINT32_MAX;
        if (who_known(&m->who) || w->note[i].named || m->n_members || who_human_pronoun(w, i) ||
            speaks(w, i)) {
            number[i] = (uint32_t)n;
            w->m[n++] = w->m[i];
        }
    }
    renumber(w, number, n);
    w->n = n;
    w->a->mentions = w->m;
    w->a->n_mentions = n;
}

void who_corefer(who_work *w) {
    appositions(w);
    names(w);
    countries(w);
    appositions(w);
    who_describe(w);
    appositions(w);
    owners(w);
    names(w);
    who_groups(w);
    who_pronouns(w);
    compact(w);
}
