/* SPDX-License-Identifier: Apache-2.0 */
/* The reading desk: a store over HTTP.
 *
 *     desk_http.c   the daemon: connections and bodies (libmicrohttpd, loaded when it is asked for)
 *     desk_send.c   answers as it sends them, streams
 *     guard.c       who may ask: Host, Origin, token
 *     route.c       which function answers what
 *     ...           those functions: a question in, an answer out; they know nothing of sockets
 *     desk.c        what they share: connections to the store, the table of now
 *     memory.c      what is remembered of answers
 *
 * An answer is made by a hand: a connection to the store and a reader of its own, so that hands
 * work side by side. There are as many as there are threads of the daemon. */
#ifndef BD_SERVE_INT_H
#define BD_SERVE_INT_H

#include "serve/desk_table.h"

#include "base/error.h"

#include <jansson.h>

/* ---- text in the making ---------------------------------------------------------------------- */

typedef struct desk_text {
    char *s;
    size_t n, cap;
    bool full; /* no memory: what follows is dropped, the answer becomes an error */
} desk_text;
void desk_say(desk_text *t, const char *s, size_t n);
void desk_say_z(desk_text *t, const char *z);
void desk_say_format(desk_text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void desk_put(void *text, const char *s, size_t n); /* a bede_put */
/* Takes over `o`. */
void desk_say_json(desk_text *t, json_t *o);

/* ---- questions and answers ------------------------------------------------------------------- */

enum {
    DESK_MOST_PARAMS = 48,
    DESK_MOST_BODY = 12 << 20,
    DESK_MOST_PARAM_BYTES = 1000,
    DESK_MOST_ROWS = 1000, /* events of one page of JSON */
};

typedef struct desk_param {
    const char *name, *value;
} desk_param;

typedef struct desk_ask {
    const char *method, *path;
    desk_param params[DESK_MOST_PARAMS];
    int n_params;
    const char *wrong; /* what makes the question none; NULL */
    bede_view body;
    bool gzip;         /* the client takes it */
    const char *known; /* If-None-Match, or NULL */
    const char *type;  /* Content-Type of the body, or "" */
} desk_ask;

/* Bytes that several answers share. */
typedef struct desk_bytes {
    atomic_uint users;
    size_t n;
    char s[];
} desk_bytes;
desk_bytes *desk_bytes_new(const char *s, size_t n);
desk_bytes *desk_bytes_hold(desk_bytes *b);
void desk_bytes_drop(void *b);

typedef struct bede_desk desk;
typedef struct desk_hand desk_hand;
typedef struct desk_http desk_http;

/* The next part of an answer that is made while it is sent; false: that was all. */
typedef bool desk_more(desk *d, void *ctx, desk_text *out);

typedef struct desk_answer {
    int status;
    const char *type;
    desk_text text;    /* what the function writes */
    desk_bytes *bytes; /* ready instead of text: of the memory of answers, or an asset */
    bool packed;       /* bytes are gzip */
    char etag[64];     /* "" for none */
    const char *cache; /* Cache-Control */
    char file[64];     /* name for saving, "" to show */
    desk_more *more;   /* instead of both */
    void *more_ctx;
    void (*more_free)(void *ctx);
    bool stream; /* server-sent events; stream.c */
} desk_answer;

/* {"error": ...} */
void desk_refuse(desk_answer *a, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void desk_refuse_error(desk_answer *a, int status, const bede_error *err);

/* The text as bytes, packed if the client takes that and it pays; pack.c. */
void desk_pack(const desk_ask *a, desk_answer *to);
/* What gzip packed; NULL: no memory, or damaged. */
desk_bytes *desk_unpack(const unsigned char *packed, size_t n, size_t size);

const char *desk_param_of(const desk_ask *a, const char *name); /* NULL if it is not there */
/* A number from `least` to `most`; `otherwise` if it is not there. False after a refusal. */
bool desk_number(const desk_ask *a, const char *name, long least, long most, long otherwise,
                 long *out, desk_answer *to);
/* The filters; every parameter is one of them or of `others` (joined with "|"). False after a
 * refusal. */
bool desk_query(const desk_ask *a, const char *others, bede_query *q, desk_answer *to);

/* ---- the desk -------------------------------------------------------------------------------- */

struct desk_hand {
    bede_store *store;
    bede_reader *reader; /* made when the first page is read */
    desk *d;
    desk_hand *next;
};

enum { DESK_REPLIES = 128, DESK_REPLY_BYTES = 24 << 20, DESK_LINES = 1 << 15 };

typedef struct desk_reply {
    char *key;
    desk_bytes *bytes;
    const char *type;
    bool packed;
} desk_reply;

struct bede_desk {
    char path[4096], name[256], token[33], nonce[9], address[128];
    void *key;
    size_t key_bytes;
    const bede_knowledge *know;
    bool may_write;
    unsigned threads;
    unsigned short port;
    char **hosts; /* names under which it may be asked, without port */
    size_t n_hosts;

    pthread_mutex_t lock; /* of hands and the table's pointer */
    desk_hand *hands;
    desk_table *table;

    pthread_mutex_t replies_lock;
    desk_reply replies[DESK_REPLIES];
    size_t next_reply, reply_bytes;

    pthread_mutex_t lines_lock;
    struct {
        int64_t row;
        desk_bytes *line;
    } lines[DESK_LINES];
    char lines_state[40];

    bede_store *watched; /* the watcher's own */
    int64_t version;     /* its data_version, before the first table was loaded */
    pthread_t watcher;
    bool watching;
    pthread_cond_t wake;
    atomic_bool ending;
    desk_http *http;
};

/* A hand and the table of now; given back by desk_done(). NULL with a refusal. */
desk_hand *desk_begin(desk *d, desk_table **t, desk_answer *to);
void desk_done(desk_hand *h, desk_table *t);
bede_reader *desk_reader(desk_hand *h, desk_answer *to);
/* Opens the store once more; NULL with an error. */
bede_store *desk_open_store(const desk *d, bool write, bede_error *err);

/* Answers of one state of the store, by their question. */
bool desk_recall(desk *d, const char *key, desk_answer *to);
void desk_remember(desk *d, const char *key, const desk_answer *a);
void desk_forget(desk *d);

/* The line of JSON of each row, "" if the event is gone, joined with commas. */
bool desk_lines(desk *d, desk_hand *h, const desk_table *t, const int64_t *rows, size_t n,
                desk_text *out, bede_error *err);

/* ---- answers --------------------------------------------------------------------------------- */

typedef void desk_answerer(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to);
desk_answerer desk_about, desk_openapi, desk_events, desk_event, desk_overview, desk_counts,
    desk_complete, desk_article, desk_why, desk_rule, desk_stream, desk_read, desk_read_why,
    desk_review, desk_reviews;
/* A file of the page; false if there is none of that name. */
bool desk_asset(const desk_ask *a, desk_answer *to);

/* Fills in the answer to a question that was let in. */
void desk_route(desk *d, const desk_ask *a, desk_answer *to);
/* Whether it may be asked at all: false after a refusal. NULL: the header is not there. */
bool desk_let_in(const desk *d, const char *method, const char *path, const char *host,
                 const char *origin, const char *site, const char *token, desk_answer *to);

bool desk_http_start(desk *d, const bede_desk_options *o, bede_error *err);
void desk_http_stop(desk *d);
/* All streams are told of the state that the table has. */
void desk_http_tell(desk *d);
/* Once a second or so: signs of life, and no patience with those who send too slowly. */
void desk_http_tick(desk *d);

#endif
