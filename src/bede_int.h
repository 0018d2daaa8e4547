/* SPDX-License-Identifier: Apache-2.0 */
/* Knowledge from within, for the files that stand above the rooms. */
#ifndef BD_BEDE_INT_H
#define BD_BEDE_INT_H

#include "bede.h"

#include "base/arena.h"
#include "base/image.h"
#include "sentence/sentence.h"
#include "what/what.h"
#include "where/where.h"
#include "who/who.h"

struct bede_knowledge {
    bd_image image;
    bd_arena arena; /* the user's dictionaries, compiled */
    bd_sentence_know sentence;
    bd_who who;
    bd_where where;
    bd_what what;
};

/* What is wrong with a cell of a dictionary's column, NULL if nothing is. */
const char *bd_cell_fault(bede_view column, bede_view cell);

/* Dates an undated article from its text: published, basis, reckoning. */
void bd_reckon(const bede_knowledge *k, bd_arena *arena, bede_article *a);

#endif
