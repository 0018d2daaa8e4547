/* SPDX-License-Identifier: Apache-2.0 */
/* Archives: how fast one is gone through when nothing of it is wanted, and what damage costs. */
#include "bench_pages.h"

#include "../tests/intake/archive.h"
#include "base/arena.h"
#include "base/file.h"
#include "bede.h"

#include <time.h>
#include <unistd.h>

enum { RECORDS = 10000, EVERY = 50 };

static double wall(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool make(archive *a, const char *path, archive_packing p, int every, const bede_view *pages,
                 int n) {
    archive_open(a, path, p, every);
    if (!a->f)
        return false;
    for (int i = 0; i < RECORDS; i++)
        archive_add(a, i, pages[i % n].s, pages[i % n].n);
    return archive_close(a);
}

/* Seconds to go through; in *lost the whole records that did not come out. */
static double walk(const archive *a, const char *path, const bede_source_options *o, int *lost,
                   bede_source_counts *c) {
    static bool seen[RECORDS];
    bede_item item;
    memset(seen, 0, sizeof seen);
    double from = wall();
    bede_source *s = bede_source_open(path, o, NULL);
    for (int got; s && (got = bede_source_next(s, &item, NULL)) != 0;) {
        int i = got > 0 ? archive_number(item.bytes, item.n) : -1;
        if (i >= 0 && i < RECORDS)
            seen[i] = true;
    }
    double took = wall() - from;
    *lost = 0;
    for (int i = 0; i < RECORDS; i++)
        *lost += archive_whole(a, i) && !seen[i];
    *c = s ? bede_source_count(s) : (bede_source_counts){0};
    bede_source_free(s);
    return took;
}

int bench_warc(int n, char **paths) {
    static const char *const names[] = {"plain", "gzip", "zstd"};
    const char *tmp = getenv("TMPDIR");
    char path[4096];
    bd_arena files;
    bd_arena_init(&files, 0);
    bede_view *pages = bd_arena_array(&files, (size_t)n, sizeof *pages);
    for (int i = 0; i < n; i++)
        if (!bd_file_read(&files, paths[i], &pages[i], NULL))
            return 1;
    snprintf(path, sizeof path, "%s/bede-bench-%ld.warc", tmp ? tmp : "/tmp", (long)getpid());
    bool ok = true;
    for (archive_packing p = ARCHIVE_PLAIN; ok && p < ARCHIVE_PACKINGS; p++) {
        archive a;
        int lost;
        bede_source_counts c = {0};
        bede_source_options none = {.host = "elsewhere.example"};
        ok = make(&a, path, p, 0, pages, n);
        double best = 1e9;
        for (int k = 0; ok && k < 3; k++) {
            double took = walk(&a, path, &none, &lost, &c);
            best = took < best ? took : best;
        }
        printf("%-5s %d records, %.0f MB: all filtered out (%llu) at %.0f MB/s\n", names[p],
               RECORDS, (double)a.unpacked / 1e6, (unsigned long long)c.filtered,
               (double)a.unpacked / 1e6 / best);
        ok = ok && make(&a, path, p, EVERY, pages, n);
        double took = walk(&a, path, NULL, &lost, &c);
        printf("      one in %d damaged: %llu told, %d whole records lost, %.0f MB/s\n", EVERY,
               (unsigned long long)c.bad, lost, (double)a.unpacked / 1e6 / took);
    }
    unlink(path);
    bd_arena_free(&files);
    return ok ? 0 : 1;
}
