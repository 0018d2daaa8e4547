/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the spans of words that name somebody or something, from tags and capitals alone.
 *
 * A span is a run of proper nouns. Function words and hyphens join two of them ("Bank of Japan",
 * "al - Din"); titles before a name and names of days and months are no part of one. */
#include "sentence/sentence_int.h"

typedef struct finder {
    const bede_article *a;
    size_t first, end; /* words of the sentence */
} finder;

static bede_view form(const finder *f, size_t i) {
    bede_span s = f->a->words[i].span;
    return bd_view(f->a->text.s + s.start, s.end - s.start);
}

static bool in_list(bede_view v, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((v.s[0] | 0x20) == list[i][0] && bd_view_is_nocase(v, list[i]))
            return true;
    return false;
}
#define IN_LIST(v, list) in_list((v), (list), sizeof(list) / sizeof *(list))

static bool is_title(bede_view v) {
    static const char *const titles[] = {"president",
                                         "vice",
                                         "prime",
                                         "minister",
                                         "foreign",
                                         "defense",
                                         "defence",
                                         "interior",
                                         "finance",
                                         "premier",
                                         "chancellor",
                                         "king",
                                         "queen",
                                         "prince",
                                         "princess",
                                         "emir",
                                         "sultan",
                                         "sheikh",
                                         "sheik",
                                         "ayatollah",
                                         "grand",
                                         "pope",
                                         "cardinal",
                                         "bishop",
                                         "archbishop",
                                         "father",
                                         "general",
                                         "colonel",
                                         "major",
                                         "captain",
                                         "lieutenant",
                                         "sergeant",
                                         "corporal",
                                         "private",
                                         "admiral",
                                         "commander",
                                         "marshal",
                                         "brigadier",
                                         "secretary",
                                         "undersecretary",
                                         "ambassador",
                                         "envoy",
                                         "senator",
                                         "congressman",
                                         "congresswoman",
                                         "representative",
                                         "governor",
                                         "mayor",
                                         "judge",
                                         "justice",
                                         "chairman",
                                         "chairwoman",
                                         "chief",
                                         "director",
                                         "professor",
                                         "doctor",
                                         "reverend",
                                         "rabbi",
                                         "imam",
                                         "mullah",
                                         "sir",
                                         "lord",
                                         "lady",
                                         "deputy",
                                         "speaker",
                                         "spokesman",
                                         "spokeswoman",
                                         "officer",
                                         "agent",
                                         "detective",
                                         "inspector",
                                         "attorney",
                                         "mr",
                                         "mrs",
                                         "ms",
                                         "dr",
                                         "mr.",
                                         "mrs.",
                                         "ms.",
                                         "dr.",
                                         "prof.",
                                         "gen.",
                                         "lt.",
                                         "col.",
                                         "maj.",
                                         "capt.",
                                         "sgt.",
                                         "sen.",
                                         "rep.",
                                         "gov.",
                                         "rev.",
                                         "adm.",
                                         "brig.",
                                         "cmdr.",
                                         "pres.",
                                         "hon.",
                                         "messrs."};
    return IN_LIST(v, titles);
}

static bool is_time(bede_view v) {
    static const char *const times[] = {
        "monday",   "tuesday",   "wednesday", "thursday", "friday",   "saturday", "sunday",
        "january",  "february",  "march",     "april",    "may",      "june",     "july",
        "august",   "september", "october",   "november", "december", "jan.",     "feb.",
        "mar.",     "apr.",      "jun.",      "jul.",     "aug.",     "sep.",     "sept.",
        "oct.",     "nov.",      "dec.",      "mon.",     "tue.",     "tues.",    "wed.",
        "thu.",     "thurs.",    "fri.",      "sat.",     "sun.",     "mon",      "tue",
        "wed",      "thu",       "fri",       "sat",      "sun",      "jan",      "feb",
        "apr",      "jun",       "jul",       "aug",      "sep",      "sept",     "oct",
        "nov",      "dec",       "am",        "pm",       "est",      "gmt",      "easter",
        "christmas"};
    return IN_LIST(v, times);
}

static bool joins(bede_view v) {
    static const char *const particles[] = {
        "of",  "&",   "-",   "al",   "el",  "ul",  "ud",  "ur",          "de",  "del", "della",
        "di",  "da",  "do",  "dos",  "das", "du",  "la",  "le",          "van", "von", "der",
        "den", "zu",  "bin", "bint", "ibn", "abu", "ben", "y",           "e",   "ez",  "az",
        "as",  "ash", "an",  "at",   "ad",  "ar",  "the", "\xe2\x80\x93"};
    return IN_LIST(v, particles);
}

/* Bodies and places that are named with "of". */
static bool takes_of(bede_view v) {
    static const char *const heads[] = {
        "academy",      "agency",     "alliance",     "army",          "arts",        "assembly",
        "association",  "authority",  "bank",         "bay",           "board",       "branch",
        "bureau",       "cape",       "center",       "centre",        "chamber",     "church",
        "city",         "coalition",  "college",      "command",       "commission",  "committee",
        "commonwealth", "community",  "conference",   "confederation", "congress",    "corps",
        "corp.",        "council",    "county",       "court",         "department",  "dept.",
        "district",     "duchy",      "emirate",      "federation",    "feast",       "front",
        "fund",         "government", "guard",        "gulf",          "hall",        "harbor",
        "house",        "institute",  "institution",  "isle",          "isles",       "kingdom",
        "league",       "library",    "ministry",     "movement",      "museum",      "nation",
        "nations",      "office",     "organisation", "organization",  "parliament",  "party",
        "peninsula",    "people",     "port",         "principality",  "province",    "region",
        "republic",     "school",     "sea",          "secretariat",   "service",     "society",
        "soldiers",     "state",      "states",       "strait",        "straits",     "sultanate",
        "supreme",      "temple",     "territory",    "town",          "tribunal",    "union",
        "university",   "voice",      "war",          "zone",          "declaration", "treaty",
        "battle",       "bill",       "statue",       "tower",         "lord",        "temple",
        "knights",      "daughters",  "doctors",      "friends",       "sons",        "chiefs",
        "mosque",       "valley",     "lake",         "mount",         "rock"};
    return IN_LIST(v, heads);
}

/* "Doe, Inc.", "Roe, Jr." */
static bool is_suffix(bede_view v) {
    static const char *const suffixes[] = {"inc",  "inc.", "corp",   "corp.", "ltd",
                                           "ltd.", "llc",  "l.l.c.", "jr",    "jr.",
                                           "sr",   "sr.",  "l.p.",   "n.v.",  "s.a."};
    return IN_LIST(v, suffixes);
}

static bool capital(bede_view v) {
    return (v.s[0] >= 'A' && v.s[0] <= 'Z') || (unsigned char)v.s[0] >= 0xC3;
}

static bool is_name_word(const finder *f, size_t i) {
    const bede_word *w = &f->a->words[i];
    bede_view v = form(f, i);
    if (w->xpos == BD_XPOS_NNP || w->xpos == BD_XPOS_NNPS)
        return !is_time(v);
    if (w->upos == BD_UPOS_NONE) /* no model: capitals inside a sentence */
        return capital(v) && i > f->first && v.n > 1 && !is_time(v);
    return w->upos == BD_UPOS_PROPN && w->xpos != BD_XPOS_ADD && capital(v) && !is_time(v);
}

/* From word i, which follows a name word: the next word of the same name, or f->end. */
static size_t next_name_word(const finder *f, size_t i) {
    if (i < f->end && is_name_word(f, i))
        return i;
    if (i + 1 < f->end && bd_view_is(form(f, i), ",") && is_suffix(form(f, i + 1)))
        return i + 1;
    size_t k = i;
    while (k < f->end && k < i + 3 && joins(form(f, k)) && !is_name_word(f, k))
        k++;
    if (k == i || k >= f->end || !is_name_word(f, k))
        return f->end;
    bede_view link = form(f, i);
    if (bd_view_is(link, "the") || bd_view_is(link, "an") || bd_view_is(link, "at") ||
        bd_view_is(link, "as"))
        return f->end;
    if (bd_view_is(link, "of") && !takes_of(form(f, i - 1))) /* "Roe of Utopia" is a description */
        return f->end;
    if (link.n == 1 && link.s[0] == '-' && (f->a->words[i - 1].flags & BEDE_WORD_SPACE_AFTER))
        return f->end; /* a dash */
    return k;
}

void names_find(bd_arena *arena, bede_article *a) {
    size_t cap = a->n_sentences + 8;
    a->names = bd_arena_array(arena, cap, sizeof *a->names);
    a->n_names = 0;
    for (size_t s = 0; s < a->n_sentences; s++) {
        finder f = {a, a->sentences[s].first_word,
                    a->sentences[s].first_word + a->sentences[s].n_words};
        for (size_t i = f.first; i < f.end; i++) {
            if (!is_name_word(&f, i))
                continue;
            size_t first = i, last = i;
            for (size_t k; (k = next_name_word(&f, last + 1)) < f.end;)
                last = k;
            i = last;
            while (first < last && is_title(form(&f, first)) && is_name_word(&f, first + 1))
                first++;
            if (first == last && is_title(form(&f, first)))
                continue;
            a->names = bd_arena_grow(arena, a->names, a->n_names, &cap, sizeof *a->names);
            a->names[a->n_names++] = (bede_name){(uint32_t)first, (uint32_t)last};
        }
    }
}
