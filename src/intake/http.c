/* SPDX-License-Identifier: Apache-2.0 */
/* An HTTP response as archives store it: head, chunks, packing. */
#include "intake/intake_int.h"

#include "base/limits.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <zlib.h>

static bool next_line(bede_view *rest, bede_view *line) {
    if (!rest->n)
        return false;
    size_t n = 0;
    while (n < rest->n && rest->s[n] != '\n')
        n++;
    *line = bd_view_part(*rest, 0, n);
    *rest = bd_view_part(*rest, n < rest->n ? n + 1 : n, rest->n);
    if (line->n && line->s[line->n - 1] == '\r')
        line->n--;
    return true;
}

bede_view http_charset(bede_view type) {
    size_t at = 0;
    for (; at + 8 <= type.n; at++)
        if (bd_view_starts_nocase(bd_view_part(type, at, type.n), "charset="))
            break;
    if (at + 8 > type.n)
        return (bede_view){0};
    bede_view v = bd_view_part(type, at + 8, type.n);
    size_t n = 0;
    if (v.n && (v.s[0] == '"' || v.s[0] == '\''))
        v = bd_view_part(v, 1, v.n);
    while (n < v.n && v.s[n] != ';' && v.s[n] != '"' && v.s[n] != '\'' && v.s[n] != ' ')
        n++;
    return bd_view_part(v, 0, n);
}

static bool ends_nocase(bede_view v, const char *end) {
    size_t n = strlen(end);
    return v.n >= n && bd_view_is_nocase(bd_view_part(v, v.n - n, v.n), end);
}

bool http_head(bede_view response, http_page *page, bool *chunked) {
    bede_view rest = response, line;
    *page = (http_page){0};
    *chunked = false;
    if (!bd_view_starts(rest, "HTTP/") || !next_line(&rest, &line))
        return false;
    size_t at = bd_view_find(line, " ", 0);
    for (size_t i = at + 1; at != SIZE_MAX && i < line.n && i < at + 4; i++)
        if (line.s[i] >= '0' && line.s[i] <= '9')
            page->status = page->status * 10 + (unsigned)(line.s[i] - '0');
    while (next_line(&rest, &line) && line.n) {
        size_t colon = bd_view_find(line, ":", 0);
        if (colon == SIZE_MAX)
            continue;
        bede_view name = bd_view_part(line, 0, colon);
        bede_view value = bd_view_trim(bd_view_part(line, colon + 1, line.n));
        if (bd_view_is_nocase(name, "content-type"))
            page->type = value;
        else if (bd_view_is_nocase(name, "content-language"))
            page->language = value;
        else if (bd_view_is_nocase(name, "last-modified"))
            page->modified = value;
        else if (bd_view_is_nocase(name, "content-encoding"))
            page->encoding = value;
        else if (bd_view_is_nocase(name, "transfer-encoding"))
            *chunked = ends_nocase(value, "chunked"); /* "gzip, chunked" */
    }
    page->charset = http_charset(page->type);
    page->body = rest;
    return true;
}

/* ---- chunks ---- */

static bool chunk_size(bede_view line, size_t *size) {
    size_t n = 0, digits = 0;
    for (; digits < line.n && digits < 8; digits++) {
        char c = line.s[digits];
        unsigned d;
        if (c >= '0' && c <= '9')
            d = (unsigned)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            d = (unsigned)((c | 0x20) - 'a') + 10;
        else
            break;
        n = n * 16 + d;
    }
    *size = n;
    bede_view rest = bd_view_trim(bd_view_part(line, digits, line.n));
    return digits && (!rest.n || rest.s[0] == ';');
}

/* What could be put together; the body as it is if it does not begin with a chunk. */
static bede_view unchunk(bd_arena *a, bede_view body) {
    bede_view rest = body, line;
    size_t size, n = 0;
    if (!next_line(&rest, &line) || !chunk_size(line, &size))
        return body;
    char *out = bd_arena_alloc(a, body.n + 1);
    for (;;) {
        if (size > rest.n)
            size = rest.n;
        memcpy(out + n, rest.s, size);
        n += size;
        rest = bd_view_part(rest, size, rest.n);
        if (!size || !next_line(&rest, &line) || !next_line(&rest, &line) ||
            !chunk_size(line, &size))
            return bd_view(out, n);
    }
}

/* ---- packing ---- */

static void free_later(void *p) {
    free(p);
}

/* gzip or zlib; the part before a damage is kept. */
static bede_view inflated(bd_arena *a, bede_view body) {
    z_stream z = {0};
    if (inflateInit2(&z, 15 + 32) != Z_OK)
        return body;
    size_t cap = body.n < BD_MAX_BODY_BYTES / 4 ? body.n * 4 + 4096 : BD_MAX_BODY_BYTES, n = 0;
    char *out = malloc(cap);
    z.next_in = (Bytef *)(uintptr_t)body.s;
    z.avail_in = (uInt)body.n;
    for (int code = Z_OK; out && code == Z_OK;) {
        if (n == cap) {
            size_t wider = cap < BD_MAX_BODY_BYTES / 2 ? 2 * cap : BD_MAX_BODY_BYTES;
            char *more = cap < wider ? realloc(out, wider) : NULL;
            if (!more)
                break;
            out = more;
            cap = wider;
        }
        z.next_out = (Bytef *)out + n;
        z.avail_out = (uInt)(cap - n);
        code = inflate(&z, Z_NO_FLUSH);
        n = cap - z.avail_out;
        if (!z.avail_in && z.avail_out)
            break;
    }
    inflateEnd(&z);
    if (!out || !n) {
        free(out);
        return body;
    }
    bd_arena_defer(a, free_later, out);
    return bd_view(out, n);
}

static bede_view unbrotli(bd_arena *a, bede_view body) {
    for (size_t cap = body.n * 6 + 4096; cap <= BD_MAX_BODY_BYTES; cap *= 4) {
        uint8_t *out = malloc(cap);
        size_t n = cap;
        if (!out)
            return body;
        if (BrotliDecoderDecompress(body.n, (const uint8_t *)body.s, &n, out) ==
            BROTLI_DECODER_RESULT_SUCCESS) {
            bd_arena_defer(a, free_later, out);
            return bd_view((const char *)out, n);
        }
        free(out);
    }
    return body;
}

static bool is_text_start(bede_view v) {
    size_t i = 0;
    while (i < v.n && (v.s[i] == ' ' || v.s[i] == '\n' || v.s[i] == '\r' || v.s[i] == '\t'))
        i++;
    return i < v.n && (v.s[i] == '<' || v.s[i] == '{' || (unsigned char)v.s[i] == 0xEF);
}

void http_body(bd_arena *a, http_page *page, bool chunked) {
    if (chunked)
        page->body = unchunk(a, page->body);
    bede_view b = page->body, encoding = page->encoding;
    bool gzip = b.n > 2 && memcmp(b.s, "\x1f\x8b", 2) == 0;
    if (gzip || (bd_view_is_nocase(encoding, "deflate") && !is_text_start(b)))
        page->body = inflated(a, b);
    else if (bd_view_is_nocase(encoding, "br") && !is_text_start(b))
        page->body = unbrotli(a, b);
}
