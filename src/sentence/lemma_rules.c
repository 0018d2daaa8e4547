/* SPDX-License-Identifier: Apache-2.0 */
/* Regular inflection undone: the base of "-s", "-ed", "-ing", "-er", "-est". */
#include "sentence/lemma_rules.h"

static bool vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool ends(const char *s, size_t n, const char *end) {
    size_t k = strlen(end);
    return n >= k && memcmp(s + n - k, end, k) == 0;
}

/* Does the stem that "-ed" or "-ing" left want its "e" back? The first ending that fits decides;
 * '-' is the bare stem, 'e' wants the letter. Grouped by last letter, longest first. */
static const struct ending {
    const char *end;
    char want;
} ENDINGS[] = {
    {"scrib", 'e'}, {"ib", 'e'},     {"ob", 'e'},     {"cub", 'e'},   {"c", 'e'},
    {"ead", '-'},   {"oad", '-'},    {"ad", 'e'},     {"eed", '-'},   {"ced", 'e'},
    {"ped", 'e'},   {"ed", '-'},     {"aid", '-'},    {"oid", '-'},   {"bid", '-'},
    {"id", 'e'},    {"ood", '-'},    {"od", 'e'},     {"oud", '-'},   {"aud", '-'},
    {"ud", 'e'},    {"chaf", 'e'},   {"saf", 'e'},    {"rif", 'e'},   {"ing", '-'},
    {"ong", '-'},   {"young", '-'},  {"bang", '-'},   {"hang", '-'},  {"gang", '-'},
    {"clang", '-'}, {"pang", '-'},   {"ng", 'e'},     {"rg", 'e'},    {"lg", 'e'},
    {"dg", 'e'},    {"ag", 'e'},     {"eg", 'e'},     {"ig", 'e'},    {"og", 'e'},
    {"ug", 'e'},    {"breath", 'e'}, {"bath", 'e'},   {"cloth", 'e'}, {"sooth", 'e'},
    {"loath", 'e'}, {"seeth", 'e'},  {"eak", '-'},    {"oak", '-'},   {"ak", 'e'},
    {"eik", '-'},   {"ik", 'e'},     {"ook", '-'},    {"ok", 'e'},    {"ebuk", 'e'},
    {"nuk", 'e'},   {"rl", '-'},     {"wl", '-'},     {"ll", '-'},    {"xhal", 'e'},
    {"nhal", 'e'},  {"mpal", 'e'},   {"scal", 'e'},   {"stal", 'e'},  {"al", '-'},
    {"ail", '-'},   {"oil", '-'},    {"eil", '-'},    {"uil", '-'},   {"evil", '-'},
    {"ncil", '-'},  {"eril", '-'},   {"il", 'e'},     {"nsol", 'e'},  {"arol", 'e'},
    {"ajol", 'e'},  {"ol", '-'},     {"aul", '-'},    {"oul", '-'},   {"sul", '-'},
    {"ul", 'e'},    {"el", '-'},     {"tyl", 'e'},    {"yl", '-'},    {"l", 'e'},
    {"aim", '-'},   {"eam", '-'},    {"oam", '-'},    {"am", 'e'},    {"chem", 'e'},
    {"em", '-'},    {"oom", '-'},    {"som", 'e'},    {"com", 'e'},   {"tim", 'e'},
    {"rim", 'e'},   {"mim", 'e'},    {"um", 'e'},     {"ain", '-'},   {"oin", '-'},
    {"ein", '-'},   {"uin", '-'},    {"in", 'e'},     {"tpon", 'e'},  {"phon", 'e'},
    {"ondon", 'e'}, {"hron", 'e'},   {"clon", 'e'},   {"aton", 'e'},  {"dron", 'e'},
    {"hon", 'e'},   {"erven", 'e'},  {"onven", 'e'},  {"aven", 'e'},  {"tun", 'e'},
    {"run", 'e'},   {"wan", 'e'},    {"eap", '-'},    {"oap", '-'},   {"ap", 'e'},
    {"ossip", '-'}, {"rship", '-'},  {"ip", 'e'},     {"oop", '-'},   {"velop", '-'},
    {"allop", '-'}, {"op", 'e'},     {"yp", 'e'},     {"dup", 'e'},   {"ear", '-'},
    {"oar", '-'},   {"dollar", '-'}, {"ar", 'e'},     {"air", '-'},   {"eir", '-'},
    {"oir", '-'},   {"ir", 'e'},     {"erfer", 'e'},  {"dher", 'e'},  {"sever", '-'},
    {"ever", '-'},  {"oher", 'e'},   {"sincer", 'e'}, {"er", '-'},    {"oor", '-'},
    {"xplor", 'e'}, {"gnor", 'e'},   {"estor", 'e'},  {"scor", 'e'},  {"stor", 'e'},
    {"dor", 'e'},   {"eplor", 'e'},  {"mplor", 'e'},  {"bor", '-'},   {"or", '-'},
    {"our", '-'},   {"murmur", '-'}, {"cur", '-'},    {"ur", 'e'},    {"yr", 'e'},
    {"ss", '-'},    {"ccus", 'e'},   {"xcus", 'e'},   {"cus", '-'},   {"bias", '-'},
    {"nvas", '-'},  {"gas", '-'},    {"s", 'e'},      {"creat", 'e'}, {"eat", '-'},
    {"oat", '-'},   {"mbat", '-'},   {"hat", '-'},    {"at", 'e'},    {"mplet", 'e'},
    {"mpet", 'e'},  {"delet", 'e'},  {"eplet", 'e'},  {"et", '-'},    {"nvit", 'e'},
    {"unit", 'e'},  {"gnit", 'e'},   {"xcit", 'e'},   {"ncit", 'e'},  {"ecit", 'e'},
    {"writ", 'e'},  {"pedit", 'e'},  {"it", '-'},     {"oot", '-'},   {"ivot", '-'},
    {"ilot", '-'},  {"allot", '-'},  {"ot", 'e'},     {"out", '-'},   {"ebut", '-'},
    {"ut", 'e'},    {"past", 'e'},   {"wast", 'e'},   {"tast", 'e'},  {"hast", 'e'},
    {"byt", 'e'},   {"ou", '-'},     {"u", 'e'},      {"v", 'e'},     {"ow", '-'},
    {"tz", '-'},    {"zz", '-'},     {"z", 'e'},
};

static bool wants_e(const char *s, size_t n) {
    for (size_t i = 0; n && i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (ends(s, n, ENDINGS[i].end))
            return ENDINGS[i].want == 'e';
    return false;
}

/* The bare stem made a word: "stopp" to "stop", "lik" to "like", "tri" to "try". */
static size_t mend(char *s, size_t n, bool adjective) {
    if (n >= 3 && s[n - 1] == s[n - 2] && !vowel(s[n - 1])) {
        bool keep = strchr("lsfz", s[n - 1]) != NULL && !(adjective && s[n - 1] == 'l' && n < 4);
        return keep || n == 3 ? n : n - 1; /* "added" */
    }
    if (n >= 2 && s[n - 1] == 'i') {
        s[n - 1] = 'y';
        return n;
    }
    if (n >= 3 && s[n - 1] == 'k' && s[n - 2] == 'c' && s[n - 3] == 'i' && n > 6)
        return n - 1; /* "panicked" */
    if (wants_e(s, n))
        s[n++] = 'e';
    return n;
}

/* A stem without a vowel is no stem: "sing", "red". */
static bool has_vowel(const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (vowel(s[i]))
            return true;
    return false;
}

size_t bd_lemma_past(char *s, size_t n) {
    if (n > 4 && ends(s, n, "eed"))
        return n - 1;
    if (n > 3 && ends(s, n, "ed") && has_vowel(s, n - 2))
        return mend(s, n - 2, false);
    return n;
}

size_t bd_lemma_ing(char *s, size_t n) {
    if (n > 4 && ends(s, n, "in'"))
        return mend(s, n - 3, false);
    if (n < 5 || !ends(s, n, "ing") || !has_vowel(s, n - 3))
        return n;
    return s[n - 4] == 'i' ? n - 3 : mend(s, n - 3, false);
}

size_t bd_lemma_s(char *s, size_t n) {
    if (n < 3 || s[n - 1] != 's' || s[n - 2] == 's')
        return n;
    if (s[n - 2] >= '0' && s[n - 2] <= '9')
        return n; /* "1990s" */
    if (n > 3 && s[n - 2] == '\'')
        return n - 2;
    if (n > 4 && ends(s, n, "ies")) {
        s[n - 3] = 'y';
        return n - 2;
    }
    static const char *const es[] = {"ches", "shes", "sses", "xes", "zzes", "oes"};
    for (size_t i = 0; i < sizeof es / sizeof *es; i++)
        if (n > strlen(es[i]) && ends(s, n, es[i]))
            return n - 2;
    if (n > 6 && ends(s, n, "uses") && !vowel(s[n - 5]) && s[n - 5] != 'f' && s[n - 5] != 'c' &&
        s[n - 5] != 'b' && s[n - 5] != 'm')
        return n - 2;
    return n - 1;
}

size_t bd_lemma_more(char *s, size_t n) {
    size_t cut = ends(s, n, "est") ? 3 : ends(s, n, "er") ? 2 : 0;
    if (!cut || n < cut + 3 || !has_vowel(s, n - cut))
        return n;
    return mend(s, n - cut, true);
}
