/* SPDX-License-Identifier: Apache-2.0 */
/* Treebanks in CoNLL-U, as the trainer holds them. */
#ifndef BD_LEARN_CORPUS_H
#define BD_LEARN_CORPUS_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/view.h"

/* Names of a tag set, in order of first sight; the number is the class. */
typedef struct tagset {
    bd_map ids;
    bede_view *names;
    size_t n, cap;
} tagset;

typedef struct token {
    bede_view form;
    uint16_t upos, xpos, feats, rel;
    uint16_t head; /* 0 root, else 1 + word */
} token;

typedef struct sentence {
    token *words;
    uint32_t n;
    float weight; /* of its losses */
} sentence;

typedef struct corpus {
    bd_arena *arena;
    tagset upos, xpos, feats, rel;
    sentence *list;
    size_t n, cap, n_words;
} corpus;

void corpus_init(corpus *c, bd_arena *a);
/* Appends a file's sentences. `grow`: new tag names get a class; else such words keep class 0. */
bool corpus_read(corpus *c, const char *path, bool grow, bede_error *err);
/* Class of a name, added if it is new and `grow`. 0 is the empty name. */
uint16_t tagset_id(tagset *t, bd_arena *a, bede_view name, bool grow);

#endif
