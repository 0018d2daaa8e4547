/* SPDX-License-Identifier: Apache-2.0 */
/* The daemon: requests in, answers out, by libmicrohttpd.
 *
 * The library is loaded when a desk is opened: what it needs in its turn takes longer to load than
 * a page to read. Its threads wait for many connections each; an answer is made on the thread whose
 * connection asked. */
#include "serve/desk_http.h"

#include "base/utf8.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

double http_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool load(mhd_calls *c) {
    c->library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!c->library)
        return false;
#define TAKE(field, name) (*(void **)&c->field = dlsym(c->library, name)) != NULL
    return TAKE(start_daemon, "MHD_start_daemon") && TAKE(quiesce_daemon, "MHD_quiesce_daemon") &&
           TAKE(stop_daemon, "MHD_stop_daemon") && TAKE(get_daemon_info, "MHD_get_daemon_info") &&
           TAKE(get_connection_info, "MHD_get_connection_info") &&
           TAKE(get_connection_values_n, "MHD_get_connection_values_n") &&
           TAKE(lookup_connection_value, "MHD_lookup_connection_value") &&
           TAKE(response_from_buffer, "MHD_create_response_from_buffer_with_free_callback_cls") &&
           TAKE(response_from_callback, "MHD_create_response_from_callback") &&
           TAKE(add_response_header, "MHD_add_response_header") &&
           TAKE(queue_response, "MHD_queue_response") &&
           TAKE(destroy_response, "MHD_destroy_response") &&
           TAKE(suspend_connection, "MHD_suspend_connection") &&
           TAKE(resume_connection, "MHD_resume_connection");
#undef TAKE
}

/* ---- a request ------------------------------------------------------------------------------- */

typedef struct request {
    desk_http *http;
    http_peer *peer;
    desk_text body;
    bool too_large;
} request;

static const char *header(desk_http *http, struct MHD_Connection *c, const char *name) {
    return http->c.lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static enum MHD_Result one_param(void *ask_, enum MHD_ValueKind kind, const char *name, size_t n,
                                 const char *value, size_t size) {
    desk_ask *a = ask_;
    (void)kind;
    if (!value)
        value = "";
    if (a->n_params == DESK_MOST_PARAMS)
        a->wrong = "too many parameters";
    else if (strlen(name) != n || (size && strlen(value) != size))
        a->wrong = "a parameter holds a zero byte";
    else if (n > 40 || size > DESK_MOST_PARAM_BYTES)
        a->wrong = "a parameter is longer than 1000 bytes";
    else if (!bd_utf8_valid(bd_view_z(name)) || !bd_utf8_valid(bd_view_z(value)))
        a->wrong = "a parameter is not UTF-8";
    if (a->wrong)
        return MHD_NO;
    a->params[a->n_params++] = (desk_param){name, value};
    return MHD_YES;
}

/* "gzip", unless it is said not to. */
static bool takes_gzip(const char *accepted) {
    const char *gzip = accepted ? strstr(accepted, "gzip") : NULL;
    return gzip && strncmp(gzip + 4, ";q=0", 4) != 0;
}

static enum MHD_Result send_answer(desk_http *http, struct MHD_Connection *c, const desk_ask *a,
                                   desk_answer *to) {
    struct MHD_Response *r = to->stream ? http_stream(http, c, to) : NULL;
    if (!r)
        r = http_response(http, a, to);
    if (!r)
        return MHD_NO;
    enum MHD_Result sent = http->c.queue_response(c, (unsigned)to->status, r);
    http->c.destroy_response(r);
    return sent;
}

static enum MHD_Result respond(request *r, struct MHD_Connection *c, const char *path,
                               const char *method) {
    desk_http *http = r->http;
    desk_answer to = {0};
    const char *type = header(http, c, "Content-Type");
    desk_ask a = {.method = method,
                  .path = path,
                  .body = bd_view(r->body.s ? r->body.s : "", r->body.n),
                  .gzip = takes_gzip(header(http, c, "Accept-Encoding")),
                  .known = header(http, c, "If-None-Match"),
                  .type = type ? type : ""};
    if (!bd_utf8_valid(bd_view_z(path)) || strlen(path) > DESK_MOST_PARAM_BYTES)
        a.wrong = "the path is not UTF-8, or too long";
    http->c.get_connection_values_n(c, MHD_GET_ARGUMENT_KIND, one_param, &a);
    if (desk_let_in(http->d, method, path, header(http, c, "Host"), header(http, c, "Origin"),
                    header(http, c, "Sec-Fetch-Site"), header(http, c, "X-Bede-Token"), &to)) {
        if (r->too_large)
            desk_refuse(&to, 413, "a page has at most %d MB", DESK_MOST_BODY >> 20);
        else if (r->body.full)
            desk_refuse(&to, 503, "no memory for the page");
        else
            desk_route(http->d, &a, &to);
    }
    return send_answer(http, c, &a, &to);
}

/* Called for the head of a request, for each part of its body, and once more at its end. */
static enum MHD_Result handle(void *http_, struct MHD_Connection *c, const char *path,
                              const char *method, const char *version, const char *part, size_t *n,
                              void **request_) {
    desk_http *http = http_;
    request *r = *request_;
    (void)version;
    if (!r) {
        const union MHD_ConnectionInfo *info =
            http->c.get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
        if (!(r = calloc(1, sizeof *r)))
            return MHD_NO;
        *request_ = r;
        r->http = http;
        r->peer = info ? info->socket_context : NULL;
        atomic_fetch_add(&http->under_way, 1);
        pthread_mutex_lock(&http->lock);
        if (r->peer) {
            r->peer->asking = true;
            r->peer->heard = false;
            r->peer->since = http_now();
        }
        pthread_mutex_unlock(&http->lock);
        /* Who may not send a body is told before it is sent. */
        desk_answer to = {0};
        if (strcmp(method, "POST") == 0 &&
            !desk_let_in(http->d, method, path, header(http, c, "Host"), header(http, c, "Origin"),
                         header(http, c, "Sec-Fetch-Site"), header(http, c, "X-Bede-Token"), &to))
            return send_answer(http, c, &(desk_ask){0}, &to);
        return MHD_YES;
    }
    if (*n) {
        if (*n > DESK_MOST_BODY - r->body.n)
            r->too_large = true;
        if (!r->too_large && strcmp(method, "POST") == 0)
            desk_say(&r->body, part, *n);
        *n = 0;
        return MHD_YES;
    }
    pthread_mutex_lock(&http->lock);
    if (r->peer)
        r->peer->heard = true;
    pthread_mutex_unlock(&http->lock);
    return respond(r, c, path, method);
}

static void over(void *http_, struct MHD_Connection *c, void **request_,
                 enum MHD_RequestTerminationCode why) {
    desk_http *http = http_;
    request *r = *request_;
    (void)c;
    (void)why;
    if (!r)
        return;
    atomic_fetch_sub(&http->under_way, 1);
    pthread_mutex_lock(&http->lock);
    if (r->peer) {
        r->peer->asking = false;
        r->peer->since = http_now();
    }
    pthread_mutex_unlock(&http->lock);
    free(r->body.s);
    free(r);
    *request_ = NULL;
}

static int hex(char c) {
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

/* "%41" becomes "A", in place. "%00" stays as it is: what is asked for never ends before its end.
 */
static size_t unescape(void *http, struct MHD_Connection *c, char *s) {
    size_t n = 0;
    (void)http;
    (void)c;
    for (size_t i = 0; s[i]; i++, n++) {
        int high = s[i] == '%' ? hex(s[i + 1]) : -1, low = high >= 0 ? hex(s[i + 2]) : -1;
        s[n] = s[i];
        if (low >= 0 && (high || low)) {
            s[n] = (char)(high << 4 | low);
            i += 2;
        }
    }
    s[n] = '\0';
    return n;
}

/* ---- the daemon ------------------------------------------------------------------------------ */

static void say_nothing(void *ctx, const char *format, va_list args) {
    (void)ctx;
    (void)format;
    (void)args;
}

/* As many as files may be open, with some left for the store. */
static unsigned most_connections(void) {
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur == RLIM_INFINITY)
        return HTTP_CONNECTIONS;
    rlim_t most = r.rlim_cur > 200 ? r.rlim_cur - 100 : 100;
    return most < HTTP_CONNECTIONS ? (unsigned)most : HTTP_CONNECTIONS;
}

static bool add_host(desk *d, const char *host) {
    char **more = realloc(d->hosts, (d->n_hosts + 1) * sizeof *more);
    if (!more)
        return false;
    d->hosts = more;
    d->hosts[d->n_hosts] = strdup(host);
    return d->hosts[d->n_hosts++] != NULL;
}

static bool start(desk_http *http, const struct sockaddr *where, bool six, bede_error *err) {
    desk *d = http->d;
    errno = 0;
    http->daemon = http->c.start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME |
            (six ? MHD_USE_IPv6 : 0),
        d->port, NULL, NULL, handle, http, MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL,
        MHD_OPTION_SOCK_ADDR, where, MHD_OPTION_THREAD_POOL_SIZE, d->threads,
        MHD_OPTION_CONNECTION_LIMIT, most_connections(), MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)HTTP_IDLE, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_HEAD_BYTES,
        MHD_OPTION_NOTIFY_COMPLETED, over, http, MHD_OPTION_NOTIFY_CONNECTION, http_peer_notice,
        http, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL,
        MHD_OPTION_END);
    if (http->daemon)
        return true;
    return bd_fail(err, d->address, "cannot be listened on: %s; --port 0 takes any that is free",
                   errno ? strerror(errno) : "the port may be taken");
}

/* The port that "any" has become. */
static void learn_port(desk_http *http, const char *address, bool six) {
    desk *d = http->d;
    const union MHD_DaemonInfo *info =
        http->c.get_daemon_info(http->daemon, MHD_DAEMON_INFO_BIND_PORT);
    if (info)
        d->port = info->port;
    snprintf(d->address, sizeof d->address, six ? "http://[%s]:%u/" : "http://%s:%u/", address,
             d->port);
}

bool desk_http_start(desk *d, const bede_desk_options *o, bede_error *err) {
    const char *address = o->address ? o->address : "127.0.0.1";
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_PASSIVE, .ai_socktype = SOCK_STREAM},
                    *found = NULL;
    char port[8];
    desk_http *http = calloc(1, sizeof *http);
    if (!http)
        return bd_fail(err, d->path, "no memory");
    d->http = http;
    http->d = d;
    pthread_mutex_init(&http->lock, NULL);
    if (!load(&http->c))
        return bd_fail(err, "libmicrohttpd",
                       "is not on this machine; install it (Debian: libmicrohttpd12)");
    bool ok = add_host(d, address);
    for (size_t i = 0; ok && i < o->n_hosts; i++)
        ok = add_host(d, o->hosts[i]);
    if (!ok)
        return bd_fail(err, d->path, "no memory");
    snprintf(port, sizeof port, "%u", d->port);
    snprintf(d->address, sizeof d->address, "%s:%s", address, port);
    if (getaddrinfo(address, port, &hints, &found) != 0)
        return bd_fail(err, address, "is no IP address of this machine");
    bool six = found->ai_family == AF_INET6;
    ok = start(http, found->ai_addr, six, err);
    freeaddrinfo(found);
    if (ok)
        learn_port(http, address, six);
    return ok;
}

void desk_http_tell(desk *d) {
    http_wake(d->http, false);
}

void desk_http_tick(desk *d) {
    http_cut_slow(d->http);
    if (http_now() - d->http->last_beat < HTTP_BEAT)
        return;
    d->http->last_beat = http_now();
    http_wake(d->http, true);
}

void desk_http_stop(desk *d) {
    desk_http *http = d->http;
    if (!http)
        return;
    if (http->daemon) {
        MHD_socket listening = http->c.quiesce_daemon(http->daemon);
        pthread_mutex_lock(&http->lock);
        http->ending = true;
        pthread_mutex_unlock(&http->lock);
        http_wake(http, true);
        for (int i = 0; i < HTTP_FAREWELL * 100 && atomic_load(&http->under_way); i++)
            usleep(10000);
        http->c.stop_daemon(http->daemon);
        if (listening != MHD_INVALID_SOCKET)
            close(listening);
    }
    pthread_mutex_destroy(&http->lock);
    free(http);
    d->http = NULL;
}
