#!/usr/bin/env python3
"""What audiences cost: the same generated write-ups built without `[audiences]`, for each of three, and for all of them at once.

A tenth of the write-ups is for one audience alone and a tenth has a part for it, so the builds for the others hold less. To compare like with
like, the build without the table is of the content that the largest audience sees.
"""

import argparse
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
TABLE = """
[audiences]
default = "company"
[audiences.company]
[audiences.support]
includes = ["company"]
[audiences.engineering]
includes = ["company", "support"]
"""


def marked(site):
    """Give every tenth write-up an audience of its own and every tenth a part for one."""
    for number, path in enumerate(sorted(site.glob("content/incidents/**/*.md"))):
        text = path.read_text()
        name = ["support", "engineering"][number // 10 % 2]
        if number % 10 == 3:
            fence = text.split("\n", 1)[0]
            key = f'audience = "{name}"' if fence == "+++" else f"audience: {name}"
            text = text.replace("\n", f"\n{key}\n", 1)
        elif number % 10 == 7:
            text += f"\n## What {name} should know {{audience={name}}}\n\nThe queue was drained by hand, twice.\n"
        path.write_text(text)


def plain(site):
    """The same without any mark, as the largest audience sees it."""
    for path in site.glob("content/incidents/**/*.md"):
        text = path.read_text()
        text = re.sub(r"(?m)^audience( =|:).*\n", "", text, count=1)
        path.write_text(re.sub(r" \{audience=\w+\}", "", text))


def seconds(casebook, site, out, *arguments):
    begun = time.perf_counter()
    run = subprocess.run([casebook, "build", site, "--out", out, "-q", *arguments], capture_output=True, text=True)
    if run.returncode > 1:
        sys.exit(run.stderr)
    return time.perf_counter() - begun


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=10_000, help="how many write-ups (default: %(default)s)")
    options.add_argument("--runs", type=int, default=3, help="how often each is built (default: %(default)s)")
    options.add_argument("--casebook", default=str(HERE.parent / "target/release/casebook"), help="the program")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        three, one = work / "three", work / "one"
        subprocess.run([sys.executable, HERE / "generate.py", str(options.count), three], check=True)
        marked(three)
        shutil.copytree(three, one)
        plain(one)
        configuration = three / "casebook.toml"
        configuration.write_text((configuration.read_text() if configuration.exists() else "") + TABLE)
        kinds = [("without `[audiences]`", one, ())]
        kinds += [(f"for {name}", three, ("--audience", name)) for name in ("company", "support", "engineering")]
        kinds += [("for all three", three, ("--all-audiences",))]
        took = {name: [] for name, _, _ in kinds}
        for run in range(options.runs):
            for at, (name, site, arguments) in enumerate(kinds):
                took[name].append(seconds(options.casebook, site, work / f"out-{run}-{at}", *arguments))
        base = statistics.median(took[kinds[0][0]])
        print(f"| {options.count} write-ups | seconds | times the build without |\n|---|---|---|")
        for name, times in took.items():
            middle = statistics.median(times)
            print(f"| {name} | {middle:.2f} | {middle / base:.2f} |")


if __name__ == "__main__":
    main()
