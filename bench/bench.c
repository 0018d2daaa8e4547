/* SPDX-License-Identifier: Apache-2.0 */
/* bede-bench rooms FILE...         each room by itself and the whole way, one core
 * bede-bench pages OUT FILE...     the page room: articles to OUT, milliseconds a page
 * bede-bench endurance N FILE...   the page room over N pages: memory
 * bede-bench process N CMD ARG...  a whole process N times: wall time, CPU time, peak memory
 * bede-bench pair N CMD1 -- CMD2   two processes in turn, the ratio of their wall times
 *
 * Times are medians: the machines that run this are shared and noisy. */
#include "bench_pages.h"

#include "base/file.h"
#include "base/view.h"
#include "bede.h"
#include "page/page.h"
#include "sentence/sentence.h"
#include "what/what.h"
#include "when/when.h"
#include "where/where.h"
#include "who/who.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *v, int n) {
    qsort(v, (size_t)n, sizeof *v, by_value);
    return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* ---- rooms ---- */

enum { PAGE, SENTENCE, WHERE, WHEN, WHO, WHAT, ROOMS, MAX_ROUNDS = 5 };

typedef struct house {
    bd_image image;
    bd_sentence_know sentence;
    bd_who who;
    bd_where where;
    bd_what what;
    bd_page page;
    bd_sentence_scratch scratch;
    bd_arena arena;
} house;

extern const unsigned char bede_image_bytes[], bede_image_end[];

static bool open_house(house *h, bede_error *err) {
    bd_arena_init(&h->arena, 0);
    return bd_image_attach(&h->image, bede_image_bytes, (size_t)(bede_image_end - bede_image_bytes),
                           "built-in", err) &&
           bd_sentence_open(&h->sentence, &h->image, err) && bd_who_open(&h->who, &h->image, err) &&
           bd_where_open(&h->where, &h->image, err) && bd_what_open(&h->what, &h->image, err) &&
           bd_page_init(&h->page, err) && bd_sentence_scratch_init(&h->scratch, &h->sentence, err);
}

static size_t read_timed(house *h, const char *name, bede_view bytes, double *seconds) {
    bede_options options = {.date = {2016, 6, 15}};
    bede_article a = {0};
    double t[ROOMS + 1];
    bd_arena_clear(&h->arena);
    t[PAGE] = now(CLOCK_PROCESS_CPUTIME_ID);
    if (!bd_page_read(&h->page, &h->arena, name, bytes.s, bytes.n, &options, &a, NULL))
        return 0;
    t[SENTENCE] = now(CLOCK_PROCESS_CPUTIME_ID);
    bd_sentence_read(&h->sentence, &h->scratch, &h->arena, &a);
    t[WHERE] = now(CLOCK_PROCESS_CPUTIME_ID);
    bd_where_read(&h->where, &h->arena, &a);
    t[WHEN] = now(CLOCK_PROCESS_CPUTIME_ID);
    bd_when_read(&h->arena, &a);
    t[WHO] = now(CLOCK_PROCESS_CPUTIME_ID);
    bd_who_read(&h->who, &h->arena, &a);
    t[WHAT] = now(CLOCK_PROCESS_CPUTIME_ID);
    bd_what_read(&h->what, &h->arena, &a, BD_GIST_NONE, NULL);
    t[ROOMS] = now(CLOCK_PROCESS_CPUTIME_ID);
    for (int r = 0; r < ROOMS; r++)
        seconds[r] += t[r + 1] - t[r];
    return a.n_words;
}

static int rooms(int n, char **paths) {
    static const char *const names[ROOMS] = {"page", "sentence", "where", "when", "who", "what"};
    static house h;
    bede_error err = {0};
    bd_arena files;
    bd_arena_init(&files, 0);
    bede_view *bytes = bd_arena_array(&files, (size_t)n, sizeof *bytes);
    bool ok = open_house(&h, &err);
    for (int i = 0; ok && i < n; i++)
        ok = bd_file_read(&files, paths[i], &bytes[i], &err);
    if (!ok) {
        fprintf(stderr, "bede-bench: %s: %s\n", err.where, err.what);
        return 1;
    }
    double rate[ROOMS + 1][MAX_ROUNDS];
    size_t words = 0;
    for (int round = 0; round < MAX_ROUNDS; round++) {
        double seconds[ROOMS] = {0}, all = 0;
        words = 0;
        for (int i = 0; i < n; i++)
            words += read_timed(&h, paths[i], bytes[i], seconds);
        for (int r = 0; r < ROOMS; r++) {
            rate[r][round] = (double)words / seconds[r];
            all += seconds[r];
        }
        rate[ROOMS][round] = (double)words / all;
    }
    printf("%d articles, %zu tokens, one core, median of %d rounds\n", n, words, MAX_ROUNDS);
    for (int r = 0; r < ROOMS; r++)
        printf("  %-10s %12.0f tokens/s\n", names[r], median(rate[r], MAX_ROUNDS));
    printf("  %-10s %12.0f tokens/s\n", "all rooms", median(rate[ROOMS], MAX_ROUNDS));
    return 0;
}

/* ---- whole processes ---- */

typedef struct run {
    double wall, cpu;
    long kilobytes;
    int status;
} run;

static run run_once(char **argv) {
    run r = {0};
    double from = now(CLOCK_MONOTONIC);
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);
        if (null >= 0)
            dup2(null, STDOUT_FILENO);
        execvp(argv[0], argv);
        _exit(127);
    }
    struct rusage use;
    int status = 0;
    wait4(pid, &status, 0, &use);
    r.wall = now(CLOCK_MONOTONIC) - from;
    r.cpu = (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
            1e-6 * (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
    r.kilobytes = use.ru_maxrss;
    r.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return r;
}

enum { MAX_RUNS = 100 };

static int runs_of(const char *arg) {
    int n = atoi(arg);
    return n < 1 ? 1 : n > MAX_RUNS ? MAX_RUNS : n;
}

static int process(int n, char **argv) {
    double wall[MAX_RUNS], cpu[MAX_RUNS];
    long peak = 0;
    int status = run_once(argv).status;
    for (int i = 0; i < n; i++) {
        run r = run_once(argv);
        wall[i] = r.wall * 1e3;
        cpu[i] = r.cpu * 1e3;
        peak = r.kilobytes > peak ? r.kilobytes : peak;
    }
    printf("wall %.1f ms, cpu %.1f ms (medians of %d), peak memory %.1f MB, exit status %d\n",
           median(wall, n), median(cpu, n), n, (double)peak / 1024, status);
    return 0;
}

static int pair(int n, char **first, char **second) {
    double ratio[MAX_RUNS];
    run_once(first);
    run_once(second);
    for (int i = 0; i < n; i++) {
        double a = run_once(first).wall;
        ratio[i] = a / run_once(second).wall;
    }
    printf("first / second: %.2f (median of %d pairs)\n", median(ratio, n), n);
    return 0;
}

int main(int argc, char **argv) {
    if (argc > 2 && strcmp(argv[1], "rooms") == 0)
        return rooms(argc - 2, argv + 2);
    if (argc > 3 && strcmp(argv[1], "pages") == 0)
        return bench_pages(argv[2], argc - 3, argv + 3);
    if (argc > 3 && strcmp(argv[1], "endurance") == 0 && atol(argv[2]) >= 10)
        return bench_endurance(atol(argv[2]), argc - 3, argv + 3);
    if (argc > 2 && strcmp(argv[1], "warc") == 0)
        return bench_warc(argc - 2, argv + 2);
    if (argc > 3 && strcmp(argv[1], "process") == 0)
        return process(runs_of(argv[2]), argv + 3);
    if (argc > 5 && strcmp(argv[1], "pair") == 0)
        for (int i = 4; i < argc - 1; i++)
            if (strcmp(argv[i], "--") == 0) {
                argv[i] = NULL;
                return pair(runs_of(argv[2]), argv + 3, argv + i + 1);
            }
    fputs("usage: bede-bench rooms FILE... | pages OUT FILE... | endurance N FILE... | warc "
          "FILE... | "
          "process N CMD... | pair N CMD1... -- CMD2...\n",
          stderr);
    return 2;
}
