/* SPDX-License-Identifier: Apache-2.0 */
/* What a line says about itself: the set phrases that web pages put around an article. */
#include "page_int.h"

#include <strings.h>

typedef struct phrase {
    const char *s;
    uint8_t kind;
} phrase;

/* Whole lines, folded, without punctuation at the end. */
static const phrase whole[] = {
    {"accessibility links", BEDE_BLOCK_NAVIGATION},
    {"breaking news", BEDE_BLOCK_NAVIGATION},
    {"latest news", BEDE_BLOCK_NAVIGATION},
    {"top stories", BEDE_BLOCK_NAVIGATION},
    {"main menu", BEDE_BLOCK_NAVIGATION},
    {"menu", BEDE_BLOCK_NAVIGATION},
    {"search", BEDE_BLOCK_NAVIGATION},
    {"home", BEDE_BLOCK_NAVIGATION},
    {"news", BEDE_BLOCK_NAVIGATION},
    {"world", BEDE_BLOCK_NAVIGATION},
    {"world news", BEDE_BLOCK_NAVIGATION},
    {"politics", BEDE_BLOCK_NAVIGATION},
    {"business", BEDE_BLOCK_NAVIGATION},
    {"opinion", BEDE_BLOCK_NAVIGATION},
    {"sports", BEDE_BLOCK_NAVIGATION},
    {"sport", BEDE_BLOCK_NAVIGATION},
    {"culture", BEDE_BLOCK_NAVIGATION},
    {"share", BEDE_BLOCK_NAVIGATION},
    {"share this", BEDE_BLOCK_NAVIGATION},
    {"share this article", BEDE_BLOCK_NAVIGATION},
    {"print", BEDE_BLOCK_NAVIGATION},
    {"email", BEDE_BLOCK_NAVIGATION},
    {"e-mail", BEDE_BLOCK_NAVIGATION},
    {"facebook", BEDE_BLOCK_NAVIGATION},
    {"twitter", BEDE_BLOCK_NAVIGATION},
    {"whatsapp", BEDE_BLOCK_NAVIGATION},
    {"telegram", BEDE_BLOCK_NAVIGATION},
    {"linkedin", BEDE_BLOCK_NAVIGATION},
    {"reddit", BEDE_BLOCK_NAVIGATION},
    {"pinterest", BEDE_BLOCK_NAVIGATION},
    {"copy link", BEDE_BLOCK_NAVIGATION},
    {"sign in", BEDE_BLOCK_NAVIGATION},
    {"log in", BEDE_BLOCK_NAVIGATION},
    {"login", BEDE_BLOCK_NAVIGATION},
    {"register", BEDE_BLOCK_NAVIGATION},
    {"subscribe", BEDE_BLOCK_NAVIGATION},
    {"subscribe now", BEDE_BLOCK_NAVIGATION},
    {"donate", BEDE_BLOCK_NAVIGATION},
    {"back to top", BEDE_BLOCK_NAVIGATION},
    {"top", BEDE_BLOCK_NAVIGATION},
    {"tags", BEDE_BLOCK_NAVIGATION},
    {"topics", BEDE_BLOCK_NAVIGATION},
    {"previous", BEDE_BLOCK_NAVIGATION},
    {"next", BEDE_BLOCK_NAVIGATION},
    {"next article", BEDE_BLOCK_NAVIGATION},
    {"previous article", BEDE_BLOCK_NAVIGATION},
    {"save", BEDE_BLOCK_NAVIGATION},
    {"follow", BEDE_BLOCK_NAVIGATION},
    {"follow us", BEDE_BLOCK_NAVIGATION},
    {"listen", BEDE_BLOCK_MEDIA},
    {"please wait", BEDE_BLOCK_MEDIA},
    {"loading", BEDE_BLOCK_MEDIA},
    {"no media source currently available", BEDE_BLOCK_MEDIA},
    {"photo", BEDE_BLOCK_MEDIA},
    {"photos", BEDE_BLOCK_MEDIA},
    {"video", BEDE_BLOCK_MEDIA},
    {"audio", BEDE_BLOCK_MEDIA},
    {"image", BEDE_BLOCK_MEDIA},
    {"gallery", BEDE_BLOCK_MEDIA},
    {"slideshow", BEDE_BLOCK_MEDIA},
    {"embed", BEDE_BLOCK_MEDIA},
    {"play", BEDE_BLOCK_MEDIA},
    {"pause", BEDE_BLOCK_MEDIA},
    {"mute", BEDE_BLOCK_MEDIA},
    {"play video", BEDE_BLOCK_MEDIA},
    {"direct link", BEDE_BLOCK_MEDIA},
    {"pop-out player", BEDE_BLOCK_MEDIA},
    {"download", BEDE_BLOCK_MEDIA},
    {"media player", BEDE_BLOCK_MEDIA},
    {"close", BEDE_BLOCK_MEDIA},
    {"hide caption", BEDE_BLOCK_MEDIA},
    {"toggle caption", BEDE_BLOCK_MEDIA},
    {"image caption", BEDE_BLOCK_MEDIA},
    {"media caption", BEDE_BLOCK_MEDIA},
    {"enlarge this image", BEDE_BLOCK_MEDIA},
    {"view gallery", BEDE_BLOCK_MEDIA},
    {"your browser does not support the video tag", BEDE_BLOCK_MEDIA},
    {"ad", BEDE_BLOCK_ADVERT},
    {"advertisement", BEDE_BLOCK_ADVERT},
    {"advertisement continue reading the main story", BEDE_BLOCK_ADVERT},
    {"continue reading the main story", BEDE_BLOCK_ADVERT},
    {"sponsored", BEDE_BLOCK_ADVERT},
    {"story continues below advertisement", BEDE_BLOCK_ADVERT},
    {"article continues below", BEDE_BLOCK_ADVERT},
    {"scroll to continue", BEDE_BLOCK_ADVERT},
    {"anzeige", BEDE_BLOCK_ADVERT},
    {"werbung", BEDE_BLOCK_ADVERT},
    {"comments", BEDE_BLOCK_COMMENT},
    {"view comments", BEDE_BLOCK_COMMENT},
    {"leave a comment", BEDE_BLOCK_COMMENT},
    {"post a comment", BEDE_BLOCK_COMMENT},
    {"join the conversation", BEDE_BLOCK_COMMENT},
    {"kommentare", BEDE_BLOCK_COMMENT},
    {"all rights reserved", BEDE_BLOCK_LEGAL},
    {"privacy policy", BEDE_BLOCK_LEGAL},
    {"terms of use", BEDE_BLOCK_LEGAL},
    {"accept cookies", BEDE_BLOCK_LEGAL},
    {"accept all", BEDE_BLOCK_LEGAL},
    {"contact us", BEDE_BLOCK_LEGAL},
    {"about us", BEDE_BLOCK_LEGAL},
};

/* Whole lines that announce links to other articles. */
static const char *const headers[] = {
    "read more",
    "related",
    "related articles",
    "related stories",
    "related news",
    "related topics",
    "see also",
    "more on this story",
    "more on this topic",
    "more stories",
    "more news",
    "you may also like",
    "you might also like",
    "recommended",
    "recommended for you",
    "most read",
    "most popular",
    "most viewed",
    "also read",
    "read also",
    "editor's picks",
    "editors' picks",
    "don't miss",
    "trending",
    "trending now",
    "in other news",
    "also in the news",
    "more from",
    "further reading",
    "what to read next",
    "up next",
    "more like this",
    "around the web",
    "from the web",
    "related content",
    "related links",
    "explore further",
    "more to read",
    /* German, French, Spanish, Portuguese, Italian */
    "lesen sie auch",
    "mehr zum thema",
    "auch interessant",
    "zum thema",
    "weitere artikel",
    "weitere beitrage",
    "ahnliche beitrage",
    "ahnliche artikel",
    "ahnliche themen",
    "verwandte beitrage",
    "verwandte themen",
    "verwandte artikel",
    "empfohlene beitrage",
    "das konnte sie auch interessieren",
    "das konnte dich auch interessieren",
    "mehr lesen",
    "das thema konnte dich auch interessieren",
    "weiterlesen",
    "a lire aussi",
    "lire aussi",
    "sur le meme sujet",
    "lea tambien",
    "lea mas",
    "leer mas",
    "te puede interesar",
    "le puede interesar",
    "noticias relacionadas",
    "leia tambem",
    "leia mais",
    "leggi anche",
};

/* Beginnings of a line. */
static const phrase starts[] = {
    {"skip to ", BEDE_BLOCK_NAVIGATION},
    {"skip navigation", BEDE_BLOCK_NAVIGATION},
    {"jump to ", BEDE_BLOCK_NAVIGATION},
    {"share on ", BEDE_BLOCK_NAVIGATION},
    {"share via ", BEDE_BLOCK_NAVIGATION},
    {"share this ", BEDE_BLOCK_NAVIGATION},
    {"click to share", BEDE_BLOCK_NAVIGATION},
    {"filed under", BEDE_BLOCK_NAVIGATION},
    {"tags:", BEDE_BLOCK_NAVIGATION},
    {"tagged:", BEDE_BLOCK_NAVIGATION},
    {"posted in ", BEDE_BLOCK_NAVIGATION},
    {"categories:", BEDE_BLOCK_NAVIGATION},
    {"topics:", BEDE_BLOCK_NAVIGATION},
    {"print this ", BEDE_BLOCK_NAVIGATION},
    {"read more:", BEDE_BLOCK_RELATED},
    {"also read:", BEDE_BLOCK_RELATED},
    {"read also:", BEDE_BLOCK_RELATED},
    {"see also:", BEDE_BLOCK_RELATED},
    {"related:", BEDE_BLOCK_RELATED},
    {"more:", BEDE_BLOCK_RELATED},
    {"read:", BEDE_BLOCK_RELATED},
    {"more from ", BEDE_BLOCK_RELATED},
    {"more on ", BEDE_BLOCK_RELATED},
    {"read more about ", BEDE_BLOCK_RELATED},
    {"read the full ", BEDE_BLOCK_RELATED},
    {"lesen sie auch", BEDE_BLOCK_RELATED},
    {"lesen sie hier", BEDE_BLOCK_RELATED},
    {"mehr zum thema", BEDE_BLOCK_RELATED},
    {"lea mas:", BEDE_BLOCK_RELATED},
    {"lea tambien", BEDE_BLOCK_RELATED},
    {"leia tambem", BEDE_BLOCK_RELATED},
    {"leia mais", BEDE_BLOCK_RELATED},
    {"a lire aussi", BEDE_BLOCK_RELATED},
    {"lire aussi", BEDE_BLOCK_RELATED},
    {"leggi anche", BEDE_BLOCK_RELATED},
    {"foto: ", BEDE_BLOCK_CREDIT},
    {"bild: ", BEDE_BLOCK_CREDIT},
    {"fotos: ", BEDE_BLOCK_CREDIT},
    {"quelle: ", BEDE_BLOCK_CREDIT},
    {"bildquelle", BEDE_BLOCK_CREDIT},
    {"credit:", BEDE_BLOCK_CREDIT},
    {"credits:", BEDE_BLOCK_CREDIT},
    {"with reporting by ", BEDE_BLOCK_CREDIT},
    {"with additional reporting", BEDE_BLOCK_CREDIT},
    {"additional reporting by ", BEDE_BLOCK_CREDIT},
    {"reporting by ", BEDE_BLOCK_CREDIT},
    {"(reporting by ", BEDE_BLOCK_CREDIT},
    {"editing by ", BEDE_BLOCK_CREDIT},
    {"(editing by ", BEDE_BLOCK_CREDIT},
    {"(additional reporting", BEDE_BLOCK_CREDIT},
    {"(writing by ", BEDE_BLOCK_CREDIT},
    {"writing by ", BEDE_BLOCK_CREDIT},
    {"with files from ", BEDE_BLOCK_CREDIT},
    {"with information from ", BEDE_BLOCK_CREDIT},
    {"based on reporting by ", BEDE_BLOCK_CREDIT},
    {"source:", BEDE_BLOCK_CREDIT},
    {"sources:", BEDE_BLOCK_CREDIT},
    {"photo by ", BEDE_BLOCK_CREDIT},
    {"photo:", BEDE_BLOCK_CREDIT},
    {"photo credit", BEDE_BLOCK_CREDIT},
    {"photograph:", BEDE_BLOCK_CREDIT},
    {"image:", BEDE_BLOCK_CREDIT},
    {"image credit", BEDE_BLOCK_CREDIT},
    {"picture:", BEDE_BLOCK_CREDIT},
    {"image copyright", BEDE_BLOCK_CREDIT},
    {"image source", BEDE_BLOCK_CREDIT},
    {"leave a comment", BEDE_BLOCK_COMMENT},
    {"leave a reply", BEDE_BLOCK_COMMENT},
    {"comments (", BEDE_BLOCK_COMMENT},
    {"your email address will not", BEDE_BLOCK_COMMENT},
    {"slideshow (", BEDE_BLOCK_MEDIA},
    {"copyright (c)", BEDE_BLOCK_LEGAL},
    {"copyright \xc2\xa9", BEDE_BLOCK_LEGAL},
    {"copyright 2", BEDE_BLOCK_LEGAL},
    {"© ", BEDE_BLOCK_LEGAL},
    {"(c) 20", BEDE_BLOCK_LEGAL},
    {"our standards: ", BEDE_BLOCK_LEGAL},
    {"the code has been copied", BEDE_BLOCK_MEDIA},
    {"the url has been copied", BEDE_BLOCK_MEDIA},
    {"we use cookies", BEDE_BLOCK_LEGAL},
    {"this site uses cookies", BEDE_BLOCK_LEGAL},
    {"this website uses cookies", BEDE_BLOCK_LEGAL},
    {"by continuing to use this", BEDE_BLOCK_LEGAL},
    {"story continues below", BEDE_BLOCK_ADVERT},
    {"article continues after", BEDE_BLOCK_ADVERT},
    {"to find out more, click", BEDE_BLOCK_LEGAL},
    {"get the latest ", BEDE_BLOCK_ADVERT},
    {"sign up for ", BEDE_BLOCK_ADVERT},
    {"sign up to ", BEDE_BLOCK_ADVERT},
    {"subscribe to ", BEDE_BLOCK_ADVERT},
    {"download our app", BEDE_BLOCK_ADVERT},
    {"download the ", BEDE_BLOCK_ADVERT},
};

/* Labels of captions, cut off. */
static const char *const labels[] = {
    "watch:",       "video:",  "listen:",       "caption:",     "in picture:",
    "in pictures:", "photos:", "image caption", "media caption"};

/* Anywhere in a line; what outlets say of themselves and lawyers of them. */
static const phrase strong[] = {
    {"all rights reserved", BEDE_BLOCK_LEGAL},
    {"journalists report the news in", BEDE_BLOCK_AUTHOR},
    {"may not be published, broadcast", BEDE_BLOCK_LEGAL},
    {"may not be reproduced", BEDE_BLOCK_LEGAL},
    {"without prior written permission", BEDE_BLOCK_LEGAL},
    {"agree to our terms", BEDE_BLOCK_LEGAL},
    {"our privacy policy", BEDE_BLOCK_LEGAL},
    {"our use of cookies", BEDE_BLOCK_LEGAL},
    {"use of cookies", BEDE_BLOCK_LEGAL},
    {"trust principles", BEDE_BLOCK_LEGAL},
    {"enable javascript", BEDE_BLOCK_MEDIA},
    {"contributed to this report", BEDE_BLOCK_CREDIT},
    {"contributed to this story", BEDE_BLOCK_CREDIT},
    {"contributed reporting", BEDE_BLOCK_CREDIT},
};

/* The same, but a sentence of an article may hold them: only near the end count they. */
static const phrase weak[] = {
    {"click here", BEDE_BLOCK_LEGAL},
    {"terms of use", BEDE_BLOCK_LEGAL},
    {"privacy policy", BEDE_BLOCK_LEGAL},
    {"terms and conditions", BEDE_BLOCK_LEGAL},
    {"copyright", BEDE_BLOCK_LEGAL},
    {"our journalists", BEDE_BLOCK_AUTHOR},
    {"our reporters", BEDE_BLOCK_AUTHOR},
    {"our newsroom", BEDE_BLOCK_AUTHOR},
    {"our readers", BEDE_BLOCK_AUTHOR},
    {"is a correspondent", BEDE_BLOCK_AUTHOR},
    {"is a reporter", BEDE_BLOCK_AUTHOR},
    {"is a journalist", BEDE_BLOCK_AUTHOR},
    {"is a freelance", BEDE_BLOCK_AUTHOR},
    {"is a senior correspondent", BEDE_BLOCK_AUTHOR},
    {"is a senior editor", BEDE_BLOCK_AUTHOR},
    {"is an editor", BEDE_BLOCK_AUTHOR},
    {"award-winning", BEDE_BLOCK_AUTHOR},
    {"follow him on", BEDE_BLOCK_AUTHOR},
    {"follow her on", BEDE_BLOCK_AUTHOR},
    {"follow us on", BEDE_BLOCK_AUTHOR},
    {"can be reached at", BEDE_BLOCK_AUTHOR},
    {"is published by", BEDE_BLOCK_AUTHOR},
    {"independent news organi", BEDE_BLOCK_AUTHOR},
    {"is an independent", BEDE_BLOCK_AUTHOR},
    {"news service that", BEDE_BLOCK_AUTHOR},
    {"readers in", BEDE_BLOCK_AUTHOR},
    {"newsletter", BEDE_BLOCK_ADVERT},
    {"subscribe", BEDE_BLOCK_ADVERT},
    {"contact us", BEDE_BLOCK_LEGAL},
    {"our content", BEDE_BLOCK_LEGAL},
};

static const char *why_of(bede_block_kind k) {
    switch (k) {
    case BEDE_BLOCK_NAVIGATION: return "a phrase of menus and share bars";
    case BEDE_BLOCK_RELATED: return "points to other articles";
    case BEDE_BLOCK_MEDIA: return "a message or time of a media player";
    case BEDE_BLOCK_CREDIT: return "names who reported or took the picture";
    case BEDE_BLOCK_BYLINE: return "names the author or prints the date";
    case BEDE_BLOCK_AUTHOR: return "tells about the author or the outlet";
    case BEDE_BLOCK_LEGAL: return "a phrase of legal notices";
    case BEDE_BLOCK_COMMENT: return "invites comments";
    case BEDE_BLOCK_ADVERT: return "a phrase of advertisements";
    default: return "stands around the article";
    }
}

static bool yes(bd_clue *out, bede_block_kind kind, bool is_strong) {
    *out = (bd_clue){.kind = kind, .why = why_of(kind), .strong = is_strong};
    return true;
}

/* Player times and image sizes: "0:00 0:01:00", "16x9 Image", "1 / 12", "240p 360p". */
static bool is_player(bede_view f) {
    size_t digits = 0, marks = 0, letters = 0;
    for (size_t i = 0; i < f.n; i++) {
        char c = f.s[i];
        if (c >= '0' && c <= '9')
            digits++;
        else if (c == ':' || c == '/' || (c == 'x' && i > 0 && f.s[i - 1] <= '9'))
            marks++;
        else if ((c & 0x80) || (c >= 'a' && c <= 'z'))
            letters++;
    }
    if (f.n > 40 || !digits)
        return false;
    if (!letters)
        return marks > 0 || f.n < 6;
    return bd_view_ends(f, "image") && marks && digits < 6;
}

static bool is_whole(bede_view f, bd_clue *out) {
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (bd_view_is(f, whole[i].s))
            return yes(out, whole[i].kind, true);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (bd_view_is(f, headers[i])) {
            yes(out, BEDE_BLOCK_RELATED, true);
            return out->header = true;
        }
    return false;
}

static bool is_start(bede_view f, bd_clue *out) {
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (f.n && f.s[0] == labels[i][0] && bd_view_starts(f, labels[i]) &&
            f.n > strlen(labels[i]) + 12) {
            yes(out, BEDE_BLOCK_CAPTION, true);
            out->skip = (uint16_t)strlen(labels[i]);
            return true;
        }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (f.n && f.s[0] == starts[i].s[0] && bd_view_starts(f, starts[i].s))
            /* What is as long as a sentence may be one; names of reporters may be many. */
            return yes(out, starts[i].kind,
                       f.n < (starts[i].kind == BEDE_BLOCK_CREDIT ? 300 : 140));
    return false;
}

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || c & 0x80;
}

/* A phrase of the list at the beginning of any word. */
static bool holds(bede_view f, const phrase *list, size_t n, bool is_strong, bd_clue *out) {
    for (size_t at = 0; at < f.n; at++) {
        if (!letter(f.s[at]) || (at > 0 && letter(f.s[at - 1])))
            continue;
        for (size_t i = 0; i < n; i++)
            if (list[i].s[0] == f.s[at] && bd_view_starts(bd_view_part(f, at, f.n), list[i].s))
                return yes(out, list[i].kind, is_strong);
    }
    return false;
}

bool bd_page_clue(bede_view line, bd_clue *out) {
    char buf[512];
    bede_view f = bd_view_trim(bd_view(buf, bd_utf8_fold(line, buf, sizeof buf)));
    bool bracket = f.n > 2 && f.s[0] == '[' && f.s[f.n - 1] == ']';
    while (f.n > 3 && !memcmp(f.s, "\xe2\x80\xa2", 3)) /* a bullet */
        f = bd_view_trim(bd_view_part(f, 3, f.n));
    bede_view bare = f;
    while (bare.n && strchr(".:!>|*-_", bare.s[bare.n - 1]))
        bare.n--;
    bare = bd_view_trim(bare);
    if (!bare.n)
        return yes(out, BEDE_BLOCK_OTHER, true);
    if (bracket && f.n < 200)
        return yes(out, BEDE_BLOCK_RELATED, true);
    if (is_player(bare))
        return yes(out, BEDE_BLOCK_MEDIA, true);
    if (bare.n < 60 && is_whole(bare, out))
        return true;
    if (is_start(f, out))
        return true;
    if (holds(f, strong, sizeof strong / sizeof *strong, true, out))
        return true;
    return holds(f, weak, sizeof weak / sizeof *weak, false, out);
}

/* ---- shapes of lines --------------------------------------------------------------------------
 */

bool bd_page_ends_sentence(bede_view v) {
    static const char *const closers[] = {
        "\"", "'", ")", "]", "\xe2\x80\x9d", "\xe2\x80\x99", "\xc2\xbb", "\xe2\x80\x9c"};
    static const char *const ends[] = {".",
                                       "!",
                                       "?",
                                       "\xe2\x80\xa6",
                                       "\xe3\x80\x82",
                                       "\xef\xbc\x81",
                                       "\xef\xbc\x9f",
                                       "\xd8\x9f",
                                       "\xe0\xa5\xa4"};
    v = bd_view_trim(v);
    for (bool more = true; more && v.n;) {
        more = false;
        for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
            if (bd_view_ends(v, closers[i])) {
                v.n -= strlen(closers[i]);
                more = true;
            }
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (bd_view_ends(v, ends[i]))
            return true;
    return false;
}

size_t bd_page_words(bede_view v) {
    size_t n = 0;
    bool in = false;
    for (size_t i = 0; i < v.n; i++) {
        bool space = v.s[i] == ' ' || (v.s[i] >= '\t' && v.s[i] <= '\r');
        n += !space && !in;
        in = !space;
    }
    return n;
}

/* The next letter or digit from v.s[*i], folded to lower case if ASCII; 0 at the end. */
static int next_sign(bede_view v, size_t *i) {
    while (*i < v.n) {
        unsigned char c = (unsigned char)v.s[(*i)++];
        if (c >= 'A' && c <= 'Z')
            return c + 32;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0xc3)
            return c;
        if (c >= 0x80 && *i >= 2 && (unsigned char)v.s[*i - 2] >= 0xc3 &&
            (unsigned char)v.s[*i - 2] != 0xe2)
            return c;
    }
    return 0;
}

bool bd_page_same(bede_view a, bede_view b) {
    size_t i = 0, j = 0;
    for (;;) {
        int x = next_sign(a, &i), y = next_sign(b, &j);
        while (x == 0xe2) /* typographic quotes and dashes */
            x = next_sign(a, &i);
        while (y == 0xe2)
            y = next_sign(b, &j);
        if (x != y)
            return false;
        if (!x)
            return true;
    }
}

bede_view bd_page_squeeze(bd_arena *a, bede_view v) {
    char *s = bd_arena_alloc(a, v.n + 1);
    size_t n = 0;
    for (size_t i = 0, len; i < v.n; i += len) {
        int32_t cp = bd_utf8_get(v, i, &len);
        if (bd_cp_space(cp)) {
            if (n && s[n - 1] != ' ')
                s[n++] = ' ';
        } else {
            memcpy(s + n, v.s + i, len);
            n += len;
        }
    }
    while (n && s[n - 1] == ' ')
        n--;
    return bd_view(s, n);
}
