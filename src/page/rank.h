/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing among options by weights: which of the days on a page is that of publication, which of
 * the names are its authors. The rules' choice is one piece of evidence among others. */
#ifndef BD_PAGE_RANK_H
#define BD_PAGE_RANK_H

#include "page_int.h"

#define BD_DATE_FEATURES(X)                                                                        \
    X(RULE, "chosen by rule")                                                                      \
    X(LD, "JSON-LD: published")                                                                    \
    X(LD_PAGE, "JSON-LD: page published")                                                          \
    X(LD_LATE, "JSON-LD: modified")                                                                \
    X(META, "meta: published")                                                                     \
    X(META_OTHER, "meta: date")                                                                    \
    X(META_LATE, "meta: modified")                                                                 \
    X(URL, "address")                                                                              \
    X(URL_MONTH, "month of the address")                                                           \
    X(NOT_URL_MONTH, "another month than the address")                                             \
    X(TIME_FIRST, "first time element")                                                            \
    X(TIME, "time element")                                                                        \
    X(TIME_LATE, "time element: updated")                                                          \
    X(TIME_FAR, "time element elsewhere")                                                          \
    X(OVER, "printed over the text")                                                               \
    X(OVER_NEW, "printed over the text: published")                                                \
    X(OVER_LATE, "printed over the text: updated")                                                 \
    X(IN, "printed at the text's beginning")                                                       \
    X(IN_NEW, "printed at the text's beginning: published")                                        \
    X(IN_LATE, "printed at the text's beginning: updated")                                         \
    X(UNDER, "printed behind the text")                                                            \
    X(UNDER_NEW, "printed behind the text: published")                                             \
    X(UNDER_LATE, "printed behind the text: updated")                                              \
    X(NEAR, "printed near")                                                                        \
    X(NEAR_NEW, "printed near: published")                                                         \
    X(NEAR_LATE, "printed near: updated")                                                          \
    X(FAR, "printed elsewhere")                                                                    \
    X(FAR_NEW, "printed elsewhere: published")                                                     \
    X(FAR_LATE, "printed elsewhere: updated")                                                      \
    X(CLUTTER, "printed among teasers or comments")                                                \
    X(OPENING, "first words of a paragraph")                                                       \
    X(CLASSED, "named as date, near")                                                              \
    X(CLASSED_FAR, "named as date, elsewhere")                                                     \
    X(ALONE, "printed alone")                                                                      \
    X(CLOSE, "closeness to the headline")                                                          \
    X(FIRST_PRINT, "first printed day over the text")                                              \
    X(SCRIPT, "script state")                                                                      \
    X(TWICE, "told as published by JSON-LD and meta")                                              \
    X(TOLD_PRINTED, "told as published and printed near")                                          \
    X(UNPRINTED, "told as published, while another told day is printed")                           \
    X(LATE_ALONE, "printed near, of a change, no other is printed")                                \
    X(DAY_OFF, "counted in UTC, a day beside one that is printed")                                 \
    X(EARLIEST, "earliest of the told and printed near")                                           \
    X(LATEST, "latest of them")                                                                    \
    X(KINDS, "kinds of evidence")                                                                  \
    X(ONLY, "the only option")

#define BD_AUTHOR_FEATURES(X)                                                                      \
    X(RULE, "chosen by rule")                                                                      \
    X(NONE, "no author")                                                                           \
    X(NONE_RULE, "no author, by rule")                                                             \
    X(NONE_LEFT, "no author, options there are (logarithm)")                                       \
    X(LD, "JSON-LD: author")                                                                       \
    X(LD_OTHER, "JSON-LD: author of a recipe, a film, a page")                                     \
    X(LD_PERSON, "JSON-LD: the only person")                                                       \
    X(META, "meta: author")                                                                        \
    X(META_OTHER, "meta: creator and the like")                                                    \
    X(LABELLED, "meta: written by")                                                                \
    X(REL, "element: rel or itemprop author")                                                      \
    X(CLASS, "element: named as author")                                                           \
    X(BLOCK, "block named as byline")                                                              \
    X(HREF, "link to an author's page")                                                            \
    X(LINE_OVER, "byline over the text")                                                           \
    X(LINE_IN, "byline at the text's beginning")                                                   \
    X(LINE_AMID, "byline amid the text")                                                           \
    X(LINE_UNDER, "byline behind the text")                                                        \
    X(LINE_DATED, "beside a date")                                                                 \
    X(BARE_OVER, "a bare name over the text")                                                      \
    X(BARE_UNDER, "a bare name behind the text")                                                   \
    X(SCRIPT, "script state")                                                                      \
    X(SIGN, "in brackets at the text's end")                                                       \
    X(SITE, "the site's name")                                                                     \
    X(SITE_PERSON, "the site's name, a person's")                                                  \
    X(RAW, "as written, no name by its form")                                                      \
    X(PERSON, "persons with two names")                                                            \
    X(ONE_WORD, "one name")                                                                        \
    X(LOGIN, "a login name")                                                                       \
    X(OFFICE, "an office")                                                                         \
    X(HOUSE, "the outlet")                                                                         \
    X(TWO, "two names")                                                                            \
    X(MANY, "three names and more")                                                                \
    X(MIXED, "persons and others")                                                                 \
    X(DIGITS, "digits or signs")                                                                   \
    X(CAPITALS, "capitals only")                                                                   \
    X(SMALL, "begins with a small letter")                                                         \
    X(LONG, "four words and more a name")                                                          \
    X(PROSE, "named in the prose")                                                                 \
    X(TITLE, "named in the headline")                                                              \
    X(CLOSE, "closeness to the headline")                                                          \
    X(AGREES, "other options that share a name")                                                   \
    X(FULLER, "holds all names of another, and more")                                              \
    X(PART, "part of another")                                                                     \
    X(KINDS, "kinds of evidence")                                                                  \
    X(ONLY, "the only names")                                                                      \
    X(META_HOUSE, "told by metadata, and an office or the outlet")                                 \
    X(TOLD_SEEN, "told by metadata and printed")                                                   \
    X(TOLD_PERSON, "told by metadata, persons")                                                    \
    X(SEEN_PERSON, "printed only, persons")                                                        \
    X(SEEN_BESIDE, "printed only, though metadata tell persons")

#define AS_AUTHOR_ENUM(id, name) BY_##id,
enum { BD_AUTHOR_FEATURES(AS_AUTHOR_ENUM) BY_FEATURES };
_Static_assert(BY_FEATURES <= BD_RANK_FEATURES, "features of authors");

#define AS_DATE_ENUM(id, name) DAY_##id,
enum { BD_DATE_FEATURES(AS_DATE_ENUM) DAY_FEATURES };
_Static_assert(DAY_FEATURES <= BD_RANK_FEATURES, "features of dates");

void bd_rank_open(float rank[BD_RANKERS][BD_RANK_FEATURES]);
/* The best of the options; `by_rule` where nothing was trained. */
size_t bd_rank_best(const bd_page *p, bd_ranker r, const bd_option *o, size_t n, size_t by_rule);

/* What pubdate.c found by rule, weighed against all other evidence of days on the page (pageday.c).
 */
typedef struct bd_day_hints {
    const bd_markup *m;
    bd_draft *d;
    const bd_ld *ld;
    const bd_scene *scene;
    bool day_leads;
    bede_date rule; /* year 0: none */
} bd_day_hints;
bede_date bd_page_weigh_days(const bd_page *p, const bd_day_hints *h, bool *metadata);

/* The day of a line; `late`: it is that of a change. Of two the one that is not. */
bool bd_day_of_line(bede_view v, bool day_leads, bede_date *out, bool *late);

extern const char *const bd_day_keys[];  /* meta elements with the day of publication */
extern const char *const bd_late_keys[]; /* ... of the last change */

#endif
