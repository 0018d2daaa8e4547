/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept of an article, made on the thread that read it. */
#include "store/store_int.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <stdlib.h>

int64_t bede_entry_key(bede_view place, const void *bytes, size_t n) {
    return (int64_t)bd_hash(bytes, n, bd_hash(place.s, place.n, 1));
}

void bede_entry_free(bede_entry *e) {
    if (!e)
        return;
    bd_arena_free(&e->arena);
    free(e);
}

static bede_view keep(bede_entry *e, bede_view v) {
    return v.n ? bd_view(bd_arena_copy(&e->arena, v.s, v.n), v.n) : bd_view("", 0);
}

static bede_view keep_span(bede_entry *e, const bede_article *a, bede_span s) {
    return keep(e, bd_view(a->text.s + s.start, s.end - s.start));
}

/* White space of one kind, so that a sentence is a line. */
static bede_view keep_line(bede_entry *e, const bede_article *a, bede_span s) {
    bede_view v = keep_span(e, a, s);
    char *t = (char *)(uintptr_t)v.s;
    for (size_t i = 0; i < v.n; i++)
        if (t[i] == '\n' || t[i] == '\t' || t[i] == '\r')
            t[i] = ' ';
    return v;
}

static bede_view joined(bede_entry *e, const bede_view *list, size_t n) {
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += list[i].n + 1;
    char *out = bd_arena_alloc(&e->arena, bytes + 1);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        if (at)
            out[at++] = ';';
        for (size_t k = 0; k < list[i].n; k++)
            out[at++] = list[i].s[k] == ';' ? ',' : list[i].s[k];
    }
    return bd_view(out, at);
}

static bede_identity keep_identity(bede_entry *e, const bede_identity *who) {
    bede_identity out = *who;
    out.name = keep(e, who->name);
    out.office = keep(e, who->office);
    return out;
}

/* The words alone: reprints change quotation marks and dashes. */
static uint64_t hash_words(const bede_article *a, const bede_sentence *s) {
    uint64_t h = 0;
    for (uint32_t i = 0; i < s->n_words; i++) {
        bede_span w = a->words[s->first_word + i].span;
        char folded[256];
        bede_view v = bd_view(a->text.s + w.start, w.end - w.start);
        size_t n = bd_utf8_fold(bd_view(v.s, v.n < 60 ? v.n : 60), folded, sizeof folded);
        bool letters = false;
        for (size_t k = 0; k < n && !letters; k++)
            letters = (unsigned char)folded[k] >= 0x80 || (folded[k] >= 'a' && folded[k] <= 'z') ||
                      (folded[k] >= '0' && folded[k] <= '9');
        if (letters)
            h = bd_hash(folded, n, h);
    }
    return h;
}

/* The headline, and the first paragraph behind it. */
static bool in_lead(const bede_article *a, const bede_sentence *s) {
    for (uint32_t b = 0; b < a->n_blocks && b < s->block; b++)
        if (a->blocks[b].kind == BEDE_BLOCK_PARAGRAPH)
            return false;
    return true;
}

/* The entry's number of an article's sentence; sentences come in any order. */
static uint32_t sentence_of(bede_entry *e, const bede_article *a, uint32_t *numbers, uint32_t s) {
    if (s >= a->n_sentences)
        s = 0;
    if (!numbers[s]) {
        const bede_sentence *at = &a->sentences[s];
        e->sentences[e->n_sentences] = (entry_sentence){.number = s + 1,
                                                        .start = at->span.start,
                                                        .hash = hash_words(a, at),
                                                        .lead = in_lead(a, at),
                                                        .text = keep_line(e, a, at->span)};
        numbers[s] = (uint32_t)++e->n_sentences;
    }
    return numbers[s] - 1;
}

static void keep_parties(bede_entry *e, const bede_article *a, const bede_event *ev,
                         entry_mention *m) {
    size_t n = ev->n_actors + ev->n_recipients;
    entry_party *list = bd_arena_array(&e->arena, n ? n : 1, sizeof *list);
    for (size_t i = 0; i < n; i++) {
        const bede_party *p = i < ev->n_actors ? &ev->actors[i] : &ev->recipients[i - ev->n_actors];
        list[i] = (entry_party){.who = keep_identity(e, &p->who),
                                .text = keep_line(e, a, p->span),
                                .start = p->span.start,
                                .end = p->span.end,
                                .role = i < ev->n_actors ? 'A' : 'R'};
    }
    m->parties = list;
    m->n_parties = n;
}

static void keep_mention(bede_entry *e, const bede_article *a, uint32_t *numbers, size_t i,
                         const bd_tellings *t) {
    const bede_event *ev = &a->events[i];
    entry_mention *m = &e->mentions[i];
    *m = (entry_mention){.type = ev->type,
                         .aux = ev->aux,
                         .goldstein = ev->goldstein,
                         .score = ev->score,
                         .mode = keep(e, ev->mode),
                         .context = keep(e, ev->context),
                         .reported_by = keep(e, ev->reported_by),
                         .rule = keep(e, ev->rule),
                         .dates = ev->dates,
                         .told = t->of[i],
                         .why = t->why[i]};
    memcpy(m->id, ev->id, sizeof m->id);
    memcpy(m->cameo, ev->cameo, sizeof m->cameo);
    if (ev->said_by < a->n_mentions)
        m->said_by = keep_line(e, a, a->mentions[ev->said_by].span);
    if (ev->place < a->n_places) {
        bede_place *p = bd_arena_alloc(&e->arena, sizeof *p);
        *p = a->places[ev->place];
        m->place_text = keep_line(e, a, p->span);
        p->name = keep(e, p->name);
        m->place = p;
    }
    m->sentence = sentence_of(e, a, numbers, ev->sentence);
    uint32_t start = e->sentences[m->sentence].start;
    m->trigger_start = ev->trigger.start - start;
    m->trigger_end = ev->trigger.end - start;
    keep_parties(e, a, ev, m);
    bd_deed_of(a, ev, &m->deed);
}

static void keep_quotes(bede_entry *e, const bede_article *a, uint32_t *numbers) {
    e->quotes = bd_arena_array(&e->arena, a->n_quotes ? a->n_quotes : 1, sizeof *e->quotes);
    for (size_t i = 0; i < a->n_quotes; i++) {
        const bede_quote *q = &a->quotes[i];
        entry_quote *out = &e->quotes[e->n_quotes];
        if (!q->direct && q->speaker >= a->n_mentions)
            continue; /* words of nobody */
        *out = (entry_quote){.start = q->span.start,
                             .end = q->span.end,
                             .cue = keep_line(e, a, q->cue),
                             .direct = q->direct};
        if (q->speaker < a->n_mentions) {
            const bede_mention *m = &a->mentions[q->speaker];
            out->speaker = keep_identity(e, &m->who);
            out->speaker_text = keep_line(e, a, m->span);
            out->known = m->who.code[0] || m->who.name.n;
        }
        out->sentence = sentence_of(e, a, numbers, q->sentence);
        e->n_quotes++;
    }
}

static void keep_article(bede_entry *e, const bede_article *a, const bd_tellings *t) {
    e->name = keep(e, a->name);
    e->url = keep(e, a->url);
    e->title = keep(e, a->title);
    e->outlet = keep(e, a->outlet);
    e->language = keep(e, a->language);
    e->text = keep(e, a->text);
    e->authors = joined(e, a->authors, a->n_authors);
    e->credits = joined(e, a->credits, a->n_credits);
    e->published = a->published;
    e->updated = a->updated;
    e->basis = a->basis;
    e->off_topic = a->off_topic;
    e->n_all_sentences = a->n_sentences;
    e->n_words = a->n_words;
    e->empty = a->text.n == 0;
    size_t n = a->n_sentences ? a->n_sentences : 1;
    uint32_t *numbers = bd_arena_array(&e->arena, n, sizeof *numbers);
    e->sentences = bd_arena_array(&e->arena, n, sizeof *e->sentences);
    e->n_mentions = a->n_sentences ? a->n_events : 0;
    e->mentions = bd_arena_array(&e->arena, e->n_mentions ? e->n_mentions : 1, sizeof *e->mentions);
    for (size_t i = 0; i < e->n_mentions; i++)
        keep_mention(e, a, numbers, i, t);
    if (a->n_sentences)
        keep_quotes(e, a, numbers);
    e->n_deeds = t->n;
    e->deeds = bd_arena_array(&e->arena, t->n ? t->n : 1, sizeof *e->deeds);
    for (size_t i = 0; i < t->n; i++)
        e->deeds[i] = t->deeds[i];
}

/* False without memory. */
static bool fill(bede_entry *e, const bede_article *a) {
    bd_tellings t = {0};
    if (!bd_tellings_of(a, &t))
        return false;
    jmp_buf full;
    bd_arena_guard(&e->arena, &full);
    bool ok = setjmp(full) == 0;
    if (ok)
        keep_article(e, a, &t);
    bd_arena_guard(&e->arena, NULL);
    bd_tellings_free(&t);
    return ok;
}

bede_entry *bede_entry_new(const bede_article *a, int64_t key, bede_error *err) {
    bede_entry *e = calloc(1, sizeof *e);
    if (e) {
        bd_arena_init(&e->arena, 0);
        e->key = key;
        bd_near_sign(a, &e->mark);
        bd_story_of(a, &e->story);
        if (fill(e, a))
            return e;
    }
    bede_entry_free(e);
    bd_fail(err, "store", "no memory for an article");
    return NULL;
}
