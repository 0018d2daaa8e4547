/* SPDX-License-Identifier: Apache-2.0 */
/* Dictionaries of other coders. */
#include "bede_int.h"

#include "base/error.h"
#include "import/import.h"

static void run(bd_import *im, bede_import_kind kind, bede_view text) {
    switch (kind) {
    case BEDE_IMPORT_ACTORS: bd_import_actors(im, text, NULL); break;
    case BEDE_IMPORT_ETHNIC: bd_import_actors(im, text, "CVL"); break;
    case BEDE_IMPORT_RELIGION: bd_import_actors(im, text, "REL"); break;
    case BEDE_IMPORT_AGENTS: bd_import_agents(im, text); break;
    case BEDE_IMPORT_VERBS: bd_import_verbs(im, text); break;
    }
}

long bede_import(const bede_knowledge *know, bede_import_kind kind, const char *name,
                 bede_view text, void (*put)(void *ctx, const char *s, size_t n), void *put_ctx,
                 bede_say *say, void *say_ctx, bede_error *err) {
    bd_report report = {say, say_ctx, 0};
    bd_arena arena;
    jmp_buf full;
    bd_arena_init(&arena, 0);
    bd_arena_guard(&arena, &full);
    if (setjmp(full)) {
        bd_arena_free(&arena);
        bd_fail(err, name, "no memory");
        return -1;
    }
    bd_import *im = bd_arena_alloc(&arena, sizeof *im);
    *im = (bd_import){.arena = &arena,
                      .sentence = &know->sentence,
                      .countries = &know->who.tables[BD_WHO_COUNTRIES],
                      .file = name,
                      .report = &report};
    run(im, kind, text);
    put(put_ctx, im->out, im->n);
    long n = (long)im->entries;
    bd_arena_free(&arena);
    return n;
}
