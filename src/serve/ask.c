/* SPDX-License-Identifier: Apache-2.0 */
/* Questions taken apart, answers put together. */
#include "serve/serve_int.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- text ------------------------------------------------------------------------------------ */

void desk_say(desk_text *t, const char *s, size_t n) {
    if (t->full)
        return;
    if (t->n + n + 1 > t->cap) {
        size_t cap = (t->n + n + 1) * 2;
        char *more = realloc(t->s, cap);
        if (!more) {
            t->full = true;
            return;
        }
        t->s = more;
        t->cap = cap;
    }
    memcpy(t->s + t->n, s, n);
    t->n += n;
    t->s[t->n] = '\0';
}

void desk_say_z(desk_text *t, const char *z) {
    desk_say(t, z, strlen(z));
}

void desk_say_format(desk_text *t, const char *format, ...) {
    char buf[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(buf, sizeof buf, format, args);
    va_end(args);
    if (n > 0)
        desk_say(t, buf, (size_t)n < sizeof buf ? (size_t)n : sizeof buf - 1);
}

void desk_put(void *text, const char *s, size_t n) {
    desk_say(text, s, n);
}

static int put_json(const char *s, size_t n, void *text) {
    desk_say(text, s, n);
    return ((desk_text *)text)->full ? -1 : 0;
}

void desk_say_json(desk_text *t, json_t *o) {
    if (!o || json_dump_callback(o, put_json, t, JSON_COMPACT | JSON_REAL_PRECISION(7)) != 0)
        t->full = true;
    json_decref(o);
}

/* ---- refusals -------------------------------------------------------------------------------- */

void desk_refuse(desk_answer *a, int status, const char *format, ...) {
    char buf[512];
    va_list args;
    va_start(args, format);
    vsnprintf(buf, sizeof buf, format, args);
    va_end(args);
    a->status = status;
    a->type = "application/json";
    a->cache = "no-store";
    a->etag[0] = a->file[0] = '\0';
    a->text.n = 0;
    a->text.full = false;
    /* What the user wrote may be cut within a letter. */
    for (size_t n = strlen(buf); n && !bd_utf8_valid(bd_view(buf, n)); n--)
        buf[n - 1] = '\0';
    desk_say_json(&a->text, json_pack("{s:s}", "error", buf));
}

void desk_refuse_error(desk_answer *a, int status, const bede_error *err) {
    bool line = err->where[0] != '\0';
    desk_refuse(a, status, "%s%s%s", err->where, line ? ": " : "", err->what);
}

/* ---- parameters ------------------------------------------------------------------------------ */

const char *desk_param_of(const desk_ask *a, const char *name) {
    for (int i = 0; i < a->n_params; i++)
        if (strcmp(a->params[i].name, name) == 0)
            return a->params[i].value;
    return NULL;
}

bool desk_number(const desk_ask *a, const char *name, long least, long most, long otherwise,
                 long *out, desk_answer *to) {
    const char *value = desk_param_of(a, name);
    char *end;
    *out = otherwise;
    if (!value)
        return true;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (end == value || *end || errno || n < least || n > most) {
        desk_refuse(to, 400, "%s: a number from %ld to %ld", name, least, most);
        return false;
    }
    *out = n;
    return true;
}

/* Whether `name` is one of a list joined with "|". */
static bool listed(const char *names, const char *name) {
    bede_view rest = bd_view_z(names), one;
    while (bd_view_split(&rest, '|', &one))
        if (bd_view_is(one, name))
            return true;
    return false;
}

bool desk_query(const desk_ask *a, const char *others, bede_query *q, desk_answer *to) {
    *q = (bede_query){0};
    for (int i = 0; i < a->n_params; i++) {
        bede_error err = {0};
        if (listed(others, a->params[i].name))
            continue;
        if (!*a->params[i].value)
            continue;
        if (!bede_query_set(q, a->params[i].name, a->params[i].value, &err)) {
            desk_refuse_error(to, 400, &err);
            return false;
        }
    }
    return true;
}
