/* SPDX-License-Identifier: Apache-2.0 */
/* gzip, by zlib. */
#include "serve/serve_int.h"

#include <stdlib.h>
#include <zlib.h>

/* Smaller answers fit into one packet anyway. */
enum { LEAST = 1200, GZIP = 16 + MAX_WBITS };

static desk_bytes *pack(const char *s, size_t n) {
    z_stream z = {0};
    if (deflateInit2(&z, 1, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    size_t most = deflateBound(&z, n);
    desk_bytes *b = malloc(sizeof *b + most + 1);
    if (b) {
        atomic_init(&b->users, 1);
        z.next_in = (Bytef *)(uintptr_t)s;
        z.avail_in = (uInt)n;
        z.next_out = (Bytef *)b->s;
        z.avail_out = (uInt)most;
        bool ok = deflate(&z, Z_FINISH) == Z_STREAM_END;
        b->n = z.total_out;
        if (!ok) {
            free(b);
            b = NULL;
        }
    }
    deflateEnd(&z);
    return b;
}

void desk_pack(const desk_ask *a, desk_answer *to) {
    if (to->bytes || to->more || to->stream)
        return;
    if (a->gzip && to->text.n >= LEAST && to->text.n < 1u << 30) {
        to->bytes = pack(to->text.s, to->text.n);
        to->packed = to->bytes != NULL;
    }
    if (!to->bytes)
        to->bytes = desk_bytes_new(to->text.s, to->text.n);
    free(to->text.s);
    to->text = (desk_text){0};
}

desk_bytes *desk_unpack(const unsigned char *packed, size_t n, size_t size) {
    z_stream z = {0};
    desk_bytes *b = desk_bytes_new(NULL, 0), *out = b ? realloc(b, sizeof *b + size + 1) : NULL;
    if (!out || inflateInit2(&z, GZIP) != Z_OK) {
        free(out ? out : b);
        return NULL;
    }
    z.next_in = (Bytef *)(uintptr_t)packed;
    z.avail_in = (uInt)n;
    z.next_out = (Bytef *)out->s;
    z.avail_out = (uInt)size;
    bool ok = inflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out == size;
    out->n = size;
    inflateEnd(&z);
    if (ok)
        return out;
    free(out);
    return NULL;
}
