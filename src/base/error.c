/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

bool bd_fail(bede_error *err, const char *where, const char *format, ...) {
    if (err) {
        va_list args;
        va_start(args, format);
        snprintf(err->where, sizeof err->where, "%s", where ? where : "");
        vsnprintf(err->what, sizeof err->what, format, args);
        va_end(args);
    }
    return false;
}

bool bd_fail_line(bede_error *err, const char *file, size_t line, const char *format, ...) {
    if (err) {
        va_list args;
        va_start(args, format);
        snprintf(err->where, sizeof err->where, "%s:%zu", file, line);
        vsnprintf(err->what, sizeof err->what, format, args);
        va_end(args);
    }
    return false;
}

void bd_report_line(bd_report *r, const char *file, size_t line, const char *format, ...) {
    char what[512];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (!r)
        return;
    r->n++;
    if (r->say)
        r->say(r->ctx, file, line, what);
}
