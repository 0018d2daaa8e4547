/* SPDX-License-Identifier: Apache-2.0 */
/* sentence: the article's text -> sentences, words, lemmas, tags, trees, names, quotations.
 *
 * In: bede_article.text and .blocks (those up to BEDE_BLOCK_LAST_TEXT are read; a sentence never
 * crosses a block). Out: .sentences, .words, .names, all in the arena. Words are cut as the
 * English treebanks of Universal Dependencies cut them, every word a span of the text; heads form
 * a tree with one root in every sentence, whatever the model says.
 *
 * The tags are numbers of sentence/tags.h; the tree is walked with sentence/deps.h. */
#ifndef BD_SENTENCE_H
#define BD_SENTENCE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/image.h"
#include "base/table.h"
#include "base/view.h"
#include "sentence/tags.h"

/* What the room knows: immutable once opened, shared by all threads. */
typedef struct bd_sentence_know {
    bd_table abbreviations, lemmas, lower; /* n_rows 0: none */
    int kind_column, tag_column, lemma_column;
    struct bd_model *model; /* NULL: words get no tags and no tree */
} bd_sentence_know;

/* From the image's sections data/en/abbreviations.tsv, data/en/lemmas.tsv,
 * data/en/lower.tsv, data/models/en.model.
 * Without an image (NULL) or without one of the sections the room works as well as it can without;
 * a section that is damaged is an error. The image must outlive it. */
bool bd_sentence_open(bd_sentence_know *k, const bd_image *img, bede_error *err);
void bd_sentence_close(bd_sentence_know *k); /* fine on a zeroed or closed one */

/* What a reader needs besides: one a thread. */
typedef struct bd_sentence_scratch {
    struct bd_model_scratch *model; /* NULL if there is no model */
} bd_sentence_scratch;

bool bd_sentence_scratch_init(bd_sentence_scratch *s, const bd_sentence_know *k, bede_error *err);
void bd_sentence_scratch_free(bd_sentence_scratch *s);

/* The whole room: cut, tag, names, quotations. */
void bd_sentence_read(const bd_sentence_know *k, bd_sentence_scratch *s, bd_arena *arena,
                      bede_article *a);

/* Its first half: fills a->sentences and a->words with spans and BEDE_WORD_SPACE_AFTER alone.
 * Linear in the text. `one_sentence`: a block is not split, as for bede lines. */
void bd_sentence_cut(const bd_sentence_know *k, bd_arena *arena, bede_article *a,
                     bool one_sentence);
/* Its second half, for sentences and words that are already there: lemma, upos, xpos, feats, head
 * and deprel, the names and the quotations. */
void bd_sentence_tag(const bd_sentence_know *k, bd_sentence_scratch *s, bd_arena *arena,
                     bede_article *a);

/* Cuts a dictionary phrase as running text would be cut (a bd_phrase_cutter; ctx is not used). A
 * full stop at a word's end is taken for an abbreviation's. */
size_t bd_sentence_cut_phrase(void *ctx, bede_view phrase, bede_view *words, size_t cap);

/* What a word of a rule is wanted as. */
typedef enum bd_word_kind { BD_WORD_VERB, BD_WORD_NOUN, BD_WORD_ADJECTIVE } bd_word_kind;
/* The lemma that running text gives for `word`, if it is one that no form has: "talks" as a noun
 * gives "talk". `word` itself if all is well; empty if text would be cut inside it. */
bede_view bd_sentence_lemma(const bd_sentence_know *k, bd_arena *arena, bede_view word,
                            bd_word_kind kind);

/* The features of bede_word.feats as CoNLL-U writes them ("Number=Sing"), "_" for none. Static. */
const char *bd_feats_name(unsigned feats);

#endif
