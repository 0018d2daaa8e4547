/* SPDX-License-Identifier: Apache-2.0 */
/* The examples that stand under the rules, and judging what came out of them. */
#include "what/what_int.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- finding them --------------------------------------------------------------------------- */

static bool is_rule_line(bede_view line) {
    size_t colon = bd_view_find(line, ":", 0), arrow = bd_view_find(line, "->", 0);
    return line.n && (unsigned char)line.s[0] > ' ' && line.s[0] != '#' && line.s[0] != '=' &&
           colon != SIZE_MAX && arrow != SIZE_MAX && colon < arrow;
}

/* The rule of that line as events name it; its bare name if the line could not be compiled. */
static bede_view tag_of(const what_rules *r, bede_view file, uint32_t line, bede_view text,
                        bool *silent) {
    *silent = true;
    for (size_t i = 0; i < r->n_rules; i++)
        if (r->rules[i]->line == line && bd_view_eq(r->rules[i]->file, file)) {
            *silent = r->rules[i]->type >= BEDE_EVENT_TYPES || r->rules[i]->flags & FLAG_FOLD;
            return r->rules[i]->tag;
        }
    return bd_view_trim(bd_view_part(text, 0, bd_view_find(text, ":", 0)));
}

typedef struct walk {
    const what_rules *r;
    bede_view file;
    uint32_t rule_line, n_examples;
    bede_view rule;
    bool silent;
    void (*each)(void *, const bd_what_example *);
    void *ctx;
} walk;

static void end_rule(walk *w) {
    if (w->rule.s && w->n_examples == 0)
        w->each(w->ctx, &(bd_what_example){.file = w->file,
                                           .line = w->rule_line,
                                           .rule_line = w->rule_line,
                                           .rule = w->rule});
}

static void one_example(walk *w, bede_view line, uint32_t number) {
    size_t arrow = SIZE_MAX;
    for (size_t at = 0; (at = bd_view_find(line, "->", at)) != SIZE_MAX; at += 2)
        arrow = at; /* the last */
    bd_what_example e = {.file = w->file,
                         .line = number,
                         .rule_line = w->rule_line,
                         .rule = w->rule,
                         .silent = w->silent};
    bede_view body = bd_view_part(line, 1, arrow == SIZE_MAX ? line.n : arrow);
    e.sentence = bd_view_trim(body);
    if (arrow != SIZE_MAX)
        e.coding = bd_view_trim(bd_view_part(line, arrow + 2, line.n));
    w->n_examples++;
    w->each(w->ctx, &e);
}

static void walk_file(walk *w, bede_view text) {
    uint32_t number = 0;
    for (bede_view line; bd_view_split(&text, '\n', &line);) {
        number++;
        if (line.n && line.s[0] == '=') {
            one_example(w, line, number);
        } else if (is_rule_line(line) && !bd_view_starts(line, "modal ")) {
            end_rule(w);
            w->rule = tag_of(w->r, w->file, number, line, &w->silent);
            w->rule_line = number;
            w->n_examples = 0;
        }
    }
    end_rule(w);
}

bool bd_what_examples(const bd_what *what, bede_view file,
                      void (*each)(void *ctx, const bd_what_example *e), void *ctx) {
    const what_rules *r = what->rules;
    bool any = false;
    for (size_t i = 0; i < r->n_files; i++) {
        if (file.n && !bd_view_eq(file, r->files[i].name))
            continue;
        any = true;
        walk w = {.r = r, .file = r->files[i].name, .each = each, .ctx = ctx};
        walk_file(&w, r->files[i].text);
    }
    return any;
}

/* ---- judging -------------------------------------------------------------------------------- */

typedef struct wanted {
    int type;
    bede_view mode, cameo, actors, recipients;
    uint8_t aux;
} wanted;

static bool parse_wanted(bede_view text, wanted *w) {
    static const char *const aux[] = {"~future", "~hypothetical", "~negation", "~historical"};
    *w = (wanted){.type = -1};
    bool past = false, any = false;
    for (bede_view word; what_next_word(&text, &word);) {
        bool done = false;
        for (int i = 0; i < 4; i++)
            if (bd_view_is(word, aux[i])) {
                w->aux |= (uint8_t)(1 << i);
                done = true;
            }
        if (done)
            continue;
        if (w->type < 0) {
            w->type = what_type_of(word);
            if (w->type < 0)
                return false;
        } else if (bd_view_is(word, ">")) {
            past = true;
        } else if (word.s[0] >= '0' && word.s[0] <= '9') {
            w->cameo = word;
        } else if (what_mode_ok(w->type, word)) {
            w->mode = word;
        } else if (past) {
            w->recipients = word;
            any = true;
        } else {
            w->actors = word;
        }
    }
    return w->type >= BEDE_EVENT_TYPES || (past && any && w->actors.n);
}

static bool one_party(bede_view want, const bede_party *p, size_t n) {
    size_t slash = bd_view_find(want, "/", 0);
    bede_view code = slash == SIZE_MAX ? want : bd_view_part(want, 0, slash);
    bede_view sector = slash == SIZE_MAX ? (bede_view){0} : bd_view_part(want, slash + 1, want.n);
    for (size_t i = 0; i < n; i++)
        if (bd_view_is(code, p[i].who.code) && (!sector.n || bd_view_is(sector, p[i].who.sector)))
            return true;
    return false;
}

/* Exactly the codes, each at least once; parties without a code do not count. */
static bool same_parties(bede_view want, const bede_party *p, size_t n) {
    bede_view all = want, part;
    if (bd_view_is(want, "-"))
        all = (bede_view){0};
    for (bede_view rest = all; bd_view_split(&rest, '+', &part);)
        if (!one_party(part, p, n))
            return false;
    for (size_t i = 0; i < n; i++) {
        bool listed = p[i].who.code[0] == 0;
        for (bede_view rest = all; !listed && bd_view_split(&rest, '+', &part);)
            listed = bd_view_starts(part, p[i].who.code);
        if (!listed)
            return false;
    }
    return true;
}

static bool fits(const wanted *w, const bede_event *e) {
    return (int)e->type == w->type && e->aux == w->aux &&
           (!w->cameo.n || bd_view_is(w->cameo, e->cameo)) &&
           (!w->mode.n || bd_view_eq(w->mode, e->mode)) &&
           same_parties(w->actors, e->actors, e->n_actors) &&
           same_parties(w->recipients, e->recipients, e->n_recipients);
}

static void put(char *why, size_t cap, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void put(char *why, size_t cap, const char *format, ...) {
    size_t n = strlen(why);
    va_list args;
    va_start(args, format);
    if (n < cap)
        vsnprintf(why + n, cap - n, format, args);
    va_end(args);
}

static void put_parties(char *why, size_t cap, const bede_party *p, size_t n) {
    if (n == 0)
        put(why, cap, " -");
    for (size_t i = 0; i < n; i++)
        put(why, cap, "%s%s/%s", i ? "+" : " ", p[i].who.code, p[i].who.sector);
}

static void describe(const bede_article *a, char *why, size_t cap) {
    static const char *const aux[] = {" ~future", " ~hypothetical", " ~negation", " ~historical"};
    put(why, cap, "got");
    if (a->n_events == 0)
        put(why, cap, " nothing");
    for (size_t i = 0; i < a->n_events; i++) {
        const bede_event *e = &a->events[i];
        put(why, cap, "%s %s %.*s %s", i ? ";" : "", what_type_name((int)e->type), (int)e->mode.n,
            e->mode.s ? e->mode.s : "", e->cameo);
        put_parties(why, cap, e->actors, e->n_actors);
        put(why, cap, " >");
        put_parties(why, cap, e->recipients, e->n_recipients);
        for (int k = 0; k < 4; k++)
            if (e->aux >> k & 1)
                put(why, cap, "%s", aux[k]);
        put(why, cap, " (%.*s)", (int)e->rule.n, e->rule.s ? e->rule.s : "");
    }
}

enum { MAX_WANTED = 16 };

bool bd_what_judge(const bede_article *a, const bd_what_example *e, char *why, size_t cap) {
    bool used[MAX_WANTED] = {0}, fired = false, ok = true, quiet = e->silent;
    size_t n_events = 0;
    why[0] = 0;
    for (bede_view rest = e->coding, part; bd_view_split(&rest, ';', &part);) {
        wanted w;
        if (!parse_wanted(part, &w)) {
            put(why, cap, "the coding cannot be read: TYPE actors > recipients");
            return false;
        }
        if (w.type >= BEDE_EVENT_TYPES) {
            quiet = true;
            continue;
        }
        bool found = false;
        for (size_t i = 0; i < a->n_events && i < MAX_WANTED && !found; i++)
            if (!used[i] && fits(&w, &a->events[i])) {
                found = used[i] = true;
                fired |= bd_view_eq(a->events[i].rule, e->rule);
            }
        ok &= found;
        n_events++;
    }
    ok &= a->n_events == n_events;
    if (!ok)
        describe(a, why, cap);
    else if (!fired && !quiet) {
        put(why, cap, "another rule fired: ");
        describe(a, why, cap);
    }
    return ok && (fired || quiet);
}
