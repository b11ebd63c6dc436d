"""Queries for a set of generated write-ups, drawn from their own text: what the benchmark of search asks.

The queries are drawn with a seed from the bodies of the write-ups themselves, of words of three letters and more without stop words:

one      five words from each of five strata by the share of write-ups that hold them: up to 0.3 %, 1 %, 3 %, 10 %, 40 %; no hapaxes
all      two or three different words of one write-up, each of a stratum drawn first, so that at least one page has them all
phrase   two or three words that stand together at a place drawn at random (so as often as they are said); a third may have a stop word within
prefix   the first two to five letters of a word of six letters and more, half of them after a whole word of the same write-up
typo     a word of six letters and more with two letters swapped, one doubled, dropped or replaced, which is then no word of the set
facet    a word and a service, team, factor or severity of one of its write-ups, with the counts of every value of every group

While no space follows the last word, a reader may still be typing it, and ours completes it: the classes one and all are asked both ways.
"""

import random
import re

STRATA = [0.003, 0.01, 0.03, 0.1, 0.4]
CLASSES = {
    "one": "one word",
    "one-typed": "one word, no space after it",
    "all": "all of two or three words",
    "all-typed": "all of two or three words, no space after them",
    "phrase": "phrase",
    "prefix": "prefix",
    "typo": "typo",
    "facet": "facet filter with all counts",
}
STOP = set("""a about after all also an and any are as at be been before being between both but by can could did do does down during each
either even for from had has have he her here him his how however i if in into is it its just like may might more most much must my
no nor not now of off on once one only or other our out over own per same she should since so some still such than that the their
them then there these they this those through to too two under until up upon very was we were what when where which while who whom
why will with within without would you your""".split())


class Words:
    """The words of the generated write-ups: which of them hold a word, and what each says."""

    def __init__(self, site):
        self.files = sorted((site / "content" / "incidents").rglob("*.md"))
        self.df, self.holders, draw = {}, {}, random.Random(0)
        for file in self.files:
            for word in sorted(set(self.words(file))):
                self.df[word] = held = self.df.get(word, 0) + 1
                some = self.holders.setdefault(word, [])  # four of its write-ups, any as likely as another
                if held <= 4:
                    some.append(file)
                elif (at := int(draw.random() * held)) < 4:
                    some[at] = file
        df, count = self.df, len(self.files)
        self.strata = [[] for _ in STRATA]
        for word in sorted(df):
            share = df[word] / count
            if df[word] > 1 and share <= STRATA[-1]:
                self.strata[next(i for i, most in enumerate(STRATA) if share <= most)].append(word)
        if not self.strata[0]:  # in small sets two write-ups are more than 0.3 %
            self.strata[0] = self.strata[1]

    @staticmethod
    def body(file):
        return file.read_text(encoding="utf-8").split("\n+++\n", 1)[1]

    def words(self, file):
        return [word for word in re.findall(r"(?<![\w`./-])[a-z]{3,}(?![\w`./-]*[\d_`/])", self.body(file).lower()) if word not in STOP]

    def stratum(self, word):
        share = self.df[word] / len(self.files)
        return next((i for i, most in enumerate(STRATA) if share <= most), None)

    def facets(self, file):
        head = file.read_text(encoding="utf-8").split("\n+++\n", 1)[0]
        found = []
        for group, key in [("service", "services"), ("team", "teams"), ("factor", "factors"), ("severity", "severity"), ("detection", "detection")]:
            line = re.search(rf"^{key} = (.*)$", head, re.M)
            found += [(group, value) for value in re.findall(r'"([^"]*)"', line[1])]
        return found + [("year", re.search(r"^started = (\d{4})", head, re.M)[1])]


def misspelt(draw, word, known):
    for _ in range(50):
        at = 1 + int(draw.random() * (len(word) - 2))
        letter = "etaoinshrdlucm"[int(draw.random() * 14)]
        wrong = draw.choice([word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at] + word[at:],
                             word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]])
        if wrong not in known:
            return wrong
    return word + "q"


def queries(words, count, seed):
    """{class: [(text, filter or None)]}"""
    draw = random.Random(f"{seed}:queries")
    file = lambda: draw.choice(words.files)
    turn = lambda i, least=3: draw.choice([w for w in words.strata[i % len(STRATA)] if len(w) >= least])
    out = {name: [] for name in CLASSES}
    for i in range(count):
        word = turn(i)
        out["one"].append((word + " ", None))
        out["one-typed"].append((word, None))

        while True:
            held = {}
            for word in sorted(set(words.words(file()))):
                held.setdefault(words.stratum(word), []).append(word)
            wanted = [draw.randrange(len(STRATA)) for _ in range(2 + i % 2)]
            if all(stratum in held for stratum in wanted):
                chosen = [draw.choice(held[stratum]) for stratum in wanted]
                if len(set(chosen)) == len(chosen):
                    break
        out["all"].append((" ".join(chosen) + " ", None))
        out["all-typed"].append((" ".join(chosen), None))

        length = 2 + i % 2
        while True:
            run = [re.fullmatch(r"[a-z]{3,}", part) and part for part in re.split(r"[ \n]", words.body(file()).lower())]
            at = int(draw.random() * (len(run) - length))
            span = run[at : at + length]
            if all(span) and span[0] not in STOP and span[-1] not in STOP:
                break
        out["phrase"].append((f'"{" ".join(span)}"', None))

        word = turn(i, 6)
        start = word[: 2 + draw.randrange(4)]
        if i % 2:
            other = draw.choice(words.holders[word])
            start = draw.choice([w for w in words.words(other) if w != word and words.stratum(w) is not None]) + " " + start
        out["prefix"].append((start, None))

        out["typo"].append((misspelt(draw, turn(i, 6), words.df), None))

        word = turn(i)
        holder = draw.choice(words.holders[word])
        group = ["service", "team", "factor", "severity"][i % 4]
        out["facet"].append((word + " ", draw.choice([pair for pair in words.facets(holder) if pair[0] == group])))
    return out
