/* SPDX-License-Identifier: Apache-2.0 */
/* import: the PETRARCH dictionaries of the field -> the tables and rules of bede.
 *
 * Takes the text of one file; gives a table or a rule file in the same words, as far as it can say
 * the same; every line that could not be carried over is told with the reason, "reason: what".
 * What is carried over is docs/actors.md's to say. */
#ifndef BD_IMPORT_H
#define BD_IMPORT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "base/view.h"
#include "sentence/sentence.h"

typedef struct bd_import {
    bd_arena *arena;
    const bd_sentence_know *sentence;
    const bd_table *countries; /* whose column `code` tells which codes are countries */
    const char *file;
    bd_report *report;
    /* the output */
    char *out;
    size_t n, cap;
    size_t entries;
} bd_import;

void bd_import_actors(bd_import *im, bede_view text, const char *sector); /* NULL: by the codes */
void bd_import_agents(bd_import *im, bede_view text);
void bd_import_verbs(bd_import *im, bede_view text);

#endif
