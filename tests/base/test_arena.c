/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "test.h"

#include <stdint.h>

static int freed;
static void count_free(void *p) {
    freed += *(int *)p;
}

static void allocations_are_apart_and_zero(void) {
    bd_arena a;
    bd_arena_init(&a, 0);
    unsigned char *p[2000];
    for (size_t i = 0; i < 2000; i++) {
        size_t n = i * 7 % 3000;
        p[i] = bd_arena_alloc(&a, n);
        CHECK((uintptr_t)p[i] % 16 == 0);
        size_t dirty = 0;
        for (size_t k = 0; k < n; k++)
            dirty += p[i][k] != 0;
        CHECK(dirty == 0);
        memset(p[i], (int)(i % 251), n);
    }
    size_t wrong = 0;
    for (size_t i = 0; i < 2000; i++)
        for (size_t k = 0; k < i * 7 % 3000; k++)
            wrong += p[i][k] != i % 251;
    CHECK_INT(wrong, 0);
    bd_arena_free(&a);
}

static void clear_keeps_the_blocks(void) {
    bd_arena a;
    bd_arena_init(&a, 0);
    void *first = bd_arena_alloc(&a, 100);
    bd_arena_alloc(&a, 1 << 20);
    bd_arena_clear(&a);
    CHECK_INT(a.used, 0);
    CHECK(bd_arena_alloc(&a, 100) == first);
    bd_arena_free(&a);
}

static void leaves_when_full(void) {
    bd_arena a;
    jmp_buf full;
    volatile int left = 0;
    bd_arena_init(&a, 4096);
    CHECK(bd_arena_alloc(&a, 5000) == NULL); /* unguarded */
    bd_arena_guard(&a, &full);
    if (setjmp(full)) {
        left = 1;
    } else {
        for (int i = 0; i < 1000; i++)
            bd_arena_alloc(&a, 64);
    }
    CHECK(left);
    bd_arena_clear(&a);
    CHECK(bd_arena_alloc(&a, 64) != NULL);
    if (setjmp(full) == 0) {
        bd_arena_array(&a, SIZE_MAX / 2, 4);
        CHECK(0);
    }
    bd_arena_free(&a);
}

static void defers(void) {
    bd_arena a;
    int one = 1, ten = 10;
    bd_arena_init(&a, 0);
    bd_arena_defer(&a, count_free, &one);
    bd_arena_defer(&a, count_free, &ten);
    bd_arena_clear(&a);
    CHECK_INT(freed, 11);
    bd_arena_clear(&a);
    CHECK_INT(freed, 11);
    bd_arena_defer(&a, count_free, &one);
    bd_arena_free(&a);
    CHECK_INT(freed, 12);
}

static void grows(void) {
    bd_arena a;
    bd_arena_init(&a, 0);
    int *list = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; i < 10000; i++) {
        list = bd_arena_grow(&a, list, n, &cap, sizeof *list);
        list[n++] = i;
    }
    size_t wrong = 0;
    for (int i = 0; i < 10000; i++)
        wrong += list[i] != i;
    CHECK_INT(wrong, 0);
    CHECK_TEXT(bd_arena_copy(&a, "abc", 2), 2, "ab");
    bd_arena_free(&a);
}

int main(void) {
    allocations_are_apart_and_zero();
    clear_keeps_the_blocks();
    leaves_when_full();
    defers();
    grows();
    return test_end();
}
