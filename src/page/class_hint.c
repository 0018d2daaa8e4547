/* SPDX-License-Identifier: Apache-2.0 */
/* What class, id, role and itemprop attributes say about an element. Attribute values are cut into
 * words at punctuation and at capitals ("relatedLinks", "related-links"); each word is looked up.
 */
#include "page_int.h"

#include <stdlib.h>

static const char why_nav[] = "its class or id names navigation";
static const char why_related[] = "its class or id names links to other articles";
static const char why_share[] = "its class or id names a share bar";
static const char why_comment[] = "its class or id names comments";
static const char why_advert[] = "its class or id names an advertisement";
static const char why_legal[] = "its class or id names a notice";
const char bd_why_consent[] = "its class or id names a question of consent";
static const char why_author[] = "its class or id names an author box";
static const char why_byline[] = "its class or id names a byline or date";
static const char why_media[] = "its class or id names a media player";
static const char why_form[] = "its class or id names a form or pop-up";
static const char why_credit[] = "its class or id names a credit";

static const struct word {
    char name[17];
    uint8_t kind;
    const char *why;
} words[] = {
    /* sorted */
    {"ad", BEDE_BLOCK_ADVERT, why_advert},
    {"addthis", BEDE_BLOCK_NAVIGATION, why_share},
    {"ads", BEDE_BLOCK_ADVERT, why_advert},
    {"advert", BEDE_BLOCK_ADVERT, why_advert},
    {"advertisement", BEDE_BLOCK_ADVERT, why_advert},
    {"advertising", BEDE_BLOCK_ADVERT, why_advert},
    {"anzeige", BEDE_BLOCK_ADVERT, why_advert},
    {"author", BEDE_BLOCK_BYLINE, why_byline},
    {"authors", BEDE_BLOCK_BYLINE, why_byline},
    {"autor", BEDE_BLOCK_BYLINE, why_byline},
    {"banner", BEDE_BLOCK_ADVERT, why_advert},
    {"bio", BEDE_BLOCK_AUTHOR, why_author},
    {"breadcrumb", BEDE_BLOCK_NAVIGATION, why_nav},
    {"breadcrumbs", BEDE_BLOCK_NAVIGATION, why_nav},
    {"byline", BEDE_BLOCK_BYLINE, why_byline},
    {"comment", BEDE_BLOCK_COMMENT, why_comment},
    {"commentlist", BEDE_BLOCK_COMMENT, why_comment},
    {"comments", BEDE_BLOCK_COMMENT, why_comment},
    {"complementary", BEDE_BLOCK_RELATED, why_related},
    {"consent", BEDE_BLOCK_LEGAL, bd_why_consent},
    {"contentinfo", BEDE_BLOCK_LEGAL, why_legal},
    {"cookie", BEDE_BLOCK_LEGAL, bd_why_consent},
    {"cookies", BEDE_BLOCK_LEGAL, bd_why_consent},
    {"copyright", BEDE_BLOCK_LEGAL, why_legal},
    {"credit", BEDE_BLOCK_CREDIT, why_credit},
    {"credits", BEDE_BLOCK_CREDIT, why_credit},
    {"dateline", BEDE_BLOCK_BYLINE, why_byline},
    {"disclaimer", BEDE_BLOCK_LEGAL, why_legal},
    {"didomi", BEDE_BLOCK_LEGAL, bd_why_consent},
    {"disqus", BEDE_BLOCK_COMMENT, why_comment},
    {"footer", BEDE_BLOCK_LEGAL, why_legal},
    {"gdpr", BEDE_BLOCK_LEGAL, bd_why_consent},
    {"impressum", BEDE_BLOCK_LEGAL, why_legal},
    {"kommentar", BEDE_BLOCK_COMMENT, why_comment},
    {"kommentare", BEDE_BLOCK_COMMENT, why_comment},
    {"login", BEDE_BLOCK_OTHER, why_form},
    {"masthead", BEDE_BLOCK_NAVIGATION, why_nav},
    {"menu", BEDE_BLOCK_NAVIGATION, why_nav},
    {"meta", BEDE_BLOCK_BYLINE, why_byline},
    {"metadata", BEDE_BLOCK_BYLINE, why_byline},
    {"modal", BEDE_BLOCK_OTHER, why_form},
    {"more", BEDE_BLOCK_RELATED, why_related},
    {"nav", BEDE_BLOCK_NAVIGATION, why_nav},
    {"navbar", BEDE_BLOCK_NAVIGATION, why_nav},
    {"navi", BEDE_BLOCK_NAVIGATION, why_nav},
    {"navigation", BEDE_BLOCK_NAVIGATION, why_nav},
    {"newsletter", BEDE_BLOCK_OTHER, why_form},
    {"onetrust", BEDE_BLOCK_LEGAL, bd_why_consent},
    {"outbrain", BEDE_BLOCK_RELATED, why_related},
    {"pager", BEDE_BLOCK_NAVIGATION, why_nav},
    {"pagination", BEDE_BLOCK_NAVIGATION, why_nav},
    {"paywall", BEDE_BLOCK_OTHER, why_form},
    {"player", BEDE_BLOCK_MEDIA, why_media},
    {"popular", BEDE_BLOCK_RELATED, why_related},
    {"popup", BEDE_BLOCK_OTHER, why_form},
    {"promo", BEDE_BLOCK_RELATED, why_related},
    {"rating", BEDE_BLOCK_OTHER, why_form},
    {"recirc", BEDE_BLOCK_RELATED, why_related},
    {"recommended", BEDE_BLOCK_RELATED, why_related},
    {"related", BEDE_BLOCK_RELATED, why_related},
    {"respond", BEDE_BLOCK_COMMENT, why_comment},
    {"search", BEDE_BLOCK_NAVIGATION, why_nav},
    {"share", BEDE_BLOCK_NAVIGATION, why_share},
    {"sharedaddy", BEDE_BLOCK_NAVIGATION, why_share},
    {"sharing", BEDE_BLOCK_NAVIGATION, why_share},
    {"sidebar", BEDE_BLOCK_RELATED, why_related},
    {"skip", BEDE_BLOCK_NAVIGATION, why_nav},
    {"social", BEDE_BLOCK_NAVIGATION, why_share},
    {"sponsor", BEDE_BLOCK_ADVERT, why_advert},
    {"sponsored", BEDE_BLOCK_ADVERT, why_advert},
    {"subscribe", BEDE_BLOCK_OTHER, why_form},
    {"subscription", BEDE_BLOCK_OTHER, why_form},
    {"taboola", BEDE_BLOCK_ADVERT, why_advert},
    {"tags", BEDE_BLOCK_NAVIGATION, why_nav},
    {"teaser", BEDE_BLOCK_RELATED, why_related},
    {"timestamp", BEDE_BLOCK_BYLINE, why_byline},
    {"toc", BEDE_BLOCK_NAVIGATION, why_nav},
    {"toolbar", BEDE_BLOCK_NAVIGATION, why_nav},
    {"tools", BEDE_BLOCK_NAVIGATION, why_nav},
    {"topnav", BEDE_BLOCK_NAVIGATION, why_nav},
    {"trending", BEDE_BLOCK_RELATED, why_related},
    {"usercentrics", BEDE_BLOCK_LEGAL, bd_why_consent},
    {"widget", BEDE_BLOCK_RELATED, why_related},
};

/* Whole attribute tokens, folded, that name the article's body or its lead. */
static const char *const bodies[] = {
    "articlebody",   "articlecontent", "articletext",        "bodytext",     "contentbody",
    "entrycontent",  "maincontent",    "maintext",           "newsbody",     "newscontent",
    "newstext",      "pagecontent",    "postbody",           "postcontent",  "postentry",
    "posttext",      "singlecontent",  "storybody",          "storycontent", "storytext",
    "storybodycopy", "textcontent",    "articlebodycontent", "articlepage",
};
static const char *const leads[] = {
    "articlelead", "articlesummary", "dek",        "intro",        "lead",     "lede", "standfirst",
    "subheadline", "subtitle",       "teasertext", "articleintro", "leadtext", "deck",
};

static int by_name(const void *key, const void *item) {
    return strcmp(key, ((const struct word *)item)->name);
}

/* Longer words whose beginning is enough: "relatedposts", "commentform". */
static const struct word beginnings[] = {
    {"related", BEDE_BLOCK_RELATED, why_related},
    {"comment", BEDE_BLOCK_COMMENT, why_comment},
    {"sidebar", BEDE_BLOCK_RELATED, why_related},
    {"newsletter", BEDE_BLOCK_OTHER, why_form},
    {"cookie", BEDE_BLOCK_LEGAL, bd_why_consent},
    {"breadcrumb", BEDE_BLOCK_NAVIGATION, why_nav},
    {"navigation", BEDE_BLOCK_NAVIGATION, why_nav},
    {"advert", BEDE_BLOCK_ADVERT, why_advert},
    {"recommend", BEDE_BLOCK_RELATED, why_related},
    {"socialmedia", BEDE_BLOCK_NAVIGATION, why_share},
    {"kommentar", BEDE_BLOCK_COMMENT, why_comment},
    {"sharebar", BEDE_BLOCK_NAVIGATION, why_share},
};

static const struct word *look_up(const char *word) {
    const struct word *hit =
        bsearch(word, words, sizeof words / sizeof *words, sizeof *words, by_name);
    for (size_t i = 0; !hit && i < sizeof beginnings / sizeof *beginnings; i++)
        if (!strncmp(word, beginnings[i].name, strlen(beginnings[i].name)))
            return &beginnings[i];
    return hit;
}

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool alnum(char c) {
    return upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
static char lower(char c) {
    return upper(c) ? (char)(c + 32) : c;
}

static bool listed(const char *s, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!strcmp(s, list[i]))
            return true;
    return false;
}

/* Words that turn the meaning of the others: "has-sidebar", "no-ads", "comment-free". */
static bool turns(const char *w) {
    static const char *const list[] = {"no",    "has",  "with",      "without", "hide",
                                       "free",  "wrap", "container", "layout",  "js",
                                       "theme", "is",   "can"};
    return listed(w, list, sizeof list / sizeof *list);
}

/* One token of the attribute. */
static bd_hint token_hint(const char *s, size_t n, bede_block_kind *kind, const char **why) {
    char whole[33], word[17];
    size_t w = 0, k = 0;
    const struct word *found = NULL;
    bool turned = false;
    for (size_t i = 0; i <= n; i++) {
        bool inside = i < n && alnum(s[i]);
        bool border = !inside || (i > 0 && upper(s[i]) && !upper(s[i - 1]));
        if (border && k) {
            word[k < 16 ? k : 16] = 0;
            found = found ? found : look_up(word);
            turned |= turns(word);
            k = 0;
        }
        if (inside) {
            if (k < 16)
                word[k] = lower(s[i]);
            k++;
            if (w < sizeof whole - 1)
                whole[w++] = lower(s[i]);
        }
    }
    whole[w] = 0;
    if (listed(whole, bodies, sizeof bodies / sizeof *bodies))
        return BD_HINT_BODY;
    if (listed(whole, leads, sizeof leads / sizeof *leads))
        return BD_HINT_LEAD;
    if (!found || turned)
        return BD_HINT_NONE;
    *kind = found->kind, *why = found->why;
    return BD_HINT_BAD;
}

static bool blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bd_hint bd_page_class_hint(bede_view attr, bede_block_kind *kind, const char **why) {
    bd_hint best = BD_HINT_NONE;
    for (size_t i = 0, tokens = 0; i < attr.n && tokens < 24; tokens++) {
        while (i < attr.n && blank(attr.s[i]))
            i++;
        size_t from = i;
        while (i < attr.n && !blank(attr.s[i]))
            i++;
        if (i == from || i - from > 80)
            continue;
        bd_hint h = token_hint(attr.s + from, i - from, kind, why);
        if (h == BD_HINT_BAD && *why == bd_why_consent)
            return h;
        if (h == BD_HINT_BODY)
            return h;
        if (h == BD_HINT_BAD || (h == BD_HINT_LEAD && best == BD_HINT_NONE))
            best = h;
    }
    return best;
}
