# SPDX-License-Identifier: Apache-2.0
"""server.py LOG: a server on a free port of 127.0.0.1 that misbehaves by address. It prints its port,
writes every request into LOG, and ends when its standard input does."""
import gzip, http.server, os, re, sys, threading, time, zlib

LOG = open(sys.argv[1], "w", buffering=1)
BEGAN = time.time()
PAGE = """<html lang="en"><head><title>%s</title><meta property="article:published_time"
content="2019-11-0%d"></head><body><article><h1>%s</h1><p>%s</p><p>The talks took place in a hall by
the sea, and the ministers of both states spoke to the press for an hour before they left.</p>
</article></body></html>"""
DEEDS = ["Peru expelled a Chilean diplomat on Sunday.", "Norway accused Chad of spying on Monday.",
         "Kenya and Uganda signed a trade agreement on Tuesday."]
ITEM = """<item><title>Item %d</title><link>http://%s/story/%d</link><guid>s%d</guid>
<pubDate>Sun, 03 Nov 2019 10:00:00 GMT</pubDate><description>A summary.</description></item>"""
seen, lock, open_now = {}, threading.Lock(), 0


def page(k):
    return PAGE % ("Story %d" % k, 1 + k % 9, "Story %d" % k, DEEDS[k % len(DEEDS)])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def setup(self):
        global open_now
        super().setup()
        with lock:
            open_now += 1

    def finish(self):
        global open_now
        with lock:
            open_now -= 1
        try:
            super().finish()
        except OSError:
            pass

    def answer(self, body, status=200, kind="text/html; charset=utf-8", **headers):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def to(self, where, status=302):
        self.answer("", status, Location=where)

    def do_GET(self):
        with lock:
            count = seen[self.path] = seen.get(self.path, 0) + 1
            LOG.write("%.2f %s open=%d etag=%s agent=%s\n" % (
                time.time() - BEGAN, self.path, open_now, self.headers.get("If-None-Match", "-"),
                self.headers.get("User-Agent", "-")))
        try:
            self.reply(self.path, count)
        except OSError:
            self.close_connection = True

    def reply(self, path, count):
        host = self.headers.get("Host", "")
        number = int((re.search(r"(\d+)", path) or [0])[0])
        if path == "/robots.txt":
            self.answer("User-agent: *\nDisallow: /private\n\nUser-agent: bede\nDisallow: /private\n"
                        "Disallow: /*?print=\n", kind="text/plain")
        elif path.startswith("/story/"):
            self.answer(page(number))
        elif path == "/loop":
            self.to("/loop")
        elif path.startswith("/hop/"):
            self.to("/hop/%d" % (number - 1) if number else "/story/1", 301)
        elif path == "/to-private":
            self.to("/private/x")
        elif path == "/to-file":
            self.to("file:///etc/passwd")
        elif path == "/slow":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            for _ in range(30):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.5)
        elif path == "/endless":
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            while True:
                self.wfile.write(b"<p>more</p>" * 10000)
        elif path == "/bomb":
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Connection", "close")
            self.end_headers()
            packer = zlib.compressobj(1, zlib.DEFLATED, 31)
            while True:
                self.wfile.write(packer.compress(b" " * (1 << 20)))
        elif path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"<p>only this")
            self.close_connection = True
        elif path == "/noise":
            self.wfile.write(bytes(range(256)) * 10)
            self.close_connection = True
        elif path == "/hangup":
            self.close_connection = True
        elif path.startswith("/status/"):
            self.answer("<p>no</p>", number, Retry_After="1")
        elif path == "/archive":
            body = b"".join(gzip.compress(
                b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: "
                b"https://a.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
                % (k, len(page(k)), page(k).encode())) for k in range(3))
            self.answer(body, kind="application/octet-stream")
        elif path.startswith("/feed/"):
            self.feed(path, count, number, host)
        else:
            self.answer("<p>not here</p>", 404)

    def feed(self, path, count, n, host):
        """/feed/N: N stories; /feed/Nfull: with their texts; /feed/Nlimited: 429 the first time;
        /feed/Nbroken: cut in the middle; /feed/Ngrow: one more each time."""
        if "limited" in path and count == 1:
            return self.answer("", 429, Retry_After="6")
        if "grow" in path:
            n += count - 1
        tag = '"v%d"' % n
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return None
        items = "".join(ITEM % (k, host, k, k) for k in range(n))
        if "full" in path:
            items = items.replace("</description>", "</description><content:encoded><![CDATA[<p>"
                                  "Peru expelled a Chilean diplomat on Sunday, and the ministers of "
                                  "both states spoke to the press.</p>]]></content:encoded>")
        text = ('<?xml version="1.0"?><rss version="2.0" xmlns:content='
                '"http://purl.org/rss/1.0/modules/content/"><channel><title>Local Post</title>'
                '<language>en</language>' + items + "</channel></rss>")
        if "broken" in path:
            text = text[:len(text) * 2 // 3]
        return self.answer(text, kind="application/rss+xml", ETag=tag)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
