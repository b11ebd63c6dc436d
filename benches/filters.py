#!/usr/bin/env python3
"""Time the filters of the incidents page in Chromium, from disk, over generated write-ups.

    cargo build --release
    python3 benches/filters.py                                  # 2,000 write-ups
    python3 benches/filters.py --counts 2000,10000 --runs 3 --casebook PATH --chromium PATH

Every value of every group is chosen and taken away again, alone and on top of a choice in another group; a time runs from the
event until the page is laid out. `find` is typing a value's name into its group's box, `more` the button that shows the next
hundred, `clear` the one that takes everything away. `first` is the whole page with a choice in its address, from the start of
navigation until its rows are laid out. The runs do the same things in the same order: on a shared machine, where any event may
wait for other work, "most, at best" takes each event's fastest run first and the slowest of those then. Needs nothing but Python
and Chromium.
"""

import argparse
import html
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # leave no folder behind in the repository
from browser import find_chromium
from build import HERE, find_casebook

MEASURE = r"""
addEventListener('load', () => {
  const times = {};
  const laidOut = () => document.documentElement.scrollHeight + document.querySelector('.rows').getBoundingClientRect().height;
  const time = (name, act) => {
    const begun = performance.now();
    act();
    laidOut();
    (times[name] = times[name] || []).push(performance.now() - begun);
  };
  laidOut();
  times.first = [performance.now()];
  const rows = () => document.querySelectorAll('.rows > li').length;
  const most = { rows: rows() };
  const clear = () => { const all = document.querySelector('.clear'); if (all) time('clear', () => all.click()); };
  const more = () => document.querySelector('.more:not([hidden]) button');
  clear();
  const [vocabulary] = self.incidentFilters;
  const boxes = [...document.querySelectorAll('.filter-group')];
  for (const box of boxes) box.querySelector('.filter-values').hidden = false;
  const find = (box, name) => {
    const input = box.querySelector('.filter-find input');
    if (input && name !== input.value) time('find', () => { input.value = name; input.dispatchEvent(new Event('input')); });
  };
  const pick = (box, name) => {
    find(box, name);
    const label = [...box.querySelectorAll('.filter-value')].find((label) => {
      const shown = label.querySelector('.filter-name').cloneNode(true);
      for (const extra of shown.querySelectorAll('.label')) extra.remove();
      return shown.textContent.trim() === name;
    });
    return label.querySelector('input');
  };
  for (const box of boxes) {
    const title = box.querySelector('legend button').textContent;
    const group = vocabulary.groups.find((group) => group.label === title);
    const other = boxes[(boxes.indexOf(box) + 1) % boxes.length];
    for (const { name, count } of group.values) {
      const input = pick(box, name);
      time(group.key, () => input.click());
      const text = document.querySelector('.results').textContent;
      if (!input.checked || parseInt(text, 10) !== count) throw new Error(`${title}, ${name}: ${text}`);
      most.rows = Math.max(most.rows, rows());
      if (more()) time('more', () => more().click());
      const second = [...other.querySelectorAll('input[type="checkbox"]')].find((one) => !one.disabled);
      if (second) {
        time(group.key, () => second.click());
        time(group.key, () => second.click());
      }
      time(group.key, () => input.click());
    }
    find(box, '');
    pick(box, group.values[0].name).click();
    clear();
  }
  const out = document.createElement('pre');
  out.className = 'measured';
  out.textContent = JSON.stringify({ times, rows: most.rows });
  document.body.append(out);
});
"""


def measure(chromium, page, profile):
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
               "--disable-component-update", "--disable-sync", "--enable-logging=stderr", f"--user-data-dir={profile}",
               "--window-size=1280,1000", "--dump-dom", f"{page.as_uri()}?severity=sev1"]
    run = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r'<pre class="measured">(.*?)</pre>', run.stdout, re.S)
    if not found:
        said = "\n".join(line for line in run.stderr.splitlines() if "CONSOLE" in line)
        sys.exit(f"nothing was measured in {page}\n{said}")
    return json.loads(html.unescape(found[1]))


def quantile(values, share):
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counts", default="2000", help="write-ups per set (default 2000)")
    parser.add_argument("--runs", type=int, default=3, help="times that the page is opened per set (default 3)")
    parser.add_argument("--casebook", metavar="PATH", help="the binary (default target/release/casebook)")
    parser.add_argument("--chromium", metavar="PATH", help="the browser (default the first on PATH)")
    args = parser.parse_args()
    tool, chromium = find_casebook(args.casebook), find_chromium(args.chromium)
    if not tool:
        sys.exit(1)
    binary = tool.command[0]
    print("Milliseconds from the event until the page is laid out.\n")
    print("| write-ups | filter | events | median | 95 % | most | most, at best |\n|--:|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory(prefix="casebook-filters-") as name:
        work = pathlib.Path(name)
        for count in sorted({int(count) for count in args.counts.split(",")}):
            site, out = work / f"site-{count}", work / f"out-{count}"
            subprocess.run([sys.executable, HERE / "generate.py", str(count), site], check=True)
            built = subprocess.run([binary, "build", site, "--out", out], capture_output=True, text=True)
            if built.returncode not in tool.fine:
                sys.exit(built.stderr)
            (out / "incidents" / "measure.js").write_text(MEASURE, encoding="utf-8")
            page = out / "incidents" / "index.html"
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("</head>", '<script defer src="measure.js"></script>\n</head>', 1), encoding="utf-8")
            times, rows = {}, 0
            for turn in range(args.runs):
                measured = measure(chromium, page, work / f"profile-{count}-{turn}")
                rows = max(rows, measured["rows"])
                for filter_name, values in measured["times"].items():
                    times.setdefault(filter_name, []).append(values)
            for filter_name, runs in times.items():
                values = [value for run in runs for value in run]
                best = max(map(min, zip(*runs)))
                print(f"| {count:,} | {filter_name} | {len(values):,} | {quantile(values, 0.5):.1f} | {quantile(values, 0.95):.1f} | "
                      f"{max(values):.1f} | {best:.1f} |")
            scripts = [file.stat().st_size for file in (out / "incidents").glob("*.js") if file.name != "measure.js"]
            print(f"\nScripts of {count:,}: {len(scripts)} files, {sum(scripts) / 1e6:.2f} MB. Never more than {rows} rows at once after a choice.\n")


if __name__ == "__main__":
    main()
