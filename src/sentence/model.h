/* SPDX-License-Identifier: Apache-2.0 */
/* The trained tagger and parser at run time: words in, tags and trees out.
 *
 * The arithmetic that depends on the machine's vectors is whole-numbered (8-bit weights and
 * activations, 32-bit sums) or works on each number by itself, so that every machine gives the same
 * tags and trees. docs/parser.md tells how the model is made. */
#ifndef BD_SENTENCE_MODEL_H
#define BD_SENTENCE_MODEL_H

#include "base/error.h"
#include "base/view.h"

typedef struct bd_model bd_model;                 /* immutable, shared by threads */
typedef struct bd_model_scratch bd_model_scratch; /* one a thread */

/* Over the bytes of a model file, which are used in place (64-byte aligned) and must outlive it.
 * NULL with an error if they are damaged. `name` is for the error. */
bd_model *bd_model_open(const void *bytes, size_t n, const char *name, bede_error *err);
void bd_model_close(bd_model *m);

bd_model_scratch *bd_model_scratch_new(const bd_model *m); /* NULL: no memory */
void bd_model_scratch_free(bd_model_scratch *s);

/* What the model says of a word; tags are those of sentence/tags.h. */
typedef struct bd_parse {
    int32_t head; /* word index within the sentence, -1 for the root */
    uint8_t upos, xpos, deprel;
} bd_parse;

/* Tags and parses sentences: sentence i has the words [start[i], start[i + 1]). Every sentence gets
 * a tree with one root. A sentence longer than BD_MAX_SENTENCE_WORDS is parsed in pieces, whose
 * roots hang from the first piece's. Allocates nothing. */
void bd_model_run(const bd_model *m, bd_model_scratch *s, const bede_view *forms,
                  const uint32_t *start, size_t n_sentences, bd_parse *out);

#endif
