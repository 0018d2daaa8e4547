# SPDX-License-Identifier: Apache-2.0
"""bede serve: whatever is sent, it answers or refuses, forgets it, and goes on serving others."""
import json
import os
import resource
import socket
import threading
import time
import urllib.parse

from ground import Server, check, end, make_store, same

store = make_store("hostile.db", 60)
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20000), hard))
server = Server(store)
H = f"Host: {server.host}\r\n".encode()


def well():
    return server.ask("/api/v1/events?who=NOR&limit=20")[2]


first = well()
server.post("read", b"Norway met Chad.\n\nThe president of Norway met the president of Chad on Monday.\n")  # readers are made
for _ in range(30):
    server.ask("/api/v1/overview")
time.sleep(0.3)
files, memory = server.files(), server.memory()

# ---- no HTTP --------------------------------------------------------------------------------------
RAW = {
    "nothing": b"", "an empty line": b"\r\n\r\n", "noise": os.urandom(3000), "no version": b"GET /\r\n\r\n", "no path": b"GET HTTP/1.1\r\n" + H + b"\r\n",
    "version 9": b"GET / HTTP/9.9\r\n" + H + b"\r\n", "bare CR": b"GET / HTTP/1.1\r" + H + b"\r\r", "zero bytes": b"GET /\0\0 HTTP/1.1\r\n" + H + b"\r\n",
    "a zero byte in a header": b"GET / HTTP/1.1\r\n" + H + b"X: a\0b\r\n\r\n", "no Host": b"GET / HTTP/1.1\r\n\r\n", "two Hosts": b"GET /api/v1/ HTTP/1.1\r\nHost: evil.example\r\n" + H + b"\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500), "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(60),
    "a length below zero": b"POST /api/v1/read HTTP/1.1\r\n" + H + b"Content-Length: -5\r\n\r\nhello", "no length": b"POST /api/v1/read HTTP/1.1\r\n" + H + b"Content-Length: x\r\n\r\nhello",
    "two lengths": b"POST /api/v1/read HTTP/1.1\r\n" + H + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\nhello",
    "a length of 10^30": b"POST /api/v1/read HTTP/1.1\r\n" + H + b"Content-Length: 1" + b"0" * 30 + b"\r\n\r\nhello",
    "both ways of length": b"POST /api/v1/read HTTP/1.1\r\n" + H + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "broken chunks": b"POST /api/v1/read HTTP/1.1\r\n" + H + b"X-Bede-Token: " + server.token.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n",
    "a chunk without end": b"POST /api/v1/read HTTP/1.1\r\n" + H + b"X-Bede-Token: " + server.token.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhello",
    "a header of 1 MB": b"GET / HTTP/1.1\r\n" + H + b"X: " + b"a" * (1 << 20) + b"\r\n\r\n", "100,000 headers": b"GET / HTTP/1.1\r\n" + H + b"X: y\r\n" * 100000 + b"\r\n",
    "an address of 1 MB": b"GET /" + b"a" * (1 << 20) + b" HTTP/1.1\r\n" + H + b"\r\n", "100,000 parameters": b"GET /api/v1/events?" + b"a=b&" * 5000 + b" HTTP/1.1\r\n" + H + b"\r\n",
    "1,000 requests at once": (b"GET /api/v1/ HTTP/1.1\r\n" + H + b"\r\n") * 1000,
}
for name, data in RAW.items():
    out = server.raw(data, timeout=2)
    ok = not out or out.startswith(b"HTTP/1.") and (name in ("1,000 requests at once", "zero bytes", "a zero byte in a header") or b" 200 " not in out.split(b"\r\n")[0])
    check(f"{name}: refused or cut off", ok, out[:80])
    same(f"{name}: others are served", well(), first)

# ---- paths ------------------------------------------------------------------------------------------
for path in ["/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../../etc/passwd", "/assets/..%5c..%5cetc", "//etc/passwd", "/%00", "/%", "/%zz", "/%ff%fe",
             "/api/v1/../../etc/passwd", "/api/v1/events/../../../etc/passwd", "/api/v1/rules/../../../../etc/passwd:1", "/api/v1/rules//etc/passwd:1", "/api/v1/rules/data/en/consult.rules",
             "/api/v1/rules/data/en/consult.rules:99999999999999999999", "/api/v1/articles/-1", "/api/v1/articles/99999999999999999999999", "/api/v1/articles/1/why?sentence=-1",
             "/api/v1/events/" + "a" * 900, "/api/v1/events/%27%20OR%201=1--", "/api/v2/", "/api", "/api/v1", "/" + "a" * 20000, "http://evil.example/", "*"]:
    status, _, data = server.ask(path) if path != "*" else (400, None, b"")
    check(f"{path[:50]}: 4xx", 400 <= status < 500 and b"root:" not in data, status)

# ---- parameters ---------------------------------------------------------------------------------------
VALUES = ["'; DROP TABLE events; --", "' OR '1'='1", '" OR ""="', "1); DELETE FROM articles; --", "*", "NEAR(", "% _ \\", "\x7f\x01", "\u202e\U0001F4A9", "a" * 990, "," * 900, ":" * 500, "-" * 300,
          "9" * 300, "-1", "1e999", "nan", "inf,inf,inf,inf", "0x10", "null", "[]", "{}", "../..", "%00", "RUS:", ":RUS", "a:b:c", "90,0,-90,0", "1,1,1,1", "2031-02-31", "0000-00-00", "99999-01-01", '"' * 99, "AND OR NOT"]
NAMES = ["who", "whom", "either", "dyad", "country", "sector", "type", "quad", "cameo", "mode", "context", "aux", "place", "box", "since", "until", "source", "words", "min-sources", "sort", "rising", "limit",
         "after", "offset", "format", "by", "bins", "nodes", "edges", "places", "from", "to", "q", "sentence", "event", "date", "url", "x"]
statuses = set()
for path in ["events", "overview", "counts", "complete", "reviews", "articles/1/why"]:
    for name in NAMES:
        for value in VALUES if path in ("events", "counts") else VALUES[::3]:
            status, head, data = server.ask(f"/api/v1/{path}?{name}={urllib.parse.quote(value, safe='')}")
            statuses.add(status)
            if status not in (200, 400, 404):
                check(f"{path}?{name}={value[:20]}", False, (status, data[:100]))
            elif head["content-type"].startswith("application/json"):
                try:
                    json.loads(data)
                except ValueError:
                    check(f"{path}?{name}={value[:20]}: JSON", False, data[:100])
check("parameters are served or refused", statuses <= {200, 400, 404} and 400 in statuses, statuses)
for bad in [b"who=%ff%fe", b"who=%00", b"who=a%00b", b"%ff=1", b"who", b"=", b"&&&&", b"who=%", b"who=%f", b"who=" + b"%41" * 3000, b"words=%22%22%22%00"]:
    out = server.raw(b"GET /api/v1/events?" + bad + b" HTTP/1.1\r\n" + H + b"Connection: close\r\n\r\n")
    check(f"{bad[:20]}", out.startswith(b"HTTP/1.1 ") and out[9:12] in (b"200", b"400", b"414", b"431"), out[:60])
same("the store is what it was", well(), first)

# ---- bodies -------------------------------------------------------------------------------------------
same("13 MB are too much", server.post("read", b"a" * (13 << 20))[0], 413)
for body in [b"[" * 200000, b'{"a":' * 100000, b'{"event":"' + b"a" * 1000000 + b'"}', b"\0" * 1000, os.urandom(5000), b'{"event":"\\ud800","verdict":"wrong","field":"date"}']:
    same(f"no note: {body[:8]}", server.post("reviews", body)[0], 400)
for body in [b"<" * 100000, b"<div>" * 50000, b"&#x1F4A9;" * 10000, b"\xff\xfe" + os.urandom(20000), b"a" * 200000, b"Norway met Chad. " * 3000, b"<script>" + b"x" * 100000, b"\r\n" * 100000]:
    status = server.post("read", body)[0]
    check(f"a strange page: {body[:8]}", status in (200, 400), status)
same("a body where none belongs", server.ask("/api/v1/", "GET", b"x" * 100000)[0] in (200, 400, 413), True)

# ---- slow ones, idle ones, those who leave ----------------------------------------------------------------
slow = []
for head in [b"GET / HTTP/1.1\r\nHo", b"POST /api/v1/read HTTP/1.1\r\n" + H + b"X-Bede-Token: " + server.token.encode() + b"\r\nContent-Length: 1000\r\n\r\nNor", b"G"]:
    for _ in range(20):
        s = socket.create_connection(("127.0.0.1", server.port))
        s.sendall(head)
        slow.append(s)
same("slow senders: others are served", well(), first)
many, wanted = [], min(5000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 300, 5000)
while len(many) < wanted:
    try:
        many.append(socket.create_connection(("127.0.0.1", server.port), timeout=5))
    except OSError as e:
        print("idle connections:", len(many), e)
        break
start = time.time()
same(f"{len(many)} idle connections: others are served", well(), first)
took = time.time() - start
check("and at once", took < 5, took)
print(f"beside {len(many)} idle connections an answer took {took * 1000:.0f} ms")
for s in many[::2]:
    s.sendall(b"GET /api/v1/ HTTP/1.1\r\n")
same("now half of them have begun to ask", well(), first)
for s in many + slow:
    s.close()
del many, slow
for i in range(200):
    server.raw(b"GET /api/v1/overview HTTP/1.1\r\n" + H + b"\r\n", wait=False)
    server.raw(b"GET /api/v1/events?format=csv HTTP/1.1\r\n" + H + b"\r\n", wait=False)
same("those who do not wait for the answer", well(), first)
streams = []
for _ in range(300):
    s = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    s.sendall(b"GET /api/v1/stream HTTP/1.1\r\n" + H + b"\r\n")
    streams.append(s)
heads = [s.recv(15) for s in streams]
check("so many streams, no more", heads.count(b"HTTP/1.1 200 OK") == 256 and sum(h.startswith(b"HTTP/1.1 503") for h in heads) == 44, (heads.count(b"HTTP/1.1 200 OK"), len(heads)))
same("streams: others are served", well(), first)
for s in streams:
    s.close()

# ---- many at once -----------------------------------------------------------------------------------------
wrong = []


def hammer(k):
    for i in range(150):
        path = ["events?who=NOR&limit=20", "overview?who=PER", "complete?q=n", "articles/1", f"events?words=number+{i}", "counts?by=dyad"][(i + k) % 6]
        status, _, data = server.ask("/api/v1/" + path)
        if status != 200 or (path.startswith("events?who") and data != first):
            wrong.append((path, status))


threads = [threading.Thread(target=hammer, args=(k,)) for k in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
check("eight clients at once", not wrong, wrong[:5])

# ---- afterwards -----------------------------------------------------------------------------------------------
for _ in range(200):
    if server.files() <= files + 4:
        break
    time.sleep(0.2)
check("no file is left open", server.files() <= files + 4, f"{files} then {server.files()}")
grown = server.memory() - memory
print(f"memory {memory // 1024} MB, then {(memory + grown) // 1024} MB")
check("memory stays in bounds", grown < (2000 if server.sanitized() else 400) * 1024, f"{memory} KB and {grown} more")
same("the same answer as at first", well(), first)
status, err = server.stop()
check("it ends as it should, without a leak", status == 0 and "Sanitizer" not in err, (status, err[:2000]))
end()
