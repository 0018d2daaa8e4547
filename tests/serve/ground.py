# SPDX-License-Identifier: Apache-2.0
"""What the tests of `bede serve` share: counting, a store, a server over it, plain HTTP."""
import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile

bede = sys.argv[1]
folder = tempfile.TemporaryDirectory(prefix="bede-serve-")
passed = failed = 0


def check(what, ok, more=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"failed: {what} {str(more)[:400]}")


def same(what, a, b):
    check(what, a == b, f"({str(a)[:180]!r} is not {str(b)[:180]!r})")


def end():
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def run(*args):
    return subprocess.run([bede, *args], capture_output=True, text=True)


def raw(*args):
    """Standard output, byte for byte."""
    return subprocess.run([bede, *args], capture_output=True).stdout


STATES = ["Norway", "Chad", "Peru", "Chile", "Malaysia", "Indonesia", "Kenya", "Uganda", "Ghana", "Laos"]
ACTS = ["accused {b} of spying", "met the president of {b} in Oslo", "imposed sanctions on {b}",
        "signed a treaty with {b}", "threatened {b}", "sent aid to {b}", "attacked a village in {b}",
        "will visit {b} next week", "criticized {b}", "withdrew its troops from {b}"]


def articles(n, start=0):
    """Lines of JSON: invented articles of invented outlets; the same for the same numbers."""
    out = []
    for i in range(start, start + n):
        a, b = STATES[i % 10], STATES[(i * 7 + 3) % 10]
        if a == b:
            b = STATES[(i + 1) % 10]
        text = f"{a} {ACTS[i * 3 % 10].format(b=b)} on Monday. {b} {ACTS[(i * 5 + 1) % 10].format(b=a)} on Tuesday, agency number {i} said."
        out.append(json.dumps({"url": f"https://paper{i % 7}.example/{i}", "title": f"{a} and {b}, part {i}",
                               "date": f"20{10 + i % 9}-0{1 + i % 9}-1{i % 10}", "text": text, "outlet": f"Paper {i % 7}"}))
    return "\n".join(out) + "\n"


def make_store(name, n, start=0):
    lines = os.path.join(folder.name, f"{name}-{start}.jsonl")
    with open(lines, "w") as f:
        f.write(articles(n, start))
    store = os.path.join(folder.name, name)
    done = run("add", store, lines)
    assert done.returncode == 0, done.stderr
    return store


class Server:
    """`bede serve` on a free port."""

    def __init__(self, store, *options):
        self.child = subprocess.Popen([bede, "serve", store, "--port", "0", *options], stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, text=True)
        line = self.child.stdout.readline()
        assert line.startswith("http://"), line + self.child.stderr.read()
        address, self.token = line.strip().split("#token=")
        self.port = int(address.rstrip("/").rsplit(":", 1)[1])
        self.host = f"127.0.0.1:{self.port}"

    def ask(self, path, method="GET", body=None, headers=None, timeout=20):
        """Status, headers in lower case, body (unpacked)."""
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            c.request(method, path, body, headers or {})
            r = c.getresponse()
            data = r.read()
            found = {k.lower(): v for k, v in r.getheaders()}
            if found.get("content-encoding") == "gzip":
                data = gzip.decompress(data)
            return r.status, found, data
        finally:
            c.close()

    def json(self, path):
        status, _, data = self.ask("/api/v1/" + path)
        return json.loads(data) if status == 200 else {"status": status, **json.loads(data)}

    def post(self, path, body, **headers):
        return self.ask("/api/v1/" + path, "POST", body, {"X-Bede-Token": self.token, **headers})

    def raw(self, data, timeout=5, wait=True):
        """What comes back for these bytes until the connection ends or nothing more comes."""
        s = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        out = b""
        try:
            s.sendall(data)
            while wait:
                more = s.recv(65536)
                if not more:
                    break
                out += more
        except OSError:
            pass
        finally:
            s.close()
        return out

    def files(self):
        return len(os.listdir(f"/proc/{self.child.pid}/fd"))

    def memory(self):
        """Resident, in KB."""
        with open(f"/proc/{self.child.pid}/status") as f:
            return int(next(l for l in f if l.startswith("VmRSS")).split()[1])

    def sanitized(self):
        """Built with AddressSanitizer, which reserves terabytes and frees late."""
        with open(f"/proc/{self.child.pid}/status") as f:
            return int(next(l for l in f if l.startswith("VmSize")).split()[1]) > 1 << 30

    def stop(self, how=signal.SIGTERM):
        """Exit status, and what it said on standard error."""
        self.child.send_signal(how)
        try:
            _, err = self.child.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self.child.kill()
            return "it does not stop", ""
        return self.child.returncode, err
