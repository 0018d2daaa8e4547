/* SPDX-License-Identifier: Apache-2.0 */
/* The way through the room. */
#include "sentence/sentence_int.h"

#include "base/limits.h"
#include "sentence/model.h"

static const char MODEL[] = "data/models/en.model";

static bool open_table(bd_table *t, const bd_image *img, const char *name, bede_error *err) {
    bede_view bytes = bd_image_find(img, name);
    return !bytes.s || bd_table_attach(t, bytes, name, err);
}

bool bd_sentence_open(bd_sentence_know *k, const bd_image *img, bede_error *err) {
    *k = (bd_sentence_know){0};
    if (!img)
        return true;
    if (!open_table(&k->abbreviations, img, "data/en/abbreviations.tsv", err) ||
        !open_table(&k->lemmas, img, "data/en/lemmas.tsv", err) ||
        !open_table(&k->lower, img, "data/en/lower.tsv", err))
        return false;
    k->kind_column = k->abbreviations.n_rows ? bd_table_column(&k->abbreviations, "kind") : -1;
    k->tag_column = k->lemmas.n_rows ? bd_table_column(&k->lemmas, "tag") : -1;
    k->lemma_column = k->lemmas.n_rows ? bd_table_column(&k->lemmas, "lemma") : -1;
    bede_view model = bd_image_find(img, MODEL);
    if (model.s)
        k->model = bd_model_open(model.s, model.n, MODEL, err);
    return !model.s || k->model;
}

void bd_sentence_close(bd_sentence_know *k) {
    if (k->model)
        bd_model_close(k->model);
    *k = (bd_sentence_know){0};
}

bool bd_sentence_scratch_init(bd_sentence_scratch *s, const bd_sentence_know *k, bede_error *err) {
    *s = (bd_sentence_scratch){0};
    if (!k->model)
        return true;
    s->model = bd_model_scratch_new(k->model);
    return s->model || bd_fail(err, MODEL, "no memory for its working space");
}

void bd_sentence_scratch_free(bd_sentence_scratch *s) {
    if (s->model)
        bd_model_scratch_free(s->model);
    *s = (bd_sentence_scratch){0};
}

void bd_sentence_cut(const bd_sentence_know *k, bd_arena *arena, bede_article *a,
                     bool one_sentence) {
    /* English has a word in five bytes; the arrays grow if this text has more. */
    cut_out words = {.know = k, .arena = arena, .cap = a->text.n / 5 + 16};
    words.words = bd_arena_array(arena, words.cap, sizeof *words.words);
    split_out sentences = {.arena = arena, .cap = words.cap / 16 + 4};
    sentences.sentences = bd_arena_array(arena, sentences.cap, sizeof *sentences.sentences);
    for (uint32_t i = 0; i < a->n_blocks; i++) {
        const bede_block *b = &a->blocks[i];
        if (b->kind > BEDE_BLOCK_LAST_TEXT || b->span.start >= b->span.end ||
            b->span.end > a->text.n)
            continue;
        uint32_t first = (uint32_t)words.n;
        cut_text(&words, a->text.s, b->span.start, b->span.end);
        uint32_t body =
            one_sentence ? first : dateline_end(a->text.s, words.words, first, (uint32_t)words.n);
        if (body > first)
            split_words(k, &sentences, a->text.s, words.words, first, body, i, true);
        split_words(k, &sentences, a->text.s, words.words, body, (uint32_t)words.n, i,
                    one_sentence);
    }
    a->words = words.words;
    a->n_words = words.n;
    a->sentences = sentences.sentences;
    a->n_sentences = sentences.n;
}

static bede_view form_of(const bede_article *a, const bede_word *w) {
    return bd_view(a->text.s + w->span.start, w->span.end - w->span.start);
}

/* Tags and heads of all sentences, from the model. */
static void parse(const bd_sentence_know *k, bd_sentence_scratch *s, bd_arena *arena,
                  bede_article *a) {
    bede_view *forms = bd_arena_array(arena, a->n_words, sizeof *forms);
    bd_parse *out = bd_arena_array(arena, a->n_words, sizeof *out);
    uint32_t *start = bd_arena_array(arena, a->n_sentences + 1, sizeof *start);
    for (size_t i = 0; i < a->n_words; i++)
        forms[i] = form_of(a, &a->words[i]);
    truecase(k, arena, a, forms);
    for (size_t i = 0; i < a->n_sentences; i++)
        start[i] = a->sentences[i].first_word;
    start[a->n_sentences] = (uint32_t)a->n_words;
    bd_model_run(k->model, s->model, forms, start, a->n_sentences, out);
    for (size_t i = 0; i < a->n_words; i++) {
        bede_word *w = &a->words[i];
        w->upos = out[i].upos;
        w->xpos = out[i].xpos;
        w->deprel = out[i].deprel;
        w->head = out[i].head;
    }
}

static bool clitic(bede_view v) {
    return (v.n == 2 || v.n == 4) && cut_apostrophe(v.s, 0, (uint32_t)v.n) == v.n - 1;
}

/* "'s" before a participle that it does not make passive is "has". */
static void mend_have(bede_article *a) {
    for (size_t s = 0; s < a->n_sentences; s++) {
        bede_word *w = a->words + a->sentences[s].first_word;
        int32_t n = (int32_t)a->sentences[s].n_words;
        for (int32_t i = 0; i < n; i++)
            if (w[i].xpos == BD_XPOS_VBZ && w[i].deprel == BD_REL_AUX && w[i].head >= 0 &&
                w[i].head < n && w[w[i].head].xpos == BD_XPOS_VBN && bd_view_is(w[i].lemma, "be") &&
                clitic(form_of(a, &w[i])))
                w[i].lemma = BD_LIT("have");
    }
}

void bd_sentence_tag(const bd_sentence_know *k, bd_sentence_scratch *s, bd_arena *arena,
                     bede_article *a) {
    if (k->model && s->model)
        parse(k, s, arena, a);
    mend_headlines(a);
    for (size_t i = 0; i < a->n_words; i++) {
        bede_word *w = &a->words[i];
        w->lemma = lemma_of(k, arena, form_of(a, w), w->upos, w->xpos);
    }
    mend_have(a);
    mend_verbs(k, arena, a);
    mend_trees(a);
    feats_fill(arena, a);
    names_find(arena, a);
    quotes_mark(a);
}

void bd_sentence_read(const bd_sentence_know *k, bd_sentence_scratch *s, bd_arena *arena,
                      bede_article *a) {
    bd_sentence_cut(k, arena, a, false);
    bd_sentence_tag(k, s, arena, a);
}

size_t bd_sentence_cut_phrase(void *ctx, bede_view phrase, bede_view *words, size_t cap) {
    bede_word cut[BD_MAX_PHRASE_WORDS * 2];
    cut_out out = {.words = cut, .cap = sizeof cut / sizeof *cut};
    (void)ctx;
    if (phrase.n > UINT32_MAX)
        return 0;
    cut_text(&out, phrase.s, 0, (uint32_t)phrase.n);
    size_t n = out.n < cap ? out.n : cap;
    for (size_t i = 0; i < n; i++)
        words[i] = form_of(&(bede_article){.text = phrase}, &cut[i]);
    return n;
}
