/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room who:
 *
 *     words ─▶ hits (dictionaries, roles) ─▶ phrases with identities ─▶ names learned ─▶ the rest
 *                                                                        by coreference */
#ifndef BD_WHO_INT_H
#define BD_WHO_INT_H

#include "base/hash.h"
#include "sentence/deps.h"
#include "who/who.h"

/* A dictionary's entry at a word: the longest that begins there. */
typedef struct who_hit {
    int16_t table; /* -1: none */
    uint16_t n;    /* words */
    uint32_t row;
    bede_view written;
    bool against; /* behind "anti-" */
} who_hit;

/* A role noun at a word. */
typedef struct who_role {
    uint16_t n; /* 0: none */
    bede_view phrase, sector, kind;
} who_role;

enum { NOBODY = UINT32_MAX };

/* What is known of a mention beyond its public part. */
typedef struct who_note {
    uint32_t role;    /* word where its role noun begins, NOBODY for none */
    uint8_t person;   /* a single human being, as far as can be told */
    uint8_t named;    /* its head is (part of) a name */
    uint8_t resolved; /* code and sector come from better than a guess */
    char gender;      /* 'm', 'f', 0 */
} who_note;

typedef struct who_work {
    const bd_who *know;
    bd_arena *arena;
    bede_article *a;
    bede_view *folded; /* [words] */
    who_hit *hit;      /* [words] the entry that begins here */
    uint32_t *in_hit;  /* [words] 1 + the word where the covering entry begins; 0 none */
    who_role *role;    /* [words] the role noun that begins here */
    uint32_t *in_role; /* [words] 1 + where the covering role noun begins */
    bede_mention *m;   /* mentions */
    who_note *note;
    size_t n, cap, cap_note;
    uint32_t *at; /* [words] 1 + the mention whose head it is */
    bd_deps deps; /* of the sentence at hand */
    uint32_t entities;
    bd_map proper; /* words that the article has as part of a name of several */
} who_work;

/* hits.c */
void who_fold_words(who_work *w); /* fills w->folded */
void who_find_hits(who_work *w);
/* The identity of an entry on the article's day. */
void who_identity(const who_work *w, const who_hit *h, bede_identity *out, uint8_t *flags,
                  bede_view *source);
bool who_is_adjective(const who_work *w, const who_hit *h);
bool who_is_outlet(const who_work *w, const who_hit *h);
bool who_is_person(const who_work *w, const who_hit *h);

/* A word that the tags call a common noun, though it is a name elsewhere in the article. */
bool who_also_name(const who_work *w, uint32_t word);

/* phrases.c: mentions of one sentence, with what their own words tell. */
void who_phrases(who_work *w, uint32_t sentence);

/* coref.c: names learned in the article, short names; then the rest by the files below. */
void who_corefer(who_work *w);
/* Mention `to` becomes another mention of who `from` is. */
void who_share(who_work *w, size_t to, size_t from);

/* describe.c: "the minister", "soldiers": by what the article says before. */
void who_describe(who_work *w);

/* groups.c: "both sides", "the two leaders". */
/* "in Nairobi": a place, not a party. */
bool who_location(const who_work *w, const bede_mention *m);
/* A noun that may stand for parties named before, persons or not. */
bool who_group_noun(bede_view lemma, bool *persons);
void who_groups(who_work *w);
/* If mention i begins a row ("X, Y and Z"), its members go to i's pronoun or noun `to`. */
bool who_row(who_work *w, size_t i, size_t to);

/* pronouns.c */
void who_pronouns(who_work *w);
/* True if mention i is a pronoun for persons or groups of them. */
bool who_human_pronoun(const who_work *w, size_t i);
bool who_says(bede_view lemma); /* a word for saying */

void who_set_code(char out[4], bede_view v);
static inline bede_view who_word(const who_work *w, uint32_t i) {
    return bd_word_text(w->a, &w->a->words[i]);
}
static inline bool who_known(const bede_identity *i) {
    return i->code[0] || i->sector[0];
}

#endif
