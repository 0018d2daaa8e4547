/* SPDX-License-Identifier: Apache-2.0 */
/* Codes, names and scales of other event data. */
#include "store/export_int.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *code, *fips, *cow, *name;
} COUNTRIES[] = {
#include "store_countries.inc"
};
static const struct {
    const char *code, *name, *icews, *phoenix;
} CAMEO[] = {
#include "store_cameo.inc"
};

static int country(bede_view code) {
    for (size_t i = 0; code.n == 3 && i < sizeof COUNTRIES / sizeof *COUNTRIES; i++)
        if (!memcmp(COUNTRIES[i].code, code.s, 3))
            return (int)i;
    return -1;
}

bool bd_is_country(bede_view code) {
    return country(code) >= 0;
}
const char *bd_country_fips(bede_view code) {
    int i = country(code);
    return i < 0 ? "" : COUNTRIES[i].fips;
}
const char *bd_country_cow(bede_view code) {
    int i = country(code);
    return i < 0 ? "" : COUNTRIES[i].cow;
}
const char *bd_country_name(bede_view code) {
    int i = country(code);
    return i < 0 ? "" : COUNTRIES[i].name;
}

/* What people call them beside the names of the table. */
static const struct {
    const char *name, *code;
} ALSO[] = {{"Russia", "RUS"},
            {"Palestine", "PSE"},
            {"Britain", "GBR"},
            {"Great Britain", "GBR"},
            {"UK", "GBR"},
            {"US", "USA"},
            {"United States of America", "USA"},
            {"America", "USA"},
            {"UAE", "ARE"},
            {"Ivory Coast", "CIV"},
            {"Côte d'Ivoire", "CIV"},
            {"Cote d'Ivoire", "CIV"},
            {"DR Congo", "COD"},
            {"Democratic Republic of the Congo", "COD"},
            {"Congo-Kinshasa", "COD"},
            {"Congo-Brazzaville", "COG"},
            {"Republic of the Congo", "COG"},
            {"Türkiye", "TUR"},
            {"Turkiye", "TUR"},
            {"Czechia", "CZE"},
            {"North Macedonia", "MKD"},
            {"Burma", "MMR"},
            {"Eswatini", "SWZ"},
            {"Cabo Verde", "CPV"},
            {"Vatican City", "VAT"},
            {"Holy See", "VAT"},
            {"Timor-Leste", "TLS"},
            {"Bosnia", "BIH"},
            {"Macao", "MAC"},
            {"European Union", "EUR"},
            {"EU", "EUR"},
            {"United Nations", "UNO"},
            {"UN", "UNO"},
            {"NATO", "NAT"},
            {"African Union", "AFU"},
            {"Arab League", "ARL"},
            {"OSCE", "OSC"},
            {"IAEA", "IAE"}};

const char *bd_country_code(bede_view name) {
    for (size_t i = 0; i < sizeof COUNTRIES / sizeof *COUNTRIES; i++)
        if (bd_view_is_nocase(name, COUNTRIES[i].name))
            return COUNTRIES[i].code;
    for (size_t i = 0; i < sizeof ALSO / sizeof *ALSO; i++)
        if (bd_view_is_nocase(name, ALSO[i].name))
            return ALSO[i].code;
    return "";
}

static int cameo(bede_view code) {
    for (size_t i = 0; i < sizeof CAMEO / sizeof *CAMEO; i++)
        if (bd_view_is(code, CAMEO[i].code))
            return (int)i;
    return -1;
}

/* Of the code, else of the broader one. */
const char *bd_cameo_name(bede_view code) {
    for (; code.n >= 2; code.n--) {
        int i = cameo(code);
        if (i >= 0)
            return CAMEO[i].name;
    }
    return "";
}

double bd_goldstein(const out_event *e, bd_profile p) {
    int i = cameo(e->cameo);
    const char *own = i < 0                     ? ""
                      : p == BD_PROFILE_ICEWS   ? CAMEO[i].icews
                      : p == BD_PROFILE_PHOENIX ? CAMEO[i].phoenix
                                                : "";
    return own[0] ? strtod(own, NULL) : e->goldstein;
}

int bd_quad(bede_view code, bd_profile p) {
    int root = code.n < 2 ? 0 : (code.s[0] - '0') * 10 + code.s[1] - '0';
    if (p == BD_PROFILE_PHOENIX && root <= 2)
        return 0;
    if (p == BD_PROFILE_PHOENIX && root == 16)
        return 3;
    return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

const char *bd_cameo_role(bede_view sector) {
    static const char *const pairs[][2] = {
        {"GOV", "GOV"}, {"MIL", "MIL"}, {"COP", "COP"}, {"JUD", "JUD"}, {"LEG", "LEG"},
        {"SPY", "SPY"}, {"PTY", "PTY"}, {"OPP", "OPP"}, {"REB", "REB"}, {"PRM", "UAF"},
        {"UAF", "UAF"}, {"CVL", "CVL"}, {"BUS", "BUS"}, {"CRM", "CRM"}, {"EDU", "EDU"},
        {"ELI", "ELI"}, {"JRN", "MED"}, {"LAB", "LAB"}, {"MED", "HLH"}, {"REF", "REF"},
        {"SOC", "CVL"}, {"AGR", "AGR"}, {"IGO", "IGO"}, {"NGO", "NGO"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (bd_view_is(sector, pairs[i][0]))
            return pairs[i][1];
    return "";
}

static void three(char out[4], bede_view v) {
    size_t n = v.n < 3 ? v.n : 3;
    if (n)
        memcpy(out, v.s, n);
    out[n] = '\0';
}

void bd_cameo_actor_of(const out_party *p, bd_cameo_actor *out) {
    *out = (bd_cameo_actor){0};
    if (!p)
        return;
    bool state = bd_is_country(p->code);
    three(out->country, state ? p->code : bd_is_country(p->country) ? p->country : BD_LIT(""));
    snprintf(out->role, sizeof out->role, "%s", bd_cameo_role(p->sector));
    bool own = !state && p->code.n && !bd_view_is(p->code, "IGO") && !bd_view_is(p->code, "NGO");
    if (own)
        three(out->group, p->code);
    /* Bodies of many countries begin with their kind. */
    bool body = !strcmp(out->role, "IGO") || !strcmp(out->role, "NGO");
    snprintf(out->whole, sizeof out->whole, "%s%s%s", body && !state ? out->role : out->country,
             body && !state ? "" : out->role, out->group);
}

bede_view bd_party_name(const out_party *p) {
    return !p ? (bede_view){"", 0} : p->name.n ? p->name : p->text;
}
