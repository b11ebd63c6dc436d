#!/usr/bin/env python3
"""Judge similar incidents by labels nobody indexed: how many of each write-up's five share a keyword or a category with it.

    pip install scikit-learn tantivy
    python3 benches/similar.py CORPUS                       # labels `keywords` and `categories`
    python3 benches/similar.py CORPUS --label tags --leak team
    python3 benches/similar.py CORPUS --pairs FILE          # and the ranks of write-ups known to be about one event

CORPUS is a folder of write-ups whose YAML front matter holds labels. A copy of it is made without them, so that no method sees one;
for the first table also without what --leak names, fields whose values are often labels themselves.

Precision at five is the mean, over the write-ups with a label of the kind, of the share of the first five that share one. Write-ups
without a label of the kind cannot be judged: they are passed over wherever they stand in a list, and the next one moves up. Of a
list that ends early the missing ones count as wrong. A label that more than --common of the labelled bear says little, so there is
a column without such ones beside each. Chance is the exact expectation of five drawn blindly. `casebook similar` is asked for long
lists with no threshold and no metadata. Tag overlap ranks by the number of shared labels of the other kinds, ties by path (sharing
those of the same kind would find itself), and is the one that does see labels.

The second table is what a site shows: threshold and metadata as they come, at most five, only the labels removed. Precision is then of
all that is shown and has a label of the kind.

The pairs' FILE has two file stems on a line, and perhaps the name of a group that is added up apart; `#` begins a comment.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

sys.dont_write_bytecode = True  # leave no folder behind in the repository
from build import find_casebook, row

TOP = 5
ANY = '[similar]\nthreshold = 0.0\nmetadata = false\nmost = 1000\n'
SHOWN = '[similar]\n'


@dataclass
class Writeup:
    path: str  # below the corpus
    labels: dict  # of each kind, a set
    leaks: list  # the values of the fields that give labels away
    text: str  # title and body

    @property
    def stem(self):
        return pathlib.PurePosixPath(self.path).stem


# --- Front matter ---------------------------------------------------------------------------------------------------


def field(name):
    """A top-level key of YAML with all that belongs to it: items may stand as far left as the key."""
    return re.compile(rf"^{re.escape(name)}:(.*\n(?:[ \t]+.*\n|- .*\n|-\n)*)", re.M | re.I)


def split(text):
    if text.startswith("---\n") and (end := re.search(r"^---[ \t]*$", text[4:], re.M)):
        return text[4 : 4 + end.start()], text[4 + end.end() :]
    return "", text


def values(head, name):
    """The strings of a list or a scalar, lower-cased."""
    found = field(name).search(head)
    if not found:
        return []
    first, _, rest = found[1].partition("\n")
    items = re.findall(r"^[ \t]*-[ \t]+(.*)$", rest, re.M) if rest.strip() else re.split(r",", first.strip().removeprefix("[").removesuffix("]"))
    plain = [re.sub(r"[ \t]+#.*$", "", item).strip().strip("\"'").strip().lower() for item in items]
    return [item for item in plain if item not in ("", "null", "~")]


def read(folder, kinds, leaks):
    found = []
    for file in sorted(folder.rglob("*.md")):
        head, body = split(file.read_text(encoding="utf-8", errors="replace"))
        title = field("title").search(head)
        found.append(Writeup(file.relative_to(folder).as_posix(), {kind: set(values(head, kind)) for kind in kinds},
                             [value for name in leaks for value in values(head, name)],
                             (title[1].strip().strip("\"'") if title else "") + "\n" + body))
    return found


def strip(corpus, out, names, config):
    """Copy the corpus without the fields of these names."""
    shutil.copytree(corpus, out)
    for file in out.rglob("*.md"):
        text = file.read_text(encoding="utf-8", errors="replace")
        head, body = split(text)
        if head:
            for name in names:
                head = field(name).sub("", head)
            file.write_text(f"---\n{head}---{body}", encoding="utf-8")
    (out / "casebook.toml").write_text(config, encoding="utf-8")


# --- Methods: for each write-up the others, best first -----------------------------------------------------------------


def ours(tool, site, writeups):
    """({index: [index]}, {(index, index): answer}) as `casebook similar` has it."""
    said = subprocess.run([tool.command[0], "-q", "similar", "--root", str(site), "--all", "--json"], capture_output=True, text=True)
    if said.returncode not in tool.fine or not said.stdout.strip():
        sys.exit(f"casebook similar ended with {said.returncode}:\n{said.stderr[-4000:]}")
    known = {one.path: index for index, one in enumerate(writeups)}
    lists, answers = {index: [] for index in known.values()}, {}
    for line in said.stdout.splitlines():
        page = json.loads(line)
        if page["file"] not in known:
            sys.exit(f"casebook similar tells of {page['file']}, which is not in the corpus")
        for other in page["similar"]:
            here, there = known[page["file"]], known[other["file"]]
            lists[here].append(there)
            answers[here, there] = other
    return lists, answers


def by_overlap(writeups, kind):
    """Ranked by how many labels of the other kinds are shared; without one, not at all."""
    def shared(a, b):
        return sum(len(a.labels[other] & b.labels[other]) for other in a.labels if other != kind)

    lists = {}
    for index, one in enumerate(writeups):
        scored = [(-shared(one, other), other.path, at) for at, other in enumerate(writeups) if at != index]
        lists[index] = [at for score, _, at in sorted(scored) if score]
    return lists


def by_cosine(writeups):
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer(sublinear_tf=True).fit_transform([one.text for one in writeups])
    near = (rows @ rows.T).toarray()
    return {index: [int(at) for at in (-near[index]).argsort(kind="stable") if at != index and near[index, at] > 0] for index in range(len(writeups))}


def by_more_like_this(writeups):
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("text", stored=True, tokenizer_name="en_stem").add_integer_field("at", stored=True).build()
    index = tantivy.Index(schema)
    writer = index.writer(50_000_000, 1)
    for at, one in enumerate(writeups):
        writer.add_document(tantivy.Document(text=one.text, at=at))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    numbered = lambda hits: [(searcher.doc(address)["at"][0], address) for _, address in hits]
    lists = {}
    for at, address in numbered(searcher.search(tantivy.Query.all_query(), limit=len(writeups)).hits):
        hits = searcher.search(tantivy.Query.more_like_this_query(address), limit=len(writeups)).hits
        lists[at] = [other for other, _ in numbered(hits) if other != at]
    return lists


# --- Precision ------------------------------------------------------------------------------------------------------


def judged(writeups, kind, common):
    """{index: its labels of the kind}, those left out that more than a share `common` of the labelled bear."""
    bearers = {}
    for one in writeups:
        for label in one.labels[kind]:
            bearers[label] = bearers.get(label, 0) + 1
    labelled = sum(bool(one.labels[kind]) for one in writeups)
    frequent = {label for label, count in bearers.items() if count > common * labelled}
    kept = {index: one.labels[kind] - frequent for index, one in enumerate(writeups)}
    return {index: labels for index, labels in kept.items() if labels}, sorted(frequent)


def precision(lists, labels):
    shares = []
    for index, own in labels.items():
        first = [other for other in lists[index] if other in labels][:TOP]
        shares.append(sum(bool(own & labels[other]) for other in first) / min(TOP, len(labels) - 1))
    return sum(shares) / len(shares)


def of_shown(lists, labels):
    """(the share of all shown that share a label, how many were judged)"""
    found = [bool(own & labels[other]) for index, own in labels.items() for other in lists[index] if other in labels]
    return (sum(found) / len(found) if found else 0), len(found)


def chance(labels):
    return sum(sum(bool(own & other) for at, other in labels.items() if at != index) / (len(labels) - 1) for index, own in labels.items()) / len(labels)


# --- Report ---------------------------------------------------------------------------------------------------------


def columns(writeups, kinds, common):
    """[(heading, kind, {index: labels})], with and without the labels that nearly everything bears."""
    found = []
    for kind in kinds:
        every, _ = judged(writeups, kind, 1)
        if len(every) <= TOP:
            sys.exit(f"only {len(every)} write-ups have `{kind}` in front matter: nothing to judge by")
        found.append((kind, kind, every))
        some, frequent = judged(writeups, kind, common)
        if frequent and len(some) > TOP:
            found.append((f"{kind} but {', '.join(frequent)}", kind, some))
    return found


def report_precision(by_method, shown):
    row("precision of the first five, a label shared", *(heading for heading, _, _ in shown))
    print("|---|" + "--:|" * len(shown))
    row("write-ups judged", *(len(labels) for _, _, labels in shown))
    row("chance", *(f"{chance(labels):.3f}" for _, _, labels in shown))
    for name, lists in by_method.items():
        row(name, *(f"{precision(lists(kind), labels):.3f}" if lists(kind) else "–" for _, kind, labels in shown))


def report_shown(lists, answers, shown):
    lengths = [len(one) for one in lists.values()]
    some = sum(bool(length) for length in lengths)
    print(f"\nAs a site shows them: {some} of {len(lengths)} write-ups have at least one ({some / len(lengths):.0%}), "
          f"{sum(lengths) / len(lengths):.2f} each on average, {sum(lengths) / max(some, 1):.2f} where there is one.\n")
    row("precision of what is shown", *(heading for heading, _, _ in shown))
    print("|---|" + "--:|" * len(shown))
    every = [of_shown(lists, labels) for _, _, labels in shown]
    row("casebook", *(f"{share:.3f} of {count:,}" for share, count in every))
    first = {index: one[:1] for index, one in lists.items()}
    row("casebook, the first alone", *(f"{share:.3f} of {count:,}" for share, count in (of_shown(first, labels) for _, _, labels in shown)))
    called, reasons = {}, [len(answer["reasons"]) for answer in answers.values()]
    for answer in answers.values():
        called[answer["likeness"]] = called.get(answer["likeness"], 0) + 1
    print("\nCalled " + ", ".join(f"{name} {count:,}" for name, count in sorted(called.items())) +
          f"; with a reason {sum(bool(count) for count in reasons):,} of {len(reasons):,}.")


def read_pairs(file, writeups):
    known = {one.stem: index for index, one in enumerate(writeups)}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) not in (2, 3) or any(stem not in known for stem in words[:2]):
            sys.exit(f"{file}:{number}: not two stems of write-ups in the corpus")
        yield known[words[0]], known[words[1]], words[2] if len(words) == 3 else "pairs"


def report_pairs(pairs, writeups, without, shown):
    """Of each pair the rank of one in the other's list, both ways, and what it is called there."""
    print("\nKnown pairs: the rank of the second in the first's list and the other way round, – where it is not there\n")
    row("group", "first", "second", "no threshold", "called", "as shown", "called")
    print("|---|---|---|--:|---|--:|---|")
    ranks = {}
    for a, b, group in pairs:
        cells = []
        for name, (lists, answers) in (("no threshold", without), ("as shown", shown)):
            both = [lists[here].index(there) + 1 if there in lists[here] else 0 for here, there in ((a, b), (b, a))]
            ranks.setdefault((group, name), []).append(both)
            called = dict.fromkeys(answers[ends]["likeness"] for ends in ((a, b), (b, a)) if ends in answers)
            cells += [" / ".join(str(rank or "–") for rank in both), ", ".join(called)]
        row(group, writeups[a].stem[:8], writeups[b].stem[:8], *cells)
    print()
    for (group, name), found in ranks.items():
        ways = [rank for both in found for rank in both]
        print(f"{group}, {name}: first {ways.count(1)} of {len(ways)} ways, in both of a pair {found.count([1, 1])} of {len(found)}, "
              f"in either {sum(1 in both for both in found)}; there at all {sum(map(bool, ways))} of {len(ways)} ways.")


def give_away(writeups, kinds):
    within = lambda some, other: re.search(rf"(?<!\w){re.escape(some)}(?!\w)", other)
    for kind in kinds:
        bearing = [one for one in writeups if one.labels[kind]]
        named = sum(any(within(label, value) or within(value, label) for label in one.labels[kind] for value in one.leaks) for one in bearing)
        if named:
            print(f"{named} of {len(bearing)} write-ups with {kind} have one that stands in a field of --leak, or holds its value.")


# --- Running --------------------------------------------------------------------------------------------------------


def missing_packages():
    names = []
    for module, package in (("sklearn", "scikit-learn"), ("tantivy", "tantivy")):
        try:
            __import__(module)
        except ImportError:
            names.append(package)
    return names


def rivals(writeups):
    """The other methods; MoreLikeThis twice, since it does not answer alike."""
    twice = [by_more_like_this(writeups) for _ in range(2)]
    cosine = by_cosine(writeups)
    unlike = sum(twice[0][index][:10] != twice[1][index][:10] for index in twice[0])
    return {"tag overlap, of the other kinds": lambda kind: by_overlap(writeups, kind) if len(writeups[0].labels) > 1 else None,
            "tantivy MoreLikeThis": lambda kind: twice[0], "the same, run again": lambda kind: twice[1],
            "plain cosine (scikit-learn)": lambda kind: cosine}, unlike


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog=__doc__.split("\n\n", 2)[2],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path, metavar="CORPUS", help="a folder of write-ups with labels in their front matter")
    parser.add_argument("--label", action="append", metavar="FIELD", help="a field of labels; may be repeated (default keywords, categories)")
    parser.add_argument("--leak", default="company,product", metavar="FIELDS", help="fields that give labels away (default company,product)")
    parser.add_argument("--common", type=float, default=0.25, help="a label on more than this share of the labelled says little (default 0.25)")
    parser.add_argument("--pairs", type=pathlib.Path, metavar="FILE", help="write-ups known to be about one event")
    parser.add_argument("--alone", action="store_true", help="do not compare with other methods")
    parser.add_argument("--casebook", metavar="PATH", help="the binary (default target/release/casebook)")
    args = parser.parse_args()
    tool = find_casebook(args.casebook)
    if not tool:
        sys.exit(1)
    if not args.alone and (absent := missing_packages()):
        sys.exit(f"to compare with other methods: pip install {' '.join(absent)}; --alone does without")
    kinds, leaks = args.label or ["keywords", "categories"], [name for name in args.leak.split(",") if name]
    writeups = read(args.corpus, kinds, leaks)
    shown = columns(writeups, kinds, args.common)
    pairs = list(read_pairs(args.pairs, writeups)) if args.pairs else []
    with tempfile.TemporaryDirectory(prefix="casebook-similar-") as name:
        bare, plain = pathlib.Path(name, "bare"), pathlib.Path(name, "plain")
        strip(args.corpus, bare, kinds + leaks, ANY)
        strip(args.corpus, plain, kinds, SHOWN)
        without, as_shown = ours(tool, bare, writeups), ours(tool, plain, writeups)
    others, unlike = ({}, None) if args.alone else rivals(writeups)
    print(f"casebook {tool.version}, {len(writeups):,} write-ups")
    give_away(writeups, kinds)
    print()
    report_precision({**others, "casebook": lambda kind: without[0]}, shown)
    if unlike is not None:
        print(f"\nMoreLikeThis gave {unlike} of {len(writeups):,} write-ups another top ten in its second run.")
    report_shown(*as_shown, shown)
    if pairs:
        report_pairs(pairs, writeups, without, as_shown)


if __name__ == "__main__":
    main()
