/* SPDX-License-Identifier: Apache-2.0 */
/* The model at run time: a damaged file is refused, every kernel gives the same trees, every
 * sentence of any length gets one tree with one root. */
#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "sentence/model.h"
#include "sentence/model_file.h"
#include "sentence/tags.h"
#include "test.h"

#include <stdlib.h>

enum { MANY = 3 * BD_MAX_SENTENCE_WORDS + 7 };

static const char *const WORDS[] = {
    "Police", "killed", "two",      "protesters", "in", "the",      "capital", "on", "Friday",
    ",",      "the",    "minister", "said",       "“",  "xyzzyish", ".",       ""};

static bool is_tree(const bd_parse *p, uint32_t n) {
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t steps = 0;
        for (int32_t at = (int32_t)i; at >= 0; at = p[at].head)
            if (steps++ > n || at >= (int32_t)n)
                return false;
        roots += p[i].head < 0;
    }
    return roots == 1;
}

static void damaged(char *bytes, size_t n) {
    static const size_t cuts[] = {0, 7, sizeof(bd_model_head) - 1, sizeof(bd_model_head)};
    bede_error err = {0};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
        CHECK(!bd_model_open(bytes, cuts[i], "cut", &err) && err.what[0]);
    CHECK(!bd_model_open(bytes, n - 64, "cut", &err));
    CHECK(!bd_model_open(bytes + 1, n - 1, "shifted", &err));
    /* Each byte of the head in turn: refused or opened, never a crash. */
    for (size_t i = 0; i < sizeof(bd_model_head); i++) {
        bytes[i] ^= 0x55;
        bd_model_close(bd_model_open(bytes, n, "bent", &err));
        bytes[i] ^= 0x55;
    }
}

static void same_on_every_kernel(const char *bytes, size_t n, const bede_view *forms) {
    static const char *const kernels[] = {"plain", "avx2", "vnni"};
    static const uint32_t start[] = {0, 1, 1, 17, 60, MANY - 12, MANY};
    static bd_parse first[MANY], out[MANY];
    bede_error err = {0};
    for (int k = 0; k < 3; k++) {
        setenv("BEDE_KERNEL", kernels[k], 1);
        bd_model *m = bd_model_open(bytes, n, "model", &err);
        CHECK(m != NULL);
        if (!m)
            return;
        bd_model_scratch *s = bd_model_scratch_new(m);
        memset(out, 0, sizeof out);
        bd_model_run(m, s, forms, start, 6, out);
        for (int i = 0; i < 6; i++)
            if (start[i + 1] > start[i])
                CHECK(is_tree(out + start[i], start[i + 1] - start[i]));
        if (!k)
            memcpy(first, out, sizeof out);
        bool same = true;
        for (int i = 0; i < MANY; i++)
            same = same && out[i].head == first[i].head && out[i].upos == first[i].upos &&
                   out[i].xpos == first[i].xpos && out[i].deprel == first[i].deprel;
        CHECK(same);
        /* Again, with a warm memory of forms. */
        bd_model_run(m, s, forms, start, 6, out);
        CHECK_INT(out[3].head, first[3].head);
        bd_model_scratch_free(s);
        bd_model_close(m);
    }
    unsetenv("BEDE_KERNEL");
}

static void reads(const char *bytes, size_t n, const bede_view *forms) {
    bede_error err = {0};
    bd_model *m = bd_model_open(bytes, n, "model", &err);
    bd_model_scratch *s = m ? bd_model_scratch_new(m) : NULL;
    bd_parse out[9];
    uint32_t start[] = {0, 9};
    CHECK(s != NULL);
    if (!s)
        return;
    bd_model_run(m, s, forms, start, 1, out);
    CHECK_INT(out[1].head, -1); /* killed */
    CHECK_INT(out[0].head, 1);
    CHECK_INT(out[3].head, 1);
    CHECK(!strcmp(bd_rel_name(out[0].deprel), "nsubj"));
    CHECK(!strcmp(bd_rel_name(out[3].deprel), "obj"));
    CHECK(!strcmp(bd_upos_name(out[1].upos), "VERB"));
    bd_model_scratch_free(s);
    bd_model_close(m);
}

int main(void) {
    bd_arena a;
    bede_view file;
    bede_error err = {0};
    static bede_view forms[MANY];
    bd_arena_init(&a, 0);
    CHECK(bd_file_read(&a, "data/models/en.model", &file, &err));
    if (!file.n)
        return test_end();
    char *bytes = aligned_alloc(64, (file.n + 63) & ~(size_t)63);
    memcpy(bytes, file.s, file.n);
    for (size_t i = 0; i < MANY; i++)
        forms[i] = bd_view_z(WORDS[i % (sizeof WORDS / sizeof *WORDS)]);
    damaged(bytes, file.n);
    same_on_every_kernel(bytes, file.n, forms);
    reads(bytes, file.n, forms);
    free(bytes);
    bd_arena_free(&a);
    return test_end();
}
