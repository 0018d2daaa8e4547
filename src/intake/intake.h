/* SPDX-License-Identifier: Apache-2.0 */
/* The intake room: pages from files, archives, feeds and addresses (bede_source_* in bede.h); and
 * below, one address after the other from the net, for those who follow feeds. */
#ifndef BD_INTAKE_INTAKE_H
#define BD_INTAKE_INTAKE_H

#include "base/arena.h"
#include "base/error.h"
#include "bede.h"

/* A polite client: one connection at a time, kept open for the same host; robots.txt of every host
 * is asked once and obeyed, also where a redirect leads; 8 redirects, time and size bounded. */
typedef struct bd_fetch bd_fetch;

typedef struct bd_fetch_ask {
    const char *url;
    bede_view etag, modified; /* of the last answer: asks only for what is newer */
    size_t most;              /* bytes, unpacked; 0: BD_MAX_INPUT_BYTES */
} bd_fetch_ask;

typedef enum bd_fetch_fault {
    BD_FETCH_FINE,
    BD_FETCH_UNCHANGED, /* 304 */
    BD_FETCH_FORBIDDEN, /* by robots.txt */
    BD_FETCH_REFUSED,   /* the server's answer is 4xx: asking again will not help */
    BD_FETCH_LATER,     /* 429, 5xx, no connection, time-out */
    BD_FETCH_BROKEN,    /* too large, redirects without end, no http */
} bd_fetch_fault;

typedef struct bd_fetch_answer { /* in the arena */
    unsigned status;
    bede_view url; /* after redirects */
    bede_view body, type, charset, etag, modified;
    unsigned retry_after; /* seconds that the server asks to wait; 0: it does not */
    bool moved;           /* all redirects on the way were for good */
} bd_fetch_answer;

/* NULL without libcurl. `o`: seconds, ignore_robots. */
bd_fetch *bd_fetch_new(const bede_source_options *o, bede_error *err);
void bd_fetch_free(bd_fetch *f);
bd_fetch_fault bd_fetch_get(bd_fetch *f, bd_arena *a, const bd_fetch_ask *ask, bd_fetch_answer *out,
                            bede_error *err);
/* Seconds that the robots.txt of the address' host asks to leave between two requests, if it has
 * been read; else 0. */
unsigned bd_fetch_pause(const bd_fetch *f, const char *url);
bool bd_fetch_is_address(const char *path);
/* "https://www.x.example:8080", of an address; empty if it is none. */
bede_view bd_fetch_site(bede_view url);

#endif
