/* SPDX-License-Identifier: Apache-2.0 */
/* bede-bench-near [N]: near-duplicate search over N article signatures (a million).
 *
 * The generator makes texts of words drawn by Zipf's law, four in ten of which are copies of an
 * earlier one: cut at the end, with another first line, with single words changed. It measures the
 * time to make signatures, to search and put them, memory, and how many copies are found and how
 * many pairs are false. Two texts drawn alike but apart share frequent runs of words, as news do.
 */
#include "store/near.h"

#include "base/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { WORDS = 50000, LEAST = 120, MOST = 600 };

static uint64_t state = 88172645463325252u;
static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}
static double uniform(void) {
    return (double)(next() >> 11) / 9007199254740992.0;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static size_t put_word(char *out, uint64_t *seed) {
    /* rank r with probability about 1/r */
    *seed = bd_hash(seed, sizeof *seed, 7);
    double u = (double)(*seed >> 11) / 9007199254740992.0;
    unsigned rank = (unsigned)exp(u * log(WORDS));
    return (size_t)sprintf(out, "w%u ", rank);
}

/* Text number `seed`, changed by `how`: 0 not, 1 cut at the end, 2 another beginning, 3 one word of
 * twenty-five is another, 4 all of it. */
static size_t make(uint64_t seed, int how, char *out) {
    uint64_t s = seed, other = seed ^ 0xABCDEF;
    size_t words = LEAST + bd_hash(&seed, sizeof seed, 3) % (MOST - LEAST), n = 0, first = 0;
    size_t last = how == 1 || how == 4 ? words - words / 3 : words;
    if (how == 2 || how == 4)
        first = 12;
    for (size_t i = 0; i < last; i++) {
        char w[24];
        size_t k = put_word(w, &s);
        bool change = i < first || (how >= 3 && bd_hash(&i, sizeof i, other) % 25 == 0);
        if (change)
            k = put_word(w, &other);
        memcpy(out + n, w, k);
        n += k;
    }
    return n;
}

int main(int argc, char **argv) {
    size_t total = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    static char text[MOST * 12];
    bd_near_mark *marks = calloc(total, sizeof *marks);
    uint32_t *of = calloc(total, sizeof *of); /* the text that it is a copy of, or itself */
    if (!marks || !of)
        return 1;
    double t = 0;
    size_t bytes = 0;
    for (size_t i = 0; i < total; i++) {
        bool copy = i > 10 && next() % 10 < 4;
        size_t back = (size_t)(uniform() * uniform() * (double)i);
        of[i] = copy ? of[i - 1 - back] : (uint32_t)i;
        size_t n = make(of[i] + 1, copy ? (int)(next() % 5) : 0, text);
        bytes += n;
        double start = now();
        bd_near_signer s;
        bd_near_begin(&s);
        bd_near_add(&s, bd_view(text, n));
        bd_near_end(&s, &marks[i]);
        t += now() - start;
    }
    printf("signed            %zu texts of %zu bytes, %.0f texts/s\n", total, bytes / total,
           (double)total / t);
    bd_near *x = bd_near_new();
    size_t copies = 0, found = 0, wrong = 0, kept = 0;
    t = now();
    for (size_t i = 0; i < total; i++) {
        int64_t article;
        float share;
        bool any = bd_near_find(x, &marks[i], &article, &share);
        copies += of[i] != i;
        found += any && of[i] != i && of[article] == of[i];
        wrong += any && of[article] != of[i];
        if (any && bd_near_same(&marks[i], &marks[article]))
            continue;
        kept++;
        bd_near_put(x, (int64_t)i, &marks[i]);
    }
    t = now() - t;
    printf("searched and put  %.0f articles/s\n", (double)total / t);
    printf("index             %zu kept, %.0f MB\n", kept, (double)bd_near_bytes(x) / 1e6);
    printf("copies            %zu, found %.4f, false pairs %zu\n", copies,
           (double)found / (double)copies, wrong);
    double t2 = now();
    bd_near *y = bd_near_new();
    for (size_t i = 0; i < total; i++)
        bd_near_put(y, (int64_t)i, &marks[i]);
    t2 = now() - t2;
    printf("all put           %.0f articles/s, %.0f MB\n", (double)total / t2,
           (double)bd_near_bytes(y) / 1e6);
    bd_near_free(y);
    bd_near_free(x);
    free(marks);
    free(of);
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("memory            %.0f MB at most, both indexes and the bench's own %.0f MB\n",
           (double)u.ru_maxrss / 1e3, (double)total * (sizeof(bd_near_mark) + 4) / 1e6);
    return 0;
}
