/* SPDX-License-Identifier: Apache-2.0 */
/* Mailboxes: each message a page of its HTML part, else of its text (MIME by GMime). */
#include "intake/intake_int.h"

#include "base/limits.h"

#ifdef BEDE_WITH_MAIL
#include <gmime/gmime.h>
#include <stdlib.h>

typedef struct parts {
    GMimePart *html, *text;
} parts;

static void look(GMimeObject *parent, GMimeObject *part, gpointer parts_) {
    parts *p = parts_;
    (void)parent;
    if (!GMIME_IS_PART(part) || g_mime_part_is_attachment(GMIME_PART(part)))
        return;
    GMimeContentType *type = g_mime_object_get_content_type(part);
    if (!p->html && g_mime_content_type_is_type(type, "text", "html"))
        p->html = GMIME_PART(part);
    else if (!p->text && g_mime_content_type_is_type(type, "text", "plain"))
        p->text = GMIME_PART(part);
}

static bede_view copy(bd_arena *a, const char *s) {
    size_t n = s ? strlen(s) : 0;
    return n ? bd_view(bd_arena_copy(a, s, n), n) : (bede_view){0};
}

/* Unpacked (base64, quoted-printable) into the record. */
static bede_view part_bytes(bd_arena *a, GMimePart *part) {
    GMimeStream *mem = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part), mem);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(mem));
    char *out = malloc(bytes->len + 1u);
    size_t n = out ? bytes->len : 0;
    if (out) {
        memcpy(out, bytes->data, n);
        bd_arena_defer(a, free, out);
    }
    g_object_unref(mem);
    return bd_view(out, n);
}

static void dates(GMimeMessage *message, bede_options *to) {
    GDateTime *at = g_mime_message_get_date(message);
    if (at)
        to->date = (bede_date){(int16_t)g_date_time_get_year(at),
                               (uint8_t)g_date_time_get_month(at),
                               (uint8_t)g_date_time_get_day_of_month(at)};
}

static void unref(void *o) {
    g_object_unref(o);
}

/* False if the message has no text. */
static bool read_message(source *s, bede_view bytes, bede_item *item) {
    GMimeStream *mem = g_mime_stream_mem_new_with_buffer(bytes.s, bytes.n);
    GMimeParser *parser = g_mime_parser_new_with_stream(mem);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(mem);
    if (!message)
        return false;
    bd_arena_defer(&s->record, unref, message);
    parts p = {0};
    g_mime_message_foreach(message, look, &p);
    GMimePart *part = p.html ? p.html : p.text;
    if (!part)
        return false;
    bede_view v = part_bytes(&s->record, part);
    item->bytes = v.s;
    item->n = v.n;
    item->options.input = p.html ? BEDE_INPUT_HTML : BEDE_INPUT_TEXT;
    item->options.title = copy(&s->record, g_mime_message_get_subject(message));
    item->options.charset = copy(&s->record, g_mime_content_type_get_parameter(
                                                 g_mime_object_get_content_type(GMIME_OBJECT(part)),
                                                 "charset"));
    dates(message, &item->options);
    return v.n > 0;
}
#else
static bool read_message(source *s, bede_view bytes, bede_item *item) {
    (void)s;
    (void)bytes;
    (void)item;
    return false;
}
#endif

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

int mbox_next(source *s, bede_item *item, bede_error *err) {
    size_t *behind = s->state;
    if (!behind)
        behind = s->state = bd_arena_alloc(&s->whole, sizeof *behind);
    for (;;) {
        bd_flow_skip(&s->flow, *behind);
        *behind = 0;
        bede_view v = message_at(s);
        if (!v.n)
            return 0;
        s->number++;
        *behind = v.n;
        item->number = s->number;
        bd_arena_clear(&s->record);
        size_t head = bd_view_find(v, "\n", 0);
        if (head != SIZE_MAX && read_message(s, bd_view_part(v, head + 1, v.n), item)) {
            if (filter_day(s, item->options.date))
                return 1;
            s->count.filtered++;
            continue;
        }
        s->count.bad++;
        bd_fail_line(err, s->path, (size_t)s->number, "%s",
#ifdef BEDE_WITH_MAIL
                     "the message has no text"
#else
                     "this bede was built without GMime and reads no mail"
#endif
        );
        return -1;
    }
}
