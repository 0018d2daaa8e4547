/* SPDX-License-Identifier: Apache-2.0 */
/* Rules and dictionaries tested against what they say of themselves. */
#include "bede_int.h"

#include "base/error.h"

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
    const bede_knowledge *know;
    bede_reader *reader;
    bede_say *say;
    void *ctx;
    long faults;
    size_t n, bare; /* bare: rules of the user's without an example */
} check;

static void fault(check *c, bede_view file, size_t line, const char *what) {
    char name[256];
    snprintf(name, sizeof name, "%.*s", (int)file.n, file.s);
    c->faults++;
    if (c->say)
        c->say(c->ctx, name, line, what);
}

static bool built_in(const bede_knowledge *know, bede_view file) {
    return bd_image_find(&know->image, file.s).s != NULL;
}

static void try_example(void *ctx, const bd_what_example *e) {
    static const bede_options sentence = {.input = BEDE_INPUT_SENTENCE};
    check *c = ctx;
    char why[2048];
    bede_error err = {0};
    if (!e->sentence.s) {
        enum { ENOUGH = 5 }; /* imported files have none at all */
        if (built_in(c->know, e->file))
            fault(c, e->file, e->line, "a rule without an example");
        else if (++c->bare <= ENOUGH && c->say)
            c->say(c->ctx, e->file.s, e->line, "note: a rule without an example");
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
    check c = {.know = know, .say = say, .ctx = ctx};
    *n_examples = 0;
    c.reader = bede_reader_new(know, err);
    if (!c.reader)
        return -1;
    if (!name) {
        bd_report report = {say, ctx, 0};
        c.faults += (long)bd_what_faults(&know->what, &report);
    }
    bd_report lint = {say, ctx, 0};
    bd_what_lint(&know->what, &know->sentence, bd_view_z(name), &lint);
    c.faults += (long)lint.n;
    bool found = bd_what_examples(&know->what, bd_view_z(name), try_example, &c);
    bede_reader_free(c.reader);
    if (c.bare && say) {
        char text[80];
        snprintf(text, sizeof text, "note: %zu rules have no example", c.bare);
        say(ctx, name ? name : "rules", 0, text);
    }
    *n_examples = c.n;
    if (!found) {
        bd_fail(err, name ? name : "rules", "no rule file of this name is loaded");
        return name ? -1 : 0;
    }
    return c.faults;
}
