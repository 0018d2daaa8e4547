/* SPDX-License-Identifier: Apache-2.0 */
/* The first line is the charset that is declared, the rest the bytes. */
#include "check.h"

#include "base/limits.h"
#include "page/page_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    const uint8_t *end = n ? memchr(bytes, '\n', n) : NULL;
    if (!end)
        return 0;
    const size_t line = (size_t)(end - bytes);
    char name[40];
    bede_view label = {(const char *)bytes, line};
    bd_page_charset_name(label, name);
    PROMISE(memchr(name, 0, sizeof name) != NULL);
    bd_arena a;
    jmp_buf full;
    bd_arena_init(&a, BD_MAX_ARENA_BYTES);
    bd_arena_guard(&a, &full);
    if (!setjmp(full)) {
        bede_view v = bd_page_decode(&a, bytes + line + 1, n - line - 1, label);
        v = bd_utf8_clean(&a, v);
        PROMISE(bd_utf8_valid(v));
    }
    bd_arena_free(&a);
    return 0;
}
