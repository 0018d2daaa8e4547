/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/news.h"

#include "base/utf8.h"
#include "learn/folder.h"
#include "sentence/sentence.h"

#include <string.h>

enum { SHORTEST = 4, LONGEST = 60 };

static void keep_sentence(corpus *c, const bede_article *a, const bede_sentence *s) {
    uint32_t n = s->n_words, letters = 0;
    if (n < SHORTEST || n > LONGEST)
        return;
    token *words = bd_arena_array(c->arena, n, sizeof *words);
    for (uint32_t k = 0; k < n; k++) {
        const bede_word *w = &a->words[s->first_word + k];
        size_t len;
        words[k].form = bd_view(a->text.s + w->span.start, w->span.end - w->span.start);
        letters += words[k].form.n && bd_cp_letter(bd_utf8_get(words[k].form, 0, &len));
    }
    if (letters < n / 2)
        return;
    c->list = bd_arena_grow(c->arena, c->list, c->n, &c->cap, sizeof *c->list);
    c->list[c->n++] = (sentence){words, n, 1.0f};
    c->n_words += n;
}

/* Each line of a file is a paragraph. */
static void read_article(void *ctx, bede_view text) {
    corpus *c = ctx;
    static const bd_sentence_know nothing;
    bede_article a = {.text = text};
    size_t lines = 1;
    for (size_t i = 0; i < text.n; i++)
        lines += text.s[i] == '\n';
    a.blocks = bd_arena_array(c->arena, lines, sizeof *a.blocks);
    for (bede_view rest = text, line; bd_view_split(&rest, '\n', &line);)
        if (line.n) {
            uint32_t at = (uint32_t)(line.s - text.s);
            a.blocks[a.n_blocks++] =
                (bede_block){.kind = BEDE_BLOCK_PARAGRAPH, .span = {at, at + (uint32_t)line.n}};
        }
    bd_sentence_cut(&nothing, c->arena, &a, false);
    for (size_t i = 0; i < a.n_sentences; i++)
        keep_sentence(c, &a, &a.sentences[i]);
}

/* In order of their lengths, so that parsing them side by side wastes no room; else as they came.
 */
static void sort_by_length(corpus *c) {
    sentence *sorted = bd_arena_array(c->arena, c->n + 1, sizeof *sorted);
    size_t n = 0;
    for (uint32_t len = SHORTEST; len <= LONGEST; len++)
        for (size_t i = 0; i < c->n; i++)
            if (c->list[i].n == len)
                sorted[n++] = c->list[i];
    memcpy(c->list, sorted, n * sizeof *sorted);
}

bool news_read(corpus *c, const char *dir, bede_error *err) {
    if (!folder_read(c->arena, dir, read_article, c, err))
        return false;
    sort_by_length(c);
    return true;
}

/* ---- noise ---- */

enum noise { TITLE, CAPITALS, NO_MARK };

static bede_view recased(bd_arena *a, bede_view form, enum noise kind) {
    char *s = bd_arena_copy(a, form.s, form.n);
    /* Headlines keep their short words small. */
    size_t upto = kind == CAPITALS ? form.n : form.n > 3 ? 1 : 0;
    for (size_t i = 0; i < upto; i++)
        if (s[i] >= 'a' && s[i] <= 'z')
            s[i] = (char)(s[i] - 'a' + 'A');
    return bd_view(s, form.n);
}

/* Can the last word go? Nothing may hang from it. */
static bool loose_end(const corpus *c, const sentence *s) {
    uint32_t *punct = bd_map_get(&c->upos.ids, BD_LIT("PUNCT"));
    if (s->n < 3 || !punct || s->words[s->n - 1].upos != *punct || !s->words[s->n - 1].head)
        return false;
    for (uint32_t k = 0; k < s->n; k++)
        if (s->words[k].head == s->n)
            return false;
    return true;
}

void news_add_noise(corpus *c, size_t n, mx_random *rnd) {
    static const float share[] = {[TITLE] = 0.03f, [CAPITALS] = 0.015f, [NO_MARK] = 0.03f};
    for (size_t i = 0; i < n; i++)
        for (enum noise kind = TITLE; kind <= NO_MARK; kind++) {
            sentence s = c->list[i];
            if (mx_uniform(rnd) >= share[kind] || (kind == NO_MARK && !loose_end(c, &s)))
                continue;
            s.n -= kind != CAPITALS && loose_end(c, &s);
            token *words = bd_arena_array(c->arena, s.n, sizeof *words);
            memcpy(words, s.words, s.n * sizeof *words);
            for (uint32_t k = 0; kind != NO_MARK && k < s.n; k++)
                words[k].form = recased(c->arena, words[k].form, kind);
            s.words = words;
            c->list = bd_arena_grow(c->arena, c->list, c->n, &c->cap, sizeof *c->list);
            c->list[c->n++] = s;
            c->n_words += s.n;
        }
}
