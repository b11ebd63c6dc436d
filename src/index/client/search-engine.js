// Answers a query from the published index: text and filters become documents in order, scored as `casebook search` scores them.
//
// `casebookSearch(root)` reads `search/manifest.js` below `root`, then only the files that a query needs. Each is a classic script that
// leaves deflated bytes in `searchFiles`, so that one copy serves a web server, a strict content policy and a page opened from disk.
// Nothing is drawn here: `search.js` does that. A rule changed here has to change in `src/index` too; a test compares the answers.
// Constants and limits have one place, `src/index`: the manifest brings them.
(() => {
  'use strict';
  // The format of the files that is understood here; `src/index/export/manifest.rs` counts it.
  const FORMAT = 3;
  // The constants of ranking, the limits and the lists that the index was made with.
  let rules = {};
  // Stands in the dictionary after the first term of a name.
  const NAME = '\u0001';
  // After a part of a word in camel case, and after a stem before the other terms of its words.
  const PART = '\u0002';
  const FAMILY = '\u0003';
  const round = Math.fround;

  // --- Stems: Snowball's English, for words of a-z alone -----------------------------------------------------------------

  const table = (text) => new Map(text.split(' ').map((rule) => rule.split(':')));
  const IRREGULAR = table('andes atlas bias cosmos howe news sky skis:ski skies:sky idly:idl gently:gentl singly:singl ugly:ugli early:earli '
    + 'only:onli');
  const SECOND = table('tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate aliti:al '
    + 'alism:al alli:al fulli:ful fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogist:og ogi:og lessli:less li');
  const THIRD = table('tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful ness ative');
  const FOURTH = table('al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion');
  const SHORT = /([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;

  function stem(word) {
    if (!/^[a-z]{3,}$/.test(word)) return word;
    if (IRREGULAR.has(word)) return IRREGULAR.get(word) || word;
    word = word.replace(/^y|([aeiouy])y/g, '$1Y');
    const region = (pattern, rest) => (pattern.exec(rest) || [rest])[0].length;
    const first = region(/^(arsen|commun|emerg|gener|inter|later|organ|past|univers|[^aeiouy]*[aeiouy]+[^aeiouy])/, word);
    const second = first + region(/^[^aeiouy]*[aeiouy]+[^aeiouy]/, word.slice(first));
    word = word.replace(/sses$/, 'ss').replace(/(..i)e[sd]$/, '$1').replace(/^(.?ie)[sd]$/, '$1').replace(/([aeiouy].*[^us])s$/, '$1');
    let root = word.replace(/(eed|ed|ing)(ly)?$/, '');
    if (/eed(ly)?$/.test(word)) {
      if (root.length >= first && !/^(succ|proc|exc)$/.test(root)) word = `${root}ee`;
    } else if (/^[^aeiouy]ying$/.test(word)) {
      word = word.replace('ying', 'ie');
    } else if (root !== word && /[aeiouy]/.test(root) && !/^(even|cann|inn|earr|herr|out)ing$/.test(word)) {
      word = root;
      if (/(at|bl|iz)$/.test(word) || (word.length === first && SHORT.test(word))) word += 'e';
      else if (/([bdfgmnprt])\1$/.test(word) && !/^[aeo]..$/.test(word)) word = word.slice(0, -1);
    }
    word = word.replace(/(.[^aeiouy])[yY]$/, '$1i');
    // Only the longest suffix that fits is tried, and only where its region begins.
    for (const [suffixes, start] of [[SECOND, first], [THIRD, first], [FOURTH, second]]) {
      let at = 0;
      while (at < word.length && !suffixes.has(word.slice(at))) at += 1;
      const suffix = word.slice(at);
      const before = { ogi: 'l', li: 'cdeghkmnrt', ion: 'st' }[suffix];
      if (suffix && at >= (suffix === 'ative' ? second : start) && (!before || before.includes(word[at - 1]))) {
        word = word.slice(0, at) + (suffixes.get(suffix) || '');
      }
    }
    root = word.slice(0, -1);
    const end = root.length;
    if (/e$/.test(word) ? end >= second || (end >= first && !SHORT.test(root)) : /ll$/.test(word) && end >= second) word = root;
    return word.toLowerCase();
  }

  // A word of a stem is found by the stem where an ending of number or time is all that differs, else by itself in the singular.
  function form(word, stemmed = stem(word)) {
    const after = (root, endings) => word.startsWith(root) && endings.split(' ').includes(word.slice(root.length));
    const end = stemmed.slice(-1);
    const inflected = word === stemmed || after(stemmed, 's es e d ed ing ings') || after(stemmed + end, 'ed ing')
      || (end === 'i' && after(stemmed.slice(0, -1), 'y ies ied ying')) || (end === 'e' && after(stemmed.slice(0, -1), 'ing'));
    if (inflected) return stemmed;
    return /..ies$/.test(word) ? word.replace(/ies$/, 'y') : /(s|u|i)s$/.test(word) ? word : word.replace(/s$/, '');
  }

  // --- Words --------------------------------------------------------------------------------------------------------------

  const COMPOUND = /[\p{Alpha}\p{N}](?:[\p{Alpha}\p{N}\p{M}]|[_.‐‑-](?=[\p{Alpha}\p{N}]))*/gu;
  const CJK = '[\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{2fa1f}]';
  const PIECE = new RegExp(`((?:${CJK}\\p{M}*)+)|(?!${CJK})[^_.‐‑-](?:(?!${CJK})[^_.‐‑-]|\\p{M})*`, 'gu');
  const LETTERS = table('ß:ss ø:o æ:ae œ:oe ł:l đ:d ı:i');

  const fold = (text) => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFKC')
    .replace(/[ß-œ]/g, (letter) => LETTERS.get(letter) || letter);

  // Every word of a text with its position. A stop word has no term, one that is too long no surface either.
  function analyse(text) {
    const words = [];
    for (const { 0: compound, index } of text.matchAll(COMPOUND)) {
      if (/^[a-z]$/i.test(compound) && /['’]/.test(text[index - 1])) continue;
      const pieces = [...compound.matchAll(PIECE)];
      const joined = compound.replace(/[_.‐‑-]/g, (joiner, at) => (/\d.\d/.test(compound.slice(at - 1, at + 2)) ? '.' : ''));
      const written = pieces[1] && !pieces.some(([, cjk]) => cjk) ? fold(joined).replace(/^.*$/, (word) => (word.length > rules.letters ? '' : word)) : '';
      const whole = stem(written);
      for (const { 0: raw, 1: cjk, index: at } of pieces) {
        const letters = cjk ? [...fold(raw)] : [[...fold(raw)].slice(0, rules.letters).join('')];
        const camel = raw.replace(/[a-z\d](?=[A-Z])|[A-Z](?=[A-Z][a-z][a-z])/g, '$& ').split(' ');
        const own = camel[1] && !camel[rules.parts] && !raw[rules.letters] ? camel.map(fold) : [];
        for (let pair = 0; pair < (letters.length - 1 || 1); pair += 1) {
          const surface = letters.slice(pair, pair + 2).join('');
          // Where folding put characters together, a pair's own place is lost, and all of them stand for it.
          const chars = [...raw];
          const from = letters.length === chars.length ? pair : 0;
          const start = index + at + chars.slice(0, from).join('').length;
          const shown = from === pair && cjk && letters.length === chars.length ? chars.slice(pair, pair + 2).join('') : raw;
          words.push({
            surface,
            term: rules.stop.includes(surface) ? '' : stem(surface),
            own: form(surface),
            parts: own.map((part) => stem(part)),
            forms: own.map((part) => form(part)),
            whole,
            wholeForm: written && form(written),
            compound,
            place: index,
            cjk,
            position: words.length,
            start,
            end: start + shown.length,
            text: shown,
          });
        }
      }
    }
    return words;
  }

  const kept = (text) => analyse(text).filter(({ term }) => term);
  const spelled = (text) => analyse(text).map(({ surface }) => surface).join(' ');

  // For excerpts: the places of a text that a mark may cover, and the terms that would mark them. Pairs of characters overlap.
  const tokens = (text) => kept(text).map(({ start, end, term, whole, parts }) => ({ start, end, terms: [term, whole, ...parts] }));

  // How many letters were added, lost, changed or swapped with the next.
  function distance(a, b) {
    const rows = [[...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i += 1) {
      const row = rows[i] = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
      }
    }
    return rows[a.length][b.length];
  }

  // --- Bytes --------------------------------------------------------------------------------------------------------------

  // Numbers that go up by ones, then by twos, by fours: the lengths of documents.
  const grow = (code, bits) => (code >> bits ? (code % 2 ** bits + 2 ** bits) * 2 ** ((code >> bits) - 1) : code);

  async function unpack(text, inflate) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    let stream;
    try {
      stream = new DecompressionStream('deflate-raw');
    } catch (missing) {
      return inflate(bytes);
    }
    return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  }

  function reader(bytes) {
    let at = 0;
    let last = [];
    const decode = (part) => new TextDecoder().decode(part);
    const number = () => {
      const byte = bytes[at++];
      return byte > 127 ? byte - 128 + 128 * number() : byte;
    };
    const take = (length = number()) => bytes.subarray(at, at += length);
    const text = (length) => decode(take(length));
    const list = (make, length = number()) => Array.from({ length }, () => make());
    // A text that begins as the one before it does.
    const after = (before) => [...before.slice(0, number()), ...take()];
    const next = () => {
      last = after(last);
      return decode(Uint8Array.from(last));
    };
    const texts = () => {
      let before = [];
      return list(() => decode(Uint8Array.from(before = after(before))));
    };
    const documents = (length) => {
      let doc = 0;
      return list(() => (doc += number()), length);
    };
    return { more: () => at < bytes.length, number, take, text, list, next, texts, documents };
  }

  function addScript(url) {
    const script = document.createElement('script');
    script.src = url;
    return new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  // --- One build of the index ---------------------------------------------------------------------------------------------

  // Work on the index goes on as if all files were there. Where one is not, it stops, and begins anew once that has been read.
  // Before that, `all` makes what it can of the other items, so that their files are read together.
  function all(items, make) {
    let stop;
    const made = items.map((item, at) => {
      try {
        return make(item, at);
      } catch (reason) {
        stop = reason;
      }
    });
    if (stop) throw stop;
    return made;
  }

  // Texts are in the order of their code points, which is not JavaScript's for the letters past U+FFFF.
  const ordered = (text) => text.replace(/[\ud800-\udfff]/g, '\uffff$&');
  const common = (lists) => lists.reduce((some, others) => {
    const other = new Set(others);
    return some.filter((doc) => other.has(doc));
  });
  const nameOf = ([word, ...others]) => word.term + NAME + others.map(({ term }) => term).join(' ');

  function build(bytes, fetch) {
    const { number, text, list, next } = reader(bytes);
    const format = number();
    if (format !== FORMAT) throw Object.assign(new Error(`format ${format}`), { republished: true, said: 'The search and its index are of different versions' });
    rules = JSON.parse(text(), (_, value) => (typeof value === 'number' ? round(value) : value));
    const chunks = new RegExp(`(?:^|\\s)(-?)(?:(${rules.fields.join('|')}):("[^"]*"|\\S+)|"([^"]*)"(?=\\s|$)|(\\S+))`, 'gi');
    const id = text();
    const count = number();
    const total = number();
    const packed = number();
    const runs = list(() => ({ key: text(), label: text(), values: list(() => ({ id: text(), name: text(), docs: [] })), keys: new Map() }), 3);
    const incidentKinds = number();
    // Of each document's kind, severity and year, from 1.
    const places = [];
    list(() => {
      const length = number();
      const own = [number() + 1, number(), number()];
      list(() => {
        own.forEach((place, group) => place && runs[group].values[place - 1].docs.push(places.length));
        places.push(own);
      }, length);
    });
    const norms = [];
    let norm = 0;
    list(() => {
      const change = number();
      norm += change % 2 ? (change + 1) / -2 : change / 2;
      list(() => norms.push(norm));
    });
    const starts = () => ['', ...list(next, number() - 1).map(ordered)];
    const termStarts = starts();
    const pairShards = number();
    const surfaceStarts = starts();
    const block = number();
    const hasDirectory = number();

    // --- Its files

    const floats = () => new Float32Array(count);
    const files = {};
    const loads = {};
    let wanted;

    function file(key, decode) {
      if (packed && /^[^as]/.test(key)) files[key] = files[key] || decode(reader(file('all', unpackAll)[key]));
      if (!files[key]) {
        wanted.push([key, decode]);
        throw wanted;
      }
      return files[key];
    }
    const load = ([key, decode]) => {
      loads[key] = loads[key] || fetch(key, id).then((found) => (files[key] = decode(reader(found)))).catch((error) => {
        delete loads[key];
        throw error;
      });
      return loads[key];
    };
    async function settle(work) {
      for (;;) {
        wanted = [];
        try {
          return work();
        } catch (reason) {
          if (!wanted[0]) throw reason;
        }
        await Promise.all(wanted.map(load));
      }
    }
    const unpackAll = (read) => {
      const sizes = read.list(() => [read.text(), read.number()]);
      return Object.fromEntries(sizes.map(([key, size]) => [key, read.take(size)]));
    };
    const json = (read) => JSON.parse(read.text(Infinity));
    const entries = (key, name, value) => file(key, (read) => {
      const found = new Map();
      while (read.more()) {
        const own = name(read);
        found.set(own, value(read, own));
      }
      return found;
    });

    // The shards that may hold texts beginning with `prefix`; the first is where `prefix` itself stands.
    const shards = (starts, text) => {
      const prefix = ordered(text);
      return [...starts.keys()].filter((at) => starts[at].startsWith(prefix) || (starts[at] < prefix && !(starts[at + 1] <= prefix)));
    };
    const dictionary = (shard) => entries(`p${shard}`, (read) => read.next(), (read, term) => {
      if (term.includes(NAME)) return { docs: read.documents(), synonyms: read.list(read.text) };
      return term.endsWith(FAMILY) ? read.texts() : { df: read.number(), bytes: read.take() };
    });
    const entry = (term) => dictionary(shards(termStarts, term)[0]).get(term);
    const lexicon = (shard) => [...entries(`x${shard}`, (read) => read.next(), (read) => read.number())];
    const beginning = (prefix) => all(shards(surfaceStarts, prefix), lexicon).flat().filter(([surface]) => surface.startsWith(prefix));

    function docsOfPair(a, b) {
      let hash = 0x811c9dc5;
      for (const unit of (a.term + NAME + b.term + NAME.repeat(b.position - a.position)).split('')) {
        hash = Math.imul(hash ^ unit.charCodeAt(), 0x01000193);
      }
      hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
      hash = (hash ^ (hash >>> 13)) >>> 0;
      let last = 0;
      const pairs = entries(`b${Math.floor(hash * pairShards / 2 ** 32)}`, (read) => (last += read.number()), (read) => read.documents());
      return pairs.get(hash) || [];
    }
    // All terms that words of a stem have: the stem, where it is one, before the others.
    const formsOf = (stem) => all([() => (entry(stem) ? [stem] : []), () => entry(stem + FAMILY) || []], (find) => find()).flat();
    const docsOfTerm = (stem) => {
      const docs = new Set();
      for (const found of all(formsOf(stem), entry)) score(found, (doc) => docs.add(doc));
      return [...docs].sort((a, b) => a - b);
    };
    const sideBySide = ([first, ...others]) => common(others[0] ? all(others, (word, at) => docsOfPair(others[at - 1] || first, word))
      : [docsOfTerm(first.term)]);

    const directory = () => (hasDirectory ? file('f', (read) => {
      const groups = read.list(() => ({
        key: read.text(),
        label: read.text(),
        values: read.list(() => ({ id: read.text(), name: read.text(), size: read.number() })),
        keys: new Map(),
      }));
      const values = groups.flatMap((group) => group.values);
      read.list(read.number).forEach((size, shard) => {
        const sizes = values.slice(0, size).map((value) => value.size);
        values.splice(0, size).forEach((value, place) => Object.assign(value, { shard, sizes, place }));
      });
      return groups;
    }) : []);
    const groupOf = (field) => runs.find(({ key }) => key === field) || directory().find(({ key }) => key === field);
    const docsOfValue = ({ value: { docs, shard, sizes, place } }) => docs || file(`f${shard}`, (read) => sizes.map(read.documents))[place];

    // Calls `use` with each document of a term and its score there.
    const average = round(round(total) / round(count));
    const lengths = Float32Array.from(Array(256).keys(), (own) => rules.k1
      * round(round(1 - rules.b) + round(round(rules.b * round(own < 24 ? own : 24 + grow(own - 24, 3))) / average)));
    function score(found, use) {
      if (!found) return;
      const { df } = found;
      const read = reader(found.bytes);
      const weight = round(round(Math.log(1 + (count - df + 0.5) / (df + 0.5))) * round(1 + rules.k1));
      let doc = 0;
      read.list(() => {
        const step = read.number();
        doc += step >> 1;
        const often = step % 2 || read.number();
        use(doc, round(weight * round(often / round(often + lengths[norms[doc]]))));
      }, df);
    }

    // --- The query

    function completions(found, surface) {
      const taken = [];
      const take = (own, stemmed) => taken.length < rules.completions && ![...found, ...taken].some(([term]) => term === own) && taken.push([own, stemmed]);
      const takeWord = (word) => take(form(word), stem(word));
      let budget = Math.max(rules.room, count / rules.roomShare);
      const candidates = beginning(surface).sort((a, b) => b[1] - a[1]);
      for (const [word, bucket] of candidates) if (2 ** bucket <= budget && takeWord(word)) budget -= 2 ** bucket;
      if (candidates.length < rules.completions) {
        const others = [];
        for (const shard of shards(termStarts, surface)) {
          if (others.length < rules.lookedAt) {
            others.push(...[...dictionary(shard)].filter(([term, { df }]) => df && term.startsWith(surface) && !term.endsWith(PART)));
          }
        }
        others.slice(0, rules.lookedAt).sort((a, b) => b[1].df - a[1].df).forEach(([term]) => take(term, stem(term)));
      }
      if (!found[0] && !taken[0] && candidates[0]) takeWord(candidates.sort((a, b) => a[1] - b[1])[0][0]);
      return taken;
    }

    // The best words of different terms that a slip or two makes of another.
    function near(surface, prefixes, more) {
      const limit = 1 + (surface.length >= rules.twoSlips) + more;
      const found = new Map();
      for (const prefix of surface.length >= rules.oneSlip ? prefixes : []) {
        const words = found.size ? [] : beginning(prefix).filter(([word]) => Math.abs(word.length - surface.length) <= limit);
        const close = words.map(([word, bucket]) => [word, bucket, distance([...surface], [...word])]).filter(([, , far]) => far <= limit);
        for (const [word] of close.sort((a, b) => a[2] - b[2] || b[1] - a[1])) {
          if (found.size < rules.corrections && !found.has(stem(word))) found.set(stem(word), word);
        }
      }
      return [...found.values()];
    }

    // What a word is read as: itself and what has its stem, or its parts, each a list of alternatives; nothing if it is unknown.
    function expand(word) {
      const find = (terms, weight, how) => all(terms, ([term, stemmed]) => [term, weight, how, entry(term), stemmed]).filter((found) => found[3]);
      // A word that stands for this one may be there as a part of an identifier only.
      const expanded = (terms, how) => find(all(terms, ([term, stemmed]) => [entry(term) ? term : term + PART, stemmed]), rules.expanded, how);
      const list = find(word.base, 1, 'exact');
      const families = all(word.base, ([, stemmed]) => formsOf(stemmed));
      all(families.flat(), entry);
      word.base.forEach(([, stemmed], at) => {
        for (const term of families[at]) if (!list.some(([own]) => own === term)) list.push(...find([[term, stemmed]], rules.expanded, 'related'));
      });
      if (word.completed) list.push(...expanded(completions(list, word.surface), 'completed'));
      if (list[0]) return [list];
      const parts = all(word.parts, ([part, stemmed]) => find([[part, stemmed], [part + PART, stemmed]], 1, 'part')).filter(([first]) => first);
      if (parts[0]) return parts;
      const { surface = '', unit } = word;
      const typos = unit.synonyms[0] ? [] : near(surface, [...surface].slice(0, 2), 0);
      return typos[0] ? [expanded(typos.map((typo) => [form(typo), stem(typo)]), 'typo')] : [];
    }

    // Neighbouring words are one unit where they are a name that has synonyms, and so is a question whose answer is called otherwise.
    function unite(words, question) {
      const units = [];
      if (question && question.synonyms[0] && words[0]) {
        const unit = { own: words, text: words.map(({ text }) => text).join(' '), synonyms: question.synonyms, isQuestion: true };
        for (const word of words) word.unit = unit;
        return [unit];
      }
      const synonymsOf = (own) => (own.some(({ quoted }) => quoted) ? [] : (entry(nameOf(own)) || { synonyms: [] }).synonyms);
      while (words[0]) {
        const spans = Array.from({ length: rules.nameWords }, (_, at) => words.slice(0, rules.nameWords - at));
        const own = spans.find((span) => synonymsOf(span)[0]) || spans.at(-1);
        const unit = { own, text: own.map(({ text }) => text).join(' '), synonyms: synonymsOf(own) };
        for (const word of own) word.unit = unit;
        units.push(unit);
        words = words.slice(own.length);
      }
      return units;
    }

    // The documents of some names, each by its key.
    const called = (keys) => all(keys, (key) => (entry(key) || { docs: [] }).docs).flat();

    // A query without what asks in a script that divides no words, unless nothing else is left.
    function withoutWideAsking(query) {
      const bare = query.replace(/[?？。 \u3000]+$/, '');
      const ended = rules.wide.find((asking) => bare.endsWith(asking));
      const begun = rules.wide.find((asking) => bare.startsWith(asking));
      const rest = ended ? bare.slice(0, -ended.length) : begun ? bare.slice(begun.length) : '';
      return rest.trim() ? rest : query;
    }

    const two = (surfaces, at) => surfaces.slice(Math.max(at, 0), at + 2).join(' ');

    // Which words of a query only ask; nothing where it is no question, or all of it is.
    function silentOf(surfaces, isAll) {
      for (const { opens, mayOpen, words, pairs } of rules.asking) {
        const [first, second] = surfaces;
        const has = (list, word) => list.split(' ').includes(word);
        const asks = (word) => [opens, mayOpen, words].some((list) => has(list, word));
        const isPair = (at) => pairs.includes(two(surfaces, at));
        if (surfaces[0] && (has(opens, first) || isPair(0) || (has(mayOpen, first) && surfaces[1] && asks(second)))) {
          const silent = surfaces.map((word, at) => asks(word) || isPair(at) || isPair(at - 1));
          if (!isAll || !silent.every(Boolean)) return silent;
          // Where nothing is left, what stands in pairs is asked about.
          const alone = surfaces.map(asks);
          return alone.every(Boolean) ? null : alone;
        }
      }
      return null;
    }

    // Each month that a year follows in quotation marks, with its year.
    function monthsTogether(query) {
      if (query.includes('"')) return query;
      const isMonth = (word) => rules.asking.some(({ months }) => months.split(' ').includes(fold(word)));
      return query.replace(/(?<=^| )([^ ]+) ((?:19|20)\d\d)(?=[?!.,;:]*(?: |$))/g, (both, word) => (isMonth(word.trimEnd()) ? `"${both}" ` : both));
    }

    // The key of the name that all words are, were they one.
    const keyOf = ({ words, dropped }) => {
      const small = dropped.filter(({ why }) => why === 'stop').map(({ surface }) => surface);
      if (words[0]) return words[rules.nameWords] ? '' : nameOf(words);
      return small[0] && !small[2 * rules.nameWords + 1] ? small[0] + NAME + small.slice(1).join(' ') : '';
    };

    // A question is read without the words that only ask, unless nothing is left then.
    function meaning(query) {
      const said = read(query, []);
      const names = [keyOf(said)].filter(Boolean);
      // What may be the names of alerts.
      const alerts = said.words.filter(({ parts }) => parts[0]).map((word) => nameOf([word]));
      const surfaces = said.heard.map(({ surface }) => surface);
      const silent = silentOf(surfaces, !said.phrases[0]);
      if (!silent) return { ...said, names, alerts };
      const asked = read(query, silent);
      const name = keyOf(asked);
      if (!asked.words[0] && !(name && entry(name))) return { ...said, names, alerts };
      const question = [{ term: stem(surfaces[0]) }, ...asked.words];
      const wantsSteps = rules.asking.some(({ steps }) => steps.includes(two(surfaces, 0)));
      return { ...asked, names: name ? [...names, name] : names, alerts, wantsSteps, question: question[rules.nameWords] ? '' : nameOf(question) };
    }

    // The pieces of a query, but for those of its plain words, counted from the first, that are silent.
    function read(query, silent) {
      const words = [];
      const phrases = [];
      const without = [];
      const chosen = [];
      const excluded = [];
      const unknownFilters = [];
      const dropped = [];
      const heard = [];
      // An id, a name, or what is spelled like either.
      const choose = (into, field, wish) => {
        const { values, keys } = groupOf(field) || { values: [], keys: new Map() };
        const put = (key, value) => keys.has(key) || keys.set(key, value);
        if (!keys.size) {
          for (const value of values) put(value.id, value);
          for (const value of values) put(`=${value.name.toLowerCase()}`, value);
          for (const value of values) for (const own of [value.id, value.name]) put(` ${spelled(own)}`, value);
        }
        const value = keys.get(wish) || keys.get(`=${wish.toLowerCase()}`) || (spelled(wish) && keys.get(` ${spelled(wish)}`));
        if (value) into.push({ field, value });
        else unknownFilters.push(`${field}:${wish}`);
        return value;
      };
      const add = (word) => {
        const isRepeated = !word.quoted && words.some(({ term, quoted }) => !quoted && term === word.term);
        if (words.length < rules.words && !isRepeated) words.push(word);
      };
      const addPlain = (chunk, isLast) => chunk.forEach((word, at) => {
        const { term, whole, surface, compound } = word;
        if (word.silent) return;
        if (whole && !/(^|[_.‐‑-])(?!v?\d)/i.test(compound) && entry(word.wholeForm)) {
          add({ text: compound, term: whole, base: [[word.wholeForm, whole]], parts: [] });
        } else if (term) {
          const isEnd = isLast && !chunk[at + 1] && surface[1];
          const isPart = whole && !/(^|[_.‐‑-])(?!v?\d)/i.test(compound);
          const base = whole && !isPart && word.wholeForm !== word.own ? [[word.own, term], [word.wholeForm, whole]] : [[word.own, term]];
          add({ ...word, base, parts: word.parts.map((part, place) => [word.forms[place], part]), completed: word.cjk ? [...surface].length < 2 : isEnd });
        } else dropped.push({ text: word.text, surface, why: 'stop' });
      });
      for (const match of query.matchAll(chunks)) {
        const [written, minus, field, value, quoted, plain] = match;
        const chunk = analyse(quoted || plain || value || '').filter(({ surface }) => surface);
        const own = chunk.filter(({ term }) => term);
        if (field) {
          const isKnown = choose(minus ? excluded : chosen, field.toLowerCase(), value.replace(/^"+|"+$/g, ''));
          if (!isKnown && !minus) addPlain(chunk);
        } else if (plain && minus) {
          const whole = chunk[0] && chunk.every(({ place }) => place === chunk[0].place) && chunk[0].whole;
          const terms = whole && formsOf(whole)[0] ? [whole] : own.map(({ term }) => term);
          if (terms[0]) without.push(() => common(all(terms, docsOfTerm)));
        } else if (plain) {
          for (const word of chunk) word.silent = silent[heard.push(word) - 1];
          addPlain(chunk, match.index + written.length === query.length && /[\p{Alpha}\p{N}\p{M}]$/u.test(query));
        } else if (own[0]) {
          (minus ? without : phrases).push(() => sideBySide(own));
          if (!minus) own.forEach(({ term, text, own: ownForm }) => add({ text, term, base: [[ownForm, term]], parts: [], quoted }));
        }
      }
      return { words, phrases, without, chosen, excluded, unknownFilters, dropped, heard, choose };
    }

    function search(query, { filters = {}, facets, newest } = {}) {
      query = monthsTogether(withoutWideAsking(query).slice(0, rules.query).replace(/[“”„]/g, '"'));
      const { words, phrases, without, chosen, excluded, unknownFilters, dropped, names, alerts, wantsSteps, question, choose } = meaning(query);
      for (const field in filters) filters[field].forEach((wish) => choose(chosen, field, wish));
      const panel = facets ? rules.fields.filter((key) => facets === true || facets.includes(key)).map(groupOf).filter(Boolean) : [];

      const call = (work) => work();
      const [units, required, barred] = all([
        () => {
          all(words.flatMap((word) => [() => all(word.base, ([term]) => entry(term)), () => all(word.base, ([, stemmed]) => formsOf(stemmed)), () => word.completed && beginning(word.surface)]), call);
          const units = unite(words, question && entry(question));
          all(words, (word) => (word.lists = expand(word)));
          all(units, (unit) => (unit.also = all(unit.synonyms, (display) => {
            const meant = kept(display);
            return { text: unit.text, display, meant, found: all(meant, ({ term }) => all(formsOf(term), entry)), docs: sideBySide(meant) };
          })));
          return units;
        },
        () => all(phrases, call).map((docs) => new Set(docs)),
        () => new Set(all(without, call).flat()),
        () => all([...chosen, ...excluded, ...panel.flatMap(({ values }) => values.map((value) => ({ value })))], docsOfValue),
      ], call);
      // The first kind after the incidents.
      const isRunbook = (doc) => places[doc][0] === incidentKinds + 1;
      const exact = new Set([...called([...names, ...(question ? [question] : [])]), ...called(alerts).filter(isRunbook)]);
      const dates = newest ? file('d', (read) => read.list(read.number, count)) : [];

      const scores = floats();
      const matched = floats();
      let wanted = 0;
      for (const { own, also, isQuestion } of units) {
        const sums = floats();
        const counts = floats();
        let size = 0;
        for (const { lists } of own) {
          size += lists.length || (also[0] ? 1 : 0);
          for (const list of isQuestion ? [] : lists) {
            const best = floats();
            for (const [, weight, , found] of list) score(found, (doc, value) => (best[doc] = Math.max(best[doc], weight * value)));
            best.forEach((value, doc) => {
              sums[doc] += value;
              counts[doc] += value > 0;
            });
          }
        }
        for (const { found, docs } of also) {
          const best = floats();
          for (const forms of found) {
            const most = floats();
            for (const one of forms) score(one, (doc, value) => (most[doc] = Math.max(most[doc], value)));
            most.forEach((value, doc) => (best[doc] += value));
          }
          for (const doc of docs) {
            sums[doc] = Math.max(sums[doc], best[doc] * rules.expanded);
            counts[doc] = size;
          }
        }
        sums.forEach((value, doc) => {
          scores[doc] += value;
          matched[doc] += counts[doc];
        });
        wanted += size;
      }
      // What is called so has all words.
      for (const doc of exact) matched[doc] = wanted;
      // The documents that have the one word that was asked for as it is written.
      const written = new Set();
      const alternatives = words.map(({ lists }) => lists.flat());
      if (wanted === 1 && !units[0].isQuestion) for (const [, , how, found] of alternatives.flat()) if (how === 'exact') score(found, (doc) => written.add(doc));
      places.forEach(([kind], doc) => (scores[doc] *= kind <= incidentKinds ? 1 : wantsSteps && isRunbook(doc) ? rules.steps : rules.noIncident));

      const grouped = (values, make) => {
        const found = {};
        for (const one of values) found[one.field] = [...(found[one.field] || []), ...make(one)];
        return found;
      };
      const filtered = Object.entries(grouped(chosen, docsOfValue)).map(([field, docs]) => [field, new Set(docs)]);
      const gone = new Set(excluded.flatMap(docsOfValue));
      const passes = (doc, but) => !gone.has(doc) && filtered.every(([field, docs]) => field === but || docs.has(doc));
      const isCalled = !wanted && exact.size > 0;
      const isFilter = !words[0] && !isCalled && (chosen[0] || excluded[0] || without[0]);
      let any = [...scores.keys()].filter((doc) => (isFilter || matched[doc] || exact.has(doc)) && !barred.has(doc));
      // Phrases that nothing has are read as words.
      const hasPhrases = (doc) => required.every((docs) => docs.has(doc));
      const loosened = wanted > 0 && any.length > 0 && !matched.some((own, doc) => hasPhrases(doc));
      if (!loosened) any = any.filter(hasPhrases);
      const full = any.filter((doc) => matched[doc] === wanted);
      const isAll = full.length >= rules.enough || wanted === 1 || full.length === any.length;
      const hits = new Set(isAll ? full : any);
      const docs = [...hits].filter((doc) => passes(doc));
      const ranks = floats();
      const hasAll = (doc) => (wanted || exact.has(doc)) && matched[doc] === wanted;
      for (const doc of docs) ranks[doc] = exact.has(doc) * 4 + hasAll(doc) * 2 + written.has(doc);
      docs.sort((a, b) => (newest ? dates[b] - dates[a] : ranks[b] - ranks[a] || scores[b] - scores[a]) || a - b);

      const idOf = ({ value }) => [value.id];
      const also = units.flatMap((unit) => unit.also);
      return {
        total: docs.length,
        all: docs.filter((doc) => ranks[doc] & 2).length,
        mode: isCalled ? 'all' : wanted ? (isAll ? 'all' : 'any') : isFilter ? 'filter' : 'none',
        loosened,
        dropped: words[0] || exact.size ? [] : dropped,
        docs,
        scores: docs.map((doc) => scores[doc]),
        exact: docs.filter((doc) => ranks[doc] & 4).length,
        words: words.map(({ text }, at) => ({ text, known: !!alternatives[at][0], terms: alternatives[at].map((found) => found.slice(0, 3)), marks: alternatives[at].map((found) => found[4]) })),
        synonyms: also.map(({ text, display }) => ({ text, display })),
        terms: new Set([...alternatives.flat().map(([, , , , stemmed]) => stemmed), ...also.flatMap(({ meant }) => meant.map(({ term }) => term))]),
        guessed: new Set(alternatives.flat().filter(([, , how]) => how === 'typo').map(([, , , , stemmed]) => stemmed)),
        unknownFilters,
        filters: grouped(chosen, idOf),
        excluded: grouped(excluded, idOf),
        facets: panel.map(({ key, label, values }) => ({
          key,
          label,
          values: values.map((value) => ({
            id: value.id,
            name: value.name,
            count: docsOfValue({ value }).filter((doc) => hits.has(doc) && passes(doc, key)).length,
          })).filter(({ id, count }) => count || chosen.some(({ field, value }) => field === key && value.id === id)),
        })).filter(({ values }) => values[0]),
      };
    }

    const shown = (letter, docs) => all(docs, (doc) => file(letter + Math.floor(doc / block), json)[doc % block]);
    const rows = (docs) => shown('t', docs).map(([title, address, date, lang], row) => {
      const [kind, severity, year] = runs.map(({ values }, group) => {
        const rank = places[docs[row]][group] - 1;
        return rank < 0 ? null : { id: values[rank].id, name: values[rank].name, rank };
      });
      return { doc: docs[row], title, address, date, lang, kind, severity, year: year && year.name };
    });
    const nearest = (word, more) => near(fold(word), [...fold(word).slice(0, 2)], more);
    return { id, settle, search, rows, summaries: (docs) => shown('s', docs), nearest, start: () => rules.start };
  }

  // --- The engine -----------------------------------------------------------------------------------------------------------

  self.casebookSearch = (root, load = addScript) => {
    const engine = { tokens };
    let current;
    let version = '';
    // Few browsers need it, so it is a script of its own.
    const inflate = async (bytes) => {
      await load(`${root}assets/js/search-inflate.js`);
      return self.casebookInflate(bytes);
    };
    async function read(key, path) {
      await load(root + path);
      const text = self.searchFiles[key];
      delete self.searchFiles[key];
      // This refuses what a server says in place of a file that is missing.
      return unpack(text, inflate);
    }
    const open = async (query) => {
      const opened = build(await read('manifest', `search/manifest.js${query}`), fetch);
      engine.build = opened.id;
      return opened;
    };
    const failure = (key, republished) => Object.assign(new Error(key), republished ? { republished } : { missing: key });
    // Where a file is missing, the site may have been published anew, which the manifest says.
    const fetch = (key, id) => read(key, `search/${id}/${key}.js`).catch(async () => {
      const opened = await open(`?${Date.now()}`).catch((error) => {
        if (error.republished) throw error;
        return current;
      });
      if (opened.id !== id) current = opened;
      throw failure(key, opened.id !== id);
    });
    engine.renew = () => {
      current = null;
      version = `?${Date.now()}`;
    };
    for (const name of ['search', 'rows', 'summaries', 'nearest', 'start']) {
      engine[name] = async (...given) => {
        current = current || open(version).catch((error) => {
          current = null;
          throw error.republished ? error : failure('manifest');
        });
        const opened = await current;
        return opened.settle(() => opened[name](...given));
      };
    }
    return engine;
  };
  Object.assign(self.casebookSearch, { analyse, stem });
})();
