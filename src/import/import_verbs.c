/* SPDX-License-Identifier: Apache-2.0 */
/* Verb dictionaries: synonym sets, blocks of verbs, and patterns around them, to rules.
 *
 * A pattern is a row of words in which the verb stands at '*', the source at '$', the target at
 * '+'; a rule asks what fills the verb's slots. What a row says in a way that slots can say too is
 * carried over; auxiliaries before the verb (passive, future, negation) the program undoes itself.
 */
#include "import/import_int.h"

#include <stdarg.h>
#include <stdio.h>

enum { MAX_TOKENS = 24, MAX_VERBS = 400, MAX_TEXT = 700 };

typedef struct verb {
    bede_view text; /* "beef_up" */
    bede_view code;
} verb;

typedef struct block {
    bede_view name, code;
    verb verbs[MAX_VERBS];
    size_t n;
    size_t line;
    bd_map said; /* conditions -> 1 + index into codes: patterns that become the same rule */
    bede_view *codes;
    size_t n_codes, cap_codes;
    bool flushed;
} block;

typedef struct work {
    bd_import *im;
    bd_map sets; /* name -> 1 if its words are prepositions, else 0 */
    bede_view set, set_text;
    char *set_out;
    size_t set_line, set_words, set_cap;
    bool set_preps;
    block *b;
} work;

static bool among(bede_view w, const char *const *list) {
    for (; *list; list++)
        if (bd_view_is(w, *list))
            return true;
    return false;
}

static const char *const preps[] = {"against", "in",      "on",      "by",      "near",   "at",
                                    "to",      "for",     "from",    "with",    "of",     "over",
                                    "about",   "into",    "between", "among",   "after",  "before",
                                    "as",      "during",  "under",   "upon",    "toward", "towards",
                                    "behind",  "through", "across",  "outside", "inside", NULL};
static const char *const particles[] = {"off", "out", "up", "down", "away", "back", "aside", NULL};
/* Before the verb: what the program undoes by itself, and what it tells apart as well. */
static const char *const passives[] = {"was", "were", "is",  "are", "be",  "been", "being",
                                       "has", "have", "had", "am",  "get", "got",  NULL};
static const char *const skipped[] = {"the", "a", "an", "its", "their", "his", "her", "all", NULL};

static bede_view lower(work *w, bede_view v) {
    char *out = bd_arena_alloc(w->im->arena, v.n + 1);
    for (size_t i = 0; i < v.n; i++)
        out[i] = v.s[i] >= 'A' && v.s[i] <= 'Z' ? (char)(v.s[i] | 0x20) : v.s[i];
    return bd_view(out, v.n);
}

static bede_view lemma(work *w, bede_view word, bd_word_kind kind) {
    bede_view l = bd_sentence_lemma(w->im->sentence, w->im->arena, word, kind);
    return l.n ? l : word;
}

/* ---- synonym sets -------------------------------------------------------------------------------
 */

static void end_set(work *w) {
    if (!w->set.n)
        return;
    if (!w->set_words)
        import_lost(w->im, w->set_line, "a set without words that can be carried over", w->set);
    else
        import_putf(w->im, "set %.*s =", (int)w->set.n, w->set.s);
    if (w->set_words)
        import_put(w->im, w->set_text);
    import_put(w->im, BD_LIT("\n"));
    if (w->set_words)
        bd_map_put(&w->sets, w->set, w->set_preps);
    w->set = (bede_view){0};
}

static void begin_set(work *w, bede_view line, size_t number) {
    end_set(w);
    w->set = bd_view_trim(bd_view_part(line, 1, line.n));
    while (w->set.n && w->set.s[w->set.n - 1] == '_')
        w->set.n--;
    w->set_line = number;
    w->set_words = 0;
    w->set_text = (bede_view){0};
    w->set_cap = 0;
    w->set_preps = true;
}

static void add_to_set(work *w, bede_view line, size_t number) {
    bede_view words[3], rest = import_name(w->im, bd_view_part(line, 1, line.n), true), part;
    size_t n = 0;
    while (bd_view_split(&rest, ' ', &part))
        if (part.n && n++ < 2)
            words[n - 1] = part;
    if (n == 0 || n > 2) {
        import_lost(w->im, number, "a phrase of more than two words in a set", line);
        return;
    }
    w->set_preps &= n == 1 && among(words[0], preps);
    words[n - 1] = lemma(w, words[n - 1], BD_WORD_NOUN);
    size_t need = w->set_text.n + words[0].n + (n == 2 ? words[1].n : 0) + 3;
    if (need > w->set_cap) {
        char *more = bd_arena_alloc(w->im->arena, need * 2);
        if (w->set_text.n)
            memcpy(more, w->set_text.s, w->set_text.n);
        w->set_text.s = w->set_out = more;
        w->set_cap = need * 2;
    }
    int len = snprintf(w->set_out + w->set_text.n, w->set_cap - w->set_text.n, " %.*s%s%.*s",
                       (int)words[0].n, words[0].s, n == 2 ? "_" : "", n == 2 ? (int)words[1].n : 0,
                       n == 2 ? words[1].s : "");
    w->set_text.n += (size_t)len;
    w->set_words++;
}

/* ---- verbs of a block
 * ----------------------------------------------------------------------------- */

static bede_view bracket(bede_view line, bede_view *before) {
    size_t open = bd_view_find(line, "[", 0);
    *before = line;
    if (open == SIZE_MAX)
        return (bede_view){0};
    size_t close = bd_view_find(line, "]", open);
    *before = bd_view_part(line, 0, open);
    return bd_view_trim(bd_view_part(line, open + 1, close == SIZE_MAX ? line.n : close));
}

static void begin_block(work *w, bede_view line, size_t number) {
    bede_view before, code = bracket(line, &before);
    end_set(w);
    size_t i = 0;
    while (i < before.n && (before.s[i] == '-' || before.s[i] == ' '))
        i++;
    before = bd_view_trim(bd_view_part(before, i, before.n));
    while (before.n && before.s[before.n - 1] == '-')
        before.n--;
    *w->b = (block){.name = lower(w, bd_view_trim(before)), .code = code, .line = number};
    char *name = bd_arena_copy(w->im->arena, w->b->name.s, w->b->name.n);
    for (i = 0; i < w->b->name.n; i++)
        if (!((name[i] >= 'a' && name[i] <= 'z') || (name[i] >= '0' && name[i] <= '9')))
            name[i] = '-';
    w->b->name.s = name;
    bd_map_init(&w->b->said, w->im->arena);
}

static void add_verb(work *w, bede_view line, size_t number) {
    bede_view before, code = bracket(line, &before);
    size_t brace = bd_view_find(before, "{", 0);
    if (brace != SIZE_MAX)
        before = bd_view_part(before, 0, brace);
    bede_view v = lower(w, bd_view_trim(before));
    if (v.n && v.s[0] == '+')
        v = bd_view_part(v, 1, v.n);
    while (v.n && v.s[v.n - 1] == '_')
        v.n--;
    size_t bar = bd_view_find(v, "_", 0);
    if (bd_view_find(v, "+", 0) != SIZE_MAX || bd_view_find(v, " ", 0) != SIZE_MAX ||
        (bar != SIZE_MAX && bd_view_find(v, "_", bar + 1) != SIZE_MAX)) {
        import_lost(w->im, number, "a verb of several words that is not VERB_PARTICLE", line);
        return;
    }
    if (!v.n || w->b->n == MAX_VERBS)
        return;
    if (bar == SIZE_MAX) {
        v = lemma(w, v, BD_WORD_VERB);
    } else { /* "shot_down" */
        bede_view first = lemma(w, bd_view_part(v, 0, bar), BD_WORD_VERB);
        size_t n = first.n + v.n - bar;
        char *text = bd_arena_alloc(w->im->arena, n + 1);
        memcpy(text, first.s, first.n);
        memcpy(text + first.n, v.s + bar, v.n - bar);
        v = bd_view(text, n);
    }
    for (size_t i = 0; i < w->b->n; i++)
        if (bd_view_eq(w->b->verbs[i].text, v))
            return;
    w->b->verbs[w->b->n++] = (verb){v, code.n ? code : w->b->code};
}

/* ---- a rule
 * ----------------------------------------------------------------------------------------- */

/* A code as rules want it: the part before ':'; NOTHING for "---". */
static const char *coding(bede_view code, char out[8]) {
    size_t colon = bd_view_find(code, ":", 0);
    bede_view first = bd_view_trim(bd_view_part(code, 0, colon == SIZE_MAX ? code.n : colon));
    out[0] = 0;
    if (bd_view_is(first, "---"))
        return "NOTHING";
    const char *type = import_type(first);
    if (type)
        snprintf(out, 8, " %.*s", (int)first.n, first.s);
    return type;
}

static void put_rule(work *w, size_t line, const verb *verbs, size_t n, bede_view only_code,
                     const char *particle, const char *conds, bede_view code, const char *roles) {
    char cameo[8];
    const char *type = coding(code, cameo);
    if (!type) {
        import_lost(w->im, line, "code that is none of CAMEO", code);
        return;
    }
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        bool two = bd_view_find(verbs[i].text, "_", 0) != SIZE_MAX;
        if ((only_code.s && !bd_view_eq(verbs[i].code, only_code)) || (two && *particle))
            continue;
        if (!any)
            import_putf(w->im, "%.*s-%zu: verb ", (int)w->b->name.n, w->b->name.s, line);
        import_putf(w->im, "%s%.*s%s%s", any ? "|" : "", (int)verbs[i].text.n, verbs[i].text.s,
                    *particle ? "_" : "", particle);
        any = true;
    }
    if (!any)
        return;
    import_putf(w->im, "%s -> %s%s%s\n", conds, type, cameo, roles);
    w->im->entries++;
}

/* The verbs by themselves, those of one code in one rule. */
static void end_verbs(work *w) {
    block *b = w->b;
    if (b->flushed || !b->n)
        return;
    b->flushed = true;
    for (size_t i = 0; i < b->n; i++) {
        bool first = b->verbs[i].code.n && !bd_view_is(b->verbs[i].code, "---");
        for (size_t k = 0; first && k < i; k++)
            first = !bd_view_eq(b->verbs[k].code, b->verbs[i].code);
        if (first)
            put_rule(w, b->line + i, b->verbs, b->n, b->verbs[i].code, "", "", b->verbs[i].code,
                     " recipient=obj,obj*,against,on,with,to,for,from,in");
    }
}

/* ---- patterns
 * ----------------------------------------------------------------------------------------- */

typedef struct pattern {
    work *w;
    bede_view t[MAX_TOKENS];
    size_t n, star, at;
    char conds[MAX_TEXT], roles[MAX_TEXT], particle[16];
    bool target;
    const char *why; /* it cannot be carried over */
} pattern;

static void add(char *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(char *text, const char *format, ...) {
    size_t n = strlen(text);
    va_list args;
    va_start(args, format);
    vsnprintf(text + n, MAX_TEXT - n, format, args);
    va_end(args);
}

static void cut_tokens(pattern *p, bede_view text) {
    char *plain = bd_arena_copy(p->w->im->arena, text.s, text.n);
    for (size_t i = 0; i < text.n; i++)
        if ((plain[i] == '_' && !(i && i + 1 < text.n && memchr(text.s, '&', i + 1))) ||
            plain[i] == '\t')
            plain[i] = ' ';
    bede_view rest = bd_view(plain, text.n), part;
    p->star = SIZE_MAX;
    while (bd_view_split(&rest, ' ', &part)) {
        if (!part.n)
            continue;
        if (part.s[0] != '&')
            part = lower(p->w, part);
        while (part.n > 1 && part.s[part.n - 1] == '_')
            part.n--;
        if (p->n == MAX_TOKENS) {
            p->why = "too many words";
            return;
        }
        if (bd_view_is(part, "*"))
            p->star = p->n;
        p->t[p->n++] = part;
    }
    if (p->star == SIZE_MAX)
        p->why = "the verb's place * is not there by itself";
}

static bool is_word(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (!((v.s[i] >= 'a' && v.s[i] <= 'z') || v.s[i] == '-' || (unsigned char)v.s[i] >= 0x80))
            return false;
    return v.n > 0;
}

/* What stands before the verb: the source, a passive, or what cannot be said. */
static void read_before(pattern *p) {
    bool target = false, passive = false;
    for (size_t i = 0; i < p->star && !p->why; i++) {
        bede_view t = p->t[i];
        if (bd_view_is(t, "$") || bd_view_is(t, "^") || among(t, skipped))
            continue;
        if (bd_view_is(t, "%"))
            add(p->roles, " mutual");
        else if (bd_view_is(t, "+"))
            target = true;
        else if (among(t, passives) || bd_view_starts(t, "&TOBEVERB") ||
                 bd_view_is(t, "&AUXVERB1") || bd_view_is(t, "&AUXVERB3"))
            passive = true;
        else if (bd_view_is(t, "will") || bd_view_is(t, "would") || bd_view_is(t, "not") ||
                 bd_view_starts(t, "&AUXVERB"))
            p->why = "future and negation are seen by the program itself";
        else
            p->why = "words before the verb";
    }
    if (target && !passive && !p->why)
        p->why = "the target before an active verb";
    if (target) {
        add(p->conds, " obj=#who");
        add(p->roles, " recipient=obj");
        p->target = true;
    }
}

/* A word, a pair of words or a set, as the value of a condition. False if there is none here. */
static bool read_value(pattern *p, char *out) {
    out[0] = 0;
    if (p->at >= p->n)
        return false;
    bede_view t = p->t[p->at];
    if (t.s[0] == '&') {
        bede_view name = bd_view_part(t, 1, t.n);
        const uint32_t *kind = bd_map_get(&p->w->sets, name);
        if (!kind || *kind)
            return false;
        add(out, "@%.*s", (int)name.n, name.s);
        p->at++;
        return true;
    }
    if (!is_word(t) || among(t, preps) || bd_view_is(t, "not"))
        return false;
    bede_view next = p->at + 1 < p->n ? p->t[p->at + 1] : (bede_view){0};
    if (next.n && is_word(next) && !among(next, preps) && !among(next, skipped) &&
        !bd_view_is(next, "that")) {
        bede_view head = lemma(p->w, next, BD_WORD_NOUN);
        add(out, "%.*s_%.*s", (int)t.n, t.s, (int)head.n, head.s);
        p->at += 2;
        return true;
    }
    bede_view noun = lemma(p->w, t, BD_WORD_NOUN), base = lemma(p->w, t, BD_WORD_VERB);
    add(out, "%.*s", (int)noun.n, noun.s);
    if (!bd_view_eq(noun, base))
        add(out, "|%.*s", (int)base.n, base.s);
    p->at++;
    return true;
}

static void skip(pattern *p) {
    while (p->at < p->n && (bd_view_is(p->t[p->at], "^") || bd_view_is(p->t[p->at], "$") ||
                            among(p->t[p->at], skipped)))
        p->at++;
}

/* "+", "+ WORD", "WORD": the object. */
static void read_object(pattern *p) {
    char value[MAX_TEXT];
    bool target = p->at < p->n && bd_view_is(p->t[p->at], "+");
    p->at += target;
    skip(p);
    bool word = read_value(p, value);
    if (target && p->target) {
        p->why = "two targets";
        return;
    }
    if (word)
        add(p->conds, " obj=%s", value);
    else if (target)
        add(p->conds, " obj=#who");
    if (target)
        add(p->roles, word ? " recipient=obj*,iobj" : " recipient=obj");
    p->target |= target;
}

/* A set of prepositions, or one: their slots, joined by '|'. */
static bool read_slots(pattern *p, char *slots) {
    bede_view t = p->t[p->at];
    const uint32_t *kind = t.s[0] == '&' ? bd_map_get(&p->w->sets, bd_view_part(t, 1, t.n)) : NULL;
    slots[0] = 0;
    if (kind && *kind)
        add(slots, "against|in|on|by|near|at");
    else if (among(t, preps))
        add(slots, "%.*s", (int)t.n, t.s);
    else
        return false;
    p->at++;
    return true;
}

static void read_phrase(pattern *p) {
    char slots[MAX_TEXT], value[MAX_TEXT];
    if (!read_slots(p, slots)) {
        p->why = "words that stand in no slot";
        return;
    }
    bool source = p->at < p->n && bd_view_is(p->t[p->at], "$");
    skip(p);
    bool target = p->at < p->n && bd_view_is(p->t[p->at], "+");
    p->at += target;
    bool word = read_value(p, value);
    if (!word && !target) {
        if (p->at < p->n || (!source && !slots[0]))
            p->why = "words that stand in no slot";
        else if (!bd_view_is(bd_view_z(slots), "by"))
            add(p->conds, " %s", slots);
        return;
    }
    if (target && p->target) {
        p->why = "two targets";
        return;
    }
    if (word)
        add(p->conds, " %s%s=%s", slots, strchr(slots, '|') ? "" : "|comp", value);
    else
        add(p->conds, " %s=#who", slots);
    /* "in support OF +": inside the phrase just read. */
    skip(p);
    bool deep = word && p->at + 1 < p->n && bd_view_is(p->t[p->at + 1], "+") && !p->target;
    if (deep)
        p->at += 2;
    if (target || deep) {
        bede_view rest = bd_view_z(slots), slot;
        add(p->roles, " recipient=");
        for (bool first = true; bd_view_split(&rest, '|', &slot); first = false)
            add(p->roles, "%s%.*s%s", first ? "" : ",", (int)slot.n, slot.s, word ? "*" : "");
        if (word)
            add(p->roles, ",comp.recipient");
        p->target = true;
    }
}

static void read_after(pattern *p) {
    p->at = p->star + 1;
    skip(p);
    if (p->at < p->n && among(p->t[p->at], particles)) {
        snprintf(p->particle, sizeof p->particle, "%.*s", (int)p->t[p->at].n, p->t[p->at].s);
        p->at++;
        skip(p);
    }
    char slots[MAX_TEXT];
    size_t at = p->at;
    if (p->at < p->n && !read_slots(p, slots))
        read_object(p);
    else
        p->at = at;
    for (int i = 0; !p->why && p->at < p->n && i < 3; i++) {
        skip(p);
        if (p->at < p->n)
            read_phrase(p);
    }
    if (!p->why && p->at < p->n)
        p->why = "too many words behind the verb";
}

static void read_pattern(work *w, bede_view line, size_t number) {
    bede_view before, code = bracket(line, &before);
    pattern p = {.w = w};
    end_verbs(w);
    if (!w->b->n || !code.s) {
        import_lost(w->im, number, code.s ? "a pattern without verbs" : "a pattern without a code",
                    line);
        return;
    }
    cut_tokens(&p, bd_view_trim(bd_view_part(before, 1, before.n)));
    if (!p.why)
        read_before(&p);
    if (!p.why)
        read_after(&p);
    if (p.why) {
        import_lost(w->im, number, p.why, line);
        return;
    }
    if (!p.target)
        add(p.roles, " recipient=obj,obj*,against,on,with,to,for,from,in");
    size_t size = strlen(p.conds) + strlen(p.particle) + 2;
    char *key = bd_arena_alloc(w->im->arena, size);
    int n = snprintf(key, size, "%s %s", p.particle, p.conds);
    block *b = w->b;
    uint32_t *at = bd_map_put(&b->said, bd_view(key, (size_t)n), (uint32_t)b->n_codes);
    if (*at < b->n_codes) {
        if (!bd_view_eq(b->codes[*at], code))
            import_lost(w->im, number,
                        "without its order of words it says the same as another one "
                        "with another code",
                        line);
        return;
    }
    b->codes = bd_arena_grow(w->im->arena, b->codes, b->n_codes, &b->cap_codes, sizeof *b->codes);
    b->codes[b->n_codes++] = code;
    put_rule(w, number, b->verbs, b->n, (bede_view){0}, p.particle, p.conds, code, p.roles);
}

void bd_import_verbs(bd_import *im, bede_view text) {
    import_lines l = {.rest = text};
    bede_view line;
    work w = {.im = im, .b = bd_arena_alloc(im->arena, sizeof(block))};
    bool in_block = false;
    bd_map_init(&w.sets, im->arena);
    import_putf(im, "# Made from %s by bede import; see there for its terms.\n", im->file);
    while (import_next(im, &l, &line)) {
        line = bd_view_trim(line);
        if (!line.n)
            continue;
        if (line.s[0] == '&') {
            end_verbs(&w);
            begin_set(&w, line, l.number);
        } else if (line.s[0] == '+' && w.set.n) {
            add_to_set(&w, line, l.number);
        } else if (bd_view_starts(line, "---")) {
            end_verbs(&w);
            begin_block(&w, line, l.number);
            in_block = true;
        } else if (!in_block) {
            import_lost(im, l.number, "belongs to no block of verbs", line);
        } else if (line.s[0] == '-') {
            read_pattern(&w, line, l.number);
        } else {
            add_verb(&w, line, l.number);
        }
    }
    end_set(&w);
    end_verbs(&w);
}
