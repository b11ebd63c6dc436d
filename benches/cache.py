#!/usr/bin/env python3
"""Edit a folder between builds and print what each next build costs beside Hugo's full build, and what it parsed and highlighted.

Every edit is measured after one build that warmed the cache and the output; Hugo builds the same files anew each time, as it does.
The last table is of commands that ask the same of unchanged files again.

    python3 benches/cache.py                             # 1,000 and 10,000
    python3 benches/cache.py --counts 100000 --runs 1 --casebook PATH
"""

import argparse
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

from build import HERE, find_casebook, find_hugo, measure, row, settle
from preview import edited

COMMANDS = {
    "check": ["check"],
    "search": ["search", "stale", "lease"],
    "similar": ["similar"],
    "stats": ["stats"],
}


def write_ups(site):
    return sorted((site / "content").rglob("*.md"))


def prose(site, rng, count=10):
    """A word more in the prose of some write-ups."""
    files = write_ups(site)
    for file in rng.sample(files, min(count, len(files))):
        file.write_text(edited(file.read_text(encoding="utf-8"), "prose", f"zq{rng.randrange(10**9)}", rng), encoding="utf-8")


def title(site, rng):
    """A word more in one title."""
    file = rng.choice(write_ups(site))
    file.write_text(edited(file.read_text(encoding="utf-8"), "title", f"zq{rng.randrange(10**9)}", rng), encoding="utf-8")


def setting(site, rng):
    """Another title of the site: every page is another."""
    file = site / "casebook.toml"
    text = re.sub(r'(?m)^title = .*$', f'title = "Casebook {rng.randrange(10**9)}"', file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")


EDITS = {
    "nothing": lambda site, rng: None,
    "ten files' prose": prose,
    "one title": title,
    "a setting": setting,
    "the cache deleted": lambda site, rng: shutil.rmtree(site / ".casebook-cache"),
}


def counted(said):
    """How many pages were parsed and blocks highlighted, and files written, as `--timings` and the last line say."""
    rows = {name: int(items) for name, items in re.findall(r"^(\w+) +[\d.]+ s +(\d+)", said, re.M)}
    if "parse" not in rows:
        return "0", "0", "0"
    changed = re.search(r"\(([^()]*)\) *(?:with [^:]*)?in [\d.]+ s:", said)
    files = sum(int(number) for number in re.findall(r"\d+", changed[1])) if changed else 0
    return rows["parse"] - rows.get("known", 0), rows.get("blocks", 0), files


def timed(command, log, fine=(0, 1)):
    settle()
    with open(log, "wb") as said:
        code, wall, cpu, memory = measure(command, said)
    text = log.read_text(errors="replace")
    if code not in fine:
        sys.exit(f"{command} ended with {code}:\n{text[-4000:]}")
    return wall, text


def main():
    import random

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counts", default="1000,10000", help="write-ups per set (default 1000,10000)")
    parser.add_argument("--runs", type=int, default=3, help="edits of each kind (default 3)")
    parser.add_argument("--casebook", metavar="PATH", help="the binary (default target/release/casebook)")
    args = parser.parse_args()
    casebook, hugo = find_casebook(args.casebook), find_hugo()
    if not casebook:
        sys.exit(1)
    binary = casebook.command[0]
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; "
          f"medians of {args.runs}.\n")
    row("write-ups", "edit", "wall s", "against Hugo's full build", "parsed", "highlighted", "written")
    print("|--:|---|--:|--:|--:|--:|--:|")
    answers = []
    with tempfile.TemporaryDirectory(prefix="casebook-cache-") as name:
        work = pathlib.Path(name)
        log = work / "log"
        for count in (int(count) for count in args.counts.split(",")):
            rng = random.Random(count)
            site = work / f"site-{count}"
            command = [sys.executable, HERE / "generate.py", str(count), site, "--hugo", "--recurring"]
            subprocess.run(command, check=True)
            build = [binary, "build", str(site), "--out", str(work / f"out-{count}"), "--timings"]
            full = []
            for turn in range(args.runs if hugo else 0):
                out = {"SITE": str(site), "OUT": str(work / f"hugo-{count}-{turn}"), "CACHE": str(work / "hugo-cache")}
                full.append(timed([out.get(part, part) for part in hugo.command], log, hugo.fine)[0])
            base = statistics.median(full) if full else float("nan")
            row(f"{count:,}", "**Hugo, all of it**", f"{base:.2f}", "1.00", "", "", "")
            wall, said = timed(build, log)
            row(f"{count:,}", "first build", f"{wall:.2f}", f"{wall / base:.2f}", *counted(said))
            timed(build, log)
            for edit, change in EDITS.items():
                walls, said = [], ""
                for _ in range(args.runs):
                    change(site, rng)
                    wall, said = timed(build, log)
                    walls.append(wall)
                wall = statistics.median(walls)
                row(f"{count:,}", edit, f"{wall:.2f}", f"{wall / base:.3f}", *counted(said))
            for command, words in COMMANDS.items():
                words = words + [str(write_ups(site)[0])] if command == "similar" else words
                ask = [binary, "--root", str(site), *words]
                first, again = timed(ask, log)[0], statistics.median(timed(ask, log)[0] for _ in range(args.runs))
                answers.append((f"{count:,}", command, f"{first:.2f}", f"{again:.2f}"))
    print("\nCommands about unchanged files: asked for the first time, and again.\n")
    row("write-ups", "command", "first s", "again s")
    print("|--:|---|--:|--:|")
    for answer in answers:
        row(*answer)


if __name__ == "__main__":
    main()
