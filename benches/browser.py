"""A real Chromium that fetches from a loopback server which counts what it sends: for the benchmarks of search.

Nothing to install: the browser is driven over its debugging pipe, so there is no socket protocol to speak. A context is a browser
whose cache is empty. The server answers as a static host with `gzip -9` does, HTTP/1.1, everything revalidated.
"""

import functools
import gzip
import http.server
import itertools
import json
import mimetypes
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.parse

TEXT = (".html", ".js", ".mjs", ".css", ".json", ".svg", ".md", ".txt", ".xml")


def find_chromium(given=None):
    for name in [given] if given else ["chromium", "chromium-browser", "google-chrome"]:
        if path := shutil.which(name):
            return path
    sys.exit("no Chromium on PATH: install one, or name it with `--chromium PATH`")


@functools.lru_cache(maxsize=4096)
def sent(path):
    """(body, encoding) as they go over the wire: gzip -9 where that is smaller, as it is for text."""
    raw = pathlib.Path(path).read_bytes()
    packed = gzip.compress(raw, 9, mtime=0)
    return (packed, "gzip") if len(packed) < len(raw) else (raw, None)


class Server:
    """Serves folders by their first path segment: `Server({"ours": folder})` answers `/ours/index.html`."""

    def __init__(self, folders):
        self.fetched = fetched = []  # (path, bytes of the body) in the order of the answers
        folders = {name: pathlib.Path(folder).resolve() for name, folder in folders.items()}

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
                first, _, rest = path.lstrip("/").partition("/")
                file = folders.get(first, pathlib.Path("/nowhere")) / (rest or "index.html")
                if first == "blank":
                    body, encoding, kind, status = b"<!doctype html><meta charset=utf-8><title>blank</title>", None, "text/html", 200
                elif file.is_file():
                    (body, encoding), kind, status = sent(str(file)), mimetypes.guess_type(file.name)[0], 200
                    if file.suffix == ".pagefind":
                        kind = "application/wasm"
                    fetched.append((path, len(body)))
                else:
                    body, encoding, kind, status = b"not found", None, "text/plain", 404
                self.send_response(status)
                self.send_header("Content-Type", kind or "application/octet-stream")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "no-cache")
                if encoding:
                    self.send_header("Content-Encoding", encoding)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):  # the browser hangs up when a context is thrown away
                pass

        self.listener = Listener(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.listener.server_address[1]}"
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()

    def take(self):
        """What has been fetched since the last call."""
        taken = self.fetched[:]
        del self.fetched[: len(taken)]
        return taken

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()


class Failed(Exception):
    """The page threw, or the browser refused."""


class Browser:
    def __init__(self, chromium=None):
        self.profile = tempfile.TemporaryDirectory(prefix="casebook-browser-", ignore_cleanup_errors=True)
        held = []
        while not held or held[-1] < 8:  # so that none of the numbers 3 and 4 is in use by what starts the process
            held.append(os.open(os.devnull, os.O_RDONLY))
        (read, write), (reply, answer) = os.pipe(), os.pipe()

        def wire():
            os.dup2(read, 3)
            os.dup2(answer, 4)

        self.process = subprocess.Popen(
            [find_chromium(chromium), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
             "--disable-component-update", "--disable-sync", "--disable-extensions", f"--user-data-dir={self.profile.name}",
             "--remote-debugging-pipe", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=wire, pass_fds=(3, 4))
        for number in [*held, read, answer]:
            os.close(number)
        self.out, self.inp = os.fdopen(write, "wb", buffering=0), os.fdopen(reply, "rb")
        self.numbers, self.buffer = itertools.count(1), b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except (Failed, OSError):
            pass
        self.process.wait()
        self.profile.cleanup()

    def receive(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.inp.fileno(), 1 << 20)
            if not piece:
                raise Failed("the browser went away")
            self.buffer += piece
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def call(self, method, session=None, **params):
        """One command, and its answer; events are dropped."""
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})}
        self.out.write(json.dumps(message).encode() + b"\0")
        while True:
            got = self.receive()
            if got.get("id") == number:
                if "error" in got:
                    raise Failed(f"{method}: {got['error'].get('message')}")
                return got["result"]

    def open(self, url):
        """A page in a context of its own: nothing cached, nothing stored."""
        return Page(self, url)


class Page:
    def __init__(self, browser, url):
        self.browser = browser
        self.context = browser.call("Target.createBrowserContext")["browserContextId"]
        target = browser.call("Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Network.enable")
        self.go(url)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.call("Target.disposeBrowserContext", browserContextId=self.context)

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def go(self, url):
        frame = self.call("Page.navigate", url=url)
        if "errorText" in frame:
            raise Failed(f"{url}: {frame['errorText']}")
        self.run("new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))")

    def throttle(self, latency, kbps, uplink=None):
        """Every request of this page waits LATENCY ms and shares KBPS kilobits a second."""
        self.call("Network.emulateNetworkConditions", offline=False, latency=latency, downloadThroughput=kbps * 1000 / 8,
                  uploadThroughput=(uplink or kbps) * 1000 / 8)

    def run(self, expression):
        """The value of an expression, awaited if it is a promise."""
        got = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, allowUnsafeEvalBlockedByCSP=True)
        if problem := got.get("exceptionDetails"):
            raise Failed(problem.get("exception", {}).get("description") or problem.get("text"))
        return got["result"].get("value")

    def ask(self, function, *arguments):
        """Call a function, given as its source, with plain values."""
        return self.run(f"({function})(...{json.dumps(arguments)})")
