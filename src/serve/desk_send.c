/* SPDX-License-Identifier: Apache-2.0 */
/* Answers as libmicrohttpd sends them: headers, shared bytes, parts made while sending, streams. */
#include "serve/desk_http.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

/* What every answer says: nothing of anybody else is loaded, framed, sniffed or told. */
static const struct {
    const char *name, *value;
} ALWAYS[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
     "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
    {"Vary", "Accept-Encoding"},
};

static void headers(desk_http *http, struct MHD_Response *r, const desk_answer *to) {
    const mhd_calls *c = &http->c;
    for (size_t i = 0; i < sizeof ALWAYS / sizeof *ALWAYS; i++)
        c->add_response_header(r, ALWAYS[i].name, ALWAYS[i].value);
    if (to->type)
        c->add_response_header(r, "Content-Type", to->type);
    if (to->etag[0])
        c->add_response_header(r, "ETag", to->etag);
    if (to->packed)
        c->add_response_header(r, "Content-Encoding", "gzip");
    if (to->file[0]) {
        char value[100];
        snprintf(value, sizeof value, "attachment; filename=\"%s\"", to->file);
        c->add_response_header(r, "Content-Disposition", value);
    }
    c->add_response_header(r, "Cache-Control", to->cache ? to->cache : "no-cache");
    if (to->status == 405)
        c->add_response_header(r, "Allow", "GET, HEAD, POST");
}

/* ---- parts made while sending ---------------------------------------------------------------- */

typedef struct parts {
    desk *d;
    desk_more *more;
    void *ctx;
    void (*free)(void *ctx);
    desk_text text;
    size_t at;
} parts;

static ssize_t next_part(void *parts_, uint64_t pos, char *buf, size_t max) {
    parts *p = parts_;
    (void)pos;
    while (p->at == p->text.n) {
        p->at = p->text.n = 0;
        if (p->more && !p->more(p->d, p->ctx, &p->text))
            p->more = NULL;
        if (p->text.full)
            return MHD_CONTENT_READER_END_WITH_ERROR;
        if (!p->more && !p->text.n)
            return MHD_CONTENT_READER_END_OF_STREAM;
    }
    size_t n = p->text.n - p->at < max ? p->text.n - p->at : max;
    memcpy(buf, p->text.s + p->at, n);
    p->at += n;
    return (ssize_t)n;
}

static void free_parts(void *parts_) {
    parts *p = parts_;
    if (p->free)
        p->free(p->ctx);
    free(p->text.s);
    free(p);
}

static struct MHD_Response *in_parts(desk_http *http, desk_answer *to) {
    parts *p = calloc(1, sizeof *p);
    if (!p) {
        if (to->more_free)
            to->more_free(to->more_ctx);
        return NULL;
    }
    *p = (parts){.d = http->d, .more = to->more, .ctx = to->more_ctx, .free = to->more_free};
    struct MHD_Response *r =
        http->c.response_from_callback(MHD_SIZE_UNKNOWN, 64 << 10, next_part, p, free_parts);
    if (!r)
        free_parts(p);
    return r;
}

struct MHD_Response *http_response(desk_http *http, const desk_ask *a, desk_answer *to) {
    struct MHD_Response *r;
    if (to->more) {
        r = in_parts(http, to);
    } else {
        desk_pack(a, to);
        if (!to->bytes)
            return NULL;
        r = http->c.response_from_buffer(to->bytes->n, to->bytes->s, desk_bytes_drop, to->bytes);
        if (!r)
            desk_bytes_drop(to->bytes);
    }
    if (r)
        headers(http, r, to);
    return r;
}

/* ---- streams --------------------------------------------------------------------------------- */

/* What is to be said of the state of now. The lock is held. */
static void write_state(http_listener *l) {
    desk *d = l->http->d;
    pthread_mutex_lock(&d->lock);
    const desk_table *t = d->table;
    int n = snprintf(l->line, sizeof l->line,
                     "event: store\ndata: {\"state\":\"%s\",\"events\":%zu,\"articles\":%zu}\n\n",
                     t->state, t->n, t->n_articles);
    pthread_mutex_unlock(&d->lock);
    l->n = n > 0 ? (size_t)n : 0;
    l->at = 0;
}

static ssize_t next_line(void *listener, uint64_t pos, char *buf, size_t max) {
    http_listener *l = listener;
    ssize_t out;
    (void)pos;
    pthread_mutex_lock(&l->http->lock);
    if (l->at < l->n) {
        size_t n = l->n - l->at < max ? l->n - l->at : max;
        memcpy(buf, l->line + l->at, n);
        l->at += n;
        out = (ssize_t)n;
    } else if (l->http->ending) {
        out = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        l->asleep = true;
        l->http->c.suspend_connection(l->connection);
        out = 0;
    }
    pthread_mutex_unlock(&l->http->lock);
    return out;
}

static void free_listener(void *listener) {
    http_listener *l = listener;
    desk_http *http = l->http;
    pthread_mutex_lock(&http->lock);
    if (l->before)
        l->before->next = l->next;
    else
        http->listeners = l->next;
    if (l->next)
        l->next->before = l->before;
    http->n_listeners--;
    pthread_mutex_unlock(&http->lock);
    free(l);
}

struct MHD_Response *http_stream(desk_http *http, struct MHD_Connection *connection,
                                 desk_answer *to) {
    http_listener *l = calloc(1, sizeof *l);
    to->stream = false;
    if (!l) {
        desk_refuse(to, 503, "no memory for a stream");
        return NULL;
    }
    l->http = http;
    l->connection = connection;
    pthread_mutex_lock(&http->lock);
    bool room = http->n_listeners < HTTP_STREAMS && !http->ending;
    if (room) {
        write_state(l);
        l->next = http->listeners;
        if (l->next)
            l->next->before = l;
        http->listeners = l;
        http->n_listeners++;
    }
    pthread_mutex_unlock(&http->lock);
    if (!room) {
        free(l);
        desk_refuse(to, 503, "%d streams are open already", HTTP_STREAMS);
        return NULL;
    }
    struct MHD_Response *r =
        http->c.response_from_callback(MHD_SIZE_UNKNOWN, 1024, next_line, l, free_listener);
    if (!r) {
        free_listener(l);
        desk_refuse(to, 503, "no memory for a stream");
        return NULL;
    }
    to->type = "text/event-stream";
    to->cache = "no-store";
    headers(http, r, to);
    return r;
}

void http_wake(desk_http *http, bool beat) {
    pthread_mutex_lock(&http->lock);
    for (http_listener *l = http->listeners; l; l = l->next) {
        if (l->at < l->n)
            continue; /* what it has not taken yet; the next one will tell */
        if (beat) {
            l->n = (size_t)snprintf(l->line, sizeof l->line, ":\n\n");
            l->at = 0;
        } else {
            write_state(l);
        }
        if (l->asleep) {
            l->asleep = false;
            http->c.resume_connection(l->connection);
        }
    }
    pthread_mutex_unlock(&http->lock);
}

/* ---- slow ones ------------------------------------------------------------------------------- */

void http_peer_notice(void *http_, struct MHD_Connection *c, void **context,
                      enum MHD_ConnectionNotificationCode code) {
    desk_http *http = http_;
    http_peer *p = *context;
    pthread_mutex_lock(&http->lock);
    if (code == MHD_CONNECTION_NOTIFY_STARTED && (p = calloc(1, sizeof *p)) != NULL) {
        const union MHD_ConnectionInfo *info =
            http->c.get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        p->socket = info ? info->connect_fd : -1;
        p->since = http_now();
        p->next = http->peers;
        if (p->next)
            p->next->before = p;
        http->peers = p;
        *context = p;
    } else if (code == MHD_CONNECTION_NOTIFY_CLOSED && p) {
        if (p->before)
            p->before->next = p->next;
        else
            http->peers = p->next;
        if (p->next)
            p->next->before = p->before;
        free(p);
        *context = NULL;
    }
    pthread_mutex_unlock(&http->lock);
}

/* The library's own limit is on silence; who sends a byte now and then would stay for ever. The
 * socket is not closed here, only shut, so that its number belongs to nobody else yet. */
void http_cut_slow(desk_http *http) {
    double now = http_now();
    pthread_mutex_lock(&http->lock);
    for (http_peer *p = http->peers; p; p = p->next) {
        double most = p->asking ? HTTP_BODY : HTTP_HEAD;
        if (!(p->asking && p->heard) && now - p->since > most && p->socket >= 0)
            shutdown(p->socket, SHUT_RDWR);
    }
    pthread_mutex_unlock(&http->lock);
}
