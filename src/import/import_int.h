/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BD_IMPORT_INT_H
#define BD_IMPORT_INT_H

#include "base/hash.h"
#include "import/import.h"

/* import.c */
void import_put(bd_import *im, bede_view v);
void import_putf(bd_import *im, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The next line without comments and with its number; false at the end. It may be empty. Text that
 * is not UTF-8 is taken for Latin-1. */
typedef struct import_lines {
    bede_view rest;
    size_t number;
    bool in_comment;
} import_lines;
bool import_next(bd_import *im, import_lines *l, bede_view *line);
/* "reason: what" about a line. */
void import_lost(bd_import *im, size_t line, const char *reason, bede_view what);
/* Who a code of CAMEO is: groups of three letters. False if it says nothing that can be told. */
typedef struct import_who {
    char code[4], country[4], sector[4];
    char lost[64]; /* groups that have no place in bede */
} import_who;
bool import_code(const bd_import *im, bede_view code, import_who *out);
/* "ABU_SAYYAF_" to "Abu Sayyaf"; `lower`: all small. */
bede_view import_name(bd_import *im, bede_view phrase, bool lower);

/* The CAMEO code's type of event as rules write it; NULL if there is none. */
const char *import_type(bede_view code);

#endif
