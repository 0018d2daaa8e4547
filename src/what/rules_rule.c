/* SPDX-License-Identifier: Apache-2.0 */
/* One line of a rule file that is a rule: "name: verb a|b obj=@C -> TYPE mode 123 +context flags".
 */
#include "what/what_int.h"
#include <stdio.h>

uint32_t what_slot_parse(what_rules *r, bede_view name) {
    return what_word_put(r, name); /* the named slots are the first words of the vocabulary */
}

static const char *slot_list(what_rules *r, bede_view text, uint32_t *slots, size_t cap) {
    size_t n = 0;
    bede_view part;
    while (bd_view_split(&text, ',', &part)) {
        if (n + 1 >= cap)
            return "too many slots";
        if (part.n == 0)
            return "an empty slot name";
        /* "in*": a party anywhere inside that phrase; "obj*" is a slot of its own */
        bool deep = bd_view_ends(part, "*") && !bd_view_is(part, "obj*");
        slots[n++] = deep ? what_slot_parse(r, bd_view_part(part, 0, part.n - 1)) | SLOT_DEEP
                          : what_slot_parse(r, part);
    }
    slots[n] = 0;
    return NULL;
}

const char *what_roles_parse(what_rules *r, bede_view text, what_roles *roles) {
    bede_view word;
    while (what_next_word(&text, &word)) {
        const char *why = "roles take actor= and recipient=";
        if (bd_view_starts(word, "actor="))
            why = slot_list(r, bd_view_part(word, 6, word.n), roles->actor, MAX_ROLE_SLOTS);
        else if (bd_view_starts(word, "recipient="))
            why = slot_list(r, bd_view_part(word, 10, word.n), roles->recipient, MAX_ROLE_SLOTS);
        if (why)
            return why;
    }
    return NULL;
}

static const char *parse_flag(what_rules *r, bede_view word, what_rule *out) {
    static const struct {
        const char *name;
        uint16_t bit;
    } flags[] = {{"patient", FLAG_PATIENT}, {"mutual", FLAG_MUTUAL}, {"map", FLAG_MAP},
                 {"alone", FLAG_ALONE},     {"party", FLAG_PARTY},   {"inherit", FLAG_INHERIT},
                 {"general", FLAG_GENERAL}, {"fold", FLAG_FOLD},     {"plain", FLAG_PLAIN},
                 {"self", FLAG_SELF},       {"wide", FLAG_WIDE}};
    if (bd_view_starts(word, "actor=") || bd_view_starts(word, "recipient="))
        return what_roles_parse(r, word, &out->roles);
    if (bd_view_starts(word, "eats="))
        return slot_list(r, bd_view_part(word, 5, word.n), out->eats,
                         sizeof out->eats / sizeof *out->eats);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (bd_view_is(word, flags[i].name)) {
            out->flags |= flags[i].bit;
            return NULL;
        }
    return "unknown flag";
}

static bool is_digits(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] < '0' || v.s[i] > '9')
            return false;
    return v.n >= 2 && v.n <= 4;
}

static void add_context(what_rules *r, what_rule *out, bede_view context) {
    if (out->context.n == 0) {
        out->context = context;
        return;
    }
    size_t n = out->context.n + 1 + context.n;
    char *joined = bd_arena_alloc(&r->arena, n);
    memcpy(joined, out->context.s, out->context.n);
    joined[out->context.n] = ';';
    memcpy(joined + out->context.n + 1, context.s, context.n);
    out->context = bd_view(joined, n);
}

/* What stands behind the arrow. */
static const char *parse_coding(what_rules *r, bede_view text, what_rule *out) {
    bede_view word;
    if (!what_next_word(&text, &word))
        return "no type behind ->";
    int type = what_type_of(word);
    if (type < 0)
        return "unknown type behind ->";
    out->type = (uint8_t)type;
    while (what_next_word(&text, &word)) {
        const char *why = NULL;
        if (word.s[0] == '+') {
            bede_view context = bd_view_part(word, 1, word.n);
            if (!what_context_ok(context))
                return "unknown context";
            add_context(r, out, context);
        } else if (is_digits(word)) {
            memcpy(out->cameo, word.s, word.n);
        } else if (what_mode_ok(type, word)) {
            out->mode = word;
        } else {
            why = parse_flag(r, word, out);
        }
        if (why)
            return why;
    }
    return out->cameo[0] || type == TYPE_NOTHING ? NULL : "no CAMEO code";
}

static const char *parse_cond(what_rules *r, bede_view text, what_cond *c) {
    *c = (what_cond){.set = -1};
    if (text.s[0] == '-' && text.n > 1) {
        c->forbidden = true;
        text = bd_view_part(text, 1, text.n);
    }
    size_t eq = bd_view_find(text, "=", 0);
    bede_view slots = eq == SIZE_MAX ? text : bd_view_part(text, 0, eq), name;
    while (bd_view_split(&slots, '|', &name)) {
        if (c->n_slots == MAX_COND_SLOTS || name.n == 0)
            return "a condition names one to eight slots";
        c->slots[c->n_slots++] = what_slot_parse(r, name);
    }
    if (eq == SIZE_MAX)
        return NULL;
    const char *why = NULL;
    bede_view values = bd_view_part(text, eq + 1, text.n);
    bool deep = values.n > 1 && values.s[0] == '~';
    if (deep)
        values = bd_view_part(values, 1, values.n);
    if (!deep && values.n > 1 && values.s[0] == '@' && bd_view_find(values, "|", 0) == SIZE_MAX)
        c->set = what_set_named(r, bd_view_part(values, 1, values.n), &why);
    else
        c->set = what_set_new(r, values, &why);
    if (deep && c->set >= 0)
        r->sets[c->set].deep = true;
    if (!why && c->set >= 0 && r->sets[c->set].star)
        c->set = -1;
    return why;
}

/* How narrow a condition makes a rule. */
static uint16_t cond_weight(const what_rules *r, const what_cond *c) {
    if (c->forbidden)
        return 1;
    if (c->set < 0)
        return 4;
    const what_set *s = &r->sets[c->set];
    if (!s->n_ids && !s->n_pairs)
        return 6;
    /* Few words are narrower than many, two words than one. */
    return (uint16_t)(10 + (s->n_ids == 0 ? 4 : 0) +
                      (s->n_ids + s->n_pairs <= 6    ? 2
                       : s->n_ids + s->n_pairs <= 12 ? 1
                                                     : 0));
}

/* White space cuts conditions, so '|' inside them must stay: words cut at blanks only. */
static bool next_blank(bede_view *rest, bede_view *word) {
    size_t i = 0, start;
    while (i < rest->n && (unsigned char)rest->s[i] <= ' ')
        i++;
    start = i;
    while (i < rest->n && (unsigned char)rest->s[i] > ' ')
        i++;
    *word = bd_view_part(*rest, start, i);
    *rest = bd_view_part(*rest, i, rest->n);
    return word->n > 0;
}

static const char *parse_pattern(what_rules *r, bede_view text, what_rule *out, bede_view *words) {
    bede_view word;
    what_cond conds[16];
    uint32_t n = 0;
    if (!next_blank(&text, &word))
        return "no kind: verb, noun or adj";
    out->kind = bd_view_is(word, "verb")   ? KIND_VERB
                : bd_view_is(word, "noun") ? KIND_NOUN
                : bd_view_is(word, "adj")  ? KIND_ADJ
                                           : 0;
    if (!out->kind)
        return "the kind must be verb, noun or adj";
    if (!next_blank(&text, words))
        return "no words";
    while (next_blank(&text, &word)) {
        /* Flags and roles may stand before the arrow too. */
        if (parse_flag(r, word, out) == NULL)
            continue;
        if (n == sizeof conds / sizeof *conds)
            return "too many conditions";
        const char *why = parse_cond(r, word, &conds[n]);
        if (why)
            return why;
        out->weight = (uint16_t)(out->weight + cond_weight(r, &conds[n]));
        n++;
    }
    what_cond *kept = bd_arena_array(&r->arena, n, sizeof *kept);
    memcpy(kept, conds, n * sizeof *kept);
    out->conds = kept;
    out->n_conds = n;
    return NULL;
}

static void add_triggers(what_rules *r, const what_rule *rule, bede_view words) {
    bede_view word, first, second;
    while (what_next_word(&words, &word)) {
        if (what_cut_hyphen(word, &first, &second)) {
            what_trigger_add(r, rule, what_word_put(r, second), what_word_put(r, first));
            continue;
        }
        what_cut_word(word, &first, &second);
        if (second.n == 0)
            what_trigger_add(r, rule, what_word_put(r, word), 0);
        else if (rule->kind == KIND_NOUN)
            what_trigger_add(r, rule, what_word_put(r, second), what_word_put(r, first));
        else
            what_trigger_add(r, rule, what_word_put(r, first), what_word_put(r, second));
    }
}

static const char *trigger_words(what_rules *r, const what_rule *rule, bede_view words) {
    const char *why = NULL;
    bede_view word;
    while (!why && what_next_word(&words, &word)) {
        if (word.s[0] != '@') {
            add_triggers(r, rule, word);
            continue;
        }
        int32_t at = what_set_named(r, bd_view_part(word, 1, word.n), &why);
        for (uint32_t i = 0; at >= 0 && i < r->sets[at].n_ids; i++)
            what_trigger_add(r, rule, r->sets[at].ids[i], 0);
        for (uint32_t i = 0; at >= 0 && i < r->sets[at].n_pairs; i++) {
            what_pair p = r->sets[at].pairs[i];
            bool noun = rule->kind == KIND_NOUN;
            what_trigger_add(r, rule, noun ? p.head : p.mod, noun ? p.mod : p.head);
        }
    }
    return why;
}

static void set_tag(what_rules *r, what_rule *rule) {
    char number[16];
    int n = snprintf(number, sizeof number, ":%u ", rule->line);
    size_t size = rule->file.n + (size_t)n + rule->name.n;
    char *s = bd_arena_alloc(&r->arena, size + 1);
    memcpy(s, rule->file.s, rule->file.n);
    memcpy(s + rule->file.n, number, (size_t)n);
    memcpy(s + rule->file.n + n, rule->name.s, rule->name.n);
    rule->tag = bd_view(s, size);
}

/* What holds where neither the rule nor a line `roles` says otherwise. */
static void default_roles(what_rule *rule) {
    static const uint32_t of_verb[] = {SLOT_OBJ, 0};
    static const uint32_t of_noun[] = {SLOT_AGAINST, SLOT_ON, SLOT_WITH, SLOT_OBJ, 0};
    if (!rule->roles.actor[0])
        rule->roles.actor[0] = SLOT_SUBJ;
    if (!rule->roles.recipient[0]) {
        if (rule->kind == KIND_NOUN)
            memcpy(rule->roles.recipient, of_noun, sizeof of_noun);
        else
            memcpy(rule->roles.recipient, of_verb, sizeof of_verb);
    }
}

const char *what_rule_parse(what_rules *r, bede_view file, uint32_t line, bede_view text,
                            const what_roles *roles, what_rule *out) {
    size_t colon = bd_view_find(text, ":", 0), arrow = bd_view_find(text, "->", 0);
    if (colon == SIZE_MAX || arrow == SIZE_MAX || colon > arrow)
        return "neither a directive nor a rule (name: kind words conditions -> TYPE ...)";
    *out = (what_rule){.file = file, .line = line, .roles = *roles};
    out->name = bd_view_trim(bd_view_part(text, 0, colon));
    bede_view words;
    const char *why = parse_pattern(r, bd_view_part(text, colon + 1, arrow), out, &words);
    if (!why)
        why = parse_coding(r, bd_view_part(text, arrow + 2, text.n), out);
    if (why)
        return why;
    /* The user's rules go before the built-in ones, a later file before an earlier. */
    enum { LAYER = 1024, NARROW = 256 };
    /* A wide rule is for what no narrower one has a word for: it is tried when all others failed.
     */
    out->weight = (uint16_t)(out->weight + (out->flags & FLAG_WIDE ? 0 : NARROW));
    out->weight = (uint16_t)(out->weight + r->layer * LAYER);
    default_roles(out);
    set_tag(r, out);
    what_rule *kept = bd_arena_alloc(&r->arena, sizeof *kept);
    *kept = *out;
    r->rules = bd_arena_grow(&r->arena, r->rules, r->n_rules, &r->cap_rules, sizeof *r->rules);
    r->rules[r->n_rules++] = kept;
    return trigger_words(r, kept, words);
}
