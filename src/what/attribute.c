/* SPDX-License-Identifier: Apache-2.0 */
/* According to whom, when and where. */
#include "what/what_int.h"

/* ---- quotations --------------------------------------------------------------------------- */

typedef struct quote_list {
    bede_quote *list;
    size_t n, cap;
} quote_list;

static bool quoted(const what_sent *s, int32_t i) {
    return s->w[i].flags & BEDE_WORD_IN_QUOTES;
}

/* The speaker of the run of quoted words from `from` to `to`, and the word that says so. */
static int32_t run_speaker(const what_sent *s, int32_t from, int32_t to) {
    bool inside;
    for (int32_t i = from; i <= to; i++) {
        int32_t h = s->w[i].head;
        if (h >= from && h <= to)
            continue; /* not the run's top */
        int32_t m = what_speaker(s, i, &inside);
        if (m >= 0 && inside)
            return m;
    }
    return -1;
}

static void sentence_quotes(what_sent *s, quote_list *q, int32_t *speaker) {
    *speaker = -1;
    for (int32_t i = 0; i < s->n; i++) {
        if (!quoted(s, i))
            continue;
        int32_t from = i;
        while (i + 1 < s->n && quoted(s, i + 1))
            i++;
        int32_t m = run_speaker(s, from, i);
        if (m >= 0)
            *speaker = m;
        q->list = bd_arena_grow(s->arena, q->list, q->n, &q->cap, sizeof *q->list);
        q->list[q->n++] = (bede_quote){.span = {s->w[from].span.start, s->w[i].span.end},
                                       .sentence = s->index,
                                       .speaker = m >= 0 ? (uint32_t)m : UINT32_MAX,
                                       .direct = true};
    }
}

static bool edge_quoted(const bede_article *a, uint32_t i, bool last) {
    const bede_sentence *t = &a->sentences[i];
    if (t->n_words == 0)
        return false;
    uint32_t w = t->first_word + (last ? t->n_words - 1 : 0);
    return a->words[w].flags & BEDE_WORD_IN_QUOTES;
}

static bool goes_on(const bede_article *a, uint32_t i) {
    return i + 1 < a->n_sentences && edge_quoted(a, i, true) && edge_quoted(a, i + 1, false);
}

void what_quotes(const what_rules *r, bd_arena *arena, bede_article *a, int32_t *speaker) {
    quote_list q = {0};
    for (uint32_t i = 0; i < a->n_sentences; i++) {
        bool any = false;
        const bede_sentence *t = &a->sentences[i];
        for (uint32_t k = 0; k < t->n_words && !any; k++)
            any = a->words[t->first_word + k].flags & BEDE_WORD_IN_QUOTES;
        speaker[i] = -1;
        if (!any || t->n_words > 1000)
            continue;
        what_sent s;
        what_sent_init(&s, r, arena, a, i);
        sentence_quotes(&s, &q, &speaker[i]);
    }
    /* A quotation over several sentences names its speaker once, at its start or its end. */
    for (uint32_t i = 0; i + 1 < a->n_sentences; i++)
        if (goes_on(a, i) && speaker[i + 1] < 0)
            speaker[i + 1] = speaker[i];
    for (uint32_t i = (uint32_t)a->n_sentences; i-- > 1;)
        if (goes_on(a, i - 1) && speaker[i - 1] < 0)
            speaker[i - 1] = speaker[i];
    for (size_t k = 0; k < q.n; k++)
        if (q.list[k].speaker == UINT32_MAX && speaker[q.list[k].sentence] >= 0)
            q.list[k].speaker = (uint32_t)speaker[q.list[k].sentence];
    a->quotes = q.list;
    a->n_quotes = q.n;
}

/* ---- the agency --------------------------------------------------------------------------- */

bede_view what_reported_by(const what_sent *s) {
    for (int32_t i = 0; i < s->n; i++) {
        int32_t m = s->mention[i];
        if (m < 0 || !(s->a->mentions[m].flags & BEDE_MENTION_MEDIA))
            continue;
        const bede_mention *who = &s->a->mentions[m];
        if (who->who.name.n)
            return who->who.name;
        return bd_view(s->a->text.s + who->span.start, who->span.end - who->span.start);
    }
    return s->a->n_credits ? s->a->credits[0] : (bede_view){0};
}
