/* SPDX-License-Identifier: Apache-2.0 */
/* Direct quotations and reported speech, with speaker and cue.
 *
 * A direct quotation is a run of words between marks, over as many sentences as its marks hold.
 * Its speaker is the subject of the word for saying that it hangs on, or of the one around it;
 * where a further quotation of the same paragraph names nobody, he goes on speaking. A few quoted
 * words inside a clause ("called it a 'mistake'") count when the clause has a speaker. Reported
 * speech is the clause that a word for saying governs, or what stands before a tail like "..., X
 * said". */
#include "what/what_int.h"

enum { LONGEST = 400 }; /* words; longer "sentences" are lists */

typedef struct quote_list {
    bede_quote *list;
    size_t n, cap;
} quote_list;

typedef struct source {
    int32_t mention; /* -1: unknown */
    bede_span cue;
} source;

static bool quoted(const what_sent *s, int32_t i) {
    return s->w[i].flags & BEDE_WORD_IN_QUOTES;
}

static void keep(const what_sent *s, quote_list *q, bede_span span, source by, bool direct) {
    q->list = bd_arena_grow(s->arena, q->list, q->n, &q->cap, sizeof *q->list);
    q->list[q->n++] = (bede_quote){.span = span,
                                   .sentence = s->index,
                                   .speaker = by.mention >= 0 ? (uint32_t)by.mention : UINT32_MAX,
                                   .cue = by.cue,
                                   .direct = direct};
}

static bool is_cue(const what_sent *s, int32_t v) {
    return v >= 0 && (s->r->words[s->id[v]].flags & WORD_SAY) && s->pos[v] == P_VERB;
}

/* The word for saying above the run or beside it, outside of the quotation. */
static int32_t cue_of(const what_sent *s, int32_t from, int32_t to) {
    for (int32_t i = from; i <= to; i++) {
        int32_t h = s->w[i].head;
        if (h >= from && h <= to)
            continue; /* not the run's top */
        for (int k = 0; k < 8 && h >= 0; k++, h = s->w[h].head)
            if (is_cue(s, h) && !quoted(s, h))
                return h;
        WHAT_CHILDREN(s, i, c)
        if ((c < from || c > to) && is_cue(s, c))
            return c;
    }
    return -1;
}

static source of_run(const what_sent *s, int32_t from, int32_t to, const what_said *said) {
    source by = {-1, {0, 0}};
    int32_t cue = cue_of(s, from, to);
    if (cue >= 0) {
        int32_t subject = what_surface_subject(s, cue, 0);
        by.mention = subject >= 0 && !quoted(s, subject) ? s->mention[subject] : -1;
        if (by.mention >= 0)
            by.cue = s->w[cue].span;
    }
    if (by.mention < 0 && said && (to < said->first || from > said->last)) {
        by.mention = said->speaker;
        by.cue = s->w[said->cue].span;
    }
    return by;
}

static void direct_quotes(const what_sent *s, quote_list *q, const what_said *said,
                          source *speaker) {
    for (int32_t i = 0; i < s->n; i++) {
        if (!quoted(s, i))
            continue;
        int32_t from = i;
        while (i + 1 < s->n && quoted(s, i + 1))
            i++;
        source by = of_run(s, from, i, said);
        if (by.mention >= 0)
            *speaker = by;
        keep(s, q, (bede_span){s->w[from].span.start, s->w[i].span.end}, by, true);
    }
}

static int opens(const what_sent *s, int32_t i) {
    bede_span w = s->w[i].span;
    bede_view v = bd_view(s->a->text.s + w.start, w.end - w.start);
    return bd_view_is(v, "\xE2\x80\x9C") ? 1 : bd_view_is(v, "\"") ? 2 : 0;
}

/* "called it a 'mistake'", "was 'under house arrest', his office wrote". */
static void partial_quotes(const what_sent *s, quote_list *q, const what_said *said) {
    for (int32_t i = 0; i + 2 < s->n; i++) {
        int kind = opens(s, i);
        if (!kind || quoted(s, i + 1) || (i > 0 && quoted(s, i - 1)))
            continue;
        int32_t to = i + 1;
        while (to < s->n &&
               !(kind == 2 ? opens(s, to) == 2
                           : opens(s, to) != 1 &&
                                 bd_view_is(bd_view(s->a->text.s + s->w[to].span.start,
                                                    s->w[to].span.end - s->w[to].span.start),
                                            "\xE2\x80\x9D")))
            to++;
        if (to >= s->n || to - i < 3) {
            i = to < s->n ? to : i;
            continue;
        }
        source by = of_run(s, i + 1, to - 1, said);
        if (by.mention >= 0)
            keep(s, q, (bede_span){s->w[i + 1].span.start, s->w[to - 1].span.end}, by, true);
        i = to;
    }
}

static void reach(const what_sent *s, int32_t i, int32_t *lo, int32_t *hi) {
    for (int32_t k = 0; k < s->n; k++)
        if (what_under(s, k, i) && s->pos[k] != P_PUNCT) {
            *lo = k < *lo ? k : *lo;
            *hi = k > *hi ? k : *hi;
        }
}

/* Speech without marks: the clause that is said. */
static void reported(const what_sent *s, quote_list *q, const what_said *said) {
    bool any = false;
    for (int32_t v = 0; v < s->n; v++) {
        int32_t clause = is_cue(s, v) && !quoted(s, v) ? what_child(s, v, R_CCOMP) : -1;
        int32_t subject = clause >= 0 ? what_surface_subject(s, v, 0) : -1;
        int32_t m = subject >= 0 ? s->mention[subject] : -1, lo = clause, hi = clause;
        if (m < 0 || quoted(s, clause))
            continue;
        reach(s, clause, &lo, &hi);
        if (hi - lo < 2 || (lo <= v && v <= hi))
            continue;
        any = true;
        keep(s, q, (bede_span){s->w[lo].span.start, s->w[hi].span.end}, (source){m, s->w[v].span},
             false);
    }
    if (any || !said || quoted(s, 0) || quoted(s, 1) || quoted(s, s->n - 2))
        return;
    int32_t lo = said->first > 2 ? 0 : said->last + 1,
            hi = said->first > 2 ? said->first - 1 : s->n - 1;
    while (lo < hi && s->pos[lo] == P_PUNCT)
        lo++;
    while (hi > lo && s->pos[hi] == P_PUNCT)
        hi--;
    if (hi - lo >= 2)
        keep(s, q, (bede_span){s->w[lo].span.start, s->w[hi].span.end},
             (source){said->speaker, s->w[said->cue].span}, false);
}

static bool edge_quoted(const bede_article *a, uint32_t i, bool last) {
    const bede_sentence *t = &a->sentences[i];
    if (t->n_words == 0)
        return false;
    uint32_t w = t->first_word + (last ? t->n_words - 1 : 0);
    return a->words[w].flags & BEDE_WORD_IN_QUOTES;
}

/* The quotation that sentence i ends in goes on in the next. */
static bool goes_on(const bede_article *a, uint32_t i) {
    return i + 1 < a->n_sentences && edge_quoted(a, i, true) && edge_quoted(a, i + 1, false);
}

static bool starts_quoted(const bede_article *a, uint32_t i) {
    const bede_sentence *t = &a->sentences[i];
    for (uint32_t k = 0; k < 2 && k < t->n_words; k++)
        if (a->words[t->first_word + k].flags & BEDE_WORD_IN_QUOTES)
            return true;
    return false;
}

/* A quotation over several sentences names its speaker once, at its start or its end; one that
 * follows in the same paragraph, or opens the next while the last has not closed, has the same. */
static void carry(const bede_article *a, source *by) {
    for (uint32_t i = (uint32_t)a->n_sentences; i-- > 1;)
        if (goes_on(a, i - 1) && by[i - 1].mention < 0)
            by[i - 1] = by[i];
    for (uint32_t i = 0; i + 1 < a->n_sentences; i++) {
        bool same_block = a->sentences[i].block == a->sentences[i + 1].block;
        bool more = starts_quoted(a, i + 1) && (same_block || edge_quoted(a, i, true));
        if (by[i + 1].mention < 0 && by[i].mention >= 0 && (goes_on(a, i) || more))
            by[i + 1] = by[i];
    }
}

/* Pieces of one quotation become one. */
static void join(const bede_article *a, quote_list *q) {
    size_t n = 0;
    for (size_t k = 0; k < q->n; k++) {
        bede_quote *last = n ? &q->list[n - 1] : NULL, *next = &q->list[k];
        uint32_t at = last ? last->sentence : 0;
        while (last && at < next->sentence && goes_on(a, at))
            at++;
        const bede_sentence *t = &a->sentences[next->sentence];
        bool first = t->n_words && next->span.start == a->words[t->first_word].span.start;
        if (last && last->direct && next->direct && at == next->sentence &&
            last->sentence != next->sentence && first) {
            last->span.end = next->span.end;
            if (last->speaker == UINT32_MAX) {
                last->speaker = next->speaker;
                last->cue = next->cue;
            }
            continue;
        }
        q->list[n++] = *next;
    }
    q->n = n;
}

void what_quotes(const what_sent *all, bd_arena *arena, bede_article *a, int32_t *speaker) {
    quote_list q = {0};
    source *by = bd_arena_array(arena, a->n_sentences, sizeof *by);
    for (uint32_t i = 0; i < a->n_sentences; i++) {
        by[i] = (source){-1, {0, 0}};
        const what_sent *s = &all[i];
        if (!s->r || s->n == 0 || s->n > LONGEST)
            continue;
        what_said said;
        bool known = what_said_by(s, &said);
        direct_quotes(s, &q, known ? &said : NULL, &by[i]);
        partial_quotes(s, &q, known ? &said : NULL);
        reported(s, &q, known ? &said : NULL);
    }
    carry(a, by);
    for (size_t k = 0; k < q.n; k++)
        if (q.list[k].direct && q.list[k].speaker == UINT32_MAX &&
            by[q.list[k].sentence].mention >= 0) {
            q.list[k].speaker = (uint32_t)by[q.list[k].sentence].mention;
            q.list[k].cue = by[q.list[k].sentence].cue;
        }
    for (uint32_t i = 0; i < a->n_sentences; i++)
        speaker[i] = by[i].mention;
    join(a, &q);
    a->quotes = q.list;
    a->n_quotes = q.n;
}
