"""Write-ups whose words are spread as in real ones, for measuring search: `generate.py --prose`.

The sentences mean nothing. What is right is what an index sees of a text: how often a word comes, in how many write-ups, beside which
others, and how many new ones keep arriving. Measured on write-ups that people wrote, and copied: the commonest content words follow
Zipf's law, beyond about the six thousandth the frequencies fall faster (two regimes, as in every large corpus), so that the
vocabulary grows with the 0.58th power of the text; a word that has come comes again in the same write-up; a word has
favourite followers (a phrase) and a subject its own words. Words of `vocabulary.py` stand at the common ranks, in their inflections;
after them words built of English syllables, as many as are needed. Between them numbers, times, versions, hosts, metrics, error
codes, exceptions, and identifiers that come once.
"""

import functools
import math

import vocabulary as v

FUNCTION = """
the to of and a in was on for that with we this it were is at as by our not from had be which an all after when are or have
also been but their no they some more its during to other time into only until there could before would due then than has did as
while any these because who about them being being one so if how most both between what out up over through each off such without within
now can still new two first down very you will where again same next well since around under against even however
"""

# What a syllable is made of, the commonest first; a draw takes an early one more often.
ONSETS = "r t l n s c d m p st b f g v tr pr h ch w sh gr pl cr cl br k qu j th fl sp dr str bl y sl fr sc gl sn sw scr spr".split()
VOWELS = "e a i o u ea ou io ai ee ia y oo ie au oa ue".split()
CODAS = ["", "", "", "", "", "", "", "", "", "", "n", "r", "l", "s", "t", "m", "c", "nd", "st", "nt", "d", "p", "ck", "ng", "x", "ss", "ct", "ll", "rm", "lt", "mp", "sh"]
FRONTS = "con pro re com in dis pre de un inter ex sta per over sub trans".split()
SUFFIXES = ["", "", "", "", "", "", "", "", "", "", "", "er", "e", "al", "ion", "ic", "ment", "y", "or", "able", "ate", "ity", "ent", "ive", "ism", "ous", "ance", "ist"]

BEND, TAIL, SHIFT = 5000.0, 1.8, 30.0  # where Zipf's law bends, its exponent beyond, Mandelbrot's constant
HEAD_MASS = math.log((BEND + SHIFT) / (1 + SHIFT))
HEAD_SHARE = HEAD_MASS / (HEAD_MASS + BEND / (BEND + SHIFT) / (TAIL - 1))
MASK = 2**64 - 1


def mixed(*numbers):
    """A number below 1 that depends on these and on nothing else."""
    h = 0x9E3779B97F4A7C15
    for number in numbers:
        h = ((h ^ number) * 0xBF58476D1CE4E5B9) & MASK
        h ^= h >> 29
        h = (h * 0x94D049BB133111EB) & MASK
        h ^= h >> 32
    return (h >> 11) / 2**53


def rank_at(u):
    """The rank (from 1) that stands at this share of all content words said."""
    if u < HEAD_SHARE:
        return int((1 + SHIFT) * math.exp(u / HEAD_SHARE * HEAD_MASS) - SHIFT)
    return int(BEND * max(1e-12, 1 - (u - HEAD_SHARE) / (1 - HEAD_SHARE)) ** (-1 / (TAIL - 1)))


def known():
    """The bases of `vocabulary.py`, nouns, verbs and adjectives taking turns."""
    lists = [[word for word in v.NOUNS], [entry.split(":")[0] for entry in v.TRANSITIVE], v.ADJECTIVES, v.NOUNS[1::2],
             [entry.split(":")[0] for entry in v.INTRANSITIVE], v.ADVERBS]
    taken = {word: None for turn in range(max(map(len, lists))) for words in lists for word in words[turn : turn + 1]}
    return [word for word in taken if word.isalpha()]


KNOWN, STOP = known(), FUNCTION.split()


def built(rank):
    """A word of English syllables, longer for rarer ranks."""
    syllables = 1 + (mixed(rank, 1) < 0.1 * math.log(rank)) + (mixed(rank, 2) < 0.02 * math.log(rank))
    word = FRONTS[int(len(FRONTS) * mixed(rank, 9) ** 1.5)] if mixed(rank, 8) < 0.3 else ""
    for i in range(max(1, syllables - 1) if word else syllables):
        onset = ONSETS[int(len(ONSETS) * mixed(rank, 10 + i) ** 1.7)] if i or mixed(rank, 3) < 0.8 else ""
        word += onset + VOWELS[int(len(VOWELS) * mixed(rank, 20 + i) ** 2)]
        word += CODAS[int(len(CODAS) * mixed(rank, 30 + i))]
    return word + SUFFIXES[int(len(SUFFIXES) * mixed(rank, 4))]


def inflected(base, which):
    end = base[:-1] if base.endswith("e") else base
    if which < 0.45:
        return base[:-1] + "ies" if base.endswith("y") and base[-2:-1] not in tuple("aeiou") else base + ("es" if base[-1] in "sxzh" else "s")
    return end + ("ing" if which < 0.7 else "ed" if which < 0.92 else "ly")


@functools.lru_cache(maxsize=1 << 19)
def word_at(rank):
    """The content word of a rank; four in ten are an inflection of a commoner one."""
    if rank > 8 and mixed(rank, 5) < 0.4:
        return inflected(base_at(1 + int((rank - 1) * (0.02 + 0.9 * mixed(rank, 6)))), mixed(rank, 7))
    return base_at(rank)


def base_at(rank):
    share = 0.6 * rank
    return KNOWN[int(share)] if share < len(KNOWN) else built(rank)


STOP_WEIGHTS = [1 / (rank + 1.6) ** 1.05 for rank in range(1, len(STOP) + 1)]
STOP_TABLE = [word for word, weight in zip(STOP, STOP_WEIGHTS) for _ in range(max(1, round(4096 * weight / sum(STOP_WEIGHTS))))]


class Prose:
    """The text of one write-up; the facts, the random stream and the identifiers are the write-up's own."""

    def __init__(self, writeup):
        self.w, self.r = writeup, writeup.r
        self.said = []  # ranks, for the words that come again
        self.subject = int(mixed(*map(ord, writeup.mechanism["name"])) * 2**32)
        self.second = int(mixed(*map(ord, writeup.service)) * 2**32)

    def content(self, before):
        r, said = self.r, self.said
        chance = r()
        if chance < 0.24 and said:
            return said[int(r() * len(said))]
        if before and chance < 0.52:
            rank = rank_at(mixed(before, int(12 * r() ** 2.5)))
        elif chance > 0.86:
            rank = rank_at(mixed(self.subject if r() < 0.6 else self.second, int(400 * r() ** 2)))
        else:
            rank = rank_at(r())
        said.append(rank)
        return rank

    def words(self, count):
        """Words and identifiers, COUNT of them."""
        r, out, before, plain = self.r, [], 0, False
        stops = STOP_TABLE
        while len(out) < count:
            chance = r()
            if chance < 0.055:
                out.append(self.odd())
                before, plain = 0, False
            elif chance < (0.3 if plain else 0.56):
                word = stops[int(r() * len(stops))]
                if not out or word != out[-1]:
                    out.append(word)
                plain = True
                before = 0
            else:
                before = self.content(before)
                out.append(word_at(before))
                plain = False
        return out

    def odd(self):
        """A number or an identifier."""
        w, r = self.w, self.r
        chance = r()
        if chance < 0.45:
            return w.pick([w.slot_num, w.slot_num, w.slot_num, w.slot_count, w.slot_clock, w.slot_pct])()
        if chance < 0.62:
            return w.slot_svcc2() if r() < 0.4 else w.slot_svcc()
        if chance < 0.68:
            return w.slot_coined()
        if chance < 0.7:
            return f"INC-{1 + int(w.catalogue.count * r()):06d}"
        if chance < 0.72:
            return f"`{int(r() * 2**28):07x}`"
        return "`" + w.pick([w.slot_host, w.slot_metric, w.slot_errcode, w.slot_exc, w.slot_key, w.slot_ver])() + "`"

    def sentence(self, least=7, most=26):
        words = self.words(least + int((most - least) * self.r()))
        if len(words) > 12:
            at = 4 + int(self.r() * (len(words) - 8))
            words[at] += ","
        text = " ".join(words)
        return text[:1].upper() + text[1:] + "."

    def paragraph(self, least, most):
        return " ".join(self.sentence() for _ in range(least + int(self.r() * (most - least + 1))))

    def text(self):
        w, r = self.w, self.r
        out = [w.front_matter(), "## Summary", self.paragraph(2, 3), "## Impact", self.paragraph(1, 3)]
        first, last = w.started, w.resolved
        moments = sorted([w.detected, w.mitigated, *(first + (last - first) * r() for _ in range(3 + int(r() * 5)))])
        rows = [f"| {moment:%Y-%m-%d %H:%M} | {self.sentence(4, 10)} |" for moment in moments]
        out += ["## Timeline", "\n".join(["| Time (UTC) | Event |", "|---|---|", *rows])]
        for headings, kinds, chance in v.SECTIONS:
            if len(kinds) > 2 and r() < 0.55 * chance:
                out += ["## " + w.pick(headings), *(self.paragraph(2, 4) for _ in range(1 + (r() < 0.45)))]
        if r() < 0.4:
            out.append(w.block())
        title, address = w.links[0]
        out.append(f"{self.sentence()} See [{title}]({address}).")
        out += ["## Contributing factors", "\n".join(f"- {self.sentence(6, 14)}" for _ in range(2 + int(r() * 3)))]
        out += ["## Action items", "\n".join(f"- [{'x' if r() < 0.6 else ' '}] {self.sentence(5, 12)}" for _ in range(2 + int(r() * 3)))]
        return "\n\n".join(out) + "\n"


def title(writeup):
    """A few words of the write-up's own subject, and the service."""
    prose = Prose(writeup)
    words, before = [], 0
    for _ in range(2 + int(3 * writeup.r())):
        before = prose.content(before)
        words.append(word_at(before))
    text = " ".join(words) + writeup.pick([" in ", " of ", " and ", " after ", " on "]) + writeup.service
    return text[:1].upper() + text[1:]
