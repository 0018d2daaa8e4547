/* SPDX-License-Identifier: Apache-2.0 */
/* Feeds, JSON lines and mail from memory: what comes out, and what hostile ones cost. */
#include "bede.h"
#include "test.h"

#include "base/limits.h"

#include <stdlib.h>
#include <zdict.h>
#include <zlib.h>
#include <zstd.h>

static bede_source_counts counts; /* of the last input */
static char last[512];            /* what was told of it */

/* All pages of an input, each with a "|" behind; "!" for one that cannot be read. */
static const char *texts(const void *bytes, size_t n, const bede_source_options *o) {
    static char out[8192];
    bede_error err = {0};
    bede_item item;
    size_t used = 0;
    bede_source *s = bede_source_over("test", bytes, n, o, &err);
    out[0] = '\0';
    counts = (bede_source_counts){0};
    snprintf(last, sizeof last, "%s", err.what);
    for (int got; s && (got = bede_source_next(s, &item, &err)) != 0 && used < 4000;) {
        if (got < 0)
            snprintf(last, sizeof last, "%s", err.what);
        used += (size_t)(got < 0 ? snprintf(out + used, sizeof out - used, "!|")
                                 : snprintf(out + used, sizeof out - used, "%.*s|",
                                            (int)(item.n < 200 ? item.n : 200),
                                            (const char *)item.bytes));
    }
    if (s)
        counts = bede_source_count(s);
    bede_source_free(s);
    return out;
}

/* The titles, days, outlets and addresses of an input's pages. */
static const char *heads(const char *bytes) {
    static char out[4096];
    bede_item item;
    char day[11];
    size_t used = 0;
    bede_source *s = bede_source_over("test", bytes, strlen(bytes), NULL, NULL);
    out[0] = '\0';
    while (s && bede_source_next(s, &item, NULL) == 1) {
        const bede_options *o = &item.options;
        bede_date_format(o->date, day);
        used += (size_t)snprintf(out + used, sizeof out - used, "%.*s;%s;%.*s;%.*s|",
                                 (int)o->title.n, o->title.n ? o->title.s : "", day,
                                 (int)o->outlet.n, o->outlet.n ? o->outlet.s : "", (int)o->url.n,
                                 o->url.n ? o->url.s : "");
    }
    bede_source_free(s);
    return out;
}

static void is(const char *got, const char *want) {
    CHECK_TEXT(got, strlen(got), want);
}
#define TEXTS(literal) texts("" literal, sizeof literal - 1, NULL)

static void mail(void) {
    /* A message without a part that can be read: found by the fuzzer. */
    is(TEXTS("From a\nContent-Type: text/html\n\n"), "!|");
    is(TEXTS("From a@b.example Mon Nov  4 10:00:00 2019\nSubject: x\n\nFirst\n\n"
             "From a@b.example Mon Nov  4 10:00:00 2019\nSubject: y\n\nSecond\n"),
       "First\n\n|Second\n|");
}

static void feeds(void) {
    is(heads(
           "<?xml version=\"1.0\"?><rss "
           "version=\"0.91\"><channel><title>P</title><item><title>Q&amp;amp;A "
           "&lt;b&gt;now&lt;/b&gt;</title><link>http://p.example/1</link><pubDate>Sun, 03 Nov 2019 "
           "10:00:00 GMT</pubDate><description>text</description></item></channel></rss>"),
       "Q&A now;2019-11-03;P;http://p.example/1|");
    is(heads("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
             "xmlns=\"http://my.netscape.com/rdf/simple/0.9/\"><channel><title>P</title></channel>"
             "<item><title>T</title><link>http://p.example/2</link><description>text</description>"
             "</item></rdf:RDF>"),
       "T;;P;http://p.example/2|");
    is(heads(
           "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title><entry><title "
           "type=\"html\">One &amp;amp; two</title><link href=\"http://p.example/3\"/><link "
           "rel=\"self\" href=\"x\"/><published>2019-11-03T23:00:00Z</published><updated>2019-12-01"
           "</updated><summary>s</summary></entry></feed>"),
       "One & two;2019-11-03;A;http://p.example/3|");
    is(heads(
           "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
           "xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>http://p.example/4"
           "</loc><n:news><n:publication><n:name>S</n:name><n:language>en</n:language>"
           "</n:publication><n:publication_date>2019-11-03</n:publication_date><n:title>T</n:title>"
           "</n:news></url></urlset>"),
       ";2019-11-03;S;http://p.example/4|");
    /* The full text goes before the summary, whichever comes first. */
    is(TEXTS("<rss version=\"2.0\" "
             "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
             "<item><content:encoded><![CDATA[<p>All <b>of</b> it.</p>]]></content:encoded>"
             "<description>A part that is much longer than all of it.</description></item>"
             "</channel></rss>"),
       "\n\n\nAll of it.\n\n\n|");
    is(TEXTS("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"content_text\":\"a\"},"
             "{\"summary\":\"b\"},{\"id\":3},7]}"),
       "a|b|");
    CHECK_INT(counts.other, 2);
}

/* Ten names, each ten times the one before: 10^9 letters if all were put in. */
static void entity_bomb(void) {
    char bomb[4096];
    size_t n = (size_t)snprintf(bomb, sizeof bomb,
                                "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e0 \"xxxxxxxxxx\">");
    for (int i = 1; i < 10; i++) {
        n += (size_t)snprintf(bomb + n, sizeof bomb - n, "<!ENTITY e%d \"", i);
        for (int k = 0; k < 10; k++)
            n += (size_t)snprintf(bomb + n, sizeof bomb - n, "&e%d;", i - 1);
        n += (size_t)snprintf(bomb + n, sizeof bomb - n, "\">");
    }
    n += (size_t)snprintf(bomb + n, sizeof bomb - n,
                          "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>t"
                          "</title><description>&e9;&f;</description></item></channel></rss>");
    const char *got = texts(bomb, n, NULL);
    CHECK(strlen(got) < 300 && !strstr(got, "root:"));
}

static void many_elements(void) {
    const size_t n = 4 * (size_t)BD_MAX_FEED_NODES + 5 * 1000;
    char *s = malloc(n + 200);
    size_t used =
        (size_t)sprintf(s, "<rss><channel><item><description>first</description></item><item>");
    while (used < n)
        used += (size_t)sprintf(s + used, "<a/>");
    is(texts(s, used, NULL), "\n\n\nfirst\n\n\n|!|");
    CHECK(strstr(last, "elements") != NULL);
    free(s);
}

static void lines(void) {
    is(TEXTS("{\"text\":\"a\"}\n\nx\n[]\n{\"body\":\"b\",\"title\":null}"), "a|!|!|b|");
    CHECK_INT(counts.bad, 2);
    size_t n = (size_t)BD_MAX_JSON_BYTES + (1 << 20);
    char *s = malloc(n + 100);
    memset(s, 'x', n);
    memcpy(s, "{\"text\":\"", 9);
    memcpy(s + n, "\"}\n{\"text\":\"b\"}\n", 16);
    is(texts(s, n + 16, NULL), "!|b|");
    CHECK(strstr(last, "long") != NULL);
    free(s);
}

/* ---- packed inputs ---- */

/* `n` blanks as one gzip member or zstd frame. */
static size_t blanks(char *out, size_t cap, size_t n, bool zstd) {
    static char blank[1 << 20];
    memset(blank, ' ', sizeof blank);
    if (zstd) {
        ZSTD_CCtx *c = ZSTD_createCCtx();
        ZSTD_outBuffer to = {out, cap, 0};
        for (size_t done = 0; done < n; done += sizeof blank) {
            ZSTD_inBuffer from = {blank, sizeof blank, 0};
            ZSTD_compressStream2(c, &to, &from,
                                 done + sizeof blank < n ? ZSTD_e_continue : ZSTD_e_end);
        }
        ZSTD_freeCCtx(c);
        return to.pos;
    }
    z_stream z = {.next_out = (Bytef *)out, .avail_out = (uInt)cap};
    deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    for (size_t done = 0; done < n; done += sizeof blank) {
        z.next_in = (Bytef *)blank;
        z.avail_in = sizeof blank;
        deflate(&z, done + sizeof blank < n ? Z_NO_FLUSH : Z_FINISH);
    }
    deflateEnd(&z);
    return cap - z.avail_out;
}

static size_t packed(char *out, size_t cap, const char *s) {
    z_stream z = {.next_out = (Bytef *)out, .avail_out = (uInt)cap};
    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (Bytef *)(uintptr_t)s;
    z.avail_in = (uInt)strlen(s);
    deflate(&z, Z_FINISH);
    deflateEnd(&z);
    return cap - z.avail_out;
}

static const char record[] = "WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
                             "Content-Length: 5\r\n\r\nwhole\r\n\r\n";

/* A bomb is given up, what stands behind it is read. */
static void bombs(void) {
    enum { CAP = 4 << 20, HUGE_BYTES = 300 << 20 };
    char *s = malloc(CAP);
    for (int zstd = 0; zstd < 2; zstd++) {
        size_t n = blanks(s, CAP, HUGE_BYTES, zstd);
        is(texts(s, n, NULL), "!|");
        CHECK_INT(counts.bad, 1);
    }
    size_t n = packed(s, CAP, record);
    n += blanks(s + n, CAP - n, HUGE_BYTES, false);
    n += packed(s + n, CAP - n, record);
    is(texts(s, n, NULL), "whole|!|whole|");
    free(s);
}

/* The body of a response that unpacks to more than a page may be. */
static void body_bomb(void) {
    enum { CAP = 1 << 20 };
    char *s = malloc(CAP), *body = malloc(CAP);
    size_t n = blanks(body, CAP, 100u << 20, false);
    static const char http[] = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    int head = snprintf(s, 1000, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n%s",
                        n + strlen(http), http);
    memcpy(s + head, body, n);
    memcpy(s + head + n, "\r\n\r\n", 4);
    bede_item item;
    bede_source *source = bede_source_over("test", s, (size_t)head + n + 4, NULL, NULL);
    CHECK_INT(bede_source_next(source, &item, NULL), 1);
    CHECK(item.n > (1u << 20) && item.n <= BD_MAX_BODY_BYTES);
    bede_source_free(source);
    free(body);
    free(s);
}

/* Chunks, with a lying size in one, and "gzip, chunked". */
static void chunks(void) {
    is(TEXTS(
           "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 79\r\n\r\nHTTP/1.1 200 OK\r\n"
           "Transfer-Encoding: gzip, chunked\r\n\r\n3;x\r\n<p>\r\n4\r\nabcd\r\n0\r\n\r\n\r\n\r\n"),
       "<p>abcd|");
    is(TEXTS("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 72\r\n\r\nHTTP/1.1 200 OK\r\n"
             "Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\nffffffff\r\nabcd\r\n0\r\n\r\n"),
       "<p>abcd\r\n0|");
}

/* A .warc.zst: the dictionary in a skippable frame in front, a frame a record. */
static void dictionary(void) {
    enum { RECORDS = 200, CAP = 1 << 20 };
    char *samples = malloc(CAP), *file = malloc(CAP), dict[4096];
    size_t sizes[RECORDS], used = 0;
    for (int i = 0; i < RECORDS; i++) {
        char text[200];
        int n =
            snprintf(text, sizeof text, "The %d ministers of country %d met.", i, i * 7919 % 1000);
        sizes[i] = (size_t)snprintf(samples + used, 1000,
                                    "WARC/1.1\r\nWARC-Type: conversion\r\nWARC-Target-URI: "
                                    "https://p.example/%d\r\nContent-Type: text/plain\r\n"
                                    "Content-Length: %d\r\n\r\n%s\r\n\r\n",
                                    i, n, text);
        used += sizes[i];
    }
    size_t n = ZDICT_trainFromBuffer(dict, sizeof dict, samples, sizes, RECORDS);
    CHECK(!ZDICT_isError(n));
    for (int small = 0; small < 2; small++) { /* the dictionary as it is, and packed itself */
        size_t at = 8, from = 0;
        if (small)
            at += ZSTD_compress(file + 8, CAP - 8, dict, n, 3);
        else
            memcpy(file + 8, dict, n), at += n;
        unsigned char head[8] = {0x5d, 0x2a, 0x4d, 0x18};
        for (int k = 0; k < 4; k++)
            head[4 + k] = (unsigned char)((at - 8) >> (8 * k));
        memcpy(file, head, 8);
        ZSTD_CCtx *c = ZSTD_createCCtx();
        for (int i = 0; i < RECORDS; i++) {
            at += ZSTD_compress_usingDict(c, file + at, CAP - at, samples + from, sizes[i], dict, n,
                                          3);
            from += sizes[i];
        }
        ZSTD_freeCCtx(c);
        CHECK(strstr(texts(file, at, NULL), "The 3 ministers of country 757 met.|") != NULL);
        bede_item item;
        uint64_t next = 0;
        bede_source *s = bede_source_over("test", file, at, NULL, NULL);
        for (int i = 0; i < 100 && bede_source_next(s, &item, NULL) == 1; i++)
            next = item.next;
        bede_source_free(s);
        bede_source_options o = {.start = next};
        CHECK(strncmp(texts(file, at, &o), "The 100 ministers", 17) == 0);
    }
    free(samples);
    free(file);
}

/* A dictionary that is not there, or is none: found by the fuzzer. */
static void no_dictionary(void) {
    is(texts("\x5d\x2a\x4d\x18\x04\0\0\0", 8, NULL), "!|");
    is(texts("\x5d\x2a\x4d\x18\x01\0\0\0x", 9, NULL), "|");
}

int main(void) {
    mail();
    feeds();
    entity_bomb();
    many_elements();
    lines();
    bombs();
    body_bomb();
    chunks();
    dictionary();
    no_dictionary();
    return test_end();
}
