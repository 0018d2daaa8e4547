/* SPDX-License-Identifier: Apache-2.0 */
/* Archives made here, whole and damaged: no record is lost but the damaged ones. */
#include "bede.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

enum { RECORDS = 60, EVERY = 10, SIZE = 1 << 20 };

typedef struct file {
    char path[64];
    FILE *f;
} file;

static file make(void) {
    file t = {.path = "/tmp/bede-test-XXXXXX"};
    int fd = mkstemp(t.path);
    t.f = fdopen(fd, "wb");
    return t;
}

/* One response; `damage` 1 cuts it short, 2 lies upwards, 3 lies downwards, 4 spoils its head. */
static size_t record(char *out, int i, int damage) {
    char http[4096], filler[1200];
    memset(filler, 'a' + i % 26, sizeof filler - 1);
    filler[sizeof filler - 1] = '\0';
    int n = snprintf(http, sizeof http,
                     "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                     "<html><body><p>%s %d</p></body></html>",
                     filler, i);
    long length = damage == 2 ? n + 100000L : damage == 3 ? n / 2 : n;
    int all = snprintf(out, 8192,
                       "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
                       "http://www.h%d.example/%d\r\nWARC-Date: 2016-05-%02dT00:00:00Z\r\n"
                       "%s: %ld\r\n\r\n%s\r\n\r\n",
                       i % 3, i, 1 + i % 28, damage == 4 ? "Content-Width" : "Content-Length",
                       length, http);
    return damage == 1 ? (size_t)all / 2 : (size_t)all;
}

static void write_plain(file *t, const char *s, size_t n) {
    fwrite(s, 1, n, t->f);
}

/* One gzip member; `damage` 1 cuts it, 2 spoils its middle, 3 its magic. */
static void write_packed(file *t, const char *s, size_t n, int damage) {
    static unsigned char out[SIZE];
    z_stream z = {0};
    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (Bytef *)(uintptr_t)s;
    z.avail_in = (uInt)n;
    z.next_out = out;
    z.avail_out = sizeof out;
    deflate(&z, Z_FINISH);
    size_t packed = sizeof out - z.avail_out;
    deflateEnd(&z);
    if (damage == 1)
        packed /= 2;
    else if (damage == 2)
        for (size_t i = packed / 3; i < packed / 2; i++)
            out[i] ^= 0x5a;
    else if (damage == 3)
        out[0] = 'x';
    fwrite(out, 1, packed, t->f);
}

typedef struct tally {
    int items, bad;
    bool seen[RECORDS];
    bede_source_counts counts;
} tally;

static tally walk(const char *path, const bede_source_options *options) {
    tally t = {0};
    bede_error err = {0};
    bede_item item;
    bede_source *s = bede_source_open(path, options, &err);
    CHECK(s != NULL);
    for (int got; s && (got = bede_source_next(s, &item, &err)) != 0;) {
        if (got < 0) {
            t.bad++;
            CHECK(err.what[0] != '\0');
            continue;
        }
        t.items++;
        size_t at = item.options.url.n;
        while (at > 0 && item.options.url.s[at - 1] != '/')
            at--;
        int i = atoi(item.options.url.s + at);
        CHECK(i >= 0 && i < RECORDS && !t.seen[i]);
        if (i >= 0 && i < RECORDS)
            t.seen[i] = true;
        CHECK(item.n > 1200 && !memcmp(item.bytes, "<html>", 6));
    }
    if (s)
        t.counts = bede_source_count(s);
    bede_source_free(s);
    return t;
}

static void whole(void) {
    char r[8192];
    file plain = make(), packed = make();
    for (int i = 0; i < RECORDS; i++) {
        size_t n = record(r, i, 0);
        write_plain(&plain, r, n);
        write_packed(&packed, r, n, 0);
    }
    fclose(plain.f);
    fclose(packed.f);
    const char *paths[] = {plain.path, packed.path};
    for (int k = 0; k < 2; k++) {
        tally t = walk(paths[k], NULL);
        CHECK_INT(t.items, RECORDS);
        CHECK_INT(t.bad, 0);
        bede_source_options o = {.host = "h1.example"};
        t = walk(paths[k], &o);
        CHECK_INT(t.items, RECORDS / 3);
        CHECK_INT(t.counts.filtered, RECORDS - RECORDS / 3);
        o = (bede_source_options){.since = {2016, 5, 1}, .until = {2016, 5, 2}};
        CHECK_INT(walk(paths[k], &o).items, 6);
        o = (bede_source_options){.type = "image/"};
        CHECK_INT(walk(paths[k], &o).items, 0);
    }
    unlink(plain.path);
    unlink(packed.path);
}

static void damaged(void) {
    char r[8192];
    for (int packed = 0; packed < 2; packed++)
        for (int damage = 1; damage <= (packed ? 3 : 4); damage++) {
            file t = make();
            for (int i = 0; i < RECORDS; i++) {
                int now = i % EVERY == EVERY / 2 ? damage : 0;
                size_t n = record(r, i, packed ? 0 : now);
                if (packed)
                    write_packed(&t, r, n, now);
                else
                    write_plain(&t, r, n);
            }
            fclose(t.f);
            tally got = walk(t.path, NULL);
            CHECK_INT(got.items, RECORDS - RECORDS / EVERY);
            CHECK_INT(got.bad, RECORDS / EVERY);
            for (int i = 0; i < RECORDS; i++)
                CHECK(got.seen[i] == (i % EVERY != EVERY / 2));
            unlink(t.path);
        }
}

/* Goes on at the offset that an item gave. */
static void resumed(void) {
    char r[8192];
    file t = make();
    for (int i = 0; i < RECORDS; i++)
        write_packed(&t, r, record(r, i, 0), 0);
    fclose(t.f);
    bede_error err = {0};
    bede_item item;
    bede_source *s = bede_source_open(t.path, NULL, &err);
    for (int i = 0; i < 20; i++)
        CHECK_INT(bede_source_next(s, &item, &err), 1);
    bede_source_options o = {.start = item.next};
    bede_source_free(s);
    tally rest = walk(t.path, &o);
    CHECK_INT(rest.items, RECORDS - 20);
    CHECK(!rest.seen[19] && rest.seen[20]);
    unlink(t.path);
}

int main(void) {
    whole();
    damaged();
    resumed();
    return test_end();
}
