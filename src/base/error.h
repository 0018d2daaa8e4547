/* SPDX-License-Identifier: Apache-2.0 */
/* Filling a bede_error. All functions accept err == NULL and return false, so that a failing
 * function can `return bd_fail(...)`. */
#ifndef BD_BASE_ERROR_H
#define BD_BASE_ERROR_H

#include "bede.h"

bool bd_fail(bede_error *err, const char *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* With a line number: where becomes "file:line". */
bool bd_fail_line(bede_error *err, const char *file, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A list of complaints about files that are read on despite them. In the caller's hands. */
typedef struct bd_report {
    void (*say)(void *ctx, const char *file, size_t line, const char *what);
    void *ctx;
    size_t n; /* complaints so far */
} bd_report;
void bd_report_line(bd_report *r, const char *file, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
