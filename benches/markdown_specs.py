"""What of the CommonMark and GFM specifications Casebook shows as they say: `markdown_specs.py SPEC… --casebook BIN [--all]`.

A SPEC is a `spec.txt` as its package has it (`npm install commonmark-spec`; GFM's is `test/spec.txt` in the sources of Debian's `cmark-gfm`). Every example becomes
a page, and what the page shows is compared with the HTML beside the example: the same blocks, emphasis, code and words in the same
order. Links are compared by their words, since targets are resolved, and raw HTML by what is left of it after cleaning. An example that
differs is listed with the reason when it is one of those that Casebook means (`content/guide/markdown.md`), else as a difference.
"""

import argparse
import html.parser
import pathlib
import re
import subprocess
import tempfile

# Sections, or single examples by a piece of their Markdown, and why they are shown in another way.
ON_PURPOSE = [
    ("raw HTML is cleaned, and what only looks like a tag is text", re.compile(r"<[a-zA-Z/!?]")),
    ("a line that begins with a colon and a space defines the word above", re.compile(r"^: ", re.M)),
    ("`[[…]]` is a link to a page", re.compile(r"\[\[")),
    ("braces with attributes at the end of a heading are its anchor", re.compile(r"\{#")),
    ("a bare address is found whole", re.compile(r"https?://|www\.")),
    ("one tilde means about, two strike out", re.compile(r"(?<!~)~(?!~)")),
    ("a row keeps what it has more than its head", re.compile(r"^\|.*\|$", re.M)),
    ("an address to write to is a link in brackets only", re.compile(r"\w@\w")),
    ("a link reference that leads nowhere keeps its words", re.compile(r"^\[[^\]]+\]:", re.M)),
    ("a list whose items all begin with headings is their sections", re.compile(r"^(?:[-*+]|[0-9]+[.)]) #", re.M)),
    ("bold within bold stays, as CommonMark has it", re.compile(r"\*\*.*\*\*.*\*\*|__.*__.*__|\*{4}|_{4}")),
    ("words behind the language of a fence are shown", re.compile(r"^(?:`{3,}|~{3,}) *\S+ +\S", re.M)),
    ("control characters are shown as U+FFFD", re.compile(r"&#|\x00")),
]

KEPT = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "del",
        "hr", "br", "table", "tr", "th", "td"}


class Structure(html.parser.HTMLParser):
    """What HTML shows: elements that matter, and words between them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.shown = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        if tag == "img":
            self.say(names.get("alt") or "")
        elif names.get("class") == "task" or tag == "input":
            self.shown.append("<task>")
        elif tag in KEPT:
            self.shown.append(f"<{ {'h1': 'h2'}.get(tag, tag)}>")

    def handle_endtag(self, tag):
        if tag in KEPT and tag not in {"hr", "br"}:
            self.shown.append(f"</{ {'h1': 'h2'}.get(tag, tag)}>")

    def handle_data(self, text):
        self.say(text.replace("☑", "").replace("☐", ""))

    def say(self, text):
        if self.shown and not self.shown[-1].startswith("<"):
            text = self.shown.pop() + text
        self.shown.append(text)


def structure(text):
    # Cleaned HTML has no white space of its own.
    parts = (re.sub(r"\s+", " ", part).strip() if not part.startswith("<") else part for part in Structure(text).shown)
    return [part for part in parts if part]


def examples(spec):
    """(number, section, Markdown, HTML) of each example."""
    text = spec.read_text("utf-8")
    section, number = "", 0
    for found in re.finditer(r"^#{1,6} +(.*?)\n|^(`{32}) example[^\n]*\n(.*?)^\.\n(.*?)^\2\n", text, re.M | re.S):
        if found[1]:
            section = found[1]
        else:
            number += 1
            yield number, section, found[3].replace("→", "\t"), found[4].replace("→", "\t")


def shown(page):
    text = page.read_text("utf-8")
    body = re.search(r'<div class="prose">(.*?)\n</div>\s*(?:</article>|<section |<aside |<nav )', text, re.S)
    return body[1] if body else ""


def compare(casebook, spec, show_all):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        cases = list(examples(spec))
        for number, _, markdown, _ in cases:
            page = folder / "content" / "pages" / f"example-{number}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"---\ntitle: Example {number}\ntype: page\n---\n\n{markdown}", "utf-8")
        subprocess.run([casebook, "build", folder, "--out", folder / "out"], capture_output=True)
        same, meant, differs = 0, {}, []
        for number, section, markdown, html in cases:
            page = folder / "out" / "pages" / f"example-{number}.html"
            ours = structure(shown(page)) if page.is_file() else None
            theirs = structure(html)
            if ours == theirs:
                same += 1
                continue
            reason = next((why for why, sign in ON_PURPOSE if sign.search(markdown)), None)
            if reason:
                meant.setdefault(reason, []).append(number)
            else:
                differs.append((number, section, markdown, theirs, ours))
    print(f"{spec}: {same} of {len(cases)} examples are shown as they say, {sum(map(len, meant.values()))} differ on purpose, {len(differs)} differ")
    for reason, numbers in sorted(meant.items()):
        print(f"    {reason}: {', '.join(map(str, numbers))}")
    for number, section, markdown, theirs, ours in differs[: None if show_all else 20]:
        print(f"    {number} ({section}): {markdown!r}\n        says  {''.join(theirs)}\n        shown {''.join(ours or ['no page'])}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("specs", nargs="+", type=pathlib.Path)
    arguments.add_argument("--casebook", required=True)
    arguments.add_argument("--all", action="store_true", help="every difference, not the first twenty")
    given = arguments.parse_args()
    for spec in given.specs:
        compare(given.casebook, spec, given.all)


if __name__ == "__main__":
    main()
