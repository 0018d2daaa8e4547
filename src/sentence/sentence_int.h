/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room sentence: the stations of the way from text to tagged words.
 *
 *     cut_text() -> words -> split_words() -> sentences -> model -> lemma, feats -> names, quotes
 */
#ifndef BD_SENTENCE_INT_H
#define BD_SENTENCE_INT_H

#include "sentence/sentence.h"

/* Where cut words go. Without an arena the array does not grow: what does not fit is dropped. */
typedef struct cut_out {
    const bd_sentence_know *know; /* NULL: every full stop at a word's end is an abbreviation's */
    bd_arena *arena;
    bede_word *words;
    size_t n, cap;
    uint32_t end; /* of the block: cut_text() sets it */
} cut_out;

/* cut.c: appends the words of text[from, to), which holds valid UTF-8. Spans are into `text`. */
void cut_text(cut_out *out, const char *text, uint32_t from, uint32_t to);
/* Appends one word unless it is empty; longer ones than BD_MAX_WORD_BYTES come in pieces. */
void cut_emit(cut_out *out, const char *text, uint32_t from, uint32_t to);

/* cut_address.c: the first web or mail address of the chunk text[from, to). */
bool cut_find_address(const char *text, uint32_t from, uint32_t to, bede_span *found);
/* Does text[dot] join a host or file name: is what follows a known ending (".com", ".pdf")? */
bool cut_is_host_dot(const char *text, uint32_t dot, uint32_t to);

/* cut_number.c: the end of the number or mixed word that begins with the digit text[from]. */
uint32_t cut_number(const char *text, uint32_t from, uint32_t to);

/* cut_word.c: cuts the letters at text[from, to), up to where it gives back. */
uint32_t cut_letters(cut_out *out, const char *text, uint32_t from, uint32_t to);
/* The plain ASCII word text[from, to): cut too if it is two words written as one ("cannot"). */
void cut_plain(cut_out *out, const char *text, uint32_t from, uint32_t to);
/* Bytes of an apostrophe at text[at]: ', U+2019 or a grave accent; 0 for none. */
uint32_t cut_apostrophe(const char *text, uint32_t at, uint32_t to);

/* Classes of bytes: letters are ASCII letters, and every byte of letters beyond ASCII. */
enum { BYTE_OTHER, BYTE_LETTER, BYTE_DIGIT, BYTE_SPACE, BYTE_HIGH };
extern const unsigned char cut_bytes[256];
/* Letter or digit at text[at] (which may be beyond ASCII); its length, 0 if it is neither. */
uint32_t cut_alnum(const char *text, uint32_t at, uint32_t to);

/* abbrev.c: what an abbreviation's full stop says about the sentence's end. */
typedef enum abbrev_kind {
    ABBREV_NONE,
    ABBREV_TITLE,   /* before a name: never ends a sentence */
    ABBREV_NUMBER,  /* an abbreviation before a number only: "No. 5" */
    ABBREV_MONTH,   /* months and days: before a number or a name of time */
    ABBREV_NEVER,   /* "e.g.", "vs." */
    ABBREV_ENDING,  /* "Inc.": ends one if a usual first word follows */
    ABBREV_FREE,    /* "etc.", "p.m.": ends one if a capital follows that is no name of time */
    ABBREV_INITIAL, /* "J." */
    ABBREV_LETTERS, /* "U.S." */
} abbrev_kind;
/* Of the word text[from, to) with its final full stop. Initials and runs of letters are told by
 * their form, the others by data/en/abbreviations.tsv. */
abbrev_kind abbrev_of(const bd_sentence_know *k, bede_view word);

/* split.c: sentences over words[first, n) of one block, appended to the list. */
typedef struct split_out {
    bd_arena *arena;
    bede_sentence *sentences;
    size_t n, cap;
} split_out;
void split_words(const bd_sentence_know *k, split_out *out, const char *text,
                 const bede_word *words, uint32_t first, uint32_t n, uint32_t block, bool whole);

/* lemma.c: the lemma of a form with these tags: a piece of the form or of knowledge, or in the
 * arena. */
bede_view lemma_of(const bd_sentence_know *k, bd_arena *arena, bede_view form, unsigned upos,
                   unsigned xpos);

/* feats.c: the features of every word, from tags, forms and trees. */
void feats_fill(bd_arena *arena, bede_article *a);

/* names.c, quotes.c: fill a->names; set BEDE_WORD_IN_QUOTES. */
void names_find(bd_arena *arena, bede_article *a);
void quotes_mark(bede_article *a);

/* mend.c: heads and relations that no grammar allows are put right. */
void mend_trees(bede_article *a);

/* dateline.c: the first word behind the dateline that words [first, end) begin with; `first` if
 * they begin with none. */
uint32_t dateline_end(const char *text, const bede_word *w, uint32_t first, uint32_t end);

/* mend_verb.c: verbs that were taken for something else; after lemmas are made. */
void mend_verbs(const bd_sentence_know *k, bd_arena *arena, bede_article *a);
/* mend_headline.c: before lemmas are made. */
void mend_headlines(bede_article *a);
/* truecase.c: forms as the tagger shall see them; marks words of headlines in title case. */
void truecase(const bd_sentence_know *k, bd_arena *arena, bede_article *a, bede_view *forms);

#endif
