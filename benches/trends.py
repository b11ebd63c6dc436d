#!/usr/bin/env python3
"""What trend pages cost: their time in a build, and their weight after gzip.

Builds COUNT generated write-ups, then asks for every question of every period on the command line, which makes the same answers without
drawing them. The time of the pages themselves is the stage "lists" of a build less the same stage of a build whose write-ups all say
`exclude_from_trends`: such a site has every list but the trends. The aim is a second for all, and 150 KB (of 1,024 bytes) for each.
"""

import argparse
import gzip
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def build(casebook, site, out):
    """The seconds of each stage."""
    shutil.rmtree(out, ignore_errors=True)
    command = [casebook, "-q", "build", "--no-cache", "--timings", "--root", str(site), "--out", str(out)]
    printed = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return {stage: float(wall) for stage, wall in re.findall(r"^(\w+) +([\d.]+) s", printed, re.MULTILINE)}


def without(site, copy):
    """The same site, of which nothing counts."""
    shutil.copytree(site, copy)
    for path in (copy / "content").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        for mark, line in [("---\n", "exclude_from_trends: true\n"), ("+++\n", "exclude_from_trends = true\n")]:
            if text.startswith(mark):
                path.write_text(mark + line + text[len(mark):], encoding="utf-8")
                break
        else:
            path.write_text("---\nexclude_from_trends: true\n---\n" + text, encoding="utf-8")


def medians(runs):
    return {stage: statistics.median(run.get(stage, 0.0) for run in runs) for stage in runs[0]}


def weights(out):
    """The pages of trends, and of services and factors with charts, heaviest first."""
    pages = [page for page in out.glob("trends/**/*.html")]
    pages += [page for kind in ("services", "factors") for page in out.glob(f"{kind}/*.html") if "<figure class=\"trend" in page.read_text(encoding="utf-8")]
    weighed = [(len(gzip.compress(page.read_bytes(), 9, mtime=0)), page.stat().st_size, str(page.relative_to(out))) for page in pages]
    return sorted(weighed, reverse=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--site", help="a site that is there already, instead of a generated one")
    parser.add_argument("--all", action="store_true", help="every page, not only the heaviest of each question")
    parser.add_argument("--casebook", default=str(HERE.parent / "target" / "release" / "casebook"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site, bare, out = (pathlib.Path(folder, name) for name in ("site", "bare", "out"))
        if args.site:
            shutil.copytree(args.site, site, ignore=shutil.ignore_patterns("public", "target", ".git"))
        else:
            generate = [sys.executable, str(HERE / "generate.py"), str(args.count), str(site)]
            subprocess.run(generate, check=True, stderr=subprocess.DEVNULL)
        without(site, bare)
        empty = medians([build(args.casebook, bare, out) for _ in range(args.runs)])
        full = medians([build(args.casebook, site, out) for _ in range(args.runs)])
        began = time.monotonic()
        subprocess.run([args.casebook, "-q", "stats", "--root", str(site)], check=True, capture_output=True)
        asked = time.monotonic() - began
        pages = weights(out)
        files = sum(1 for _ in out.glob("trends/**/*") if _.is_file())
        print("| stage, s | with trends | without | difference |\n|---|--:|--:|--:|")
        for stage in ("analyse", "view", "lists", "total"):
            print(f"| {stage} | {full[stage]:.2f} | {empty[stage]:.2f} | {full[stage] - empty[stage]:+.2f} |")
        print(f"\n`casebook stats` over the same write-ups: {asked:.2f} s, reading them among it.")
        print(f"{len(pages)} pages with charts, {files} files below trends/.\n")
        print("| page | KB after gzip | KB |\n|---|--:|--:|")
        seen = set()
        for zipped, plain, name in pages:
            question = name.rsplit("/", 1)[-1] if name.startswith("trends/") else name.split("/")[0]
            if args.all or question not in seen:
                print(f"| {name} | {zipped / 1024:.1f} | {plain / 1024:.0f} |")
            seen.add(question)


if __name__ == "__main__":
    main()
