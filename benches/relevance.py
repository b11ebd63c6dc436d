#!/usr/bin/env python3
"""Find known items: for each description of a write-up, the rank at which search gives that write-up, beside Pagefind.

    python3 benches/relevance.py CORPUS --pagefind node_modules/.bin/pagefind
    python3 benches/relevance.py CORPUS --list              # every query whose write-up is not first, and what is

CORPUS is a folder of write-ups with a file `known-item-queries.json` beside them: a list of `{"query": …, "expect": …}`, where the
latter is the name of the one file that is described, without `.md`. The site is built, both engines run in Chromium over loopback http,
ours as the site ships it, Pagefind over the articles of the same pages; `--cli` asks `casebook search` instead of the shipped client.

Asked are the descriptions as they stand; of each, the two and the three rarest words (by write-ups that hold them) that the wanted
write-up holds, which is what somebody with a good memory asks; and, where front matter has `keywords`, two and three of each
write-up's, drawn with a seed. The last are words that a site may index or not: Pagefind sees them only where a page shows them.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # leave no folder behind in the repository
import pagefind as rival
import search
from browser import Browser, Server
from build import find_casebook, row
from queries import STOP

DEEP = 20


class Corpus:
    def __init__(self, folder):
        self.words, self.keywords, self.df = {}, {}, {}
        for file in sorted(folder.rglob("*.md")):
            text = file.read_text(encoding="utf-8", errors="replace")
            _, head, body = re.split(r"^---$", text, maxsplit=2, flags=re.M) if text.startswith("---\n") else ("", "", text)
            if found := re.search(r"^keywords:[ ]*(?:\[(.*)\]|\n((?:[ ]*- .*\n)+))", head, re.M):
                items = found[1].split(",") if found[1] else re.findall(r"- (.*)", found[2])
                self.keywords[file.stem] = [item.strip(" \"'") for item in items]
            self.words[file.stem] = held = set(re.findall(r"\w{3,}", body.lower()))
            for word in held:
                self.df[word] = self.df.get(word, 0) + 1

    def rarest(self, text, expected, count):
        """The COUNT rarest words of a description that its write-up holds, in the order of the description."""
        held = self.words[expected] - STOP
        words = [word for word in dict.fromkeys(re.findall(r"\w{3,}", text.lower())) if word in held]
        chosen = sorted(words, key=lambda word: (self.df[word], word))[:count]
        return " ".join(word for word in words if word in chosen)

    def sets(self, known):
        """{what is asked: [(text, expected)]}"""
        wanted = [(one["query"], one["expect"]) for one in known]
        sets = {"descriptions": wanted}
        for count, name in ((2, "two"), (3, "three")):
            sets[f"their {name} rarest words that it holds"] = [(self.rarest(*one, count), one[1]) for one in wanted]
        for count, name in ((2, "two"), (3, "three")):
            draw = random.Random(count)
            some = [(" ".join(draw.sample(items, count)), stem) for stem, items in sorted(self.keywords.items()) if len(items) >= count]
            if some:
                sets[f"{name} keywords"] = some
        return sets


def stems(addresses):
    return [pathlib.PurePosixPath(address.split("#")[0].split("?")[0]).stem for address in addresses]


def by_cli(binary, corpus, texts):
    """What `casebook search` gives for each, asked in one run."""
    command = [binary, "-q", "search", "--root", str(corpus), "--json", "--limit", str(DEEP), "-"]
    said = subprocess.run(command, input="".join(" ".join(text.split()) + "\n" for text in texts), capture_output=True, text=True)
    if said.returncode:
        sys.exit(said.stderr)
    return [stems(one["address"] for one in json.loads(line)["results"]) for line in said.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=pathlib.Path, metavar="CORPUS", help="a folder of write-ups and `known-item-queries.json`")
    parser.add_argument("--pagefind", metavar="PATH", help="Pagefind's program (default the one on PATH or in node_modules; without it, ours alone)")
    parser.add_argument("--alone", action="store_true", help="do not measure Pagefind, though it is there")
    parser.add_argument("--rival-alone", action="store_true", help="measure Pagefind only")
    parser.add_argument("--cli", action="store_true", help="ask `casebook search` instead of the shipped client")
    parser.add_argument("--casebook", metavar="PATH", help="the binary (default target/release/casebook)")
    parser.add_argument("--engine", metavar="PATH", type=pathlib.Path, help="another client than the one in the site: a script that is being worked on")
    parser.add_argument("--chromium", metavar="PATH", help="the browser (default the first on PATH)")
    parser.add_argument("--list", action="store_true", help="print the descriptions whose write-up is not first")
    args = parser.parse_args()
    tool = find_casebook(args.casebook)
    if not tool:
        sys.exit(1)
    pagefind = None if args.alone else rival.find_pagefind(args.pagefind)
    known = json.loads((args.corpus / "known-item-queries.json").read_text(encoding="utf-8"))
    sets = Corpus(args.corpus).sets(known)
    ranks = {}
    with tempfile.TemporaryDirectory(prefix="casebook-relevance-") as name:
        out, pages = pathlib.Path(name, "out"), pathlib.Path(name, "pages")
        built = subprocess.run([tool.command[0], "-q", "build", str(args.corpus), "--out", str(out)], capture_output=True, text=True)
        if built.returncode not in tool.fine:
            sys.exit(built.stderr)
        asks = {}
        server = Server({"ours": out, "pagefind": pages, "engine": args.engine.parent if args.engine else out})
        with Browser(args.chromium) as browser, browser.open(server.origin + "/blank/") as page:
            if args.cli:
                asks["casebook"] = lambda texts: by_cli(tool.command[0], args.corpus, texts)
            elif not args.rival_alone:
                ours = search.Ours(args.engine)
                ours.start(page, server.origin)
                asks["casebook"] = lambda texts: [stems(ours.ask(page, text, None) and ours.rows(page, DEEP) or []) for text in texts]
            if pagefind:
                count = rival.copy_pages(out, pages)
                rival.index(pagefind, pages, pathlib.Path(name, "log"))
                theirs = search.Pagefind()
                theirs.start(page, server.origin)
                asks["Pagefind"] = lambda texts: [stems(theirs.ask(page, text, None) and theirs.rows(page, DEEP) or []) for text in texts]
                print(f"Pagefind {rival.version(pagefind)} over {count:,} pages\n")
            for engine, ask in asks.items():
                for label, queries in sets.items():
                    for (text, wanted), got in zip(queries, ask([text for text, _ in queries])):
                        rank = got.index(wanted) + 1 if wanted in got else 0
                        ranks.setdefault((label, engine), []).append(rank)
                        if args.list and rank != 1:
                            print(f"{engine}, {label}: {rank or 'missing'} of {len(got)}: {wanted}, first {got[:1]}\n    {text}")
        server.close()
    print(f"Mean reciprocal rank, the right one first, not among the first {DEEP}\n")
    row("asked", "queries", "engine", "reciprocal rank", "first", "missing")
    print("|---|--:|---|--:|--:|--:|")
    for (label, engine), found in ranks.items():
        row(label, len(found), engine, f"{sum(1 / rank for rank in found if rank) / len(found):.3f}", f"{found.count(1) / len(found):.3f}", found.count(0))


if __name__ == "__main__":
    main()
