/* SPDX-License-Identifier: Apache-2.0 */
/* Names of charsets as pages declare them: the labels of the WHATWG's Encoding Standard, and what
 * iconv calls the encoding that browsers read under each. */
#include "page_int.h"

#include <stdio.h>

/* Labels without their marks and in lower case: "ISO_8859-1:1987" is "iso885911987". Those that
 * follow from a number (iso8859N, cp125N, windows125N) are not listed. */
static const struct {
    const char *label, *name;
} labels[] = {
    {"utf8", "UTF-8"},
    {"unicode11utf8", "UTF-8"},
    {"unicode20utf8", "UTF-8"},
    {"xunicode20utf8", "UTF-8"},
    {"ascii", "WINDOWS-1252"},
    {"usascii", "WINDOWS-1252"},
    {"ansix341968", "WINDOWS-1252"},
    {"cp819", "WINDOWS-1252"},
    {"ibm819", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"l1", "WINDOWS-1252"},
    {"isoir100", "WINDOWS-1252"},
    {"csisolatin1", "WINDOWS-1252"},
    {"xuserdefined", "WINDOWS-1252"},
    {"latin2", "ISO-8859-2"},
    {"l2", "ISO-8859-2"},
    {"isoir101", "ISO-8859-2"},
    {"csisolatin2", "ISO-8859-2"},
    {"latin3", "ISO-8859-3"},
    {"l3", "ISO-8859-3"},
    {"isoir109", "ISO-8859-3"},
    {"csisolatin3", "ISO-8859-3"},
    {"latin4", "ISO-8859-4"},
    {"l4", "ISO-8859-4"},
    {"isoir110", "ISO-8859-4"},
    {"csisolatin4", "ISO-8859-4"},
    {"cyrillic", "ISO-8859-5"},
    {"isoir144", "ISO-8859-5"},
    {"csisolatincyrillic", "ISO-8859-5"},
    {"arabic", "ISO-8859-6"},
    {"asmo708", "ISO-8859-6"},
    {"ecma114", "ISO-8859-6"},
    {"isoir127", "ISO-8859-6"},
    {"csiso88596e", "ISO-8859-6"},
    {"csiso88596i", "ISO-8859-6"},
    {"csisolatinarabic", "ISO-8859-6"},
    {"iso88596e", "ISO-8859-6"},
    {"iso88596i", "ISO-8859-6"},
    {"greek", "ISO-8859-7"},
    {"greek8", "ISO-8859-7"},
    {"ecma118", "ISO-8859-7"},
    {"elot928", "ISO-8859-7"},
    {"isoir126", "ISO-8859-7"},
    {"suneugreek", "ISO-8859-7"},
    {"csisolatingreek", "ISO-8859-7"},
    {"hebrew", "ISO-8859-8"},
    {"visual", "ISO-8859-8"},
    {"logical", "ISO-8859-8"},
    {"isoir138", "ISO-8859-8"},
    {"csiso88598e", "ISO-8859-8"},
    {"csiso88598i", "ISO-8859-8"},
    {"csisolatinhebrew", "ISO-8859-8"},
    {"iso88598e", "ISO-8859-8"},
    {"iso88598i", "ISO-8859-8"},
    {"latin5", "WINDOWS-1254"},
    {"l5", "WINDOWS-1254"},
    {"isoir148", "WINDOWS-1254"},
    {"csisolatin5", "WINDOWS-1254"},
    {"latin6", "ISO-8859-10"},
    {"l6", "ISO-8859-10"},
    {"isoir157", "ISO-8859-10"},
    {"csisolatin6", "ISO-8859-10"},
    {"latin9", "ISO-8859-15"},
    {"l9", "ISO-8859-15"},
    {"csisolatin9", "ISO-8859-15"},
    {"tis620", "CP874"},
    {"dos874", "CP874"},
    {"windows874", "CP874"},
    {"866", "IBM866"},
    {"cp866", "IBM866"},
    {"ibm866", "IBM866"},
    {"csibm866", "IBM866"},
    {"koi", "KOI8-R"},
    {"koi8", "KOI8-R"},
    {"koi8r", "KOI8-R"},
    {"cskoi8r", "KOI8-R"},
    {"koi8u", "KOI8-U"},
    {"koi8ru", "KOI8-U"},
    {"mac", "MACINTOSH"},
    {"macintosh", "MACINTOSH"},
    {"csmacintosh", "MACINTOSH"},
    {"xmacroman", "MACINTOSH"},
    {"xmaccyrillic", "MAC-CYRILLIC"},
    {"xmacukrainian", "MAC-UK"},
    {"gbk", "GB18030"},
    {"xgbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"gb2312", "GB18030"},
    {"gb231280", "GB18030"},
    {"chinese", "GB18030"},
    {"isoir58", "GB18030"},
    {"csgb2312", "GB18030"},
    {"csiso58gb231280", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"cnbig5", "BIG5-HKSCS"},
    {"csbig5", "BIG5-HKSCS"},
    {"xxbig5", "BIG5-HKSCS"},
    {"big5hkscs", "BIG5-HKSCS"},
    {"eucjp", "EUC-JP-MS"},
    {"xeucjp", "EUC-JP-MS"},
    {"cseucpkdfmtjapanese", "EUC-JP-MS"},
    {"iso2022jp", "ISO-2022-JP"},
    {"csiso2022jp", "ISO-2022-JP"},
    {"shiftjis", "CP932"},
    {"sjis", "CP932"},
    {"xsjis", "CP932"},
    {"ms932", "CP932"},
    {"mskanji", "CP932"},
    {"windows31j", "CP932"},
    {"csshiftjis", "CP932"},
    {"euckr", "CP949"},
    {"korean", "CP949"},
    {"isoir149", "CP949"},
    {"ksc5601", "CP949"},
    {"ksc56011987", "CP949"},
    {"ksc56011989", "CP949"},
    {"windows949", "CP949"},
    {"cseuckr", "CP949"},
    {"csksc56011987", "CP949"},
    {"iso2022kr", "ISO-2022-KR"},
    {"csiso2022kr", "ISO-2022-KR"},
    {"utf16", "UTF-16LE"},
    {"utf16le", "UTF-16LE"},
    {"csunicode", "UTF-16LE"},
    {"iso10646ucs2", "UTF-16LE"},
    {"ucs2", "UTF-16LE"},
    {"unicode", "UTF-16LE"},
    {"unicodefeff", "UTF-16LE"},
    {"utf16be", "UTF-16BE"},
    {"unicodefffe", "UTF-16BE"},
};

static bool alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The digits of "iso8859N" and the like; a year behind them (":1987") does not count. */
static int number_behind(const char *s, const char *head) {
    size_t n = strlen(head);
    if (strncmp(s, head, n) != 0)
        return -1;
    s += n;
    size_t len = strlen(s);
    if (len > 4 && s[len - 4] == '1' && s[len - 3] == '9')
        len -= 4;
    int x = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] < '0' || s[i] > '9' || x > 9999)
            return -1;
        x = x * 10 + (s[i] - '0');
    }
    return len ? x : -1;
}

static bool by_number(const char *s, char out[40]) {
    static const char *const pages[] = {"cp", "windows", "xcp"};
    int x = number_behind(s, "iso8859");
    if (x == 1 || x == 9)
        return strcpy(out, x == 1 ? "WINDOWS-1252" : "WINDOWS-1254"), true;
    if (x == 11)
        return strcpy(out, "CP874"), true;
    if (x >= 2 && x <= 16 && x != 12)
        return snprintf(out, 40, "ISO-8859-%d", x), true;
    for (size_t i = 0; i < 3; i++)
        if ((x = number_behind(s, pages[i])) >= 1250 && x <= 1258)
            return snprintf(out, 40, "WINDOWS-%d", x), true;
    return false;
}

void bd_page_charset_name(bede_view v, char out[40]) {
    char s[40];
    size_t n = 0;
    v = bd_view_trim(v);
    out[0] = 0;
    if (!v.n || v.n > 32)
        return;
    for (size_t i = 0; i < v.n; i++)
        if (alnum(v.s[i]))
            s[n++] = (char)(v.s[i] >= 'A' && v.s[i] <= 'Z' ? v.s[i] + 32 : v.s[i]);
    s[n] = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(s, labels[i].label) == 0) {
            strcpy(out, labels[i].name);
            return;
        }
    if (by_number(s, out))
        return;
    memcpy(out, v.s, v.n); /* iconv knows many more */
    out[v.n] = 0;
}
