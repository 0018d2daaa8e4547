/* SPDX-License-Identifier: Apache-2.0 */
/* A thread pool that keeps order: jobs are done on any thread, their results are taken in the
 * order of submission, so that output does not depend on the number of threads. */
#ifndef BD_BASE_POOL_H
#define BD_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct bd_pool bd_pool;

/* `work(worker_ctx[i], job)` runs on thread i; `done(done_ctx, job)` runs on the thread that
 * submits or drains, in order of submission. */
typedef struct bd_pool_plan {
    unsigned threads;     /* 1..BD_MAX_THREADS; 1 works on the caller's thread */
    void *const *workers; /* one context a thread */
    void (*work)(void *worker, void *job);
    void (*done)(void *ctx, void *job);
    void *ctx;
    size_t window; /* jobs under way at most; 0 for four a thread */
} bd_pool_plan;

bd_pool *bd_pool_new(const bd_pool_plan *plan); /* NULL if threads cannot be made */
/* Hands in a job; blocks (and calls done) while the window is full. */
void bd_pool_submit(bd_pool *p, void *job);
/* Waits for all jobs and calls done for each. */
void bd_pool_drain(bd_pool *p);
void bd_pool_free(bd_pool *p); /* drains first */

#endif
