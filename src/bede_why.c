/* SPDX-License-Identifier: Apache-2.0 */
/* Why a sentence was coded as it was, as JSON: its words and tree, who is named and by which line
 * of a dictionary, what each rule made of it. */
#include "bede.h"

#include "base/error.h"
#include "base/utf8.h"
#include "base/view.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct kept_step {
    bede_step step;
    char why[512];
} kept_step;

typedef struct why {
    kept_step *steps;
    size_t n, cap;
    uint32_t only; /* sentence, from 1; 0: all */
    const bede_knowledge *know;
    bede_put *put;
    void *ctx;
} why;

static void keep(void *ctx, const bede_article *a, const bede_step *step) {
    why *x = ctx;
    (void)a;
    if (x->only && step->sentence + 1 != x->only)
        return;
    if (x->n == x->cap) {
        size_t cap = x->cap ? 2 * x->cap : 256;
        kept_step *more = realloc(x->steps, cap * sizeof *more);
        if (!more)
            return;
        x->steps = more;
        x->cap = cap;
    }
    x->steps[x->n].step = *step;
    snprintf(x->steps[x->n].why, sizeof x->steps[x->n].why, "%s", step->why);
    x->n++;
}

static bede_view span_text(const bede_article *a, bede_span s) {
    return bd_view(a->text.s + s.start, s.end - s.start);
}

static json_t *text(bede_view v) {
    return json_stringn_nocheck(v.n ? v.s : "", v.n);
}

static json_t *words(const why *x, const bede_article *a, const bede_sentence *s) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < s->n_words; i++) {
        const bede_word *w = &a->words[s->first_word + i];
        json_array_append_new(
            list, json_pack("{s:o,s:o,s:s,s:s,s:s,s:i}", "form", text(span_text(a, w->span)),
                            "lemma", text(w->lemma), "upos", bede_upos_name(x->know, w->upos),
                            "xpos", bede_xpos_name(x->know, w->xpos), "relation",
                            bede_deprel_name(x->know, w->deprel), "head", w->head + 1));
    }
    return list;
}

static json_t *steps(const why *x, const bede_article *a, uint32_t sentence) {
    json_t *list = json_array();
    for (size_t i = 0; i < x->n; i++) {
        const bede_step *s = &x->steps[i].step;
        if (s->sentence != sentence)
            continue;
        bede_view reason = bd_view_z(x->steps[i].why);
        while (reason.n && !bd_utf8_valid(reason))
            reason.n--; /* cut within a letter */
        json_array_append_new(
            list, json_pack("{s:i,s:s,s:o,s:o}", "word",
                            (int)(s->word - a->sentences[sentence].first_word + 1), "step",
                            bede_step_name(s->kind), "rule", text(s->rule), "why", text(reason)));
    }
    return list;
}

static json_t *mentions(const bede_article *a, uint32_t sentence) {
    json_t *list = json_array();
    for (size_t i = 0; i < a->n_mentions; i++) {
        const bede_mention *m = &a->mentions[i];
        if (m->sentence == sentence)
            json_array_append_new(list, json_pack("{s:o,s:s,s:s,s:o,s:o}", "text",
                                                  text(span_text(a, m->span)), "code", m->who.code,
                                                  "sector", m->who.sector, "name",
                                                  text(m->who.name), "source", text(m->source)));
    }
    return list;
}

static int to_put(const char *s, size_t n, void *ctx) {
    const why *x = ctx;
    x->put(x->ctx, s, n);
    return 0;
}

static void write(why *x, const bede_article *a, uint32_t i) {
    const bede_sentence *s = &a->sentences[i];
    json_t *o = json_pack("{s:o,s:i,s:o,s:o,s:o,s:o}", "article", text(a->name), "sentence", i + 1,
                          "text", text(span_text(a, s->span)), "words", words(x, a, s), "mentions",
                          mentions(a, i), "steps", steps(x, a, i));
    json_dump_callback(o, to_put, x, JSON_COMPACT);
    x->put(x->ctx, "\n", 1);
    json_decref(o);
}

bool bede_explain_write(bede_reader *reader, const char *name, const void *bytes, size_t n,
                        const bede_options *options, uint32_t sentence, bede_put *put, void *ctx,
                        bede_error *err) {
    why x = {.only = sentence, .know = bede_reader_knowledge(reader), .put = put, .ctx = ctx};
    const bede_article *a = bede_explain(reader, name, bytes, n, options, keep, &x, err);
    bool found = a && (!sentence || sentence <= a->n_sentences);
    if (a && !found)
        bd_fail(err, name, "has no sentence %u", sentence);
    for (uint32_t i = 0; found && i < a->n_sentences; i++)
        if (!sentence || i + 1 == sentence)
            write(&x, a, i);
    free(x.steps);
    return found;
}
