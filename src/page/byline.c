/* SPDX-License-Identifier: Apache-2.0 */
/* Names of authors in fields and lines: "By A. Name and B. Name, Outlet | May 3". */
#include "page_int.h"

#include <strings.h>

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool digit(char c) {
    return c >= '0' && c <= '9';
}

static bool starts_nocase(bede_view v, const char *z) {
    size_t n = strlen(z);
    return v.n >= n && !strncasecmp(v.s, z, n);
}

static bede_view cut(bede_view v, size_t n) {
    return bd_view_trim(bd_view_part(v, n, v.n));
}

/* ---- words before a name ----------------------------------------------------------------------
 */

/* Of these a line may begin and be a byline; with a colon or "by" they need no more. */
static const char *const by_heads[] = {"by ",
                                       "by: ",
                                       "von ",
                                       "von: ",
                                       "par ",
                                       "por ",
                                       "por: ",
                                       "written by ",
                                       "posted by ",
                                       "reported by ",
                                       "published by ",
                                       "story by ",
                                       "words by ",
                                       "text by ",
                                       "author: ",
                                       "authors: ",
                                       "autor: ",
                                       "autor:",
                                       "autorin: ",
                                       "autoren: ",
                                       "autori: ",
                                       "autores: ",
                                       "auteur : ",
                                       "auteur: ",
                                       "text: ",
                                       "texte : ",
                                       "texto: ",
                                       "testo: ",
                                       "tekst: ",
                                       "redaktion: ",
                                       "geschrieben von ",
                                       "verfasst von ",
                                       "erstellt von ",
                                       "eingestellt von ",
                                       "ein beitrag von ",
                                       "ein artikel von ",
                                       "ein kommentar von ",
                                       "eine kolumne von ",
                                       "ver\xc3\xb6"
                                       "ffentlicht von ",
                                       "publi\xc3\xa9 par ",
                                       "\xc3\xa9"
                                       "crit par ",
                                       "escrito por ",
                                       "publicado por ",
                                       "scritto da ",
                                       "pubblicato da ",
                                       "a cura di ",
                                       "geschreven door ",
                                       "door ",
                                       "av ",
                                       "af ",
                                       "av: ",
                                       "skrevet av ",
                                       "skrevet af ",
                                       "napisa\xc5\x82 ",
                                       "autor tekstu: ",
                                       "opracowanie: ",
                                       "przez ",
                                       "\xd0\xb0\xd0\xb2\xd1\x82\xd0\xbe\xd1\x80: ",
                                       "\xd0\x90\xd0\xb2\xd1\x82\xd0\xbe\xd1\x80: ",
                                       "yazar: ",
                                       "yazan: ",
                                       "\xc3\xb6verf\xc3\xb6ring: "};

/* And these stand before names in fields and elements. */
static const char *const field_heads[] = {"view all posts by ",
                                          "all posts by ",
                                          "more posts by ",
                                          "posts by ",
                                          "posted on ",
                                          "author ",
                                          "autor ",
                                          "autorin ",
                                          "zeige alle beitr\xc3\xa4ge von ",
                                          "alle beitr\xc3\xa4ge von ",
                                          "beitr\xc3\xa4ge von ",
                                          "alle artikel von ",
                                          "artikel von ",
                                          "vom ",
                                          "di ",
                                          "da ",
                                          "~ ",
                                          "- ",
                                          "\xe2\x80\x93 ",
                                          "\xe2\x80\x94 ",
                                          "recipe by ",
                                          "photo by ",
                                          "opinion by ",
                                          "analysis by ",
                                          "foto: ",
                                          "fotos: ",
                                          "gastbeitrag von ",
                                          "kommentar von ",
                                          "interview: ",
                                          "protokoll: ",
                                          "mit ",
                                          "autor/in: ",
                                          "name: ",
                                          ("ver\xc3\xb6"
                                           "ffentlicht: "),
                                          "verantwortlich: "};

static bool strip_one(bede_view *v, const char *const *list, size_t n) {
    for (size_t i = 0; i < n && v->n; i++)
        if (((list[i][0] ^ v->s[0]) & ~32) == 0 && starts_nocase(*v, list[i])) {
            *v = cut(*v, strlen(list[i]));
            return true;
        }
    return false;
}

static bede_view strip_by(bede_view v) {
    for (int i = 0; i < 4; i++) /* "Posted by: By A. Name" */
        if (!strip_one(&v, by_heads, sizeof by_heads / sizeof *by_heads) &&
            !strip_one(&v, field_heads, sizeof field_heads / sizeof *field_heads))
            break;
    return v;
}

/* ---- names ------------------------------------------------------------------------------------
 */

/* What templates print where a name should stand. */
bool bd_byline_label(bede_view v) {
    static const char *const list[] = {"von",
                                       "by",
                                       "par",
                                       "por",
                                       "posted on",
                                       "posted",
                                       "author",
                                       "autor",
                                       "autorin",
                                       "admin",
                                       "publiziert am",
                                       "editor",
                                       "staff",
                                       "geschrieben von",
                                       "ver\xc3\xb6"
                                       "ffentlicht am",
                                       "published",
                                       "updated",
                                       "administrator",
                                       "gastautor",
                                       "gesponserte inhalte",
                                       "follow",
                                       "no author",
                                       "unknown author",
                                       "super user",
                                       "unbenannt",
                                       "autoren",
                                       "authors",
                                       "mehr",
                                       "about the author",
                                       "about",
                                       "\xc3\xbc"
                                       "ber den autor",
                                       "null",
                                       "undefined",
                                       "guest",
                                       "share",
                                       "user",
                                       "webmaster",
                                       "root",
                                       "website",
                                       "wordpress",
                                       "default",
                                       "anonymous",
                                       "via",
                                       "datum",
                                       "quelle",
                                       "text",
                                       "foto",
                                       "fotos",
                                       "registrieren",
                                       "more posts",
                                       "no-author",
                                       "profil",
                                       "wordpressadmin",
                                       "kontakt",
                                       "login",
                                       "anmelden",
                                       "mehr lesen",
                                       "read more",
                                       "alle artikel",
                                       "alle beitr\xc3\xa4ge",
                                       "montag",
                                       "dienstag",
                                       "mittwoch",
                                       "donnerstag",
                                       "freitag",
                                       "samstag",
                                       "sonntag",
                                       "youtube",
                                       "facebook",
                                       "twitter",
                                       "instagram",
                                       "publisher",
                                       "search",
                                       "suche",
                                       "bild",
                                       "recherche",
                                       "donate today",
                                       "and",
                                       "comments",
                                       "kommentare",
                                       "the author",
                                       "autor/in",
                                       "verfasser",
                                       "abmelden",
                                       "logout",
                                       "log out",
                                       "sign in",
                                       "publiziert",
                                       "erstellt",
                                       "name",
                                       "date",
                                       "subscribe"};
    for (size_t i = 0; v.n && i < sizeof list / sizeof *list; i++)
        if (((list[i][0] ^ v.s[0]) & ~32) == 0 && v.n == strlen(list[i]) &&
            starts_nocase(v, list[i]))
            return true;
    return starts_nocase(v, "zur ") || starts_nocase(v, "zum ") || starts_nocase(v, "view ") ||
           starts_nocase(v, "read ");
}

/* A name of up to six words of which most begin with a capital or another script. */
bool bd_byline_name(bede_view v) {
    size_t words = bd_page_words(v), caps = 0, digits = 0, letters = 0;
    if (!words || words > 6 || v.n > 70 || v.n < 2)
        return false;
    for (size_t i = 0; i < v.n; i++) {
        digits += digit(v.s[i]);
        letters += (v.s[i] | 32) >= 'a' || v.s[i] & 0x80;
        if ((i == 0 || v.s[i - 1] == ' ') && (upper(v.s[i]) || (v.s[i] & 0x80)))
            caps++;
    }
    if (!letters || digits > (words == 1 ? 4u : 0u) || memchr(v.s, '@', v.n) ||
        memchr(v.s, '!', v.n) || memchr(v.s, '?', v.n) || memchr(v.s, '{', v.n))
        return false;
    /* "deinen Freunden" is none, "van der Berg" is. */
    bool small = v.s[0] >= 'a' && v.s[0] <= 'z' && words > 1 &&
                 memchr(v.s, ' ', v.n) > (const void *)(v.s + 4);
    return !small && (caps * 2 >= words || words == 1) && bd_view_find(v, "http", 0) == SIZE_MAX &&
           bd_view_find(v, "www.", 0) == SIZE_MAX;
}

/* What follows a name in one breath: "Name am 3. Mai", "Name | Reuters", "Name ->". */
bede_view bd_byline_cut(bede_view v) {
    static const char *const stops[] = {" | ",
                                        " \xe2\x80\xa2 ",
                                        " \xc2\xb7 ",
                                        " \xe2\x80\x94 ",
                                        " \xe2\x80\x93 ",
                                        " - ",
                                        " am ",
                                        " on ",
                                        " in ",
                                        " \xe2\x86\x92",
                                        " (",
                                        " um ",
                                        " ver\xc3\xb6"
                                        "ffentlicht",
                                        " | ",
                                        " \xc2\xbb",
                                        " for ",
                                        " For ",
                                        " at ",
                                        " under ",
                                        " vom ",
                                        " le ",
                                        " il ",
                                        " on: ",
                                        " Published",
                                        " Posted",
                                        " Publi",
                                        " Symbolbild",
                                        " Foto",
                                        " Photo",
                                        " Illustration",
                                        " Bilder",
                                        " mit ",
                                        " Ver\xc3\xb6"
                                        "ffentlicht"};
    size_t from, to;
    bede_date date;
    if (bd_page_find_date(v, &date, &from, &to) && from > 2)
        v.n = from;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t at = bd_view_find(v, stops[i], 0);
        if (at != SIZE_MAX && at > 2)
            v.n = at;
    }
    size_t colon = bd_view_find(v, ":", 0);
    if (colon != SIZE_MAX && colon > 2) { /* "Name Source: ..." */
        v.n = colon;
        while (v.n && v.s[v.n - 1] != ' ')
            v.n--;
    }
    v = bd_view_trim(v);
    size_t word = v.n; /* "Name le", "Name vor" */
    while (word && v.s[word - 1] != ' ')
        word--;
    bool high = v.n - word == 2 && (unsigned char)v.s[word] == 0xc3; /* "Name \xc3\xa0" */
    if (word > 3 && v.n - word <= 3 && ((v.s[word] >= 'a' && v.s[word] <= 'z') || high) &&
        v.s[v.n - 1] != '.')
        v.n = word;
    return bd_view_trim(v);
}

/* Does the word end in one of these, letter case apart? */
static bool word_ends(bede_view v, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(list[i]);
        if (v.n >= len && !strncasecmp(v.s + v.n - len, list[i], len))
            return true;
    }
    return false;
}
#define WORD_ENDS(v, list) word_ends((v), (list), sizeof(list) / sizeof *(list))

/* "Rechtsanwalt A. Name", "Outlet-Redakteurin A. Name": what somebody is, before two names. */
static bede_view strip_role(bede_view v) {
    static const char *const roles[] = {"redakteur",
                                        "redakteurin",
                                        "korrespondent",
                                        "korrespondentin",
                                        "experte",
                                        "expertin",
                                        "reporter",
                                        "reporterin",
                                        "autor",
                                        "autorin",
                                        "kolumnist",
                                        "kolumnistin",
                                        "volont\xc3\xa4rin",
                                        "volont\xc3\xa4r",
                                        "rechtsanwalt",
                                        "rechtsanw\xc3\xa4ltin",
                                        "journalist",
                                        "journalistin",
                                        "correspondent",
                                        "editor",
                                        "columnist",
                                        "contributor",
                                        "chefredakteur",
                                        "chefredakteurin",
                                        "redaktor",
                                        "redaktorin",
                                        "journaliste",
                                        "periodista",
                                        "redactor",
                                        "redactora",
                                        "corresponsal",
                                        "giornalista",
                                        "corrispondente",
                                        "dziennikarz",
                                        "Escribe"};
    for (size_t i = 0; i < v.n && i < 40; i++)
        if (v.s[i] == ' ' && WORD_ENDS(bd_view(v.s, i), roles)) {
            bede_view rest = cut(v, i);
            return bd_page_words(rest) >= 2 && upper(rest.s[0]) ? rest : v;
        }
    return v;
}

/* "A. Name/dpa", "A. Name (dpa)": the agency goes. */
static bede_view strip_agency(bede_view v) {
    const char *slash = memchr(v.s, '/', v.n);
    size_t at = slash ? (size_t)(slash - v.s) : v.n;
    bede_view head = bd_view_trim(bd_view_part(v, 0, at));
    return slash && bd_page_words(head) >= 2 && v.n - at <= 12 && !memchr(slash, ' ', v.n - at)
               ? head
               : v;
}

/* Letters behind a name that are no name: degrees. */
static bool degree(bede_view v) {
    static const char *const list[] = {"phd", "ph.d", "md", "m.d", "mph", "msc", "m.sc", "rn",
                                       "mba", "ma",   "ba", "esq", "rd",  "jd",  "dds",  "ms"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (v.n == strlen(list[i]) && starts_nocase(v, list[i]))
            return true;
    return false;
}

/* An agency's sign beside persons: "Von A. Name, dpa". */
static bool sign(bede_view v) {
    static const char *const list[] = {
        "dpa",       "afp",     "reuters",      "ap",  "apa",  "sda",    "epd",
        "kna",       "efe",     "ansa",         "sid", "ats",  "dapd",   "agencies",
        "agenturen", "dpa-afx", "europa press", "pti", "ians", "ap news"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (v.n == strlen(list[i]) && starts_nocase(v, list[i]))
            return true;
    return false;
}

static void without_signs(bd_views *l, size_t first) {
    size_t n = first;
    bool persons = false;
    for (size_t i = first; i < l->n; i++)
        persons |= bd_page_words(l->v[i]) >= 2;
    for (size_t i = first; i < l->n; i++)
        if (!persons || !sign(l->v[i]))
            l->v[n++] = l->v[i];
    l->n = n;
}

/* "Blog Beitrag von Name", "Ein Interview von Name", "Una columna de Name": what is behind it. */
static bool behind_noun(bede_view *v) {
    static const char *const nouns[] = {
        "beitrag",   "artikel",      "interview",  "kommentar",  "text",   "bericht",
        "kolumne",   "essay",        "analyse",    "report",     "story",  "review",
        "reportage", "kritik",       "rezension",  "article",    "column", "words",
        "opinion",   "analysis",     "entrevista", "columna",    "texte",  "propos recueillis",
        "entretien", "chronique",    "articolo",   "intervista", "testo",  "texto",
        "reportaje", "aufgezeichnet"};
    static const char *const bys[] = {" von ", " by ", " par ", " por ", " de ",
                                      " di ",  " da ", " av ",  " van ", " door "};
    for (size_t i = 0; i < v->n && i < 50; i++) {
        if (v->s[i] != ' ')
            continue;
        for (size_t k = 0; k < sizeof bys / sizeof *bys; k++) {
            bede_view rest = bd_view_part(*v, i, v->n);
            if (starts_nocase(rest, bys[k]) && WORD_ENDS(bd_view(v->s, i), nouns) &&
                bd_page_words(bd_view(v->s, i)) <= 4) {
                *v = cut(rest, strlen(bys[k]));
                return true;
            }
        }
    }
    return false;
}

/* "All posts by Name", "Mehr Artikel von Name". */
static bede_view behind_posts(bede_view v) {
    static const char *const bys[] = {" von ", " by ",  " par ", " por ", " vom Autor",
                                      " di ",  " van ", " of ",  " OF "};
    static const char *const heads[] = {
        "alle", "mehr", "view", "all ",     "more",    "post",    "beitr",  "artikel", "zeige",
        "voir", "ver ", "tous", "articles", "weitere", "written", "posted", "profil",  "show"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (!starts_nocase(v, heads[i]))
            continue;
        for (size_t k = 0; k < sizeof bys / sizeof *bys; k++) {
            size_t at = bd_view_find(v, bys[k], 0);
            if (at != SIZE_MAX)
                return cut(v, at + strlen(bys[k]));
        }
    }
    return v;
}

void bd_page_author_names(bede_view v, bd_views *authors) {
    v = strip_by(bd_page_tidy_name(bd_view_trim(v)));
    if (v.n > 240 || bd_view_find(v, "://", 0) != SIZE_MAX)
        return;
    v = bd_byline_cut(behind_posts(v));
    size_t before = authors->n;
    for (size_t at, len, first = authors->n; v.n;) {
        if (!bd_page_separator(v, ",;&|", &at, &len))
            at = v.n, len = 0;
        bede_view name = strip_by(bd_page_tidy_name(bd_view_part(v, 0, at)));
        if (starts_nocase(name, "and "))
            name = cut(name, 4);
        name = strip_agency(strip_role(name));
        if (name.n % 2 == 0 && !memcmp(name.s, name.s + name.n / 2, name.n / 2))
            name.n /= 2; /* a link around the picture and one around the name */
        if (bd_byline_name(name) && !bd_byline_label(name) && !degree(name) &&
            authors->n < first + 12)
            bd_views_add(authors, name);
        v = bd_view_part(v, at + len, v.n);
    }
    without_signs(authors, before);
}

bede_view bd_byline_bare(bede_view v) {
    v = strip_by(bd_page_tidy_name(bd_view_trim(v)));
    return bd_page_tidy_name(behind_posts(v));
}

/* "Courtesy of Some News Written by: A. Name": a label that says enough amid a line. */
bool bd_byline_amid(bede_view v, bd_views *authors) {
    static const char *const labels[] = {
        "written by",  "author:", "autor:",     "autorin:",        "text von", "escrito por",
        "reported by", "text:",   "scritto da", "geschrieben von", "auteur :", "verfasst von"};
    for (size_t i = 1; i < v.n && v.n < 200; i++) {
        if (v.s[i - 1] != ' ' && v.s[i - 1] != '|')
            continue;
        for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
            if (starts_nocase(bd_view_part(v, i, v.n), labels[k])) {
                size_t first = authors->n;
                bede_view name = bd_page_tidy_name(cut(v, i + strlen(labels[k])));
                if (name.n && (upper(name.s[0]) || name.s[0] & 0x80))
                    bd_page_author_names(name, authors);
                return authors->n > first;
            }
    }
    return false;
}

bool bd_page_byline(bede_view line, bd_views *authors) {
    bede_view v = bd_view_trim(line), rest = v;
    bool noun = false;
    if (v.n > 160 || (!strip_one(&rest, by_heads, sizeof by_heads / sizeof *by_heads) &&
                      !(noun = behind_noun(&rest))))
        return false;
    rest = bd_page_tidy_name(bd_byline_cut(strip_by(rest)));
    if (!rest.n || bd_page_words(rest) > 12 || !(upper(rest.s[0]) || (rest.s[0] & 0x80)) ||
        (bd_page_ends_sentence(v) && bd_page_words(v) > (noun ? 9u : 6u)))
        return false;
    size_t before = authors->n;
    bd_page_author_names(rest, authors);
    return authors->n > before;
}
