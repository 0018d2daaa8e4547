/* SPDX-License-Identifier: Apache-2.0 */
/* The most frequent names and verbs of a corpus that dictionaries and rules do not know. */
#include "bede_int.h"

#include "base/error.h"
#include "base/hash.h"
#include "sentence/tags.h"

#include <stdlib.h>

typedef struct found {
    bede_suggestion s;
    size_t last; /* the article that counted last */
} found;

typedef struct tally {
    bd_map at;
    found *list;
    size_t n, cap;
    bede_suggestion *sorted;
} tally;

struct bede_suggester {
    const bede_knowledge *know;
    bd_arena arena;
    tally names, verbs;
    size_t articles;
};

enum { MAX_SAMPLE = 240 };

bede_suggester *bede_suggest_new(const bede_knowledge *know, bede_error *err) {
    bede_suggester *s = calloc(1, sizeof *s);
    if (!s) {
        bd_fail(err, "bede", "no memory");
        return NULL;
    }
    s->know = know;
    bd_arena_init(&s->arena, 0);
    bd_map_init(&s->names.at, &s->arena);
    bd_map_init(&s->verbs.at, &s->arena);
    return s;
}

void bede_suggest_free(bede_suggester *s) {
    if (!s)
        return;
    bd_arena_free(&s->arena);
    free(s);
}

static bede_view kept(bede_suggester *s, bede_view v) {
    return bd_view(bd_arena_copy(&s->arena, v.s, v.n), v.n);
}

static bede_view sentence_text(const bede_article *a, uint32_t i) {
    bede_view v = bd_view(a->text.s + a->sentences[i].span.start,
                          a->sentences[i].span.end - a->sentences[i].span.start);
    if (v.n <= MAX_SAMPLE)
        return v;
    v.n = MAX_SAMPLE;
    while (v.n && ((unsigned char)v.s[v.n] & 0xC0) == 0x80)
        v.n--;
    return v;
}

static void count(bede_suggester *s, tally *t, const char *kind, bede_view text,
                  const bede_article *a, uint32_t sentence) {
    const uint32_t *known = bd_map_get(&t->at, text);
    if (!known) {
        text = kept(s, text);
        bd_map_put(&t->at, text, (uint32_t)t->n);
        t->list = bd_arena_grow(&s->arena, t->list, t->n, &t->cap, sizeof *t->list);
        t->list[t->n++] = (found){{.kind = kind,
                                   .text = text,
                                   .sample = kept(s, sentence_text(a, sentence)),
                                   .article = kept(s, a->name)},
                                  0};
        known = bd_map_get(&t->at, text);
    }
    found *f = &t->list[*known];
    f->s.count++;
    f->s.articles += f->last != s->articles;
    f->last = s->articles;
}

/* ---- names ------------------------------------------------------------------------------------
 */

static bool is_place(const bede_article *a, uint32_t first, uint32_t last) {
    size_t lo = 0, hi = a->n_places;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->places[mid].last < first)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < a->n_places && a->places[lo].first <= last;
}

/* Words that begin a name in the article's count but are none of it. */
static bede_view name_text(const bede_article *a, const bede_name *n) {
    return bd_view(a->text.s + a->words[n->first].span.start,
                   a->words[n->last].span.end - a->words[n->first].span.start);
}

static void read_names(bede_suggester *s, const bede_article *a) {
    size_t at = 0;
    for (size_t i = 0; i < a->n_mentions; i++) {
        const bede_mention *m = &a->mentions[i];
        if (m->who.code[0] || (m->flags & (BEDE_MENTION_PRONOUN | BEDE_MENTION_MEDIA)) ||
            a->words[m->head].upos != BD_UPOS_PROPN)
            continue;
        while (at > 0 && a->names[at < a->n_names ? at : a->n_names - 1].first > m->head)
            at--;
        while (at < a->n_names && a->names[at].last < m->head)
            at++;
        if (at == a->n_names || a->names[at].first > m->head)
            continue;
        bede_view text = name_text(a, &a->names[at]);
        if (text.n > 1 && text.n < 100 && !(text.s[0] >= 'a' && text.s[0] <= 'z') &&
            !memchr(text.s, '\n', text.n) && !is_place(a, a->names[at].first, a->names[at].last))
            count(s, &s->names, "name", text, a, m->sentence);
    }
}

/* ---- verbs ------------------------------------------------------------------------------------
 */

static bool is_subject(const bede_word *w) {
    return w->deprel == BD_REL_NSUBJ || w->deprel == BD_REL_NSUBJ_PASS;
}

/* Verbs whose subject is a party: somebody known by name or by what he is. */
static void read_verbs(bede_suggester *s, const bede_article *a) {
    for (size_t i = 0; i < a->n_mentions; i++) {
        const bede_mention *m = &a->mentions[i];
        const bede_sentence *in = &a->sentences[m->sentence];
        const bede_word *w = &a->words[m->head];
        if (!(m->who.code[0] || m->who.sector[0] || w->upos == BD_UPOS_PROPN) || !is_subject(w) ||
            w->head < 0 || (uint32_t)w->head >= in->n_words)
            continue;
        const bede_word *verb = &a->words[in->first_word + (uint32_t)w->head];
        if (verb->upos == BD_UPOS_VERB && verb->lemma.n > 1 && verb->lemma.n < 40 &&
            !bd_what_knows(&s->know->what, verb->lemma))
            count(s, &s->verbs, "verb", verb->lemma, a, m->sentence);
    }
}

bool bede_suggest_add(bede_suggester *s, const bede_article *a) {
    jmp_buf full;
    bd_arena_guard(&s->arena, &full);
    if (setjmp(full))
        return false;
    /* The rules are English: of another language nothing is to be learned. */
    if (a->language.n && !bd_view_starts_nocase(a->language, "en"))
        return true;
    s->articles++;
    read_names(s, a);
    read_verbs(s, a);
    return true;
}

/* ---- the list ---------------------------------------------------------------------------------
 */

static int by_count(const void *x, const void *y) {
    const bede_suggestion *a = x, *b = y;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return bd_view_cmp(a->text, b->text);
}

const bede_suggestion *bede_suggest_list(bede_suggester *s, const char *kind, size_t most,
                                         size_t *n) {
    tally *t = strcmp(kind, "verb") == 0 ? &s->verbs : &s->names;
    jmp_buf full;
    *n = 0;
    bd_arena_guard(&s->arena, &full);
    if (setjmp(full))
        return NULL;
    t->sorted = bd_arena_array(&s->arena, t->n + 1, sizeof *t->sorted);
    for (size_t i = 0; i < t->n; i++)
        t->sorted[i] = t->list[i].s;
    if (t->n)
        qsort(t->sorted, t->n, sizeof *t->sorted, by_count);
    *n = t->n < most ? t->n : most;
    return t->sorted;
}
