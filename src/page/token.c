/* SPDX-License-Identifier: Apache-2.0 */
/* Names of HTML's elements as numbers. */
#include "page_int.h"

/* ---- names of elements ---------------------------------------------------------------------- */

static const struct tag_name {
    char name[11];
    uint8_t tag;
} tag_names[] = {
    {"a", BD_TAG_A},
    {"address", BD_TAG_ADDRESS},
    {"applet", BD_TAG_SKIP},
    {"area", BD_TAG_VOID},
    {"article", BD_TAG_ARTICLE},
    {"aside", BD_TAG_ASIDE},
    {"audio", BD_TAG_AUDIO},
    {"base", BD_TAG_VOID},
    {"blockquote", BD_TAG_QUOTE},
    {"body", BD_TAG_BODY},
    {"br", BD_TAG_BR},
    {"button", BD_TAG_SKIP},
    {"canvas", BD_TAG_SKIP},
    {"col", BD_TAG_VOID},
    {"dd", BD_TAG_DD},
    {"details", BD_TAG_BLOCK},
    {"dialog", BD_TAG_BLOCK},
    {"div", BD_TAG_DIV},
    {"center", BD_TAG_DIV},
    {"dl", BD_TAG_DL},
    {"dt", BD_TAG_DT},
    {"embed", BD_TAG_VOID},
    {"figcaption", BD_TAG_CAPTION},
    {"caption", BD_TAG_CAPTION},
    {"figure", BD_TAG_FIGURE},
    {"footer", BD_TAG_FOOTER},
    {"form", BD_TAG_FORM},
    {"fieldset", BD_TAG_FORM},
    {"frameset", BD_TAG_BLOCK},
    {"h1", BD_TAG_H1},
    {"h2", BD_TAG_H2},
    {"h3", BD_TAG_H3},
    {"h4", BD_TAG_H4},
    {"h5", BD_TAG_H5},
    {"h6", BD_TAG_H6},
    {"head", BD_TAG_HEAD},
    {"header", BD_TAG_HEADER},
    {"hgroup", BD_TAG_BLOCK},
    {"hr", BD_TAG_HR},
    {"html", BD_TAG_HTML},
    {"iframe", BD_TAG_RAW},
    {"img", BD_TAG_IMG},
    {"input", BD_TAG_VOID},
    {"li", BD_TAG_LI},
    {"link", BD_TAG_LINK},
    {"main", BD_TAG_MAIN},
    {"meta", BD_TAG_META},
    {"nav", BD_TAG_NAV},
    {"menu", BD_TAG_NAV},
    {"noembed", BD_TAG_RAW},
    {"noframes", BD_TAG_RAW},
    {"noscript", BD_TAG_NOSCRIPT},
    {"object", BD_TAG_SKIP},
    {"ol", BD_TAG_OL},
    {"p", BD_TAG_P},
    {"param", BD_TAG_VOID},
    {"pre", BD_TAG_PRE},
    {"rp", BD_TAG_SKIP},
    {"rt", BD_TAG_SKIP},
    {"script", BD_TAG_SCRIPT},
    {"section", BD_TAG_SECTION},
    {"select", BD_TAG_SKIP},
    {"small", BD_TAG_SMALL},
    {"source", BD_TAG_VOID},
    {"style", BD_TAG_RAW},
    {"svg", BD_TAG_SKIP},
    {"table", BD_TAG_TABLE},
    {"tbody", BD_TAG_ROWS},
    {"td", BD_TAG_TD},
    {"template", BD_TAG_SKIP},
    {"textarea", BD_TAG_RAW},
    {"tfoot", BD_TAG_ROWS},
    {"th", BD_TAG_TH},
    {"thead", BD_TAG_ROWS},
    {"time", BD_TAG_TIME},
    {"title", BD_TAG_TITLE},
    {"tr", BD_TAG_TR},
    {"track", BD_TAG_VOID},
    {"ul", BD_TAG_UL},
    {"dir", BD_TAG_UL},
    {"video", BD_TAG_VIDEO},
    {"wbr", BD_TAG_VOID},
    {"xmp", BD_TAG_RAW},
};

enum { N_TAG_NAMES = sizeof tag_names / sizeof *tag_names };

/* Names as numbers: no two of the list have the first seven letters and the length alike. */
static uint64_t packed(const char *s, size_t n) {
    uint64_t x = n < 255 ? n : 255;
    for (size_t i = 0; i < n && i < 7; i++)
        x = x << 8 | (unsigned char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
    return x;
}

static size_t slot_of(uint64_t key) {
    return (size_t)((key * 0x9E3779B97F4A7C15u) >> 56);
}

void bd_tags_init(bd_tags *t) {
    *t = (bd_tags){0};
    for (size_t i = 0; i < N_TAG_NAMES; i++) {
        uint64_t key = packed(tag_names[i].name, strlen(tag_names[i].name));
        size_t s = slot_of(key);
        while (t->key[s])
            s = (s + 1) & 255;
        t->key[s] = key;
        t->tag[s] = tag_names[i].tag;
    }
}

const char *bd_tag_name(bd_tag tag) {
    for (size_t i = 0; i < N_TAG_NAMES; i++)
        if (tag_names[i].tag == tag)
            return tag_names[i].name;
    return tag == BD_TAG_OTHER ? "page" : "span";
}

bd_tag bd_tag_of(const bd_tags *t, bede_view name, uint64_t *key_out) {
    uint64_t key = *key_out = packed(name.s, name.n);
    for (size_t s = slot_of(key); t->key[s]; s = (s + 1) & 255)
        if (t->key[s] == key)
            return t->tag[s];
    /* Custom elements are boxes. */
    return memchr(name.s, '-', name.n) ? BD_TAG_DIV : BD_TAG_INLINE;
}

bool bd_token_attr(const bd_token *t, const char *name, bede_view *out) {
    for (size_t i = 0; i < t->n_attrs; i++)
        if (bd_view_is_nocase(t->attrs[i].name, name)) {
            *out = t->attrs[i].value;
            return true;
        }
    return false;
}
