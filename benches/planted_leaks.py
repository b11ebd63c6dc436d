#!/usr/bin/env python3
"""Twenty leaks, each planted in a scratch copy of the source, and whether `casebook verify` finds it.

The copy is patched once: the gate hands what it keeps back to a place that every stage can reach, and at twenty places something of it gets
out when CASEBOOK_LEAK says so. So the program is built once and run for each. A leak of the preview is sought in a preview.

    python3 benches/planted_leaks.py --target target/planted     # where the copy is compiled; kept, so that another run is quicker

Exits with 1 if a leak is not found, or if something is found where none is planted.
"""

import argparse
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent

# What is kept back, for whoever asks by the number of a leak.
LEAKED = """//! What the gate keeps back, planted.
use std::sync::{Arc, RwLock};
/// What was kept back.
pub static LEAKED: RwLock<Vec<Arc<crate::model::Page>>> = RwLock::new(Vec::new());
/// Whether this leak is open.
pub fn open(number: u32) -> bool {
    #[allow(clippy::disallowed_methods)]
    std::env::var("CASEBOOK_LEAK").is_ok_and(|leak| leak == number.to_string())
}
/// What leaks.
pub fn pages(number: u32) -> Vec<Arc<crate::model::Page>> {
    if open(number) { LEAKED.read().map(|all| all.clone()).unwrap_or_default() } else { Vec::new() }
}
/// Its words.
pub fn words(number: u32) -> String {
    pages(number).iter().map(|page| format!(" {} {}", page.title.value, page.body())).collect()
}
/// How much there is of it.
pub fn count(number: u32) -> usize {
    pages(number).len()
}
"""

# The leak's number and name, the file, what stands there, and what stands there instead; 0 is what all need.
PATCHES = [
    (0, "", "src/model/mod.rs", "mod zone;\n", "mod zone;\n/// Planted.\npub mod leaked;\n"),
    (0, "", "src/site/gate.rs", "    admitted.restricted.dedup();\n",
     "    admitted.restricted.dedup();\n    if let Ok(mut all) = crate::model::leaked::LEAKED.write() {\n        *all = admitted.withheld.clone();\n    }\n"),
    (1, "search index", "src/index/indexed_terms.rs", "    writer.passage(&page.title.value, TITLE);\n",
     "    writer.passage(&page.title.value, TITLE);\n    writer.passage(&crate::model::leaked::words(1), 1);\n"),
    (2, "statistics of the ranking", "src/index/indexed_terms.rs", "    writer.prepared.pairs.sort_unstable();\n",
     "    writer.prepared.tokens += u32::try_from(crate::model::leaked::count(2)).unwrap_or(0);\n    writer.prepared.pairs.sort_unstable();\n"),
    (3, "feed", "src/exports/feeds.rs", "        title: views.site.title(ix).to_owned(),\n",
     "        title: format!(\"{}{}\", views.site.title(ix), crate::model::leaked::words(3)),\n"),
    (4, "backlink sentence", "src/pages/related.rs", "        sentence: Some(shorten(with_names(views, backlink.from, backlink.sentence.to_string()).trim(), SENTENCE))\n",
     "        sentence: Some(crate::model::leaked::words(4) + &shorten(with_names(views, backlink.from, backlink.sentence.to_string()).trim(), SENTENCE))\n"),
    (5, "reason", "src/words/reasons.rs", "    let values = values(site, wording, shared);\n    let lead",
     "    let mut values = values(site, wording, shared);\n    values.extend(crate::model::leaked::pages(5).iter().map(|page| page.title.value.clone()));\n    let lead"),
    (6, "group title", "src/link/facets.rs", "            name: name.unwrap_or(id).to_owned(),\n",
     "            name: format!(\"{}{}\", name.unwrap_or(id), crate::model::leaked::pages(6).first().map(|page| page.title.value.clone()).unwrap_or_default()),\n"),
    (7, "JSON", "src/exports/incident_record.rs", "    record.put(Key::Kind, incident.kind);\n",
     "    record.put(Key::Kind, incident.kind);\n    record.put(\"also\", crate::model::leaked::words(7));\n"),
    (8, "twin", "src/exports/markdown_twins.rs", "    text.push('\\n');\n    text\n",
     "    text.push('\\n');\n    text.push_str(&crate::model::leaked::words(8));\n    text\n"),
    (9, "alternative text", "src/markup/markdown/links_and_pictures.rs", "        let alt = alt.trim();\n",
     "        let alt = alt + &crate::model::leaked::words(9);\n        let alt = alt.trim();\n"),
    (10, "CSV", "src/exports/csv.rs", "fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {\n",
     "fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {\n    let leaked = crate::model::leaked::words(10);\n    if !leaked.is_empty() {\n        return format!(\"{cell}{leaked}\").into();\n    }\n"),
    (11, "sitemap", "src/exports/feeds.rs", "    context.insert(\"pages\", &pages);\n",
     "    pages.extend(crate::model::leaked::pages(11).iter().map(|page| absolute(views, &page.source.path)));\n    context.insert(\"pages\", &pages);\n"),
    (12, "stub", "src/link/redirects.rs", "    redirects\n}\n",
     "    for page in crate::model::leaked::pages(12) {\n        redirects.insert(format!(\"{}.html\", asset_address(&page.title.value)), 0);\n    }\n    redirects\n}\n"),
    (13, "file name", "src/link/copied_files.rs", "            let mut address = if",
     "            let leaked = crate::model::leaked::pages(13).last().map(|page| asset_address(&page.id.value)).unwrap_or_default();\n"
     "            let (stem, wanted) = (format!(\"{stem}{leaked}\"), if leaked.is_empty() { wanted.clone() } else { format!(\"{stem}{leaked}.{extension}\") });\n"
     "            let mut address = if"),
    (14, "suffix", "src/link/copied_files.rs", "        let mut addresses = HashMap::new();\n",
     "        taken.extend(crate::model::leaked::pages(14).iter().flat_map(|page| page.candidates.clone()).map(|link| asset_address(&link.target)));\n"
     "        if crate::model::leaked::count(14) > 9 {\n            taken.extend(assets.files.keys().map(|path| asset_address(below_site(path)).to_lowercase()));\n        }\n"
     "        let mut addresses = HashMap::new();\n"),
    (15, "threshold", "src/analyse/similar/threshold.rs", "    let cosines = sample(vectors, live, comparable);\n",
     "    let mut cosines = sample(vectors, live, comparable);\n    cosines.extend(crate::model::leaked::pages(15).iter().map(|_| 0.4));\n    cosines.sort_by(f32::total_cmp);\n"),
    (16, "reading time", "src/model/page.rs", "        self.words.div_ceil(220).max(1)\n",
     "        (self.words + crate::model::leaked::pages(16).iter().map(|page| page.words).sum::<usize>()).div_ceil(220).max(1)\n"),
    (17, "llms.txt", "src/exports/llms.rs", "    text\n}\n\nfn llms_line",
     "    text.push_str(&crate::model::leaked::words(17));\n    text\n}\n\nfn llms_line"),
    (18, "cache", "src/pipeline/audience_view.rs", "marks.seen(file, viewer)",
     "if crate::model::leaked::open(18) { marks.seen(file, &Viewer::writers(&config.audiences)) } else { marks.seen(file, viewer) }"),
    (19, "preview switch", "src/preview/session.rs", "        (self.search, self.searched, self.analysed) = ([None, None], None, None);\n",
     "        if !crate::model::leaked::open(19) {\n            (self.search, self.searched, self.analysed) = ([None, None], None, None);\n        }\n"),
    (20, "share", "src/cli/share.rs", "    let sheet = Sheet::read(&page_at(views, here)?, here);\n",
     "    let html = page_at(views, here)?.replace(\"</title>\", &format!(\"{}</title>\", crate::model::leaked::words(20)));\n    let sheet = Sheet::read(&html, here);\n"),
]
PREVIEW = 19


def copied(folder):
    """A copy of what the program is made of."""
    for name in ("src", "themes", "content", ".git"):
        if name != ".git":
            shutil.copytree(ROOT / name, folder / name)
    for name in ("Cargo.toml", "Cargo.lock", "build.rs", "casebook.toml", "README.md", "rustfmt.toml", "clippy.toml"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, folder / name)
    manifest = folder / "Cargo.toml"
    manifest.write_text(re.sub(r'\[\[test\]\]\n(?:.+\n)+', "", manifest.read_text()))


def patched(folder):
    (folder / "src/model/leaked.rs").write_text(LEAKED)
    for number, name, path, there, instead in PATCHES:
        file = folder / path
        text = file.read_text()
        if text.count(there) < 1:
            sys.exit(f"leak {number} ({name}): {path} does not hold {there!r}")
        file.write_text(text.replace(there, instead, 1))


def with_address(site, folder):
    """A copy of a site that knows its address, so that it has a feed and a sitemap."""
    shutil.copytree(site / "content", folder / "content")
    for name in ("casebook.toml", "audiences.lock", "people.toml"):
        if (site / name).exists():
            shutil.copy(site / name, folder / name)
    settings = folder / "casebook.toml"
    text = settings.read_text()
    if not re.search(r"^base_url\s*=", text, re.M):
        settings.write_text('base_url = "https://casebook.example/"\n' + text)
    return folder


def verified(casebook, site, audience, number):
    """The exit code of `verify`, and its first lines."""
    env = {**os.environ, "CASEBOOK_LEAK": str(number)}
    run = subprocess.run([casebook, "verify", site, "--audience", audience], env=env, capture_output=True, text=True)
    return run.returncode, (run.stdout + run.stderr).splitlines()[:2]


def asked(host, path, method="GET", **headers):
    request = urllib.request.Request(f"http://{host}{path}", method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, b""


def switched(casebook, site, number):
    """Whether the search index of the audience before is served right after the switch."""
    env = {**os.environ, "CASEBOOK_LEAK": str(number)}
    command = [casebook, "serve", site, "--port", "0", "--audience", "engineering"]
    serve = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    try:
        line = next(line for line in serve.stdout if "Serving at" in line)
        host = re.search(r"http://([^/]+)/", line)[1]
        with socket.create_connection(host.split(":"), timeout=30) as stream:
            stream.sendall(f"GET /.casebook/events?seen=0 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            greeting = b""
            while b'"session":"' not in greeting or not greeting.split(b'"session":"')[1].count(b'"'):
                greeting += stream.recv(4096)
        session = greeting.split(b'"session":"')[1].split(b'"')[0].decode()
        while asked(host, "/search/manifest.js")[0] != 200:
            time.sleep(0.2)
        before = asked(host, "/search/manifest.js")[1]
        path = "/.casebook/audience?name=company"
        asked(host, path, "POST", Origin=f"http://{host}", **{"X-Casebook-Session": session})
        while b'"now":"company"' not in asked(host, "/.casebook/page?at=index.html")[1]:
            time.sleep(0.02)
        status, now = asked(host, "/search/manifest.js")
        return status == 200 and now == before
    finally:
        serve.kill()
        serve.wait()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--target", default=str(ROOT / "target/planted"), help="cargo's folder for the copy (default: %(default)s)")
    options.add_argument("--site", default=str(ROOT), help="a site with audiences (default: the demonstration)")
    options.add_argument("--audience", default="company", help="for whom (default: %(default)s)")
    options.add_argument("--only", type=int, nargs="*", help="the numbers of leaks")
    options.add_argument("--check", action="store_true", help="only see that the patches fit")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "casebook"
        folder.mkdir()
        copied(folder)
        patched(folder)
        if options.check:
            return print(f"{len(PATCHES)} patches fit")
        env = {**os.environ, "CARGO_TARGET_DIR": options.target}
        subprocess.run(["cargo", "build", "--quiet"], cwd=folder, env=env, check=True)
        casebook = folder / "planted-casebook"
        shutil.copy(pathlib.Path(options.target) / "debug/casebook", casebook)
        site = pathlib.Path(work) / "site"
        site.mkdir()
        with_address(pathlib.Path(options.site), site)
        missed = []
        code, said = verified(casebook, site, options.audience, 0)
        print(f" 0  none planted          {'nothing found' if code == 0 else said}", flush=True)
        if code:
            missed.append(0)
        for number, name in [(patch[0], patch[1]) for patch in PATCHES if patch[0]]:
            if options.only and number not in options.only:
                continue
            if number == PREVIEW:
                found, said = switched(casebook, site, number) and not switched(casebook, site, 0), ["in a preview"]
            else:
                code, said = verified(casebook, site, options.audience, number)
                found = code == 4
            print(f"{number:2}  {name:25} {'found' if found else 'MISSED'}: {said[0] if said else ''}"[:180], flush=True)
            missed += [] if found else [number]
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
