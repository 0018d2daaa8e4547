/* SPDX-License-Identifier: Apache-2.0 */
/* CoNLL-U in and out, a batch of sentences at a time, so that memory stays flat.
 *
 *     bd_conllu_in in;
 *     bd_conllu_open(&in, file, "x.conllu", &report);
 *     while (bd_conllu_read(&in, &arena, &batch)) {      clear the arena before each
 *         bd_sentence_tag(know, scratch, &arena, &batch.article);
 *         bd_conllu_write(stdout, &batch);
 *     }
 *     bd_conllu_close(&in); */
#ifndef BD_SENTENCE_CONLLU_H
#define BD_SENTENCE_CONLLU_H

#include "base/arena.h"
#include "base/error.h"
#include "base/view.h"

#include <stdio.h>

/* Bytes of one line and of a batch of running text; words of a batch. A batch ends behind the
 * sentence or paragraph that fills it. */
enum {
    BD_CONLLU_MAX_LINE = 1 << 20,
    BD_CONLLU_BATCH_BYTES = 1 << 16,
    BD_CONLLU_BATCH_WORDS = 8192
};

typedef struct bd_conllu_in {
    FILE *file;        /* the caller's */
    const char *name;  /* for complaints */
    bd_report *report; /* gets a complaint for each sentence that is left out */
    size_t line;       /* lines read so far */
    size_t sentences;  /* given so far: for numbering */
    char *buffer;      /* malloc, of BD_CONLLU_MAX_LINE bytes */
} bd_conllu_in;

/* A line of a sentence: a word, or a range ("3-4") or empty node ("8.1"), which is kept as it is.
 */
typedef struct bd_conllu_row {
    bede_view id, misc;
    bede_view raw; /* the whole line; NULL for a word */
} bd_conllu_row;

typedef struct bd_conllu_part {
    bede_view comments; /* whole lines, each with its newline */
    uint32_t first_row, n_rows;
} bd_conllu_part;

typedef struct bd_conllu_batch {
    bede_article article;  /* text, sentences, words */
    bd_conllu_row *rows;   /* NULL: running text, numbered from first_id */
    bd_conllu_part *parts; /* one a sentence; NULL like rows */
    size_t first_id;
} bd_conllu_batch;

bool bd_conllu_open(bd_conllu_in *in, FILE *file, const char *name, bd_report *report);
void bd_conllu_close(bd_conllu_in *in); /* leaves the file open */

/* The next sentences of a CoNLL-U file; false at its end. A sentence with a line that is none, with
 * numbers out of order or without a word is reported and left out. */
bool bd_conllu_read(bd_conllu_in *in, bd_arena *arena, bd_conllu_batch *batch);
/* The next paragraphs (parted by empty lines) of running text, as blocks to be cut. False at its
 * end. */
bool bd_conllu_read_text(bd_conllu_in *in, bd_arena *arena, bd_conllu_batch *batch);

/* Ten columns a word; DEPS is "_". Write errors stay in the FILE. */
void bd_conllu_write(FILE *out, const bd_conllu_batch *batch);

#endif
