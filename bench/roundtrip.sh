#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# roundtrip.sh BEDE [STORE]: reads every export back with the tools of the field: pandas with the column
# names and types that gdeltPyR's published schema has, R's icews where R is there, networkx for the
# networks. The Python packages go into a virtual environment of the script's own (needs the net the
# first time; kept in the folder that ROUNDTRIP_VENV names). Without a store it makes one from the
# reports of tests/store/identity.
bede=$(realpath "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
venv=${ROUNDTRIP_VENV:-$tmp/venv}
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import pandas, networkx' 2>/dev/null ||
    "$venv/bin/pip" install -q pandas networkx || exit 1
store=${2:-}
if [ -z "$store" ]; then
    store=$tmp/store
    "$venv/bin/python" - "$root/tests/store/identity/reports.txt" >"$tmp/reports.jsonl" <<'PY'
import json, re, sys
for block in re.split(r'^== ', open(sys.argv[1]).read(), flags=re.M)[1:]:
    head, body = block.split('\n', 1)
    name, event, day = head.split()[:3]
    lines = body.strip().split('\n\n')
    print(json.dumps({'url': f'http://reports.example/{name}', 'title': lines[0], 'date': day,
                      'text': '\n\n'.join(lines[1:])}))
PY
    "$bede" add "$store" "$tmp/reports.jsonl" || exit 1
fi
for f in icews polecat petrarch phoenix plover csv jsonl gexf graphml; do
    "$bede" export "$store" --format $f --out "$tmp/out.$f" 2>/dev/null || exit 1
done
"$bede" export "$store" --format gdelt --out "$tmp/gdelt" 2>/dev/null || exit 1
"$venv/bin/python" - "$tmp" <<'PY'
import json, sys
import networkx as nx
import pandas as pd
d = sys.argv[1] + '/'
failed = 0
def check(name, ok):
    global failed
    if not ok:
        failed += 1
        print('failed:', name)
actor = 'Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code'.split()
geo = 'Geo_Type Geo_FullName Geo_CountryCode Geo_ADM1Code Geo_ADM2Code Geo_Lat Geo_Long Geo_FeatureID'.split()
gdelt = ('GLOBALEVENTID SQLDATE MonthYear Year FractionDate'.split()
         + ['Actor1' + a for a in actor] + ['Actor2' + a for a in actor]
         + 'IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone'.split()
         + [w + g for w in ('Actor1', 'Actor2', 'Action') for g in geo] + ['DATEADDED', 'SOURCEURL'])
mention = 'GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras'.split()
check('61 names', len(gdelt) == 61)
codes = {c: str for c in ('EventCode', 'EventBaseCode', 'EventRootCode')}
g = pd.read_csv(d + 'gdelt.export.CSV', sep='\t', header=None, names=gdelt, dtype=codes, index_col=False)
m = pd.read_csv(d + 'gdelt.mentions.CSV', sep='\t', header=None, names=mention, index_col=False)
for c in 'GLOBALEVENTID SQLDATE MonthYear Year IsRootEvent QuadClass NumMentions NumSources NumArticles Actor1Geo_Type ActionGeo_Type DATEADDED'.split():
    check('gdelt integer ' + c, pd.api.types.is_integer_dtype(g[c]))
for c in 'FractionDate GoldsteinScale ActionGeo_Lat ActionGeo_Long'.split():
    check('gdelt float ' + c, pd.api.types.is_float_dtype(g[c]))
check('gdelt ids', g.GLOBALEVENTID.is_unique)
check('gdelt days', pd.to_datetime(g.SQLDATE, format='%Y%m%d').notna().all())
check('gdelt roots', g.EventRootCode.str.fullmatch('[0-2][0-9]').all() and (g.EventRootCode == g.EventCode.str[:2]).all())
check('mentions of events', set(m.GLOBALEVENTID) == set(g.GLOBALEVENTID))
for c in 'SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionType'.split():
    check('mentions integer ' + c, pd.api.types.is_integer_dtype(m[c]))
i = pd.read_csv(d + 'out.icews', sep='\t', dtype={'CAMEO Code': str})
check('icews 20', len(i.columns) == 20 and i['Event ID'].max() < 2**31 and i['Event ID'].is_unique)
check('icews types', all(pd.api.types.is_integer_dtype(i[c]) for c in ('Event ID', 'Story ID', 'Sentence Number'))
      and all(pd.api.types.is_float_dtype(i[c]) for c in ('Intensity', 'Latitude', 'Longitude')))
check('icews days', pd.to_datetime(i['Event Date'], format='%Y-%m-%d').notna().all())
check('icews rows are the dyads of gdelt', len(i) == len(g))
p = pd.read_csv(d + 'out.polecat', sep='\t', dtype=str)
check('polecat 40', len(p.columns) == 40 and p['Event ID'].is_unique)
h = pd.read_csv(d + 'out.phoenix', sep='\t', header=None, dtype={13: str, 14: str})
check('phoenix 26', len(h.columns) == 26 and all(pd.api.types.is_integer_dtype(h[c]) for c in (0, 1, 2, 3, 4, 15)))
t = pd.read_csv(d + 'out.petrarch', sep='\t', header=None, dtype=str)
check('petrarch 13', len(t.columns) == 13 and t.notna().all().all())
c = pd.read_csv(d + 'out.csv', dtype={'cameo': str})
j = [json.loads(l) for l in open(d + 'out.jsonl')]
check('csv and jsonl are the same events', list(c.id) == [e['id'] for e in j])
check('csv counts', list(c.n_mentions) == [len(e['mentions']) for e in j])
v = [json.loads(l) for l in open(d + 'out.plover')]
check('plover needs', all({'id', 'date', 'actor', 'event'} <= set(e) for e in v))
check('plover and polecat are the same events', {e['id'] for e in v} == set(p['Event ID']))
x, y = nx.read_gexf(d + 'out.gexf'), nx.read_graphml(d + 'out.graphml')
check('networks', x.number_of_nodes() == y.number_of_nodes() > 0 and x.number_of_edges() == y.number_of_edges() > 0)
w = lambda n: sum(e['weight'] for _, _, e in n.edges(data=True))
check('weights', w(x) == w(y) and x.is_directed() and y.is_directed())
print(f'{len(g)} dyads, {len(m)} mentions, {len(c)} events, {x.number_of_nodes()} nodes, '
      f'{x.number_of_edges()} edges; pandas {pd.__version__}, networkx {nx.__version__}: {failed} faults')
sys.exit(failed > 0)
PY
status=$?
if command -v Rscript >/dev/null; then
    Rscript -e 'f <- commandArgs(TRUE)[1]; k <- rep("character", 20); k[c(1, 12, 13)] <- "integer";
        k[c(8, 19, 20)] <- "numeric"; k[2] <- "Date";
        x <- read.delim(f, quote = "", colClasses = k); stopifnot(ncol(x) == 20, !anyNA(x[[1]]))' \
        "$tmp/out.icews" || status=1
else
    echo "R is not here: ICEWS was checked against the column types that its loader publishes"
fi
exit $status
