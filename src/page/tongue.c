/* SPDX-License-Identifier: Apache-2.0 */
/* The language of an article: English by its small words, else what the page declares, else
 * libexttextcat, whose fingerprints are only loaded when a page needs them. */
#include "page_int.h"

#include <libexttextcat/textcat.h>

#define TEXTCAT_FOLDER "/usr/share/libexttextcat/"

/* Share of words that are the commonest of English, in the first 4 kB. */
static double english(bede_view text) {
    static const char *const list[] = {
        "the",  "of",  "to", "and", "in", "that", "a",    "for", "on", "was", "with", "is",  "by",
        "said", "has", "he", "it",  "at", "from", "have", "be",  "as", "an",  "were", "his", "its"};
    size_t words = 0, hits = 0, look = text.n < 4096 ? text.n : 4096;
    for (size_t i = 0; i < look;) {
        while (i < look && (text.s[i] == ' ' || text.s[i] == '\n'))
            i++;
        size_t from = i;
        while (i < look && text.s[i] != ' ' && text.s[i] != '\n')
            i++;
        bede_view w = bd_view_part(text, from, i);
        words += w.n > 0;
        for (size_t k = 0; w.n && w.n < 5 && k < sizeof list / sizeof *list; k++)
            if (bd_view_is_nocase(w, list[k])) {
                hits++;
                break;
            }
    }
    return words ? (double)hits / (double)words : 0;
}

static bede_view primary(bede_view declared, bd_arena *a) {
    size_t n = 0;
    declared = bd_view_trim(declared);
    while (n < declared.n && n < 3 && (declared.s[n] | 32) >= 'a' && (declared.s[n] | 32) <= 'z')
        n++;
    if (n < 2)
        return BD_LIT("");
    char *s = bd_arena_copy(a, declared.s, n);
    for (size_t i = 0; i < n; i++)
        s[i] = (char)(s[i] | 32);
    return bd_view(s, n);
}

/* "[de--utf8]" or "[pt-BR--utf8][gl--utf8]": the first one's code. */
static bede_view first_code(const char *answer, bd_arena *a) {
    size_t n = 0;
    if (!answer || answer[0] != '[')
        return BD_LIT("");
    answer++;
    while ((answer[n] | 32) >= 'a' && (answer[n] | 32) <= 'z')
        n++;
    return n == 2 || n == 3 ? bd_view(bd_arena_copy(a, answer, n), n) : BD_LIT("");
}

bede_view bd_page_language(bd_page *p, bd_arena *a, bede_view text, bede_view declared) {
    bede_view said = primary(declared, a);
    double share = english(text);
    if (text.n < 40)
        return said;
    if (share > 0.2 || (share > 0.12 && !said.n) || (share > 0.12 && bd_view_is(said, "en")))
        return BD_LIT("en");
    if (said.n && !bd_view_is(said, "en"))
        return said;
    if (!p->textcat_tried) {
        p->textcat_tried = true;
        p->textcat = special_textcat_Init(TEXTCAT_FOLDER "fpdb.conf", TEXTCAT_FOLDER);
    }
    if (!p->textcat)
        return said;
    bede_view found =
        first_code(textcat_Classify(p->textcat, text.s, text.n < 2000 ? text.n : 2000), a);
    return found.n ? found : said;
}
