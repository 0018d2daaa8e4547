/* SPDX-License-Identifier: Apache-2.0 */
/* What an input holds, told from its first bytes, and the way through it. */
#include "intake/intake_int.h"

#include "base/limits.h"

#include <stdio.h>
#include <stdlib.h>

struct bede_source {
    source s;
    char path[4096];
    char name[4128];
};

/* ---- an input that is one page; state: the answer it came with, NULL for a file ---- */

static int page_next(source *s, bede_item *item, bede_error *err) {
    if (s->done)
        return 0;
    s->done = true;
    bede_view v = bd_flow_peek(&s->flow, BD_MAX_INPUT_BYTES);
    if (bd_flow_gap(&s->flow)) {
        bd_fail(err, s->path, "its compression is damaged%s", v.n ? " or it is cut short" : "");
        s->count.bad++;
        return -1;
    }
    if (v.n >= BD_MAX_INPUT_BYTES) {
        bd_fail(err, s->path, "is larger than %u MB", BD_MAX_INPUT_BYTES >> 20);
        s->count.bad++;
        return -1;
    }
    item->bytes = v.s ? v.s : "";
    item->n = v.n;
    item->number = 1;
    const bd_fetch_answer *f = s->state;
    if (f) {
        item->options.url = f->url;
        item->options.charset = f->charset;
        if (bd_view_starts_nocase(f->type, "text/plain"))
            item->options.input = BEDE_INPUT_TEXT;
    }
    return 1;
}

/* ---- telling them apart ---- */

/* "From somebody Mon Nov  1 10:00:00 2017", and the line behind it is a header: an article, too,
 * may begin with "From". */
static bool is_mbox(bede_view v) {
    size_t end = bd_view_find(v, "\n", 0), at = end + 1;
    if (!bd_view_starts(v, "From ") || end == SIZE_MAX || end >= 200)
        return false;
    while (at < v.n && (v.s[at] == '-' || (v.s[at] | 0x20) >= 'a') && (v.s[at] | 0x20) <= 'z')
        at++;
    return at > end + 1 && at < v.n && v.s[at] == ':';
}

/* A line that is an object: JSON lines, not the one object of a JSON feed. */
static bool is_jsonl(bede_view v) {
    v = bd_view_trim(v);
    return bd_view_starts(v, "{\"") || bd_view_starts(v, "{ \"");
}

static bool choose(source *s, bede_error *err) {
    enum { LOOK = 4096 };
    bede_view v = bd_flow_peek(&s->flow, LOOK);
    if (bd_view_starts(v, "WARC/")) {
        s->next = warc_next;
        s->many = true;
        s->state = bd_arena_alloc(&s->whole, sizeof(uint64_t));
    } else if (feed_is(v)) {
        s->next = feed_next;
        return feed_read(s, bd_flow_peek(&s->flow, BD_MAX_FEED_BYTES), err);
    } else if (is_jsonl(v)) {
        s->next = jsonl_next;
        s->many = true;
    } else if (is_mbox(v)) {
        s->next = mbox_next;
        s->many = true;
    } else {
        s->next = page_next;
    }
    return true;
}

static void free_fetch(void *f) {
    bd_fetch_free(f);
}

/* What comes from the net may be an archive or a feed as well as a page. */
static bool open_address(source *s, bede_error *err) {
    bd_fetch_answer *got = bd_arena_alloc(&s->whole, sizeof *got);
    bd_fetch *f = bd_fetch_new(&s->options, err);
    if (!f)
        return false;
    bd_arena_defer(&s->whole, free_fetch, f);
    bd_fetch_ask ask = {.url = s->path};
    if (bd_fetch_get(f, &s->whole, &ask, got, err) != BD_FETCH_FINE)
        return false;
    bd_raw_over(&s->raw, got->body);
    if (!bd_flow_open(&s->flow, &s->raw, s->options.start, err) || !choose(s, err))
        return false;
    if (s->next == page_next)
        s->state = got;
    return true;
}

static bool open_path(source *s, bede_error *err) {
    if (!s->raw.map && bd_fetch_is_address(s->path))
        return open_address(s, err);
    return (s->raw.map || bd_raw_open(&s->raw, s->path, err)) &&
           bd_flow_open(&s->flow, &s->raw, s->options.start, err) && choose(s, err);
}

/* True if the source stands open. */
static bool begin(source *s, bede_error *err) {
    if (setjmp(s->full))
        return bd_fail(err, s->path, "too large to be read within %u MB", BD_MAX_ARENA_BYTES >> 20);
    return open_path(s, err);
}

/* `bytes` NULL: what `path` names. */
static bede_source *make(const char *path, const bede_view *bytes,
                         const bede_source_options *options, bede_error *err) {
    bede_source *b = calloc(1, sizeof *b);
    if (!b || strlen(path) >= sizeof b->path) {
        bd_fail(err, path, b ? "is too long a name" : "no memory");
        free(b);
        return NULL;
    }
    snprintf(b->path, sizeof b->path, "%s", path);
    source *s = &b->s;
    s->path = b->path;
    s->raw.fd = -1;
    if (bytes)
        bd_raw_over(&s->raw, *bytes);
    if (options)
        s->options = *options;
    s->number = s->options.start ? s->options.start_number : 0;
    bd_arena_init(&s->record, BD_MAX_ARENA_BYTES);
    bd_arena_init(&s->whole, BD_MAX_ARENA_BYTES);
    bd_arena_guard(&s->whole, &s->full);
    bd_arena_guard(&s->record, &s->full);
    if (begin(s, err))
        return b;
    bede_source_free(b);
    return NULL;
}

bede_source *bede_source_open(const char *path, const bede_source_options *options,
                              bede_error *err) {
    return make(path, NULL, options, err);
}

bede_source *bede_source_over(const char *name, const void *bytes, size_t n,
                              const bede_source_options *options, bede_error *err) {
    bede_view v = bd_view(bytes, n);
    return make(name, &v, options, err);
}

/* Where the next record begins, if a later run may begin there. */
static uint64_t resume_at(const source *s) {
    if (s->next == jsonl_next)
        return bd_flow_offset(&s->flow, 0);
    return s->next == warc_next ? bd_flow_offset(&s->flow, *(const uint64_t *)s->state) : 0;
}

int bede_source_next(bede_source *b, bede_item *item, bede_error *err) {
    source *s = &b->s;
    *item = (bede_item){0};
    if (setjmp(s->full)) {
        bd_fail(err, s->path, "record %llu is too large", (unsigned long long)s->number);
        s->count.bad++;
        return -1;
    }
    int got = s->next(s, item, err);
    if (got != 1)
        return got;
    s->count.items++;
    item->next = resume_at(s);
    if (s->many)
        snprintf(b->name, sizeof b->name, "%s#%llu", s->path, (unsigned long long)item->number);
    item->name = s->many ? b->name : s->path;
    return 1;
}

bede_source_counts bede_source_count(const bede_source *b) {
    return b->s.count;
}

void bede_source_free(bede_source *b) {
    if (!b)
        return;
    bd_arena_free(&b->s.record);
    bd_arena_free(&b->s.whole);
    bd_flow_close(&b->s.flow);
    bd_raw_close(&b->s.raw);
    free(b);
}
