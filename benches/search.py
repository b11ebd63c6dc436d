#!/usr/bin/env python3
"""Measure what a search fetches, in Chromium over loopback http, beside Pagefind: bytes, time to titles, cost of building.

    cargo build --release && npm install pagefind
    python3 benches/search.py --pagefind node_modules/.bin/pagefind            # 1,000 and 10,000 write-ups
    python3 benches/search.py --counts 100000 --alone --casebook PATH --chromium PATH          # ours alone

Every query has a browser context of its own, whose cache is empty. What the server sent is added up by what it is for: *once* a visit
(the manifest; Pagefind's entry and meta files), the *query* (posting lists and the like until the hits and their counts are known),
the first ten *titles* (Pagefind's fragments), and the code. Sizes are after gzip -9, bodies only, in KB of 1,024 bytes.

What is asked, and how it is drawn, is in `queries.py`.
"""

import argparse
import math
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True  # leave no folder behind in the repository
import pagefind as rival
from browser import Browser, Server
from build import HERE, find_casebook, measure, row
from queries import CLASSES, Words, queries

# The client of the site, as its own pages use it; the counts of every facet are asked for where there is a filter.
START = """(root, engine) => new Promise((done, fail) => {
  const script = document.createElement('script');
  script.src = engine;
  script.onload = () => {
    try {
      self.engine = casebookSearch(root);
      done();
    } catch (error) {
      fail(error);
    }
  };
  script.onerror = () => fail(new Error('no search engine'));
  document.head.append(script);
})"""
ASK = """async (text, filters) => {
  self.answer = await engine.search(text, filters ? { filters, facets: true } : {});
  return answer.total;
}"""
ROWS = "async (count) => (await engine.rows(answer.docs.slice(0, count))).map((one) => one.address)"


# --- Engines --------------------------------------------------------------------------------------------------------


class Ours:
    name = "casebook"

    def __init__(self, script=None):
        self.script = f"/engine/{script.name}" if script else "/ours/assets/js/search-engine.js"

    def start(self, page, origin):
        page.ask(START, f"{origin}/ours/", origin + self.script)

    def ask(self, page, text, chosen):
        return page.ask(ASK, text, {chosen[0]: [chosen[1]]} if chosen else None)

    def rows(self, page, count=10):
        """The addresses of the first."""
        return page.ask(ROWS, count)

    def kind_of(self, path):
        if "/search/" not in path:
            return "code"
        name = path.rsplit("/", 1)[-1]
        if name.startswith("manifest"):
            return "once"
        return "titles" if re.fullmatch(r"[ts]\d+\.js", name) else "query"


class Pagefind:
    name = "Pagefind"

    def start(self, page, origin):
        page.ask(rival.START, f"{origin}/pagefind/")

    def ask(self, page, text, chosen):
        return page.ask(rival.ASK, text, {chosen[0]: [chosen[1]]} if chosen else None)

    def rows(self, page, count=10):
        return page.ask(rival.ROWS, count)

    kind_of = staticmethod(rival.kind_of)


def cold(browser, server, engine, text, chosen):
    """({kind: bytes}, {kind: requests}, hits) of one query in an empty browser."""
    with browser.open(server.origin + "/blank/") as page:
        server.take()
        engine.start(page, server.origin)
        hits = engine.ask(page, text, chosen)
        engine.rows(page)
        size, requests = {}, {}
        for path, length in server.take():
            kind = engine.kind_of(path)
            size[kind] = size.get(kind, 0) + length
            requests[kind] = requests.get(kind, 0) + 1
    return size, requests, hits


def until_titles(browser, server, engine, text):
    """Seconds from asking until ten titles are there, cold, the code being loaded."""
    with browser.open(server.origin + "/blank/") as page:
        engine.start(page, server.origin)
        server.slow = True
        try:
            begun = time.perf_counter()
            engine.ask(page, text, None)
            engine.rows(page)
            return time.perf_counter() - begun
        finally:
            server.slow = False


# --- Report ---------------------------------------------------------------------------------------------------------


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, math.ceil(share * len(values)) - 1)]


def two(values):
    """median / 95th percentile, in KB."""
    return " / ".join(f"{value / 1024:.1f}" for value in (statistics.median(values), quantile(values, 0.95)))


def ratio(ours, theirs):
    return " / ".join(f"{a / b:.3f}" if b else "–" for a, b in ((statistics.median(ours), statistics.median(theirs)), (quantile(ours, 0.95), quantile(theirs, 0.95))))


def report_bytes(count, results, engines):
    total = lambda one, kinds: sum(one[0].get(kind, 0) for kind in kinds)
    for title, kinds in [("the query's own files", ["query"]), ("everything but code and titles (an empty cache)", ["once", "query"]),
                         ("everything but code, with the first ten titles", ["once", "query", "titles"])]:
        print(f"\n{count:,} write-ups: KB of {title}, median / 95th percentile\n")
        row("query", *(e.name for e in engines), *(["ours / Pagefind"] if len(engines) == 2 else []))
        print("|---|" + "--:|" * (len(engines) + (len(engines) == 2)))
        for name, label in CLASSES.items():
            values = [[total(one, kinds) for one in results[e.name][name]] for e in engines]
            row(label, *map(two, values), *([ratio(*values)] if len(engines) == 2 else []))
    print(f"\n{count:,} write-ups: requests of a query (without code and titles), median; queries of each class that find nothing\n")
    row("query", *(f"{e.name}: requests" for e in engines), *(f"{e.name}: nothing" for e in engines))
    print("|---|" + "--:|" * (2 * len(engines)))
    for name, label in CLASSES.items():
        lists = [results[e.name][name] for e in engines]
        row(label, *(f"{statistics.median(r.get('query', 0) + r.get('once', 0) for _, r, _ in one):g}" for one in lists),
            *(f"{sum(not hits for _, _, hits in one)} of {len(one)}" for one in lists))
    for e in engines:
        every = [one for name in CLASSES for one in results[e.name][name]]
        parts = {kind: statistics.median(total(one, [kind]) for one in every) / 1024 for kind in ("once", "code")}
        print(f"\n{e.name}: once a visit {parts['once']:.1f} KB; code {parts['code']:.1f} KB.")


def report_builds(builds):
    print("\nBuilding. Pagefind's is its indexing of finished pages alone; ours is the whole site, the part of the index stands in the timings.\n")
    row("write-ups", "tool", "wall s", "CPU s", "peak MB", "index files", "index MB")
    print("|--:|---|--:|--:|--:|--:|--:|")
    for count, name, wall, cpu, memory, files, size, _ in builds:
        row(f"{count:,}", name, f"{wall:.1f}", f"{cpu:.1f}", f"{memory / 1e6:.0f}", f"{files:,}", f"{size / 1e6:.1f}")
    for count, name, *_, said in builds:
        if said:
            print(f"\n`{name} build --timings` at {count:,}:\n\n```text\n{said}\n```")


# --- Running --------------------------------------------------------------------------------------------------------


class Shaped(Server):
    """A server whose link can be made slow: a wait before every answer, and one bandwidth that all answers share."""

    def __init__(self, folders, latency, kbps):
        super().__init__(folders)
        self.slow, free, lock = False, [0.0], threading.Lock()
        handler = self.listener.RequestHandlerClass
        plain = handler.do_GET
        server = self

        def wait(handler):
            if server.slow:
                time.sleep(latency / 1000)
                handler.wfile = Paced(handler.wfile, free, lock, kbps * 125)
                try:
                    plain(handler)
                finally:
                    handler.wfile = handler.wfile.file
            else:
                plain(handler)

        handler.do_GET = wait


class Paced:
    def __init__(self, file, free, lock, rate):
        self.file, self.free, self.lock, self.rate = file, free, lock, rate

    def write(self, data):
        for at in range(0, len(data), 1400):
            piece = data[at : at + 1400]
            with self.lock:
                self.free[0] = due = max(time.perf_counter(), self.free[0]) + len(piece) / self.rate
            time.sleep(max(0.0, due - time.perf_counter()))
            self.file.write(piece)

    def __getattr__(self, name):
        return getattr(self.file, name)


def build_ours(tool, site, out, folder):
    log = folder / "casebook.log"
    with open(log, "wb") as said:
        code, wall, cpu, memory = measure([{"SITE": str(site), "OUT": str(out)}.get(part, part) for part in tool.command], said)
    text = log.read_text(errors="replace")
    if code not in tool.fine:
        sys.exit(text[-4000:])
    files = [file for file in (out / "search").rglob("*") if file.is_file()] if (out / "search").is_dir() else []
    return wall, cpu, memory, len(files), sum(file.stat().st_size for file in files), text.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog=__doc__.split("\n\n", 2)[2],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="1000,10000", help="write-ups per set (default 1000,10000)")
    parser.add_argument("--queries", type=int, default=25, help="queries of each class (default 25)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pagefind", metavar="PATH", help="Pagefind's program (default the one on PATH or in node_modules; without it, ours alone)")
    parser.add_argument("--alone", action="store_true", help="do not measure Pagefind, though it is there")
    parser.add_argument("--rival-alone", action="store_true", help="measure Pagefind only")
    parser.add_argument("--casebook", metavar="PATH", help="the binary (default target/release/casebook)")
    parser.add_argument("--chromium", metavar="PATH", help="the browser (default the first on PATH)")
    parser.add_argument("--engine", metavar="PATH", type=pathlib.Path, help="another client than the one in the site: a script that is being worked on")
    parser.add_argument("--latency", type=float, default=150, help="of the slow link, ms before every answer (default 150, a slow 4G)")
    parser.add_argument("--kbps", type=float, default=1638.4, help="of the slow link, kilobits a second (default 1638.4, a slow 4G)")
    parser.add_argument("--timed", type=int, default=10, help="queries of one word and of all words timed on the slow link (default 10 each)")
    parser.add_argument("--work", metavar="DIR", help="keep sites and indexes here, and use again what is there")
    parser.add_argument("--list", action="store_true", help="print the queries and what each fetched as well")
    args = parser.parse_args()
    tool = find_casebook(args.casebook)
    if not tool:
        sys.exit(1)
    pagefind = None if args.alone else rival.find_pagefind(args.pagefind)
    engines = ([] if args.rival_alone else [Ours(args.engine)]) + ([Pagefind()] if pagefind else [])
    if pagefind:
        print(f"Pagefind {rival.version(pagefind)}, casebook {tool.version}")
    builds, timed = [], []
    with tempfile.TemporaryDirectory(prefix="casebook-search-") as name:
        work = pathlib.Path(args.work or name)
        work.mkdir(parents=True, exist_ok=True)
        for count in sorted({int(count) for count in args.counts.split(",")}):
            site, out, pages = work / f"site-{count}", work / f"out-{count}", work / f"pages-{count}"
            if not site.is_dir():
                subprocess.run([sys.executable, HERE / "generate.py", str(count), site, "--prose"], check=True)
            words = Words(site)
            if not args.rival_alone or not out.is_dir():
                builds.append((count, "casebook", *build_ours(tool, site, out, work)))
            if pagefind and not (pages / "pagefind").is_dir():
                source = {file.relative_to(site / "content").with_suffix(".html"): file for file in words.files}
                rival.copy_pages(out, pages, lambda path: words.facets(source[path]))
                builds.append((count, "Pagefind", *rival.index(pagefind, pages, work / "pagefind.log"), ""))
            asked = queries(words, args.queries, args.seed)
            server = Shaped({"ours": out, "pagefind": pages, "engine": args.engine.parent if args.engine else out}, args.latency, args.kbps)
            results = {engine.name: {} for engine in engines}
            with Browser(args.chromium) as browser:
                for engine in engines:
                    for kind, some in asked.items():
                        results[engine.name][kind] = [cold(browser, server, engine, *one) for one in some]
                        if args.list:
                            for (text, chosen), (size, requests, hits) in zip(some, results[engine.name][kind]):
                                kept = {k: round(v / 1024, 1) for k, v in sorted(size.items())}
                                print(f"{engine.name} {count} {kind}: {text!r} {chosen or ''} -> {hits} hits, KB {kept}, requests {requests}")
                    some = [text for kind in ("one", "all") for text, _ in asked[kind][: args.timed]]
                    if some:
                        timed.append((count, engine.name, [until_titles(browser, server, engine, text) for text in some]))
            server.close()
            report_bytes(count, results, engines)
            sys.stdout.flush()
    if timed:
        print(f"\nSeconds until ten titles, cold, the code loaded, on a link of {args.latency:g} ms before every answer and {args.kbps / 1024:.2f} Mbit/s "
              "(Lighthouse's slow 4G), HTTP/1.1:\n")
        row("write-ups", "engine", "median", "95 %")
        print("|--:|---|--:|--:|")
        for count, engine, values in timed:
            row(f"{count:,}", engine, f"{statistics.median(values):.2f}", f"{quantile(values, 0.95):.2f}")
    if builds:
        report_builds(builds)


if __name__ == "__main__":
    main()
