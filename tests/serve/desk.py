# SPDX-License-Identifier: Apache-2.0
"""bede serve: answers are those of `bede find`, `show` and `export` on the same store."""
import csv
import io
import json
import os
import signal
import socket
import sqlite3
import threading
import time
import urllib.parse

from ground import Server, check, end, folder, make_store, raw, run, same

store = make_store("desk.db", 120)
server = Server(store)
quote = urllib.parse.quote

# ---- the same events as bede find, whatever is asked --------------------------------------------
FILTERS = [
    {}, {"who": "NOR"}, {"whom": "Chad"}, {"either": "PER,CHL"}, {"dyad": "NOR:TCD"}, {"dyad": "GOV:Peru"}, {"country": "Kenya"},
    {"sector": "GOV"}, {"sector": "MIL,CVL"}, {"type": "CONSULT"}, {"type": "ACCUSE,ASSAULT"}, {"quad": "4"}, {"cameo": "0"},
    {"mode": "visit"}, {"aux": "none"}, {"aux": "future"}, {"aux": "future,none"}, {"place": "Oslo"}, {"place": "NOR"},
    {"box": "50,0,70,30"}, {"since": "2012-01-01"}, {"until": "2014-12-31"}, {"since": "2012-01-01", "until": "2015-01-01"},
    {"source": "Paper 3"}, {"words": "treaty"}, {"words": '"imposed sanctions"'}, {"words": "part", "type": "AID"}, {"min-sources": "2"},
    {"who": "NOR", "type": "ACCUSE", "since": "2011-01-01"}, {"either": "Norway", "quad": "3", "words": "agency"}, {"who": "president"},
    {"who": ","}, {"words": '"'}, {"either": "NOR", "sort": "goldstein"}, {"sort": "sources", "rising": "1"}, {"sort": "added"},
    {"sort": "date", "rising": "1", "quad": "1"},
]
for f in FILTERS:
    options = [o for k, v in f.items() for o in ([f"--{k}"] if k == "rising" else [f"--{k}", v])]
    wanted = run("find", store, "--format", "jsonl", *options)
    query = urllib.parse.urlencode(f)
    status, head, data = server.ask(f"/api/v1/events?{query}&format=jsonl")
    check(f"jsonl: {f}", (status, data.decode()) == (200, wanted.stdout), f"{status} {len(data)} and {len(wanted.stdout)}")
    status, head, data = server.ask(f"/api/v1/events?{query}&format=csv")
    same(f"csv: {f}", data, raw("find", store, "--format", "csv", *options))
    ids = [json.loads(line)["id"] for line in wanted.stdout.splitlines()]
    page = server.json(f"events?{query}&limit=1000")
    same(f"total: {f}", page["total"], len(ids))
    same(f"json: {f}", [e["id"] for e in page["events"]], ids)
    same(f"overview: {f}", server.json(f"overview?{query}")["total"], len(ids)) if "sort" not in f and "rising" not in f else None

# ---- paging ---------------------------------------------------------------------------------------
for order in ["date", "added", "sources", "goldstein"]:
    for rising in ["0", "1"]:
        whole = [e["id"] for e in server.json(f"events?limit=1000&sort={order}&rising={rising}")["events"]]
        by_cursor, by_offset, after = [], [], ""
        while True:
            p = server.json(f"events?limit=17&sort={order}&rising={rising}&after={quote(after)}")
            by_cursor += [e["id"] for e in p["events"]]
            after = p["next"]
            if not after:
                break
        for at in range(0, len(whole), 17):
            by_offset += [e["id"] for e in server.json(f"events?limit=17&sort={order}&rising={rising}&offset={at}")["events"]]
        check(f"pages by {order} {rising}", whole == by_cursor == by_offset and len(whole) > 60, f"{len(whole)} {len(by_cursor)} {len(by_offset)}")
        theirs = [json.loads(l)["id"] for l in run("find", store, "--format", "jsonl", "--sort", order, "--after", server.json(
            f"events?limit=17&sort={order}&rising={rising}")["next"], *(["--rising"] if rising == "1" else [])).stdout.splitlines()]
        same(f"cursors are those of bede find: {order} {rising}", theirs, whole[17:])

# ---- one event, counts, articles -----------------------------------------------------------------
some = server.json("events?limit=5&sort=sources")["events"]
for e in some:
    shown = json.loads(run("show", store, e["id"], "--format", "jsonl").stdout)
    same("an event is what bede show tells", server.json(f"events/{e['id']}"), shown)
for by in ["day", "month", "year", "type", "quad", "cameo", "mode", "dyad", "actor", "recipient", "country", "place", "source", "all"]:
    theirs = [json.loads(l) for l in run("find", store, "--either", "NOR", "--count", "--by", by, "--format", "jsonl").stdout.splitlines()] if by != "all" else None
    mine = server.json(f"counts?by={by}&either=NOR")["groups"]
    if theirs:
        same(f"counts by {by}", [g["n"] for g in mine], [g["events"] for g in theirs])
    rows = list(csv.reader(io.StringIO(server.ask(f"/api/v1/counts?by={by}&either=NOR&format=csv")[2].decode())))
    same(f"counts by {by}, csv", [int(r[2]) for r in rows[1:]], [g["n"] for g in mine])
o = server.json("overview")
same("types add up", sum(n for _, n in o["types"]), o["total"])
same("classes add up", sum(o["quads"]), o["total"])
same("bins and undated add up", sum(sum(b[1]) for b in o["timeline"]["bins"]) + o["undated"], o["total"])
days = [b[0] for b in o["timeline"]["bins"]]
same("bins rise", days, sorted(days))
nodes = o["network"]["nodes"]
check("edges lead from node to node", all(0 <= x["actor"] < len(nodes) and 0 <= x["recipient"] < len(nodes) for x in o["network"]["edges"]))
nor = next(n for n in nodes if n["code"] == "NOR")
same("a node's events are those found", nor["n"], server.json("events?either=NOR&limit=1")["total"])
edge = next(x for x in o["network"]["edges"] if nodes[x["actor"]]["code"] == "NOR")
check("an edge's are among the dyad's", edge["n"] <= server.json(f"events?dyad=NOR:{nodes[edge['recipient']]['code']}&limit=1")["total"])
part = server.json("overview?since=2012-01-01&until=2013-12-31&from=2012-01-01&to=2013-12-31&bins=30")["timeline"]
check("time can be zoomed", part["unit"] == "month" and part["from"] == "2012-01-01" and len(part["bins"]) <= 30, part["unit"])
check("the timeline leaves the days out of account", sum(sum(b[1]) for b in server.json("overview?since=2012-01-01&until=2012-12-31")["timeline"]["bins"]) > 50)

for e in some:
    m = e["mentions"][0]
    a = server.json(f"articles/{m['article_row']}")
    s = next(s for s in a["sentences"] if s["number"] == m["sentence"])
    same("a sentence stands where it is said to", " ".join(a["text"][s["start"]:s["end"]].split()), " ".join(m["text"].split()))
    mine = next(x for x in a["events"] if x["id"] == m["id"])
    same("so do its words", a["text"][mine["trigger"]["start"]:mine["trigger"]["end"]], m["trigger"])
    check("parties too", all(a["text"][p["start"]:p["end"]] == p["text"] for p in mine["parties"] if p["end"] > p["start"]), mine["parties"])
    check("marks: actors, dates", {"actor", "time"} <= {k["kind"] for k in a["marks"]}, {k["kind"] for k in a["marks"]})
    w = server.json(f"articles/{m['article_row']}/why?sentence={m['sentence']}")
    check("why: the rule is among the steps", any(t["step"] == "coded" and t["rule"] == m["rule"] for t in w["steps"]), m["rule"])
    rule = server.json("rules/" + m["rule"].split(" ")[0])
    check("the rule can be read", rule["name"] == m["rule"].split(" ")[1] and rule["examples"], rule)
found = server.json("complete?q=NORW")["items"]
check("completion: capitals do not matter", found[0]["label"] == "Norway" and found[0]["filter"] == "either", found[:2])
check("completion: the last is the words themselves", found[-1]["kind"] == "words" and found[-1]["value"] == "NORW")
check("completion: outlets", any(i["kind"] == "source" for i in server.json("complete?q=pap")["items"]))
check("OpenAPI tells every path", {"/events", "/overview", "/articles/{row}", "/reviews"} <= set(server.json("openapi.json")["paths"]))

# ---- HTTP -----------------------------------------------------------------------------------------
status, head, data = server.ask("/api/v1/overview", headers={"Accept-Encoding": "gzip"})
same("packed if asked for", head.get("content-encoding"), "gzip")
same("the same as not packed", json.loads(data), json.loads(server.ask("/api/v1/overview")[2]))
for path in ["events?limit=3", "overview?who=NOR", "", "openapi.json"]:
    status, head, _ = server.ask("/api/v1/" + path)
    again = server.ask("/api/v1/" + path, headers={"If-None-Match": head["etag"]})
    check(f"not sent twice: {path}", again[0] == 304 and again[2] == b"", again[0])
status, head, data = server.ask("/api/v1/events?limit=1", "HEAD")
check("HEAD has no body", status == 200 and data == b"" and int(head["content-length"]) > 100)
for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-resource-policy", "x-frame-options"]:
    check(f"header {name}", name in head)
for path, status in [("events?limit=1001", 400), ("events?limit=-1", 400), ("events?nonsense=1", 400), ("events?type=VISIT", 400), ("events?box=1,2", 400),
                     ("events?since=yesterday", 400), ("events?after=x", 400), ("events?format=xml", 400), ("events?quad=7", 400), ("events?aux=maybe", 400),
                     ("events/0123456789abcdef", 404), ("articles/99999", 404), ("articles/x", 404), ("articles/1/why?sentence=999", 404), ("nothing", 404),
                     ("rules/data/en/consult.rules:1", 404), ("rules/../../etc/passwd:1", 404), ("counts?by=colour", 400), ("overview?bins=x", 400),
                     ("overview?from=x", 400), ("complete?limit=0&q=a", 400), ("events?dyad=NOR", 400), ("events?dyad=NOR:TCD&either=PER", 400)]:
    got = server.ask("/api/v1/" + path)
    check(f"{status}: {path}", got[0] == status and "error" in json.loads(got[2]), got[0])
for host in ["evil.example", f"evil.example:{server.port}", "127.0.0.1:1", "", f"localhost.evil.example:{server.port}", "[::2]"]:
    same(f"Host {host!r} is refused", server.ask("/api/v1/", headers={"Host": host})[0] in (400, 403), True)
for host in [f"localhost:{server.port}", f"LOCALHOST:{server.port}", f"[::1]:{server.port}"]:
    same(f"Host {host!r} is served", server.ask("/api/v1/", headers={"Host": host})[0], 200)
same("another origin is refused", server.ask("/api/v1/", headers={"Origin": "https://evil.example"})[0], 403)
same("null is another origin", server.ask("/api/v1/", headers={"Origin": "null"})[0], 403)
same("our own is served", server.ask("/api/v1/", headers={"Origin": f"http://{server.host}"})[0], 200)
same("scripts of other sites are refused", server.ask("/api/v1/", headers={"Sec-Fetch-Site": "cross-site"})[0], 403)
same("a link from there is not", server.ask("/", headers={"Sec-Fetch-Site": "cross-site"})[0], 200)
check("no answer is for other origins", "access-control-allow-origin" not in server.ask("/api/v1/")[1])
for method in ["PUT", "DELETE", "OPTIONS", "PATCH"]:
    same(f"{method} is not understood", server.ask("/api/v1/events", method)[0], 405)

# ---- what needs the token ----------------------------------------------------------------------------
page = b"Norway met Chad.\n\nThe president of Norway met the president of Chad in Oslo on Monday.\n"
for token in [None, "", "0" * 32, server.token[:-1], server.token + "0"]:
    got = server.ask("/api/v1/read", "POST", page, {"X-Bede-Token": token} if token is not None else {})
    same(f"token {token and token[:3]}...: refused", got[0], 401)
status, _, data = server.post("read?date=2031-05-06", page, **{"Content-Type": "text/plain"})
a = json.loads(data)
check("a page is read", status == 200 and a["events"] and a["row"] is None, data)
same("its words stand where they are said to", a["text"][a["events"][0]["trigger"]["start"]:a["events"][0]["trigger"]["end"]], "met")
same("by the date given", a["published"], "2031-05-06")
status, _, data = server.post(f"why?date=2031-05-06&sentence={a['events'][0]['sentence']}", page, **{"Content-Type": "text/plain"})
check("and why", status == 200 and any(t["step"] == "coded" for t in json.loads(data)["steps"]), status)
same("nothing is no page", server.post("read", b"")[0], 400)
same("a picture is no page", server.post("read", b"\x89PNG\r\n\x1a\n" + bytes(100))[0], 400)
event = some[0]["id"]
note = {"event": event, "mention": some[0]["mentions"][0]["id"], "verdict": "wrong", "field": "date", "note": "Tuesday, \u2018not\u2019 \U0001F600 Monday\n<b>"}
status, _, data = server.post("reviews", json.dumps(note))
same("a note is kept", status, 201)
kept = server.json(f"reviews?event={event}")["reviews"]
same("and told", {k: kept[0][k] for k in note}, note)
exported = json.loads(run("export", store, "--format", "reviews").stdout)
same("and exported with its coding", (exported["note"], exported["type"], exported["rule"]), (note["note"], some[0]["event"], some[0]["mentions"][0]["rule"]))
for wrong in [{"event": "0" * 16}, {"verdict": "maybe"}, {"field": "colour"}, {"mention": "0" * 16}, {"note": "x" * 9000}, {"event": 7}]:
    same(f"refused: {str(wrong)[:30]}", server.post("reviews", json.dumps({**note, **wrong}))[0], 400)
for body in [b"", b"[]", b"{", b'"x"', b"\xff", b"[" * 100000, b'{"event":"a","event":"b"}']:
    same(f"no note: {body[:12]}", server.post("reviews", body)[0], 400)
same("one is kept", len(server.json("reviews")["reviews"]), 1)

# ---- while somebody adds ------------------------------------------------------------------------------
heard = []


def listen():
    s = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    s.sendall(f"GET /api/v1/stream HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
    while True:
        part = s.recv(4096)
        if not part:
            break
        heard.append(part.decode())


listener = threading.Thread(target=listen, daemon=True)
listener.start()
time.sleep(0.3)
before = server.json("")
make_store("desk.db", 30, 500)
for _ in range(150):
    now = server.json("")
    if now["articles"] == 150 and sum(h.count("event: store") for h in heard) > 1 and f'"articles":150' in "".join(heard):
        break
    time.sleep(0.1)
check("what is added is seen", now["articles"] == 150 and now["events"] >= before["events"] and now["state"] != before["state"], now)
check("and told to those who listen", '"articles":150' in "".join(heard), heard)
same("and found", server.json("events?words=number+505&limit=1")["total"] > 0, True)

# ---- beginning and ending -----------------------------------------------------------------------------
taken = run("serve", store, "--port", str(server.port))
check("a port that is taken is told of", taken.returncode == 1 and "--port 0" in taken.stderr, taken.stderr)
same("SIGTERM ends it", server.stop()[0], 0)
listener.join(10)
check("streams are ended", not listener.is_alive())
same("no store", run("serve", os.path.join(folder.name, "none.db")).returncode, 1)
same("wrong usage", run("serve").returncode, 2)
same("wrong port", run("serve", store, "--port", "70000").returncode, 2)
same("no address", run("serve", store, "--listen", "nowhere").returncode, 1)
reader = Server(store, "--read-only", "--host", "desk.example")
same("read only: no notes", reader.post("reviews", json.dumps(note))[0], 403)
same("and says so", reader.json("")["may_write"], False)
same("under another name", reader.ask("/api/v1/", headers={"Host": f"desk.example:{reader.port}"})[0], 200)
same("SIGINT ends it", reader.stop(signal.SIGINT)[0], 0)
old = os.path.join(folder.name, "old.db")
with sqlite3.connect(store) as whole, sqlite3.connect(old) as copy:
    whole.backup(copy)  # what is still in the log too
with sqlite3.connect(old) as db:
    db.execute("DROP TABLE reviews")
    db.execute("PRAGMA user_version = 2")
db.close()
earlier = Server(old)
same("a store of version 2 is brought up", earlier.post("reviews", json.dumps(note))[0], 201)
same("and served", earlier.json("")["articles"], 150)
earlier.stop()
end()
