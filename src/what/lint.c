/* SPDX-License-Identifier: Apache-2.0 */
/* Faults that show in the rules themselves, without a sentence: words that no text gives, rules
 * that another always forestalls. */
#include "sentence/sentence.h"
#include "what/what_int.h"

#include <stdio.h>

typedef struct lint {
    const what_rules *r;
    const bd_sentence_know *sentence;
    bd_arena arena;
    bd_report *report;
} lint;

/* ---- does one condition follow from another? ----------------------------------------------- */

static bool slots_within(const what_cond *a, const what_cond *b) {
    for (int i = 0; i < a->n_slots; i++) {
        int k = 0;
        while (k < b->n_slots && b->slots[k] != a->slots[i])
            k++;
        if (k == b->n_slots)
            return false;
    }
    return true;
}

static bool pair_within(const what_pair *p, const what_set *s) {
    for (uint32_t i = 0; i < s->n_pairs; i++)
        if (s->pairs[i].head == p->head && s->pairs[i].mod == p->mod)
            return true;
    return what_set_has(s, p->head);
}

/* Whatever is in set a is in set b; -1 is anything at all. */
static bool set_within(const what_rules *r, int32_t a, int32_t b) {
    if (b < 0 || a == b)
        return true;
    if (a < 0)
        return false;
    const what_set *x = &r->sets[a], *y = &r->sets[b];
    if (x->deep && !y->deep)
        return false;
    if ((x->classes & ~y->classes) || (x->types & ~y->types))
        return false;
    for (uint32_t i = 0; i < x->n_ids; i++)
        if (!what_set_has(y, x->ids[i]))
            return false;
    for (uint32_t i = 0; i < x->n_pairs; i++)
        if (!pair_within(&x->pairs[i], y))
            return false;
    return true;
}

static bool follows(const what_rules *r, const what_cond *from, const what_cond *c) {
    if (from->forbidden != c->forbidden)
        return false;
    return c->forbidden ? slots_within(c, from) && set_within(r, c->set, from->set)
                        : slots_within(from, c) && set_within(r, from->set, c->set);
}

/* Rule `wide` fits whenever `rule` does. */
static bool covers(const what_rules *r, const what_rule *wide, const what_rule *rule) {
    if (wide->kind != rule->kind || ((wide->flags ^ rule->flags) & FLAG_PATIENT))
        return false;
    for (uint32_t i = 0; i < wide->n_conds; i++) {
        uint32_t k = 0;
        while (k < rule->n_conds && !follows(r, &rule->conds[k], &wide->conds[i]))
            k++;
        if (k == rule->n_conds)
            return false;
    }
    return true;
}

/* ---- the triggers of one rule ---------------------------------------------------------------- */

static bool same_coding(const what_rule *a, const what_rule *b) {
    return a->type == b->type && strcmp(a->cameo, b->cameo) == 0 && bd_view_eq(a->mode, b->mode);
}

/* The rule that is always taken before this trigger of `word`; NULL if it can be reached. */
static const what_rule *forestalled(const what_rules *r, const what_word *word,
                                    const what_trigger *t) {
    enum { MOST = 2000 }; /* of one word; beyond it nothing is told */
    int n = 0;
    for (const what_trigger *o = word->triggers; o && o != t && n < MOST; o = o->next, n++)
        if ((!o->need || o->need == t->need) && covers(r, o->rule, t->rule))
            return o->rule;
    return NULL;
}

static void put_word(char *list, size_t cap, const what_rules *r, const what_word *word,
                     uint32_t need, bool noun) {
    size_t n = strlen(list);
    bede_view w = word->text, p = need ? r->words[need].text : (bede_view){0};
    if (noun && p.n)
        snprintf(list + n, cap - n, "%s%.*s_%.*s", n ? "|" : "", (int)p.n, p.s, (int)w.n, w.s);
    else
        snprintf(list + n, cap - n, "%s%.*s%s%.*s", n ? "|" : "", (int)w.n, w.s, p.n ? "_" : "",
                 (int)p.n, p.s);
}

typedef struct state {
    uint32_t reached, lost;
    char words[160];
    const what_rule *by;
    bool self, other_coding;
} state;

/* Walks all words once; states by the number of the rule. */
static void look_at_words(lint *l, state *st, const bd_map *number) {
    const what_rules *r = l->r;
    for (size_t i = 0; i < r->n_words; i++) {
        const what_word *word = &r->words[i];
        for (const what_trigger *t = word->triggers; t; t = t->next) {
            const uint32_t *at = bd_map_get(number, t->rule->tag);
            if (!at)
                continue;
            state *s = &st[*at];
            const what_rule *by = forestalled(r, word, t);
            if (!by) {
                s->reached++;
                continue;
            }
            s->lost++;
            s->self |= by == t->rule;
            if (by == t->rule && s->by)
                continue;
            s->by = by;
            s->other_coding |= !same_coding(by, t->rule);
            put_word(s->words, sizeof s->words, r, word, t->need, t->rule->kind == KIND_NOUN);
        }
    }
}

static void tell_rule(lint *l, const what_rule *rule, const state *s) {
    if (!s->lost || !s->by)
        return;
    const char *how = s->other_coding ? " and codes otherwise" : "";
    if (s->by == rule)
        bd_report_line(l->report, rule->file.s, rule->line, "%.*s: given twice: %s",
                       (int)rule->name.n, rule->name.s, s->words);
    else if (!s->reached)
        bd_report_line(l->report, rule->file.s, rule->line, "%.*s never fires: %.*s always wins%s",
                       (int)rule->name.n, rule->name.s, (int)s->by->tag.n, s->by->tag.s, how);
    else
        bd_report_line(l->report, rule->file.s, rule->line,
                       "%.*s: never for %s: there %.*s always wins%s", (int)rule->name.n,
                       rule->name.s, s->words, (int)s->by->tag.n, s->by->tag.s, how);
}

/* ---- words that no text gives ------------------------------------------------------------------
 */

static void look_at_lemma(lint *l, const what_rule *rule, bede_view word) {
    bd_word_kind kind = rule->kind == KIND_VERB   ? BD_WORD_VERB
                        : rule->kind == KIND_NOUN ? BD_WORD_NOUN
                                                  : BD_WORD_ADJECTIVE;
    if (bd_view_is(word, "*"))
        return;
    bede_view lemma = bd_sentence_lemma(l->sentence, &l->arena, word, kind);
    if (bd_view_eq(lemma, word))
        return;
    if (lemma.n == 0)
        bd_report_line(l->report, rule->file.s, rule->line,
                       "%.*s: \"%.*s\" can be no lemma: text is cut into several words there",
                       (int)rule->name.n, rule->name.s, (int)word.n, word.s);
    else
        bd_report_line(l->report, rule->file.s, rule->line,
                       "%.*s: \"%.*s\" can be no lemma; text gives \"%.*s\"", (int)rule->name.n,
                       rule->name.s, (int)word.n, word.s, (int)lemma.n, lemma.s);
}

static void look_at_lemmas(lint *l, bede_view file) {
    const what_rules *r = l->r;
    for (size_t i = 0; i < r->n_words; i++) {
        const what_rule *before = NULL;
        for (const what_trigger *t = r->words[i].triggers; t; t = t->next) {
            if (t->rule != before && (!file.n || bd_view_eq(t->rule->file, file)))
                look_at_lemma(l, t->rule, r->words[i].text);
            before = t->rule;
        }
    }
}

static bool has_file(const what_rules *r, bede_view file) {
    for (size_t i = 0; i < r->n_files; i++)
        if (!file.n || bd_view_eq(r->files[i].name, file))
            return true;
    return false;
}

bool bd_what_lint(const bd_what *w, const struct bd_sentence_know *sentence, bede_view file,
                  bd_report *report) {
    lint l = {.r = w->rules, .sentence = sentence, .report = report};
    if (!has_file(l.r, file))
        return false;
    bd_arena_init(&l.arena, 0);
    jmp_buf full;
    bd_arena_guard(&l.arena, &full);
    if (!setjmp(full)) {
        state *st = bd_arena_array(&l.arena, l.r->n_rules + 1, sizeof *st);
        bd_map number;
        bd_map_init(&number, &l.arena);
        for (uint32_t i = 0; i < l.r->n_rules; i++)
            if (!file.n || bd_view_eq(l.r->rules[i]->file, file))
                bd_map_put(&number, l.r->rules[i]->tag, i);
        look_at_words(&l, st, &number);
        for (size_t i = 0; i < l.r->n_rules; i++)
            tell_rule(&l, l.r->rules[i], &st[i]);
        look_at_lemmas(&l, file);
    }
    bd_arena_free(&l.arena);
    return true;
}
