/* SPDX-License-Identifier: Apache-2.0 */
/* The gist of a sentence, inside the room: by rule, and by a small linear model that weighs the
 * rules' answer with everything else the tree shows (docs/gist.md).
 *
 * gist.c says what the rules think; gist_see.c names what model and training look at; gist_model.c
 * weighs it. */
#ifndef BD_WHAT_GIST_H
#define BD_WHAT_GIST_H

#include "what/what_int.h"

enum { GIST_MAX_ROLES = 16, GIST_CLASSES = 5 };
/* How the words of a sentence are marked: outside of any role, a role begun, a role gone on. */
enum { GIST_OUT, GIST_S, GIST_S_ON, GIST_T, GIST_T_ON, GIST_R, GIST_R_ON, GIST_TAGS };

typedef struct gist_roles {
    bede_role list[GIST_MAX_ROLES];
    size_t n;
} gist_roles;

/* What the rules make of a sentence. */
typedef struct gist_rule {
    const what_hit *hit; /* its main act, NULL if there is none */
    int pentacode;
    gist_roles roles;
    int32_t actor, target, place, said_of, speaker; /* heads of phrases, -1 for none */
} gist_rule;

/* Where the words of a sentence stand, made once for all features of all of them. */
typedef struct gist_look {
    const what_sent *s;
    what_hit *const *hits;
    size_t n_hits;
    const gist_rule *rule;
    int32_t root, clause, trigger;
    int32_t *phrase;  /* the word's noun phrase: its top */
    uint8_t *tag;     /* GIST_*, after the rules */
    uint8_t *mention; /* 0 none; otherwise bits, see gist_see.c */
    uint8_t *named;   /* which of the rule's words it stands under, bits */
} gist_look;

bool what_gist_is_time(const what_sent *s, int32_t i);
/* The first filled slot of a role's list: its word, -1 for none. */
int32_t what_gist_filler(const what_sent *s, const what_hit *h, const uint32_t *slots);

/* Called for each feature: its name, valid during the call. */
typedef void gist_see(void *ctx, const char *name, size_t n);

void what_gist_look(gist_look *l, const what_sent *s, what_hit *const *hits, size_t n,
                    const gist_rule *rule);
void what_gist_see_word(const gist_look *l, int32_t i, gist_see *see, void *ctx);
void what_gist_see_sentence(const gist_look *l, gist_see *see, void *ctx);

/* The model's answer put in the place of the rules'. False if there is no model. */
bool what_gist_weigh(const gist_look *l, int *pentacode, gist_roles *roles);
/* Marks of the words to roles. */
void what_gist_roles(const what_sent *s, const uint8_t *tags, gist_roles *roles);
/* All features of the sentence, a line for the whole and one a word, tabs between; for training. */
bede_view what_gist_features(const gist_look *l);

/* data/models/gist.model in the image; empty if it is not there. Its form is in
 * gist_model.c. False if it is damaged. */
bool what_gist_attach(what_gist_model *m, bede_view bytes, bede_error *err);

#endif
