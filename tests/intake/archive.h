/* SPDX-License-Identifier: Apache-2.0 */
/* Makes WARC files with damage in them, for the test and the bench of archives: which of the
 * records are whole is known, and each page says in its last line which it is. */
#ifndef BEDE_TEST_ARCHIVE_H
#define BEDE_TEST_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

typedef enum archive_packing {
    ARCHIVE_PLAIN,
    ARCHIVE_GZIP,
    ARCHIVE_ZSTD,
    ARCHIVE_PACKINGS
} archive_packing;

/* What is done to a record. Those from CUT on are done to its bytes in the file, packed or not. */
typedef enum archive_damage {
    ARCHIVE_LONG,   /* its length is a lie upwards */
    ARCHIVE_SHORT,  /* and downwards */
    ARCHIVE_ABSURD, /* more than there are bytes in the world */
    ARCHIVE_NO_LENGTH,
    ARCHIVE_VERSION, /* its first line is spoiled */
    ARCHIVE_HEAD,    /* no line end in its head */
    ARCHIVE_CUT,
    ARCHIVE_SPOILED, /* bytes in its middle; plain: in its head */
    ARCHIVE_MAGIC,   /* its first bytes */
    ARCHIVE_GARBAGE, /* junk before it; it is whole itself */
    ARCHIVE_DAMAGES
} archive_damage;

typedef struct archive {
    FILE *f;
    archive_packing packing;
    int every; /* one in so many is damaged; 0: none */
    uint64_t seed, unpacked;
    char *record, *packed;
    size_t cap;
    ZSTD_CCtx *zstd;
} archive;

static inline bool archive_damaged(const archive *a, int i) {
    return a->every && i % a->every == a->every / 2;
}
static inline archive_damage archive_damage_of(const archive *a, int i) {
    return (archive_damage)(i / a->every % ARCHIVE_DAMAGES);
}
/* Is the record whole, so that it must be read? */
static inline bool archive_whole(const archive *a, int i) {
    return !archive_damaged(a, i) || archive_damage_of(a, i) == ARCHIVE_GARBAGE;
}

static inline uint32_t archive_next(archive *a) {
    a->seed = a->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(a->seed >> 33);
}

static inline void archive_open(archive *a, const char *path, archive_packing packing, int every) {
    *a = (archive){.f = fopen(path, "wb"), .packing = packing, .every = every, .seed = 1};
    a->zstd = packing == ARCHIVE_ZSTD ? ZSTD_createCCtx() : NULL;
}

static inline void archive_room(archive *a, size_t n) {
    if (n <= a->cap)
        return;
    a->cap = 2 * n;
    a->record = realloc(a->record, a->cap);
    a->packed = realloc(a->packed, a->cap);
    if (!a->record || !a->packed)
        abort();
}

static inline size_t archive_pack(archive *a, size_t n) {
    if (a->packing == ARCHIVE_PLAIN) {
        memcpy(a->packed, a->record, n);
        return n;
    }
    if (a->packing == ARCHIVE_ZSTD) {
        size_t got = ZSTD_compressCCtx(a->zstd, a->packed, a->cap, a->record, n, 3);
        return ZSTD_isError(got) ? 0 : got;
    }
    z_stream z = {0};
    deflateInit2(&z, 3, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (Bytef *)a->record;
    z.avail_in = (uInt)n;
    z.next_out = (Bytef *)a->packed;
    z.avail_out = (uInt)a->cap;
    deflate(&z, Z_FINISH);
    size_t got = a->cap - z.avail_out;
    deflateEnd(&z);
    return got;
}

static inline void archive_junk(archive *a) {
    char junk[600];
    size_t n = 1 + archive_next(a) % (sizeof junk - 1);
    for (size_t i = 0; i < n; i++)
        junk[i] = (char)(archive_next(a) & 0xff);
    fwrite(junk, 1, n, a->f);
}

/* Record i: a response with the page and a last line "<!--i-->". */
static inline void archive_add(archive *a, int i, const char *page, size_t n) {
    bool hurt = archive_damaged(a, i);
    archive_damage d = hurt ? archive_damage_of(a, i) : ARCHIVE_DAMAGES;
    char http[256], last[32];
    archive_room(a, n + 4096);
    int head = snprintf(http, sizeof http,
                        "HTTP/1.1 200 OK\r\nServer: none\r\nContent-Type: "
                        "text/html\r\n\r\n");
    int foot = snprintf(last, sizeof last, "<!--%d-->", i);
    unsigned long long length = (unsigned long long)head + n + (unsigned long long)foot;
    if (d == ARCHIVE_LONG)
        length += 1 + archive_next(a) % 1000000;
    else if (d == ARCHIVE_SHORT)
        length /= 2;
    else if (d == ARCHIVE_ABSURD)
        length = 999999999999999u;
    const char *line = d == ARCHIVE_HEAD ? " " : "\r\n";
    size_t at = (size_t)snprintf(
        a->record, 2048,
        "%s/1.%d%sWARC-Type: response%sWARC-Record-ID: <urn:uuid:%08x>%sWARC-Target-URI: "
        "https://www.h%d.example/%d%sWARC-Date: 2016-05-%02dT00:00:00Z%sContent-Type: "
        "application/http; msgtype=response%s%s: %llu%s%s",
        d == ARCHIVE_VERSION ? "WRAC" : "WARC", i % 2, line, line, (unsigned)i, line, i % 7, i,
        line, 1 + i % 28, line, line, d == ARCHIVE_NO_LENGTH ? "Content-Width" : "Content-Length",
        length, line, line);
    size_t before = at;
    memcpy(a->record + at, http, (size_t)head);
    memcpy(a->record + at + head, page, n);
    memcpy(a->record + at + head + n, last, (size_t)foot);
    at += (size_t)head + n + (size_t)foot;
    memcpy(a->record + at, "\r\n\r\n", 4);
    at += 4;
    a->unpacked += at;
    if (d == ARCHIVE_GARBAGE)
        archive_junk(a);
    size_t packed = archive_pack(a, at);
    if (d == ARCHIVE_CUT)
        packed = packed / 4 + archive_next(a) % (packed / 2);
    size_t from = a->packing == ARCHIVE_PLAIN ? 2 : packed / 3;
    size_t to = a->packing == ARCHIVE_PLAIN ? before - 2 : packed / 2;
    for (size_t k = from; d == ARCHIVE_SPOILED && k < to; k++)
        a->packed[k] = (char)(a->packed[k] ^ 0x5a);
    if (d == ARCHIVE_MAGIC)
        a->packed[0] = 'x';
    fwrite(a->packed, 1, packed, a->f);
}

static inline bool archive_close(archive *a) {
    bool ok = a->f && fclose(a->f) == 0;
    free(a->record);
    free(a->packed);
    ZSTD_freeCCtx(a->zstd);
    a->record = a->packed = NULL;
    return ok;
}

/* The number in a page's last line; -1 if it has none. */
static inline int archive_number(const void *bytes, size_t n) {
    const char *s = bytes;
    char last[40] = {0};
    size_t k = n < 32 ? n : 32;
    memcpy(last, s + n - k, k);
    while (k > 0 && memcmp(last + k - 1, "<!--", 4) != 0)
        k--;
    return k ? atoi(last + k + 3) : -1;
}

#endif
