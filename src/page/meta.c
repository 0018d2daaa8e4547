/* SPDX-License-Identifier: Apache-2.0 */
/* Metadata of an HTML page: meta elements, JSON-LD, <time>, <title>. */
#include "page_int.h"

bede_view bd_page_tidy(bd_arena *a, bede_view v) {
    /* Twice: many a template escapes what was escaped already. */
    v = bd_page_unescape(a, bd_page_unescape(a, v));
    return v.n ? bd_page_squeeze(a, bd_utf8_clean(a, v)) : (bede_view){0};
}

static bede_view clean(bd_draft *d, bede_view v) {
    return bd_page_tidy(d->arena, v);
}

static bool first_note(const bd_markup *m, bd_draft *d, const char *const *keys, bede_view *out) {
    for (size_t i = 0; keys[i]; i++)
        for (size_t k = 0; k < 8 && bd_markup_note(m, keys[i], k, out); k++) {
            *out = clean(d, *out);
            if (out->n)
                return true;
        }
    *out = (bede_view){0};
    return false;
}

static size_t squashed(bede_view v, char *out, size_t cap) {
    char buf[256];
    size_t n = 0, m = bd_utf8_fold(v, buf, sizeof buf);
    for (size_t i = 0; i < m && n < cap; i++)
        if ((buf[i] >= 'a' && buf[i] <= 'z') || (buf[i] >= '0' && buf[i] <= '9') || buf[i] & 0x80)
            out[n++] = buf[i];
    return n;
}

bool bd_page_names_site(bede_view text, bede_view url) {
    char name[128], host[128];
    size_t at = bd_view_find(url, "://", 0);
    if (text.n > 60 || at == SIZE_MAX)
        return false;
    for (size_t again; (again = bd_view_find(url, "://", at + 3)) != SIZE_MAX;)
        at = again; /* an archive's copy */
    url = bd_view_part(url, at + 3, url.n);
    const char *end = memchr(url.s, '/', url.n);
    url.n = end ? (size_t)(end - url.s) : url.n;
    if (bd_view_starts(url, "www."))
        url = bd_view_part(url, 4, url.n);
    size_t h = squashed(url, host, sizeof host), n = squashed(text, name, sizeof name);
    if (n < 3)
        return false;
    bede_view label = url;
    for (; label.n && label.s[label.n - 1] != '.'; label.n--)
        ;
    size_t l = label.n ? label.n - 1 : 0; /* without the top-level domain */
    l = squashed(bd_view(url.s, l), host, sizeof host);
    if (n == l && !memcmp(name, host, n))
        return true;
    h = squashed(url, host, sizeof host);
    return (n == h && !memcmp(name, host, n)) ||
           (n + 4 <= h && n >= 4 && n * 10 >= l * 7 && !memcmp(name, host, n)) ||
           (n >= 4 && l > n && n * 10 >= l * 6 && !memcmp(name, host + l - n, n));
}

/* "Headline | Outlet", "Outlet: Headline": the part that is the outlet goes. The longest part is
 * the headline unless a part is known to be the outlet. */
/* "Outlet >> Headline", and without blanks where a script has none: "Headline-Outlet". */
static bede_view without_site(bede_view title, bd_draft *d) {
    static const char *const marks[] = {" \xc2\xbb ", " | ", ": ", " // ", " - ", " :: "};
    static const char *const close[] = {"-", "_", "|", "\xef\xbd\x9c"};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        size_t at = bd_view_find(title, marks[k], 0);
        if (at == SIZE_MAX || at + strlen(marks[k]) + 5 > title.n)
            continue;
        bede_view head = bd_view_part(title, 0, at);
        if (bd_page_names_site(head, d->url) || (d->outlet.n && bd_page_same(head, d->outlet)))
            return bd_view_trim(bd_view_part(title, at + strlen(marks[k]), title.n));
    }
    for (size_t k = 0; k < sizeof close / sizeof *close; k++) {
        size_t at = SIZE_MAX, next = bd_view_find(title, close[k], 0);
        for (; next != SIZE_MAX; next = bd_view_find(title, close[k], next + 1))
            at = next;
        if (at == SIZE_MAX || at < 8 || !(title.s[at - 1] & 0x80) || title.n - at > 40 ||
            !(title.s[title.n - 1] & 0x80) || memchr(title.s + at, ' ', title.n - at))
            continue;
        return bd_view_part(title, 0, at);
    }
    return title;
}

static bede_view without_outlet(bede_view title, bd_draft *d) {
    static const char *const marks[] = {
        " | ",  " \xe2\x80\x93 ", " \xe2\x80\x94 ", " - ",       " \xc2\xbb ",
        " :: ", " \xc2\xb7 ",     " \xe2\x80\xa2 ", " \xc2\xab "};
    if (d->outlet.n && title.n > d->outlet.n + 3) {
        if (!strncmp(title.s, d->outlet.s, d->outlet.n) &&
            (title.s[d->outlet.n] == ':' || title.s[d->outlet.n] == ' ')) {
            bede_view rest = bd_view_trim(bd_view_part(title, d->outlet.n, title.n));
            while (rest.n && strchr("|:- ", rest.s[0]))
                rest = bd_view_part(rest, 1, rest.n);
            if (rest.n > 10)
                return rest;
        }
    }
    title = without_site(title, d);
    for (size_t round = 0; round < 3; round++) {
        size_t last = SIZE_MAX, len = 0;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
            for (size_t at = bd_view_find(title, marks[k], 0); at != SIZE_MAX;
                 at = bd_view_find(title, marks[k], at + 1))
                if (last == SIZE_MAX || at > last)
                    last = at, len = strlen(marks[k]);
        if (last == SIZE_MAX)
            break;
        bede_view head = bd_view_part(title, 0, last);
        bede_view rest = bd_view_part(title, last + len, title.n);
        bool outlet =
            (d->outlet.n && bd_page_same(rest, d->outlet)) || bd_page_names_site(rest, d->url);
        bool hyphen = title.s[last + 1] == '-' || (title.s[last + 1] & 0x80);
        if (!outlet && (bd_page_words(rest) > (hyphen ? 4u : 6u) || head.n < rest.n ||
                        bd_page_words(head) < 3))
            break;
        if (!d->outlet.n && round == 0)
            d->outlet = rest;
        title = bd_view_trim(head);
    }
    return title;
}

static void title(const bd_markup *m, bd_draft *d, const bd_ld *ld) {
    static const char *const keys[] = {"og:title", "twitter:title", "dc.title", "title", NULL};
    bede_view v;
    d->title = ld->headline;
    if (!d->title.n && first_note(m, d, keys, &v))
        d->title = v;
    if (d->title.n)
        d->title = without_outlet(d->title, d);
}

static void outlet(const bd_markup *m, bd_draft *d, const bd_ld *ld) {
    static const char *const keys[] = {
        "og:site_name", "application-name", "dc.publisher", "publisher", "cre", NULL};
    bede_view v;
    if (first_note(m, d, keys, &v) && v.n < 100)
        d->outlet = v;
    if (!d->outlet.n)
        d->outlet = ld->publisher;
}

void bd_page_list(bede_view v, bd_views *to) {
    for (size_t at, len; v.n; v = bd_view_part(v, at + len, v.n)) {
        for (at = 0; at < v.n && v.s[at] != ',' && v.s[at] != ';' && v.s[at] != '|'; at++)
            ;
        len = at < v.n;
        if (at < 80)
            bd_views_add(to, bd_view_part(v, 0, at));
    }
}

/* What the page is about, in its own words. */
static void topics(const bd_markup *m, bd_draft *d, const bd_ld *ld) {
    static const char *const about[] = {"og:description", "description",      "twitter:description",
                                        "dc.description", "dcterms.abstract", NULL};
    static const char *const sections[] = {"article:section", "section",    "og:article:section",
                                           "category",        "dc.subject", NULL};
    static const char *const tags[] = {"article:tag", "og:article:tag", "news_keywords", "keywords",
                                       NULL};
    bede_view v;
    if (first_note(m, d, about, &v) && v.n < 4000)
        d->description = v;
    d->section = ld->section;
    if (!d->section.n && first_note(m, d, sections, &v) && v.n < 100)
        d->section = v;
    for (size_t i = 0; tags[i] && !d->tags.n; i++)
        for (size_t k = 0; k < 32 && bd_markup_note(m, tags[i], k, &v); k++)
            bd_page_list(clean(d, v), &d->tags);
    for (size_t i = 0; i < ld->tags.n && !d->tags.n; i++)
        bd_views_add(&d->tags, ld->tags.v[i]);
}

/* Films and sounds: those that JSON-LD names, else the players. */
static void players(const bd_markup *m, bd_draft *d, const bd_ld *ld) {
    bede_view v;
    for (size_t i = 0; i < ld->films.n; i++)
        bd_draft_media(d, ld->films.v[i].kind, ld->films.v[i].caption, (bede_view){0})->duration =
            ld->films.v[i].duration;
    if (!ld->films.n &&
        (bd_markup_note(m, "media:video", 0, &v) || bd_markup_note(m, "og:video", 0, &v) ||
         bd_markup_note(m, "og:video:url", 0, &v)))
        bd_draft_media(d, "video", (bede_view){0}, (bede_view){0});
    else if (!ld->films.n &&
             (bd_markup_note(m, "media:audio", 0, &v) || bd_markup_note(m, "og:audio", 0, &v)))
        bd_draft_media(d, "audio", (bede_view){0}, (bede_view){0});
}

void bd_page_meta(const bd_markup *m, bd_draft *d, bd_ld *ld) {
    static const char *const langs[] = {"html:lang", "content-language", "og:locale",
                                        "language",  "dc.language",      NULL};
    static const char *const urls[] = {"link:canonical", "og:url", NULL};
    bede_view v;
    bd_page_ld(m, d, ld);
    if (!d->url.n && first_note(m, d, urls, &v) && v.n < 2048)
        d->url = v;
    if (first_note(m, d, langs, &v))
        d->language = v;
    else
        d->language = ld->language;
    outlet(m, d, ld);
    title(m, d, ld);
    topics(m, d, ld);
    players(m, d, ld);
}
