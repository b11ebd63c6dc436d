#!/usr/bin/env python3
"""Edit files under a running preview and measure how long it takes until the page shows the edit, for casebook and for Hugo.

An edit is a write to disk; the page is then asked for again and again, a new connection each, until it holds the new word. What is
measured is therefore what a reader would wait, the time of the last request included. Pauses between edits are random, so that
nothing falls into step.

    python3 benches/preview.py                           # 1,000 and 10,000, beside Hugo where `hugo` is installed
    python3 benches/preview.py --counts 1000 --edits 300 --kind heading
    python3 benches/preview.py --memory 10000            # ten thousand edits, and what the process holds meanwhile
"""

import argparse
import pathlib
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE = 120.0


def ask(port, path):
    """The body of a page, or nothing while there is none."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            connection.sendall(request)
            parts = []
            while part := connection.recv(1 << 16):
                parts.append(part)
    except OSError:
        return b""
    answer = b"".join(parts)
    return answer if b" 200 " in answer[:20] else b""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def resident(process):
    """Resident memory in MB, where the system tells."""
    try:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return float("nan")
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1000


def edited(text, kind, word, rng):
    """The text with `word` in it, where a writer of this kind would put it."""
    if kind == "heading":
        return f"{text.rstrip()}\n\n## Part {word}\n\nOne sentence.\n"
    if kind == "title":
        return re.sub(r"(?m)^(title\s*[:=]\s*)\"?(.*?)\"?$", rf'\g<1>"\g<2> {word}"', text, count=1)
    paragraphs = text.split("\n\n")
    prose = [at for at, part in enumerate(paragraphs) if re.match(r"[A-Z][^|#`]{80,}$", part, re.S)]
    at = rng.choice(prose) if prose else len(paragraphs) - 1
    paragraphs[at] += f" It was {word} that did it."
    return "\n\n".join(paragraphs)


def until(port, path, wanted):
    begun = time.perf_counter()
    while not wanted(ask(port, path)):
        if time.perf_counter() - begun > PATIENCE:
            raise SystemExit(f"{path} never showed the edit")
        time.sleep(0.001)
    return time.perf_counter() - begun


class Preview:
    def __init__(self, command, port, log):
        self.port = port
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        until(port, "/", lambda body: body)
        self.first = time.perf_counter() - self.begun

    def end(self):
        self.process.terminate()
        self.process.wait()


def latencies(preview, content, edits, kind, seed):
    rng = random.Random(seed)
    files = sorted((content / "incidents").rglob("*.md"))
    files = [file for file in files if file.stem not in ("_index", "index")]
    taken = []
    for number in range(edits):
        file = rng.choice(files)
        path = "/" + file.relative_to(content).with_suffix(".html").as_posix()
        before = file.read_text(encoding="utf-8")
        word = f"qzx{number:05}{rng.randrange(10**6):06}"
        text = edited(before, kind, word, rng)
        mark = word.encode()
        begun = time.perf_counter()
        file.write_text(text, encoding="utf-8")
        until(preview.port, path, lambda body: mark in body)
        taken.append(time.perf_counter() - begun)
        time.sleep(rng.uniform(0.2, 0.6))
        file.write_text(before, encoding="utf-8")
        until(preview.port, path, lambda body: body and mark not in body)
        time.sleep(rng.uniform(0.2, 0.6))
    return taken


def row(name, count, kind, preview, taken):
    taken = sorted(1000 * seconds for seconds in taken)
    p95 = taken[min(len(taken) - 1, int(0.95 * len(taken)))]
    print(
        f"| {name} | {count:,} | {kind} | {preview.first:.2f} s | {statistics.median(taken):.0f} ms | {p95:.0f} ms "
        f"| {taken[-1]:.0f} ms | {resident(preview.process):.0f} MB |",
        flush=True,
    )


def memory(casebook, count, edits, folder):
    """The resident memory of one preview over many edits, each as soon as the one before has been seen."""
    site = folder / f"memory-{count}"
    subprocess.run([sys.executable, HERE / "generate.py", str(count), site], check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    with open(folder / "memory.log", "wb") as log:
        preview = Preview([casebook, "serve", str(site), "--port", str(port)], port, log)
        rng = random.Random(1)
        files = sorted((site / "content" / "incidents").rglob("*.md"))
        print(f"\n| edits of {count:,} write-ups | resident |\n|---|---|")
        texts = {}
        shown = {0, 100, 1000, edits // 2, edits}
        for number in range(edits + 1):
            if number in shown:
                time.sleep(5)
                print(f"| {number:,} | {resident(preview.process):.0f} MB |", flush=True)
            file = rng.choice(files)
            path = "/" + file.relative_to(site / "content").with_suffix(".html").as_posix()
            word = f"qzx{number:06}"
            # Every file keeps its size: what grows is the preview's own.
            text = texts.setdefault(file, file.read_text(encoding="utf-8"))
            file.write_text(edited(text, "prose", word, rng), encoding="utf-8")
            if number % 50 == 0:
                until(port, path, lambda body: word.encode() in body)
        preview.end()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--counts", default="1000,10000")
    arguments.add_argument("--edits", type=int, default=100)
    arguments.add_argument("--kind", default="prose", help="prose, heading or title; several with commas")
    arguments.add_argument("--casebook", default=str(HERE.parent / "target" / "release" / "casebook"))
    arguments.add_argument("--hugo", default=shutil.which("hugo"))
    arguments.add_argument("--alone", action="store_true", help="without Hugo")
    arguments.add_argument("--prose", action="store_true", help="the write-ups that search is measured on")
    arguments.add_argument("--memory", type=int, metavar="EDITS", help="instead: how memory grows over so many edits of 1,000")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        if options.memory:
            return memory(options.casebook, 1000, options.memory, folder)
        print("| preview | write-ups | edit | first page | median | 95 % | longest | resident |")
        print("|---|---|---|---|---|---|---|---|")
        for count in map(int, options.counts.split(",")):
            site = folder / f"site-{count}"
            more = ["--prose"] if options.prose else []
            command = [sys.executable, HERE / "generate.py", str(count), site, *more]
            subprocess.run([*command, "--hugo"], check=True, stdout=subprocess.DEVNULL)
            with open(folder / "log", "wb") as log:
                port = free_port()
                preview = Preview([options.casebook, "serve", str(site), "--port", str(port)], port, log)
                for kind in options.kind.split(","):
                    row("casebook", count, kind, preview, latencies(preview, site / "content", options.edits, kind, 1))
                preview.end()
                if options.alone or not options.hugo:
                    continue
                port = free_port()
                command = [options.hugo, "server", "--source", site, "--port", str(port), "--bind", "127.0.0.1"]
                preview = Preview([*command, "--baseURL", f"http://127.0.0.1:{port}/"], port, log)
                few = max(5, options.edits // 10)
                row("hugo server", count, "prose", preview, latencies(preview, site / "content", few, "prose", 2))
                preview.end()


if __name__ == "__main__":
    main()
