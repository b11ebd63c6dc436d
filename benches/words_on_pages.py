"""Whether each word that an author wrote is on the built page: `words_on_pages.py FOLDER… --casebook BIN [--all]`.

Every Markdown file is rendered by another program (`pip install cmarkgfm`), and each word of what that shows is looked for in the text
of the page that `casebook build` made of the file, or in a finding about the file. Front matter, comments and markup are no words. Prints
the share of each folder and what is missing, file by file; a file without a page is withheld, or not read, and counted apart.
"""

import argparse
import collections
import html.parser
import json
import pathlib
import re
import subprocess
import tempfile

import cmarkgfm
from cmarkgfm.cmark import Options

UNSEEN = {"script", "style", "template", "noscript", "textarea", "title", "iframe", "object", "svg", "math", "head"}
VOID = {"br", "hr", "img", "input", "meta", "link", "source", "wbr", "col", "area", "base", "embed", "track", "param"}
WORD = re.compile(r"[^\W_]+")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Shown(html.parser.HTMLParser):
    """The text that a page shows."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.parts, self.unseen = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag in UNSEEN and tag not in VOID:
            self.unseen.append(tag)
        self.parts.append(" " if tag not in {"b", "i", "em", "strong", "a", "span", "code", "mark", "abbr", "del"} else "")
        self.parts += [f" {value} " for name, value in attributes if name in ("alt", "title", "href", "src") and value]

    def handle_endtag(self, tag):
        if tag in self.unseen:
            while self.unseen and self.unseen.pop() != tag:
                pass

    def handle_data(self, text):
        if not self.unseen:
            self.parts.append(text)


def words(text):
    """Words in small letters; of scripts without spaces, each sign."""
    text = re.sub(WIDE, lambda sign: f" {sign[0]} ", text)
    return [word.lower() for word in WORD.findall(text)]


def visible(markdown):
    """What another program shows of a file, without what is left of its targets."""
    shown = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES)
    shown = re.sub(r"<!--.*?-->", " ", shown, flags=re.S)
    shown = re.sub(r' (?:href|src|alt|title)="[^"]*"', "", shown)
    return words("".join(Shown(shown).parts))


def body(text):
    """A file without its front matter."""
    head = re.match(r"\ufeff?(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(\n|$)", text, re.S)
    return text[head.end():] if head else text


def plain(path):
    """A path as addresses are made of it, more or less."""
    return re.sub(r"[^\w/]+", "-", str(path)).strip("-").lower()


def pages_of(built):
    return {plain(file.relative_to(built).with_suffix("")): file for file in sorted(built.rglob("*.html"))}


def page_of(pages, path):
    """The page of a file, by its address."""
    whole = path.with_suffix("")
    for name in [whole, *(pathlib.Path(*whole.parts[ix:]) for ix in range(1, len(whole.parts)))]:
        ends = [name] if name.name.lower() not in {"index", "_index", "readme"} else [name, name.parent / "index"]
        for end in [*ends, "incidents" / name]:
            if file := pages.get(plain(end)):
                return file
    return None


def findings(casebook, folder):
    told = subprocess.run([casebook, "check", folder, "--format", "json"], capture_output=True, text=True)
    by_file = collections.defaultdict(list)
    for item in json.loads(told.stdout or "{}").get("findings", []):
        by_file[str(item.get("path", ""))].append(json.dumps(item, ensure_ascii=False))
    return by_file


def measure(casebook, folder, show_all):
    with tempfile.TemporaryDirectory() as out:
        built = pathlib.Path(out) / "site"
        subprocess.run([casebook, "build", folder, "--out", built, "--omit-restricted"], capture_output=True)
        told, pages = findings(casebook, folder), pages_of(built)
        total = missing = without_page = 0
        lacking = []
        for file in sorted(p for p in folder.rglob("*") if p.suffix.lower() in {".md", ".mdx", ".markdown"}):
            path = file.relative_to(folder)
            page = page_of(pages, path)
            if page is None:
                without_page += 1
                continue
            text = file.read_text("utf-8", "replace")
            shown = set(words("".join(Shown(page.read_text("utf-8")).parts)))
            about = " ".join(line for name, lines in told.items() if name and str(path).endswith(name) for line in lines)
            known = shown | set(words(about))
            own = visible(body(text))
            gone = [word for word in own if word not in known]
            total += len(own)
            missing += len(gone)
            if gone:
                lacking.append((len(gone), path, gone))
        share = 100 * (1 - missing / total) if total else 100
        print(f"{folder}: {share:.3f} % of {total:,} words; {missing} missing on {len(lacking)} pages; {without_page} files without a page")
        for count, path, gone in sorted(lacking, key=lambda entry: (-entry[0], entry[1]))[: None if show_all else 12]:
            print(f"    {path}: {count}: {' '.join(gone[:40])}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=pathlib.Path)
    arguments.add_argument("--casebook", required=True)
    arguments.add_argument("--all", action="store_true", help="every page that lacks words, not the worst dozen")
    given = arguments.parse_args()
    for folder in given.folders:
        measure(given.casebook, folder, given.all)


if __name__ == "__main__":
    main()
