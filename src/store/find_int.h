/* SPDX-License-Identifier: Apache-2.0 */
/* From a query to SQL: text with placeholders, and what is bound to them. No word of a user's ever
 * stands in the text. */
#ifndef BD_STORE_FIND_INT_H
#define BD_STORE_FIND_INT_H

#include "store/export_int.h"

enum { FIND_BINDS = 240 };

typedef struct find_bind {
    bede_view text; /* text.s NULL: a number */
    double number;
} find_bind;

typedef struct find_sql {
    bd_arena *arena;
    char *s;
    size_t n, cap;
    find_bind binds[FIND_BINDS];
    int n_binds;
    const char *wrong; /* what a query means that means nothing; NULL */
} find_sql;

void find_say(find_sql *q, const char *sql);
/* A placeholder for it. */
void find_text(find_sql *q, bede_view v);
void find_number(find_sql *q, double x);
/* "FROM ... WHERE ..." of a query, without its cursor: events as e, their places as pl. False: see
 * wrong. */
bool find_from(find_sql *q, const bede_query *what);
/* Conditions on one side's party, as "alias.code = ..."; find_party.c. */
void find_party(find_sql *q, const char *alias, bede_view terms);
/* The statement that finds the sentences, or the articles by their titles, that hold words. */
void find_word_rows(find_sql *q, const char *words, bool titles);
/* The statement that finds the actors whom terms mean: as a party, by country, by sector. */
typedef enum find_of { FIND_PARTY, FIND_COUNTRY, FIND_SECTOR } find_of;
void find_actors(find_sql *q, find_of of, const char *terms);
/* True if every term is a code, so that the index of codes finds the events. */
bool find_by_code(bede_view terms);
sqlite3_stmt *find_prepare(bede_store *s, const find_sql *q, bede_error *err);

#endif
