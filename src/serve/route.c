/* SPDX-License-Identifier: Apache-2.0 */
/* Which function answers what. */
#include "serve/serve_int.h"

#include <stdio.h>
#include <stdlib.h>

/* Kept answers are those that depend on nothing but the store's state and the question. `*` in a
 * path stands for a part without "/", `**` for the rest. */
static const struct {
    const char *method, *path;
    desk_answerer *answer;
    bool keep, dated; /* dated: has the state as ETag */
} ROUTES[] = {
    {"GET", "/api/v1/", desk_about, false, true},
    {"GET", "/api/v1/openapi.json", desk_openapi, true, true},
    {"GET", "/api/v1/events", desk_events, false, true},
    {"GET", "/api/v1/events/*", desk_event, false, true},
    {"GET", "/api/v1/overview", desk_overview, true, true},
    {"GET", "/api/v1/counts", desk_counts, true, true},
    {"GET", "/api/v1/complete", desk_complete, true, true},
    {"GET", "/api/v1/articles/*/why", desk_why, false, true},
    {"GET", "/api/v1/articles/*", desk_article, false, true},
    {"GET", "/api/v1/rules/**", desk_rule, false, true},
    {"GET", "/api/v1/stream", desk_stream, false, false},
    {"GET", "/api/v1/reviews", desk_reviews, false, false},
    {"POST", "/api/v1/reviews", desk_review, false, false},
    {"POST", "/api/v1/read", desk_read, false, false},
    {"POST", "/api/v1/why", desk_read_why, false, false},
};
enum { N_ROUTES = sizeof ROUTES / sizeof *ROUTES };

static bool fits(const char *pattern, const char *path) {
    while (*pattern) {
        if (pattern[0] == '*' && pattern[1] == '*')
            return *path != '\0';
        if (*pattern == '*') {
            size_t n = strcspn(path, "/");
            if (!n)
                return false;
            path += n;
            pattern++;
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    return !*path;
}

/* The question as it is remembered by: path and parameters as they were given. */
static char *key_of(const desk_ask *a, const char *state) {
    desk_text t = {0};
    desk_say_format(&t, "%s %d %s", state, a->gzip, a->path);
    for (int i = 0; i < a->n_params; i++) {
        desk_say_z(&t, i ? "&" : "?");
        desk_say_z(&t, a->params[i].name);
        desk_say_z(&t, "=");
        desk_say_z(&t, a->params[i].value);
    }
    if (!t.full)
        return t.s;
    free(t.s);
    return NULL;
}

/* As if it were asked of the store as it is. */
static void answer(size_t route, desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    desk *d = h->d;
    char etag[64];
    snprintf(etag, sizeof etag, "W/\"%s\"", t->state);
    if (ROUTES[route].dated && a->known && strstr(a->known, etag)) {
        to->status = 304;
        snprintf(to->etag, sizeof to->etag, "%s", etag);
        return;
    }
    char *key = ROUTES[route].keep ? key_of(a, t->state) : NULL;
    if (!key || !desk_recall(d, key, to)) {
        to->status = 200;
        to->type = "application/json";
        ROUTES[route].answer(h, t, a, to);
        if (to->text.full)
            desk_refuse(to, 503, "no memory for the answer; ask for less");
        if (key && to->status == 200) {
            desk_pack(a, to);
            desk_remember(d, key, to);
        }
    }
    free(key);
    if (ROUTES[route].dated && to->status == 200)
        snprintf(to->etag, sizeof to->etag, "%s", etag);
}

void desk_route(desk *d, const desk_ask *a, desk_answer *to) {
    const char *method = strcmp(a->method, "HEAD") ? a->method : "GET";
    bool there = false;
    if (a->wrong) {
        desk_refuse(to, 400, "%s", a->wrong);
        return;
    }
    if (strncmp(a->path, "/api/", 5) != 0) {
        if (strcmp(method, "GET") != 0)
            desk_refuse(to, 405, "here there is only to read");
        else if (!desk_asset(a, to))
            desk_refuse(to, 404, "there is no such file");
        return;
    }
    for (size_t i = 0; i < N_ROUTES; i++) {
        desk_table *t;
        if (!fits(ROUTES[i].path, a->path))
            continue;
        there = true;
        if (strcmp(method, ROUTES[i].method) != 0)
            continue;
        desk_hand *h = desk_begin(d, &t, to);
        if (!h)
            return;
        answer(i, h, t, a, to);
        desk_done(h, t);
        return;
    }
    if (there)
        desk_refuse(to, 405, "not with %s", method);
    else
        desk_refuse(to, 404, "there is nothing here; /api/v1/openapi.json tells what there is");
}
