/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences over the words of a block.
 *
 * A sentence may end at a word of stops ("." "?!" "...") or at an abbreviation's stop; closing
 * quotes and brackets that follow belong to it. Whether it does end there is told by the next word:
 * its capital, and for abbreviations whether sentences usually begin with it. */
#include "sentence/sentence_int.h"

#include "base/limits.h"
#include "base/utf8.h"

typedef struct block_words {
    const bd_sentence_know *know;
    const char *text;
    const bede_word *w;
    uint32_t n; /* words end here */
} block_words;

static bede_view word(const block_words *b, uint32_t i) {
    bede_span s = b->w[i].span;
    return bd_view(b->text + s.start, s.end - s.start);
}

static bool spaced(const block_words *b, uint32_t i) {
    return b->w[i].flags & BEDE_WORD_SPACE_AFTER;
}

static bool in_list(bede_view v, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((v.s[0] | 0x20) == list[i][0] && bd_view_is_nocase(v, list[i]))
            return true;
    return false;
}
#define IN_LIST(v, list) in_list((v), (list), sizeof(list) / sizeof *(list))

/* Words that begin sentences and no names. */
static bool is_opener(bede_view v) {
    static const char *const openers[] = {
        "the",     "a",         "an",      "this",      "that",        "these",   "those",
        "he",      "she",       "it",      "they",      "we",          "i",       "you",
        "his",     "her",       "its",     "their",     "our",         "my",      "your",
        "there",   "here",      "in",      "on",        "at",          "by",      "for",
        "from",    "with",      "without", "to",        "of",          "as",      "after",
        "before",  "during",    "under",   "over",      "since",       "until",   "while",
        "when",    "where",     "why",     "how",       "what",        "who",     "which",
        "if",      "although",  "though",  "because",   "but",         "and",     "or",
        "so",      "yet",       "nor",     "however",   "meanwhile",   "also",    "still",
        "then",    "now",       "later",   "earlier",   "instead",     "some",    "many",
        "most",    "several",   "few",     "both",      "each",        "every",   "all",
        "no",      "not",       "one",     "two",       "three",       "another", "other",
        "others",  "such",      "more",    "even",      "only",        "just",    "once",
        "despite", "according", "about",   "among",     "between",     "against", "given",
        "asked",   "is",        "are",     "was",       "were",        "did",     "does",
        "do",      "has",       "have",    "had",       "can",         "could",   "will",
        "would",   "should",    "may",     "let",       "perhaps",     "maybe",   "nearly",
        "almost",  "any",       "anyone",  "everyone",  "nobody",      "nothing", "something",
        "someone", "well",      "yes",     "officials", "authorities", "police"};
    return v.s[0] >= 'A' && v.s[0] <= 'Z' && IN_LIST(v, openers);
}

static bool names_time(bede_view v) {
    static const char *const times[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "est",    "edt",     "et",        "pst",      "pdt",    "pt",       "cst",
        "cdt",    "ct",      "gmt",       "utc",      "bst",    "cet",      "ist"};
    return IN_LIST(v, times);
}

static bool says(bede_view v) {
    static const char *const verbs[] = {
        "said",    "says",  "asked",   "asks",   "told",     "added",     "wrote",    "shouted",
        "replied", "cried", "chanted", "yelled", "wondered", "exclaimed", "declared", "explained"};
    return IN_LIST(v, verbs);
}

/* What a word may do at a sentence's end. */
typedef enum mark { PLAIN, STOP, SHOUT, DOTS, SHORT } mark;

static mark mark_of(bede_view v) {
    char c = v.s[0];
    if (c == '!' || c == '?')
        return SHOUT;
    if (c == '.')
        return v.n == 1 ? STOP : v.s[1] == '.' ? DOTS : SHOUT;
    if (v.n == 3 && memcmp(v.s, "\xe2\x80\xa6", 3) == 0)
        return DOTS;
    return v.n > 1 && v.s[v.n - 1] == '.' ? SHORT : PLAIN;
}

static bool is_quote(bede_view v) {
    return bd_view_is(v, "\"") || bd_view_is(v, "'") || bd_view_is(v, "''") ||
           bd_view_is(v, "\xe2\x80\x9d") || bd_view_is(v, "\xe2\x80\x99") ||
           bd_view_is(v, "\xc2\xbb") || bd_view_is(v, "\xe2\x80\x99\xe2\x80\x99");
}

/* Does word i, which stands right behind the stop, close something? */
static bool closes(const block_words *b, uint32_t i) {
    bede_view v = word(b, i);
    if (v.n == 1 && (v.s[0] == ')' || v.s[0] == ']' || v.s[0] == '}'))
        return true;
    if ((v.n == 2 || v.n == 3) && (v.s[0] == ':' || v.s[0] == ';')) /* a face */
        return true;
    return is_quote(v) &&
           (!spaced(b, i - 1) || (v.n == 3 && v.s[2] == '\x9d') || v.n == 6 || bd_view_is(v, "''"));
}

/* Words of a footnote's number, "[17]", at word i. */
static uint32_t footnote(const block_words *b, uint32_t i) {
    bool is = i + 2 < b->n && !spaced(b, i - 1) && bd_view_is(word(b, i), "[") &&
              cut_bytes[(unsigned char)word(b, i + 1).s[0]] == BYTE_DIGIT &&
              bd_view_is(word(b, i + 2), "]");
    return is ? 3 : 0;
}

/* The number of a list's item, "2.", begins its sentence and does not end it. */
static bool item_number(const block_words *b, uint32_t from, uint32_t at) {
    bede_view v = word(b, from);
    return at == from + 1 && v.n <= 3 && cut_bytes[(unsigned char)v.s[0]] == BYTE_DIGIT &&
           mark_of(word(b, at)) == STOP && !spaced(b, from);
}

/* Where the marks behind the stop before word i end. */
static uint32_t behind_marks(const block_words *b, uint32_t i) {
    for (uint32_t n; i < b->n;) {
        if (closes(b, i))
            i++;
        else if ((n = footnote(b, i)) > 0)
            i += n;
        else if (mark_of(word(b, i)) != PLAIN && mark_of(word(b, i)) != SHORT)
            i++;
        else
            break;
    }
    return i;
}

typedef enum first { LOWER, UPPER, OTHER } first;

/* How the sentence that would begin at word i begins, opening marks left aside. */
static first begins(const block_words *b, uint32_t *i) {
    while (*i < b->n) {
        bede_view v = word(b, *i);
        size_t n;
        int32_t cp = bd_utf8_get(v, 0, &n);
        if (bd_cp_lower(cp))
            return v.n > n && v.s[n] >= 'A' && v.s[n] <= 'Z' ? UPPER : LOWER; /* "iPhone" */
        if (bd_cp_upper(cp))
            return UPPER;
        if (!is_quote(v) && cp != '(' && cp != '[' && cp != 0x201C && cp != 0x2018 && cp != '`')
            return OTHER;
        ++*i;
    }
    return OTHER;
}

/* "Stop!" Smith said: the speech ends there, the sentence does not. */
static bool speaker_follows(const block_words *b, uint32_t i) {
    for (uint32_t k = i; k < b->n && k < i + 5; k++) {
        bede_view v = word(b, k);
        if (says(v))
            return true;
        if (v.s[0] >= 'a' && v.s[0] <= 'z' && k > i)
            return false;
        if (mark_of(v) == STOP)
            return false;
    }
    return false;
}

static bool short_ends(const block_words *b, uint32_t at, uint32_t next, first how) {
    bede_view follower = word(b, next);
    switch (abbrev_of(b->know, word(b, at))) {
    case ABBREV_TITLE:
    case ABBREV_NUMBER:
    case ABBREV_NEVER: return false;
    case ABBREV_FREE: return how == UPPER && !names_time(follower);
    case ABBREV_MONTH:
    case ABBREV_ENDING:
    case ABBREV_LETTERS:
    case ABBREV_INITIAL: return how == UPPER && is_opener(follower);
    default: return false;
    }
}

/* Does the sentence end at word `at`, if the next would begin with word `next`? */
static bool ends(const block_words *b, uint32_t at, uint32_t next, mark m) {
    if (next >= b->n)
        return true;
    bool quoted = next > at + 1 && is_quote(word(b, next - 1));
    uint32_t face = next;
    first how = begins(b, &face);
    if (face >= b->n)
        return false; /* nothing but marks follows: they belong here */
    switch (m) {
    case SHORT: return short_ends(b, at, face, how);
    case STOP: /* "example.com" that was cut, "p.m" */
        return how != LOWER || (!quoted && spaced(b, next - 1) && at > 0 &&
                                b->w[at - 1].span.end - b->w[at - 1].span.start > 3);
    case SHOUT:
        if (how == LOWER)
            return false;
        return !quoted || !speaker_follows(b, face);
    default: return how == UPPER && !(quoted && speaker_follows(b, face));
    }
}

/* Where a sentence that is too long is cut: behind the last comma or semicolon of its second half.
 */
static uint32_t forced_end(const block_words *b, uint32_t from, uint32_t to) {
    for (uint32_t i = to; i > from + (to - from) / 2; i--) {
        bede_view v = word(b, i - 1);
        if (v.n == 1 && (v.s[0] == ';' || v.s[0] == ','))
            return i;
    }
    return to;
}

static void add(split_out *out, const block_words *b, uint32_t from, uint32_t to, uint32_t block) {
    out->sentences =
        bd_arena_grow(out->arena, out->sentences, out->n, &out->cap, sizeof *out->sentences);
    out->sentences[out->n++] =
        (bede_sentence){.span = {b->w[from].span.start, b->w[to - 1].span.end},
                        .first_word = from,
                        .n_words = to - from,
                        .block = block};
}

void split_words(const bd_sentence_know *k, split_out *out, const char *text,
                 const bede_word *words, uint32_t first_word, uint32_t n, uint32_t block,
                 bool whole) {
    block_words b = {k, text, words, n};
    uint32_t from = first_word;
    for (uint32_t i = first_word; i < n;) {
        mark m = whole ? PLAIN : mark_of(word(&b, i));
        uint32_t at = i++;
        bool end = false;
        if (m != PLAIN && !item_number(&b, from, at)) {
            i = behind_marks(&b, i);
            end = ends(&b, at, i, m);
        }
        while (i - from > BD_MAX_SENTENCE_WORDS) {
            uint32_t to = forced_end(&b, from, from + BD_MAX_SENTENCE_WORDS);
            add(out, &b, from, to, block);
            from = to;
        }
        if (end && from < i) {
            add(out, &b, from, i, block);
            from = i;
        }
    }
    if (from < n)
        add(out, &b, from, n, block);
}
