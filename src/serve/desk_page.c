/* SPDX-License-Identifier: Apache-2.0 */
/* One article: of the store, or of a page that somebody pasted and nothing keeps.
 *
 * The store keeps what events rest on. Dates, places and everybody who is named besides are found
 * again by reading the text once more, which takes some milliseconds. */
#include "serve/serve_int.h"

#include "base/ruler.h"

#include <stdio.h>
#include <stdlib.h>

static void put(json_t *o, const char *key, json_t *value) {
    json_object_set_new_nocheck(o, key, value);
}

static json_t *text(bede_view v) {
    return json_stringn_nocheck(v.s ? v.s : "", v.n);
}

static json_t *known(bede_view v) {
    return v.n ? text(v) : json_null();
}

static json_t *list_of(const bede_view *list, size_t n) {
    json_t *out = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(out, text(list[i]));
    return out;
}

static json_t *day(bede_date d) {
    char buf[11];
    bede_date_format(d, buf);
    return buf[0] ? json_string(buf) : json_null();
}

static void put_span(json_t *o, const bd_ruler *r, bede_span s) {
    put(o, "start", json_integer(bd_ruler_at(r, s.start)));
    put(o, "end", json_integer(bd_ruler_at(r, s.end)));
}

static bede_view span_text(const bede_article *a, bede_span s) {
    return bd_view(a->text.s + s.start, s.end - s.start);
}

/* ---- marks ----------------------------------------------------------------------------------- */

static json_t *mark(const bd_ruler *r, const char *kind, bede_span s, bede_view label,
                    const char *detail, const char *code, bede_view source) {
    json_t *o = json_object();
    put(o, "kind", json_string(kind));
    put_span(o, r, s);
    put(o, "label", text(label));
    put(o, "detail", json_string_nocheck(detail));
    put(o, "code", json_string_nocheck(code));
    put(o, "source", text(source));
    return o;
}

static json_t *marks(const bede_article *a, const bd_ruler *r) {
    json_t *list = json_array();
    char detail[128], from[11], to[11];
    for (size_t i = 0; i < a->n_mentions; i++) {
        const bede_mention *m = &a->mentions[i];
        if (!m->who.code[0] && !m->who.sector[0])
            continue;
        snprintf(detail, sizeof detail, "%s%s%s%s%.*s", m->who.code, m->who.sector[0] ? " " : "",
                 m->who.sector, m->who.office.n ? " " : "",
                 (int)(m->who.office.n < 90 ? m->who.office.n : 0), m->who.office.s);
        json_array_append_new(list, mark(r, "actor", m->span,
                                         m->who.name.n ? m->who.name : span_text(a, m->span),
                                         detail, m->who.code, m->source));
    }
    for (size_t i = 0; i < a->n_times; i++) {
        const bede_dates *d = &a->times[i].dates;
        bede_date_format(d->from, from);
        bede_date_format(d->to, to);
        bool one = !strcmp(from, to);
        snprintf(detail, sizeof detail, "%s%s%s", from, one ? "" : " \xe2\x80\x93 ", one ? "" : to);
        json_array_append_new(list, mark(r, "time", a->times[i].span, bd_view_z(detail),
                                         bede_precision_name(d->precision), "", (bede_view){0}));
    }
    for (size_t i = 0; i < a->n_places; i++) {
        const bede_place *p = &a->places[i];
        snprintf(detail, sizeof detail, "%s %.2f %.2f", p->country, (double)p->lat, (double)p->lon);
        json_array_append_new(
            list, mark(r, "place", p->span, p->name, detail, p->country, (bede_view){0}));
    }
    return list;
}

/* ---- an article as it was just read ---------------------------------------------------------- */

static json_t *sentences(const bede_article *a, const bd_ruler *r) {
    json_t *list = json_array();
    for (size_t i = 0; i < a->n_sentences; i++) {
        json_t *o = json_pack("{s:i}", "number", (int)i + 1);
        put_span(o, r, a->sentences[i].span);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *quotes(const bede_article *a, const bd_ruler *r) {
    json_t *list = json_array();
    for (size_t i = 0; i < a->n_quotes; i++) {
        const bede_quote *q = &a->quotes[i];
        const bede_mention *by = q->speaker < a->n_mentions ? &a->mentions[q->speaker] : NULL;
        json_t *o = json_object();
        put_span(o, r, q->span);
        put(o, "speaker", by ? known(by->who.name) : json_null());
        put(o, "speaker_text", by ? text(span_text(a, by->span)) : json_null());
        put(o, "cue", known(span_text(a, q->cue)));
        put(o, "direct", json_boolean(q->direct));
        put(o, "sentence", json_integer(q->sentence + 1));
        json_array_append_new(list, o);
    }
    return list;
}

static void parties(json_t *list, const bede_article *a, const bd_ruler *r, const char *role,
                    const bede_party *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        json_t *o = json_object();
        put(o, "role", json_string(role));
        put_span(o, r, p[i].span);
        put(o, "text", text(span_text(a, p[i].span)));
        put(o, "name", known(p[i].who.name));
        put(o, "code", json_string_nocheck(p[i].who.code));
        put(o, "country", json_string_nocheck(p[i].who.country));
        put(o, "sector", json_string_nocheck(p[i].who.sector));
        put(o, "office", known(p[i].who.office));
        json_array_append_new(list, o);
    }
}

static json_t *aux(int bits) {
    static const char *const names[] = {"future", "hypothetical", "negation", "historical"};
    json_t *out = json_array();
    for (int i = 0; i < 4; i++)
        if (bits >> i & 1)
            json_array_append_new(out, json_string(names[i]));
    return out;
}

static json_t *place(const bede_article *a, uint32_t i) {
    if (i >= a->n_places)
        return json_null();
    const bede_place *p = &a->places[i];
    json_t *o = json_object();
    put(o, "text", text(span_text(a, p->span)));
    put(o, "name", text(p->name));
    put(o, "country", json_string_nocheck(p->country));
    put(o, "lat", json_real((double)p->lat));
    put(o, "lon", json_real((double)p->lon));
    return o;
}

static json_t *event(const bede_article *a, const bd_ruler *r, const bede_event *e) {
    json_t *o = json_object(), *trigger = json_object(), *sides = json_array();
    put(o, "id", json_string(e->id));
    put(o, "event", json_null());
    put(o, "type", json_string(bede_event_name(e->type)));
    put(o, "mode", known(e->mode));
    put(o, "context", known(e->context));
    put(o, "aux", aux(e->aux));
    put(o, "cameo", json_string(e->cameo));
    put(o, "quad", json_integer(bede_event_quad(e->type)));
    put(o, "goldstein", json_real((double)e->goldstein));
    put(o, "date", day(e->dates.from));
    put(o, "sentence", json_integer(e->sentence + 1));
    put_span(trigger, r, e->trigger);
    put(trigger, "text", text(span_text(a, e->trigger)));
    put(o, "trigger", trigger);
    parties(sides, a, r, "A", e->actors, e->n_actors);
    parties(sides, a, r, "R", e->recipients, e->n_recipients);
    put(o, "parties", sides);
    put(o, "place", place(a, e->place));
    put(o, "said_by",
        e->said_by < a->n_mentions ? text(span_text(a, a->mentions[e->said_by].span))
                                   : json_null());
    put(o, "reported_by", known(e->reported_by));
    put(o, "rule", text(e->rule));
    return o;
}

static json_t *page(const bede_article *a, const bd_ruler *r) {
    json_t *o = json_object(), *events = json_array();
    for (size_t i = 0; i < a->n_events; i++)
        json_array_append_new(events, event(a, r, &a->events[i]));
    put(o, "row", json_null());
    put(o, "name", text(a->name));
    put(o, "url", known(a->url));
    put(o, "title", text(a->title));
    put(o, "outlet", known(a->outlet));
    put(o, "language", known(a->language));
    put(o, "published", day(a->published));
    put(o, "basis", json_string(bede_basis_name(a->basis)));
    put(o, "authors", list_of(a->authors, a->n_authors));
    put(o, "credits", list_of(a->credits, a->n_credits));
    put(o, "off_topic", json_boolean(a->off_topic));
    put(o, "text", text(a->text));
    put(o, "sentences", sentences(a, r));
    put(o, "quotes", quotes(a, r));
    put(o, "events", events);
    put(o, "similar", json_array());
    put(o, "marks", marks(a, r));
    return o;
}

/* ---- of the store ---------------------------------------------------------------------------- */

static bool row_of(const desk_ask *a, int64_t *row, desk_answer *to) {
    const char *s = a->path + strlen("/api/v1/articles/");
    char *end;
    *row = strtoll(s, &end, 10);
    if (end > s && *row > 0 && (*end == '\0' || *end == '/'))
        return true;
    desk_refuse(to, 404, "articles are asked for by number, as \"article_row\" tells it");
    return false;
}

static const char *member(json_t *o, const char *key) {
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

/* How the text is read once more: the title, which stands before it, is one again, and the rest is
 * the article's text and nothing else. */
static bede_options again(json_t *article, bede_view *words) {
    bede_options o = {.input = BEDE_INPUT_CLEAN};
    bede_view title = bd_view_z(member(article, "title"));
    *words = bd_view_z(member(article, "text"));
    o.force_date = bede_date_parse(member(article, "published"), &o.date);
    o.outlet = bd_view_z(member(article, "outlet"));
    o.url = bd_view_z(member(article, "url"));
    if (title.n && words->n > title.n + 2 && !memcmp(words->s, title.s, title.n) &&
        !memcmp(words->s + title.n, "\n\n", 2)) {
        o.title = title;
        *words = bd_view_part(*words, title.n + 2, words->n);
    }
    return o;
}

void desk_article(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    int64_t row;
    bede_error err = {0};
    (void)t;
    if (!row_of(a, &row, to))
        return;
    json_t *o = bd_store_article(h->store, row, &err);
    bede_reader *reader = o ? desk_reader(h, to) : NULL;
    if (!reader) {
        if (!o)
            desk_refuse_error(to, 404, &err);
        json_decref(o);
        return;
    }
    bede_view words, whole = bd_view_z(member(o, "text"));
    const bede_options options = again(o, &words);
    bd_ruler r = {0};
    const bede_article *read =
        words.n ? bede_read(reader, member(o, "name"), words.s, words.n, &options, &err) : NULL;
    /* Only if it is the same text letter by letter do its places hold. */
    bool same = read && bd_view_eq(read->text, whole) && bd_ruler_lay(&r, read->text);
    put(o, "marks", same ? marks(read, &r) : json_array());
    bd_ruler_free(&r);
    desk_say_json(&to->text, o);
}

static void answer_why(desk_hand *h, const char *name, bede_view bytes, const bede_options *o,
                       long sentence, desk_answer *to) {
    bede_error err = {0};
    bede_reader *reader = desk_reader(h, to);
    if (reader && !bede_explain_write(reader, name, bytes.s, bytes.n, o, (uint32_t)sentence,
                                      desk_put, &to->text, &err))
        desk_refuse_error(to, 404, &err);
}

void desk_why(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    int64_t row;
    long sentence;
    bede_error err = {0};
    (void)t;
    if (!row_of(a, &row, to) || !desk_number(a, "sentence", 1, INT32_MAX, 1, &sentence, to))
        return;
    json_t *o = bd_store_article(h->store, row, &err);
    if (o) {
        bede_view words;
        const bede_options options = again(o, &words);
        answer_why(h, member(o, "name"), words, &options, sentence, to);
    } else {
        desk_refuse_error(to, 404, &err);
    }
    json_decref(o);
}

/* ---- pasted ---------------------------------------------------------------------------------- */

/* What is known of the page from outside. */
static bool page_options(const desk_ask *a, bede_options *o, desk_answer *to) {
    const char *date = desk_param_of(a, "date"), *url = desk_param_of(a, "url");
    *o = (bede_options){.input = !strncmp(a->type, "text/html", 9)     ? BEDE_INPUT_HTML
                                 : !strncmp(a->type, "text/plain", 10) ? BEDE_INPUT_TEXT
                                                                       : BEDE_INPUT_AUTO};
    if (url)
        o->url = bd_view_z(url);
    if (!date || !*date || bede_date_parse(date, &o->date))
        return true;
    desk_refuse(to, 400, "date: \"%.40s\" is no day (YYYY-MM-DD)", date);
    return false;
}

void desk_read(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    bede_options o;
    bede_error err = {0};
    bd_ruler r = {0};
    (void)t;
    to->cache = "no-store";
    if (!page_options(a, &o, to))
        return;
    bede_reader *reader = desk_reader(h, to);
    if (!reader)
        return;
    const bede_article *read = bede_read(reader, "page", a->body.s, a->body.n, &o, &err);
    if (!read)
        desk_refuse_error(to, 400, &err);
    else if (!bd_ruler_lay(&r, read->text))
        desk_refuse(to, 503, "no memory for the page");
    else
        desk_say_json(&to->text, page(read, &r));
    bd_ruler_free(&r);
}

void desk_read_why(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    bede_options o;
    long sentence;
    (void)t;
    to->cache = "no-store";
    if (page_options(a, &o, to) && desk_number(a, "sentence", 1, INT32_MAX, 1, &sentence, to))
        answer_why(h, "page", a->body, &o, sentence, to);
}
