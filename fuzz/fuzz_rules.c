/* SPDX-License-Identifier: Apache-2.0 */
/* Rule files, dictionaries and the field's own dictionaries as a user gives them: the first byte
 * says which. */
#include "fuzz.h"

#include "base/view.h"

static void say(void *ctx, const char *file, size_t line, const char *what) {
    (void)ctx;
    (void)line;
    PROMISE(file && what && what[0]);
}

static void put(void *ctx, const char *s, size_t n) {
    size_t *sum = ctx;
    for (size_t i = 0; i < n; i++)
        *sum += (unsigned char)s[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static bede_knowledge *imported;
    bede_error err = {0};
    size_t sum = 0;
    if (!n)
        return 0;
    unsigned kind = bytes[0] % 8;
    bede_view text = {(const char *)bytes + 1, n - 1};
    if (kind >= 3) {
        if (!imported)
            imported = bede_knowledge_builtin(&err);
        PROMISE(imported != NULL);
        bede_import(imported, (bede_import_kind)(kind - 3), "fuzz", text, put, &sum, say, NULL,
                    &err);
        return 0;
    }
    bede_knowledge *know = bede_knowledge_builtin(&err);
    PROMISE(know != NULL);
    if (kind == 0)
        bede_add_rules(know, "fuzz", text, say, NULL, &err);
    else
        bede_add_actors(know, "fuzz", text, say, NULL, &err);
    bede_reader *reader = bede_reader_new(know, &err);
    static const char page[] =
        "Peru's president met Chilean rebels in Lima on Monday, police said.";
    bede_options o = {.input = BEDE_INPUT_SENTENCE, .date = {2019, 11, 3}};
    PROMISE(bede_read(reader, "page", page, sizeof page - 1, &o, &err) != NULL);
    bede_reader_free(reader);
    bede_knowledge_free(know);
    return 0;
}
