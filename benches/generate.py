#!/usr/bin/env python3
"""Write COUNT made-up incident write-ups as a casebook, the same ones every time.

Every write-up is drawn from its own random stream, seeded by its number, so that any of them can be written on any
process in any order. Only `random()` is used, the one method Python keeps stable between versions.
"""

import argparse
import datetime
import functools
import itertools
import json
import multiprocessing
import os
import pathlib
import random
import re
import shutil
import sys
import time

sys.dont_write_bytecode = True  # leave no folder behind in the repository
import prose as natural
import vocabulary as v

FIRST_DAY = datetime.datetime(2017, 1, 1)
DAYS = 2922  # 2017 to 2024
RECURRING = 2400  # different sentences in write-ups that repeat one another
HERE = pathlib.Path(__file__).resolve().parent


# --- Words ----------------------------------------------------------------------------------------------------------


def table(items, size=8192, exponent=1.0):
    """The items repeated in Zipf's proportions, so that a uniform draw from the result follows his law."""
    weights = [1 / (rank + 2.7) ** exponent for rank in range(1, len(items) + 1)]
    total = sum(weights)
    return [item for item, weight in zip(items, weights) for _ in range(max(1, round(size * weight / total)))]


@functools.cache
def plural(noun):
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + "s"


def verb(entry):
    """(base, third person, past, gerund, participle)"""
    base, *given = (part.replace("-", " ") for part in entry.split(":"))
    head, *rest = base.split(" ")
    third = " ".join([plural(head), *rest])
    if not given:
        stem = base[:-1] if base.endswith("e") else base
        past = base[:-1] + "ied" if re.search(r"[^aeiou]y$", base) else stem + "ed"
        given = [past, stem + "ing"]
    past, gerund, *participle = given
    return base, third, past, gerund, (participle or [past])[0]


def coined(rank):
    """A pronounceable name of something internal. There is always a next one, so the vocabulary keeps growing."""
    n = rank * 7919 + 1013
    name = ""
    for _ in range(2 if rank < 20_000 else 3):
        n, syllable = divmod(n, len(v.SYLLABLES))
        name += v.SYLLABLES[syllable]
    return (name + v.ENDINGS[n % len(v.ENDINGS)]).capitalize()


NOUNS, ADJECTIVES, ADVERBS = table(v.NOUNS), table(v.ADJECTIVES), table(v.ADVERBS)
SHORT_NOUNS = table([noun for noun in v.NOUNS if len(noun) < 7 and "-" not in noun], exponent=0.7)
TRANSITIVE = table([verb(entry) for entry in v.TRANSITIVE])
INTRANSITIVE = table([verb(entry) for entry in v.INTRANSITIVE])
MECHANISMS = table(v.MECHANISMS, 2048, 0.6)
FEATURES, AUDIENCES, ROLES = table(v.FEATURES, 1024, 0.7), table(v.AUDIENCES, 1024, 0.7), table(v.ROLES, 1024, 0.5)
FACTORS = sorted({factor for m in v.MECHANISMS for factor in m["factors"]})
TAGS = sorted({tag for m in v.MECHANISMS for tag in m["tags"]})


# --- Patterns -------------------------------------------------------------------------------------------------------


def compile_pattern(text, slot):
    """A list of literals and of functions from a write-up to text."""
    parts = re.split(slot, text)
    return [filler(part) if i % 2 else part for i, part in enumerate(parts) if i % 2 or part]


def filler(name):
    plain = name.lower().removesuffix("_c")
    if plain in PATTERNS or plain in v.PHRASES:
        fill = lambda w: w.say(PATTERNS[plain])
    else:
        fill = getattr(Writeup, "slot_" + plain)
    if plain == name:
        return fill
    return lambda w: capital(fill(w))


def capital(text):
    return text[:1].upper() + text[1:]


ARTICLE = re.compile(r"\b([Aa]) (?=[aeio]|u(?!n[ei]|s)|HTTP|E[A-Z]|SERV|NX|O|S[A-Z])(?!one|eu)")


def tidy(sentence):
    sentence = ARTICLE.sub(r"\1n ", sentence)
    return sentence[:1].upper() + sentence[1:]


class Catalogue:
    """What the write-ups have in common: services, teams, and every write-up's address, for links."""

    def __init__(self, count, seed, natural_words=False, recurring=False):
        self.count, self.seed, self.natural = count, seed, natural_words
        r = random.Random(f"{seed}:organisation").random
        names = dict.fromkeys(v.NAME_WHOLE)
        wanted = 40 + int(1.2 * count**0.5)
        while len(names) < wanted:
            names[f"{v.NAME_FRONT[int(r() * len(v.NAME_FRONT))]}-{v.NAME_BACK[int(r() * len(v.NAME_BACK))]}"] = None
        ordered = sorted(names, key=lambda _: r())
        self.services = table(ordered, max(1024, 4 * wanted), 0.8)
        self.team_of = {name: v.TEAMS[int(r() * len(v.TEAMS))] for name in ordered}
        self.paths, self.titles, self.alike = [], [], {}
        taken = set()
        for index in range(count):
            writeup = Writeup(self, index)
            slug = re.sub(r"[^a-z0-9]+", "-", writeup.title.lower()).strip("-")[:70].rstrip("-")
            stem = f"{writeup.started:%Y/%Y-%m-%d}-{slug}"
            path = next(p for n in itertools.count(1) if (p := f"{stem}-{n}" if n > 1 else stem) not in taken)
            taken.add(path)
            self.paths.append(path + ".md")
            self.titles.append(writeup.title)
            self.alike.setdefault(writeup.mechanism["name"], []).append(index)
        self.recurring = self.recurring_sentences() if recurring else None

    def recurring_sentences(self):
        """By kind the sentences that all write-ups take turns to say; those that link somewhere stay their own."""
        kinds = [kind for kind in v.SENTENCES if kind != "linking"]
        self.recurring, said = None, {kind: {} for kind in kinds}
        for number in itertools.count():
            writeup = Writeup(self, number % self.count)
            writeup.r = random.Random(f"{self.seed}:recurring:{number}").random
            writeup.prepare()
            for place, kind in enumerate(kinds):
                wanted = (RECURRING + place) // len(kinds)
                for _ in range(min(8, wanted - len(said[kind]))):
                    said[kind][writeup.sentence(kind)] = None
            if sum(map(len, said.values())) == RECURRING:
                return {kind: list(sentences) for kind, sentences in said.items()}


class Writeup:
    """One incident: its facts, drawn at once, then its text, drawn on demand by the slots of the patterns."""

    def __init__(self, catalogue, index):
        self.r = r = random.Random(f"{catalogue.seed}:{index}").random
        self.catalogue, self.index = catalogue, index
        self.id = f"INC-{index + 1:06d}"
        self.blocks = 0
        self.mechanism = self.pick(MECHANISMS)
        self.service, self.service2 = self.pick(catalogue.services), self.pick(catalogue.services)
        while self.service2 == self.service:
            self.service2 = self.pick(catalogue.services)
        self.features = [self.pick(FEATURES), self.pick(FEATURES)]
        self.regions = [self.pick(v.REGIONS), self.pick(v.REGIONS)]
        self.versions = [f"{int(r() * 9)}.{int(r() * 30)}.{int(r() * 12)}" if r() < 0.7 else f"{int(r() * 2**28):07x}" for _ in range(3)]
        self.names = [coined(int(min(1e7, 12 * r() ** -1.3)) - 11) for _ in range(4)]
        hour = 8 + 10 * (r() + r() + r()) / 3 if r() < 0.7 else 24 * r()
        self.started = FIRST_DAY + datetime.timedelta(days=index * DAYS // catalogue.count, minutes=int(hour * 60))
        if catalogue.natural and r() < 0.6:
            self.title = natural.title(self)
        else:
            self.title = tidy(self.say([compile_cached(self.pick(self.mechanism["titles"]))]))

    # Draws.

    def pick(self, items):
        return items[int(self.r() * len(items))]

    def lognormal(self, median, spread=2.2):
        # the sum of uniforms is near enough to a normal, and stable between versions
        r = self.r
        return median * spread ** ((r() + r() + r() + r() - 2) * 1.73)

    def say(self, patterns):
        return "".join([part if part.__class__ is str else part(self) for part in self.pick(patterns)])

    def sentence(self, kind):
        """A sentence of this kind, in a form this write-up has not used yet where there is one."""
        if self.catalogue.recurring and kind in self.catalogue.recurring:
            return self.pick(self.catalogue.recurring[kind])
        patterns = PATTERNS[kind]
        for _ in range(4):
            which = (kind, int(self.r() * len(patterns)))
            if which not in self.used:
                break
        self.used.add(which)
        return tidy(self.say([patterns[which[1]]]))

    # Slots: words.

    def slot_noun(self):
        chance = self.r()
        if chance < 0.4:
            return self.pick(self.own)
        return self.pick(NOUNS) if chance < 0.96 else self.compound()

    def slot_nouns(self):
        return plural(self.slot_noun())

    def compound(self):
        """A rarer word, such as `logkeeper` or `subqueue`: the long tail of a technical vocabulary."""
        front = self.pick(v.PREFIXES) if self.r() < 0.4 else self.pick(SHORT_NOUNS)
        back = self.pick(SHORT_NOUNS)
        return front + back if front != back else back

    def slot_adj(self):
        return self.pick(self.own_adjectives) if self.r() < 0.3 else self.pick(ADJECTIVES)

    def slot_adv(self):
        return self.pick(ADVERBS)

    def slot_tv(self):
        return self.pick(TRANSITIVE)[0]

    def slot_tvs(self):
        return self.pick(TRANSITIVE)[1]

    def slot_tved(self):
        return self.pick(TRANSITIVE)[2]

    def slot_tving(self):
        return self.pick(TRANSITIVE)[3]

    def slot_tvpp(self):
        return self.pick(TRANSITIVE)[4]

    def slot_iv(self):
        return self.pick(INTRANSITIVE)[0]

    def slot_ivs(self):
        return self.pick(INTRANSITIVE)[1]

    def slot_ived(self):
        return self.pick(INTRANSITIVE)[2]

    def slot_iving(self):
        return self.pick(INTRANSITIVE)[3]

    def slot_ivpp(self):
        return self.pick(INTRANSITIVE)[4]

    # Slots: the organisation.

    def slot_svc(self):
        return self.service

    def slot_svc2(self):
        return self.service2

    def slot_svcc(self):
        return f"`{self.service}`" if self.r() < 0.7 else self.service

    def slot_svcc2(self):
        name = self.service2 if self.r() < 0.75 else self.pick(self.catalogue.services)
        return f"`{name}`" if self.r() < 0.7 else name

    def slot_team(self):
        return self.catalogue.team_of[self.service]

    def slot_team2(self):
        return self.catalogue.team_of[self.service2] if self.r() < 0.6 else self.pick(v.TEAMS)

    def slot_region(self):
        return self.pick(self.regions)

    def slot_zone(self):
        return self.pick(v.ZONES)

    def slot_role(self):
        return self.say(ROLES_COMPILED)

    def slot_audience(self):
        return self.say(AUDIENCES_COMPILED)

    def slot_feature(self):
        return self.features[self.r() < 0.2]

    def slot_coined(self):
        return self.pick(self.names)

    def slot_found(self):
        return self.say(FOUND[self.detection])

    # Slots: identifiers, each write-up having a few of its own that come back.

    def slot_host(self):
        return self.pick(self.hosts)

    def slot_metric(self):
        return self.pick(self.metrics)

    def slot_errcode(self):
        return self.pick(self.errors)

    def slot_exc(self):
        return self.pick(self.exceptions)

    def slot_key(self):
        return self.pick(self.keys)

    def slot_ver(self):
        return self.pick(self.versions)

    def slot_cmd(self):
        return self.pick(self.commands)

    # Slots: quantities.

    def slot_num(self):
        return str(int(self.lognormal(14, 3)) + 2)

    def slot_count(self):
        return f"{int(self.lognormal(2400, 5)) + 11:,}"

    def slot_pct(self):
        return f"{int(self.lognormal(12, 2)) % 97 + 1} %"

    def slot_dur(self):
        minutes = int(self.lognormal(18, 2.6)) + 1
        if minutes < 3:
            return f"{minutes * 20} seconds"
        return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"

    def slot_clock(self):
        return f"{self.started + (self.resolved - self.started) * self.r():%H:%M}"

    def slot_clock2(self):
        return f"{self.mitigated:%H:%M}"

    def slot_day(self):
        return f"{self.started.day} {self.started:%B %Y}"

    # Slots: this kind of failure.

    def slot_mech(self):
        return self.mechanism["name"]

    def slot_cause(self):
        return self.say([compile_cached(self.pick(self.mechanism["causes"]))]).rstrip(".") + "."

    def slot_fixing(self):
        if self.r() < 0.6:
            return self.say([compile_cached(self.pick(self.mechanism["fixes"]))])
        return self.say(GENERIC_FIXES)

    def slot_fix(self):
        return self.pick(["automate ", "rehearse ", "make it unnecessary: ", "document "]) + self.slot_fixing()

    def slot_link(self):
        return self.links[self.linked][1]

    def slot_linktitle(self):
        return self.links[self.linked][0]

    # Slots: code. Names are bare here, and fit an identifier.

    def slot_uid(self):
        # odd multipliers are one-to-one modulo a power of two: no two blocks of a casebook share it
        self.blocks += 1
        return f"{(self.index * 4 + self.blocks) * 0x9E3779B97F % 2**40:010x}"

    def slot_nounb(self):
        return self.pick(self.code_nouns)

    slot_nounc = slot_nounb

    def slot_adjb(self):
        return self.slot_adj().replace("-", "_")

    def slot_fn(self):
        return f"{self.pick(TRANSITIVE)[0].replace(' ', '_')}_{self.pick(self.code_nouns)}"

    def slot_fn2(self):
        return self.pick(TRANSITIVE)[0].replace(" ", "_")

    def slot_type(self):
        return capital(self.pick(TRANSITIVE)[0].split(" ")[0]) + self.pick(self.code_nouns).title().replace("_", "")

    def slot_camel(self):
        return self.pick(self.exceptions)

    def slot_table(self):
        return f"{self.service.replace('-', '_')}_{self.code_nouns[0]}"

    slot_metricb, slot_hostb, slot_hostc, slot_keyb, slot_regionb, slot_verb = (
        slot_metric, slot_host, slot_host, slot_key, slot_region, slot_ver)

    def slot_keyh(self):
        return self.pick(self.keys).replace(".", "_")

    def slot_envkey(self):
        return self.pick(self.keys).replace(".", "_").upper()

    def slot_regionc(self):
        return self.pick(v.REGIONS)

    def slot_cli(self):
        return self.names[0].lower() + "ctl"

    def slot_small(self):
        return str(int(self.r() * 9) + 1)

    slot_small2 = slot_small

    def slot_num2(self):
        return str(int(self.lognormal(300, 3)) + 1)

    def slot_bool(self):
        return "true" if self.r() < 0.5 else "false"

    # The text.

    def prepare(self):
        """The facts that only the text needs."""
        r, pick = self.r, self.pick
        minutes = lambda median, spread: datetime.timedelta(minutes=max(1, int(self.lognormal(median, spread))))
        self.detected = self.started + minutes(9, 3)
        self.mitigated = self.detected + minutes(48, 2.4)
        self.resolved = self.mitigated + minutes(90, 3)
        self.detection = pick(DETECTIONS)
        self.own = self.mechanism["nouns"] + [pick(v.NOUNS) for _ in range(8)] + [self.compound() for _ in range(4)]
        self.own_adjectives = [pick(v.ADJECTIVES) for _ in range(8)]
        self.code_nouns = [noun.replace("-", "_") for noun in self.own if noun not in KEYWORDS]
        self.hosts = [f"{name}-{min(40, int(3 * r() ** -0.9) - 2):02d}.{pick(v.ZONES)}"
                      for name in (self.service, self.service, self.service, self.service2)]
        self.metrics = [f"{name.replace('-', '_')}_{pick(self.code_nouns)}_{pick(v.UNITS)}"
                        for name in (self.service, self.service, self.service2, pick(v.NAME_WHOLE))]
        self.errors = [pick(v.ERRORS), pick(v.ERRORS)]
        self.exceptions = [pick(v.CAMEL_FRONT) + pick(v.CAMEL_MIDDLE) + pick(v.CAMEL_BACK) for _ in range(2)]
        self.keys = [f"{pick(self.code_nouns)}.{pick(['max', 'min', 'default', 'retry', pick(self.code_nouns)])}_{pick(self.code_nouns)}"
                     for _ in range(3)]
        service, host, team = self.service, self.hosts[0], self.slot_team()
        self.commands = [
            pick([f"kubectl get pods -n {team}", f"dig +short {host}", f"journalctl -u {service} --since {self.started:%H:%M}",
                  "ss -tan state established", f"df -i /var/lib/{service}", f"curl -sv {host}:8443/health"]),
            pick([f"{self.names[0].lower()}ctl {pick(self.code_nouns)} --list", f"openssl s_client -connect {host}:443",
                  f"systemctl status {service}", f"tcpdump -n host {host}", f"git log --oneline {self.versions[0]}.."]),
        ]
        self.links = [self.link_to(other) for other in self.neighbours()]
        self.linked = 0
        self.used = set()

    def neighbours(self):
        """Three other write-ups, mostly earlier ones: one of the same kind where there is one, two of any."""
        count, chosen = self.catalogue.count, []
        alike = self.catalogue.alike[self.mechanism["name"]]
        for attempt in range(30):
            if attempt < 3 and not chosen:
                other = self.pick(alike)
            else:
                recent = int(self.index - 1 - count * self.r() ** 3)
                other = recent if recent >= 0 else int(self.r() * count)
            if other != self.index and other not in chosen:
                chosen.append(other)
            if len(chosen) == 3:
                break
        return chosen

    def link_to(self, other):
        fragment = self.pick(["", "", "#timeline", "#impact"])
        return self.catalogue.titles[other], f"../{self.catalogue.paths[other]}{fragment}"

    def linking(self):
        text = self.sentence("linking")
        self.linked += 1
        return text

    def paragraph(self, kinds):
        return " ".join([self.sentence(kind) for kind in kinds])

    def block(self):
        language = self.pick(LANGUAGES)
        return f"```{language}\n{self.say(CODE[language])}```"

    def timeline(self):
        r = self.r
        fixed = [
            (self.started, f"{self.sentence('event')} (start of impact)"),
            (self.detected, f"Detected through {self.slot_found()}; {self.slot_team()} paged"),
            (self.mitigated, f"Mitigated by {self.slot_fixing()}"),
            (self.resolved, "Resolved; incident closed"),
        ]
        span = self.resolved - self.started
        extra = int(r() * 7) + 4
        for _ in range(extra):
            # most is written down between detection and mitigation
            low, high = (self.detected, self.mitigated) if r() < 0.7 else (self.started, self.started + span)
            fixed.append((low + (high - low) * r(), self.sentence("event")))
        rows = sorted((f"{moment:%Y-%m-%d %H:%M}", text) for moment, text in fixed)
        dated = self.started.date() != self.resolved.date()
        times = [moment if dated else moment[11:] for moment, _ in rows]
        if r() < 0.3:
            who = [self.slot_team2() for _ in rows]
            body = [f"| {t} | {w} | {text} |" for t, w, (_, text) in zip(times, who, rows)]
            head = ["| Time (UTC) | Who | Event |", "|---|---|---|"]
        else:
            body = [f"| {t} | {text} |" for t, (_, text) in zip(times, rows)]
            head = ["| Time (UTC) | Event |", "|---|---|"]
        return "\n".join(head + body)

    def front_matter(self):
        r, names = self.r, {self.service: None, self.service2: None}
        if r() < 0.3:
            names[self.pick(self.catalogue.services)] = None
        factors = dict.fromkeys(self.mechanism["factors"] if r() < 0.6 else self.mechanism["factors"][:2])
        if r() < 0.5:
            factors[self.pick(FACTORS)] = None
        tags = dict.fromkeys(self.mechanism["tags"])
        if r() < 0.6:
            tags[self.pick(TAGS)] = None
        array = lambda items: json.dumps(list(items))
        return "\n".join([
            "+++",
            f'id = "{self.id}"',
            f"title = {json.dumps(self.title)}",
            *(f"{key} = {getattr(self, key):%Y-%m-%dT%H:%M:%SZ}" for key in ("started", "detected", "mitigated", "resolved")),
            f"services = {array(names)}",
            f"teams = {array(dict.fromkeys(self.catalogue.team_of[name] for name in names))}",
            f'severity = "{self.pick(SEVERITIES)}"',
            f'detection = "{self.detection}"',
            f"factors = {array(factors)}",
            f"tags = {array(tags)}",
            "+++",
        ])

    def text(self):
        self.prepare()
        if self.catalogue.natural:
            return natural.Prose(self).text()
        r = self.r
        out = [self.front_matter()]
        out += ["## Summary", self.paragraph(["summary", "summary2", "summary2"])]
        out += ["## Impact", self.paragraph(["impact"] * (2 + int(r() * 3)))]
        if r() < 0.5:
            out.append("\n".join(f"- **{self.slot_region()}:** {self.sentence('impact')}" for _ in range(2)))

        narrative = []
        length = self.lognormal(1.0, 1.35)
        for headings, kinds, chance in v.SECTIONS:
            if r() >= chance:
                continue
            bodies = []
            if len(kinds) == 2:
                bodies.append("\n".join(f"- {self.sentence(kinds[0])}" for _ in range(2 + int(r() * 2))))
            else:
                for _ in range(max(1, round(length * (2.3 if "deadend" in kinds else 1.2) * (0.6 + 0.8 * r())))):
                    bodies.append(self.paragraph(self.pick(kinds) for _ in range(2 + int(r() * 3))))
                if r() < 0.25:
                    bodies.append("> " + self.sentence("quote"))
            narrative.append(("## " + self.pick(headings), bodies))
        prose = [bodies for _, bodies in narrative if not bodies[0].startswith("- ")]
        for _ in self.links:
            bodies = self.pick(prose)
            bodies[0] += " " + self.linking()
        for _ in range(2):
            bodies = self.pick(prose)
            bodies.insert(1 + int(r() * len(bodies)), self.block())

        timeline_at = 0 if r() < 0.5 else len(narrative)
        for position in range(len(narrative) + 1):
            if position == timeline_at:
                out += ["## Timeline", self.timeline()]
            if position < len(narrative):
                heading, bodies = narrative[position]
                out += [heading, *bodies]
        out += ["## Contributing factors", "\n".join(f"- {self.sentence('factor')}" for _ in range(3 + int(r() * 3)))]
        out += ["## Action items", "\n".join(
            f"- {'[x]' if r() < 0.6 else '[ ]'} {self.sentence('action')} ({self.slot_team2()})" for _ in range(3 + int(r() * 4)))]
        return "\n\n".join(out) + "\n"


# The compiled patterns. The phrases refer to one another, so their names are there before their patterns.
PROSE, BARE = r"\{(\w+)\}", r"«(\w+)»"
PATTERNS = {}
COMPILED = {}


def compile_cached(text):
    if text not in COMPILED:
        COMPILED[text] = compile_pattern(text, PROSE)
    return COMPILED[text]


for _name, _patterns in {**v.PHRASES, **v.SENTENCES}.items():
    PATTERNS[_name] = [compile_pattern(text, PROSE) for text in _patterns]
CODE = {language: [compile_pattern(text.replace("«Fn»", "«type»"), BARE) for text in texts] for language, texts in v.CODE.items()}
LANGUAGES = list(CODE)
ROLES_COMPILED = [compile_cached(text) for text in ROLES]
AUDIENCES_COMPILED = [compile_cached(text) for text in AUDIENCES]
FOUND = {kind: [compile_cached(text)] for kind, text in v.FOUND.items()}
GENERIC_FIXES = [compile_cached(text) for text in (
    "{tving} {np}", "{tving} {npp} in {region}", "rolling {svcc} back to `{ver}`", "setting `{key}` to {num}",
    "restarting `{host}`", "draining {region}", "turning {feature} off")]
DETECTIONS = table(["alert", "customer", "slo-burn", "support", "dashboard", "employee", "partner", "scheduled-check", "unknown"], 256)
SEVERITIES = ["SEV1"] * 2 + ["SEV2"] * 5 + ["SEV3"] * 9 + ["SEV4"] * 4
KEYWORDS = {"default", "index", "table", "type", "row", "column", "view", "join", "lock", "limit", "order", "group", "constraint",
            "trigger", "range", "exception", "import", "export", "switch", "channel", "break", "block", "key", "primary"}


# --- Files ----------------------------------------------------------------------------------------------------------

CATALOGUE = None


def start_worker(*catalogue):
    global CATALOGUE
    if CATALOGUE is None:  # a forked worker has inherited it
        CATALOGUE = Catalogue(*catalogue)


def write_range(work):
    folder, start, stop = work
    size = 0
    for index in range(start, stop):
        content = Writeup(CATALOGUE, index).text().encode()
        with open(os.path.join(folder, CATALOGUE.paths[index]), "wb") as file:
            file.write(content)
        size += len(content)
    return size


def generate(count, outdir, seed=1, hugo=False, natural_words=False, recurring=False):
    """Write the casebook; returns the bytes of its write-ups."""
    global CATALOGUE
    outdir = pathlib.Path(outdir)
    folder = outdir / "content" / "incidents"
    if folder.is_dir() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty: old and new write-ups would mix")
    CATALOGUE = Catalogue(count, seed, natural_words, recurring)
    for year in sorted({path[:4] for path in CATALOGUE.paths}):
        (folder / year).mkdir(parents=True)
    (outdir / "casebook.toml").write_text(
        'title = "Generated casebook"\n'
        'base_url = "https://casebook.example/"\n', encoding="utf-8", newline="\n")
    if hugo:
        shutil.copytree(HERE / "hugo", outdir, dirs_exist_ok=True)
    step = 250
    work = [(str(folder), start, min(count, start + step)) for start in range(0, count, step)]
    processes = min(os.cpu_count() or 1, len(work))
    if processes < 2:
        return sum(map(write_range, work))
    with multiprocessing.Pool(processes, start_worker, (count, seed, natural_words, recurring)) as pool:
        return sum(pool.imap_unordered(write_range, work))


def write_terms(count, outdir):
    """Write a glossary of COUNT entries whose names the prose uses: every fifth a noun, the others an adjective and a noun."""
    folder = pathlib.Path(outdir) / "content" / "glossary"
    folder.mkdir(parents=True, exist_ok=True)
    nouns, adjectives = v.NOUNS, v.ADJECTIVES
    draw = random.Random(count)
    names = dict.fromkeys(nouns[::-1][: count // 5])  # the rarest nouns first
    while len(names) < count:
        pair = f"{adjectives[int(draw.random() * len(adjectives))]} {nouns[int(draw.random() ** 2 * len(nouns))]}"
        names[pair] = None
    for name in names:
        other = nouns[int(draw.random() * len(nouns))]
        text = f'---\ntitle: "{capital(name)}"\n---\nWhat we call a {other} that behaves like a {name}.\n'
        (folder / f"{name.replace(' ', '-')}.md").write_text(text, encoding="utf-8", newline="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, metavar="COUNT", help="how many write-ups")
    parser.add_argument("outdir", metavar="OUTDIR", help="the casebook's folder, made if missing")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other write-ups (default 1)")
    parser.add_argument("--hugo", action="store_true", help="also write a Hugo site over the same files")
    parser.add_argument("--terms", type=int, default=0, metavar="N", help="also write a glossary of N entries (default 0)")
    parser.add_argument("--prose", action="store_true", help="shorter write-ups whose words are spread as in real ones, for search")
    parser.add_argument("--recurring", action="store_true", help=f"write-ups that repeat one another: {RECURRING:,} different sentences in all")
    args = parser.parse_args()
    if args.prose and args.recurring:
        parser.error("one kind of text")
    if args.count < 4:
        parser.error("COUNT must be at least 4: every write-up links to three others")
    begun = time.perf_counter()
    size = generate(args.count, args.outdir, args.seed, args.hugo, args.prose, args.recurring)
    if args.terms:
        write_terms(args.terms, args.outdir)
    print(f"{args.count:,} write-ups, {size / 1e6:.1f} MB, in {time.perf_counter() - begun:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
