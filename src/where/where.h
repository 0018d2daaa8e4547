/* SPDX-License-Identifier: Apache-2.0 */
/* where: names of places, and the place of an act. */
#ifndef BD_WHERE_H
#define BD_WHERE_H

#include "base/error.h"
#include "base/hash.h"
#include "base/image.h"
#include "base/table.h"
#include "sentence/deps.h"

typedef struct bd_where {
    bd_table countries, places, extra; /* n_rows 0: none */
} bd_where;

/* From the image's sections data/world/countries.tsv, places.tsv and places-extra.tsv, which
 * may be absent. The image must outlive it. */
bool bd_where_open(bd_where *w, const bd_image *img, bede_error *err);

/* Fills a->places, in text order. */
void bd_where_read(const bd_where *w, bd_arena *arena, bede_article *a);

/* The place of the act at `word` (of the sentence that `d` was built for), as an index into
 * a->places: one with a preposition of place in the act's clause, else in the sentence; UINT32_MAX
 * for none. */
uint32_t bd_where_of(const bede_article *a, const bd_deps *d, int32_t word);

#endif
