/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the choice of authors: writers.c finds names by rule, signing.c weighs what was found. */
#ifndef BD_PAGE_WRITERS_H
#define BD_PAGE_WRITERS_H

#include "rank.h"

enum { BD_WRITER_LISTS = 40 };

typedef struct bd_writers {
    bd_option *o; /* all lists that were found, the first is that of the rules */
    bd_views *lists;
    size_t n;
    const bd_ld *ld;
    const bd_markup *m;
    bd_draft *d;
    const bd_scene *scene;
    bd_views best;
    int best_rank;
} bd_writers;

/* 4: persons with two names; 3: one name; 2: a login name; 1: an office; 0: the outlet or nothing.
 */
int bd_writers_rank(const bd_writers *w, const bd_views *l);
bool bd_writers_house(const bd_writers *w, bede_view v); /* does it name the outlet? */
/* One source's names among the options; run: where they stand, UINT32_MAX for metadata. */
void bd_writers_option(bd_writers *w, const bd_views *l, int feature, uint32_t run);
bool bd_writers_elsewhere(const bd_writers *w, uint32_t node, uint32_t run);
bool bd_writers_bare(bede_view v); /* a name and nothing else */
/* Options beyond those of the rules. */
void bd_writers_more(bd_writers *w);
/* The best of the options becomes d->authors. */
void bd_writers_weigh(const bd_page *p, bd_writers *w, const bd_views *by_rule);

#endif
