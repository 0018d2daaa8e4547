/* SPDX-License-Identifier: Apache-2.0 */
/* Rule files: lines, directives, and the index from words to rules. */
#include "what/what_int.h"

#include <stdio.h>
#include <stdlib.h>

/* A trigger of two words is narrower than one; an everyday sense with words of its own is an
 * exception from the rest. */
static unsigned trigger_weight(const what_rule *rule, uint32_t need) {
    return rule->weight + (need ? 8u : 0u) + (rule->type == TYPE_NOTHING ? 5u : 0u);
}

void what_trigger_add(what_rules *r, const what_rule *rule, uint32_t word, uint32_t need) {
    what_trigger *t = bd_arena_alloc(&r->arena, sizeof *t);
    t->rule = rule;
    t->need = need;
    unsigned weight = trigger_weight(rule, need);
    what_trigger **at = &r->words[word].triggers;
    while (*at && trigger_weight((*at)->rule, (*at)->need) >= weight)
        at = &(*at)->next;
    t->next = *at;
    *at = t;
}

/* ---- directives: each takes the rest of its line and gives NULL or what is wrong --------- */

static const char *read_set(what_rules *r, bede_view rest) {
    size_t eq = bd_view_find(rest, "=", 0);
    if (eq == SIZE_MAX)
        return "set NAME = words";
    bede_view name = bd_view_trim(bd_view_part(rest, 0, eq));
    bede_view text = bd_view_part(rest, eq + 1, rest.n);
    if (name.n == 0)
        return "a set without a name";
    /* A user's set hides one of that name in the files before it, whose rules keep theirs. */
    const uint32_t *old = bd_map_get(&r->set_names, name);
    if (old && r->sets[*old].layer == r->layer && !r->again)
        return "a set of this name is there already";
    r->sets = bd_arena_grow(&r->arena, r->sets, r->n_sets, &r->cap_sets, sizeof *r->sets);
    *bd_map_put(&r->set_names, name, 0) = (uint32_t)r->n_sets;
    r->sets[r->n_sets++] = (what_set){.name = name, .text = text, .layer = r->layer};
    return NULL;
}

static void add_light(what_rules *r, bede_view verb, uint32_t prep, bool patient) {
    bede_view first, second;
    what_cut_word(verb, &first, &second);
    what_light *l = bd_arena_alloc(&r->arena, sizeof *l);
    l->verb = what_word_put(r, first);
    l->prt = second.n ? what_word_put(r, second) : 0;
    l->prep = prep;
    l->patient = patient;
    l->next = r->words[l->verb].lights;
    r->words[l->verb].lights = l;
}

static const char *read_light(what_rules *r, bede_view rest) {
    bede_view words = bd_view_trim(rest), word, verbs = {0};
    uint32_t prep = 0;
    bool patient = false;
    size_t blank = 0;
    while (blank < words.n && words.s[blank] != ' ')
        blank++;
    verbs = bd_view_part(words, 0, blank);
    words = bd_view_part(words, blank, words.n);
    while (what_next_word(&words, &word)) {
        if (bd_view_is(word, "subj=obj"))
            patient = true;
        else if (prep)
            return "light VERB|VERB [PREPOSITION] [subj=obj]";
        else
            prep = what_word_put(r, word);
    }
    if (verbs.n == 0)
        return "light without a verb";
    while (what_next_word(&verbs, &word))
        add_light(r, word, prep, patient);
    return NULL;
}

static const char *read_op(what_rules *r, bede_view rest) {
    static const struct {
        const char *name;
        uint8_t bit;
    } ops[] = {{"future", OP_FUTURE},
               {"hypothetical", OP_HYPOTHETICAL},
               {"negation", OP_NEGATION},
               {"pass", OP_PASS},
               {"drop", OP_DROP}};
    bede_view name, word;
    uint8_t bit = 0;
    what_next_word(&rest, &name);
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (bd_view_is(name, ops[i].name))
            bit = ops[i].bit;
    if (!bit)
        return "op takes future, hypothetical, negation, pass or drop";
    while (what_next_word(&rest, &word)) {
        bede_view first, second;
        what_cut_word(word, &first, &second);
        uint32_t at = what_word_put(r, second.n && bd_view_is(first, "be") ? second : first);
        r->words[at].op = bit;
    }
    return NULL;
}

static const char *read_aux(what_rules *r, bede_view rest) {
    bede_view name, word;
    what_next_word(&rest, &name);
    uint8_t bit = bd_view_is(name, "future")         ? BEDE_AUX_FUTURE
                  : bd_view_is(name, "hypothetical") ? BEDE_AUX_HYPOTHETICAL
                  : bd_view_is(name, "negation")     ? BEDE_AUX_NEGATION
                                                     : 0;
    if (!bit)
        return "aux takes future, hypothetical or negation";
    while (what_next_word(&rest, &word)) {
        uint32_t at = what_word_put(r, word);
        r->words[at].aux |= bit;
    }
    return NULL;
}

static void mark_words(what_rules *r, bede_view rest, uint8_t flag) {
    bede_view word;
    while (what_next_word(&rest, &word)) {
        uint32_t at = what_word_put(r, word);
        r->words[at].flags |= flag;
    }
}

static const char *read_topic(what_rules *r, bede_view rest) {
    size_t eq = bd_view_find(rest, "=", 0);
    if (eq == SIZE_MAX)
        return "topic NAME = words";
    bede_view name = bd_view_trim(bd_view_part(rest, 0, eq)), word;
    bede_view words = bd_view_part(rest, eq + 1, rest.n);
    uint32_t i = 0;
    while (i < r->n_topics && !bd_view_eq(r->topics[i], name))
        i++;
    if (i == sizeof r->topics / sizeof *r->topics)
        return "too many topics";
    if (i == r->n_topics)
        r->topics[r->n_topics++] = name;
    while (what_next_word(&words, &word)) {
        uint32_t at = what_word_put(r, word);
        r->words[at].topics |= 1u << i;
    }
    return NULL;
}

static bool number_of(bede_view v, float *out) {
    char buf[32], *end;
    if (v.n == 0 || v.n >= sizeof buf)
        return false;
    memcpy(buf, v.s, v.n);
    buf[v.n] = 0;
    *out = strtof(buf, &end);
    return *end == 0;
}

static const char *read_goldstein(what_rules *r, bede_view rest) {
    bede_view code, value;
    float x;
    what_next_word(&rest, &code);
    what_next_word(&rest, &value);
    if (code.n < 2 || code.n > 4 || !number_of(value, &x))
        return "goldstein CODE NUMBER";
    r->goldstein = bd_arena_grow(&r->arena, r->goldstein, r->n_goldstein, &r->cap_goldstein,
                                 sizeof *r->goldstein);
    *bd_map_put(&r->goldstein_codes, code, 0) = (uint32_t)r->n_goldstein;
    r->goldstein[r->n_goldstein++] = x;
    return NULL;
}

static const char *read_score(what_rules *r, bede_view rest) {
    bede_view type, mode, value;
    float x;
    what_next_word(&rest, &type);
    what_next_word(&rest, &mode);
    what_next_word(&rest, &value);
    int t = what_type_of(type);
    if (t < 0 || !number_of(value, &x))
        return "score TYPE MODE|- NUMBER";
    if (bd_view_is(mode, "-"))
        mode = (bede_view){0};
    r->scores = bd_arena_grow(&r->arena, r->scores, r->n_scores, &r->cap_scores, sizeof *r->scores);
    r->scores[r->n_scores++] = (what_score){(uint8_t)t, mode, x};
    return NULL;
}

static const char *read_map(what_rules *r, bede_view rest) {
    bede_view type, from, to;
    what_next_word(&rest, &type);
    what_next_word(&rest, &from);
    what_next_word(&rest, &to);
    int t = what_type_of(type);
    if (t < 0 || from.n < 2 || from.n > 4 || to.n < 2 || to.n > 4)
        return "map TYPE CODE CODE";
    what_map_entry m = {.type = (uint8_t)t};
    memcpy(m.from, from.s, from.n);
    memcpy(m.to, to.s, to.n);
    r->maps = bd_arena_grow(&r->arena, r->maps, r->n_maps, &r->cap_maps, sizeof *r->maps);
    r->maps[r->n_maps++] = m;
    return NULL;
}

/* "must|should -> REQUEST 10 map": a rule whose trigger is found otherwise than by its words. */
static const char *read_modal(what_rules *r, bede_view rest, bede_view file, uint32_t line) {
    size_t arrow = bd_view_find(rest, "->", 0);
    if (arrow == SIZE_MAX)
        return "modal WORDS -> TYPE CODE flags";
    bede_view words = bd_view_part(rest, 0, arrow), word;
    char *text = bd_arena_alloc(&r->arena, rest.n + 32);
    int n =
        snprintf(text, rest.n + 32, "modal: verb * %.*s", (int)(rest.n - arrow), rest.s + arrow);
    what_rule rule;
    what_roles roles = {0};
    const char *why = what_rule_parse(r, file, line, bd_view(text, (size_t)n), &roles, &rule);
    if (why)
        return why;
    const what_rule *kept = r->words[what_word_put(r, BD_LIT("*"))].triggers->rule;
    while (what_next_word(&words, &word)) {
        uint32_t at = what_word_put(r, word);
        r->words[at].modal = kept;
    }
    return NULL;
}

static bool is_named(const what_rule *rule, bede_view name) {
    size_t colon = bd_view_find(name, ":", 0);
    if (colon == SIZE_MAX)
        return bd_view_eq(rule->name, name);
    bede_view file = rule->file;
    size_t slash = 0;
    for (size_t i = 0; i < file.n; i++)
        if (file.s[i] == '/')
            slash = i + 1;
    file = bd_view_part(file, slash, file.n);
    if (bd_view_ends(file, ".rules"))
        file.n -= 6;
    return bd_view_eq(file, bd_view_part(name, 0, colon)) &&
           bd_view_eq(rule->name, bd_view_part(name, colon + 1, name.n));
}

static bool remove_rules(what_rules *r, bede_view name) {
    bool any = false;
    for (size_t w = 0; w < r->n_words; w++)
        for (what_trigger **at = &r->words[w].triggers; *at;) {
            if (is_named((*at)->rule, name)) {
                *at = (*at)->next;
                any = true;
            } else {
                at = &(*at)->next;
            }
        }
    return any;
}

bool what_rules_forget(what_rules *r, bede_view file) {
    size_t kept = 0, files = 0, n_files = r->n_files;
    for (size_t w = 0; w < r->n_words; w++)
        for (what_trigger **at = &r->words[w].triggers; *at;) {
            if (bd_view_eq((*at)->rule->file, file))
                *at = (*at)->next;
            else
                at = &(*at)->next;
        }
    for (size_t i = 0; i < r->n_rules; i++)
        if (!bd_view_eq(r->rules[i]->file, file))
            r->rules[kept++] = r->rules[i];
    for (size_t i = 0; i < n_files; i++)
        if (!bd_view_eq(r->files[i].name, file))
            r->files[files++] = r->files[i];
    r->n_rules = kept;
    r->n_files = files;
    return files < n_files;
}

/* "remove meet consult:visit": rules of the files before this one that shall not fire. */
static const char *read_remove(what_rules *r, bede_view rest) {
    bede_view word;
    const char *why = "remove takes names of rules: NAME or FILE:NAME";
    for (bool all = true; what_next_word(&rest, &word);) {
        all &= remove_rules(r, word);
        why = all ? NULL : "no rule of one of these names is there to be removed";
    }
    return why;
}

/* ---- lines ------------------------------------------------------------------------------ */

typedef const char *directive_reader(what_rules *, bede_view);

static const char *read_say(what_rules *r, bede_view rest) {
    mark_words(r, rest, WORD_SAY);
    return NULL;
}

static const char *read_bare(what_rules *r, bede_view rest) {
    mark_words(r, rest, WORD_BARE);
    return NULL;
}

/* The directive that the line begins with, NULL if it is a rule; *rest is what follows it. */
static directive_reader *directive_of(bede_view line, bede_view *rest) {
    static const struct {
        const char *name;
        directive_reader *read;
    } list[] = {{"set", read_set},     {"light", read_light},  {"op", read_op},
                {"aux", read_aux},     {"topic", read_topic},  {"goldstein", read_goldstein},
                {"score", read_score}, {"map", read_map},      {"say", read_say},
                {"bare", read_bare},   {"remove", read_remove}};
    size_t n = 0;
    while (n < line.n && line.s[n] >= 'a' && line.s[n] <= 'z')
        n++;
    if (n == line.n || n > 9 || (line.s[n] != ' ' && line.s[n] != '\t'))
        return NULL;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strlen(list[i].name) == n && memcmp(list[i].name, line.s, n) == 0) {
            *rest = bd_view_part(line, n, line.n);
            return list[i].read;
        }
    return NULL;
}

static bool begins_with(bede_view line, const char *name, bede_view *rest) {
    size_t n = strlen(name);
    if (!bd_view_starts(line, name) || (line.n > n && line.s[n] != ' '))
        return false;
    *rest = bd_view_part(line, n, line.n);
    return true;
}

/* The next logical line: lines that begin with white space belong to the one before. Comments at
 * the end of a line are cut by the caller. */
static bool next_line(bede_view *rest, bede_view *line, uint32_t *number, uint32_t *used) {
    if (rest->n == 0)
        return false;
    *number += *used;
    *used = 0;
    size_t end = 0;
    do {
        const char *nl = memchr(rest->s + end, '\n', rest->n - end);
        end = nl ? (size_t)(nl - rest->s) + 1 : rest->n;
        ++*used;
    } while (end < rest->n && (rest->s[end] == ' ' || rest->s[end] == '\t') && rest->s[0] != '#' &&
             rest->s[0] != '=');
    *line = bd_view_part(*rest, 0, end);
    *rest = bd_view_part(*rest, end, rest->n);
    return true;
}

/* Without a comment: '#' that no sign follows, so that #who stays. */
static bede_view without_comment(bede_view line) {
    for (size_t i = 0; i + 1 < line.n; i++)
        if (line.s[i] == '#' && (line.s[i + 1] == ' ' || line.s[i + 1] == '\n'))
            return bd_view_trim(bd_view_part(line, 0, i));
    return bd_view_trim(line);
}

static void keep_line(what_rules *r, bede_view file, uint32_t number, bede_view line,
                      const what_roles *roles) {
    r->lines = bd_arena_grow(&r->arena, r->lines, r->n_lines, &r->cap_lines, sizeof *r->lines);
    r->lines[r->n_lines++] = (what_line){file, line, *roles, number};
}

void what_rules_read(what_rules *r, bede_view file, bede_view text, bd_report *report) {
    bede_view rest = text, line, arg;
    uint32_t number = 1, used = 0;
    what_roles roles = {0};
    while (next_line(&rest, &line, &number, &used)) {
        if (line.s[0] == '#' || line.s[0] == '=' || (unsigned char)line.s[0] < ' ')
            continue;
        line = without_comment(line);
        if (line.n == 0)
            continue;
        const char *why = NULL;
        directive_reader *read = directive_of(line, &arg);
        if (read) {
            why = read(r, arg);
        } else if (begins_with(line, "roles", &arg)) {
            roles = (what_roles){0};
            why = what_roles_parse(r, arg, &roles);
        } else {
            keep_line(r, file, number, line, &roles);
        }
        if (why)
            bd_report_line(report, file.s, number, "%s", why);
    }
}

void what_rules_compile(what_rules *r, bd_report *report) {
    for (size_t i = 0; i < r->n_lines; i++) {
        const what_line *l = &r->lines[i];
        bede_view arg;
        what_rule rule;
        const char *why = begins_with(l->text, "modal", &arg)
                              ? read_modal(r, arg, l->file, l->number)
                              : what_rule_parse(r, l->file, l->number, l->text, &l->roles, &rule);
        if (why)
            bd_report_line(report, l->file.s, l->number, "%s", why);
    }
    r->n_lines = 0;
}
