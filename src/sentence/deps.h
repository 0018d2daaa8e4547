/* SPDX-License-Identifier: Apache-2.0 */
/* Walking a dependency tree. All word numbers here are within the sentence, -1 for none.
 *
 *     bd_deps d;
 *     bd_deps_build(&d, arena, a, sentence);
 *     for (int32_t c = d.child[verb]; c >= 0; c = d.next[c]) ... d.words[c].deprel ...
 *
 * Built once a sentence, linear. Broken trees (cycles, heads out of range) are walked safely: every
 * function ends, a word that hangs on no root counts as alone. */
#ifndef BD_SENTENCE_DEPS_H
#define BD_SENTENCE_DEPS_H

#include "base/arena.h"
#include "base/view.h"
#include "sentence/tags.h"

typedef struct bd_deps {
    const bede_article *article;
    const bede_word *words; /* the sentence's first word */
    uint32_t first;         /* its number in the article */
    int32_t n;
    int32_t root;                /* -1 in an empty sentence */
    const int32_t *child;        /* [n] first child, in text order */
    const int32_t *next;         /* [n] next child of the same head, in text order */
    const int32_t *left, *right; /* [n] ends of the subtree, both included */
    const int32_t *order;        /* [n] every word once, children before their heads */
} bd_deps;

void bd_deps_build(bd_deps *d, bd_arena *arena, const bede_article *a, uint32_t sentence);

/* The head; -1 for a root and for a head out of range. */
static inline int32_t bd_deps_head(const bd_deps *d, int32_t i) {
    int32_t h = d->words[i].head;
    return h >= 0 && h < d->n && h != i ? h : -1;
}
/* First child in relation `rel`, -1 if there is none. */
int32_t bd_deps_child(const bd_deps *d, int32_t i, unsigned rel);
/* The next such child after `c`. */
int32_t bd_deps_next(const bd_deps *d, int32_t c, unsigned rel);
/* Does `i` hang on `top`, however far, or is it `top`? */
bool bd_deps_under(const bd_deps *d, int32_t i, int32_t top);
/* The words from `i` (included) up to its root; at most `cap`, gives back how many. */
size_t bd_deps_path(const bd_deps *d, int32_t i, int32_t *out, size_t cap);
/* The subtree's text, from its leftmost to its rightmost word. */
bede_span bd_deps_span(const bd_deps *d, int32_t i);
/* The first in a chain of conj: "b" of "a, b and c" gives a; `i` itself if it is no conjunct. */
int32_t bd_deps_first_conjunct(const bd_deps *d, int32_t i);

/* The word's text. */
static inline bede_view bd_word_text(const bede_article *a, const bede_word *w) {
    return bd_view(a->text.s + w->span.start, w->span.end - w->span.start);
}

#endif
