/* SPDX-License-Identifier: Apache-2.0 */
/* A line as a printed date, as a value of metadata, as an address, as a sentence that tells when.
 */
#include "check.h"

#include "page/page_int.h"

static void check_day(bool found, bede_date d) {
    char day[11];
    bede_date again;
    if (!found)
        return;
    bede_date_format(d, day);
    PROMISE(bede_date_parse(day, &again));
    PROMISE(again.year == d.year && again.month == d.month && again.day == d.day);
}

static void read_sentence(bede_view line) {
    static bede_reader *reader;
    bede_error err = {0};
    if (!reader) { /* knowledge stays to the end of the program */
        static bede_knowledge *know;
        know = bede_knowledge_builtin(&err);
        reader = know ? bede_reader_new(know, &err) : NULL;
        PROMISE(reader != NULL);
    }
    bede_options o = {.input = BEDE_INPUT_SENTENCE, .date = {2019, 11, 3}};
    const bede_article *a = bede_read(reader, "fuzz", line.s, line.n, &o, &err);
    for (size_t i = 0; a && i < a->n_times; i++) {
        const bede_time *t = &a->times[i];
        PROMISE(check_inside(a, t->span));
        check_day(t->dates.from.year != 0, t->dates.from);
        check_day(t->dates.to.year != 0, t->dates.to);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    bd_arena a;
    size_t from, to;
    bede_date d;
    if (n > 400)
        return 0;
    bd_arena_init(&a, 1 << 22);
    bede_view line = bd_utf8_clean(&a, (bede_view){(const char *)bytes, n});
    bool found = bd_page_find_date(line, &d, &from, &to);
    check_day(found, d);
    PROMISE(!found || (from <= to && to <= line.n));
    found = bd_page_find_date_in(line, true, &d, &from, &to);
    check_day(found, d);
    PROMISE(!found || (from <= to && to <= line.n));
    check_day(bd_page_meta_date(line, &d), d);
    check_day(bd_page_url_date(line, &d), d);
    d = (bede_date){0};
    check_day(bd_page_is_stamp(line, &d) && d.year, d);
    char *z = bd_arena_copy(&a, line.s, line.n);
    check_day(bede_date_parse(z, &d), d);
    read_sentence(line);
    bd_arena_free(&a);
    return 0;
}
