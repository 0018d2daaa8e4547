/* SPDX-License-Identifier: Apache-2.0 */
/* where: names of places, and which of the places of a name is meant. */
#ifndef BD_WHERE_H
#define BD_WHERE_H

#include "base/error.h"
#include "base/hash.h"
#include "base/image.h"
#include "base/table.h"
#include "sentence/deps.h"

enum {
    BD_WHERE_NAME,
    BD_WHERE_COUNTRY,
    BD_WHERE_LAT,
    BD_WHERE_LON,
    BD_WHERE_PEOPLE,
    BD_WHERE_KIND,
    BD_WHERE_COLUMNS
};

typedef struct bd_where {
    bd_table countries, places, extra, first_names;                          /* n_rows 0: none */
    int c_code, c_name, c_names, c_capital, c_capital_aliases, c_lat, c_lon; /* columns */
    int p_col[BD_WHERE_COLUMNS], x_col[BD_WHERE_COLUMNS];
} bd_where;

/* From the image's sections data/world/{countries,places,places-extra}.tsv and
 * data/en/first-names.tsv, which may be absent. The image must outlive it. */
bool bd_where_open(bd_where *w, const bd_image *img, bede_error *err);

/* Fills a->places, in text order. */
void bd_where_read(const bd_where *w, bd_arena *arena, bede_article *a);

/* What a place is called by words before or behind it, for the rooms that look for it in a
 * tree: "city" of "the city of Kunduz", "airport" of "Kunduz airport". */
bool bd_where_is_place_noun(bede_view folded);

/* "GENEVA (Agency) -": nothing but a place, a day and a source before a dash. */
bool bd_where_is_dateline(const bede_article *a, const bede_sentence *s);

#endif
