/* SPDX-License-Identifier: Apache-2.0 */
/* Rules and dictionaries tested against what they say of themselves. */
#include "bede_int.h"

#include "base/error.h"
#include "base/table.h"

#include <stdio.h>

long bede_add_rules(bede_knowledge *know, const char *name, bede_view text, bede_say *say,
                    void *ctx, bede_error *err) {
    bd_report report = {say, ctx, 0};
    if (!bd_what_add_rules(&know->what, name, text, &report, err))
        return -1;
    return (long)report.n;
}

/* ---- rules ---------------------------------------------------------------------------------- */

typedef struct check {
    bede_reader *reader;
    bede_say *say;
    void *ctx;
    long faults;
    size_t n;
} check;

static void fault(check *c, bede_view file, size_t line, const char *what) {
    char name[256];
    snprintf(name, sizeof name, "%.*s", (int)file.n, file.s);
    c->faults++;
    if (c->say)
        c->say(c->ctx, name, line, what);
}

static void try_example(void *ctx, const bd_what_example *e) {
    static const bede_options sentence = {.input = BEDE_INPUT_SENTENCE};
    check *c = ctx;
    char why[2048];
    bede_error err = {0};
    if (!e->sentence.s) {
        fault(c, e->file, e->line, "a rule without an example");
        return;
    }
    c->n++;
    if (e->coding.n == 0) {
        fault(c, e->file, e->line, "an example without a coding: = sentence -> coding");
        return;
    }
    const bede_article *a =
        bede_read(c->reader, "example", e->sentence.s, e->sentence.n, &sentence, &err);
    if (!a)
        fault(c, e->file, e->line, err.what);
    else if (!bd_what_judge(a, e, why, sizeof why))
        fault(c, e->file, e->line, why);
}

long bede_check_rules(const bede_knowledge *know, const char *name, size_t *n_examples,
                      bede_say *say, void *ctx, bede_error *err) {
    check c = {.say = say, .ctx = ctx};
    *n_examples = 0;
    c.reader = bede_reader_new(know, err);
    if (!c.reader)
        return -1;
    if (!name) {
        bd_report report = {say, ctx, 0};
        c.faults += (long)bd_what_faults(&know->what, &report);
    }
    bool found = bd_what_examples(&know->what, bd_view_z(name), try_example, &c);
    bede_reader_free(c.reader);
    *n_examples = c.n;
    if (!found) {
        bd_fail(err, name ? name : "rules", "no rule file of this name is loaded");
        return name ? -1 : 0;
    }
    return c.faults;
}

/* ---- dictionaries ---------------------------------------------------------------------------- */

static void check_cell(check *c, bede_view file, const bd_table *t, uint32_t row,
                       const char *column) {
    int col = bd_table_column(t, column);
    bede_view cell = bd_table_cell(t, row, col);
    const char *why = col < 0 ? NULL : bd_cell_fault(bd_view_z(column), cell);
    char text[256];
    if (!why)
        return;
    snprintf(text, sizeof text, "\"%.*s\" in column %s is %s", (int)(cell.n > 80 ? 80 : cell.n),
             cell.s, column, why);
    fault(c, file, bd_table_line(t, row), text);
}

static void check_table(check *c, bede_view name, bede_view bytes) {
    bd_table t;
    bede_error err = {0};
    if (!bd_table_attach(&t, bytes, "dictionary", &err)) {
        fault(c, name, 0, err.what);
        return;
    }
    c->n += t.n_rows;
    for (uint32_t row = 0; row < t.n_rows; row++) {
        static const char *const columns[] = {"code", "country", "sector", "from", "to"};
        for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
            check_cell(c, name, &t, row, columns[i]);
    }
}

long bede_check_tables(const bede_knowledge *know, size_t *n_rows, bede_say *say, void *ctx) {
    check c = {.say = say, .ctx = ctx};
    bede_view name, bytes;
    for (uint32_t i = 0; bd_image_section(&know->image, i, &name, &bytes); i++)
        if (bd_view_ends(name, ".tsv"))
            check_table(&c, name, bytes);
    *n_rows = c.n;
    return c.faults;
}
