/* SPDX-License-Identifier: Apache-2.0 */
/* Dictionaries: tab-separated files with a header row, and their compiled form in the image.
 *
 * The compiled form holds the cells and a phrase index over the columns `name` and `aliases`
 * (or `phrase` and `plural`): every phrase cut into words as the sentence room cuts text, folded
 * (bd_utf8_fold) and stored as a trie over words whose edges are hashed. */
#ifndef BD_BASE_TABLE_H
#define BD_BASE_TABLE_H

#include "arena.h"
#include "error.h"
#include "view.h"

/* A compiled table, used in place. */
typedef struct bd_table {
    const unsigned char *bytes;
    size_t n;
    uint32_t n_rows, n_cols, n_phrases, n_slots;
} bd_table;

/* Checks sizes and offsets; `name` for the error. An absent section (bytes.s NULL) is an error. */
bool bd_table_attach(bd_table *t, bede_view bytes, const char *name, bede_error *err);
/* Column number by name, -1 if there is none. */
int bd_table_column(const bd_table *t, const char *name);
/* A cell; empty for an empty cell or col < 0. Lives in the image. */
bede_view bd_table_cell(const bd_table *t, uint32_t row, int col);
/* The line of the source file that the row stood on. */
uint32_t bd_table_line(const bd_table *t, uint32_t row);

/* One phrase of the index: the row it names and how it was written there. */
typedef struct bd_phrase {
    uint32_t row;
    uint32_t n_words;
    bede_view written; /* "U.S.", case and accents kept */
} bd_phrase;

/* Finds phrases that begin at word 0 of `words` (already folded). Calls back nothing: fills `out`
 * with up to `cap` phrases, longest first, and gives back how many there are. The same words may
 * name several rows: all are given. */
size_t bd_table_match(const bd_table *t, const bede_view *folded, size_t n_words, bd_phrase *out,
                      size_t cap);

/* Cuts a phrase into words (at most cap); gives back how many. The sentence room's tokenizer. */
typedef size_t bd_phrase_cutter(void *ctx, bede_view phrase, bede_view *words, size_t cap);

/* Compiles the text of a TSV file. Bad lines are reported with their number and left out.
 * `wanted`: NULL-terminated list of columns that must be there. */
bool bd_table_build(bd_arena *a, const char *file, bede_view text, const char *const *wanted,
                    bd_phrase_cutter *cut, void *cut_ctx, bede_view *out, bd_report *report,
                    bede_error *err);

#endif
