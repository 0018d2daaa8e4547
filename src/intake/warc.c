/* SPDX-License-Identifier: Apache-2.0 */
/* WARC 1.0 and 1.1 (ISO 28500) and WET, which is the same with the text as the record's content.
 *
 * Nothing in a record is believed: where the bytes behind it are no beginning of another, the next
 * one is looked for from the damaged record's own content on, so that a lying length loses no
 * record but its own. */
#include "intake/intake_int.h"

#include "base/limits.h"

#include <stdio.h>

enum { MAX_HEAD = 1 << 16, MAX_TARGET = 1 << 14, SEARCH = 1 << 20 };

typedef struct record {
    bede_view type, target, day, content_type, payload_type, languages;
    uint64_t length;
    size_t head; /* bytes */
    bool has_length;
    bool twice; /* of what it may have only one */
} record;

/* Skips line ends between records. */
static void skip_blank(source *s) {
    for (;;) {
        bede_view v = bd_flow_peek(&s->flow, 4);
        size_t n = 0;
        while (n < v.n && (v.s[n] == '\r' || v.s[n] == '\n'))
            n++;
        bd_flow_skip(&s->flow, n);
        if (!n || n < v.n)
            return;
    }
}

static bool version_line(bede_view v) {
    return bd_view_starts(v, "WARC/1.") || bd_view_starts(v, "WARC/0.");
}

static void field(record *r, bede_view name, bede_view value) {
    if (bd_view_is_nocase(name, "warc-type"))
        r->twice |= r->type.s != NULL, r->type = value;
    else if (bd_view_is_nocase(name, "warc-target-uri"))
        r->target = value;
    else if (bd_view_is_nocase(name, "warc-date"))
        r->day = value;
    else if (bd_view_is_nocase(name, "content-type"))
        r->content_type = value;
    else if (bd_view_is_nocase(name, "warc-identified-payload-type"))
        r->payload_type = value;
    else if (bd_view_is_nocase(name, "warc-identified-content-language"))
        r->languages = value;
    else if (bd_view_is_nocase(name, "content-length")) {
        r->twice |= r->has_length;
        r->has_length = value.n > 0 && value.n < 16;
        r->length = 0;
        for (size_t i = 0; i < value.n && r->has_length; i++) {
            r->has_length = value.s[i] >= '0' && value.s[i] <= '9';
            r->length = r->length * 10 + (uint64_t)(value.s[i] - '0');
        }
    }
}

/* The next record's first line at the end of one of this head's: this one was cut there. */
static bool cut_by_next(bede_view line) {
    return line.n >= 8 && version_line(bd_view_part(line, line.n - 8, line.n));
}

/* The head at the flow's front. False if it has no end, no length or is no head. */
static bool read_head(bede_view v, record *r) {
    *r = (record){0};
    if (!version_line(v))
        return false;
    size_t at = bd_view_find(v, "\n", 0);
    while (at != SIZE_MAX && at < v.n) {
        size_t end = bd_view_find(v, "\n", at + 1);
        if (end == SIZE_MAX)
            return false;
        bede_view line = bd_view_part(v, at + 1, end);
        if (line.n && line.s[line.n - 1] == '\r')
            line.n--;
        at = end;
        if (!line.n) {
            r->head = end + 1;
            return r->has_length && !r->twice;
        }
        if (cut_by_next(line))
            return false;
        size_t colon = bd_view_find(line, ":", 0);
        if (colon == SIZE_MAX)
            continue; /* a folded line: none of the fields asked for is ever folded */
        field(r, bd_view_part(line, 0, colon), bd_view_trim(bd_view_part(line, colon + 1, line.n)));
    }
    return false;
}

/* Goes to the next beginning of a record, over gaps. False at the end. */
static bool find_record(source *s) {
    for (;;) {
        bede_view v = bd_flow_peek(&s->flow, SEARCH);
        for (size_t at = 0; (at = bd_view_find(v, "WARC/", at)) != SIZE_MAX; at++) {
            bede_view here = bd_view_part(v, at, v.n);
            bool line_start = at == 0 || v.s[at - 1] == '\n';
            if (version_line(here) &&
                (line_start ||
                 bd_view_is_nocase(bd_view_part(here, 8, here.n < 15 ? 8 : 15), "\r\nWARC-"))) {
                bd_flow_skip(&s->flow, at);
                return true;
            }
        }
        if (v.n > 8) {
            bd_flow_skip(&s->flow, v.n - 8);
            if (v.n == SEARCH)
                continue;
        }
        v = bd_flow_peek(&s->flow, SEARCH);
        if (v.n > 8)
            continue;
        bd_flow_skip(&s->flow, v.n);
        if (!bd_flow_gap(&s->flow))
            return false;
        bd_flow_resume(&s->flow);
    }
}

static bede_date day_of(bede_view v) {
    bede_date d = {0};
    char buf[11] = {0};
    if (v.n < 10)
        return d;
    memcpy(buf, v.s, 10);
    if (!bede_date_parse(buf, &d))
        d = (bede_date){0};
    return d;
}

static bool holds_page(const record *r, bool *http) {
    *http = bd_view_is_nocase(r->type, "response");
    return *http || bd_view_is_nocase(r->type, "conversion") ||
           bd_view_is_nocase(r->type, "resource");
}

static bool wanted(const source *s, const record *r, bool http) {
    bede_view target = r->target;
    bede_view type = r->payload_type.n || http ? r->payload_type : r->content_type;
    return filter_host(s, target) && filter_day(s, day_of(r->day)) && filter_type(s, type) &&
           filter_language(s, r->languages);
}

static int bad(source *s, bede_error *err, const char *what) {
    s->count.bad++;
    s->broken = true;
    char where[sizeof err->where];
    snprintf(where, sizeof where, "%.200s: record %llu", s->path, (unsigned long long)s->number);
    bd_fail(err, where, "%s", what);
    return -1;
}

/* Is the end of a record, another record or the end of all behind the content? */
static bool ends_well(source *s, uint64_t length) {
    bede_view v = bd_flow_peek(&s->flow, (size_t)length + 12);
    if (v.n < length)
        return false;
    bede_view rest = bd_view_part(v, (size_t)length, v.n);
    size_t n = 0;
    if (bd_view_starts(rest, "\r\n\r\n"))
        return true;
    while (n < rest.n && (rest.s[n] == '\r' || rest.s[n] == '\n'))
        n++;
    rest = bd_view_part(rest, n, rest.n);
    return !rest.n || bd_view_starts(rest, "WARC/") || (rest.n < 5 && n > 0);
}

/* What the archive says of the page, copied: the flow moves on. */
static void describe(source *s, const record *r, bede_item *item) {
    bede_view t = r->target;
    if (t.n > 1 && t.s[0] == '<' && t.s[t.n - 1] == '>') /* as WARC 1.0 wrote them */
        t = bd_view_part(t, 1, t.n - 1);
    if (t.n > MAX_TARGET)
        t.n = MAX_TARGET;
    item->options.url = bd_view(bd_arena_copy(&s->record, t.s, t.n), t.n);
}

/* The record's content as a page: 1, 0 if it holds none that is wanted, -1 if it cannot be read. */
static int take(source *s, const record *r, bool http, bede_view content, bede_item *item,
                bede_error *err) {
    http_page page = {.body = content, .type = r->content_type};
    bool chunked = false;
    describe(s, r, item);
    if (http) {
        if (!http_head(content, &page, &chunked))
            return bad(s, err, "holds no HTTP response");
        if (page.status < 200 || page.status > 299) {
            s->count.other++;
            return 0;
        }
        if (!filter_type(s, page.type) || !filter_language(s, page.language)) {
            s->count.filtered++;
            return 0;
        }
        http_body(&s->record, &page, chunked);
    }
    item->options.charset = page.charset;
    if (bd_view_starts_nocase(page.type, "text/plain"))
        item->options.input = http ? BEDE_INPUT_TEXT : BEDE_INPUT_AUTO;
    item->bytes = page.body.s;
    item->n = page.body.n;
    return 1;
}

/* Records are taken while nothing of them is held but in the flow: an item's bytes stay valid until
 * the next call, which is when the record is skipped. */
static void leave_last(source *s) {
    uint64_t *behind = s->state;
    if (*behind)
        bd_flow_skip(&s->flow, *behind);
    *behind = 0;
}

static int one(source *s, bede_item *item, bede_error *err) {
    record r;
    bool http;
    bede_view v = bd_flow_peek(&s->flow, 1 << 12);
    s->number++;
    item->number = s->number;
    if (!read_head(v, &r) && !read_head(bd_flow_peek(&s->flow, MAX_HEAD), &r)) {
        bd_flow_skip(&s->flow, 5);
        return bad(s, err, bd_flow_gap(&s->flow) ? "damaged" : "has no whole head");
    }
    bool page = holds_page(&r, &http), want = page && wanted(s, &r, http);
    if (r.length > BD_MAX_INPUT_BYTES - MAX_HEAD) {
        bd_flow_skip(&s->flow, r.head);
        return bad(s, err, "is larger than a page may be, or says so");
    }
    if (!ends_well(s, r.head + r.length)) {
        bd_flow_skip(&s->flow, r.head);
        return bad(s, err, bd_flow_gap(&s->flow) ? "damaged" : "has not the length that it says");
    }
    uint64_t *behind = s->state, end = r.head + r.length;
    *behind = end;
    v = bd_flow_peek(&s->flow, (size_t)end + 4);
    if (bd_view_starts(bd_view_part(v, (size_t)end, v.n), "\r\n\r\n"))
        *behind += 4; /* so that the next begins with its own member */
    if (!want) {
        *(page ? &s->count.filtered : &s->count.other) += 1;
        return 0;
    }
    v = bd_flow_peek(&s->flow, (size_t)*behind);
    read_head(v, &r); /* its views, where the flow has them now */
    return take(s, &r, http, bd_view_part(v, r.head, (size_t)end), item, err);
}

int warc_next(source *s, bede_item *item, bede_error *err) {
    for (;;) {
        leave_last(s);
        skip_blank(s);
        bede_view v = bd_flow_peek(&s->flow, 8);
        if (!version_line(v)) {
            bool told = s->broken, gap = bd_flow_gap(&s->flow);
            if (!v.n && !gap)
                return 0;
            if (!find_record(s))
                return told ? 0 : (s->number++, bad(s, err, "damaged up to the end"));
            if (!told) {
                s->number++;
                return bad(s, err, "damaged");
            }
        }
        s->broken = false;
        bd_arena_clear(&s->record);
        int got = one(s, item, err);
        if (got)
            return got;
    }
}
