/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/headline.h"

#include <string.h>

enum { SHORTEST = 4, LONGEST = 16, LONGEST_SOURCE = 30 };

/* The classes that the rewriting asks for; 0 is none. */
typedef struct classes {
    uint16_t punct, part, vb, vbd, vbz, vbp, nns, nnps, to, comma, md;
    uint16_t aux, aux_pass, cop, det, mark, nsubj, conj, rel_punct, cc;
} classes;

static uint16_t class_of(const tagset *t, const char *name) {
    uint32_t *id = bd_map_get(&t->ids, bd_view_z(name));
    return id ? (uint16_t)*id : 0;
}

static classes classes_of(const corpus *c) {
    return (classes){
        .punct = class_of(&c->upos, "PUNCT"),
        .part = class_of(&c->upos, "PART"),
        .vb = class_of(&c->xpos, "VB"),
        .vbd = class_of(&c->xpos, "VBD"),
        .vbz = class_of(&c->xpos, "VBZ"),
        .vbp = class_of(&c->xpos, "VBP"),
        .nns = class_of(&c->xpos, "NNS"),
        .nnps = class_of(&c->xpos, "NNPS"),
        .to = class_of(&c->xpos, "TO"),
        .comma = class_of(&c->xpos, ","),
        .md = class_of(&c->xpos, "MD"),
        .aux = class_of(&c->rel, "aux"),
        .aux_pass = class_of(&c->rel, "aux:pass"),
        .cop = class_of(&c->rel, "cop"),
        .det = class_of(&c->rel, "det"),
        .mark = class_of(&c->rel, "mark"),
        .nsubj = class_of(&c->rel, "nsubj"),
        .conj = class_of(&c->rel, "conj"),
        .rel_punct = class_of(&c->rel, "punct"),
        .cc = class_of(&c->rel, "cc"),
    };
}

/* ---- past to present ---- */

/* Past and plain form of verbs that headlines like. */
static const char *const IRREGULAR[][2] = {
    {"said", "say"},      {"met", "meet"},          {"held", "hold"},    {"told", "tell"},
    {"won", "win"},       {"hit", "hit"},           {"left", "leave"},   {"led", "lead"},
    {"took", "take"},     {"gave", "give"},         {"came", "come"},    {"went", "go"},
    {"got", "get"},       {"made", "make"},         {"saw", "see"},      {"found", "find"},
    {"rose", "rise"},     {"fell", "fall"},         {"began", "begin"},  {"sent", "send"},
    {"struck", "strike"}, {"shot", "shoot"},        {"fought", "fight"}, {"sought", "seek"},
    {"lost", "lose"},     {"paid", "pay"},          {"put", "put"},      {"ran", "run"},
    {"set", "set"},       {"spoke", "speak"},       {"stood", "stand"},  {"thought", "think"},
    {"threw", "throw"},   {"withdrew", "withdraw"}, {"wrote", "write"},  {"bought", "buy"},
    {"broke", "break"},   {"brought", "bring"},     {"built", "build"},  {"cut", "cut"},
    {"drew", "draw"},     {"drove", "drive"},       {"felt", "feel"},    {"kept", "keep"},
    {"knew", "know"},     {"quit", "quit"},         {"sold", "sell"},    {"swore", "swear"},
};

static bool vowel(char c) {
    return c && strchr("aeiou", c);
}

/* The plain form of a regular past: "urged", "stopped", "denied", "backed". 0 if it is none. */
static size_t undo_ed(bede_view past, char out[64]) {
    size_t n = past.n;
    if (n < 4 || n > 60 || past.s[n - 1] != 'd' || past.s[n - 2] != 'e')
        return 0;
    memcpy(out, past.s, n);
    const char *s = past.s;
    if (s[n - 3] == 'i') {
        out[n - 3] = 'y';
        return n - 2;
    }
    if (n > 5 && s[n - 3] == s[n - 4] && !vowel(s[n - 3]) && !strchr("lsz", s[n - 3]))
        return n - 3;
    /* A silent e stays behind c, g, s, u, v, z and one consonant after one vowel. */
    bool e = strchr("cgsuvz", s[n - 3]) ||
             (n > 4 && n < 8 && !vowel(s[n - 3]) && !strchr("wxy", s[n - 3]) && vowel(s[n - 4]) &&
              !vowel(s[n - 5]));
    return n - (e ? 1 : 2);
}

static size_t third_person(char s[64], size_t n) {
    if (s[n - 1] == 'y' && !vowel(s[n - 2])) {
        memcpy(s + n - 1, "ies", 3);
        return n + 2;
    }
    bool es = strchr("sxzo", s[n - 1]) || (s[n - 1] == 'h' && strchr("cs", s[n - 2]));
    memcpy(s + n, "es", 2);
    if (!es)
        s[n] = 's';
    return n + (es ? 2 : 1);
}

static bede_view present(bd_arena *a, bede_view past, bool plural) {
    char buf[64];
    size_t n = 0;
    for (size_t i = 0; i < sizeof IRREGULAR / sizeof *IRREGULAR && !n; i++)
        if (bd_view_is(past, IRREGULAR[i][0])) {
            n = strlen(IRREGULAR[i][1]);
            memcpy(buf, IRREGULAR[i][1], n);
        }
    if (!n)
        n = undo_ed(past, buf);
    if (!n)
        return (bede_view){0};
    if (!plural)
        n = third_person(buf, n);
    return bd_view(bd_arena_copy(a, buf, n), n);
}

/* ---- a sentence ---- */

static bool has_child(const sentence *s, uint32_t i) {
    for (uint32_t k = 0; k < s->n; k++)
        if (s->words[k].head == i + 1)
            return true;
    return false;
}

static bool plural_subject(const classes *k, const sentence *s, uint32_t verb) {
    for (uint32_t i = 0; i < s->n; i++) {
        const token *t = &s->words[i];
        if (t->head != verb + 1 || t->rel != k->nsubj)
            continue;
        static const char *const plain[] = {"i", "you", "we", "they"};
        for (size_t j = 0; j < sizeof plain / sizeof *plain; j++)
            if (bd_view_is_nocase(t->form, plain[j]))
                return true;
        for (uint32_t j = 0; j < s->n; j++)
            if (s->words[j].head == i + 1 && s->words[j].rel == k->conj)
                return true;
        return t->xpos == k->nns || t->xpos == k->nnps;
    }
    return false;
}

static bool drops(const classes *k, const sentence *s, uint32_t i) {
    const token *t = &s->words[i];
    if (has_child(s, i) || !t->head)
        return false;
    if (t->rel == k->det)
        return bd_view_is_nocase(t->form, "the") || bd_view_is_nocase(t->form, "a") ||
               bd_view_is_nocase(t->form, "an");
    if (t->rel == k->aux || t->rel == k->aux_pass || t->rel == k->cop)
        return t->xpos != k->md && t->xpos != k->vb;
    return t->upos == k->punct && i + 1 == s->n;
}

static void rewrite(const classes *k, bd_arena *a, const sentence *s, uint32_t i, token *t) {
    if (t->xpos == k->vbd && t->rel != k->aux) {
        bool plural = plural_subject(k, s, i);
        bede_view now = present(a, t->form, plural);
        if (now.n) {
            t->form = now;
            t->xpos = plural ? k->vbp : k->vbz;
        }
    } else if (t->rel == k->aux && bd_view_is(t->form, "will")) {
        t->form = BD_LIT("to");
        t->upos = k->part;
        t->xpos = k->to;
        t->rel = k->mark;
    } else if (t->rel == k->cc && bd_view_is(t->form, "and") && i % 2) {
        t->form = BD_LIT(",");
        t->upos = k->punct;
        t->xpos = k->comma;
        t->rel = k->rel_punct;
    }
}

/* Short words stay small in titles. */
static void capitalise(bd_arena *a, token *t, bool first) {
    if (!first && t->form.n <= 3)
        return;
    char *s = bd_arena_copy(a, t->form.s, t->form.n);
    if (s[0] >= 'a' && s[0] <= 'z')
        s[0] = (char)(s[0] - 'a' + 'A');
    t->form.s = s;
}

/* False if too little is changed or left. */
static bool headline_of(const classes *k, bd_arena *a, const sentence *s, bool title,
                        sentence *out) {
    uint16_t at[LONGEST_SOURCE + 1] = {0}; /* 1 + the new place of each word */
    uint16_t n = 0;
    if (s->n > LONGEST_SOURCE)
        return false;
    for (uint32_t i = 0; i < s->n; i++)
        if (!drops(k, s, i))
            at[i + 1] = ++n;
    if (n < SHORTEST || n > LONGEST || n + 2u > s->n)
        return false;
    *out = (sentence){bd_arena_array(a, n, sizeof *out->words), n, s->weight};
    for (uint32_t i = 0; i < s->n; i++) {
        if (!at[i + 1])
            continue;
        token *t = &out->words[at[i + 1] - 1];
        *t = s->words[i];
        rewrite(k, a, s, i, t);
        t->head = at[t->head];
        if (title || at[i + 1] == 1)
            capitalise(a, t, at[i + 1] == 1);
    }
    return true;
}

void headline_add(corpus *c, const sentence *list, size_t n, float share, mx_random *rnd) {
    classes k = classes_of(c);
    for (size_t i = 0; i < n; i++) {
        sentence s;
        if (mx_uniform(rnd) >= share ||
            !headline_of(&k, c->arena, &list[i], mx_uniform(rnd) < 0.5f, &s))
            continue;
        c->list = bd_arena_grow(c->arena, c->list, c->n, &c->cap, sizeof *c->list);
        c->list[c->n++] = s;
        c->n_words += s.n;
    }
}
