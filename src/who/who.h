/* SPDX-License-Identifier: Apache-2.0 */
/* who: sentences -> mentions of actors and what they resolve to.
 *
 * Takes an article whose sentences, words and places are filled; gives its mentions in text order.
 * Every noun phrase, name, pronoun and possessive or adjective of nationality that may stand for an
 * actor is one, with the code, sector and office that dictionaries, grammar or the rest of the
 * article tell. What is not known is left empty. A bd_who is immutable and shared by threads. */
#ifndef BD_WHO_H
#define BD_WHO_H

#include "base/arena.h"
#include "base/error.h"
#include "base/image.h"
#include "base/table.h"
#include "base/view.h"

/* ORDER WHO TABLE: who.c's FILES */
enum {
    BD_WHO_LEADERS,
    BD_WHO_MINISTERS,
    BD_WHO_POLITICIANS, /* persons, with dates */
    BD_WHO_AGENCIES,
    BD_WHO_ORGANISATIONS,
    BD_WHO_ARMED,
    BD_WHO_PARTIES,
    BD_WHO_OUTLETS,
    BD_WHO_ETHNIC,
    BD_WHO_COUNTRIES,
    BD_WHO_TABLES
};

typedef struct bd_who {
    bd_table tables[BD_WHO_TABLES]; /* n_rows 0: not in the image */
    int name[BD_WHO_TABLES], code[BD_WHO_TABLES], country[BD_WHO_TABLES], sector[BD_WHO_TABLES],
        office[BD_WHO_TABLES], from[BD_WHO_TABLES], to[BD_WHO_TABLES]; /* columns, -1 for none */
    bd_table roles, first_names;
    int role_sector, role_kind, role_phrase, name_gender;
} bd_who;

/* From the image's sections data/world/\*.tsv and data/en/{roles,first-names}.tsv; the image must
 * outlive it. A section that is not there is done without, a damaged one is an error. */
bool bd_who_open(bd_who *w, const bd_image *img, bede_error *err);

/* Fills a->mentions. */
void bd_who_read(const bd_who *w, bd_arena *arena, bede_article *a);

#endif
