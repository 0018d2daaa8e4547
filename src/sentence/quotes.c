/* SPDX-License-Identifier: Apache-2.0 */
/* Marks the words that stand inside direct quotations.
 *
 * A quotation begins at an opening mark and ends at the next closing mark of its kind in the same
 * paragraph. Where a speech goes on over paragraphs, each opens anew and only the last closes: an
 * open mark at a paragraph's start then holds to its end. Quoted words that are no speech ("the
 * so-called 'experts'") are left alone. */
#include "sentence/sentence_int.h"

typedef struct view {
    bede_article *a;
    size_t from, to; /* words of one block */
} view;

static bede_view form(const bede_article *a, size_t i) {
    bede_span s = a->words[i].span;
    return bd_view(a->text.s + s.start, s.end - s.start);
}

typedef enum quote_mark {
    NO_MARK,
    OPENS,
    CLOSES,
    STRAIGHT,
    OPENS_SINGLE,
    CLOSES_SINGLE
} quote_mark;

static quote_mark mark_of(const bede_article *a, size_t i) {
    bede_view v = form(a, i);
    if (v.n == 1)
        return v.s[0] == '"' ? STRAIGHT : NO_MARK;
    if (v.n == 2)
        return bd_view_is(v, "``")                                ? OPENS
               : bd_view_is(v, "''") || bd_view_is(v, "\xc2\xbb") ? CLOSES
               : bd_view_is(v, "\xc2\xab")                        ? OPENS
                                                                  : NO_MARK;
    if (v.n != 3 || (unsigned char)v.s[0] != 0xE2 || (unsigned char)v.s[1] != 0x80)
        return NO_MARK;
    switch ((unsigned char)v.s[2]) {
    case 0x9C:
    case 0x9E: return OPENS;
    case 0x9D: return CLOSES;
    case 0x98: return OPENS_SINGLE;
    case 0x99: return a->words[i].xpos == BD_XPOS_POS ? NO_MARK : CLOSES_SINGLE;
    default: return NO_MARK;
    }
}

static bool closes(quote_mark opener, quote_mark m) {
    if (opener == OPENS_SINGLE)
        return m == CLOSES_SINGLE;
    return m == CLOSES || (opener == STRAIGHT && m == STRAIGHT);
}

/* The closing mark of the one at `open`, or v->to. */
static size_t closer(const view *v, size_t open) {
    quote_mark opener = mark_of(v->a, open);
    for (size_t i = open + 1; i < v->to; i++) {
        quote_mark m = mark_of(v->a, i);
        if (closes(opener, m))
            return i;
        if (m == opener && m != STRAIGHT)
            return v->to; /* opened anew: the first never closed */
    }
    return v->to;
}

static bool stop_mark(bede_view v) {
    return v.n == 1 && strchr(".,!?", v.s[0]);
}

/* Are the words between the marks speech: a clause, or ended by a mark inside? */
static bool is_speech(const bede_article *a, size_t from, size_t to) {
    bool small = false;
    for (size_t i = from; i < to; i++) {
        unsigned xpos = a->words[i].xpos;
        if (xpos == BD_XPOS_VBD || xpos == BD_XPOS_VBP || xpos == BD_XPOS_VBZ || xpos == BD_XPOS_MD)
            return true;
        char c = form(a, i).s[0];
        small |= c >= 'a' && c <= 'z' && a->words[i].span.end - a->words[i].span.start > 3;
    }
    return to > from && (stop_mark(form(a, to - 1)) || (to - from >= 4 && small));
}

static void flag(bede_article *a, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        a->words[i].flags |= BEDE_WORD_IN_QUOTES;
}

static void mark_block(const view *v) {
    for (size_t i = v->from; i < v->to; i++) {
        quote_mark m = mark_of(v->a, i);
        if (m != OPENS && m != STRAIGHT && m != OPENS_SINGLE)
            continue;
        size_t end = closer(v, i);
        if (end == v->to && (i != v->from || m == OPENS_SINGLE)) {
            if (m == STRAIGHT)
                break; /* a stray mark: whatever follows cannot be told apart */
            continue;
        }
        if (is_speech(v->a, i + 1, end))
            flag(v->a, i + 1, end);
        i = end;
    }
}

void quotes_mark(bede_article *a) {
    for (size_t s = 0; s < a->n_sentences;) {
        uint32_t block = a->sentences[s].block;
        view v = {a, a->sentences[s].first_word, 0};
        for (; s < a->n_sentences && a->sentences[s].block == block; s++)
            v.to = a->sentences[s].first_word + a->sentences[s].n_words;
        mark_block(&v);
    }
}
