#!/usr/bin/env python3
"""Time the lists of similar incidents over generated write-ups, and count how many of the exact five they hold.

    cargo build --release
    python3 benches/similar_speed.py                                     # 1,000 and 10,000, one thread and all
    python3 benches/similar_speed.py --counts 100000 --runs 1 --sample 500

Timed is `casebook similar --all --json --timings` on the site as it comes: reading and comparing everything, choosing, giving reasons,
writing the answer. The stages stand beside the whole, since reading is not what is being compared.

The share of the exact is counted without threshold and metadata: `--exact` ranks every pair by brute force, and of its five best an
answer holds as many as it names; by cosine, one that is as near as the fifth counts as well (they may tie). From --sampled write-ups
on, a sample of pages spread evenly is compared, and the lists compared are those made for all pages.

Pastes are asked from standard input on the set of --paste write-ups: an alert of a dozen lines, and a chat of 5,000 lines in which one
incident is talked about between small talk, quotes, stack traces and ids. For *cold*, the system is told before each question to
forget the site's files (where it can be told; the binary itself stays in memory); *warm* is asked straight after.
"""

import argparse
import json
import os
import pathlib
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # leave no folder behind in the repository
from build import HERE, RSS_UNIT, find_casebook, row, settle

TOP = 5
NEAR = 0.00011  # cosines are printed with four decimals
ANY = "\n[similar]\nthreshold = 0.0\nmetadata = false\n"
STAGE = re.compile(r"^(\w+)\s+([\d.]+) s\b", re.M)


# --- Running --------------------------------------------------------------------------------------------------------


class Run:
    """One run to its end: seconds, CPU seconds of all threads, peak resident bytes, what it said, stages."""

    def __init__(self, tool, site, *options, stdin=None, folder):
        self.answer, log = folder / "answer", folder / "log"
        command = [tool.command[0], "similar", "--root", str(site), *options]
        with open(self.answer, "wb") as out, open(log, "wb") as said, open(stdin or os.devnull, "rb") as asked:
            begun = time.perf_counter()
            process = subprocess.Popen(command, stdin=asked, stdout=out, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        self.said = log.read_text(errors="replace")
        if process.returncode not in tool.fine:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{self.said[-4000:]}")
        self.cpu, self.memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT
        self.stages = {name: float(seconds) for name, seconds in STAGE.findall(self.said)}

    def lists(self):
        """{file: [(file, cosine)]}, what authors linked left out: it stands beside the five."""
        found = {}
        with open(self.answer, encoding="utf-8") as lines:
            for line in lines:
                page = json.loads(line)
                found[page["file"]] = [(one["file"], one["cosine"]) for one in page["similar"] if one["likeness"] != "related"][:TOP]
        if not found:
            sys.exit(f"casebook similar --all --json printed no list:\n{self.said[-4000:]}")
        return found


def generated(work, count, prose):
    site = work / f"{'prose' if prose else 'plain'}-{count}"
    if not site.is_dir():
        subprocess.run([sys.executable, HERE / "generate.py", str(count), site, *(["--prose"] if prose else [])], check=True)
    return site


def forget(site):
    """Tell the system to drop the site's files from its cache; false where that is not possible."""
    if not hasattr(os, "posix_fadvise"):
        return False
    for file in site.rglob("*"):
        if file.is_file():
            with open(file, "rb") as held:
                os.posix_fadvise(held.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return True


# --- Lists ----------------------------------------------------------------------------------------------------------


def timed(tool, site, jobs, runs, folder):
    settle()
    options = ["--all", "--json", "--timings", *(["--jobs", str(jobs)] if jobs else [])]
    return [Run(tool, site, *options, folder=folder) for _ in range(runs)]


def against_exact(tool, site, sample, folder):
    """(pages compared, share of the exact five by name, share that are as near, pages whose five are the same) and the exact run."""
    config = site / "casebook.toml"
    plain = config.read_text(encoding="utf-8")
    config.write_text(plain + ANY, encoding="utf-8")
    try:
        ours = Run(tool, site, "--all", "--json", folder=folder).lists()
        exact_run = Run(tool, site, "--all", "--json", "--exact", *(["--sample", str(sample)] if sample else []), folder=folder)
    finally:
        config.write_text(plain, encoding="utf-8")
    exact = exact_run.lists()
    if missing := exact.keys() - ours.keys():
        sys.exit(f"{len(missing)} pages have an exact list and no other, such as {min(missing)}")
    named = near = wanted = same = 0
    for file, best in exact.items():
        files = {other for other, _ in best}
        got = ours[file]
        wanted += len(best)
        named += sum(other in files for other, _ in got)
        near += sum(other in files or cosine >= best[-1][1] - NEAR for other, cosine in got if best)
        same += {other for other, _ in got} == files
    return (len(exact), named / max(wanted, 1), near / max(wanted, 1), same / max(len(exact), 1)), exact_run


# --- Pastes ---------------------------------------------------------------------------------------------------------


class Pastes:
    """An alert and a chat, drawn from the words of write-ups: one that is meant and others that pass by."""

    def __init__(self, site, seed=1):
        self.draw = random.Random(seed)
        self.files = sorted(site.rglob("content/incidents/**/*.md"))
        self.meant = self.files[len(self.files) * 3 // 7]
        self.told = self.sentences(self.meant)

    def sentences(self, file):
        body = file.read_text(encoding="utf-8").split("\n+++\n", 1)[-1]
        prose = [line for line in body.splitlines() if re.match(r"[A-Z]", line)]
        return [one for one in re.split(r"(?<=[.!?])\s+", " ".join(prose)) if 20 < len(one) < 240]

    def hex(self, count):
        return f"{self.draw.getrandbits(4 * count):0{count}x}"

    def alert(self):
        told = self.told
        return "\n".join([
            "[FIRING:2] 2024-05-02T03:11:58.713Z severity=critical",
            f"incident_key={self.hex(32)} host=ip-10-31-{self.draw.randrange(256)}-{self.draw.randrange(256)}",
            f"Summary: {told[0]}", f"Description: {told[1]}",
            "Value: 0.9731 (threshold 0.05) for 10m", f"trace_id={self.hex(16)} span_id={self.hex(8)}",
            *(f"  at 0x{self.hex(12)} in worker-{self.draw.randrange(99)}" for _ in range(3)),
            f"> {told[2]}", f"Runbook: https://runbooks.example/{self.hex(6)}", f"Silence: https://alerts.example/#/{self.hex(8)}"]) + "\n"

    def chat(self, lines=5000, about=0.04):
        """One line in 25 or so is about the incident; the rest is what a channel holds at night."""
        names = ["ana", "bo", "chidi", "dara", "eun", "farid"]
        small = ["on it", "same here", "any news?", "back in five", "+1", "thanks!", "who is on call for this?", "looking", "graphs are flat again",
                 "can somebody page the owner", "I will write that down later", "rolling back now", "still red", "customers are asking"]
        passing = [one for file in self.draw.sample(self.files, min(40, len(self.files))) for one in self.sentences(file)[:6]]
        said = []
        at = 3 * 3600
        for _ in range(lines):
            at += self.draw.randrange(1, 5)
            kind = self.draw.random()
            stamp = f"[2024-05-02 {at // 3600 % 24:02}:{at // 60 % 60:02}:{at % 60:02}]"
            if kind < about:
                text = self.draw.choice(self.told)
            elif kind < 0.12:
                text = self.draw.choice(passing)
            elif kind < 0.22:
                text = f"    at com.example.{self.hex(6)}.Handler.run(Handler.java:{self.draw.randrange(900)})"
            elif kind < 0.32:
                text = f"request_id={self.hex(8)}-{self.hex(4)}-{self.hex(12)} status=503 took={self.draw.randrange(9000)}ms"
            elif kind < 0.42:
                text = f"> {self.draw.choice(small)}"
            else:
                text = self.draw.choice(small)
            said.append(f"{stamp} <{self.draw.choice(names)}> {text}")
        return "\n".join(said) + "\n"


def pasted(tool, site, runs, folder):
    """[(what, lines, cold runs, warm runs, whether the incident that is meant stands in the answer)]"""
    pastes, results = Pastes(site), []
    title = re.search(r'^title = "(.*)"$', pastes.meant.read_text(encoding="utf-8"), re.M)[1]
    for name, text in (("an alert", pastes.alert()), ("a chat", pastes.chat())):
        file = folder / "paste.txt"
        file.write_text(text, encoding="utf-8")
        cold, warm = [], []
        for _ in range(runs):
            able = forget(site)
            cold.append(Run(tool, site, "-", stdin=file, folder=folder))
            warm.append(Run(tool, site, "-", stdin=file, folder=folder))
        answer = warm[-1].answer.read_text(encoding="utf-8", errors="replace")
        results.append((name, text.count("\n"), cold if able else [], warm, title in answer or pastes.meant.stem in answer))
    return results


# --- Report ---------------------------------------------------------------------------------------------------------


def seconds(values):
    middle = f"{statistics.median(values):.2f}"
    return f"{middle} ({min(values):.2f}–{max(values):.2f})" if len(values) > 1 else middle


def report_lists(results):
    stages = list(dict.fromkeys(name for *_, runs in results for name in runs[0].stages if name != "total"))
    print("\nAll lists, in seconds: medians, with the smallest and largest of the whole in brackets; memory is the peak resident set.\n")
    row("write-ups", "text", "threads", "wall", "CPU", *stages, "memory MB")
    print("|--:|---|---|" + "--:|" * (len(stages) + 3))
    for count, text, jobs, runs in results:
        middle = lambda name: statistics.median(run.stages.get(name, 0) for run in runs)
        row(f"{count:,}", text, jobs or f"default ({os.cpu_count()} cores)", seconds([run.wall for run in runs]), seconds([run.cpu for run in runs]),
            *(f"{middle(name):.2f}" for name in stages), f"{statistics.median(run.memory for run in runs) / 1e6:.0f}")


def report_exact(results):
    print("\nAgainst the exact five of every page, or of a sample of pages; the last column is all of the brute force.\n")
    row("write-ups", "text", "pages compared", "of the exact five", "or as near", "pages with the same five", "exact, wall s")
    print("|--:|---|--:|--:|--:|--:|--:|")
    for count, text, (pages, named, near, same), exact in results:
        row(f"{count:,}", text, f"{pages:,}", f"{named:.2%}", f"{near:.2%}", f"{same:.2%}", f"{exact.wall:.1f}")


def report_pastes(results):
    print("\nA question pasted into `casebook similar -`, whole process: medians, with the smallest and largest in brackets.\n")
    row("write-ups", "text", "pasted", "lines", "cold s", "warm s", "CPU s", "memory MB", "finds it")
    print("|--:|---|---|--:|--:|--:|--:|--:|---|")
    for count, text, name, lines, cold, warm, found in results:
        row(f"{count:,}", text, name, f"{lines:,}", seconds([run.wall for run in cold]) if cold else "–", seconds([run.wall for run in warm]),
            f"{statistics.median(run.cpu for run in warm):.2f}", f"{statistics.median(run.memory for run in warm) / 1e6:.0f}", "yes" if found else "no")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog=__doc__.split("\n\n", 2)[2],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="1000,10000", help="write-ups per set (default 1000,10000)")
    parser.add_argument("--runs", type=int, default=3, help="timed runs of each (default 3)")
    parser.add_argument("--text", choices=("prose", "plain", "both"), default="both", help="the generator's two kinds of text (default both)")
    parser.add_argument("--sample", type=int, default=500, metavar="N", help="pages compared with the exact in a large set (default 500)")
    parser.add_argument("--sampled", type=int, default=20_000, metavar="COUNT", help="sets from this size on are sampled (default 20000)")
    parser.add_argument("--paste", type=int, default=10_000, metavar="COUNT", help="the set that questions are pasted on (default 10000)")
    parser.add_argument("--pastes", type=int, default=10, help="times each question is asked (default 10)")
    parser.add_argument("--no-exact", action="store_true", help="only time")
    parser.add_argument("--casebook", metavar="PATH", help="the binary (default target/release/casebook)")
    parser.add_argument("--work", metavar="DIR", help="keep the sites here, and use again what is there")
    args = parser.parse_args()
    tool = find_casebook(args.casebook)
    if not tool:
        sys.exit(1)
    counts = sorted({int(count) for count in args.counts.split(",")})
    if args.runs < 1 or args.pastes < 1 or counts[0] < TOP + 1:
        parser.error(f"at least one run of each, and at least {TOP + 1} write-ups")
    print(f"casebook {tool.version}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    lists, exacts, questions = [], [], []
    with tempfile.TemporaryDirectory(prefix="casebook-similar-") as name:
        folder, work = pathlib.Path(name), pathlib.Path(args.work or name)
        work.mkdir(parents=True, exist_ok=True)
        for count in counts:
            for text in ("prose", "plain") if args.text == "both" else (args.text,):
                site = generated(work, count, text == "prose")
                for jobs in (1, None):
                    lists.append((count, text, jobs, timed(tool, site, jobs, args.runs, folder)))
                    print(f"{count:,} {text}, {jobs or 'all'} threads: {lists[-1][3][-1].wall:.2f} s", file=sys.stderr)
                if not args.no_exact:
                    exacts.append((count, text, *against_exact(tool, site, args.sample if count >= args.sampled else None, folder)))
                if count == args.paste:
                    questions += [(count, text, *one) for one in pasted(tool, site, args.pastes, folder)]
    report_lists(lists)
    if exacts:
        report_exact(exacts)
    if questions:
        report_pastes(questions)


if __name__ == "__main__":
    main()
