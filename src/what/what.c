/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing the room; adding rule files. */
#include "base/limits.h"
#include "what/gist.h"

#include <stdio.h>
#include <stdlib.h>

static what_rules *rules_new(void) {
    what_rules *r = calloc(1, sizeof *r);
    if (r)
        bd_arena_init(&r->arena, 0);
    return r;
}

static void rules_start(what_rules *r) {
    bd_map_init(&r->vocabulary, &r->arena);
    bd_map_init(&r->set_names, &r->arena);
    bd_map_init(&r->goldstein_codes, &r->arena);
    /* Number 0 is "unknown"; the empty text is no word. */
    for (int i = 0; i < SLOTS; i++)
        what_word_put(r, bd_view_z(what_slot_names[i]));
}

static bede_view add_file(what_rules *r, bede_view name, bede_view text) {
    /* bd_report wants a name that ends with 0. */
    name = bd_view(bd_arena_copy(&r->arena, name.s, name.n), name.n);
    r->files = bd_arena_grow(&r->arena, r->files, r->n_files, &r->cap_files, sizeof *r->files);
    r->files[r->n_files++] = (what_file){name, text};
    return name;
}

static void keep_fault(void *ctx, const char *file, size_t line, const char *what) {
    what_rules *r = ctx;
    r->faults = bd_arena_grow(&r->arena, r->faults, r->n_faults, &r->cap_faults, sizeof *r->faults);
    r->faults[r->n_faults++] =
        (what_fault){file, bd_arena_copy(&r->arena, what, strlen(what)), line};
}

static void read_sections(what_rules *r, const bd_image *img, bd_report *report) {
    bede_view name, text;
    for (uint32_t i = 0; bd_image_section(img, i, &name, &text); i++)
        if (bd_view_starts(name, "data/en/") && bd_view_ends(name, ".rules"))
            add_file(r, name, text);
    for (size_t i = 0; i < r->n_files; i++)
        what_rules_read(r, r->files[i].name, r->files[i].text, report);
    what_rules_compile(r, report);
}

bool bd_what_open(bd_what *w, const bd_image *img, bede_error *err) {
    what_rules *r = rules_new();
    bd_report report = {keep_fault, r, 0};
    w->rules = r;
    if (!r)
        return bd_fail(err, "rules", "no memory");
    bd_arena_guard(&r->arena, &r->full);
    if (setjmp(r->full)) {
        bd_what_close(w);
        return bd_fail(err, "rules", "no memory");
    }
    rules_start(r);
    if (!what_gist_attach(&r->gist, bd_image_find(img, "data/models/gist.model"), err)) {
        bd_what_close(w);
        return false;
    }
    r->quantity = r->time = r->paper = r->issue = r->site = -1;
    read_sections(r, img, &report);
    const char *why;
    r->quantity = what_set_named(r, bd_view_z("QUANTITY"), &why);
    r->time = what_set_named(r, bd_view_z("TIME"), &why);
    r->paper = what_set_named(r, bd_view_z("PAPER"), &why);
    r->issue = what_set_named(r, bd_view_z("ISSUE"), &why);
    r->site = what_set_named(r, bd_view_z("SITE"), &why);
    return true;
}

void bd_what_close(bd_what *w) {
    what_rules *r = w->rules;
    w->rules = NULL;
    if (!r)
        return;
    bd_arena_free(&r->arena);
    free(r);
}

bool bd_what_add_rules(bd_what *w, const char *file, bede_view text, bd_report *report,
                       bede_error *err) {
    what_rules *r = w->rules;
    bd_arena_guard(&r->arena, &r->full);
    if (setjmp(r->full))
        return bd_fail(err, file, "no memory for its rules");
    uint8_t layer = r->layer;
    r->again = what_rules_forget(r, bd_view_z(file));
    if (r->again)
        r->layer = 0; /* stands where it stood */
    else if (layer < BD_MAX_LAYERS)
        r->layer = ++layer;
    bede_view copy = bd_view(bd_arena_copy(&r->arena, text.s, text.n), text.n);
    bede_view name = add_file(r, bd_view_z(file), copy);
    what_rules_read(r, name, copy, report);
    what_rules_compile(r, report);
    r->layer = layer;
    r->again = false;
    return true;
}

size_t bd_what_faults(const bd_what *w, bd_report *report) {
    const what_rules *r = w->rules;
    for (size_t i = 0; i < r->n_faults; i++)
        bd_report_line(report, r->faults[i].file, r->faults[i].line, "%s", r->faults[i].why);
    return r->n_faults;
}

bool bd_what_knows(const bd_what *w, bede_view lemma) {
    uint32_t at = what_word_get(w->rules, lemma);
    const what_word *word = &w->rules->words[at];
    return at &&
           (word->triggers || word->lights || word->op || word->aux || word->flags || word->modal);
}

bd_what_counts bd_what_count(const bd_what *w) {
    const what_rules *r = w->rules;
    bd_what_counts c = {(uint32_t)r->n_files, (uint32_t)r->n_rules, (uint32_t)r->n_words,
                        (uint32_t)r->n_sets, 0};
    for (size_t i = 0; i < r->n_words; i++)
        for (const what_trigger *t = r->words[i].triggers; t; t = t->next)
            c.triggers++;
    return c;
}
