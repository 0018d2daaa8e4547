/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the HTTP part: libmicrohttpd's functions, connections, streams. */
#ifndef BD_SERVE_HTTP_H
#define BD_SERVE_HTTP_H

#include "serve/serve_int.h"

#include <microhttpd.h>

/* Seconds. */
enum {
    HTTP_IDLE = 15,    /* nothing comes or goes */
    HTTP_HEAD = 30,    /* from the first byte of a request to the end of its head */
    HTTP_BODY = 60,    /* to the end of its body */
    HTTP_BEAT = 15,    /* a stream says that it lives */
    HTTP_FAREWELL = 3, /* answers under way when the desk closes */
};
enum {
    HTTP_HEAD_BYTES = 32 << 10,
    HTTP_STREAMS = 256,
    HTTP_CONNECTIONS = 10000,
};

typedef struct mhd_calls {
    void *library;
    __typeof__(MHD_start_daemon) *start_daemon;
    __typeof__(MHD_quiesce_daemon) *quiesce_daemon;
    __typeof__(MHD_stop_daemon) *stop_daemon;
    __typeof__(MHD_get_daemon_info) *get_daemon_info;
    __typeof__(MHD_get_connection_info) *get_connection_info;
    __typeof__(MHD_get_connection_values_n) *get_connection_values_n;
    __typeof__(MHD_lookup_connection_value) *lookup_connection_value;
    __typeof__(MHD_create_response_from_buffer_with_free_callback_cls) *response_from_buffer;
    __typeof__(MHD_create_response_from_callback) *response_from_callback;
    __typeof__(MHD_add_response_header) *add_response_header;
    __typeof__(MHD_queue_response) *queue_response;
    __typeof__(MHD_destroy_response) *destroy_response;
    __typeof__(MHD_suspend_connection) *suspend_connection;
    __typeof__(MHD_resume_connection) *resume_connection;
} mhd_calls;

/* An open connection: who sends too slowly is cut off. */
typedef struct http_peer {
    struct http_peer *next, *before;
    int socket;
    double since; /* it was opened, or its last request was over, or the present one's head came */
    bool asking;  /* a request's head has come */
    bool heard;   /* and its body too */
} http_peer;

/* A client of /api/v1/stream. */
typedef struct http_listener {
    struct http_listener *next, *before;
    desk_http *http;
    struct MHD_Connection *connection;
    bool asleep; /* suspended, until there is something to say */
    char line[256];
    size_t n, at; /* of line: sent up to `at` */
} http_listener;

struct desk_http {
    mhd_calls c;
    desk *d;
    struct MHD_Daemon *daemon;
    atomic_uint under_way; /* requests whose answer is not sent yet */
    pthread_mutex_t lock;  /* of what follows */
    http_peer *peers;
    http_listener *listeners;
    unsigned n_listeners;
    bool ending;
    double last_beat;
};

double http_now(void);
/* The answer as one that libmicrohttpd sends; takes over its text and bytes. NULL: no memory. */
struct MHD_Response *http_response(desk_http *http, const desk_ask *a, desk_answer *to);
/* A stream for this connection; NULL after a refusal. */
struct MHD_Response *http_stream(desk_http *http, struct MHD_Connection *connection,
                                 desk_answer *to);
/* Wakes streams: with the state of now, or (beat) a sign of life. */
void http_wake(desk_http *http, bool beat);
void http_peer_notice(void *http, struct MHD_Connection *c, void **context,
                      enum MHD_ConnectionNotificationCode code);
void http_cut_slow(desk_http *http);

#endif
