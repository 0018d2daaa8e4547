/* SPDX-License-Identifier: Apache-2.0 */
/**
 * bede - political events from news pages.
 *
 * The whole use of the library:
 *
 *     bede_error err = {0};
 *     const bede_knowledge *know = bede_knowledge_builtin(&err);
 *     bede_reader *reader = bede_reader_new(know, NULL, &err);
 *     const bede_article *a = bede_read(reader, "page.html", bytes, n, NULL, &err);
 *     for (size_t i = 0; a && i < a->n_events; i++) ... a->events[i] ...
 *     bede_reader_free(reader);
 *
 * OWNERSHIP, once for all functions: what a call of bede_read() gives back lives in the reader, is
 * valid until the next call with the same reader, and must not be freed. Names that come from
 * knowledge (codes, actor names, rule names) live as long as the knowledge. What a function named
 * *_new or *_open gives back is released with its *_free.
 *
 * THREADS: knowledge is immutable and may be shared by any number of threads. A reader belongs to
 * one thread at a time; make one reader a thread. There is no global state.
 *
 * ERRORS: a function that can fail takes a bede_error (may be NULL) and returns NULL or false;
 * the error then says what happened, to which input, and what to do. No function exits or aborts.
 *
 * OFFSETS: a bede_span counts UTF-8 bytes into bede_article.text; bede_code_point() turns one into
 * a count of Unicode code points, which is what the JSON output prints.
 */
#ifndef BEDE_H
#define BEDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BEDE_VERSION "0.1.0"

#if defined(__GNUC__)
#define BEDE_API __attribute__((visibility("default")))
#else
#define BEDE_API
#endif

/** A piece of text: `n` bytes of valid UTF-8 from `s`, not terminated. `s` is NULL when absent. */
typedef struct bede_view {
    const char *s;
    size_t n;
} bede_view;

/** Bytes [start, end) of bede_article.text. Empty (start == end) means "none". */
typedef struct bede_span {
    uint32_t start, end;
} bede_span;

/** What went wrong. `where` is the input's name, with ":line" where a line is to blame. */
typedef struct bede_error {
    char where[256];
    char what[512];
} bede_error;

/* ---- days ------------------------------------------------------------------------------- */

typedef enum bede_precision {
    BEDE_PRECISION_UNKNOWN,
    BEDE_DAY,
    BEDE_WEEK,
    BEDE_MONTH,
    BEDE_YEAR,
} bede_precision;

/** A day of the proleptic Gregorian calendar, or a month (day 0) or a year (month 0, day 0).
 *  year 0 means "no date". */
typedef struct bede_date {
    int16_t year;
    uint8_t month; /* 1..12, 0 unknown */
    uint8_t day;   /* 1..31, 0 unknown */
} bede_date;

/** A date with its end (equal to `from` for a single day) and how exact the words were. */
typedef struct bede_dates {
    bede_date from, to;
    bede_precision precision;
} bede_dates;

/** How the article's date was found. */
typedef enum bede_basis {
    BEDE_BASIS_NONE,
    BEDE_BASIS_METADATA, /* the page's own machine-readable metadata */
    BEDE_BASIS_TEXT,     /* a dateline or a date printed on the page */
    BEDE_BASIS_CALLER,   /* bede_options.date */
    BEDE_BASIS_INFERRED, /* reckoned from the text */
} bede_basis;

/** Parses YYYY-MM-DD, YYYY-MM or YYYY. False if it is none of them or no real day. */
BEDE_API bool bede_date_parse(const char *s, bede_date *out);
/** Writes YYYY-MM-DD, YYYY-MM or YYYY and a final 0; out must hold 11 bytes. "" for no date. */
BEDE_API void bede_date_format(bede_date d, char out[11]);

/* ---- the article ------------------------------------------------------------------------ */

/** What a block of the page is. Blocks up to BEDE_BLOCK_LAST_TEXT are article and stand in
 *  bede_article.text; the others were kept apart and carry their own text. */
typedef enum bede_block_kind {
    BEDE_BLOCK_TITLE,
    BEDE_BLOCK_HEADING,
    BEDE_BLOCK_PARAGRAPH,
    BEDE_BLOCK_CAPTION,
    BEDE_BLOCK_LAST_TEXT = BEDE_BLOCK_CAPTION,
    BEDE_BLOCK_NAVIGATION, /* skip links, menus, section names, tags, share bars */
    BEDE_BLOCK_RELATED,    /* "read more", links to other articles */
    BEDE_BLOCK_MEDIA,      /* a player's messages and times */
    BEDE_BLOCK_CREDIT,     /* "With reporting by ...", photo credits */
    BEDE_BLOCK_BYLINE,     /* names of authors, a printed date */
    BEDE_BLOCK_AUTHOR,     /* a box about the author or the outlet */
    BEDE_BLOCK_LEGAL,      /* notices, copyright, cookies */
    BEDE_BLOCK_COMMENT,
    BEDE_BLOCK_ADVERT,
    BEDE_BLOCK_OTHER,
} bede_block_kind;

typedef struct bede_block {
    bede_block_kind kind;
    bede_span span;  /* into bede_article.text; empty for what was kept apart */
    bede_view text;  /* the block's text, for either kind */
    const char *why; /* for what was kept apart: the evidence, in words */
    float score;     /* above 0: article; how sure the page reader is (HTML only) */
    bede_view place; /* with bede_options.explain: its elements, "article.post > div.body > p" */
} bede_block;

/** A film, sound or picture of the page. */
typedef struct bede_media {
    const char *kind; /* "video", "audio", "image" */
    bede_view caption;
    bede_view credit;
    bede_view duration; /* as the page says it, "PT1M30S" */
} bede_media;

/** One word as the treebank cuts it ("don't" is two words). Tags are names of Universal
 *  Dependencies and the Penn Treebank: see bede_upos_name() and its sisters. */
typedef struct bede_word {
    bede_span span;
    bede_view lemma; /* lower case but for names */
    int32_t head;    /* word index within the sentence, -1 for the root */
    uint16_t feats;  /* morphological features, as one class */
    uint8_t upos, xpos, deprel;
    uint8_t flags; /* BEDE_WORD_* */
} bede_word;

enum {
    BEDE_WORD_SPACE_AFTER = 1, /* white space follows */
    BEDE_WORD_IN_QUOTES = 2,   /* stands inside a direct quotation */
    BEDE_WORD_TITLE_CASE = 4,  /* its capital is the headline's, not its own */
};

/** A run of words that names somebody or something; found without a dictionary. */
typedef struct bede_name {
    uint32_t first, last; /* word indices into bede_article.words, both included */
} bede_name;

typedef struct bede_sentence {
    bede_span span;
    uint32_t first_word, n_words; /* into bede_article.words */
    uint32_t block;               /* into bede_article.blocks */
} bede_sentence;

/** Who somebody is. Empty strings where it is not known; never NULL. */
typedef struct bede_identity {
    bede_view name;   /* canonical name, "" if only described */
    char code[4];     /* ISO 3166 alpha-3, or an organisation's or movement's own code */
    char country[4];  /* alpha-3 */
    char sector[4];   /* PLOVER sector */
    bede_view office; /* "president", "foreign minister", ... as of the article's date */
} bede_identity;

/** A noun phrase that stands for an actor, and what it resolves to. */
typedef struct bede_mention {
    bede_span span; /* the whole phrase, appositions included */
    uint32_t sentence;
    uint32_t head;        /* word index into bede_article.words: the phrase's head */
    uint32_t first, last; /* word indices, both included */
    uint32_t entity;      /* mentions of one entity share this number */
    bede_identity who;
    bede_view source; /* dictionary entry or grammar that decided, "data/world/leaders.tsv:12" */
    const uint32_t *members; /* "both sides", "they": the mentions it stands for, by number */
    uint32_t n_members;      /* 0, or 2 and more */
    uint8_t flags;           /* BEDE_MENTION_* */
} bede_mention;

enum {
    BEDE_MENTION_PRONOUN = 1,
    BEDE_MENTION_PLURAL = 2,
    BEDE_MENTION_PLACE = 4,     /* the name of a place: an actor only by metonymy */
    BEDE_MENTION_MEDIA = 8,     /* a news agency or outlet */
    BEDE_MENTION_VAGUE = 16,    /* "gunmen", "a suicide bomber" */
    BEDE_MENTION_MODIFIER = 32, /* an adjective or possessive inside another phrase: "Iranian" */
    BEDE_MENTION_AGAINST = 64   /* such a one that it is directed at: "anti-government" */
};

typedef struct bede_time {
    bede_span span;
    uint32_t sentence;
    uint32_t first, last; /* word indices, both included */
    bede_dates dates;
} bede_time;

typedef struct bede_place {
    bede_span span;
    uint32_t sentence;
    uint32_t first, last; /* word indices, both included */
    bede_view name;       /* canonical name */
    char country[4];      /* alpha-3 */
    float lat, lon;       /* degrees, WGS 84 */
    uint8_t kind;         /* BEDE_PLACE_* */
    uint32_t within;      /* the place that the words say it lies in, by number; UINT32_MAX */
} bede_place;

enum { BEDE_PLACE_COUNTRY, BEDE_PLACE_REGION, BEDE_PLACE_CITY, BEDE_PLACE_OTHER };

/** Direct or indirect speech: who said it. */
typedef struct bede_quote {
    bede_span span; /* the words said */
    uint32_t sentence;
    uint32_t speaker; /* index into bede_article.mentions, UINT32_MAX if unknown */
    bede_span cue;    /* "said", "according to" */
    bool direct;      /* in quotation marks */
} bede_quote;

/* ---- events ----------------------------------------------------------------------------- */

/** PLOVER's sixteen types, in the order of the manual's quad classes. */
typedef enum bede_event_type {
    BEDE_AGREE,
    BEDE_CONSULT,
    BEDE_SUPPORT,
    BEDE_CONCEDE,
    BEDE_COOPERATE,
    BEDE_AID,
    BEDE_RETREAT,
    BEDE_REQUEST,
    BEDE_ACCUSE,
    BEDE_REJECT,
    BEDE_THREATEN,
    BEDE_PROTEST,
    BEDE_SANCTION,
    BEDE_MOBILIZE,
    BEDE_COERCE,
    BEDE_ASSAULT,
    BEDE_EVENT_TYPES
} bede_event_type;

enum {
    BEDE_AUX_FUTURE = 1,
    BEDE_AUX_HYPOTHETICAL = 2,
    BEDE_AUX_NEGATION = 4,
    BEDE_AUX_HISTORICAL = 8,
};

/** A party of an event. */
typedef struct bede_party {
    bede_span span;
    uint32_t mention;  /* index into bede_article.mentions; UINT32_MAX: a thing of a country's (a
                          village, a ship) that is no mention of an actor */
    bede_identity who; /* as in this event: metonymy and date applied */
} bede_party;

typedef struct bede_event {
    char id[17]; /* 16 hex digits, a function of article name, sentence and coding */
    bede_event_type type;
    bede_view mode;    /* PLOVER mode, "" if none */
    bede_view context; /* PLOVER contexts joined with ";" */
    uint8_t aux;       /* BEDE_AUX_*, 0 for asserted */
    char cameo[5];
    float goldstein;
    float score;      /* PLOVER's score of the type */
    bede_dates dates; /* year 0: not known */
    const bede_party *actors;
    size_t n_actors;
    const bede_party *recipients;
    size_t n_recipients;
    uint32_t place;        /* index into bede_article.places, UINT32_MAX for none */
    uint32_t said_by;      /* index into bede_article.mentions, UINT32_MAX for none */
    bede_view reported_by; /* agency credited, "" if none */
    uint32_t sentence;
    bede_span trigger;
    uint32_t trigger_word; /* word index into bede_article.words */
    bede_view rule;        /* "data/en/consult.rules:12 hold-talks" */
} bede_event;

/** The gist of one sentence, as `bede lines` prints it: its main act and who stands where in it. */
typedef struct bede_role {
    char role;      /* 'S' source, 'T' target, 'R' both */
    bede_span span; /* whole noun phrase */
} bede_role;

typedef struct bede_gist {
    int8_t pentacode; /* 0..4, CODEBOOK section 2 */
    const bede_role *roles;
    size_t n_roles;
    bede_view
        features; /* with bede_options.gist_features: what the model looked at, see docs/gist.md */
} bede_gist;

/** Everything known about one page. Filled room by room; see docs/tour.md. */
typedef struct bede_article {
    bede_view name; /* input name */
    bede_view url, title, outlet;
    bede_view language; /* BCP 47, "en"; "" if not known */
    bede_date published;
    bede_basis basis;
    const bede_view *reckoning; /* how an inferred date was found, in words */
    size_t n_reckoning;
    bede_date updated;           /* last change; year 0: not told */
    bede_view language_declared; /* what the page says it is in, as it says it */
    bede_view description, section;
    const bede_view *tags;
    size_t n_tags;
    const bede_view *authors;
    size_t n_authors;
    const bede_view *credits;
    size_t n_credits; /* agencies and outlets credited */
    const bede_media *media;
    size_t n_media;
    bede_view text; /* UTF-8, NFC; blocks separated by an empty line */
    bede_block *blocks;
    size_t n_blocks;
    bede_sentence *sentences;
    size_t n_sentences;
    bede_word *words;
    size_t n_words;
    bede_name *names;
    size_t n_names;
    bede_mention *mentions;
    size_t n_mentions;
    bede_time *times;
    size_t n_times;
    bede_place *places;
    size_t n_places;
    bede_quote *quotes;
    size_t n_quotes;
    bede_event *events;
    size_t n_events;
    bede_gist *gists;
    size_t n_gists; /* one a sentence, or 0: see bede_options.gists */
    bool off_topic; /* sport, film, markets: nothing of it was coded */
} bede_article;

/* ---- knowledge and readers -------------------------------------------------------------- */

typedef struct bede_knowledge bede_knowledge;
typedef struct bede_reader bede_reader;

/** The knowledge linked into the library; NULL if it is damaged. Release with
 *  bede_knowledge_free(). */
BEDE_API bede_knowledge *bede_knowledge_builtin(bede_error *err);
/** Knowledge from an image file made by bede-learn pack; the file is memory-mapped. */
BEDE_API bede_knowledge *bede_knowledge_open(const char *path, bede_error *err);
BEDE_API void bede_knowledge_free(bede_knowledge *know);

/** What the bytes are. */
typedef enum bede_input {
    BEDE_INPUT_AUTO, /* decided from the bytes */
    BEDE_INPUT_HTML,
    BEDE_INPUT_TEXT,     /* plain text saved from a page, clutter included */
    BEDE_INPUT_SENTENCE, /* one sentence, nothing but */
    BEDE_INPUT_CLEAN,    /* the article's text and nothing else, a paragraph a line */
} bede_input;

typedef struct bede_options {
    bede_input input;
    bede_date date;    /* publication date if the page has none, or with `force_date` instead */
    bool force_date;   /* `date` wins over the page's metadata */
    bede_view url;     /* where the page came from */
    bede_view charset; /* from the HTTP header, "" if not known */
    bool explain;      /* keep for every block where it stood in the page */
    bool gists;        /* make gists; with BEDE_INPUT_SENTENCE they are always made */
    bool gist_features;
    /* What a feed or archive says of the page; used where the page itself says nothing. */
    bede_view title, author, language, outlet;
} bede_options;

/** A reader over `know`, which must outlive it. */
BEDE_API bede_reader *bede_reader_new(const bede_knowledge *know, bede_error *err);
BEDE_API void bede_reader_free(bede_reader *reader);
BEDE_API const bede_knowledge *bede_reader_knowledge(const bede_reader *reader);

/** Reads one page. NULL with an error for what cannot be read at all (an empty or binary input).
 *  A page with no article in it gives an article without text. `options` may be NULL. */
BEDE_API const bede_article *bede_read(bede_reader *reader, const char *name, const void *bytes,
                                       size_t n, const bede_options *options, bede_error *err);

/** Takes `n` bytes of output. */
typedef void bede_put(void *ctx, const char *s, size_t n);
/** Articles as one HTML document for those who ask why a page was read as it was: every block of
 * the page in its order, kept or dropped, with kind, reason, score and (read with `explain`) place.
 *  Everything of the page is escaped; the document holds no script and loads nothing. */
BEDE_API void bede_html_begin(bede_put *put, void *ctx);
BEDE_API void bede_html_article(const bede_article *a, bede_put *put, void *ctx);
BEDE_API void bede_html_end(bede_put *put, void *ctx);

/* ---- why: what the rules made of each word -------------------------------------------------- */

typedef enum bede_step_kind {
    BEDE_STEP_FAILED,  /* a rule was tried; why names the condition that did not hold */
    BEDE_STEP_WON,     /* the rule that holds for the word */
    BEDE_STEP_EATEN,   /* it codes nothing of its own: why names the rule it belongs to */
    BEDE_STEP_DROPPED, /* it holds, but there is no event: why says why */
    BEDE_STEP_CODED,   /* an event; why: its type, CAMEO code and auxiliary modes */
    BEDE_STEP_GIST,    /* the gist's class or a role that begins here; why: what spoke for it */
    BEDE_STEP_KINDS
} bede_step_kind;

typedef struct bede_step {
    bede_step_kind kind;
    uint32_t sentence, word; /* indices into bede_article.sentences and .words */
    bede_view rule;          /* "data/en/consult.rules:12 hold-talks" */
    const char *why;         /* valid during the call */
} bede_step;

typedef void bede_on_step(void *ctx, const bede_article *a, const bede_step *step);

/** As bede_read(), telling on the way what was done with every word that any rule asks for. */
BEDE_API const bede_article *bede_explain(bede_reader *reader, const char *name, const void *bytes,
                                          size_t n, const bede_options *options, bede_on_step *on,
                                          void *ctx, bede_error *err);
BEDE_API const char *bede_step_name(bede_step_kind kind); /* "failed" */

/** The same as JSON, one line a sentence: its words and tree, the actors named in it with the line
 *  of the dictionary each rests on, and every step. `sentence` counts from 1; 0: all. False with an
 *  error if the page cannot be read or has no such sentence. */
BEDE_API bool bede_explain_write(bede_reader *reader, const char *name, const void *bytes, size_t n,
                                 const bede_options *options, uint32_t sentence, bede_put *put,
                                 void *ctx, bede_error *err);

/* ---- archives, feeds, addresses ----------------------------------------------------------- */

/** Pages one after the other from whatever holds them: a page, a WARC or WET archive, an RSS, Atom
 *  or JSON feed, a news sitemap, JSON lines, a mailbox, an http(s) address; any of them packed with
 *  gzip or zstd. One thread at a time. */
typedef struct bede_source bede_source;

typedef struct bede_source_options {
    /* Only these pages; what is filtered out is not unpacked or parsed. NULL or no date: all. */
    const char *host;       /* of the address: this host and those under it */
    const char *language;   /* ISO 639-1 or -3, of those whose language the archive tells */
    const char *type;       /* how the media type begins: "text/html" */
    bede_date since, until; /* day of capture or publication, both included */
    const char *map;        /* JSON lines: "text=body,title=headline": keys of other names */
    uint64_t start;         /* an offset that bede_item.next gave: goes on there */
    uint64_t start_number;  /* bede_item.number of that item: numbers go on */
    unsigned seconds;       /* time for one address, 0: 30 */
    bool ignore_robots;     /* of addresses; for pages of one's own */
    bool links;             /* of feeds also items that are nothing but an address: n is 0 */
} bede_source_options;

typedef struct bede_item {
    const char *name; /* the path; "path#17" for the 17th record of several */
    const void *bytes;
    size_t n;
    bede_options options; /* what is known of the page from outside */
    uint64_t number;      /* from 1 */
    uint64_t next;        /* offset behind it, for bede_source_options.start; 0 if it has none */
    bool summary;         /* of a feed: not the page's full text, which is at options.url */
    bool feed;            /* a sitemap of sitemaps: options.url is another one's */
} bede_item;

typedef struct bede_source_counts {
    uint64_t items, filtered, other, bad; /* other: records that hold no page (requests, ...) */
} bede_source_counts;

/** `path` is a file, "-" or an address. NULL with an error if it cannot be opened. `options` may be
 *  NULL. */
BEDE_API bede_source *bede_source_open(const char *path, const bede_source_options *options,
                                       bede_error *err);
/** The same over bytes that the caller keeps until the source is freed; `name` is how they are
 * called in items and errors. */
BEDE_API bede_source *bede_source_over(const char *name, const void *bytes, size_t n,
                                       const bede_source_options *options, bede_error *err);
/** 1 and the next page, valid until the next call; 0 at the end; -1 for a record that cannot be
 *  read: err says which and why, and the next call goes on behind it. */
BEDE_API int bede_source_next(bede_source *s, bede_item *item, bede_error *err);
BEDE_API bede_source_counts bede_source_count(const bede_source *s);
BEDE_API void bede_source_free(bede_source *s);

/* ---- rules of one's own, and their test ------------------------------------------------- */

/** Told of a fault: the file's name, the line (0 if none is to blame), and what is wrong. */
typedef void bede_say(void *ctx, const char *file, size_t line, const char *what);

/** Adds a rule file (docs/rules.md) to the knowledge; its rules go before the built-in ones, those
 *  of a later file before an earlier one's. Bad lines are told and left out; gives back
 *  how many there were, or -1 with an error if memory is out. Not while readers are at work. */
BEDE_API long bede_add_rules(bede_knowledge *know, const char *name, bede_view text, bede_say *say,
                             void *ctx, bede_error *err);
/** Lays a dictionary of one's own (docs/actors.md) over the built-in ones: actors or roles, as its
 *  header row says. Its entries go before the built-in ones, those of a later file before an
 *  earlier one's; the code "-" removes. Bad lines are told and left out; gives back how many there
 *  were, or -1 with an error if it has no usable header row or memory is out. Not while readers are
 *  at work. */
BEDE_API long bede_add_actors(bede_knowledge *know, const char *name, bede_view text, bede_say *say,
                              void *ctx, bede_error *err);
/** Reads every example of the rule file `name` (as in data/en/ or as given to bede_add_rules();
 *  NULL: of all) and tells what does not come out as written. Gives back the number of faults and
 *  in *n_examples how many examples there were; -1 with an error if there is no such file. */
BEDE_API long bede_check_rules(const bede_knowledge *know, const char *name, size_t *n_examples,
                               bede_say *say, void *ctx, bede_error *err);
/** Looks over the dictionary `name` (as in data/world/ or as given to bede_add_actors(); NULL:
 * all): codes, sectors, dates, entries given twice, entries that another one of the same words
 * always forestalls, entries that contradict each other. What begins with "note: " is no fault (an
 * entry of one's own that says what a built-in one says). Gives back the number of faults and in
 * *n_rows how many entries there were; -1 with an error if there is no such dictionary. */
BEDE_API long bede_check_tables(const bede_knowledge *know, const char *name, size_t *n_rows,
                                bede_say *say, void *ctx, bede_error *err);

/** How much is known. */
typedef struct bede_counts {
    size_t rule_files, rules, triggers, sets; /* triggers: words that make a rule look */
    size_t persons, terms;                    /* terms of office; several a person */
    size_t agencies, organisations, armed_groups, parties, outlets, peoples, countries;
    size_t own;          /* entries of the user's */
    size_t roles, names; /* names: ways in which all of these are written */
} bede_counts;
BEDE_API bede_counts bede_count(const bede_knowledge *know);

/** What a corpus names and does that nothing knows: names without a code, verbs of known or named
 *  parties that no rule has. One thread at a time. */
typedef struct bede_suggester bede_suggester;
typedef struct bede_suggestion {
    const char *kind; /* "name" or "verb" */
    bede_view text;
    size_t count, articles;
    bede_view sample, article; /* its first sentence, and whose */
} bede_suggestion;
BEDE_API bede_suggester *bede_suggest_new(const bede_knowledge *know, bede_error *err);
/** Articles in other languages than English are passed over. False if memory is out. */
BEDE_API bool bede_suggest_add(bede_suggester *s, const bede_article *a);
/** The `most` most frequent of a kind, equals in the order of their bytes; lives in `s`. */
BEDE_API const bede_suggestion *bede_suggest_list(bede_suggester *s, const char *kind, size_t most,
                                                  size_t *n);
BEDE_API void bede_suggest_free(bede_suggester *s);

/** What a file of the PETRARCH coders holds. */
typedef enum bede_import_kind {
    BEDE_IMPORT_ACTORS,
    BEDE_IMPORT_ETHNIC,   /* actors whose codes are of peoples */
    BEDE_IMPORT_RELIGION, /* actors whose codes are of faiths */
    BEDE_IMPORT_AGENTS,
    BEDE_IMPORT_VERBS,
} bede_import_kind;
/** Turns such a file into a dictionary or rules of bede (docs/actors.md). `put` gets the output,
 *  `say` every line that could not be carried over, "reason: what". Gives back the number of
 *  entries or rules, -1 with an error if memory is out. */
BEDE_API long bede_import(const bede_knowledge *know, bede_import_kind kind, const char *name,
                          bede_view text, void (*put)(void *ctx, const char *s, size_t n),
                          void *put_ctx, bede_say *say, void *say_ctx, bede_error *err);

/* ---- the store ---------------------------------------------------------------------------- */

/** A database of events in one file (docs/store.md): many readers, one writer at a time. Articles
 *  are told from their copies, and what several of them tell of is one event. One thread at a time;
 *  several threads may open the same file. */
typedef struct bede_store bede_store;

typedef struct bede_store_options {
    bool write;    /* to add, merge, split */
    bool make;     /* write, and make the file if it is not there */
    bool no_merge; /* every mention an event of its own */
    /* Of an encrypted store; NULL: it is not. Needs a bede built with SQLCipher. Not kept. */
    const void *key;
    size_t key_bytes;
} bede_store_options;

/** `options` NULL: to read. NULL with an error. */
BEDE_API bede_store *bede_store_open(const char *path, const bede_store_options *options,
                                     bede_error *err);
BEDE_API void bede_store_close(bede_store *s);

/** What is kept of an article: a copy, so that it can be made on the thread that read the article
 *  and added on another one. */
typedef struct bede_entry bede_entry;
/** By what a page is known again: its address or name, and its bytes. */
BEDE_API int64_t bede_entry_key(bede_view place, const void *bytes, size_t n);
BEDE_API bede_entry *bede_entry_new(const bede_article *a, int64_t key, bede_error *err);
BEDE_API void bede_entry_free(bede_entry *e);

/** 1 if the page was added before, 0 if not, -1 with an error. */
BEDE_API int bede_store_knows(bede_store *s, int64_t key, bede_error *err);
/** 1: added, wholly and for good; 0: it was there and nothing changed; -1 with an error: nothing of
 *  it was added. The order of adding decides between events that a mention fits alike. */
BEDE_API int bede_store_add(bede_store *s, bede_entry *e, bede_error *err);
/** For the log of the run: inputs that could not be read. False with an error. */
BEDE_API bool bede_store_count_bad(bede_store *s, uint64_t bad, bede_error *err);
/** Ends the run that the first call of bede_store_add() began. */
BEDE_API bool bede_store_end_run(bede_store *s, bede_error *err);

typedef struct bede_watch_options {
    unsigned every;          /* seconds from one look at a feed to the next, 0: 900 */
    unsigned pause;          /* milliseconds between two requests to a host, 0: 2000; longer if its
                                robots.txt asks for it */
    unsigned seconds;        /* time for one address, 0: 30 */
    unsigned most;           /* pages of one feed in one round, 0: 200 */
    bool ignore_robots;      /* for hosts of one's own */
    bool (*stop)(void *ctx); /* asked between two requests: true ends the round; NULL: never */
    void (*say)(void *ctx, const bede_error *err); /* told of what could not be had; NULL */
    void *ctx;
} bede_watch_options;

typedef struct bede_watch_counts {
    uint64_t feeds, unchanged, added, known, later, bad; /* later: pages that are asked for again */
} bede_watch_counts;

/** One round over feeds (RSS, Atom, JSON Feed, sitemaps): asks those that are due, reads the pages
 *  that they name and the store does not know, and adds them. A feed that has not changed costs one
 *  request; one that fails, or a server that asks for it, is left in peace for longer and longer.
 *  What is known of the feeds is kept in the store. In *wait the seconds until the next is due.
 *  False with an error if the store cannot be written or there is no libcurl. */
BEDE_API bool bede_watch(bede_store *s, const bede_knowledge *know, const char *const *feeds,
                         size_t n, const bede_watch_options *options, bede_watch_counts *counts,
                         unsigned *wait, bede_error *err);

/** Makes events one; the first of `ids` stays, the identifiers of the others lead to it from now
 *  on. The choice is kept: merging anew, or the same mentions in later articles, do not undo it. */
BEDE_API bool bede_store_join(bede_store *s, const char *const *ids, size_t n, bede_error *err);
/** Takes mentions (by their identifiers as bede_event.id has them) out of an event and makes them
 *  one of their own, whose identifier goes to `id`. The choice is kept likewise. */
BEDE_API bool bede_store_split(bede_store *s, const char *event, const char *const *mentions,
                               size_t n, char id[17], bede_error *err);
/** Merges all mentions anew, in the order in which they were added, by users' choices first; each
 *  by itself if the store was opened with no_merge. */
BEDE_API bool bede_store_merge_anew(bede_store *s, bede_error *err);

/** Formats of the field; docs/formats.md tells every column. */
typedef enum bede_export_format { /* ORDER EXPORT */
                                  BEDE_EXPORT_GDELT,
                                  BEDE_EXPORT_ICEWS,
                                  BEDE_EXPORT_POLECAT,
                                  BEDE_EXPORT_PETRARCH,
                                  BEDE_EXPORT_PHOENIX,
                                  BEDE_EXPORT_PLOVER,
                                  BEDE_EXPORT_CSV,
                                  BEDE_EXPORT_JSONL,
                                  BEDE_EXPORT_GEXF,
                                  BEDE_EXPORT_GRAPHML,
                                  BEDE_EXPORT_REVIEWS,
                                  BEDE_EXPORT_FORMATS
} bede_export_format;
BEDE_API const char *bede_export_name(bede_export_format f); /* "gdelt" */

typedef struct bede_export_options {
    bool mentions; /* GDELT: the mentions file, not the events file */
    bool all;      /* acts denied, imagined or to come too, in formats that cannot say so */
    bede_date since, until; /* days of events, both included; no date: all */
} bede_export_options;

/** Writes the events of the store, the same bytes for the same store. *left_out (may be NULL): how
 *  many events the format has no place for: without a day, or not done. False with an error.
 *  `options` may be NULL. */
BEDE_API bool bede_export(bede_store *s, bede_export_format format,
                          const bede_export_options *options, bede_put *put, void *ctx,
                          uint64_t *left_out, bede_error *err);

/* ---- asking a store ------------------------------------------------------------------------ */

/** Orders of what is found; each falls unless bede_query.rising, and ends with the row. */
typedef enum bede_order { /* ORDER ORDER */
                          BEDE_BY_DATE,
                          BEDE_BY_ADDED,
                          BEDE_BY_SOURCES,
                          BEDE_BY_GOLDSTEIN,
                          BEDE_ORDERS
} bede_order;
BEDE_API const char *bede_order_name(bede_order o); /* "date" */

/** Which events: all that is set must hold; all zero asks for every event. Lists are joined with
 *  commas, and one of each list must hold. A party is asked for by
 *
 *      RUS, NAT        the code of a country, body or movement
 *      RUSGOV          code and sector
 *      GOV             a sector
 *      Russia          the name of a country
 *      Lavrov          part of a name that the dictionaries know (capitals do not matter) */
typedef struct bede_query {
    const char *who, *whom;       /* actor; recipient */
    const char *either, *against; /* either side; both: each of the dyad's two sides, either way */
    const char *dyad;             /* "RUS:IRN": either and against in one */
    const char *country;          /* of any party's country, so that HEZ is found under LBN */
    const char *sector;           /* of any party */
    const char *type;             /* "CONSULT,AGREE" */
    const char *cameo;            /* the code or how it begins: "19,20" */
    const char *mode, *context;
    const char *aux;    /* future, hypothetical, negation, historical; "none": plain facts */
    const char *place;  /* name of a place, or the code or name of its country */
    const char *source; /* outlet of one of its reports */
    const char *words;  /* all of them in a sentence or a title; "in quotes" next to each other */
    int quad;           /* 1 to 4 */
    double south, west, north, east; /* degrees; asked for if north > south */
    bede_date since, until;          /* of the event, both included */
    uint32_t min_sources;            /* independent ones */
    bede_order order;
    bool rising;
    uint32_t limit;    /* 0: all */
    const char *after; /* a cursor that bede_find() gave: what follows it */
} bede_query;

/** A filter by its name, as the options of `bede find` and the parameters of the API name them
 *  ("who", "dyad", "since", "min-sources", "limit"). Texts are not copied: `value` must live as
 * long as the query is used. False with an error for a name or a value that means nothing; what
 * only the store can judge (a type, a cursor) is found when it is asked. */
BEDE_API bool bede_query_set(bede_query *q, const char *name, const char *value, bede_error *err);
/** The names, one after the other; NULL behind the last. */
BEDE_API const char *bede_query_name(size_t i);

enum { BEDE_CURSOR_BYTES = 64 };

typedef struct bede_found_party {
    bede_view text, name, code, country, sector, office; /* "" where nothing is known */
} bede_found_party;

/** A party as one sentence names it. */
typedef struct bede_told_party {
    char role;           /* 'A' actor, 'R' recipient */
    uint32_t start, end; /* bytes of the sentence; equal if it stands elsewhere */
    bede_found_party who;
} bede_told_party;

typedef struct bede_found_mention {
    bede_view id, why, article, url, outlet, title, language, published, added, credits;
    bede_view said_by, reported_by, rule, text, trigger; /* trigger: a part of text, the sentence */
    int64_t article_row, sentence, length; /* length: code points of the article's text */
    int64_t at, actor_at, recipient_at;    /* code points into it; -1: not asked for */
    double weight;                         /* how much speaks for its being of this event */
    bool lead;
    const bede_told_party *parties; /* only by bede_show() */
    size_t n_parties;
} bede_found_mention;

/** An event as the store has it. Everything lives until the function that is called with it ends.
 */
typedef struct bede_found {
    int64_t row;
    bede_view id, type, mode, context, cameo, date, date_end, precision;
    bede_date day;
    int aux, quad;
    double goldstein, score;
    bool has_place;
    bede_view place, place_text, country;
    double lat, lon;
    int kind; /* bede_place_kind */
    int64_t n_mentions, n_articles, n_sources;
    bede_found_party *actors, *recipients;
    size_t n_actors, n_recipients;
    bede_found_mention *mentions; /* the first is that which the event began with */
    size_t n_told;                /* of them here: one by bede_find(), all by bede_show() */
} bede_found;

/** Called with one event after the other; false ends it. */
typedef bool bede_found_fn(void *ctx, const bede_found *e);

/** Asks a store, which others may write to meanwhile: what is found is of one moment. In `next`
 *  (may be NULL; BEDE_CURSOR_BYTES) what to give as bede_query.after for the rest, "" if there is
 *  none. False with an error: also for a query that means nothing (an unknown type, half a box). */
BEDE_API bool bede_find(bede_store *s, const bede_query *q, bede_found_fn *fn, void *ctx,
                        char *next, bede_error *err);
/** The same, written as BEDE_EXPORT_CSV or BEDE_EXPORT_JSONL. */
BEDE_API bool bede_find_write(bede_store *s, const bede_query *q, bede_export_format format,
                              bede_put *put, void *ctx, char *next, bede_error *err);

/** What events are counted by. */
typedef enum bede_count_by { /* ORDER COUNT */
                             BEDE_COUNT_DAY,
                             BEDE_COUNT_MONTH,
                             BEDE_COUNT_YEAR,
                             BEDE_COUNT_TYPE,
                             BEDE_COUNT_QUAD,
                             BEDE_COUNT_CAMEO,
                             BEDE_COUNT_MODE,
                             BEDE_COUNT_DYAD,
                             BEDE_COUNT_ACTOR,
                             BEDE_COUNT_RECIPIENT,
                             BEDE_COUNT_COUNTRY, /* of the place */
                             BEDE_COUNT_PLACE,
                             BEDE_COUNT_SOURCE,
                             BEDE_COUNT_ALL, /* one number */
                             BEDE_COUNTS
} bede_count_by;
BEDE_API const char *bede_count_name(bede_count_by by); /* "month" */

/** One group: two keys for a dyad, else the second is "". `goldstein`: mean of the events. */
typedef struct bede_group {
    bede_view key, other;
    int64_t n, n_sources;
    double goldstein;
} bede_group;
typedef bool bede_group_fn(void *ctx, const bede_group *g);
/** Counts the events of a query; days, months and years in their order, other groups the largest
 *  first. query.limit is that of groups. An event with two actors counts under both. */
BEDE_API bool bede_find_count(bede_store *s, const bede_query *q, bede_count_by by,
                              bede_group_fn *fn, void *ctx, bede_error *err);

/** One event with all that tells of it, by its identifier or one that was merged into it. False
 * with an error if there is none. */
BEDE_API bool bede_show(bede_store *s, const char *id, bede_found_fn *fn, void *ctx,
                        bede_error *err);

/** The same as one line of JSON: that of BEDE_EXPORT_JSONL, and the parties of every mention. */
BEDE_API bool bede_show_write(bede_store *s, const char *id, bede_put *put, void *ctx,
                              bede_error *err);

/** An article of a store as one line of JSON, by its row (bede_found_mention.article_row): what is
 *  known of it, its text, sentences, quotations and events with the places of their words, in code
 *  points. False with an error if there is none. */
BEDE_API bool bede_show_article_write(bede_store *s, int64_t row, bede_put *put, void *ctx,
                                      bede_error *err);

/* ---- reviews: what people say of codings ---------------------------------------------------- */

/** A note on a coding. All texts UTF-8. */
typedef struct bede_review {
    int64_t id;        /* given by the store */
    bede_view event;   /* its identifier */
    bede_view mention; /* that of one report of it; "": the event as a whole */
    bede_view verdict; /* "wrong", "right" */
    bede_view field;   /* type, actor, recipient, date, place, aux, quote, not-an-event, other */
    bede_view note;    /* in words, at most BEDE_REVIEW_NOTE bytes */
    bede_view at;      /* UTC, to the second; given by the store */
} bede_review;
enum { BEDE_REVIEW_NOTE = 8000 };

/** Keeps a note in a store that was opened to write; the coding stays as it is. `r->id` and `r->at`
 *  are not looked at; the new id goes to *id (may be NULL). False with an error: also for an event
 *  or mention that is not there, or a verdict or field that is none. */
BEDE_API bool bede_review_add(bede_store *s, const bede_review *r, int64_t *id, bede_error *err);
typedef bool bede_review_fn(void *ctx, const bede_review *r);
/** The notes on an event (NULL: all), the oldest first; a note's texts live until the function that
 *  is called ends. bede_export() writes them with the codings that they are of. */
BEDE_API bool bede_reviews(bede_store *s, const char *event, bede_review_fn *fn, void *ctx,
                           bede_error *err);

/* ---- the reading desk ----------------------------------------------------------------------- */

/** A server of a web page and a JSON API over a store (docs/serve.md), on threads of its own. It
 *  reads; only notes (bede_review_add) are written. Others may add to the store meanwhile: it looks
 *  once a second. Needs libmicrohttpd, which is loaded when a desk is opened. */
typedef struct bede_desk bede_desk;

typedef struct bede_desk_options {
    const char *address; /* an IP address to listen on; NULL: 127.0.0.1, for this machine alone */
    unsigned short port; /* 0: any that is free */
    const char *const *hosts; /* names under which it may be asked, besides localhost and address */
    size_t n_hosts;
    unsigned threads; /* 0: one a core */
    bool read_only;   /* no notes either */
    const void *key;  /* of an encrypted store, as in bede_store_options; kept until it closes */
    size_t key_bytes;
} bede_desk_options;

/** Begins to serve. `options` may be NULL; `know`, which reads pages that are pasted and tells why,
 *  must outlive the desk. NULL with an error, if the port is taken for example. */
BEDE_API bede_desk *bede_desk_open(const char *store, const bede_knowledge *know,
                                   const bede_desk_options *options, bede_error *err);
/** "http://127.0.0.1:8017/"; lives as long as the desk. */
BEDE_API const char *bede_desk_address(const bede_desk *d);
/** Who knows it may do more than ask: 32 hex digits, anew for every desk. */
BEDE_API const char *bede_desk_token(const bede_desk *d);
/** Lets the answers that are under way be sent, for at most three seconds, and ends. NULL: nothing.
 */
BEDE_API void bede_desk_close(bede_desk *d);

/* ---- names and tables ------------------------------------------------------------------- */

BEDE_API const char *bede_event_name(bede_event_type type); /* "CONSULT" */
BEDE_API int bede_event_quad(bede_event_type type);         /* 1..4 */
BEDE_API const char *bede_block_name(bede_block_kind kind); /* "paragraph" */
BEDE_API const char *bede_basis_name(bede_basis basis);     /* "metadata" */
BEDE_API const char *bede_precision_name(bede_precision p); /* "day" */
BEDE_API const char *bede_upos_name(const bede_knowledge *know, uint8_t upos);
BEDE_API const char *bede_xpos_name(const bede_knowledge *know, uint8_t xpos);
BEDE_API const char *bede_deprel_name(const bede_knowledge *know, uint8_t deprel);
BEDE_API const char *bede_feats_name(const bede_knowledge *know, uint16_t feats);
/** Code points before byte `offset` of the article's text. */
BEDE_API size_t bede_code_point(const bede_article *a, uint32_t offset);

#ifdef __cplusplus
}
#endif
#endif
