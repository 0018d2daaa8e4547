/* SPDX-License-Identifier: Apache-2.0 */
/* JSON lines: one object a line with a text or a page and what is known of it. */
#include "intake/intake_int.h"

#include "base/limits.h"

#include <jansson.h>

/* What bede calls a field, and the keys that data sets often have for it. */
static const char *const KEYS[][8] = {
    {"text", "text", "body", "content", "maintext", "plain_text", "article"},
    {"html", "html", "page", "raw_html"},
    {"title", "title", "headline"},
    {"url", "url", "link", "source_url"},
    {"date", "date", "published", "date_publish", "date_published", "publish_date", "pubdate"},
    {"author", "author", "authors", "byline"},
    {"language", "language", "lang"},
    {"outlet", "outlet", "source", "publisher", "source_domain"},
};
enum { TEXT, HTML, TITLE, URL, DATE, AUTHOR, LANGUAGE, OUTLET, FIELDS };

/* The key that --map gives for a field: "text=body,title=headline". */
static bool mapped(const char *map, const char *field, bede_view *key) {
    for (bede_view rest = bd_view_z(map), one; bd_view_split(&rest, ',', &one);) {
        size_t eq = bd_view_find(one, "=", 0);
        if (eq != SIZE_MAX && bd_view_is(bd_view_trim(bd_view_part(one, 0, eq)), field)) {
            *key = bd_view_trim(bd_view_part(one, eq + 1, one.n));
            return true;
        }
    }
    return false;
}

static const json_t *field_of(const source *s, const json_t *o, int field) {
    bede_view key;
    if (s->options.map && mapped(s->options.map, KEYS[field][0], &key)) {
        char name[128];
        snprintf(name, sizeof name, "%.*s", (int)(key.n < 127 ? key.n : 127), key.s);
        return json_object_get(o, name);
    }
    for (int k = 1; k < 8 && KEYS[field][k]; k++) {
        const json_t *v = json_object_get(o, KEYS[field][k]);
        if (v && !json_is_null(v))
            return v;
    }
    return NULL;
}

/* A string, or the first of a list of strings, kept for the record. */
static bede_view text_of(source *s, const json_t *o, int field) {
    const json_t *v = field_of(s, o, field);
    if (json_is_array(v))
        v = json_array_get(v, 0);
    size_t n = json_string_length(v);
    if (!n)
        return (bede_view){0};
    return bd_view(bd_arena_copy(&s->record, json_string_value(v), n), n);
}

static bede_date day_of(bede_view v) {
    char buf[11] = {0};
    bede_date d = {0};
    memcpy(buf, v.s ? v.s : "", v.n < 10 ? v.n : 10);
    return bede_date_parse(buf, &d) ? d : (bede_date){0};
}

static int bad(source *s, bede_error *err, const char *what) {
    s->count.bad++;
    bd_fail_line(err, s->path, (size_t)s->number, "%s", what);
    return -1;
}

/* The next line; false at the end. Of one that is too long only the beginning. */
static bool next_line(source *s, bede_view *line, bool *too_long) {
    for (size_t want = 1 << 14;; want *= 4) {
        if (want > BD_MAX_JSON_BYTES)
            want = BD_MAX_JSON_BYTES;
        bede_view v = bd_flow_peek(&s->flow, want);
        size_t end = bd_view_find(v, "\n", 0);
        *too_long = end == SIZE_MAX && v.n >= BD_MAX_JSON_BYTES;
        if (end != SIZE_MAX || v.n < want || *too_long) {
            *line = bd_view_part(v, 0, end == SIZE_MAX ? v.n : end);
            return v.n > 0;
        }
    }
}

static void skip_line(source *s) {
    for (;;) {
        bede_view v = bd_flow_peek(&s->flow, 1 << 16);
        size_t end = bd_view_find(v, "\n", 0);
        bd_flow_skip(&s->flow, end == SIZE_MAX ? v.n : end + 1);
        if (end != SIZE_MAX || !v.n)
            return;
    }
}

static int take(source *s, const json_t *o, bede_item *item, bede_error *err) {
    bede_options *to = &item->options;
    to->url = text_of(s, o, URL);
    to->date = day_of(text_of(s, o, DATE));
    to->language = text_of(s, o, LANGUAGE);
    if (!filter_host(s, to->url) || !filter_day(s, to->date) || !filter_language(s, to->language)) {
        s->count.filtered++;
        return 0;
    }
    bede_view text = text_of(s, o, TEXT), html = text.n ? (bede_view){0} : text_of(s, o, HTML);
    if (!text.n && !html.n)
        return bad(s, err, "has neither a text nor a page; --map names the keys, as in text=body");
    to->input = text.n ? BEDE_INPUT_CLEAN : BEDE_INPUT_HTML;
    to->title = text_of(s, o, TITLE);
    to->author = text_of(s, o, AUTHOR);
    to->outlet = text_of(s, o, OUTLET);
    to->charset = BD_LIT("utf-8");
    item->bytes = text.n ? text.s : html.s;
    item->n = text.n ? text.n : html.n;
    return 1;
}

static void free_json(void *o) {
    json_decref(o);
}

int jsonl_next(source *s, bede_item *item, bede_error *err) {
    bede_view line;
    bool too_long;
    for (;;) {
        if (!next_line(s, &line, &too_long)) {
            if (!bd_flow_gap(&s->flow))
                return 0;
            bd_flow_resume(&s->flow);
            s->number++;
            return bad(s, err, "damaged");
        }
        json_error_t wrong;
        bd_arena_clear(&s->record);
        s->number++;
        item->number = s->number;
        if (too_long) {
            skip_line(s);
            return bad(s, err, "is too long a line");
        }
        bool blank = !bd_view_trim(line).n;
        json_t *o = blank ? NULL : json_loadb(line.s, line.n, 0, &wrong);
        bd_flow_skip(&s->flow, line.n + 1);
        if (blank)
            continue;
        if (!o)
            return bad(s, err, "is no JSON");
        bd_arena_defer(&s->record, free_json, o);
        int got = json_is_object(o) ? take(s, o, item, err) : bad(s, err, "is no JSON object");
        if (got)
            return got;
    }
}
