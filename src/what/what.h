/* SPDX-License-Identifier: Apache-2.0 */
/* what: rules over the dependency tree -> events, attributions, quotations.
 *
 * Takes an article whose sentences, mentions, times and places are filled; gives its events (in
 * order of their triggers), quotes, and one gist a sentence. The language of the rules is
 * described in docs/rules.md. A bd_what is immutable once opened and shared by all threads. */
#ifndef BD_WHAT_H
#define BD_WHAT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/image.h"
#include "base/view.h"

typedef struct bd_what {
    struct what_rules *rules; /* malloc; NULL when closed */
} bd_what;

/* Compiles every section data/en/\*.rules of the image, which must outlive it. A bad line is
 * left out and told by bd_what_faults(), which `bede check` and so the tests ask. No rules at all
 * is fine. */
bool bd_what_open(bd_what *w, const bd_image *img, bede_error *err);
size_t bd_what_faults(const bd_what *w, bd_report *report); /* gives back how many */
void bd_what_close(bd_what *w);                             /* fine on a zeroed or closed one */

/* Adds the rules of a further file; its text is copied. Bad lines are reported and skipped.
 * Not while other threads read. False only when memory is out. */
bool bd_what_add_rules(bd_what *w, const char *file, bede_view text, bd_report *report,
                       bede_error *err);

/* Who wants to know every step; see bede_explain(). */
typedef struct bd_what_trace {
    bede_on_step *on;
    void *ctx;
} bd_what_trace;

enum bd_what_gist { BD_GIST_NONE, BD_GIST, BD_GIST_FEATURES };

/* Fills a->events, a->quotes and, if wished, a->gists. `trace` may be NULL. */
void bd_what_read(const bd_what *w, bd_arena *arena, bede_article *a, enum bd_what_gist gist,
                  const bd_what_trace *trace);

/* The examples of the rules, for `bede check`. A rule without one is given once with
 * sentence.s == NULL. */
typedef struct bd_what_example {
    bede_view file;
    uint32_t line;      /* of the example; of the rule if it has none */
    uint32_t rule_line; /* of the rule it stands under */
    bede_view rule;     /* the rule as events name it: "file:line name" */
    bede_view sentence; /* to be read as BEDE_INPUT_SENTENCE */
    bede_view coding;   /* what must come out, as written */
    bool silent;        /* the rule codes nothing under its own name */
} bd_what_example;

/* Calls `each` for every example of file `file` (a section name, or the name given to add_rules);
 * an empty view means all files. False when there is no such file. */
bool bd_what_examples(const bd_what *w, bede_view file,
                      void (*each)(void *ctx, const bd_what_example *e), void *ctx);

/* Does the article give exactly the coding, and did the rule fire? If not, `why` says what came
 * out instead. Silent rules (STATEMENT, NOTHING, fold) are held to have fired if their coding is
 * right. */
bool bd_what_judge(const bede_article *a, const bd_what_example *e, char *why, size_t cap);

/* Looks over the rules of file `file` (empty: of all): words that no lemma can be, rules that never
 * fire because a rule tried before them fits whenever they do, rules and words given twice. False
 * when there is no such file. */
struct bd_sentence_know;
bool bd_what_lint(const bd_what *w, const struct bd_sentence_know *sentence, bede_view file,
                  bd_report *report);

/* Does any rule, operator or verb of speech have this lemma? */
bool bd_what_knows(const bd_what *w, bede_view lemma);

/* Counts for `bede check` and `bede --version`. */
typedef struct bd_what_counts {
    uint32_t files, rules, words, sets, triggers;
} bd_what_counts;
bd_what_counts bd_what_count(const bd_what *w);

#endif
