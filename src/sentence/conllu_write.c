/* SPDX-License-Identifier: Apache-2.0 */
/* Writing CoNLL-U. */
#include "sentence/conllu.h"
#include "sentence/sentence.h"

#include "sentence/deps.h"

static void put(FILE *out, bede_view v) {
    fwrite_unlocked(v.s, 1, v.n, out);
}

static void put_name(FILE *out, const char *name) {
    putc_unlocked('\t', out);
    fwrite_unlocked(name, 1, strlen(name), out);
}

static void put_number(FILE *out, size_t n) {
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    fwrite_unlocked(digits + at, 1, sizeof digits - at, out);
}

/* Columns 2 to 9 of a word. */
static void put_columns(FILE *out, const bede_article *a, const bede_word *w) {
    putc_unlocked('\t', out);
    put(out, bd_word_text(a, w));
    putc_unlocked('\t', out);
    put(out, w->lemma.n ? w->lemma : BD_LIT("_"));
    put_name(out, bd_upos_name(w->upos));
    put_name(out, bd_xpos_name(w->xpos));
    put_name(out, bd_feats_name(w->feats));
    putc_unlocked('\t', out);
    if (w->deprel == BD_REL_NONE)
        putc_unlocked('_', out);
    else
        put_number(out, (size_t)(w->head + 1));
    put_name(out, bd_rel_name(w->deprel));
    put(out, BD_LIT("\t_\t"));
}

static void put_comments(FILE *out, const bd_conllu_batch *b, size_t s) {
    const bede_article *a = &b->article;
    const bede_sentence *sent = &a->sentences[s];
    if (s == 0 || a->sentences[s - 1].block != sent->block)
        put(out, BD_LIT("# newpar\n"));
    put(out, BD_LIT("# sent_id = "));
    put_number(out, b->first_id + s);
    put(out, BD_LIT("\n# text = "));
    for (uint32_t i = 0; i < sent->n_words; i++) {
        const bede_word *w = &a->words[sent->first_word + i];
        put(out, bd_word_text(a, w));
        if (i + 1 < sent->n_words && (w->flags & BEDE_WORD_SPACE_AFTER))
            putc_unlocked(' ', out);
    }
    putc_unlocked('\n', out);
}

static void put_cut(FILE *out, const bd_conllu_batch *b, size_t s) {
    const bede_article *a = &b->article;
    const bede_sentence *sent = &a->sentences[s];
    put_comments(out, b, s);
    for (uint32_t i = 0; i < sent->n_words; i++) {
        const bede_word *w = &a->words[sent->first_word + i];
        put_number(out, i + 1);
        put_columns(out, a, w);
        put(out, w->flags & BEDE_WORD_SPACE_AFTER ? BD_LIT("_\n") : BD_LIT("SpaceAfter=No\n"));
    }
}

static void put_given(FILE *out, const bd_conllu_batch *b, size_t s) {
    const bede_article *a = &b->article;
    const bd_conllu_part *part = &b->parts[s];
    const bede_word *w = &a->words[a->sentences[s].first_word];
    put(out, part->comments);
    for (uint32_t i = 0; i < part->n_rows; i++) {
        const bd_conllu_row *row = &b->rows[part->first_row + i];
        if (row->raw.s) {
            put(out, row->raw);
        } else {
            put(out, row->id);
            put_columns(out, a, w++);
            put(out, row->misc);
        }
        putc_unlocked('\n', out);
    }
}

void bd_conllu_write(FILE *out, const bd_conllu_batch *b) {
    for (size_t s = 0; s < b->article.n_sentences; s++) {
        if (b->parts)
            put_given(out, b, s);
        else
            put_cut(out, b, s);
        putc_unlocked('\n', out);
    }
}
