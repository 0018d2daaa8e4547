/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to the reading desk, without sockets: the first line is method and address, the rest a
 * body. Whatever is asked, there is an answer of the kind that its status says, and JSON is JSON.
 */
#include "fuzz.h"

#include "serve/serve_int.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static desk *the_desk;
static char path[64];

static void forget_store(void) {
    char other[80];
    unlink(path);
    snprintf(other, sizeof other, "%s-wal", path);
    unlink(other);
    snprintf(other, sizeof other, "%s-shm", path);
    unlink(other);
}

static void fill_store(const bede_knowledge *know) {
    static const char *const pages[] = {
        "Norway met Chad.\n\nThe president of Norway met the president of Chad in Oslo on Monday.",
        "Peru accused Chile.\n\nPeru accused Chile of spying on Tuesday, an official said. \"We "
        "did "
        "not spy,\" Chile said.",
    };
    bede_error err = {0};
    bede_store *s = bede_store_open(path, &(bede_store_options){.make = true}, &err);
    bede_reader *r = bede_reader_new(know, &err);
    for (int i = 0; s && r && i < 2; i++) {
        const bede_options o = {.input = BEDE_INPUT_CLEAN, .date = {2031, 5, (uint8_t)(6 + i)}};
        const bede_article *a = bede_read(r, "page", pages[i], strlen(pages[i]), &o, &err);
        bede_entry *e = a ? bede_entry_new(a, i + 1, &err) : NULL;
        if (!e || bede_store_add(s, e, &err) != 1)
            abort();
        bede_entry_free(e);
    }
    bede_store_end_run(s, &err);
    bede_reader_free(r);
    bede_store_close(s);
}

static void open_desk(void) {
    bede_error err = {0};
    desk *d = calloc(1, sizeof *d);
    const bede_knowledge *know = bede_knowledge_builtin(&err);
    snprintf(path, sizeof path, "/tmp/bede-fuzz-serve-%d.db", (int)getpid());
    fill_store(know);
    atexit(forget_store);
    pthread_mutex_init(&d->lock, NULL);
    pthread_mutex_init(&d->replies_lock, NULL);
    pthread_mutex_init(&d->lines_lock, NULL);
    snprintf(d->path, sizeof d->path, "%s", path);
    snprintf(d->token, sizeof d->token, "%032d", 7);
    d->know = know;
    d->may_write = true;
    d->port = 8017;
    bede_store *s = bede_store_open(path, NULL, &err);
    d->table = s ? desk_table_load(s, "state", &err) : NULL;
    if (!d->table)
        abort();
    bede_store_close(s);
    the_desk = d;
}

static void unescape(char *s) {
    char *to = s;
    for (; *s; s++) {
        unsigned c = 0;
        if (*s == '%' && sscanf(s + 1, "%2x", &c) == 1 && c && s[1] && s[2]) {
            *to++ = (char)c;
            s += 2;
        } else {
            *to++ = *s == '+' ? ' ' : *s;
        }
    }
    *to = '\0';
}

/* "GET /api/v1/events?who=NOR&type=AID" */
static void take_line(char *line, desk_ask *a) {
    char *address = strchr(line, ' ');
    a->method = line;
    a->path = "/";
    if (!address)
        return;
    *address++ = '\0';
    char *query = strchr(address, '?');
    if (query)
        *query++ = '\0';
    unescape(address);
    a->path = address;
    for (char *p = query; p && *p && a->n_params < DESK_MOST_PARAMS;) {
        char *next = strchr(p, '&'), *value;
        if (next)
            *next++ = '\0';
        value = strchr(p, '=');
        if (value)
            *value++ = '\0';
        unescape(p);
        if (value)
            unescape(value);
        if (bd_utf8_valid(bd_view_z(p)) && (!value || bd_utf8_valid(bd_view_z(value))) &&
            strlen(p) <= 40 && (!value || strlen(value) <= DESK_MOST_PARAM_BYTES))
            a->params[a->n_params++] = (desk_param){p, value ? value : ""};
        p = next;
    }
}

static void judge(desk_answer *to) {
    bool json = to->type && strcmp(to->type, "application/json") == 0;
    if (to->status < 200 || to->status > 503 || (to->status == 500))
        abort();
    if (json && !to->bytes) {
        json_t *o = json_loadb(to->text.s ? to->text.s : "", to->text.n, 0, NULL);
        if (!o)
            abort();
        json_decref(o);
    }
    for (desk_text part = {0}; to->more;) {
        bool more = to->more(the_desk, to->more_ctx, &part);
        free(part.s);
        part = (desk_text){0};
        if (!more)
            break;
    }
    if (to->more_free)
        to->more_free(to->more_ctx);
    desk_bytes_drop(to->bytes);
    free(to->text.s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    desk_answer to = {0};
    desk_ask a = {.type = "", .known = NULL};
    if (!the_desk)
        open_desk();
    const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
    size_t n = end ? (size_t)(end - data) : size;
    char *line = calloc(1, n + 1);
    if (n)
        memcpy(line, data, n);
    a.body = bd_view(end ? (const char *)end + 1 : "", end ? size - n - 1 : 0);
    take_line(line, &a);
    if (bd_utf8_valid(bd_view_z(a.path)) &&
        desk_let_in(the_desk, a.method, a.path, "localhost:8017", NULL, NULL, the_desk->token, &to))
        desk_route(the_desk, &a, &to);
    else if (!to.status)
        to.status = 400;
    judge(&to);
    free(line);
    return 0;
}
