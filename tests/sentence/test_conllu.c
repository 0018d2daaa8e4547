/* SPDX-License-Identifier: Apache-2.0 */
/* CoNLL-U in and out: what is kept, what is replaced, what is complained about. */
#include "sentence/conllu.h"
#include "sentence/sentence.h"
#include "test.h"

#include <stdlib.h>

static const char GOOD[] = "# sent_id = a\n# text = Don't go.\n"
                           "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tFirst=1\n"
                           "1\tDo\tX\tX\tX\tX=Y\t9\tx\t9:x\t_\n"
                           "2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                           "2.1\tyou\t_\t_\t_\t_\t_\t_\t3:nsubj\t_\n"
                           "3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Keep=Me\n"
                           "4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

static const char WANT[] = "# sent_id = a\n# text = Don't go.\n"
                           "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tFirst=1\n"
                           "1\tDo\tdo\t_\t_\t_\t_\t_\t_\t_\n"
                           "2\tn't\tn't\t_\t_\t_\t_\t_\t_\t_\n"
                           "2.1\tyou\t_\t_\t_\t_\t_\t_\t3:nsubj\t_\n"
                           "3\tgo\tgo\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Keep=Me\n"
                           "4\t.\t.\t_\t_\t_\t_\t_\t_\t_\n\n";

static void count(void *ctx, const char *file, size_t line, const char *what) {
    (void)file;
    (void)what;
    *(size_t *)ctx = line;
}

/* Reads `in` and writes it again; gives back the complaints. */
static size_t pass(const char *in, size_t n, bool conllu, char **out, size_t *last_line) {
    bd_arena arena;
    bd_sentence_know know;
    bd_sentence_scratch scratch;
    bd_conllu_in stream;
    bd_conllu_batch batch;
    size_t size;
    bd_report report = {count, last_line, 0};
    FILE *from = fmemopen((void *)(uintptr_t)in, n, "rb"), *to = open_memstream(out, &size);
    bd_arena_init(&arena, 0);
    CHECK(bd_sentence_open(&know, NULL, NULL));
    CHECK(bd_sentence_scratch_init(&scratch, &know, NULL));
    CHECK(bd_conllu_open(&stream, from, "test", &report));
    while ((conllu ? bd_conllu_read : bd_conllu_read_text)(&stream, &arena, &batch)) {
        if (!conllu)
            bd_sentence_cut(&know, &arena, &batch.article, false);
        bd_sentence_tag(&know, &scratch, &arena, &batch.article);
        bd_conllu_write(to, &batch);
        bd_arena_clear(&arena);
    }
    bd_conllu_close(&stream);
    bd_sentence_scratch_free(&scratch);
    bd_sentence_close(&know);
    bd_arena_free(&arena);
    fclose(from);
    fclose(to);
    return report.n;
}

static void bad(const char *in, size_t line) {
    char text[2000], *out;
    size_t at = 0;
    snprintf(text, sizeof text, "%s\n%s", in, GOOD);
    CHECK_INT(pass(text, strlen(text), true, &out, &at), 1);
    CHECK_INT(at, line);
    CHECK_TEXT(out, strlen(out), WANT);
    free(out);
}

int main(void) {
    char *out;
    size_t line = 0;
    CHECK_INT(pass(GOOD, sizeof GOOD - 1, true, &out, &line), 0);
    CHECK_TEXT(out, strlen(out), WANT);
    free(out);
    bad("1\tx\t_\t_\t_\t_\t_\t_\t_\n", 1);
    bad("# c\n1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n3\tx\t_\t_\t_\t_\t_\t_\t_\t_\n", 3);
    bad("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", 1);
    bad("# nothing\n", 2);
    bad("1-2\tx\t_\t_\t_\t_\t_\t_\t_\t_\n5-6\tx\t_\t_\t_\t_\t_\t_\t_\t_\n", 2);
    bad("1\t\xff\t_\t_\t_\t_\t_\t_\t_\t_\n", 1);
    bad("1\tx\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", 1);
    static const char text[] = "One two.\nThree\n\nFour";
    CHECK_INT(pass(text, sizeof text - 1, false, &out, &line), 0);
    static const char want[] = "# newpar\n# sent_id = 1\n# text = One two.\n"
                               "1\tOne\tone\t_\t_\t_\t_\t_\t_\t_\n"
                               "2\ttwo\ttwo\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                               "3\t.\t.\t_\t_\t_\t_\t_\t_\t_\n\n"
                               "# sent_id = 2\n# text = Three\n"
                               "1\tThree\tthree\t_\t_\t_\t_\t_\t_\t_\n\n"
                               "# newpar\n# sent_id = 3\n# text = Four\n"
                               "1\tFour\tfour\t_\t_\t_\t_\t_\t_\t_\n\n";
    CHECK_TEXT(out, strlen(out), want);
    free(out);
    return test_end();
}
