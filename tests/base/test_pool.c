/* SPDX-License-Identifier: Apache-2.0 */
#include "base/pool.h"
#include "test.h"

#include <stdlib.h>

enum { JOBS = 2000 };

typedef struct order {
    int expected, wrong;
} order;

static void work(void *worker, void *job) {
    /* Uneven lengths, so that later jobs finish first. */
    volatile int spin = 0;
    int *j = job, limit = (*j % 13) * 500;
    while (spin < limit)
        spin = spin + 1;
    ++*(int *)worker;
    *j = *j * 2 + 1;
}

static void done(void *ctx, void *job) {
    order *o = ctx;
    o->wrong += *(int *)job != o->expected * 2 + 1;
    o->expected++;
}

static void keeps_order(unsigned threads, size_t window) {
    int counts[8] = {0}, jobs[JOBS], total = 0;
    void *workers[8];
    order o = {0};
    for (int i = 0; i < 8; i++)
        workers[i] = &counts[i];
    bd_pool *p = bd_pool_new(&(bd_pool_plan){.threads = threads,
                                             .workers = workers,
                                             .work = work,
                                             .done = done,
                                             .ctx = &o,
                                             .window = window});
    CHECK(p != NULL);
    for (int i = 0; i < JOBS; i++) {
        jobs[i] = i;
        bd_pool_submit(p, &jobs[i]);
    }
    bd_pool_drain(p);
    CHECK_INT(o.expected, JOBS);
    CHECK_INT(o.wrong, 0);
    for (int i = 0; i < 8; i++)
        total += counts[i];
    CHECK_INT(total, JOBS);
    bd_pool_free(p);
}

int main(void) {
    keeps_order(1, 0);
    keeps_order(2, 0);
    keeps_order(8, 1);
    keeps_order(3, 64);
    return test_end();
}
