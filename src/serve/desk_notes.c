/* SPDX-License-Identifier: Apache-2.0 */
/* Notes on codings: the one thing that the desk writes. */
#include "serve/serve_int.h"

#include <string.h>

static bede_view member(json_t *o, const char *key) {
    json_t *s = json_object_get(o, key);
    return json_is_string(s) ? bd_view(json_string_value(s), json_string_length(s))
                             : (bede_view){0};
}

static bool add(const desk *d, json_t *o, int64_t *id, bede_error *err) {
    const bede_review r = {.event = member(o, "event"),
                           .mention = member(o, "mention"),
                           .verdict = member(o, "verdict"),
                           .field = member(o, "field"),
                           .note = member(o, "note")};
    bede_store *s = desk_open_store(d, true, err);
    bool ok = s && bede_review_add(s, &r, id, err);
    bede_store_close(s);
    return ok;
}

void desk_review(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    bede_error err = {0};
    json_error_t why;
    int64_t id = 0;
    (void)t;
    to->cache = "no-store";
    if (!h->d->may_write) {
        desk_refuse(to, 403, "this desk only reads (--read-only)");
        return;
    }
    json_t *o = json_loadb(a->body.s, a->body.n, JSON_REJECT_DUPLICATES, &why);
    if (!json_is_object(o))
        desk_refuse(to, 400, "no JSON object: %s", o ? "of another kind" : why.text);
    else if (!add(h->d, o, &id, &err))
        desk_refuse_error(to, 400, &err);
    else {
        to->status = 201;
        desk_say_format(&to->text, "{\"id\":%lld}", (long long)id);
    }
    json_decref(o);
}

static bool one(void *list, const bede_review *r) {
    const struct {
        const char *key;
        bede_view v;
    } texts[] = {{"event", r->event}, {"mention", r->mention}, {"verdict", r->verdict},
                 {"field", r->field}, {"note", r->note},       {"at", r->at}};
    json_t *o = json_pack("{s:I}", "id", (json_int_t)r->id);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        json_object_set_new_nocheck(o, texts[i].key,
                                    json_stringn_nocheck(texts[i].v.s, texts[i].v.n));
    return json_array_append_new(list, o) == 0;
}

void desk_reviews(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    bede_error err = {0};
    json_t *list = json_array();
    (void)t;
    to->cache = "no-store";
    if (bede_reviews(h->store, desk_param_of(a, "event"), one, list, &err))
        desk_say_json(&to->text, json_pack("{s:O}", "reviews", list));
    else
        desk_refuse_error(to, 503, &err);
    json_decref(list);
}
