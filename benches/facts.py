#!/usr/bin/env python3
"""Score what was read of other people's write-ups against labels made by hand: right, wrong and missed for each field.

    python3 benches/facts.py FOLDER...                          # scored by benches/facts/NAME*.toml, NAME being the folder's own
    python3 benches/facts.py --casebook OLD --casebook NEW FOLDER...   # two programs side by side
    python3 benches/facts.py --half held FOLDER...              # only the half that nobody looks at while working
    python3 benches/facts.py --show started FOLDER...           # each value that is wrong or missed

The labels hold facts, names of files and numbers of lines, no sentence of anybody's; CONTRIBUTING says how they are made. Which half a
file is in follows from the hash of its path, so that nobody chose.

A value is right when it says what the label says, or the same less exactly (a day for a minute); wrong when it says something else or
more than the label; missed where a label has no value. A time is compared as an instant where the label has an offset, else as what the
clock showed. Rows, follow-ups, factors, lessons and summaries are matched by the words of the labelled line; what set it off is a
factor too. A follow-up's state is scored where the follow-up itself was found.

The language of each file is in languages.toml. A file's own words must say it, apart from its folder: right, undecided or wrong; and
facts are summed up by language.

Precision is right / (right + wrong), recall right / (right + missed + wrong where a label has another value).
"""

import argparse
import collections
import datetime
import hashlib
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

sys.dont_write_bytecode = True  # leave no folder behind in the repository
from build import find_casebook

TIMES = ["started", "detected", "mitigated", "resolved", "published"]
WORDS = ["detection", "severity"]
LINES = ["summary", "factors", "takeaways"]
FIELDS = ["kind", *TIMES, *WORDS, "services", *LINES, "rows", "actions", "state"]
NO_LANGUAGE = "qaa"
PREFIX = 24  # letters and digits that tell one line from another


def unlinked(line):
    """The line without the addresses of its links, which an entry's words leave out."""
    return html.unescape(re.sub(r"\]\([^)]*\)|<https?://[^>]*>|<br ?/?>", " ", line))


# The longest name that is left out, in letters.
NAME = 24


def beside_somebody(text):
    """The first stretch worth comparing of what a record says without a name: it has `…` in the place of each."""
    parts = text.split("…")
    return next((part for part in parts if len(fold(part)) >= PREFIX // 2), max(parts, key=len))


def fold(text):
    return "".join(c for c in text.lower() if c.isalnum())


def half(path):
    return "held" if hashlib.sha256(path.encode()).digest()[0] % 2 else "open"


class Score:
    """Counts of one field, and what was not right."""

    def __init__(self):
        self.right = self.wrong = self.missed = self.relabelled = 0
        self.notes = []

    def add(self, other):
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.relabelled += other.relabelled
        self.notes += other.notes

    def value(self, path, label, found, same):
        if label and found and same:
            self.right += 1
        elif found:
            self.wrong += 1
            self.relabelled += bool(label)
            self.notes.append((path, "wrong", label, found))
        elif label:
            self.missed += 1
            self.notes.append((path, "missed", label, found))

    def figures(self):
        said, there = self.right + self.wrong, self.right + self.missed + self.relabelled
        return self.right / said if said else None, self.right / there if there else None


def same_time(label, found):
    """Whether a time of the JSON says what `label` says, or the same less exactly."""
    precision = found.get("precision", "minute")
    value = found["value"]
    if value == "unknown":
        return not label
    day = label[:10]
    if precision in ("year", "month"):
        return day.startswith(value[: 4 if precision == "year" else 7])
    if precision == "day":
        return value[:10] == day
    if len(label) <= 10:
        return False
    wanted = datetime.datetime.fromisoformat(label.replace("Z", "+00:00"))
    got = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    if wanted.tzinfo is None:
        wanted = wanted.replace(tzinfo=got.tzinfo)
    slack = 3600 if precision == "hour" else 60
    return 0 <= (wanted - got).total_seconds() < slack or abs((wanted - got).total_seconds()) < 60


class Site:
    """What one program read of one folder."""

    def __init__(self, casebook, folder, scratch):
        out = pathlib.Path(scratch) / hashlib.sha256(f"{casebook}{folder}".encode()).hexdigest()[:12]
        command = [casebook, "build", str(folder), "--out", str(out), "--omit-restricted", "--as-of", "2026-11-29"]
        built = subprocess.run(command, capture_output=True, text=True)
        if not (out / "incidents.json").exists() and built.returncode not in (0, 1):
            sys.exit(f"{casebook} could not build {folder}:\n{built.stderr[-2000:]}")
        self.incidents = {}
        for file in sorted((out / "incidents").glob("*.json")) if (out / "incidents").exists() else []:
            for incident in json.loads(file.read_text())["incidents"]:
                self.incidents[fold(incident["url"].removesuffix(".html"))] = incident
        self.kinds = {}
        told = subprocess.run([casebook, "check", "--explain-kinds", str(folder)], capture_output=True, text=True)
        for line in told.stdout.splitlines():
            kind, _, path = line.partition(" ")
            if kind in ("incident", "page", "term", "runbook", "service", "path"):
                self.kinds[path.strip()] = kind

    def incident(self, path):
        stem = path.rsplit(".", 1)[0]
        for name in (stem, stem.removesuffix("/index"), stem.removesuffix("/README")):
            if fold(name) in self.incidents:
                return self.incidents[fold(name)]
        return None


def languages_read(casebook, files, scratch):
    """The language that each text says by itself: among as many pages of no language, so that nothing beside it decides."""
    site = pathlib.Path(scratch) / hashlib.sha256(f"languages of {casebook}".encode()).hexdigest()[:12]
    for at, (name, text) in enumerate(files):
        (site / "content" / f"t{at}").mkdir(parents=True)
        (site / "content" / f"t{at}" / name).write_text(text)
    for at in range(len(files) + 1):
        (site / "content" / f"none{at}.md").write_text(f"---\nlang: {NO_LANGUAGE}\n---\n# None {at}\n\nNone.\n")
    (site / "casebook.toml").write_text(f'lang = "{NO_LANGUAGE}"\n')
    out = site / "public"
    subprocess.run([casebook, "build", str(site), "--out", str(out), "--omit-restricted", "--drafts"], capture_output=True, text=True)
    found = [None] * len(files)
    for page in out.rglob("*.html"):
        folder = page.relative_to(out).parts[0]
        if re.fullmatch(r"t[0-9]+", folder):
            said = re.search(r"<html[^>]* lang=\"?([A-Za-z-]+)", page.read_text())
            found[int(folder[1:])] = said and said[1]
    return found


def told(value):
    return value["value"] if isinstance(value, dict) and "value" in value else value


def match(labels, found, lines, named=frozenset()):
    """Pairs a label (line, more) with the first thing found whose words stand from that line on; what is left over of both.

    Of `named` the first words are a name that is not there."""
    pairs, left = [], list(found)
    for label in labels:
        line = label[0]
        here = fold(" ".join(unlinked(text) for text in lines[line - 1 : line + 8]))
        begins = fold(unlinked(lines[line - 1])) if line <= len(lines) else ""
        near = [item for item in left if item[0] and item[0][:PREFIX] in here]
        near.sort(key=lambda item: (here.find(item[0][:PREFIX]), item[0][:PREFIX] not in begins))
        within = [item for item in near if here.find(item[0][:PREFIX]) <= len(begins) + (NAME if item[0] in named else 0)]
        hit = within[0] if within else None
        if hit is not None:
            left.remove(hit)
        pairs.append((label, hit))
    return pairs, left


def score_lines(score, path, labels, found, lines, elsewhere=()):
    """What is said `elsewhere`, under a name of its own, counts where a label wants it and nowhere else."""
    apart = {fold(unlinked(beside_somebody(text))) for text in elsewhere}
    found = [*found, *elsewhere]
    pairs, unmatched = match([(line,) for line in labels], [(fold(unlinked(beside_somebody(text))),) for text in found], lines)
    for (line,), hit in pairs:
        score.value(path, f"line {line}", hit and hit[0][:40], hit is not None)
    for (text,) in unmatched:
        if text not in apart:
            score.value(path, None, text[:40], False)


def score_rows(score, path, labels, found, lines):
    entries = [(fold(unlinked(beside_somebody(entry["text"]))), entry["at"]) for entry in found]
    named = {text for (text, _), entry in zip(entries, found) if entry["text"].startswith("…")}
    pairs, left = match(labels, entries, lines, named)
    for (line, at), hit in pairs:
        if hit is None:
            # A row that says nothing but its time, or whose words begin elsewhere: by its time.
            same = [entry for entry in left if at and same_time(at, entry[1]) and not entry[0]]
            if same:
                left.remove(same[0])
                hit = same[0]
        if hit is None:
            score.value(path, f"line {line} {at}", None, False)
        elif at and hit[1]["value"] == "unknown":
            score.value(path, f"line {line} {at}", None, False)
        else:
            score.value(path, f"line {line} {at}", hit[1]["value"], same_time(at, hit[1]))
    for text, at in left:
        score.value(path, None, f"{at['value']} {text[:30]}", False)


def score_file(scores, label, site, lines):
    path = label["path"]
    kind = site.kinds.get(path, "page")  # a template that is left out is no incident
    scores["kind"].value(path, label["kind"], kind, kind == label["kind"])
    incident = site.incident(path)
    if label["kind"] != "incident" or incident is None:
        return
    for name in TIMES:
        found, wanted = incident.get(name), label.get(name)
        if found is not None and found["value"] == "unknown":
            found = None
        shown = found and f"{found['value']} ({found['origin']})"
        scores[name].value(path, wanted, shown, bool(found and wanted and same_time(wanted, found)))
    for name in WORDS:
        found, wanted = incident.get(name), label.get(name)
        word = told(found)
        scores[name].value(path, wanted, word and f"{word} ({found['origin']})", fold(word or "") == fold(wanted or ""))
    services, wanted = {fold(told(s)): told(s) for s in incident.get("services", [])}, {fold(s) for s in label.get("services", [])}
    for name in sorted(services.keys() | wanted):
        scores["services"].value(path, name if name in wanted else None, services.get(name), name in wanted)
    summary = told(incident.get("summary"))
    score_lines(scores["summary"], path, [label["summary"]] if "summary" in label else [], [summary] if summary else [], lines)
    trigger = [told(incident["trigger"])] if "trigger" in incident else []
    for name, elsewhere in (("factors", trigger), ("takeaways", [])):
        score_lines(scores[name], path, label.get(name, []), [told(f) for f in incident.get(name, [])], lines, elsewhere)
    score_rows(scores["rows"], path, label.get("rows", []), incident.get("timeline", []), lines)
    actions = [(fold(unlinked(told(a)["text"])), told(a).get("state", "")) for a in incident.get("actions", [])]
    pairs, left = match(label.get("actions", []), actions, lines)
    for (line, state), hit in pairs:
        scores["actions"].value(path, f"line {line}", hit and hit[0][:40], hit is not None)
        if hit is not None and (state or hit[1]):
            scores["state"].value(f"{path}:{line}", state, hit[1], state == hit[1])
    for text, _ in left:
        scores["actions"].value(path, None, text[:40], False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="+", type=pathlib.Path)
    parser.add_argument("--casebook", action="append", help="a program to score; may be given twice")
    parser.add_argument("--labels", type=pathlib.Path, default=pathlib.Path(__file__).parent / "facts")
    parser.add_argument("--half", choices=["open", "held", "both"], default="both")
    parser.add_argument("--leave", action="append", default=[], help="leave these folders out of recall: their language is not read")
    parser.add_argument("--show", choices=[*FIELDS, "all"])
    args = parser.parse_args()
    programs = args.casebook or [find_casebook()]
    written = tomllib.loads((pathlib.Path(__file__).parent / "languages.toml").read_text())
    of_folder = lambda folder: written["folders"].get(folder.name, written["default"])
    language = lambda folder, path: written.get("files", {}).get(f"{folder.name}/{path}", of_folder(folder))
    totals, files, by_language, texts = [], 0, collections.defaultdict(Score), {}
    with tempfile.TemporaryDirectory() as scratch:
        for program in programs:
            total, files = {field: Score() for field in FIELDS}, 0
            for folder in args.folder:
                tables = sorted(args.labels.glob(f"{folder.resolve().name}*.toml"))
                labels = [f for table in tables for f in tomllib.loads(table.read_text())["file"]]
                if not labels:
                    sys.exit(f"no labels for {folder.name} in {args.labels}")
                labels = [f for f in labels if args.half in ("both", half(f["path"]))]
                site = Site(program, folder, scratch)
                for label in labels:
                    file = folder / label["path"]
                    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
                    scores = collections.defaultdict(Score)
                    score_file(scores, label, site, lines)
                    files += 1
                    texts[folder, label["path"]] = (pathlib.Path(label["path"]).name, "\n".join(lines))
                    for field, score in scores.items():
                        if folder.name in args.leave:
                            score.missed = 0
                        score.notes = [(f"{folder.name}/{path}", *rest) for path, *rest in score.notes]
                        total[field].add(score)
                        if program == programs[-1] and field not in ("rows", "actions"):
                            by_language[language(folder, label["path"])].add(score)
            totals.append(total)
        read = dict(zip(texts, languages_read(programs[-1], list(texts.values()), scratch)))
    print(f"{files} files, half: {args.half}")
    print(f"{'field':12}" + "".join(f"{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}  " for _ in totals))
    overall = [Score() for _ in totals]
    for field in FIELDS:
        row = f"{field:12}"
        for total, all_of in zip(totals, overall):
            row += figures(total[field])
            if field not in ("rows", "actions"):
                all_of.add(total[field])
        print(row)
    print(f"{'all facts':12}" + "".join(figures(score) for score in overall) + "(without rows and actions)")
    print(f"\n{'language':12}{'right':>7}{'wrong':>7}{'undecided':>11}   and its facts: right, wrong, missed, precision, recall")
    for tag in sorted(by_language):
        said = [(path, lang) for (folder, path), lang in read.items() if language(folder, path) == tag and lang]
        right = sum(lang.split("-")[0] == tag for _, lang in said)
        undecided = sum(lang == NO_LANGUAGE for _, lang in said)
        print(f"{tag:12}{right:>7}{len(said) - right - undecided:>7}{undecided:>11}  {figures(by_language[tag])}")
        for path, lang in said:
            if lang.split("-")[0] != tag and (lang != NO_LANGUAGE or args.show == "all"):
                print(f"language: {path}: label '{tag}', read '{lang}'")
    for field in FIELDS if args.show == "all" else [args.show] if args.show else []:
        for path, what, label, found in totals[-1][field].notes:
            print(f"{field}: {what}: {path}: label {label!r}, read {found!r}")


def figures(score):
    precision, recall = score.figures()
    shown = lambda share: "–" if share is None else f"{share:.3f}"
    return f"{score.right:>7}{score.wrong:>7}{score.missed:>8}{shown(precision):>11}{shown(recall):>8}  "


if __name__ == "__main__":
    main()
