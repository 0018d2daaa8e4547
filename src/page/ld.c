/* SPDX-License-Identifier: Apache-2.0 */
/* JSON-LD: what the page says of itself in schema.org's words. */
#include "page_int.h"

#include <jansson.h>

static void release(void *json) {
    json_decref(json);
}

static bede_view text_of(bd_arena *a, const json_t *v) {
    if (json_is_array(v))
        v = json_array_get(v, 0);
    if (json_is_object(v)) {
        const json_t *name = json_object_get(v, "name");
        v = name ? name : json_object_get(v, "@value");
    }
    if (!json_is_string(v))
        return (bede_view){0};
    bede_view s = bd_view(json_string_value(v), json_string_length(v));
    return bd_page_squeeze(a, bd_utf8_clean(a, s));
}

static bool ends_with_type(const json_t *type) {
    static const char *const list[] = {"Article",
                                       "NewsArticle",
                                       "BlogPosting",
                                       "ReportageNewsArticle",
                                       "LiveBlogPosting",
                                       "AnalysisNewsArticle",
                                       "Report",
                                       "OpinionNewsArticle",
                                       "BackgroundNewsArticle",
                                       "SocialMediaPosting",
                                       "ScholarlyArticle",
                                       "TechArticle"};
    const char *s = json_string_value(json_is_array(type) ? json_array_get(type, 0) : type);
    for (size_t i = 0; s && i < sizeof list / sizeof *list; i++)
        if (!strcmp(s, list[i]))
            return true;
    return false;
}

static void authors(bd_arena *a, const json_t *v, bd_ld *out) {
    size_t n = json_is_array(v) ? json_array_size(v) : 1;
    for (size_t i = 0; i < n && i < 16; i++)
        bd_page_author_names(text_of(a, json_is_array(v) ? json_array_get(v, i) : v),
                             &out->authors);
}

static void take(bede_view *to, bede_view v) {
    if (!to->n)
        *to = v;
}

static void object(bd_arena *a, const json_t *o, bd_ld *out) {
    if (!ends_with_type(json_object_get(o, "@type")))
        return;
    out->article = true;
    take(&out->headline, text_of(a, json_object_get(o, "headline")));
    take(&out->published, text_of(a, json_object_get(o, "datePublished")));
    take(&out->publisher, text_of(a, json_object_get(o, "publisher")));
    take(&out->language, text_of(a, json_object_get(o, "inLanguage")));
    const json_t *body = json_object_get(o, "articleBody");
    if (json_is_string(body) && !out->body.n)
        out->body = bd_utf8_clean(a, bd_view(json_string_value(body), json_string_length(body)));
    if (!out->authors.n)
        authors(a, json_object_get(o, "author"), out);
}

void bd_page_ld(bd_arena *a, bede_view text, bd_ld *out) {
    if (text.n > (2u << 20))
        return;
    /* Raw line breaks inside strings are common and not JSON. */
    char *s = bd_arena_copy(a, text.s, text.n);
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)s[i] < 0x20)
            s[i] = ' ';
    json_t *json = json_loadb(s, text.n, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
    if (!json)
        return;
    bd_arena_defer(a, release, json);
    const json_t *list = json_is_object(json) && json_object_get(json, "@graph")
                             ? json_object_get(json, "@graph")
                             : json;
    if (!json_is_array(list)) {
        object(a, list, out);
        const json_t *main = json_object_get(list, "mainEntity");
        if (json_is_object(main))
            object(a, main, out);
        return;
    }
    size_t n = json_array_size(list);
    for (size_t i = 0; i < n && i < 256; i++)
        if (json_is_object(json_array_get(list, i)))
            object(a, json_array_get(list, i), out);
}
