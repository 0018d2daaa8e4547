/* SPDX-License-Identifier: Apache-2.0 */
/* Whether two tellings are of one deed: the reckoning behind events that count once.
 *
 * A deed is what one mention says of an event, or what all mentions of an event say together. Two
 * deeds of one family (the kind of act, and whether it was done, is planned, denied or imagined)
 * are weighed: who, whom, which day, where, which names stand in the sentences, how much the
 * articles have in common. What speaks for it adds, what speaks against it takes away, and some
 * things decide alone (days that cannot be one). docs/store.md has the table of weights.
 *
 * Nothing here knows of a database. */
#ifndef BD_STORE_SAME_H
#define BD_STORE_SAME_H

#include "base/view.h"

enum {
    BD_DEED_PARTIES = 16,
    BD_DEED_DAYS = 4,
    BD_DEED_PLACES = 4,
    BD_DEED_NAMES = 12,
    BD_DEED_NAME_BYTES = 48,
    BD_STORY_WORDS = 24,
    BD_DEED_STORIES = 3
};

enum { BD_PARTY_ACTOR = 1, BD_PARTY_RECIPIENT = 2, BD_PARTY_PERSON = 4, BD_PARTY_VAGUE = 8 };

typedef struct bd_deed_party {
    char name[BD_DEED_NAME_BYTES]; /* canonical, "" if only described */
    char office[BD_DEED_NAME_BYTES];
    char code[4], country[4], sector[4];
    uint8_t flags;
} bd_deed_party;

typedef struct bd_deed_day {
    int32_t lo, hi; /* days since 1970, both included */
    uint16_t n;     /* mentions that say so */
    bool told;      /* by words; else taken from the article's own day */
} bd_deed_day;

typedef struct bd_deed_place {
    char name[BD_DEED_NAME_BYTES];
    char country[4];
    float lat, lon;
    uint8_t kind; /* BEDE_PLACE_* */
    bool near;    /* not of the deed's sentence but of the article's first lines */
} bd_deed_place;

/* What an article is about: hashes of the content words of its first lines, ascending. */
typedef struct bd_story {
    uint32_t words[BD_STORY_WORDS];
    uint32_t n;
} bd_story;

typedef struct bd_deed {
    uint8_t family; /* bd_deed_family() */
    uint8_t type, aux;
    uint8_t n_parties, n_days, n_places, n_names, n_stories;
    bd_deed_party parties[BD_DEED_PARTIES];
    bd_deed_day days[BD_DEED_DAYS];
    bd_deed_place places[BD_DEED_PLACES];
    uint32_t names[BD_DEED_NAMES];    /* hashes of the words of names in the sentences */
    int64_t stories[BD_DEED_STORIES]; /* numbers of articles whose stories stand for it */
} bd_deed;

/* The kind of act: two of different families are never one event. Never 0. */
uint8_t bd_deed_family(bede_event_type type, bede_view mode, bede_view cameo, uint8_t aux);

/* What an event of an article says. */
void bd_deed_of(const bede_article *a, const bede_event *e, bd_deed *out);
/* Adds what `more` says; what is more specific wins. */
void bd_deed_join(bd_deed *d, const bd_deed *more);
/* The span of days that can be that of the deed. False if nothing is known. */
bool bd_deed_span(const bd_deed *d, int32_t *lo, int32_t *hi);

/* What an article is about. */
void bd_story_of(const bede_article *a, bd_story *out);
/* How much two articles have in common, 0..1. */
float bd_story_alike(const bd_story *a, const bd_story *b);

enum { BD_SAME_WHY = 320 };
typedef struct bd_same {
    float sum;             /* of what speaks for it and against it */
    char why[BD_SAME_WHY]; /* in words: "same actor (Taliban), same day (2016-11-10)" */
} bd_same;

/* Within an article little is said twice without need, so less is asked for. */
#define BD_SAME_ARTICLE 2.5F
#define BD_SAME_ACROSS 4.0F
#define BD_SAME_STORY 2.0F /* what likeness of the stories can bring at most */

/* Weighs; `alike` is that of the stories, < 0 within one article. False if something forbids it. */
bool bd_deed_same(const bd_deed *a, const bd_deed *b, float alike, bd_same *out);

/* The deeds that one article tells of: several mentions may tell of one. In the caller's memory. */
typedef struct bd_tellings {
    bd_deed *deeds;
    size_t n;     /* at most one an event of the article */
    uint32_t *of; /* for each event of the article: its deed */
    bd_same *why; /* for each event: why it is told by the deed; sum 0 for the first of a deed */
} bd_tellings;
/* False without memory. */
bool bd_tellings_of(const bede_article *a, bd_tellings *out);
/* From the deeds of its mentions, which lie `step` bytes apart. */
bool bd_tellings_from(const bd_deed *deeds, size_t n, size_t step, bd_tellings *out);
void bd_tellings_free(bd_tellings *t);

/* As text of one line, to be kept beside the event, and back. */
size_t bd_deed_write(const bd_deed *d, char *out, size_t cap);
bool bd_deed_read(bede_view text, bd_deed *out);
enum { BD_DEED_TEXT = 4096 };

#endif
