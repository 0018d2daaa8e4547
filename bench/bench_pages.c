/* SPDX-License-Identifier: Apache-2.0 */
/* The page room alone: how long it takes, what comes out, and what it keeps of memory. */
#include "bench_pages.h"

#include "base/file.h"
#include "base/view.h"
#include "page/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double cpu(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Megabytes that the process holds now. */
static double resident(void) {
    long pages = 0, all = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f && fscanf(f, "%ld %ld", &all, &pages) != 2)
        pages = 0;
    if (f)
        fclose(f);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}

static void text(FILE *f, const char *key, bede_view v) {
    fprintf(f, "%s\"", key);
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] == '"' || v.s[i] == '\\')
            fprintf(f, "\\%c", v.s[i]);
        else if ((unsigned char)v.s[i] < 0x20)
            fprintf(f, "\\u%04x", (unsigned)v.s[i]);
        else
            fputc(v.s[i], f);
    fputc('"', f);
}

static void print(FILE *f, const bede_article *a) {
    char day[11];
    bede_date_format(a->published, day);
    text(f, "{\"article\":", a->name);
    text(f, ",\"title\":", a->title);
    text(f, ",\"date\":", bd_view_z(day));
    fputs(",\"authors\":[", f);
    for (size_t i = 0; i < a->n_authors; i++)
        text(f, i ? "," : "", a->authors[i]);
    text(f, "],\"text\":", a->text);
    fputs("}\n", f);
}

typedef struct set { /* pages in memory */
    bd_arena files, arena;
    bede_view *bytes;
    bd_page page;
} set;

static bool open_set(set *s, int n, char **paths) {
    bede_error err = {0};
    bd_arena_init(&s->files, 0), bd_arena_init(&s->arena, 0);
    s->bytes = bd_arena_array(&s->files, (size_t)n, sizeof *s->bytes);
    bool ok = bd_page_init(&s->page, &err);
    for (int i = 0; ok && i < n; i++)
        ok = bd_file_read(&s->files, paths[i], &s->bytes[i], &err);
    if (!ok)
        fprintf(stderr, "bede-bench: %s: %s\n", err.where, err.what);
    return ok;
}

static bool read_page(set *s, const char *name, bede_view bytes, bede_article *a) {
    jmp_buf full;
    bd_arena_clear(&s->arena);
    bd_arena_guard(&s->arena, &full);
    if (setjmp(full))
        return false;
    return bd_page_read(&s->page, &s->arena, name, bytes.s, bytes.n, &(bede_options){0}, a, NULL);
}

int bench_pages(const char *out, int n, char **paths) {
    set s = {0};
    FILE *f = fopen(out, "w");
    double best = 1e9;
    if (!f || !open_set(&s, n, paths))
        return 1;
    for (int round = 0; round < 4; round++) {
        double from = cpu(), printing = 0;
        for (int i = 0; i < n; i++) {
            bede_article a = {0};
            bool ok = read_page(&s, paths[i], s.bytes[i], &a);
            double t = cpu();
            if (ok && round == 0)
                print(f, &a);
            printing += cpu() - t;
        }
        double ms = (cpu() - from - printing) * 1e3 / n;
        best = ms < best ? ms : best;
    }
    fclose(f);
    printf("%.3f\n", best);
    return 0;
}

int bench_endurance(long many, int n, char **paths) {
    set s = {0};
    double from = cpu();
    if (!open_set(&s, n, paths))
        return 1;
    for (long i = 0; i < many; i++) {
        bede_article a = {0};
        (void)read_page(&s, paths[i % n], s.bytes[i % n], &a);
        if ((i + 1) % (many / 10) == 0) {
            printf("%8ld pages  %6.1f MB  %.3f ms a page\n", i + 1, resident(),
                   (cpu() - from) * 1e3 / (double)(i + 1));
            fflush(stdout);
        }
    }
    return 0;
}
