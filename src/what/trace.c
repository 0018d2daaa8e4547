/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules made of each word, told to whoever asked (bede explain). */
#include "what/what_int.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct line {
    char s[400];
    size_t n;
} line;

static void put(line *l, bede_view v) {
    size_t room = sizeof l->s - 1 - l->n, n = v.n < room ? v.n : room;
    if (n)
        memcpy(l->s + l->n, v.s, n);
    l->n += n;
    l->s[l->n] = '\0';
}

static void put_z(line *l, const char *z) {
    put(l, bd_view_z(z));
}

void what_step(const what_sent *s, int kind, int32_t word, const what_rule *rule,
               const char *format, ...) {
    char why[512];
    va_list args;
    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    bede_step step = {.kind = (bede_step_kind)kind,
                      .sentence = s->index,
                      .word = s->first + (uint32_t)word,
                      .rule = rule ? rule->tag : BD_LIT(""),
                      .why = why};
    s->trace->on(s->trace->ctx, s->a, &step);
}

static bede_view slot_name(const what_sent *s, uint32_t slot) {
    if (slot < SLOTS && what_slot_names[slot])
        return bd_view_z(what_slot_names[slot]);
    return s->r->words[slot].text;
}

static bede_view form(const what_sent *s, int32_t i) {
    return bd_view(s->a->text.s + s->w[i].span.start, s->w[i].span.end - s->w[i].span.start);
}

/* "obj=@TALKS" as the rule has it. */
static void put_condition(const what_sent *s, const what_cond *c, line *l) {
    if (c->forbidden)
        put_z(l, "-");
    for (int k = 0; k < c->n_slots; k++) {
        if (k)
            put_z(l, "|");
        put(l, slot_name(s, c->slots[k]));
    }
    if (c->set < 0)
        return;
    const what_set *set = &s->r->sets[c->set];
    put_z(l, set->name.n ? "=@" : "=");
    put(l, set->name.n ? set->name : set->text);
}

/* What stands in the condition's slots: 'obj is "hands"', or that nothing does. */
static void put_fillers(const what_sent *s, const what_hit *h, const what_cond *c, line *l) {
    bool any = false;
    for (int k = 0; k < c->n_slots; k++) {
        what_arg args[16];
        size_t n = what_slot_args(s, h, c->slots[k], args, 16);
        for (size_t i = 0; i < n && i < 3; i++) {
            put_z(l, any ? ", " : "");
            put(l, slot_name(s, c->slots[k]));
            put_z(l, " is \"");
            put(l, form(s, args[i].word));
            put_z(l, "\"");
            any = true;
        }
    }
    if (!any)
        put_z(l, "nothing there");
}

void what_trace_condition(const what_sent *s, const what_hit *h, const what_cond *c) {
    line l = {.n = 0};
    put_condition(s, c, &l);
    put_z(&l, ": ");
    put_fillers(s, h, c, &l);
    what_step(s, BEDE_STEP_FAILED, h->word, h->rule, "%s", l.s);
}

void what_trace_coded(const what_sent *s, const what_hit *h) {
    static const struct {
        uint8_t bit;
        const char *name;
    } list[] = {{BEDE_AUX_FUTURE, " future"},
                {BEDE_AUX_HYPOTHETICAL, " hypothetical"},
                {BEDE_AUX_NEGATION, " negation"}};
    line l = {.n = 0};
    put_z(&l, what_type_name(h->type));
    put_z(&l, " ");
    put_z(&l, h->cameo);
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (h->aux & list[k].bit)
            put_z(&l, list[k].name);
    if (h->folded)
        put_z(&l, ", with those who died in it");
    what_step(s, BEDE_STEP_CODED, h->word, h->rule, "%s", l.s);
}
