/* SPDX-License-Identifier: Apache-2.0 */
/* Mailboxes: each message a page of its HTML part, else of its text (MIME by GMime). */
#include "intake/intake_int.h"

#include "base/limits.h"

#include <stdio.h>
#ifdef BEDE_WITH_MAIL
#include <dlfcn.h>
#include <gmime/gmime.h>
#include <stdlib.h>

/* GMime is loaded with the first mailbox: loading it takes longer than reading a page. Its own
 * declarations give the types. */
#define CALLS(X)                                                                                   \
    X(g_mime_init)                                                                                 \
    X(g_mime_stream_mem_new)                                                                       \
    X(g_mime_stream_mem_new_with_buffer)                                                           \
    X(g_mime_stream_mem_get_byte_array)                                                            \
    X(g_mime_parser_new_with_stream)                                                               \
    X(g_mime_parser_construct_message)                                                             \
    X(g_mime_message_foreach)                                                                      \
    X(g_mime_message_get_subject)                                                                  \
    X(g_mime_message_get_date)                                                                     \
    X(g_mime_part_get_type)                                                                        \
    X(g_mime_part_is_attachment)                                                                   \
    X(g_mime_part_get_content)                                                                     \
    X(g_mime_object_get_content_type)                                                              \
    X(g_mime_content_type_is_type)                                                                 \
    X(g_mime_content_type_get_parameter)                                                           \
    X(g_mime_data_wrapper_write_to_stream)                                                         \
    X(g_type_check_instance_is_a)                                                                  \
    X(g_object_unref)                                                                              \
    X(g_date_time_get_ymd)

#define FIELD(name) __typeof__(&(name)) name;
struct mail_calls {
    CALLS(FIELD)
};

static const struct mail_calls *load(source *s) {
    struct mail_calls *c = bd_arena_alloc(&s->whole, sizeof *c);
    void *library = dlopen("libgmime-3.0.so.0", RTLD_NOW | RTLD_LOCAL);
    bool all = library != NULL;
#define FIND(name)                                                                                 \
    if (all && !(*(void **)&c->name = dlsym(library, #name)))                                      \
        all = false;
    CALLS(FIND)
    if (!all)
        return NULL;
    c->g_mime_init(); /* may be called again and again; the library stays for good, as GLib must */
    return c;
}

typedef struct parts {
    const struct mail_calls *c;
    GMimePart *html, *text;
} parts;

static void look(GMimeObject *parent, GMimeObject *part, gpointer parts_) {
    parts *p = parts_;
    const struct mail_calls *c = p->c;
    (void)parent;
    if (!c->g_type_check_instance_is_a((GTypeInstance *)part, c->g_mime_part_get_type()) ||
        c->g_mime_part_is_attachment((GMimePart *)part))
        return;
    GMimeContentType *type = c->g_mime_object_get_content_type(part);
    if (!p->html && c->g_mime_content_type_is_type(type, "text", "html"))
        p->html = (GMimePart *)part;
    else if (!p->text && c->g_mime_content_type_is_type(type, "text", "plain"))
        p->text = (GMimePart *)part;
}

static bede_view copy(bd_arena *a, const char *s) {
    size_t n = s ? strlen(s) : 0;
    return n ? bd_view(bd_arena_copy(a, s, n), n) : (bede_view){0};
}

/* Unpacked (base64, quoted-printable) into the record. */
static bede_view part_bytes(const struct mail_calls *c, bd_arena *a, GMimePart *part) {
    GMimeStream *mem = c->g_mime_stream_mem_new();
    c->g_mime_data_wrapper_write_to_stream(c->g_mime_part_get_content(part), mem);
    GByteArray *bytes = c->g_mime_stream_mem_get_byte_array((GMimeStreamMem *)mem);
    char *out = malloc(bytes->len + 1u);
    size_t n = out ? bytes->len : 0;
    if (n)
        memcpy(out, bytes->data, n);
    c->g_object_unref(mem);
    if (out)
        bd_arena_defer(a, free, out);
    return bd_view(out, n);
}

static void take(const struct mail_calls *c, bd_arena *a, GMimeMessage *message, bede_item *item) {
    parts p = {.c = c};
    int year, month, day;
    c->g_mime_message_foreach(message, look, &p);
    GMimePart *part = p.html ? p.html : p.text;
    if (!part)
        return;
    bede_view v = part_bytes(c, a, part);
    GMimeContentType *type = c->g_mime_object_get_content_type((GMimeObject *)part);
    item->bytes = v.s;
    item->n = v.n;
    item->options.input = p.html ? BEDE_INPUT_HTML : BEDE_INPUT_TEXT;
    item->options.title = copy(a, c->g_mime_message_get_subject(message));
    item->options.charset = copy(a, c->g_mime_content_type_get_parameter(type, "charset"));
    GDateTime *at = c->g_mime_message_get_date(message);
    if (at) {
        c->g_date_time_get_ymd(at, &year, &month, &day);
        item->options.date = (bede_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    }
}

static bool read_message(source *s, const struct mail_calls *c, bede_view bytes, bede_item *item) {
    GMimeStream *mem = c->g_mime_stream_mem_new_with_buffer(bytes.s, bytes.n);
    GMimeParser *parser = c->g_mime_parser_new_with_stream(mem);
    GMimeMessage *message = c->g_mime_parser_construct_message(parser, NULL);
    c->g_object_unref(parser);
    c->g_object_unref(mem);
    if (!message)
        return false;
    bd_arena_defer(&s->record, c->g_object_unref, message);
    take(c, &s->record, message, item);
    return item->n > 0;
}
#else
struct mail_calls {
    int none;
};
static const struct mail_calls *load(source *s) {
    (void)s;
    return NULL;
}
static bool read_message(source *s, const struct mail_calls *c, bede_view bytes, bede_item *item) {
    (void)s;
    (void)c;
    (void)bytes;
    (void)item;
    return false;
}
#endif

typedef struct mailbox {
    const struct mail_calls *calls;
    size_t behind; /* bytes of the message at hand */
} mailbox;

/* Bytes of the message at the flow's front, up to the next "From " line. */
static bede_view message_at(source *s) {
    for (size_t want = 1 << 16;; want *= 4) {
        bede_view v = bd_flow_peek(&s->flow, want);
        size_t end = bd_view_find(v, "\nFrom ", 0);
        if (end != SIZE_MAX)
            return bd_view_part(v, 0, end + 1);
        if (v.n < want || want >= BD_MAX_INPUT_BYTES)
            return v;
    }
}

static int bad(source *s, bede_error *err, const char *what) {
    char where[sizeof err->where];
    s->count.bad++;
    snprintf(where, sizeof where, "%.200s: message %llu", s->path, (unsigned long long)s->number);
    bd_fail(err, where, "%s", what);
    return -1;
}

int mbox_next(source *s, bede_item *item, bede_error *err) {
    mailbox *box = s->state;
    if (!box) {
        box = s->state = bd_arena_alloc(&s->whole, sizeof *box);
        box->calls = load(s);
    }
    for (;;) {
        bd_flow_skip(&s->flow, box->behind);
        bede_view v = message_at(s);
        box->behind = v.n;
        if (!v.n || s->done)
            return 0;
        item->number = ++s->number;
        bd_arena_clear(&s->record);
        if (!box->calls) {
            s->done = true;
            return bad(s, err, "mail needs GMime (Debian: libgmime-3.0-0), which is not here");
        }
        size_t head = bd_view_find(v, "\n", 0);
        if (head == SIZE_MAX || !read_message(s, box->calls, bd_view_part(v, head + 1, v.n), item))
            return bad(s, err, "has no text");
        if (filter_day(s, item->options.date))
            return 1;
        s->count.filtered++;
    }
}
