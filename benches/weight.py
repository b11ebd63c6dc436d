#!/usr/bin/env python3
"""Print what an incident page weighs: HTML, styles and scripts together, after gzip, without pictures.

Builds COUNT generated write-ups with a glossary of 200 entries, and prints percentiles. The aim is 45 KB (of 1,024 bytes) at the 95th.
"""

import argparse
import gzip
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def zipped(path):
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def loaded(page, out):
    """The styles and scripts that a page loads."""
    html = page.read_text(encoding="utf-8")
    urls = re.findall(r'<link rel="stylesheet" href="([^"]+)"|<script defer src="([^"]+)"', html)
    return [(page.parent / (style or script)).resolve() for style, script in urls]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--terms", type=int, default=200)
    parser.add_argument("--casebook", default=str(HERE.parent / "target" / "release" / "casebook"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site, out = pathlib.Path(folder, "site"), pathlib.Path(folder, "out")
        generate = [sys.executable, str(HERE / "generate.py"), str(args.count), str(site), "--terms", str(args.terms)]
        subprocess.run(generate, check=True, stderr=subprocess.DEVNULL)
        subprocess.run([args.casebook, "-q", "build", "--root", str(site), "--out", str(out)], check=False, capture_output=True)
        pages = sorted(out.glob("incidents/*/*.html"))
        assets = {asset: zipped(asset) for asset in loaded(pages[0], out)}
        weights = sorted(zipped(page) + sum(assets[asset] for asset in loaded(page, out)) for page in pages)
        html = sorted(zipped(page) for page in pages)
        at = lambda list, share: list[min(len(list) - 1, int(share * len(list)))] / 1024
        print("| KB after gzip | median | 95th percentile | largest |\n|---|--:|--:|--:|")
        for name, list in [("HTML", html), ("HTML, styles and scripts", weights)]:
            print(f"| {name} | {at(list, 0.5):.1f} | {at(list, 0.95):.1f} | {at(list, 1):.1f} |")
        total = sum(assets.values())
        print(f"\n{len(pages):,} pages; styles and scripts alone {total / 1024:.1f} KB:")
        for asset, size in sorted(assets.items(), key=lambda item: -item[1]):
            print(f"  {asset.relative_to(out.resolve())} {size / 1024:.1f}")


if __name__ == "__main__":
    main()
