/* SPDX-License-Identifier: Apache-2.0 */
/* Which pages of a source are wanted. */
#include "intake/intake_int.h"

#include "base/day.h"

bede_view url_host(bede_view url) {
    size_t at = bd_view_find(url, "://", 0);
    if (at == SIZE_MAX)
        return (bede_view){0};
    bede_view rest = bd_view_part(url, at + 3, url.n);
    size_t end = 0;
    while (end < rest.n && rest.s[end] != '/' && rest.s[end] != '?' && rest.s[end] != '#')
        end++;
    for (size_t i = 0; i < end; i++)
        if (rest.s[i] == '@') {
            rest = bd_view_part(rest, i + 1, rest.n);
            end -= i + 1;
            i = 0;
        }
    rest.n = end;
    for (size_t i = 0; i < rest.n; i++)
        if (rest.s[i] == ':')
            rest.n = i;
    return rest;
}

bool filter_host(const source *s, bede_view url) {
    if (!s->options.host)
        return true;
    bede_view host = url_host(url), want = bd_view_z(s->options.host);
    if (host.n < want.n)
        return false;
    bede_view tail = bd_view_part(host, host.n - want.n, host.n);
    return bd_view_is_nocase(tail, s->options.host) &&
           (host.n == want.n || host.s[host.n - want.n - 1] == '.');
}

bool filter_type(const source *s, bede_view type) {
    if (!s->options.type || !type.n)
        return true;
    return bd_view_starts_nocase(type, s->options.type);
}

bool filter_day(const source *s, bede_date day) {
    const bede_source_options *o = &s->options;
    if (!day.day)
        return true;
    if (o->since.year && bd_day_number(day) < bd_day_number(o->since))
        return false;
    return !o->until.year || bd_day_number(day) <= bd_day_number(o->until);
}

/* Languages that news archives are asked for, by both of their codes (ISO 639-1 and -3). */
static const char *const CODES[][2] = {
    {"ar", "ara"}, {"bg", "bul"}, {"cs", "ces"}, {"da", "dan"}, {"de", "deu"}, {"el", "ell"},
    {"en", "eng"}, {"es", "spa"}, {"et", "est"}, {"fa", "fas"}, {"fi", "fin"}, {"fr", "fra"},
    {"he", "heb"}, {"hi", "hin"}, {"hr", "hrv"}, {"hu", "hun"}, {"id", "ind"}, {"it", "ita"},
    {"ja", "jpn"}, {"ko", "kor"}, {"lt", "lit"}, {"lv", "lav"}, {"nl", "nld"}, {"no", "nor"},
    {"pl", "pol"}, {"pt", "por"}, {"ro", "ron"}, {"ru", "rus"}, {"sk", "slk"}, {"sl", "slv"},
    {"sr", "srp"}, {"sv", "swe"}, {"sw", "swa"}, {"tr", "tur"}, {"uk", "ukr"}, {"ur", "urd"},
    {"vi", "vie"}, {"zh", "zho"},
};

static bool same_language(bede_view a, const char *b) {
    if (bd_view_is_nocase(a, b))
        return true;
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if ((bd_view_is_nocase(a, CODES[i][0]) || bd_view_is_nocase(a, CODES[i][1])) &&
            (!strcmp(b, CODES[i][0]) || !strcmp(b, CODES[i][1])))
            return true;
    return false;
}

bool filter_language(const source *s, bede_view languages) {
    if (!s->options.language || !languages.n)
        return true;
    for (bede_view rest = languages, one; bd_view_split(&rest, ',', &one);) {
        one = bd_view_trim(one);
        for (size_t i = 0; i < one.n; i++)
            if (one.s[i] == '-' || one.s[i] == '_')
                one.n = i;
        if (same_language(one, s->options.language))
            return true;
    }
    return false;
}
