/* SPDX-License-Identifier: Apache-2.0 */
/* Character references: "&eacute;", "&#233;", "&#xE9;" to UTF-8. */
#include "page_int.h"

#include <stdlib.h>

/* The names of HTML 4 and those of HTML 5 that stand for letters of Latin and Cyrillic, for
 * punctuation and for spaces. Sorted by byte. */
static const struct entity {
    char name[9];
    uint16_t cp;
} entities[] = {
    /* clang-format off */
    {"AElig", 198}, {"AMP", 38}, {"Aacute", 193}, {"Abreve", 258}, {"Acirc", 194}, {"Acy", 1040},
    {"Agrave", 192}, {"Alpha", 913}, {"Amacr", 256}, {"Aogon", 260}, {"Aring", 197},
    {"Atilde", 195}, {"Auml", 196}, {"Bcy", 1041}, {"Beta", 914}, {"CHcy", 1063}, {"COPY", 169},
    {"Cacute", 262}, {"Ccaron", 268}, {"Ccedil", 199}, {"Ccirc", 264}, {"Cdot", 266},
    {"Cedilla", 184}, {"Chi", 935}, {"DJcy", 1026}, {"DScy", 1029}, {"DZcy", 1039},
    {"Dagger", 8225}, {"Dcaron", 270}, {"Dcy", 1044}, {"Delta", 916}, {"Dot", 168},
    {"Dstrok", 272}, {"ENG", 330}, {"ETH", 208}, {"Eacute", 201}, {"Ecaron", 282},
    {"Ecirc", 202}, {"Ecy", 1069}, {"Edot", 278}, {"Egrave", 200}, {"Emacr", 274},
    {"Eogon", 280}, {"Epsilon", 917}, {"Eta", 919}, {"Euml", 203}, {"Fcy", 1060}, {"GJcy", 1027},
    {"GT", 62}, {"Gamma", 915}, {"Gbreve", 286}, {"Gcedil", 290}, {"Gcirc", 284}, {"Gcy", 1043},
    {"Gdot", 288}, {"HARDcy", 1066}, {"Hat", 94}, {"Hcirc", 292}, {"Hstrok", 294},
    {"IEcy", 1045}, {"IJlig", 306}, {"IOcy", 1025}, {"Iacute", 205}, {"Icirc", 206},
    {"Icy", 1048}, {"Idot", 304}, {"Igrave", 204}, {"Imacr", 298}, {"Iogon", 302}, {"Iota", 921},
    {"Itilde", 296}, {"Iukcy", 1030}, {"Iuml", 207}, {"Jcirc", 308}, {"Jcy", 1049},
    {"Jsercy", 1032}, {"Jukcy", 1028}, {"KHcy", 1061}, {"KJcy", 1036}, {"Kappa", 922},
    {"Kcedil", 310}, {"Kcy", 1050}, {"LJcy", 1033}, {"LT", 60}, {"Lacute", 313}, {"Lambda", 923},
    {"Lcaron", 317}, {"Lcedil", 315}, {"Lcy", 1051}, {"Lmidot", 319}, {"Lstrok", 321},
    {"Mcy", 1052}, {"Mu", 924}, {"NJcy", 1034}, {"Nacute", 323}, {"Ncaron", 327},
    {"Ncedil", 325}, {"Ncy", 1053}, {"NewLine", 10}, {"NoBreak", 8288}, {"Ntilde", 209},
    {"Nu", 925}, {"OElig", 338}, {"Oacute", 211}, {"Ocirc", 212}, {"Ocy", 1054}, {"Odblac", 336},
    {"Ograve", 210}, {"Omacr", 332}, {"Omega", 937}, {"Omicron", 927}, {"Oslash", 216},
    {"Otilde", 213}, {"Ouml", 214}, {"OverBar", 8254}, {"Pcy", 1055}, {"Phi", 934}, {"Pi", 928},
    {"Prime", 8243}, {"Psi", 936}, {"QUOT", 34}, {"REG", 174}, {"Racute", 340}, {"Rcaron", 344},
    {"Rcedil", 342}, {"Rcy", 1056}, {"Rho", 929}, {"SHCHcy", 1065}, {"SHcy", 1064},
    {"SOFTcy", 1068}, {"Sacute", 346}, {"Scaron", 352}, {"Scedil", 350}, {"Scirc", 348},
    {"Scy", 1057}, {"Sigma", 931}, {"THORN", 222}, {"TSHcy", 1035}, {"TScy", 1062}, {"Tab", 9},
    {"Tau", 932}, {"Tcaron", 356}, {"Tcedil", 354}, {"Tcy", 1058}, {"Theta", 920},
    {"Tstrok", 358}, {"Uacute", 218}, {"Ubrcy", 1038}, {"Ubreve", 364}, {"Ucirc", 219},
    {"Ucy", 1059}, {"Udblac", 368}, {"Ugrave", 217}, {"Umacr", 362}, {"Uogon", 370},
    {"Upsilon", 933}, {"Uring", 366}, {"Utilde", 360}, {"Uuml", 220}, {"Vcy", 1042},
    {"Verbar", 8214}, {"Vert", 8214}, {"Wcirc", 372}, {"Xi", 926}, {"YAcy", 1071},
    {"YIcy", 1031}, {"YUcy", 1070}, {"Yacute", 221}, {"Ycirc", 374}, {"Ycy", 1067},
    {"Yuml", 376}, {"ZHcy", 1046}, {"Zacute", 377}, {"Zcaron", 381}, {"Zcy", 1047},
    {"Zdot", 379}, {"Zeta", 918}, {"aacute", 225}, {"abreve", 259}, {"acirc", 226},
    {"acute", 180}, {"acy", 1072}, {"aelig", 230}, {"af", 8289}, {"agrave", 224},
    {"alefsym", 8501}, {"alpha", 945}, {"amacr", 257}, {"amp", 38}, {"and", 8743}, {"ang", 8736},
    {"angst", 197}, {"aogon", 261}, {"apos", 39}, {"aring", 229}, {"ast", 42}, {"asymp", 8776},
    {"atilde", 227}, {"auml", 228}, {"bcy", 1073}, {"bdquo", 8222}, {"beta", 946},
    {"bprime", 8245}, {"brvbar", 166}, {"bsemi", 8271}, {"bsol", 92}, {"bull", 8226},
    {"bullet", 8226}, {"cacute", 263}, {"cap", 8745}, {"caret", 8257}, {"ccaron", 269},
    {"ccedil", 231}, {"ccirc", 265}, {"cdot", 267}, {"cedil", 184}, {"cent", 162},
    {"chcy", 1095}, {"chi", 967}, {"circ", 710}, {"circledR", 174}, {"clubs", 9827},
    {"colon", 58}, {"comma", 44}, {"commat", 64}, {"cong", 8773}, {"copy", 169}, {"crarr", 8629},
    {"cup", 8746}, {"curren", 164}, {"dArr", 8659}, {"dagger", 8224}, {"darr", 8595},
    {"dash", 8208}, {"dcaron", 271}, {"dcy", 1076}, {"ddagger", 8225}, {"deg", 176},
    {"delta", 948}, {"diams", 9830}, {"die", 168}, {"div", 247}, {"divide", 247}, {"djcy", 1106},
    {"dollar", 36}, {"dscy", 1109}, {"dstrok", 273}, {"dzcy", 1119}, {"eacute", 233},
    {"ecaron", 283}, {"ecirc", 234}, {"ecy", 1101}, {"edot", 279}, {"egrave", 232},
    {"emacr", 275}, {"empty", 8709}, {"emsp", 8195}, {"emsp13", 8196}, {"emsp14", 8197},
    {"eng", 331}, {"ensp", 8194}, {"eogon", 281}, {"epsilon", 949}, {"equals", 61},
    {"equiv", 8801}, {"eta", 951}, {"eth", 240}, {"euml", 235}, {"euro", 8364}, {"excl", 33},
    {"exist", 8707}, {"fcy", 1092}, {"fnof", 402}, {"forall", 8704}, {"frac12", 189},
    {"frac14", 188}, {"frac34", 190}, {"frasl", 8260}, {"gacute", 501}, {"gamma", 947},
    {"gbreve", 287}, {"gcirc", 285}, {"gcy", 1075}, {"gdot", 289}, {"ge", 8805}, {"gjcy", 1107},
    {"grave", 96}, {"gt", 62}, {"hArr", 8660}, {"hairsp", 8202}, {"half", 189}, {"hardcy", 1098},
    {"harr", 8596}, {"hcirc", 293}, {"hearts", 9829}, {"hellip", 8230}, {"horbar", 8213},
    {"hstrok", 295}, {"hybull", 8259}, {"hyphen", 8208}, {"iacute", 237}, {"ic", 8291},
    {"icirc", 238}, {"icy", 1080}, {"iecy", 1077}, {"iexcl", 161}, {"igrave", 236},
    {"ijlig", 307}, {"imacr", 299}, {"image", 8465}, {"imath", 305}, {"imped", 437},
    {"infin", 8734}, {"inodot", 305}, {"int", 8747}, {"iocy", 1105}, {"iogon", 303},
    {"iota", 953}, {"iquest", 191}, {"isin", 8712}, {"it", 8290}, {"itilde", 297},
    {"iukcy", 1110}, {"iuml", 239}, {"jcirc", 309}, {"jcy", 1081}, {"jmath", 567},
    {"jsercy", 1112}, {"jukcy", 1108}, {"kappa", 954}, {"kcedil", 311}, {"kcy", 1082},
    {"kgreen", 312}, {"khcy", 1093}, {"kjcy", 1116}, {"lArr", 8656}, {"lacute", 314},
    {"lambda", 955}, {"lang", 9001}, {"laquo", 171}, {"larr", 8592}, {"lbrace", 123},
    {"lbrack", 91}, {"lcaron", 318}, {"lcedil", 316}, {"lceil", 8968}, {"lcub", 123},
    {"lcy", 1083}, {"ldquo", 8220}, {"ldquor", 8222}, {"le", 8804}, {"lfloor", 8970},
    {"ljcy", 1113}, {"lmidot", 320}, {"lowast", 8727}, {"lowbar", 95}, {"loz", 9674},
    {"lpar", 40}, {"lrm", 8206}, {"lsaquo", 8249}, {"lsqb", 91}, {"lsquo", 8216},
    {"lsquor", 8218}, {"lstrok", 322}, {"lt", 60}, {"macr", 175}, {"mcy", 1084}, {"mdash", 8212},
    {"micro", 181}, {"midast", 42}, {"middot", 183}, {"minus", 8722}, {"mldr", 8230},
    {"mu", 956}, {"nabla", 8711}, {"nacute", 324}, {"napos", 329}, {"nbsp", 160},
    {"ncaron", 328}, {"ncedil", 326}, {"ncy", 1085}, {"ndash", 8211}, {"ne", 8800}, {"ni", 8715},
    {"njcy", 1114}, {"nldr", 8229}, {"not", 172}, {"notin", 8713}, {"nsub", 8836},
    {"ntilde", 241}, {"nu", 957}, {"num", 35}, {"numsp", 8199}, {"oacute", 243}, {"ocirc", 244},
    {"ocy", 1086}, {"odblac", 337}, {"oelig", 339}, {"ograve", 242}, {"oline", 8254},
    {"omacr", 333}, {"omega", 969}, {"omicron", 959}, {"oplus", 8853}, {"or", 8744},
    {"ordf", 170}, {"ordm", 186}, {"oslash", 248}, {"otilde", 245}, {"otimes", 8855},
    {"ouml", 246}, {"para", 182}, {"part", 8706}, {"pcy", 1087}, {"percnt", 37}, {"period", 46},
    {"permil", 8240}, {"perp", 8869}, {"pertenk", 8241}, {"phi", 966}, {"pi", 960}, {"piv", 982},
    {"plus", 43}, {"plusmn", 177}, {"pm", 177}, {"pound", 163}, {"prime", 8242}, {"prod", 8719},
    {"prop", 8733}, {"psi", 968}, {"puncsp", 8200}, {"qprime", 8279}, {"quest", 63},
    {"quot", 34}, {"rArr", 8658}, {"racute", 341}, {"radic", 8730}, {"rang", 9002},
    {"raquo", 187}, {"rarr", 8594}, {"rbrace", 125}, {"rbrack", 93}, {"rcaron", 345},
    {"rcedil", 343}, {"rceil", 8969}, {"rcub", 125}, {"rcy", 1088}, {"rdquo", 8221},
    {"rdquor", 8221}, {"real", 8476}, {"reg", 174}, {"rfloor", 8971}, {"rho", 961},
    {"rlm", 8207}, {"rpar", 41}, {"rsaquo", 8250}, {"rsqb", 93}, {"rsquo", 8217},
    {"rsquor", 8217}, {"sacute", 347}, {"sbquo", 8218}, {"scaron", 353}, {"scedil", 351},
    {"scirc", 349}, {"scy", 1089}, {"sdot", 8901}, {"sect", 167}, {"semi", 59}, {"shchcy", 1097},
    {"shcy", 1096}, {"shy", 173}, {"sigma", 963}, {"sigmaf", 962}, {"sim", 8764},
    {"softcy", 1100}, {"sol", 47}, {"spades", 9824}, {"strns", 175}, {"sub", 8834},
    {"sube", 8838}, {"sum", 8721}, {"sup", 8835}, {"sup1", 185}, {"sup2", 178}, {"sup3", 179},
    {"supe", 8839}, {"szlig", 223}, {"tau", 964}, {"tcaron", 357}, {"tcedil", 355},
    {"tcy", 1090}, {"there4", 8756}, {"theta", 952}, {"thetasym", 977}, {"thinsp", 8201},
    {"thorn", 254}, {"tilde", 732}, {"times", 215}, {"tprime", 8244}, {"trade", 8482},
    {"tscy", 1094}, {"tshcy", 1115}, {"tstrok", 359}, {"uArr", 8657}, {"uacute", 250},
    {"uarr", 8593}, {"ubrcy", 1118}, {"ubreve", 365}, {"ucirc", 251}, {"ucy", 1091},
    {"udblac", 369}, {"ugrave", 249}, {"umacr", 363}, {"uml", 168}, {"uogon", 371},
    {"upsih", 978}, {"upsilon", 965}, {"uring", 367}, {"utilde", 361}, {"uuml", 252},
    {"vcy", 1074}, {"verbar", 124}, {"vert", 124}, {"wcirc", 373}, {"weierp", 8472}, {"xi", 958},
    {"yacute", 253}, {"yacy", 1103}, {"ycirc", 375}, {"ycy", 1099}, {"yen", 165}, {"yicy", 1111},
    {"yucy", 1102}, {"yuml", 255}, {"zacute", 378}, {"zcaron", 382}, {"zcy", 1079},
    {"zdot", 380}, {"zeta", 950}, {"zhcy", 1078}, {"zwj", 8205}, {"zwnj", 8204}
    /* clang-format on */
};

/* What the numbers 128 to 159 mean on the web: windows-1252. */
static const uint16_t c1[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static bool digit(char c) {
    return c >= '0' && c <= '9';
}
static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int hex(char c) {
    if (digit(c))
        return c - '0';
    return (c >= 'a' && c <= 'f') ? c - 'a' + 10 : (c >= 'A' && c <= 'F') ? c - 'A' + 10 : -1;
}

/* "&#233;" and "&#xE9;"; the semicolon may be missing. */
static size_t numeric(const char *s, size_t n, int32_t *cp) {
    size_t i = 2;
    bool is_hex = i < n && (s[i] == 'x' || s[i] == 'X');
    int32_t x = 0;
    size_t from = i += is_hex;
    for (; i < n && (is_hex ? hex(s[i]) >= 0 : digit(s[i])); i++)
        if (x < 0x110000)
            x = x * (is_hex ? 16 : 10) + hex(s[i]);
    if (i == from)
        return 0;
    if (x >= 0x80 && x < 0xA0)
        x = c1[x - 0x80];
    /* Zero, surrogates and what is beyond Unicode. */
    *cp = x == 0 || (x >= 0xD800 && x < 0xE000) || x > 0x10FFFF ? 0xFFFD : x;
    return i + (i < n && s[i] == ';');
}

static int by_name(const void *key, const void *item) {
    return strcmp(key, ((const struct entity *)item)->name);
}

static const struct entity *look_up(const char *s, size_t n) {
    char name[9];
    memcpy(name, s, n);
    name[n] = 0;
    return bsearch(name, entities, sizeof entities / sizeof *entities, sizeof *entities, by_name);
}

size_t bd_page_entity(const char *s, size_t n, char out[4], size_t *out_n) {
    int32_t cp = 0;
    size_t used = 0, len = 0;
    if (n < 3 || s[0] != '&')
        return 0;
    if (s[1] == '#') {
        used = numeric(s, n, &cp);
    } else {
        while (len < 8 && 1 + len < n && (letter(s[1 + len]) || digit(s[1 + len])))
            len++;
        const struct entity *e = len > 1 ? look_up(s + 1, len) : NULL;
        bool closed = 1 + len < n && s[1 + len] == ';';
        /* Without a semicolon only Latin-1's old names count: "&copy 2020", not "&sub=1". */
        if (!e || (!closed && (e->cp > 0xFF || (1 + len < n && s[1 + len] == '='))))
            return 0;
        cp = e->cp;
        used = 1 + len + closed;
    }
    if (used)
        *out_n = bd_utf8_put(cp, out);
    return used;
}

bede_view bd_page_unescape(bd_arena *a, bede_view v) {
    const char *amp = v.n ? memchr(v.s, '&', v.n) : NULL;
    if (!amp)
        return v;
    char *out = bd_arena_alloc(a, v.n + 4), buf[4];
    size_t n = 0, got = 0;
    for (size_t i = 0; i < v.n;) {
        size_t used = v.s[i] == '&' ? bd_page_entity(v.s + i, v.n - i, buf, &got) : 0;
        if (used) {
            memcpy(out + n, buf, got);
            n += got, i += used;
        } else {
            out[n++] = v.s[i++];
        }
    }
    return bd_view(out, n);
}
