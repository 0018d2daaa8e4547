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
    BD_WHO_TABLES,
    /* Behind them stand the user's own, see bd_who_add(). */
    BD_WHO_MAX_USER = 32,
    BD_WHO_ALL = BD_WHO_TABLES + BD_WHO_MAX_USER
};

typedef struct bd_who {
    bd_table tables[BD_WHO_ALL]; /* n_rows 0: not in the image */
    int name[BD_WHO_ALL], code[BD_WHO_ALL], country[BD_WHO_ALL], sector[BD_WHO_ALL],
        office[BD_WHO_ALL], from[BD_WHO_ALL], to[BD_WHO_ALL],
        kind[BD_WHO_ALL];       /* columns, -1 for none */
    bede_view file[BD_WHO_ALL]; /* ends with 0 */
    int n_tables;               /* BD_WHO_TABLES and the user's */
    bd_table roles, first_names;
    bd_table user_roles[BD_WHO_MAX_USER];
    bede_view user_roles_file[BD_WHO_MAX_USER];
    int n_user_roles;
    int role_sector, role_kind, role_phrase, name_gender;
} bd_who;

/* From the image's sections data/world/\*.tsv and data/en/{roles,first-names}.tsv; the image must
 * outlive it. A section that is not there is done without, a damaged one is an error. */
bool bd_who_open(bd_who *w, const bd_image *img, bede_error *err);

/* Lays a compiled table of the user's over those that are there: actors (columns name, code, ...)
 * or roles (columns phrase, sector, ...). `bytes` and `file`, which ends with 0, must outlive it.
 * Not while other threads read. */
bool bd_who_add(bd_who *w, bede_view file, bede_view bytes, bede_error *err);

/* Fills a->mentions. */
void bd_who_read(const bd_who *w, bd_arena *arena, bede_article *a);

/* Persons that the text names beside an office that they held, with all their terms in it; terms of
 * one person stand together. Needs the sentences alone. */
enum { BD_WHO_TERMS = 64 };
typedef struct bd_who_term {
    bede_view name, office;
    bede_date from, to; /* to: no date while it lasts */
} bd_who_term;
typedef struct bd_who_terms {
    bd_who_term list[BD_WHO_TERMS];
    size_t n;
} bd_who_terms;
void bd_who_read_terms(const bd_who *know, bd_arena *arena, bede_article *a, bd_who_terms *out);

#endif
