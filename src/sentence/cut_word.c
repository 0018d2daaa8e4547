/* SPDX-License-Identifier: Apache-2.0 */
/* Words that begin with a letter: clitics, abbreviations, names with apostrophes, hyphens. */
#include "sentence/sentence_int.h"

typedef struct run {
    const char *text;
    uint32_t from, at, to; /* the word so far is [from, at) */
    uint32_t part;         /* where its last part began: behind a joining mark, or `from` */
} run;

static bool letter(const char *text, uint32_t at, uint32_t to) {
    return at < to && cut_bytes[(unsigned char)text[at]] == BYTE_LETTER;
}

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static uint32_t letters(const char *text, uint32_t at, uint32_t to) {
    while (letter(text, at, to))
        at++;
    return at;
}

static bool one_of(bede_view v, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)v.s[0] | 0x20) == (unsigned char)list[i][0] &&
            bd_view_is_nocase(v, list[i]))
            return true;
    return false;
}
#define ONE_OF(v, list) one_of((v), (list), sizeof(list) / sizeof *(list))

uint32_t cut_apostrophe(const char *text, uint32_t at, uint32_t to) {
    if (text[at] == '\'' || text[at] == '`')
        return 1;
    return to - at >= 3 && memcmp(text + at, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Letters and digits, up to the next mark. */
static void take_alnum(run *r) {
    for (uint32_t n; r->at < r->to && (n = cut_alnum(r->text, r->at, r->to)) > 0;)
        r->at += n;
}

/* ---- two words written as one ------------------------------------------------------------ */

static const struct joint {
    const char *word;
    unsigned char first; /* letters of the first word */
} JOINTS[] = {
    {"cannot", 3}, {"gonna", 3},  {"wanna", 3},   {"gotta", 3},   {"lemme", 3},    {"gimme", 3},
    {"outta", 3},  {"dont", 2},   {"didnt", 3},   {"doesnt", 4},  {"isnt", 2},     {"wasnt", 3},
    {"arent", 3},  {"werent", 4}, {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6}, {"havent", 4},
    {"hasnt", 3},  {"hadnt", 3},  {"cant", 2},    {"wont", 2},    {"aint", 2},     {"im", 1},
    {"ive", 1},    {"thats", 4},  {"whats", 4},   {"theres", 5},  {"youre", 3},    {"theyre", 4},
    {"youve", 3},  {"weve", 2},   {"theyve", 4},  {"youll", 3},   {"theyll", 4},   {"alot", 1},
};

static uint32_t joint_of(bede_view v) {
    if (v.n < 2 || v.n > 8)
        return 0;
    /* the endings of the list above, so that most words are done here */
    switch ((unsigned char)(v.s[v.n - 2] | 0x20) << 8 | (unsigned char)(v.s[v.n - 1] | 0x20)) {
    case 'n' << 8 | 't':
    case 'o' << 8 | 't':
    case 'n' << 8 | 'a':
    case 't' << 8 | 'a':
    case 'm' << 8 | 'e':
    case 'i' << 8 | 'm':
    case 'v' << 8 | 'e':
    case 't' << 8 | 's':
    case 'e' << 8 | 's':
    case 'r' << 8 | 'e':
    case 'l' << 8 | 'l': break;
    default: return 0;
    }
    if (v.n < 4 && upper(v.s[0]) && upper(v.s[1])) /* "IM", "IVE" are names */
        return 0;
    for (size_t i = 0; i < sizeof JOINTS / sizeof *JOINTS; i++)
        if (JOINTS[i].word[0] == (v.s[0] | 0x20) && bd_view_is_nocase(v, JOINTS[i].word))
            return JOINTS[i].first;
    return 0;
}

void cut_plain(cut_out *out, const char *text, uint32_t from, uint32_t to) {
    uint32_t first = joint_of(bd_view(text + from, to - from));
    if (first)
        cut_emit(out, text, from, from + first);
    cut_emit(out, text, from + first, to);
}

/* ---- joining marks ------------------------------------------------------------------------ */

/* At an apostrophe. True if the word goes on behind it. Cuts clitics itself and moves `from`. */
static bool at_apostrophe(cut_out *out, run *r, uint32_t n) {
    static const char *const clitics[] = {"s", "m", "d", "re", "ve", "ll"};
    const char *t = r->text;
    uint32_t after = r->at + n;
    if (after >= r->to || !cut_alnum(t, after, r->to))
        return false;
    uint32_t end = letters(t, after, r->to);
    bede_view rest = bd_view(t + after, end - after);
    bool whole = end == r->to || !cut_alnum(t, end, r->to);
    if (whole && rest.n == 1 && (rest.s[0] | 0x20) == 't' && (t[r->at - 1] | 0x20) == 'n') {
        cut_emit(out, t, r->from, r->at - 1);
        cut_emit(out, t, r->at - 1, end);
        r->from = r->at = end;
        return false;
    }
    if (whole && rest.n && ONE_OF(rest, clitics)) {
        cut_plain(out, t, r->from, r->at);
        cut_emit(out, t, r->at, end);
        r->from = r->at = end;
        return false;
    }
    if (t[r->at] == '`')
        return false;
    r->part = r->at = after;
    return true;
}

/* Prefixes that the treebanks leave on their word; other hyphens are words of their own. */
static bool is_prefix(bede_view v) {
    static const char *const prefixes[] = {
        "anti",    "ante",  "bi",    "bio",    "co",     "counter", "cross", "cyber", "de",
        "dis",     "e",     "ex",    "extra",  "fore",   "hyper",   "inter", "intra", "macro",
        "mega",    "micro", "mid",   "mini",   "mis",    "multi",   "neo",   "non",   "over",
        "post",    "pre",   "pro",   "pseudo", "psycho", "quasi",   "re",    "semi",  "socio",
        "sub",     "super", "supra", "trans",  "tri",    "ultra",   "un",    "uni",   "geo",
        "electro", "afro",  "mal",   "under"};
    return v.n <= 7 && v.n > 0 && ONE_OF(v, prefixes);
}

/* "Mazar-i-Sharif", "Port-au-Prince": a name with a particle is one word. At its first or second
 * hyphen. */
static bool joins_name(const run *r) {
    static const char *const particles[] = {
        "i",  "e",   "al",  "el", "ul",   "ur", "au", "de", "du", "es", "ez",  "ed", "la",
        "le", "les", "sur", "us", "upon", "in", "on", "di", "da", "do", "dos", "es", "en"};
    const char *t = r->text;
    uint32_t from = r->part > r->from ? r->part : r->at + 1;
    uint32_t end = letters(t, from, r->to);
    if (!upper(t[r->from]) || end == from || end - from > 4 || end + 1 >= r->to || t[end] != '-' ||
        !upper(t[end + 1]))
        return false;
    return ONE_OF(bd_view(t + from, end - from), particles) && !upper(t[from]);
}

static bool at_hyphen(const run *r) {
    if (joins_name(r))
        return true;
    return r->at + 1 < r->to && (r->from == 0 || r->text[r->from - 1] != '-') &&
           cut_alnum(r->text, r->at + 1, r->to) &&
           is_prefix(bd_view(r->text + r->part, r->at - r->part));
}

/* "AT&T", "R&D" */
static bool at_ampersand(const run *r) {
    uint32_t end = letters(r->text, r->at + 1, r->to);
    return r->at - r->from <= 4 && end > r->at + 1 && end - r->at <= 4 &&
           upper(r->text[r->from]) == upper(r->text[r->at + 1]);
}

/* ---- full stops --------------------------------------------------------------------------- */

static bool number_follows(const cut_out *out, const char *text, uint32_t at) {
    while (at < out->end && (text[at] == ' ' || text[at] == '#'))
        at++;
    return at < out->end && cut_bytes[(unsigned char)text[at]] == BYTE_DIGIT;
}

/* Does the full stop at r->at, with nothing of the word behind it, belong to the word? */
static bool keeps_stop(const cut_out *out, const run *r) {
    const char *t = r->text;
    if (r->at + 1 < r->to && t[r->at + 1] == '.' && r->at + 2 != r->to)
        return false; /* dots that trail off; "Inc.." has a stop of its own */
    if (!out->know)
        return true;
    switch (abbrev_of(out->know, bd_view(t + r->from, r->at + 1 - r->from))) {
    case ABBREV_NONE: return false;
    case ABBREV_INITIAL: /* "Plan B." at the end; "than I. He" */
        return r->at + 1 < out->end && t[r->from] != 'I';
    case ABBREV_NUMBER: return number_follows(out, t, r->at + 1);
    default: return true;
    }
}

/* At a full stop with a letter or digit behind it: does the word go on? */
static bool joins_stop(const run *r) {
    const char *t = r->text;
    uint32_t next = r->at + 1, end = letters(t, next, r->to);
    if (end == next)
        return false;
    /* "U.S", "Ph.D": one letter each, or the last of them */
    if (end == next + 1 && (r->at - r->part == 1 || (r->at - r->part <= 3 && upper(t[next]))))
        return true;
    return cut_is_host_dot(t, r->at, r->to);
}

uint32_t cut_letters(cut_out *out, const char *text, uint32_t from, uint32_t to) {
    run r = {.text = text, .from = from, .at = from, .to = to, .part = from};
    for (;;) {
        take_alnum(&r);
        if (r.at >= to)
            break;
        char c = text[r.at];
        uint32_t n;
        bool on = false;
        if (c == '.') {
            if (joins_stop(&r)) {
                on = true;
            } else if ((r.at + 1 == to || !letter(text, r.at + 1, to)) && keeps_stop(out, &r)) {
                r.at++;
                break;
            }
        } else if (c == '-') {
            on = at_hyphen(&r);
        } else if (c == '&') {
            on = at_ampersand(&r);
        } else if (c == '/' && r.at == from + 1 && (text[from] | 0x20) == 'w') { /* "w/", "w/o" */
            uint32_t end = letters(text, r.at + 1, to);
            bool without = end == r.at + 2 && (text[r.at + 1] | 0x20) == 'o';
            r.at += without ? 2 : 1;
            break;
        } else if (c == '$') { /* "US$" */
            r.at += upper(text[from]) && r.at - from <= 2;
        } else if ((n = cut_apostrophe(text, r.at, to)) > 0 && at_apostrophe(out, &r, n)) {
            continue;
        }
        if (!on)
            break;
        r.part = ++r.at;
    }
    cut_plain(out, text, r.from, r.at);
    return r.at;
}
