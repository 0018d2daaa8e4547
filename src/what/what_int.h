/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room what: compiled rules, the frame of a trigger, hits.
 *
 * The way of a sentence: sentence_of() -> for each word, deepest first: frame_of() -> match()
 * -> hits; embed() (operators, what eats what, auxiliary modes) -> parties -> events. */
#ifndef BD_WHAT_INT_H
#define BD_WHAT_INT_H

#include "base/hash.h"
#include "base/utf8.h"
#include "what/what.h"
#include "when/when.h"

/* ---- compiled rules ---------------------------------------------------------------------- */

/* Words of the rules have numbers from 1; the slots with a name of their own come first. Every
 * other slot is a preposition, whose number is that of its word. */
enum {
    SLOT_NONE,
    SLOT_SUBJ,
    SLOT_OBJ,
    SLOT_IOBJ,
    SLOT_COMP,
    SLOT_PRT,
    SLOT_MOD,
    SLOT_ADV,
    SLOT_POSS,
    SLOT_ADJ,
    SLOT_AUX,
    SLOT_CASE,
    SLOT_OBJ_DEEP,
    SLOT_COMP_ACTOR,
    SLOT_COMP_RECIPIENT,
    SLOT_NOBODY,
    SLOT_BY,
    SLOT_OF,
    SLOT_WITH,
    SLOT_BETWEEN,
    SLOT_TO,
    SLOT_IN,
    SLOT_ON,
    SLOT_AGAINST,
    SLOT_FOR,
    SLOT_FROM,
    SLOT_AT,
    SLOT_INTO,
    SLOT_AS,
    SLOT_AFTER,
    SLOT_BEFORE,
    SLOT_DURING,
    SLOT_AMID,
    SLOT_FOLLOWING,
    SLOT_IF,
    SLOT_UNLESS,
    SLOT_WITHOUT,
    SLOT_NOT,
    SLOT_NEVER,
    SLOT_NO,
    SLOT_BE,
    SLOT_GO,
    SLOT_ACCORDING_TO,
    SLOT_THAT,
    SLOT_WHO,
    SLOT_WHICH,
    SLOT_WHOM,
    SLOT_UNDER,
    SLOT_MUST,
    SLOT_SHOULD,
    SLOT_AND,
    SLOT_PROMISE,
    SLOT_SAY,
    SLOT_COP,
    SLOT_SPEAKER,
    SLOTS
};

/* Marks a slot of a role that is looked for anywhere inside its phrase. */
#define SLOT_DEEP 0x80000000u

enum { KIND_VERB = 1, KIND_NOUN = 2, KIND_ADJ = 4 };
enum { MAX_ROLE_SLOTS = 12, MAX_COND_SLOTS = 8 };

/* Beyond the sixteen types. */
enum { TYPE_STATEMENT = BEDE_EVENT_TYPES, TYPE_NOTHING, TYPES };

/* Classes of fillers (#who ...); the sectors follow from CLASS_SECTOR on, see rules_names.c. */
enum {
    CLASS_WHO,
    CLASS_PERSON,
    CLASS_PLACE,
    CLASS_STATE,
    CLASS_COUNTRY,
    CLASS_MONEY,
    CLASS_MANY,
    CLASS_INF,
    CLASS_BARE,
    CLASS_SECTOR
};

typedef struct what_pair {
    uint32_t head, mod; /* "tear_gas": gas, tear */
} what_pair;

typedef struct what_set {
    bede_view name;
    bede_view text;   /* as written; read when first used, so that order does not matter */
    uint32_t *ids;    /* sorted */
    what_pair *pairs; /* sorted by head */
    uint32_t n_ids, n_pairs;
    uint64_t classes;             /* 1 << CLASS_* */
    uint32_t types;               /* 1 << type */
    bool star, deep, ready, busy; /* deep: anywhere inside the phrase */
    uint8_t layer;                /* 0 built in, else the user's file that it stands in */
} what_set;

typedef struct what_cond {
    uint32_t slots[MAX_COND_SLOTS];
    uint8_t n_slots;
    bool forbidden;
    int32_t set; /* -1: filled by anything */
} what_cond;

enum {
    FLAG_PATIENT = 1,
    FLAG_MUTUAL = 2,
    FLAG_MAP = 4,
    FLAG_ALONE = 8,
    FLAG_PARTY = 16,
    FLAG_INHERIT = 32,
    FLAG_GENERAL = 64,
    FLAG_FOLD = 128,
    FLAG_PLAIN = 256,
    FLAG_SELF = 512,
    FLAG_WIDE = 1024,
};

typedef struct what_roles {
    uint32_t actor[MAX_ROLE_SLOTS], recipient[MAX_ROLE_SLOTS]; /* ends with 0 */
} what_roles;

typedef struct what_rule {
    bede_view file, name, tag; /* tag: "file:line name" */
    uint32_t line;
    uint8_t kind, type;
    uint16_t weight, flags;
    bede_view mode, context;
    char cameo[5];
    const what_cond *conds;
    uint32_t n_conds;
    what_roles roles;
    uint32_t eats[8]; /* ends with 0 */
} what_rule;

/* One trigger word of one rule; chained by word, narrowest rule first. */
typedef struct what_trigger {
    const what_rule *rule;
    uint32_t need; /* particle (verb) or modifier (noun) that must be there; 0 for none */
    struct what_trigger *next;
} what_trigger;

typedef struct what_light {
    uint32_t verb, prt, prep; /* prep 0: the noun is the object */
    bool patient;             /* the verb's subject is the noun's object */
    struct what_light *next;  /* of the same verb */
} what_light;

enum { OP_NONE, OP_FUTURE = 1, OP_HYPOTHETICAL = 2, OP_NEGATION = 4, OP_PASS = 8, OP_DROP = 16 };
enum { WORD_SAY = 1, WORD_BARE = 2 };

/* What is known of one word of the rules. */
typedef struct what_word {
    bede_view text;
    what_trigger *triggers;
    what_light *lights;
    uint8_t op, aux, flags; /* OP_*, BEDE_AUX_*, WORD_* */
    const what_rule *modal; /* must, should */
    uint32_t topics;        /* 1 << topic */
} what_word;

typedef struct what_map_entry {
    uint8_t type;
    char from[5], to[5];
} what_map_entry;

typedef struct what_score {
    uint8_t type;
    bede_view mode;
    float score;
} what_score;

typedef struct what_file {
    bede_view name, text;
} what_file;

/* A bad line of a built-in file: left out, and told by bede check. */
typedef struct what_fault {
    const char *file, *why;
    size_t line;
} what_fault;

/* A rule as written, waiting for all sets to be known. */
typedef struct what_line {
    bede_view file, text;
    what_roles roles;
    uint32_t number;
} what_line;

/* Weights of features, used in place; see gist_model.c. */
typedef struct what_gist_table {
    const unsigned char *slots, *weights;
    uint32_t n_slots, n_rows, n_labels;
    float scale;
} what_gist_table;

typedef struct what_gist_model {
    what_gist_table marks, classes; /* n_slots 0: no model */
    float step[8][7];               /* from mark to mark; the last row from the start */
} what_gist_model;

typedef struct what_rules {
    bd_arena arena;
    jmp_buf full;
    bd_map vocabulary, set_names, goldstein_codes;
    what_word *words;
    size_t n_words, cap_words;
    what_set *sets;
    size_t n_sets, cap_sets;
    what_file *files;
    size_t n_files, cap_files;
    what_line *lines;
    size_t n_lines, cap_lines;
    what_fault *faults;
    size_t n_faults, cap_faults;
    float *goldstein;
    size_t n_goldstein, cap_goldstein;
    what_map_entry *maps;
    size_t n_maps, cap_maps;
    what_score *scores;
    size_t n_scores, cap_scores;
    what_gist_model gist;
    bede_view topics[32];
    int32_t quantity, time; /* the sets QUANTITY and TIME, -1 */
    int32_t paper, issue;   /* PAPER and ISSUE */
    int32_t site;           /* SITE */
    uint32_t n_topics;
    bool again;              /* a file that is read a second time may say its sets anew */
    uint8_t layer;           /* of the file being read: 0 built in, 1 the user's first, ... */
    const what_rule **rules; /* in order of files and lines */
    size_t n_rules, cap_rules;
} what_rules;

/* rules_names.c: names to numbers; -1 for none. */
int what_type_of(bede_view name);
const char *what_type_name(int type);
int what_class_of(bede_view name);
uint32_t what_type_group(bede_view name); /* bits; 0 for none */
int what_sector_class(const char *sector);
bool what_mode_ok(int type, bede_view mode);
bool what_context_ok(bede_view context);
extern const char *const what_slot_names[SLOTS];

/* rules_build.c */
uint32_t what_word_put(what_rules *r, bede_view word);       /* number, made if new */
uint32_t what_word_get(const what_rules *r, bede_view word); /* 0 if unknown */
/* Reads the sets, tables and operators of a file and keeps its rules for what_rules_compile(), so
 * that a rule may use a set of any file. */
void what_rules_read(what_rules *r, bede_view file, bede_view text, bd_report *report);
/* Forgets the rules of a file; its sets stay for those who use them. */
bool what_rules_forget(what_rules *r, bede_view file);
void what_rules_compile(what_rules *r, bd_report *report);
/* rules_rule.c: one rule line, without continuation marks. NULL, or what is wrong with it. */
const char *what_rule_parse(what_rules *r, bede_view file, uint32_t line, bede_view text,
                            const what_roles *roles, what_rule *out);
/* A set from its written words ("a|b|@C|#who|!COOP", or with spaces); -1 and *why on failure. */
int32_t what_set_new(what_rules *r, bede_view text, const char **why);
/* The number of a named set, read if it was not yet; -1 and *why on failure. */
int32_t what_set_named(what_rules *r, bede_view name, const char **why);
/* The next word of the text, cut at white space or '|'; false at its end. */
bool what_next_word(bede_view *rest, bede_view *word);
/* "call_off" into call and off; second is empty if there is no '_'. */
void what_cut_word(bede_view word, bede_view *first, bede_view *second);
/* "sit-in", which text is cut into: its last word as head, its first as what describes it. False
 * for a word that text leaves whole. */
bool what_cut_hyphen(bede_view word, bede_view *mod, bede_view *head);
void what_trigger_add(what_rules *r, const what_rule *rule, uint32_t word, uint32_t need);
uint32_t what_slot_parse(what_rules *r, bede_view name);
const char *what_roles_parse(what_rules *r, bede_view text, what_roles *roles);
bool what_set_has(const what_set *s, uint32_t id);

/* ---- a sentence being read ---------------------------------------------------------------- */

/* Relations and tags as this room tells them apart. */
enum {
    R_OTHER,
    R_ROOT,
    R_NSUBJ,
    R_NSUBJ_PASS,
    R_CSUBJ,
    R_OBJ,
    R_IOBJ,
    R_CCOMP,
    R_XCOMP,
    R_OBL,
    R_OBL_AGENT,
    R_OBL_BARE,
    R_ADVCL,
    R_ADVMOD,
    R_AUX,
    R_AUX_PASS,
    R_COP,
    R_MARK,
    R_CASE,
    R_NMOD,
    R_NMOD_POSS,
    R_AMOD,
    R_COMPOUND,
    R_PRT,
    R_ACL,
    R_RELCL,
    R_APPOS,
    R_CONJ,
    R_CC,
    R_PARATAXIS,
    R_DET,
    R_NUMMOD,
    R_FLAT,
    R_FIXED,
    R_PUNCT,
    R_LIST
};
enum {
    P_OTHER,
    P_NOUN,
    P_PROPN,
    P_VERB,
    P_AUX,
    P_ADJ,
    P_ADV,
    P_ADP,
    P_PRON,
    P_DET,
    P_NUM,
    P_PART,
    P_PUNCT
};
enum { X_OTHER, X_VB, X_VBD, X_VBG, X_VBN, X_VBP, X_VBZ };

enum { MAX_ARGS = 48 };

/* One argument: `rank` is how far it was fetched, 0 its own; lower wins. */
typedef struct what_arg {
    uint32_t slot;
    int32_t word;
    uint8_t rank;
} what_arg;

typedef struct what_frame {
    int32_t trigger;
    int32_t clause; /* the verb that carries tense and negation: the trigger or its light verb */
    bool passive, noun;
    uint8_t n;
    what_arg args[MAX_ARGS];
} what_frame;

/* A rule that fits a trigger. */
typedef struct what_hit {
    const what_rule *rule;
    what_frame *frame;
    uint8_t type; /* after embedding */
    uint8_t aux;  /* BEDE_AUX_* */
    bool dead;    /* taken by another hit, or dropped by an operator */
    bool mapped;  /* cameo was set by the operator */
    char cameo[5];
    int32_t word;            /* = frame->trigger */
    int32_t first, last;     /* span of trigger words */
    struct what_hit *inner;  /* the embedded event that it took */
    struct what_hit *folded; /* a consequence told with it: "..., killing ten" */
    int32_t speaker;         /* mention, -1 */
    bool in_speech;
} what_hit;

typedef struct what_sent {
    const what_rules *r;
    bd_arena *arena;
    bede_article *a;
    const bede_word *w; /* of the sentence */
    uint32_t index, first;
    int32_t n;
    uint32_t *id;          /* number of the lemma in the rules' vocabulary, 0 unknown */
    int32_t *child, *next; /* first child and next sister, -1 none; children in text order */
    uint8_t *rel, *pos, *xpos;
    int32_t *order;                /* words, children before parents */
    int32_t *mention;              /* mention whose head the word is, -1 */
    what_hit **hit;                /* by trigger word */
    int32_t tail_first, tail_last; /* words that tell who says the sentence; none if last < first */
    const bd_what_trace *trace;    /* NULL: nobody asks */
} what_sent;

#define WHAT_CHILDREN(s, i, c) for (int32_t c = (s)->child[i]; c >= 0; c = (s)->next[c])

/* trace.c: only while somebody asks. */
void what_step(const what_sent *s, int kind, int32_t word, const what_rule *rule,
               const char *format, ...) __attribute__((format(printf, 5, 6)));
void what_trace_condition(const what_sent *s, const what_hit *h, const what_cond *c);
void what_trace_coded(const what_sent *s, const what_hit *h);
#define WHAT_TELL(s, ...)                                                                          \
    do                                                                                             \
        if ((s)->trace)                                                                            \
            what_step((s), __VA_ARGS__);                                                           \
    while (0)

/* relations.c: the sentence room's tags to ours */
uint8_t what_rel_of(uint8_t deprel);
uint8_t what_pos_of(uint8_t upos);
uint8_t what_xpos_of(uint8_t xpos);

/* sentence_view.c */
void what_sent_init(what_sent *s, const what_rules *r, bd_arena *arena, bede_article *a,
                    uint32_t index);
int32_t what_child(const what_sent *s, int32_t i, int rel);  /* first child by relation, -1 */
bool what_under(const what_sent *s, int32_t i, int32_t top); /* i is top or beneath it */
uint32_t what_case_slot(const what_sent *s, int32_t i);      /* of a noun or clause; 0 none */
bool what_is_span(const what_sent *s, int32_t i); /* a number, or a counted measure of time */
bool what_is_verb(const what_sent *s, int32_t i);
bool what_is_noun(const what_sent *s, int32_t i);
bool what_is_passive(const what_sent *s, int32_t v);

/* frame.c, frame_noun.c */
what_frame *what_frame_of(what_sent *s, int32_t word, int kind);
void what_frame_push(what_frame *f, uint32_t slot, int32_t word, unsigned rank);
void what_frame_verb(what_sent *s, int32_t v, what_frame *f, int depth);
void what_frame_noun(what_sent *s, int32_t n, what_frame *f);
int32_t what_speaker_word(const what_sent *s, int32_t v);
int32_t what_surface_subject(const what_sent *s, int32_t v, int depth);
bool what_is_headline_future(const what_sent *s, int32_t v);
bool what_light_verb(const what_sent *s, int32_t v, uint32_t prep, bool *patient);

/* match.c */
void what_match_all(what_sent *s);
/* Arguments that a slot of this rule means, best first; gives back how many. */
size_t what_slot_args(const what_sent *s, const what_hit *h, uint32_t slot, what_arg *out,
                      size_t cap);
/* The hit that stands for a clause: its own, its light verb's noun's, or what it begins to do. */
what_hit *what_clause_hit(const what_sent *s, int32_t word);

/* embed.c */
int32_t what_speaker(const what_sent *s, int32_t v, bool *inside);
void what_embed(const what_sent *s, what_hit *h);
void what_settle(const what_sent *s, what_hit *h);
/* A killing that is told as part of an attack goes into the attack. */
void what_fold(const what_sent *s, what_hit *h);

/* parties.c: who stands in a role. A list in the arena. */
typedef struct what_parties {
    bede_party *list;
    size_t n, cap;
} what_parties;
void what_party_add(const what_sent *s, what_parties *p, int32_t mention);
/* The parties that the phrase names, its list expanded; `deep`: anywhere inside it. */
void what_parties_of(const what_sent *s, what_parties *p, int32_t word, bool deep);
/* The rule's roles of a hit. */
void what_fill_actor(const what_sent *s, const what_hit *h, what_parties *p);
void what_fill_recipient(const what_sent *s, const what_hit *h, what_parties *p);

/* said.c: who says the sentence, after its surface. */
typedef struct what_said {
    int32_t speaker, cue; /* mention; word */
    int32_t first, last;  /* words of the attribution itself */
} what_said;
bool what_said_by(const what_sent *s, what_said *t);

/* quotation.c: fills a->quotes; speaker[i] is that of sentence i's quotation, -1. */
void what_quotes(const what_sent *all, bd_arena *arena, bede_article *a, int32_t *speaker);
/* attribute.c */
bede_view what_reported_by(const what_sent *s);
/* How an event came to its date. */
typedef struct what_dated {
    uint32_t word; /* the trigger, in the article */
    bool told;     /* by its own sentence */
    bool own;      /* and nothing else can be meant there */
    bool linked;   /* "a day after ..." */
    bool shared;   /* by another event */
    bool ghost; /* a deed with a date but nobody known in it: no event, but others may share it */
    uint8_t type;
    bede_dates dates;
    bd_when_link link;
} what_dated;
/* event_date.c */
void what_when(const what_sent *s, const what_hit *h, bede_event *e, what_dated *note);
/* What only the whole article tells; notes as what_when() gave them, in order of making. */
void what_date_all(bd_arena *arena, const bede_article *a, bede_event *e, size_t n,
                   what_dated *notes, size_t n_notes);
void what_where(const what_sent *s, const what_hit *h, bede_event *e);

/* sites.c: a recipient that is a thing of a country's: "shelled a village". */
void what_fill_crowd(const what_sent *s, const what_hit *h, what_parties *actors);
void what_fill_site(const what_sent *s, const what_hit *h, const what_parties *actors,
                    what_parties *recipients);

/* gist.c */
int what_pentacode(const char *cameo);
void what_gist(const what_sent *s, what_hit *const *hits, size_t n, bool features, bede_gist *g);

/* tables.c */
float what_goldstein(const what_rules *r, const char *cameo);
float what_score_of(const what_rules *r, int type, bede_view mode);
bool what_map_cameo(const what_rules *r, int type, const char *from, char to[5]);

#endif
