"""Pagefind over the incident pages of a built site, as fairly as can be arranged: what both benchmarks of search compare with.

It indexes a copy of the incident pages alone (no lists, no services), and of each the article alone: no menus, no neighbours, no key
facts. The facets are added as its own attributes where they are given. Measured, never a dependency: `npm install pagefind`.
"""

import html
import pathlib
import re
import shutil
import sys

from build import first_line, measure

ARTICLE = re.compile(r'<article class="story incident[^"]*">')

# Search, and the first `rows` titles; with `filters`, all of its filters are loaded as a panel with counts needs them.
START = """async (root) => {
  self.pagefind = await import(root + 'pagefind/pagefind.js');
  await pagefind.options({ bundlePath: root + 'pagefind/' });
}"""
ASK = """async (text, filters) => {
  if (filters) await pagefind.filters();
  self.found = await pagefind.search(text, filters ? { filters } : {});
  return found.results.length;
}"""
ROWS = "async (count) => (await Promise.all(found.results.slice(0, count).map((one) => one.data()))).map((one) => one.raw_url || one.url)"


def find_pagefind(given=None):
    for name in [given] if given else ["pagefind", "node_modules/.bin/pagefind"]:
        if path := shutil.which(name):
            return path
    print("no pagefind on PATH, so nothing to compare with: `npm install pagefind`, then `--pagefind node_modules/.bin/pagefind`", file=sys.stderr)
    return None


def version(pagefind):
    found = re.search(r"\d+\.\d+\S*", first_line([pagefind, "--version"]))
    return found[0] if found else ""


def copy_pages(out, into, facets=lambda page: []):
    """Copy every incident page of OUT; returns how many. FACETS gives (group, value) pairs for a page's path."""
    count = 0
    for page in sorted(pathlib.Path(out, "incidents").rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        found = ARTICLE.search(text)
        if not found:
            continue  # a list
        path = page.relative_to(out)
        marks = "".join(f'<meta data-pagefind-filter="{group}[content]" content="{html.escape(value)}">' for group, value in facets(path))
        target = pathlib.Path(into, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text[: found.end()] + marks + text[found.end() :], encoding="utf-8")
        count += 1
    return count


def index(pagefind, pages, log):
    """(seconds, CPU seconds, peak bytes, files, bytes) of indexing a folder of pages."""
    with open(log, "wb") as said:
        code, wall, cpu, memory = measure([pagefind, "--site", str(pages), "--root-selector", "main article"], said)
    if code:
        sys.exit(pathlib.Path(log).read_text(errors="replace"))
    files = [file for file in pathlib.Path(pages, "pagefind").rglob("*") if file.is_file()]
    kept = [file for file in files if kind_of(f"/pagefind/{file.name}") in ("once", "query", "titles")]
    return wall, cpu, memory, len(kept), sum(file.stat().st_size for file in kept)


def kind_of(path):
    """`code`, `once` (a visit), `query` or `titles`; nothing for what search does not fetch."""
    name = path.rsplit("/", 1)[-1]
    if name in ("pagefind.js", "pagefind-worker.js") or name.endswith(".pagefind"):
        return "code"
    if name == "pagefind-entry.json" or name.endswith(".pf_meta"):
        return "once"
    if name.endswith((".pf_index", ".pf_filter")):
        return "query"
    return "titles" if name.endswith(".pf_fragment") else ""
