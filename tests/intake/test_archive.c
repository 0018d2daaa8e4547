/* SPDX-License-Identifier: Apache-2.0 */
/* Ten thousand records, one in fifty damaged in every way that archives are: all that are whole are
 * read, each once, and each damage is told. */
#include "bede.h"

#include "archive.h"
#include "test.h"

#include <unistd.h>

enum { RECORDS = 10000, EVERY = 50, PAGE = 3000 };

static bool seen[RECORDS];

/* Markup that packs about as well as pages do. */
static size_t invent(archive *a, char *page) {
    static const char *const bits[] = {
        "<p>",      "</p>\n", "<div class=\"x\">", "</div>", "minister ",
        "village ", "said ",  "of the ",           "WARC",   "\r\n"};
    size_t n = 0, want = 200 + archive_next(a) % (PAGE - 300);
    while (n < want)
        n += (size_t)snprintf(page + n, PAGE - n, "%s%u",
                              bits[archive_next(a) % (sizeof bits / sizeof *bits)],
                              archive_next(a) % 100);
    return n;
}

static void make(archive *a, const char *path, archive_packing packing, int every) {
    char page[PAGE];
    archive_open(a, path, packing, every);
    for (int i = 0; i < RECORDS; i++)
        archive_add(a, i, page, invent(a, page));
    CHECK(archive_close(a));
}

typedef struct tally {
    int lost, twice, odd, bad;
    bede_source_counts counts;
} tally;

static tally walk(const archive *a, const char *path, const bede_source_options *o) {
    tally t = {0};
    bede_error err = {0};
    bede_item item;
    memset(seen, 0, sizeof seen);
    bede_source *s = bede_source_open(path, o, &err);
    CHECK(s != NULL);
    for (int got; s && (got = bede_source_next(s, &item, &err)) != 0;) {
        if (got < 0) {
            t.bad++;
            t.odd += strstr(err.where, "record ") == NULL || !err.what[0];
            continue;
        }
        int i = archive_number(item.bytes, item.n);
        if (i < 0 || i >= RECORDS) {
            t.odd++;
            continue;
        }
        t.twice += seen[i];
        seen[i] = true;
    }
    for (int i = 0; i < RECORDS; i++)
        t.lost += archive_whole(a, i) && !seen[i];
    if (s)
        t.counts = bede_source_count(s);
    bede_source_free(s);
    return t;
}

int main(void) {
    char path[] = "/tmp/bede-test-XXXXXX";
    archive a;
    close(mkstemp(path));
    for (archive_packing p = ARCHIVE_PLAIN; p < ARCHIVE_PACKINGS; p++) {
        make(&a, path, p, EVERY);
        tally t = walk(&a, path, NULL);
        CHECK_INT(t.lost, 0);
        CHECK_INT(t.twice, 0);
        CHECK_INT(t.odd, 0);
        CHECK_INT(t.bad, RECORDS / EVERY);
        CHECK_INT(t.counts.bad, t.bad);
        bede_source_options none = {.host = "elsewhere.example"};
        t = walk(&a, path, &none);
        CHECK_INT(t.counts.items, 0);
        CHECK_INT(t.bad, RECORDS / EVERY);
        CHECK_INT(t.counts.filtered, RECORDS - RECORDS / EVERY * 9 / 10);
        make(&a, path, p, 0);
        t = walk(&a, path, NULL);
        CHECK_INT(t.lost + t.twice + t.odd + t.bad, 0);
    }
    unlink(path);
    return test_end();
}
