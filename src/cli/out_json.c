/* SPDX-License-Identifier: Apache-2.0 */
/* Events and articles as JSON lines, key order as documented in bede(1). */
#include "cli/cli.h"
#include "cli/out_json.h"

#include <stdlib.h>

/* Offsets in JSON are code points; spans come in no order, so a table of marks every 256 bytes
 * makes each look-up short. */
typedef struct points {
    const bede_article *a;
    uint32_t *marks;
} points;

enum { STEP = 256 };

static points points_of(const bede_article *a) {
    size_t n = a->text.n / STEP + 1;
    points p = {a, malloc(n * sizeof *p.marks)};
    uint32_t count = 0;
    for (size_t i = 0; p.marks && i < n * STEP; i++) {
        if (i % STEP == 0)
            p.marks[i / STEP] = count;
        if (i < a->text.n)
            count += ((unsigned char)a->text.s[i] & 0xC0) != 0x80;
    }
    return p;
}

static json_int_t point(const points *p, uint32_t offset) {
    if (!p->marks)
        return (json_int_t)bede_code_point(p->a, offset);
    uint32_t i = offset / STEP * STEP, count = p->marks[offset / STEP];
    for (; i < offset && i < p->a->text.n; i++)
        count += ((unsigned char)p->a->text.s[i] & 0xC0) != 0x80;
    return count;
}

static json_t *text(bede_view v) {
    return json_stringn_nocheck(v.s ? v.s : "", v.n);
}

static json_t *text_or_null(bede_view v) {
    return v.n ? text(v) : json_null();
}

static json_t *span_text(const bede_article *a, bede_span s) {
    return json_stringn_nocheck(a->text.s + s.start, s.end - s.start);
}

static json_t *date(bede_date d) {
    char buf[11];
    bede_date_format(d, buf);
    return buf[0] ? json_string_nocheck(buf) : json_null();
}

/* Seven significant digits of a float, as a number that prints short. */
static json_t *number(double x) {
    char buf[32];
    snprintf(buf, sizeof buf, "%.7g", x);
    return json_real(strtod(buf, NULL));
}

static void put(json_t *o, const char *key, json_t *value) {
    json_object_set_new_nocheck(o, key, value);
}

static void put_span(json_t *o, const points *p, bede_span s) {
    put(o, "text", span_text(p->a, s));
    put(o, "start", json_integer(point(p, s.start)));
    put(o, "end", json_integer(point(p, s.end)));
}

static json_t *parties(const points *p, const bede_party *list, size_t n) {
    json_t *out = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *o = json_object();
        put_span(o, p, list[i].span);
        put(o, "name", text_or_null(list[i].who.name));
        put(o, "code", json_string_nocheck(list[i].who.code));
        put(o, "country", json_string_nocheck(list[i].who.country));
        put(o, "sector", json_string_nocheck(list[i].who.sector));
        put(o, "office", text_or_null(list[i].who.office));
        json_array_append_new(out, o);
    }
    return out;
}

static json_t *place(const points *p, uint32_t i) {
    if (i >= p->a->n_places)
        return json_null();
    const bede_place *where = &p->a->places[i];
    json_t *o = json_object();
    put(o, "text", span_text(p->a, where->span));
    put(o, "name", text(where->name));
    put(o, "country", json_string_nocheck(where->country));
    put(o, "lat", number((double)where->lat));
    put(o, "lon", number((double)where->lon));
    return o;
}

static json_t *aux(uint8_t bits) {
    static const char *const names[] = {"future", "hypothetical", "negation", "historical"};
    json_t *out = json_array();
    for (int i = 0; i < 4; i++)
        if (bits & (1 << i))
            json_array_append_new(out, json_string_nocheck(names[i]));
    return out;
}

static bede_span sentence_span(const bede_article *a, uint32_t s) {
    return s < a->n_sentences ? a->sentences[s].span : (bede_span){0, 0};
}

static json_t *event(const points *p, const bede_event *e) {
    const bede_article *a = p->a;
    json_t *o = json_object();
    put(o, "article", text(a->name));
    put(o, "url", text_or_null(a->url));
    put(o, "published", date(a->published));
    put(o, "id", json_string_nocheck(e->id));
    put(o, "date", date(e->dates.from));
    put(o, "date_end", date(e->dates.to));
    put(o, "date_precision", json_string_nocheck(bede_precision_name(e->dates.precision)));
    put(o, "event", json_string_nocheck(bede_event_name(e->type)));
    put(o, "mode", text_or_null(e->mode));
    put(o, "context", text_or_null(e->context));
    put(o, "aux", aux(e->aux));
    put(o, "cameo", json_string_nocheck(e->cameo));
    put(o, "quad", json_integer(bede_event_quad(e->type)));
    put(o, "goldstein", number((double)e->goldstein));
    put(o, "score", number((double)e->score));
    put(o, "actor", parties(p, e->actors, e->n_actors));
    put(o, "recipient", parties(p, e->recipients, e->n_recipients));
    put(o, "location", place(p, e->place));
    put(o, "said_by",
        e->said_by < a->n_mentions ? span_text(a, a->mentions[e->said_by].span) : json_null());
    put(o, "reported_by", text_or_null(e->reported_by));
    put(o, "text", span_text(a, sentence_span(a, e->sentence)));
    put(o, "sentence", json_integer(e->sentence + 1));
    json_t *trigger = json_object();
    put_span(trigger, p, e->trigger);
    put(o, "trigger", trigger);
    put(o, "rule", text(e->rule));
    return o;
}

static void print(FILE *out, json_t *o) {
    json_dumpf(o, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(o);
}

void out_events(FILE *out, const bede_article *a) {
    points p = points_of(a);
    for (size_t i = 0; i < a->n_events; i++)
        print(out, event(&p, &a->events[i]));
    free(p.marks);
}

static json_t *texts(const bede_view *list, size_t n) {
    json_t *out = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(out, text(list[i]));
    return out;
}

static json_t *media(const bede_article *a) {
    json_t *out = json_array();
    for (size_t i = 0; i < a->n_media; i++) {
        json_t *o = json_object();
        put(o, "kind", json_string_nocheck(a->media[i].kind ? a->media[i].kind : ""));
        put(o, "caption", text_or_null(a->media[i].caption));
        put(o, "credit", text_or_null(a->media[i].credit));
        put(o, "duration", text_or_null(a->media[i].duration));
        json_array_append_new(out, o);
    }
    return out;
}

static json_t *quotes(const points *p) {
    const bede_article *a = p->a;
    json_t *out = json_array();
    for (size_t i = 0; i < a->n_quotes; i++) {
        const bede_quote *q = &a->quotes[i];
        json_t *o = json_object();
        put_span(o, p, q->span);
        put(o, "speaker",
            q->speaker < a->n_mentions ? span_text(a, a->mentions[q->speaker].span) : json_null());
        const bede_mention *by = q->speaker < a->n_mentions ? &a->mentions[q->speaker] : NULL;
        put(o, "name", by ? text_or_null(by->who.name) : json_null());
        put(o, "code", by && by->who.code[0] ? json_string_nocheck(by->who.code) : json_null());
        put(o, "sector",
            by && by->who.sector[0] ? json_string_nocheck(by->who.sector) : json_null());
        put(o, "cue", q->cue.end > q->cue.start ? span_text(a, q->cue) : json_null());
        put(o, "direct", json_boolean(q->direct));
        json_array_append_new(out, o);
    }
    return out;
}

json_t *out_event_list(const bede_article *a) {
    points p = points_of(a);
    json_t *out = json_array();
    for (size_t i = 0; i < a->n_events; i++)
        json_array_append_new(out, event(&p, &a->events[i]));
    free(p.marks);
    return out;
}

void out_article(FILE *out, const bede_article *a) {
    points p = points_of(a);
    json_t *o = json_object();
    put(o, "article", text(a->name));
    put(o, "url", text_or_null(a->url));
    put(o, "title", text_or_null(a->title));
    put(o, "date", date(a->published));
    put(o, "date_basis", a->basis ? json_string_nocheck(bede_basis_name(a->basis)) : json_null());
    put(o, "language", text_or_null(a->language));
    put(o, "authors", texts(a->authors, a->n_authors));
    put(o, "credits", texts(a->credits, a->n_credits));
    put(o, "media", media(a));
    put(o, "text", text(a->text));
    put(o, "quotes", quotes(&p));
    put(o, "events", out_event_list(a));
    put(o, "outlet", text_or_null(a->outlet));
    put(o, "updated", date(a->updated));
    put(o, "language_declared", text_or_null(a->language_declared));
    put(o, "description", text_or_null(a->description));
    put(o, "section", text_or_null(a->section));
    put(o, "tags", texts(a->tags, a->n_tags));
    print(out, o);
    free(p.marks);
}
