/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room intake: a source is one of several kinds over the same flow. */
#ifndef BD_INTAKE_INT_H
#define BD_INTAKE_INT_H

#include "base/arena.h"
#include "intake/flow.h"
#include "intake/intake.h"

typedef struct source source;

/* Fills item but for its name: 1, 0, -1 as bede_source_next() does. */
typedef int source_next(source *s, bede_item *item, bede_error *err);

struct source {
    const char *path;
    bede_source_options options;
    bd_raw raw;
    bd_flow flow;
    source_next *next;
    bede_source_counts count;
    uint64_t number; /* of the last record */
    bd_arena record; /* what belongs to the record at hand */
    jmp_buf full;    /* of that arena */
    bd_arena whole;  /* what belongs to the source: a feed's items */
    void *state;     /* of the kind */
    bool many, done; /* many: records have numbers */
    bool broken;     /* the last record was bad: the place of the next is looked for */
};

/* warc.c */
int warc_next(source *s, bede_item *item, bede_error *err);

/* http.c: the page in an HTTP response. */
typedef struct http_page {
    unsigned status;
    bede_view type, charset, language, modified, encoding; /* of its headers */
    bede_view body;                                        /* unchunked, unpacked */
} http_page;
/* Reads the head of a response: false if it is none. body is what follows, as it is. */
bool http_head(bede_view response, http_page *page, bool *chunked);
/* Undoes chunks and packing of page->body, in the arena. What claims to be packed and is not stays
 * as it is: crawlers often store bodies unpacked under the old head. */
void http_body(bd_arena *a, http_page *page, bool chunked);
/* The charset in a Content-Type, empty if none. */
bede_view http_charset(bede_view content_type);

/* feed.c: items of a feed are read at once. False if the bytes are no feed. */
bool feed_is(bede_view bytes);
bool feed_read(source *s, bede_view bytes, bede_error *err);
int feed_next(source *s, bede_item *item, bede_error *err);

/* jsonl.c */
int jsonl_next(source *s, bede_item *item, bede_error *err);

/* mbox.c */
int mbox_next(source *s, bede_item *item, bede_error *err);

/* robots.c: may `agent` fetch this path, after the text of robots.txt (RFC 9309)? */
bool robots_allow(bede_view robots, const char *agent, bede_view path);
/* The seconds that it asks `agent` to leave between two requests ("Crawl-delay", not in the RFC but
 * in many files); 0 if it does not. */
unsigned robots_pause(bede_view robots, const char *agent);

/* filter.c */
bool filter_host(const source *s, bede_view url);
bool filter_type(const source *s, bede_view type);
bool filter_day(const source *s, bede_date day);
/* `languages` as archives list them: "eng,fra", "en-GB"; nothing told is let through. */
bool filter_language(const source *s, bede_view languages);
bede_view url_host(bede_view url);

#endif
