/* SPDX-License-Identifier: Apache-2.0 */
/* What the importers share: lines, names, codes, the output. */
#include "base/utf8.h"
#include "import/import_int.h"

#include <stdarg.h>
#include <stdio.h>

void import_put(bd_import *im, bede_view v) {
    if (im->n + v.n + 1 > im->cap) {
        size_t cap = im->cap ? im->cap * 2 : 65536;
        while (cap < im->n + v.n + 1)
            cap *= 2;
        char *out = bd_arena_alloc(im->arena, cap);
        if (im->n)
            memcpy(out, im->out, im->n);
        im->out = out;
        im->cap = cap;
    }
    if (v.n)
        memcpy(im->out + im->n, v.s, v.n);
    im->n += v.n;
}

void import_putf(bd_import *im, const char *format, ...) {
    char text[4096];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n > 0)
        import_put(im, bd_view(text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1));
}

void import_lost(bd_import *im, size_t line, const char *reason, bede_view what) {
    bd_report_line(im->report, im->file, line, "%s: %.*s", reason,
                   (int)(what.n > 200 ? 200 : what.n), what.s ? what.s : "");
}

/* ---- lines ------------------------------------------------------------------------------------
 */

static bede_view as_utf8(bd_import *im, bede_view v) {
    if (bd_utf8_valid(v))
        return v;
    char *out = bd_arena_alloc(im->arena, v.n * 2 + 1);
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++) {
        unsigned char c = (unsigned char)v.s[i];
        if (c >= 0x80)
            out[n++] = (char)(0xC0 | c >> 6);
        out[n++] = c >= 0x80 ? (char)(0x80 | (c & 0x3F)) : (char)c;
    }
    return bd_view(out, n);
}

bool import_next(bd_import *im, import_lines *l, bede_view *line) {
    if (!bd_view_split(&l->rest, '\n', line))
        return false;
    l->number++;
    *line = as_utf8(im, *line);
    if (l->in_comment) {
        size_t end = bd_view_find(*line, "-->", 0);
        l->in_comment = end == SIZE_MAX;
        *line = end == SIZE_MAX ? bd_view_part(*line, 0, 0) : bd_view_part(*line, end + 3, line->n);
    }
    size_t open = bd_view_find(*line, "<!--", 0);
    if (open != SIZE_MAX) {
        l->in_comment = bd_view_find(*line, "-->", open) == SIZE_MAX;
        *line = bd_view_part(*line, 0, open);
    }
    for (size_t i = 0; i < line->n; i++)
        if (line->s[i] == '#' || line->s[i] == ';') {
            *line = bd_view_part(*line, 0, i);
            break;
        }
    while (line->n && (unsigned char)line->s[line->n - 1] <= ' ')
        line->n--;
    return true;
}

/* ---- names ------------------------------------------------------------------------------------
 */

static bool stays_small(bede_view w) {
    static const char *const small[] = {"OF",  "THE", "AND", "FOR", "DE", "LA", "DU",
                                        "DES", "EL",  "BIN", "VON", "IN", "ON"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (bd_view_is(w, small[i]))
            return true;
    return false;
}

/* "UN", "U.S.", "FARC" by itself. */
static bool stays_capital(bede_view w, bool alone) {
    static const char *const known[] = {"UN",  "US",  "EU",   "AU",   "UK",
                                        "UAE", "USA", "NATO", "UNHCR"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (bd_view_is(w, known[i]))
            return true;
    return bd_view_find(w, ".", 1) != SIZE_MAX || (alone && w.n <= 4) ||
           (w.n <= 5 && !memchr(w.s, 'A', w.n) && !memchr(w.s, 'E', w.n) &&
            !memchr(w.s, 'I', w.n) && !memchr(w.s, 'O', w.n) && !memchr(w.s, 'U', w.n) &&
            !memchr(w.s, 'Y', w.n));
}

static size_t put_capital(char *out, bede_view w) {
    size_t n = bd_utf8_lower(w, out, w.n + 8);
    bool start = true;
    for (size_t i = 0; i < n; i++) {
        if (start && out[i] >= 'a' && out[i] <= 'z')
            out[i] = (char)(out[i] - 32);
        start = out[i] == '-';
    }
    return n;
}

bede_view import_name(bd_import *im, bede_view phrase, bool lower) {
    char *out = bd_arena_alloc(im->arena, phrase.n * 2 + 32);
    char *plain = bd_arena_copy(im->arena, phrase.s, phrase.n);
    size_t n = 0, words = 0, count = 0;
    for (size_t i = 0; i < phrase.n; i++)
        if (plain[i] == '_' || plain[i] == '\t' || plain[i] == '|')
            plain[i] = ' ';
    bede_view rest = bd_view_trim(bd_view(plain, phrase.n)), all = rest, word;
    while (bd_view_split(&all, ' ', &word))
        count += word.n > 0;
    while (bd_view_split(&rest, ' ', &word)) {
        if (!word.n)
            continue;
        if (words++)
            out[n++] = ' ';
        if (lower || (words > 1 && stays_small(word))) {
            n += bd_utf8_lower(word, out + n, word.n + 8);
        } else if (stays_capital(word, count == 1)) {
            memcpy(out + n, word.s, word.n);
            n += word.n;
        } else {
            n += put_capital(out + n, word);
        }
    }
    return bd_view(out, n);
}

/* ---- codes ------------------------------------------------------------------------------------
 */

static bool is_country(const bd_import *im, bede_view code) {
    int col = im->countries ? bd_table_column(im->countries, "code") : -1;
    for (uint32_t row = 0; col >= 0 && row < im->countries->n_rows; row++)
        if (bd_view_eq(bd_table_cell(im->countries, row, col), code))
            return true;
    return false;
}

typedef struct pair {
    char from[4], to[4];
} pair;

static const char *look_up(const pair *list, size_t n, bede_view code) {
    for (size_t i = 0; i < n; i++)
        if (bd_view_is(code, list[i].from))
            return list[i].to;
    return NULL;
}
#define LOOK_UP(list, code) look_up(list, sizeof(list) / sizeof *(list), code)

/* Codes that states have had or that CAMEO spells otherwise. */
static const pair states[] = {{"PAL", "PSE"}, {"ROM", "ROU"}, {"TMP", "TLS"}, {"YUG", "SRB"},
                              {"FRY", "SRB"}, {"SCG", "SRB"}, {"SUN", "RUS"}, {"USR", "RUS"},
                              {"DDR", "DEU"}, {"CSK", "CZE"}, {"ZAR", "COD"}, {"KOS", "KSV"}};
static const pair bodies[] = {{"UNO", "UNO"}, {"EEC", "EUR"}, {"EUR", "EUR"}, {"NAT", "NAT"},
                              {"AFU", "AFU"}, {"OAU", "AFU"}, {"ARL", "ARL"}, {"OSC", "OSC"},
                              {"SCE", "OSC"}, {"IAE", "IAE"}, {"ICC", "ICC"}};
static const pair movements[] = {{"HEZ", "HEZ"}, {"HMS", "HAM"}, {"HAM", "HAM"}, {"ALQ", "QAE"},
                                 {"TAL", "TAL"}, {"ISI", "ISI"}, {"KUR", "KUR"}, {"BOK", "BOK"}};
static const pair sectors[] = {
    {"GOV", "GOV"}, {"MIL", "MIL"}, {"COP", "COP"}, {"JUD", "JUD"}, {"LEG", "LEG"}, {"SPY", "SPY"},
    {"PTY", "PTY"}, {"OPP", "OPP"}, {"REB", "REB"}, {"INS", "REB"}, {"SEP", "REB"}, {"UAF", "UAF"},
    {"CVL", "CVL"}, {"BUS", "BUS"}, {"CRM", "CRM"}, {"EDU", "EDU"}, {"ELI", "ELI"}, {"MED", "JRN"},
    {"LAB", "LAB"}, {"HLH", "MED"}, {"REF", "REF"}, {"REL", "REL"}, {"AGR", "AGR"}, {"ENV", "SOC"},
    {"HRI", "SOC"}, {"DEV", "SOC"}, {"NGO", "NGO"}, {"NGM", "NGO"}, {"IGO", "IGO"}, {"MNC", "BUS"},
    {"SET", "CVL"}, {"CHR", "REL"}, {"MUS", "REL"}, {"JEW", "REL"}, {"HIN", "REL"}, {"BUD", "REL"},
    {"CTH", "REL"}, {"UNK", "UNK"}, {"JRN", "JRN"}, {"SOC", "SOC"}};

static void put3(char to[4], const char *from) {
    memcpy(to, from, 3);
    to[3] = 0;
}

static void read_first(const bd_import *im, bede_view group, import_who *w, bool *used) {
    const char *state = LOOK_UP(states, group);
    char text[4] = {group.s[0], group.s[1], group.s[2], 0};
    *used = true;
    if (state || is_country(im, group)) {
        put3(w->code, state ? state : text);
        put3(w->country, w->code);
    } else if (bd_view_is(group, "IGO")) {
        put3(w->code, "IGO");
        put3(w->sector, "IGO");
    } else if (bd_view_is(group, "NGO") || bd_view_is(group, "NGM")) {
        put3(w->code, "NGO");
        put3(w->sector, "NGO");
    } else if (bd_view_is(group, "MNC")) {
        put3(w->sector, "BUS");
    } else if (bd_view_is(group, "IMG")) {
        put3(w->sector, "REB");
    } else {
        *used = false;
    }
}

static void read_further(import_who *w, bede_view group) {
    const char *to;
    if ((to = LOOK_UP(movements, group)) && !bd_view_is(group, "HAM")) {
        put3(w->code, to);
        if (!w->sector[0])
            put3(w->sector, "REB");
    } else if (!strcmp(w->code, "IGO") && (to = LOOK_UP(bodies, group))) {
        put3(w->code, to);
    } else if ((to = LOOK_UP(sectors, group)) && !w->sector[0]) {
        put3(w->sector, to);
    } else if (strlen(w->lost) + 5 < sizeof w->lost) {
        strncat(w->lost, w->lost[0] ? " " : "", 2);
        strncat(w->lost, group.s, group.n < 3 ? group.n : 3);
    }
}

bool import_code(const bd_import *im, bede_view code, import_who *w) {
    *w = (import_who){0};
    for (size_t i = 0; i < code.n; i += 3) {
        bede_view group = bd_view_part(code, i, i + 3 < code.n ? i + 3 : code.n);
        bool used = false;
        if (i == 0 && group.n == 3)
            read_first(im, group, w, &used);
        if (!used)
            read_further(w, group);
    }
    return w->code[0] || w->sector[0];
}

const char *import_type(bede_view code) {
    static const char *const roots[21] = {
        NULL,      "STATEMENT", "REQUEST",  "AGREE",   "CONSULT", "SUPPORT", "COOPERATE",
        "AID",     "CONCEDE",   "ACCUSE",   "REQUEST", "ACCUSE",  "REJECT",  "THREATEN",
        "PROTEST", "MOBILIZE",  "SANCTION", "COERCE",  "ASSAULT", "ASSAULT", "ASSAULT"};
    if (code.n < 2 || code.n > 4)
        return NULL;
    for (size_t i = 0; i < code.n; i++)
        if (code.s[i] < '0' || code.s[i] > '9')
            return NULL;
    int root = (code.s[0] - '0') * 10 + code.s[1] - '0';
    if (root > 20)
        return NULL;
    char third = code.n > 2 ? code.s[2] : '0';
    if (root == 8 &&
        ((third >= '4' && third <= '7') || bd_view_is(code, "0813") || bd_view_is(code, "0814")))
        return "RETREAT";
    if (root == 19 && (third == '1' || third == '2'))
        return "COERCE";
    return roots[root];
}
