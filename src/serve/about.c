/* SPDX-License-Identifier: Apache-2.0 */
/* What this server is, what can be asked of it, the rules that it codes by, the page's files. */
#include "serve/serve_int.h"

#include "base/day.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

static void put_day(json_t *o, const char *key, int32_t day) {
    char buf[11] = "";
    if (day != DESK_NO_DAY)
        bede_date_format(bd_day_date(day), buf);
    json_object_set_new_nocheck(o, key, buf[0] ? json_string(buf) : json_null());
}

void desk_about(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    json_t *o = json_pack("{s:s,s:o,s:s,s:I,s:I,s:b}", "version", BEDE_VERSION, "store",
                          json_stringn_nocheck(h->d->name, strlen(h->d->name)), "state", t->state,
                          "events", (json_int_t)t->n, "articles", (json_int_t)t->n_articles,
                          "may_write", h->d->may_write);
    (void)a;
    if (!o) { /* a name that is not UTF-8 */
        o = json_pack("{s:s,s:s,s:I}", "version", BEDE_VERSION, "state", t->state, "events",
                      (json_int_t)t->n);
    }
    put_day(o, "since", t->first_day);
    put_day(o, "until", t->last_day);
    desk_say_json(&to->text, o);
}

static const char OPENAPI[] =
#include "openapi.inc"
    ;

void desk_openapi(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    (void)h;
    (void)t;
    (void)a;
    desk_say_z(&to->text, OPENAPI);
}

void desk_stream(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    (void)h;
    (void)t;
    (void)a;
    to->stream = true;
}

/* ---- rules ----------------------------------------------------------------------------------- */

static const struct {
    const char *name, *text;
} RULES[] = {
#include "rule_files.inc"
};

/* The lines of a rule: itself, indented ones that go on with it, and its examples ("="). */
static void say_rule(const char *path, bede_view text, long line, desk_answer *to) {
    json_t *examples = json_array(), *o;
    bede_view rest = text, one, rule = {0}, comment = {0};
    char name[200];
    long n = 0;
    while (bd_view_split(&rest, '\n', &one) && n + 1 < line) {
        n++;
        comment = bd_view_starts(one, "#") ? one : one.n ? (bede_view){0} : comment;
    }
    if (n + 1 != line || !one.n || strchr("#= \t", one.s[0])) {
        json_decref(examples);
        desk_refuse(to, 404, "%s has no rule in line %ld", path, line);
        return;
    }
    rule = one;
    while (bd_view_split(&rest, '\n', &one) && one.n) {
        if (one.s[0] == '=')
            json_array_append_new(
                examples, json_stringn_nocheck(bd_view_trim(bd_view_part(one, 1, one.n)).s,
                                               bd_view_trim(bd_view_part(one, 1, one.n)).n));
        else if (isspace((unsigned char)one.s[0]))
            rule.n = (size_t)(one.s + one.n - rule.s);
        else
            break;
    }
    size_t colon = bd_view_find(rule, ":", 0);
    bede_view called = colon == SIZE_MAX ? (bede_view){0} : bd_view_part(rule, 0, colon);
    snprintf(name, sizeof name, "%.100s:%ld", path, line);
    o = json_pack("{s:s,s:o,s:o,s:o,s:o}", "rule", name, "name",
                  json_stringn_nocheck(called.n ? called.s : "", called.n), "text",
                  json_stringn_nocheck(rule.s, rule.n), "examples", examples, "comment",
                  json_stringn_nocheck(comment.n ? comment.s : "", comment.n));
    desk_say_json(&to->text, o);
}

void desk_rule(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    const char *path = a->path + strlen("/api/v1/rules/"), *colon = strrchr(path, ':');
    long line = colon ? strtol(colon + 1, NULL, 10) : 0;
    bede_view file = bd_view(path, colon ? (size_t)(colon - path) : 0);
    (void)h;
    (void)t;
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++)
        if (bd_view_is(file, RULES[i].name)) {
            say_rule(RULES[i].name, bd_view_z(RULES[i].text), line, to);
            return;
        }
    desk_refuse(to, 404, "rules are asked for as /api/v1/rules/data/en/consult.rules:12");
}

/* ---- the page -------------------------------------------------------------------------------- */

typedef struct asset {
    const char *path, *type, *etag;
    const unsigned char *packed;
    size_t n, size; /* packed, unpacked */
} asset;

#include "web_assets.inc"

static const char NO_PAGE[] =
    "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>bede</title><h1>bede</h1>"
    "<p>This bede was built without its page (it needs Node: <code>meson setup -Dweb=enabled</code>"
    "). What the page shows is at <a href=\"/api/v1/\">/api/v1/</a>, and "
    "<a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a> tells how to ask.</p></html>";

bool desk_asset(const desk_ask *a, desk_answer *to) {
    const char *path = strcmp(a->path, "/") ? a->path : "/index.html";
    bool index = !strcmp(path, "/index.html");
    to->status = 200;
    for (const asset *s = ASSETS; s->path; s++) { /* the last one is empty */
        if (strcmp(s->path, path) != 0)
            continue;
        snprintf(to->etag, sizeof to->etag, "W/\"%s\"", s->etag);
        to->type = s->type;
        /* The names of all others change with what they hold. */
        to->cache = index ? "no-cache" : "public, max-age=31536000, immutable";
        to->packed = a->gzip;
        if (a->known && strstr(a->known, to->etag))
            to->status = 304;
        else if (a->gzip)
            to->bytes = desk_bytes_new((const char *)s->packed, s->n);
        else
            to->bytes = desk_unpack(s->packed, s->n, s->size);
        if (to->status == 304)
            to->packed = false;
        return true;
    }
    if (!index)
        return false;
    to->type = "text/html; charset=utf-8";
    desk_say_z(&to->text, NO_PAGE);
    return true;
}
