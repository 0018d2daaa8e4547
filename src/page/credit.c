/* SPDX-License-Identifier: Apache-2.0 */
/* Who wrote and who is credited: bylines, credit lines, datelines, photo credits. */
#include "page_int.h"

#include <strings.h>

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool starts_nocase(bede_view v, const char *z) {
    size_t n = strlen(z);
    return v.n >= n && !strncasecmp(v.s, z, n);
}

static bede_view cut(bede_view v, size_t n) {
    return bd_view_trim(bd_view_part(v, n, v.n));
}

bool bd_page_separator(bede_view v, const char *signs, size_t *at, size_t *len) {
    static const char *const words[] = {" and ", " und ", " et ", " y ",  " en ", " e ",
                                        " och ", " og ",  " i ",  " ja ", " ve ", " & "};
    for (size_t i = 0; i < v.n; i++) {
        if (strchr(signs, v.s[i]))
            return *at = i, *len = 1, true;
        for (size_t k = 0; v.s[i] == ' ' && k < sizeof words / sizeof *words; k++)
            if (starts_nocase(bd_view_part(v, i, v.n), words[k]))
                return *at = i, *len = strlen(words[k]), true;
    }
    return false;
}

/* Bytes of a mark at v.s[i] that is no part of a name: ASCII, typographic dashes, bullets, arrows,
 * quotes, the copyright sign. */
static size_t mark_at(bede_view v, size_t i) {
    static const char junk[] = " \t\n.,;:|*-()[]\"#+/=<>~";
    unsigned char c = (unsigned char)v.s[i];
    if (c < 0x80)
        return strchr(junk, v.s[i]) && c != 0;
    if (c == 0xc2 && i + 1 < v.n && (unsigned char)v.s[i + 1] < 0xc0)
        return 2;
    return c == 0xe2 && i + 2 < v.n ? 3 : 0;
}

bede_view bd_page_tidy_name(bede_view v) {
    for (size_t w; v.n && (w = mark_at(v, 0));)
        v = bd_view_part(v, w, v.n);
    for (size_t back; v.n; v.n -= back) {
        back = v.n > 2 && mark_at(v, v.n - 3) == 3   ? 3
               : v.n > 1 && mark_at(v, v.n - 2) == 2 ? 2
                                                     : mark_at(v, v.n - 1);
        size_t word = v.n - 1; /* "Jr.", "C.", "S.P." keep their dot */
        while (word && v.s[word - 1] != ' ')
            word--;
        if (!back || (v.s[v.n - 1] == '.' && v.n - word <= 3 && upper(v.s[word])))
            break;
    }
    return v;
}

void bd_page_credit_line(bede_view line, bd_views *credits) {
    static const char *const heads[] = {"with additional reporting by",
                                        "with reporting by",
                                        "(additional reporting by",
                                        "additional reporting by",
                                        "based on reporting by",
                                        "(reporting by",
                                        "reporting by",
                                        "with files from",
                                        "with information from",
                                        "sources:",
                                        "source:",
                                        "with contributions from",
                                        "with agency inputs from",
                                        "quelle:",
                                        "quellen:",
                                        "mit material von",
                                        "mit agenturmaterial von",
                                        "mit informationen von",
                                        "fuente:",
                                        "fuentes:",
                                        "con informaci\xc3\xb3n de",
                                        "con datos de",
                                        "com informa\xc3\xa7\xc3\xb5"
                                        "es de",
                                        "com informa\xc3\xa7\xc3\xb5"
                                        "es da",
                                        "fonte:",
                                        "fonti:",
                                        "con informazioni di",
                                        "(avec",
                                        "avec l'",
                                        "source :",
                                        "sources :",
                                        "bron:",
                                        "k\xc3\xa4lla:",
                                        "kilde:",
                                        "l\xc3\xa4hde:",
                                        "\xc5\xbar\xc3\xb3"
                                        "d\xc5\x82o:",
                                        "zdroj:",
                                        "kaynak:",
                                        "sursa:",
                                        "forr\xc3\xa1s:",
                                        "\xd0\x98\xd1\x81\xd1\x82\xd0\xbe\xd1\x87\xd0\xbd\xd0\xb8"
                                        "\xd0\xba:"};
    bede_view v = bd_view_trim(line);
    bool known = false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads && !known; i++)
        if (starts_nocase(v, heads[i])) {
            v = cut(v, strlen(heads[i]));
            known = true;
        }
    size_t stop = bd_view_find(v, "contributed ", 0);
    if (stop != SIZE_MAX) {
        v.n = stop;
        known = true;
    }
    if (!known || v.n > 400)
        return;
    for (size_t at, len; v.n;) {
        if (!bd_page_separator(v, ",;/&", &at, &len))
            at = v.n, len = 0;
        bede_view name = bd_page_tidy_name(bd_view_part(v, 0, at));
        if (starts_nocase(name, "and "))
            name = cut(name, 4);
        if (starts_nocase(name, "the "))
            name = cut(name, 4);
        size_t in = bd_view_find(name, " in ", 0);
        if (in != SIZE_MAX)
            name.n = in;
        if (name.n > 1 && bd_page_words(name) <= 6)
            bd_views_add(credits, name);
        v = bd_view_part(v, at + len, v.n);
    }
}

/* The agencies of the world, by the signs that papers print. */
static bool is_agency(bede_view v) {
    static const char *const list[] = {"AFP",
                                       "AP",
                                       "Associated Press",
                                       "The Associated Press",
                                       "Reuters",
                                       "REUTERS",
                                       "dpa",
                                       "DPA",
                                       "EFE",
                                       "ANSA",
                                       "APA",
                                       "TASS",
                                       "Xinhua",
                                       "Anadolu",
                                       "AA",
                                       "UPI",
                                       "Interfax",
                                       "RIA Novosti",
                                       "Kyodo",
                                       "Yonhap",
                                       "PTI",
                                       "ANI",
                                       "IANS",
                                       "IRNA",
                                       "ISNA",
                                       "Tasnim",
                                       "Fars",
                                       "MENA",
                                       "WAM",
                                       "SANA",
                                       "SPA",
                                       "KUNA",
                                       "Petra",
                                       "QNA",
                                       "Europa Press",
                                       "Lusa",
                                       "Belga",
                                       "ANP",
                                       "TT",
                                       "NTB",
                                       "Ritzau",
                                       "STT",
                                       "PAP",
                                       "\xc4\x8cTK",
                                       "MTI",
                                       "Agerpres",
                                       "BTA",
                                       "Tanjug",
                                       "Hina",
                                       "HINA",
                                       "Ukrinform",
                                       "BelTA",
                                       "SID",
                                       "sid",
                                       "KNA",
                                       "epd",
                                       "AAP",
                                       "PA",
                                       "PA Media",
                                       "CNA",
                                       "Bernama",
                                       "Antara",
                                       "VNA",
                                       "KCNA",
                                       "NAN",
                                       "APS",
                                       "MAP",
                                       "TAP",
                                       "ATS",
                                       "Keystone-SDA",
                                       "SDA",
                                       "AGI",
                                       "Adnkronos",
                                       "T\xc3\xa9lam",
                                       "Notimex",
                                       "ddp",
                                       "Agence France-Presse",
                                       "Agencia EFE",
                                       "Agencias",
                                       "Agencies"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (bd_view_is(v, list[i]))
            return true;
    return false;
}

/* "\xc2\xa9 AFP 2020", "(dpa)", "AFP, Reuters", "dpa/lno": a short line that is agencies' signs. */
void bd_page_credit_sign(bede_view v, bd_views *credits) {
    v = bd_view_trim(v);
    if (v.n > 60)
        return;
    for (size_t at, len; v.n;) {
        if (!bd_page_separator(v, ",;/&|", &at, &len))
            at = v.n, len = 0;
        bede_view name = bd_page_tidy_name(bd_view_part(v, 0, at));
        while (name.n && name.s[0] >= '0' && name.s[0] <= '9') /* the year */
            name = bd_page_tidy_name(bd_view_part(name, 1, name.n));
        while (name.n && name.s[name.n - 1] >= '0' && name.s[name.n - 1] <= '9')
            name = bd_page_tidy_name(bd_view_part(name, 0, name.n - 1));
        if (starts_nocase(name, "c) "))
            name = bd_page_tidy_name(cut(name, 3));
        if (is_agency(name))
            bd_views_add(credits, name);
        v = bd_view_part(v, at + len, v.n);
    }
}

/* Where the place and agency end and the news begins: a dash behind at most 12 words. */
static size_t dash(bede_view v, size_t *len) {
    static const char *const dashes[] = {"\xe2\x80\x94", "\xe2\x80\x93", "--", " - ", ".- "};
    size_t look = v.n < 110 ? v.n : 110, best = SIZE_MAX;
    for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++) {
        size_t at = bd_view_find(bd_view_part(v, 0, look), dashes[k], 0);
        if (at < best)
            best = at, *len = strlen(dashes[k]);
    }
    return best;
}

static bool agency_name(bede_view v) {
    if (v.n < 2 || v.n > 40 || bd_page_words(v) > 4)
        return false;
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] >= '0' && v.s[i] <= '9')
            return false;
    return upper(v.s[0]) || bd_view_is(v, "dpa");
}

/* "(ANSA) - ROMA, 3 MAG - ..." */
static void leading_sign(bede_view p, bd_draft *d) {
    size_t close = p.n && p.s[0] == '(' ? bd_view_find(p, ")", 0) : SIZE_MAX, len;
    if (close < 40 && dash(bd_view_part(p, close + 1, p.n), &len) < 4)
        bd_page_credit_sign(bd_view_part(p, 1, close), &d->credits);
}

void bd_page_dateline(bede_view p, bd_draft *d) {
    size_t len, end = dash(p, &len), from, to;
    leading_sign(p, d);
    if (end == SIZE_MAX || end < 3 || !upper(p.s[0]))
        return;
    bede_view head = bd_view_part(p, 0, end);
    size_t open = bd_view_find(head, "(", 0), close = bd_view_find(head, ")", 0);
    /* A place in capitals, or an agency in brackets right before the dash. */
    bool caps = head.n > 2 && upper(head.s[1]) && upper(head.s[2]);
    bool bracket =
        open != SIZE_MAX && close != SIZE_MAX && open < close && close + 2 >= bd_view_trim(head).n;
    if (!caps && !bracket)
        return;
    bede_date date;
    if (bd_page_find_date(head, &date, &from, &to))
        bd_draft_date(d, date, BEDE_BASIS_TEXT);
    if (!bracket)
        return;
    bede_view in = bd_view_part(head, open + 1, close);
    for (size_t at, n; in.n;) {
        if (!bd_page_separator(in, ",;/&", &at, &n))
            at = in.n, n = 0;
        bede_view name = bd_page_tidy_name(bd_view_part(in, 0, at));
        if (agency_name(name))
            bd_views_add(&d->credits, name);
        in = bd_view_part(in, at + n, in.n);
    }
}

static bool photo_house(bede_view v) {
    static const char *const names[] = {"REUTERS",  "AFP",      "AP",      "Getty",  "EPA",
                                        "TASS",     "Xinhua",   "dpa",     "ANSA",   "Photo",
                                        "photo",    "Images",   "Press",   "Agency", "via",
                                        "courtesy", "Courtesy", "Handout", "Anadolu"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t at = bd_view_find(v, names[i], 0), n = strlen(names[i]);
        bool left =
            at == 0 || (at != SIZE_MAX && !(v.s[at - 1] & 0x80) && strchr(" /(:,", v.s[at - 1]));
        if (at != SIZE_MAX && left && (at + n == v.n || strchr(" /):,.", v.s[at + n])))
            return true;
    }
    return false;
}

size_t bd_page_caption_credit(bede_view c) {
    size_t open = SIZE_MAX;
    bede_view v = bd_view_trim(c);
    if (v.n < 4)
        return SIZE_MAX;
    if (v.s[v.n - 1] == ')') {
        for (size_t i = v.n; i-- > 0;)
            if (v.s[i] == '(') {
                open = i;
                break;
            }
        if (open != SIZE_MAX && v.n - open < 90 && photo_house(bd_view_part(v, open, v.n)))
            return open + (size_t)(v.s - c.s);
    }
    /* After the last full stop: "... 2018. REUTERS/Name", "... in May. Photo: Name". */
    for (size_t i = v.n - 1; i-- > 0 && v.n - i < 90;)
        if ((v.s[i] == '.' || v.s[i] == '|') && v.s[i + 1] == ' ') {
            bede_view tail = bd_view_part(v, i + 2, v.n);
            bool house =
                starts_nocase(tail, "REUTERS/") || starts_nocase(tail, "photo:") ||
                starts_nocase(tail, "photograph:") || starts_nocase(tail, "credit:") ||
                starts_nocase(tail, "AP Photo") || starts_nocase(tail, "image:") ||
                (bd_page_words(tail) <= 4 && memchr(tail.s, '/', tail.n) && photo_house(tail));
            if (house)
                return i + 2 + (size_t)(v.s - c.s);
        }
    return SIZE_MAX;
}
