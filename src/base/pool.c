/* SPDX-License-Identifier: Apache-2.0 */
/* Invariants (under `lock`): tail <= next <= head; jobs [tail, head) are under way, [next, head)
 * not yet begun; head - tail <= window. A slot is a job's number modulo the window. */
#include "base/pool.h"

#include "base/limits.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct slot {
    void *job;
    bool finished;
} slot;

typedef struct worker {
    bd_pool *pool;
    void *ctx;
    pthread_t thread;
} worker;

struct bd_pool {
    bd_pool_plan plan;
    pthread_mutex_t lock;
    pthread_cond_t work_there, job_finished;
    slot *slots;
    worker *workers;
    unsigned n_workers;
    uint64_t tail, next, head;
    bool stop;
};

static void *run(void *arg) {
    worker *w = arg;
    bd_pool *p = w->pool;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (!p->stop && p->next == p->head)
            pthread_cond_wait(&p->work_there, &p->lock);
        if (p->next == p->head)
            break;
        slot *s = &p->slots[p->next++ % p->plan.window];
        pthread_mutex_unlock(&p->lock);
        p->plan.work(w->ctx, s->job);
        pthread_mutex_lock(&p->lock);
        s->finished = true;
        pthread_cond_signal(&p->job_finished);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

bd_pool *bd_pool_new(const bd_pool_plan *plan) {
    bd_pool *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->plan = *plan;
    if (p->plan.threads < 1)
        p->plan.threads = 1;
    if (p->plan.threads > BD_MAX_THREADS)
        p->plan.threads = BD_MAX_THREADS;
    if (!p->plan.window)
        p->plan.window = (size_t)p->plan.threads * 4;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work_there, NULL);
    pthread_cond_init(&p->job_finished, NULL);
    p->slots = calloc(p->plan.window, sizeof *p->slots);
    p->workers = calloc(p->plan.threads, sizeof *p->workers);
    bool ok = p->slots && p->workers;
    for (unsigned i = 0; ok && p->plan.threads > 1 && i < p->plan.threads; i++) {
        p->workers[i] = (worker){.pool = p, .ctx = plan->workers[i]};
        ok = pthread_create(&p->workers[i].thread, NULL, run, &p->workers[i]) == 0;
        p->n_workers += ok;
    }
    if (!ok) {
        bd_pool_free(p);
        return NULL;
    }
    return p;
}

/* Takes the oldest job's result, waiting for it. Called with the lock held. */
static void take(bd_pool *p) {
    slot *s = &p->slots[p->tail % p->plan.window];
    while (!s->finished)
        pthread_cond_wait(&p->job_finished, &p->lock);
    void *job = s->job;
    *s = (slot){0};
    p->tail++;
    pthread_mutex_unlock(&p->lock);
    p->plan.done(p->plan.ctx, job);
    pthread_mutex_lock(&p->lock);
}

void bd_pool_submit(bd_pool *p, void *job) {
    if (p->n_workers == 0) {
        p->plan.work(p->plan.workers[0], job);
        p->plan.done(p->plan.ctx, job);
        return;
    }
    pthread_mutex_lock(&p->lock);
    while (p->head - p->tail == p->plan.window ||
           (p->tail < p->head && p->slots[p->tail % p->plan.window].finished))
        take(p);
    p->slots[p->head++ % p->plan.window] = (slot){.job = job};
    pthread_cond_signal(&p->work_there);
    pthread_mutex_unlock(&p->lock);
}

void bd_pool_drain(bd_pool *p) {
    pthread_mutex_lock(&p->lock);
    while (p->tail < p->head)
        take(p);
    pthread_mutex_unlock(&p->lock);
}

void bd_pool_free(bd_pool *p) {
    if (!p)
        return;
    if (p->slots)
        bd_pool_drain(p);
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work_there);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->n_workers; i++)
        pthread_join(p->workers[i].thread, NULL);
    pthread_cond_destroy(&p->job_finished);
    pthread_cond_destroy(&p->work_there);
    pthread_mutex_destroy(&p->lock);
    free(p->workers);
    free(p->slots);
    free(p);
}
