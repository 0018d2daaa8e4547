/* SPDX-License-Identifier: Apache-2.0 */
/* JSON lines: PLOVER's data fields, and all that the store knows of an event. */
#include "store/export_int.h"

#include "base/utf8.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static json_t *text(bede_view v) {
    return json_stringn_nocheck(v.s ? v.s : "", v.n);
}

static void put(json_t *o, const char *key, json_t *value) {
    json_object_set_new_nocheck(o, key, value);
}

/* Left out where there is nothing to say. */
static void put_text(json_t *o, const char *key, bede_view v) {
    if (v.n)
        put(o, key, text(v));
}

/* As many digits as the value has. */
static json_t *number(double x) {
    char buf[32];
    snprintf(buf, sizeof buf, "%.7g", x);
    return json_real(strtod(buf, NULL));
}

static json_t *parts(bede_view joined) {
    json_t *out = json_array();
    bede_view part;
    while (bd_view_split(&joined, ';', &part))
        if (part.n)
            json_array_append_new(out, text(part));
    return out;
}

static int to_put(const char *s, size_t n, void *ctx) {
    exporting *x = ctx;
    x->put(x->ctx, s, n);
    return 0;
}

static void print(exporting *x, json_t *o) {
    json_dump_callback(o, to_put, x, JSON_COMPACT | JSON_REAL_PRECISION(7));
    x->put(x->ctx, "\n", 1);
    json_decref(o);
}

/* ---- PLOVER ---------------------------------------------------------------------------------- */

static json_t *entities(const out_party *p, size_t n) {
    json_t *out = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *o = json_object();
        put(o, "code", text(p[i].code));
        put_text(o, "sector", p[i].sector);
        put_text(o, "entity_text", p[i].text);
        put_text(o, "identifier_text", p[i].name);
        put_text(o, "office", p[i].office);
        json_array_append_new(out, o);
    }
    return out;
}

static json_t *location(const out_event *e) {
    static const int resolution[] = {1, 2, 4, 5};
    json_t *o = json_object();
    put_text(o, "extracted_place", e->place_text);
    put(o, "resolved_place", text(e->place));
    put(o, "lat", number(e->lat));
    put(o, "lon", number(e->lon));
    if (e->kind == BEDE_PLACE_CITY || e->kind == BEDE_PLACE_OTHER)
        put(o, "city", text(e->place));
    if (e->kind == BEDE_PLACE_REGION)
        put(o, "province", text(e->place));
    put(o, "country", json_string_nocheck(bd_country_name(e->country)));
    put(o, "country_code", text(e->country));
    put(o, "resolution", json_integer(resolution[e->kind & 3]));
    return o;
}

void bd_export_plover(exporting *x, const out_event *e) {
    const out_mention *m = e->n_told ? &e->mentions[0] : NULL;
    json_t *o = json_object(), *list = json_array();
    put(o, "id", text(e->id));
    put(o, "date", text(e->date));
    if (e->date_end.n && !bd_view_eq(e->date, e->date_end))
        put(o, "enddate", text(e->date_end));
    put(o, "actor", entities(e->actors, e->n_actors));
    put(o, "recipient", entities(e->recipients, e->n_recipients));
    json_array_append_new(list, text(e->type));
    put(o, "event", list);
    if (e->has_place)
        put(o, "event_loc", location(e));
    if (m) {
        json_t *words = json_array();
        json_array_append_new(words, text(m->trigger));
        put(o, "event_text", words);
    }
    put(o, "quad_code", json_integer(e->quad));
    put(o, "event_scale", number(e->score));
    put(o, "mode", parts(e->mode));
    put(o, "context", parts(e->context));
    if (m) {
        json_t *info = json_object(), *cite = json_object();
        put(o, "text", text(m->text));
        put(info, "sequence", json_integer(m->sentence));
        put(info, "start", json_integer(m->at));
        put(o, "text_info", info);
        put_text(cite, "url", m->url);
        put_text(cite, "citation", m->article);
        put_text(cite, "title", m->title);
        put_text(cite, "language", m->language);
        put_text(cite, "publication", m->outlet);
        put(cite, "codebook", json_string_nocheck("plover-2021"));
        put(o, "cite_info", cite);
        put(o, "coded_date", text(bd_view(m->added.s, m->added.n < 10 ? m->added.n : 10)));
    }
    put(o, "coder", json_string_nocheck("bede " BEDE_VERSION));
    print(x, o);
}

/* ---- everything ------------------------------------------------------------------------------ */

static json_t *parties(const out_party *p, size_t n) {
    json_t *out = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *o = json_object();
        put(o, "text", text(p[i].text));
        put(o, "name", p[i].name.n ? text(p[i].name) : json_null());
        put(o, "code", text(p[i].code));
        put(o, "country", text(p[i].country));
        put(o, "sector", text(p[i].sector));
        put(o, "office", p[i].office.n ? text(p[i].office) : json_null());
        json_array_append_new(out, o);
    }
    return out;
}

/* Places are code points of the sentence; none for a party that stands in another one. */
static json_t *told(const out_mention *m) {
    json_t *out = json_array();
    for (size_t i = 0; i < m->n_parties; i++) {
        const bede_told_party *p = &m->parties[i];
        json_t *o = json_object();
        put(o, "role", json_string_nocheck(p->role == 'A' ? "actor" : "recipient"));
        put(o, "text", text(p->who.text));
        put(o, "code", text(p->who.code));
        put(o, "sector", text(p->who.sector));
        if (p->end > p->start) {
            put(o, "start", json_integer((json_int_t)bd_utf8_count(bd_view(m->text.s, p->start))));
            put(o, "end", json_integer((json_int_t)bd_utf8_count(bd_view(m->text.s, p->end))));
        }
        json_array_append_new(out, o);
    }
    return out;
}

static json_t *mentions(const out_event *e) {
    json_t *out = json_array();
    for (size_t i = 0; i < e->n_told; i++) {
        const out_mention *m = &e->mentions[i];
        json_t *o = json_object();
        put(o, "id", text(m->id));
        put(o, "article", text(m->article));
        put(o, "article_row", json_integer(m->article_row));
        put(o, "url", m->url.n ? text(m->url) : json_null());
        put(o, "outlet", m->outlet.n ? text(m->outlet) : json_null());
        put(o, "title", text(m->title));
        put(o, "published", m->published.n ? text(m->published) : json_null());
        put(o, "sentence", json_integer(m->sentence));
        put(o, "text", text(m->text));
        put(o, "trigger", text(m->trigger));
        put(o, "said_by", m->said_by.n ? text(m->said_by) : json_null());
        put(o, "reported_by", m->reported_by.n ? text(m->reported_by) : json_null());
        put(o, "rule", text(m->rule));
        put(o, "why", text(m->why));
        put(o, "weight", number(m->weight));
        if (m->parties)
            put(o, "parties", told(m));
        json_array_append_new(out, o);
    }
    return out;
}

static json_t *aux(int bits) {
    static const char *const names[] = {"future", "hypothetical", "negation", "historical"};
    json_t *out = json_array();
    for (int i = 0; i < 4; i++)
        if (bits >> i & 1)
            json_array_append_new(out, json_string_nocheck(names[i]));
    return out;
}

void bd_export_jsonl(exporting *x, const out_event *e) {
    json_t *o = json_object();
    put(o, "id", text(e->id));
    put(o, "date", e->date.n ? text(e->date) : json_null());
    put(o, "date_end", e->date_end.n ? text(e->date_end) : json_null());
    put(o, "date_precision", text(e->precision));
    put(o, "event", text(e->type));
    put(o, "mode", e->mode.n ? text(e->mode) : json_null());
    put(o, "context", e->context.n ? text(e->context) : json_null());
    put(o, "aux", aux(e->aux));
    put(o, "cameo", text(e->cameo));
    put(o, "quad", json_integer(e->quad));
    put(o, "goldstein", number(e->goldstein));
    put(o, "score", number(e->score));
    put(o, "actor", parties(e->actors, e->n_actors));
    put(o, "recipient", parties(e->recipients, e->n_recipients));
    json_t *where = json_null();
    if (e->has_place) {
        where = json_object();
        put(where, "text", text(e->place_text));
        put(where, "name", text(e->place));
        put(where, "country", text(e->country));
        put(where, "lat", number(e->lat));
        put(where, "lon", number(e->lon));
    }
    put(o, "location", where);
    put(o, "n_mentions", json_integer(e->n_mentions));
    put(o, "n_articles", json_integer(e->n_articles));
    put(o, "n_sources", json_integer(e->n_sources));
    put(o, "mentions", mentions(e));
    print(x, o);
}
