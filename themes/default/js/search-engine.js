// Answers a query from the published index: text and filters become documents in order, scored as `casebook search` scores them.
//
// `casebookSearch(root)` reads `search/manifest.js` below `root`, then only the files that a query needs. Each is a classic script that
// leaves deflated bytes in `searchFiles`, so that one copy serves a web server, a strict content policy and a page opened from disk.
// Nothing is drawn here: `search.js` does that. A rule changed here has to change in `src/index` too; a test compares the answers.
(() => {
  'use strict';
  const NAME = '\u0001'; // in a dictionary key, after the first term of a name
  const FIELDS = ['service', 'severity', 'year', 'factor', 'team', 'detection', 'kind'];
  const OUT = 128; // the mark of a document with an excluded value, beside one bit for each field
  const MOST_WORDS = 64;
  const ENOUGH = 20; // documents with all words; with fewer, those with any are found too
  const EXPANDED = 0.5; // what a term counts that is not the word itself
  const NO_INCIDENT = 0.75;
  const BLOCK = 32;
  const round = Math.fround;
  const bit = (field) => 1 << FIELDS.indexOf(field);

  // --- Stems: Snowball's English, for words of a-z alone -----------------------------------------------------------------

  const IRREGULAR = new Map(
    'andes: atlas: bias: cosmos: howe: news: sky: skis:ski skies:sky idly:idl gently:gentl singly:singl ugly:ugli early:earli only:onli'
      .split(' ').map((pair) => pair.split(':')),
  );
  const REGION = /^[^aeiouy]*[aeiouy]+[^aeiouy]/;
  const FIRST_REGION = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers|[^aeiouy]*[aeiouy]+[^aeiouy])/;
  const SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;

  // Rules are `suffix:ending:letters one of which stands before it`.
  const rules = (text) => new Map(text.split(' ').map((rule) => {
    const [suffix, ending = '', before] = rule.split(':');
    return [suffix, { ending, before }];
  }));
  const SECOND = rules('tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate aliti:al '
    + 'alism:al alli:al fulli:ful fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogist:og ogi:og:l '
    + 'lessli:less li::cdeghkmnrt');
  const THIRD = rules('tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful ness ative');
  const FOURTH = rules('al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion::st');

  // Only the longest suffix that fits is tried, and only from `start` on.
  function change(word, suffixes, start) {
    let at = 0;
    while (at < word.length && !suffixes.has(word.slice(at))) at += 1;
    const rule = suffixes.get(word.slice(at));
    if (!rule || at < start || (rule.before && !rule.before.includes(word[at - 1]))) return word;
    return word.slice(0, at) + rule.ending;
  }

  function stem(word) {
    if (!/^[a-z]{3,}$/.test(word)) return word;
    if (IRREGULAR.has(word)) return IRREGULAR.get(word) || word;
    word = word.replace(/^y|([aeiouy])y/g, '$1Y');
    const end = (pattern, start) => start + (pattern.exec(word.slice(start)) || [word.slice(start)])[0].length;
    const first = end(FIRST_REGION, 0);
    const second = end(REGION, first);
    word = word.replace(/sses$/, 'ss').replace(/(..i)e[sd]$/, '$1').replace(/^(.?ie)[sd]$/, '$1').replace(/([aeiouy].*[^us])s$/, '$1');
    const [suffix] = /(?:eed|ed|ing)(?:ly)?$/.exec(word) || [''];
    let root = word.slice(0, word.length - suffix.length);
    if (/^eed/.test(suffix)) {
      if (root.length >= first && !/^(?:succ|proc|exc)$/.test(root)) word = `${root}ee`;
    } else if (/^[^aeiouy]ying$/.test(word)) {
      word = word.replace('ying', 'ie');
    } else if (suffix && /[aeiouy]/.test(root) && !/^(?:even|cann|inn|earr|herr|out)ing$/.test(word)) {
      word = root;
      if (/(?:at|bl|iz)$/.test(word)) word += 'e';
      else if (/([bdfgmnprt])\1$/.test(word) && !/^[aeo]..$/.test(word)) word = word.slice(0, -1);
      else if (word.length === first && SHORT.test(word)) word += 'e';
    }
    word = word.replace(/(.[^aeiouy])[yY]$/, '$1i');
    word = change(word, SECOND, first);
    word = change(word, THIRD, /ative$/.test(word) ? second : first);
    word = change(word, FOURTH, second);
    root = word.slice(0, -1);
    if (/e$/.test(word) ? root.length >= second || (root.length >= first && !SHORT.test(root)) : /ll$/.test(word) && root.length >= second) word = root;
    return word.toLowerCase();
  }

  // --- Words --------------------------------------------------------------------------------------------------------------

  const RUN = String.raw`[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\p{M}]*`;
  const JOINER = String.raw`[_.\u2010\u2011-]`;
  const CJK = String.raw`[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{2fa1f}]`;
  const COMPOUND = new RegExp(`${RUN}(?:${JOINER}${RUN})*`, 'gu');
  const PIECE = new RegExp(`(?:${CJK}\\p{M}*)+|(?:(?!${CJK}|${JOINER}).)+`, 'gu');
  const JOINERS = new RegExp(JOINER, 'gu');
  const HAS_CJK = new RegExp(CJK, 'u');
  const NOT_NUMERIC = new RegExp(`(?:^|${JOINER})(?!v?[0-9])`, 'iu');
  const STOP = new Set(('a an and are as at be but by for if in into is it no not of on or such that the their then there these they this '
    + 'to was will with').split(' '));
  const LETTERS = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ı: 'i' };
  const LONGEST = 40;
  const ENDS_IN_WORD = /[\p{Alphabetic}\p{N}\p{M}]$/u;
  const CHUNK = /(^|\s)(-?)(?:(service|team|factor|severity|kind|year|detection):("[^"]*"|\S+)|"([^"]*)"(?=\s|$)|(\S+))/gi;

  const fold = (text) => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFKC')
    .replace(/[ßøæœłđı]/g, (letter) => LETTERS[letter]);
  const foldShort = (text) => (fold(text).length > LONGEST ? '' : fold(text));

  // Every word of a text with its position. A stop word has no term, one that is too long no surface either.
  function analyse(text) {
    const words = [];
    let position = 0;
    for (const { 0: compound, index } of text.matchAll(COMPOUND)) {
      if (/^[a-z]$/i.test(compound) && /['’]/.test(text[index - 1])) continue;
      const joined = compound.replace(JOINERS, (joiner, at) => (/^\d.\d$/.test(compound.slice(at - 1, at + 2)) ? '.' : ''));
      const whole = compound.search(JOINERS) > 0 && !HAS_CJK.test(compound) ? stem(foldShort(joined)) : '';
      for (const { 0: raw, index: at } of compound.matchAll(PIECE)) {
        const start = index + at;
        const end = start + raw.length;
        if (HAS_CJK.test(raw)) {
          const letters = [...fold(raw)];
          const places = [...raw].length === letters.length;
          let from = start;
          for (let pair = 0; !pair || pair < letters.length - 1; pair += 1) {
            const [a, b = ''] = letters.slice(pair, pair + 2);
            const middle = places ? from + a.length : end;
            words.push({ cjk: true, surface: a + b, term: a + b, parts: [], position, start: from, middle, end: places ? middle + b.length : end });
            if (places) from = middle;
            position += 1;
          }
        } else {
          const surface = foldShort(raw);
          const parts = raw.replace(/[a-z0-9](?=[A-Z])|[A-Z](?=[A-Z][a-z][a-z])/g, '$& ').split(' ').map(fold);
          words.push({
            surface,
            term: STOP.has(surface) ? '' : stem(surface),
            parts: parts.length > 1 && parts.length < 9 ? parts.map(stem) : [],
            whole,
            compound,
            position,
            start,
            middle: end,
            end,
          });
          position += 1;
        }
      }
    }
    return words;
  }

  const kept = (text) => analyse(text).filter((word) => word.term);
  const spelled = (text) => analyse(text).map((word) => word.surface).filter(Boolean).join(' ');

  // For excerpts: the places of a text that a mark may cover, none over another, with the terms that would mark them.
  function tokens(text) {
    const found = [];
    for (const word of kept(text)) {
      const last = found[found.length - 1];
      const terms = [word.term, word.whole, ...word.parts].filter(Boolean);
      if (last && last.start === word.start) last.terms.push(...terms);
      else found.push({ start: word.start, end: word.middle, terms });
      if (word.middle < word.end) found.push({ start: word.middle, end: word.end, terms: [...terms] });
    }
    return found;
  }

  // How many letters were added, lost, changed or swapped with the next.
  function distance(a, b) {
    let before;
    let last;
    let row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i += 1) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    return row[b.length];
  }

  function pairHash(a, b) {
    let hash = 0x811c9dc5;
    const text = `${a.term}\u0001${b.term}${'\u0001'.repeat(b.position - a.position)}`;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return (hash ^ (hash >>> 13)) >>> 0;
  }

  // --- Bytes --------------------------------------------------------------------------------------------------------------

  const UTF8 = new TextDecoder();

  // Numbers that grow by steps, then by doubling steps: lengths in deflate and in the norms of documents.
  const grow = (code, bits) => {
    const steps = 1 << bits;
    return code < steps ? code : ((code & (steps - 1)) | steps) << ((code >> bits) - 1);
  };

  function reader(bytes) {
    let at = 0;
    let previous = bytes;
    const number = () => {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at];
        at += 1;
        value += (byte & 127) * scale;
        if (!(byte > 127)) return value;
      }
    };
    const take = (length = number()) => {
      at += length;
      return bytes.subarray(at - length, at);
    };
    const text = () => UTF8.decode(take());
    const list = (make, count = number()) => Array.from({ length: count }, () => make());
    // A text that begins as the one before it did.
    const next = () => {
      const shared = number();
      const rest = take();
      const whole = new Uint8Array(shared + rest.length);
      whole.set(previous.subarray(0, shared));
      whole.set(rest, shared);
      previous = whole;
      return UTF8.decode(whole);
    };
    const documents = (count = number()) => {
      let doc = 0;
      return list(() => { doc += number(); return doc; }, count);
    };
    return { more: () => at < bytes.length, number, take, text, list, next, documents };
  }

  // Deflate for browsers without their own, bit by bit.
  function inflate(bytes) {
    const output = [];
    let at = 0;
    let held = 0;
    let holds = 0;
    const take = (count) => {
      for (; holds < count; holds += 8) {
        if (at === bytes.length) throw new Error('cut short');
        held |= bytes[at] << holds;
        at += 1;
      }
      const value = held & ((1 << count) - 1);
      held >>>= count;
      holds -= count;
      return value;
    };
    // Symbols by their code, with a 1 before it so that each length has its own.
    const tree = (lengths) => {
      const symbols = [];
      let code = 1;
      for (let length = 1; length < 16; length += 1) {
        code *= 2;
        lengths.forEach((own, symbol) => {
          if (own === length) symbols[code++] = symbol;
        });
      }
      return symbols;
    };
    const symbol = (symbols) => {
      let code = 1;
      do code = code * 2 + take(1); while (symbols[code] === undefined);
      return symbols[code];
    };
    const grown = (code, bits) => grow(code, bits) + take(Math.max(0, (code >> bits) - 1));
    const repeat = (count, value) => Array(count).fill(value);
    for (let last = 0; !last;) {
      last = take(1);
      const kind = take(2);
      if (!kind) {
        held = holds = 0;
        const length = take(16);
        take(16);
        output.push(...repeat(length).map(() => take(8)));
        continue;
      }
      const literals = kind > 1 ? take(5) + 257 : 288;
      let lengths = [...repeat(144, 8), ...repeat(112, 9), ...repeat(24, 7), ...repeat(8, 8), ...repeat(30, 5)];
      if (kind > 1) {
        const all = literals + take(5) + 1;
        const own = repeat(19, 0);
        const count = take(4) + 4;
        [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].slice(0, count).forEach((place) => { own[place] = take(3); });
        const codes = tree(own);
        lengths = [];
        while (lengths.length < all) {
          const length = symbol(codes);
          if (length < 16) lengths.push(length);
          else if (length < 17) lengths.push(...repeat(take(2) + 3, lengths[lengths.length - 1]));
          else lengths.push(...repeat(length < 18 ? take(3) + 3 : take(7) + 11, 0));
        }
      }
      const texts = tree(lengths.slice(0, literals));
      const distances = tree(lengths.slice(literals));
      for (let code = symbol(texts); code !== 256; code = symbol(texts)) {
        if (code < 256) output.push(code);
        else {
          let length = code < 285 ? 3 + grown(code - 257, 2) : 258;
          const back = 1 + grown(symbol(distances), 1);
          for (; length; length -= 1) output.push(output[output.length - back]);
        }
      }
    }
    return Uint8Array.from(output);
  }

  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    let stream;
    try {
      stream = new DecompressionStream('deflate-raw');
    } catch (missing) {
      return inflate(bytes);
    }
    return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  }

  function addScript(url) {
    const script = document.createElement('script');
    script.src = url;
    return new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }).finally(() => script.remove());
  }

  // --- One build of the index ---------------------------------------------------------------------------------------------

  // Texts are in the order of their code points, which is not JavaScript's for the letters past U+FFFF.
  const ordered = (text) => text.replace(/[\ud800-\udfff]/g, '\uffff$&');

  // The shards that may hold texts beginning with `prefix`; the first is where `prefix` itself stands.
  function shards(separators, prefix) {
    const wanted = ordered(prefix);
    let from = separators.length;
    do from -= 1; while (separators[from] > wanted);
    let to = from + 1;
    while (to < separators.length && separators[to].startsWith(wanted)) to += 1;
    return separators.map((separator, shard) => shard).slice(from, to);
  }

  const common = (lists) => lists.reduce((some, others) => {
    const other = new Set(others);
    return some.filter((doc) => other.has(doc));
  });
  const nameOf = (words) => `${words[0].term}${NAME}${words.slice(1).map((word) => word.term).join(' ')}`;

  function index(manifest, fetch) {
    const { number, text, list, next } = reader(manifest);
    number();
    const build = text();
    const count = number();
    const tokenCount = number();
    const packed = number();
    const value = () => ({ id: text(), name: text(), docs: [] });
    const runGroups = list(() => ({ key: text(), label: text(), values: list(value) }), 3);
    const incidentKinds = number();
    const places = runGroups.map(() => new Uint16Array(count)); // of each document's value, from 1
    let doc = 0;
    list(() => {
      const end = doc + number();
      const run = [number() + 1, number(), number()];
      for (; doc < end; doc += 1) {
        run.forEach((place, group) => {
          places[group][doc] = place;
          if (place) runGroups[group].values[place - 1].docs.push(doc);
        });
      }
    });
    const norms = new Uint8Array(count);
    doc = 0;
    let norm = 0;
    list(() => {
      const change = number();
      norm += change % 2 ? -(change + 1) / 2 : change / 2;
      const end = doc + number();
      norms.fill(norm, doc, end);
      doc = end;
    });
    const separators = () => ['', ...list(next, number() - 1).map(ordered)];
    const termShards = separators();
    const pairShards = number();
    const surfaceShards = separators();
    number();
    const hasDirectory = number();

    // --- Its files

    const files = new Map();
    const file = (key, decode) => {
      if (!files.has(key)) {
        const read = packed && !/^s|^all/.test(key) ? file('all', unpackAll).then((all) => all.get(key) || new Uint8Array(0)) : fetch(key, build);
        files.set(key, read.then(decode).catch((error) => {
          files.delete(key);
          throw error;
        }));
      }
      return files.get(key);
    };
    const unpackAll = (bytes) => {
      const all = reader(bytes);
      const bodies = all.list(() => [all.text(), all.number()]);
      return new Map(bodies.map(([key, length]) => [key, all.take(length)]));
    };
    const json = (bytes) => JSON.parse(UTF8.decode(bytes));

    const dictionary = (shard) => file(`p${shard}`, (bytes) => {
      const read = reader(bytes);
      const entries = new Map();
      while (read.more()) {
        const term = read.next();
        if (term.includes(NAME)) entries.set(term, { docs: read.documents(), synonyms: read.list(read.text) });
        else entries.set(term, { df: read.number(), bytes: read.take() });
      }
      return entries;
    });
    const entry = async (term) => (await dictionary(shards(termShards, term)[0])).get(term);

    // Calls `use` with each document of a term and its score.
    const idf = (df) => round(Math.log(1 + (count - df + 0.5) / (df + 0.5)));
    const average = round(round(tokenCount) / round(count));
    const dampers = Float32Array.from({ length: 256 }, (_, id) => {
      const length = round(id < 24 ? id : 24 + grow(id - 24, 3));
      return round(1.2) * round(round(1 - round(0.6)) + round(round(round(0.6) * length) / average));
    });
    function score({ df, bytes }, use) {
      const read = reader(bytes);
      const weight = round(idf(df) * round(2.2));
      for (let at = 0, own = 0; at < df; at += 1) {
        const step = read.number();
        own += step >>> 1;
        const often = step % 2 ? 1 : read.number();
        use(own, round(weight * round(often / round(often + dampers[norms[own]]))));
      }
    }
    function docsOf(found) {
      const docs = [];
      if (found) score(found, (own) => docs.push(own));
      return docs;
    }

    async function docsOfPair(a, b) {
      const wanted = pairHash(a, b);
      const read = reader(await file(`b${Math.floor((wanted * pairShards) / 2 ** 32)}`, (bytes) => bytes));
      let hash = 0;
      while (read.more() && hash < wanted) {
        hash += read.number();
        const docs = read.documents();
        if (hash === wanted) return docs;
      }
      return [];
    }

    const all = (items, make) => Promise.all(items.map((item, at) => make(item, at)));
    const docsOfTerm = async (word) => docsOf(await entry(word.term));
    const pairsOf = (words) => all(words.slice(1), (word, at) => docsOfPair(words[at], word));
    const sideBySide = async (words) => common(words.length > 1 ? await pairsOf(words) : [await docsOfTerm(words[0])]);

    // The documents that have all words of a chunk: a compound by its whole, where there is one.
    async function together(words) {
      const whole = words[0] && words.every(({ compound }) => compound === words[0].compound) && words[0].whole;
      const found = whole && await entry(whole);
      const lists = found ? [docsOf(found)] : await all(words.filter(({ term }) => term), docsOfTerm);
      return lists.length ? common(lists) : null;
    }

    const directory = () => (hasDirectory ? file('f', (bytes) => {
      const read = reader(bytes);
      const groups = read.list(() => {
        const [key, label] = [read.text(), read.text()];
        return { key, label, values: read.list(() => ({ id: read.text(), name: read.text(), size: read.number() })) };
      });
      const values = groups.flatMap((group) => group.values);
      read.list(read.number).forEach((size, shard) => {
        const own = values.splice(0, size);
        for (const one of own) Object.assign(one, { shard, own });
      });
      return groups;
    }) : Promise.resolve([]));
    const groups = async () => {
      const others = [...runGroups, ...await directory()];
      return FIELDS.map((field) => others.find(({ key }) => key === field)).filter(Boolean);
    };

    const readValues = (values) => all(values, (one) => one.docs || file(`f${one.shard}`, (bytes) => {
      const read = reader(bytes);
      for (const other of one.own) other.docs = read.documents(other.size);
    }));

    // --- The query

    async function understand(text, filters) {
      const asked = { words: [], phrases: [], without: [], chosen: [], excluded: [], unknownFilters: [] };
      const choose = async (field, wanted, into, byId) => {
        const hasKey = ({ key }) => key === field;
        const group = runGroups.find(hasKey) || (await directory()).find(hasKey) || { values: [] };
        const meant = spelled(wanted);
        const value = (byId && group.values.find(({ id }) => id === wanted))
          || (meant && group.values.find(({ id, name }) => spelled(id) === meant || spelled(name) === meant));
        if (value) into.push({ group, value });
        else asked.unknownFilters.push(`${field}:${wanted}`);
        return value;
      };
      const add = (word) => {
        const repeated = !word.quoted && asked.words.some(({ term, quoted }) => !quoted && term === word.term);
        if (asked.words.length < MOST_WORDS && !repeated) asked.words.push(word);
      };
      const addPlain = async (chunk, isLast) => {
        const words = analyse(chunk).filter(({ surface }) => surface);
        for (const word of words) {
          const { term, whole, compound, surface } = word;
          if (whole && !NOT_NUMERIC.test(compound) && await entry(whole)) {
            add({ text: compound, term: whole, base: [whole], parts: [], spelt: false });
          } else if (term) {
            const isEnd = isLast && word === words[words.length - 1] && surface.length > 1;
            const completed = word.cjk ? [...surface].length === 1 : isEnd;
            add({ ...word, text: chunk.slice(word.start, word.end), base: [term, ...(whole ? [whole] : [])], completed, spelt: !word.cjk });
          }
        }
      };
      for (const { 0: match, 2: minus, 3: field, 4: named, 5: quoted, 6: chunk, index: at } of text.matchAll(CHUNK)) {
        const words = kept(quoted || '');
        if (field) {
          const value = named.replace(/^"+|"+$/g, '');
          const found = await choose(field.toLowerCase(), value, minus ? asked.excluded : asked.chosen);
          if (!found && !minus) await addPlain(value);
        } else if (chunk && minus) {
          const docs = await together(analyse(chunk).filter(({ surface }) => surface));
          if (docs) asked.without.push(docs);
        } else if (chunk) {
          await addPlain(chunk, at + match.length === text.length && ENDS_IN_WORD.test(text));
        } else if (words.length) {
          (minus ? asked.without : asked.phrases).push(await sideBySide(words));
          for (const { term, start, end } of minus ? [] : words) {
            add({ text: quoted.slice(start, end), term, base: [term], parts: [], quoted: true });
          }
        }
      }
      for (const field of Object.keys(filters)) {
        for (const id of filters[field]) await choose(field, id, asked.chosen, true);
      }
      return asked;
    }

    const lexicon = (shard) => file(`x${shard}`, (bytes) => {
      const read = reader(bytes);
      const entries = [];
      while (read.more()) entries.push([read.next(), read.number()]);
      return entries;
    });
    const beginning = async (prefix) => (await all(shards(surfaceShards, prefix), lexicon)).flat().filter(([surface]) => surface.startsWith(prefix));

    async function completions(base, surface, candidates, isKnown) {
      const terms = [];
      const isNew = (term) => terms.length < 7 && ![...base, ...terms].includes(term);
      let budget = Math.max(1000, Math.floor(count / 10));
      for (const [candidate, bucket] of [...candidates].sort((a, b) => b[1] - a[1])) {
        const term = stem(candidate);
        if (isNew(term) && 2 ** bucket <= budget) {
          terms.push(term);
          budget -= 2 ** bucket;
        }
      }
      if (candidates.length < 7) {
        const others = [];
        for (const shard of shards(termShards, surface)) {
          for (const [term, { df }] of others.length < 64 ? await dictionary(shard) : []) {
            if (others.length < 64 && df && term.startsWith(surface)) others.push([term, df]);
          }
        }
        for (const [term] of others.sort((a, b) => b[1] - a[1])) if (isNew(term)) terms.push(term);
      }
      if (!terms.length && !isKnown && candidates.length) terms.push(stem([...candidates].sort((a, b) => a[1] - b[1])[0][0]));
      return terms;
    }

    // The best three words of different terms that a slip or two makes of another.
    async function near(surface, further, prefixes) {
      const limit = 1 + (surface.length > 7) + further;
      const found = new Map();
      for (const prefix of surface.length > 3 ? prefixes : []) {
        const close = (await beginning(prefix)).filter(([other]) => Math.abs(other.length - surface.length) <= limit)
          .map(([other, bucket]) => ({ other, bucket, far: distance(surface, other) })).filter(({ far }) => far <= limit);
        for (const { other } of close.sort((a, b) => a.far - b.far || b.bucket - a.bucket)) {
          if (found.size < 3 && !found.has(stem(other))) found.set(stem(other), other);
        }
        if (found.size) break;
      }
      return [...found.values()];
    }

    // What a word is read as: itself, or its parts, each a list of alternatives; nothing if it is unknown.
    async function expand({ base, completed, cjk, parts, surface, spelt, unit }, beside) {
      const find = async (terms, weight, how) => (await all(terms, async (term) => ({ term, weight, how, entry: await entry(term) })))
        .filter((alternative) => alternative.entry);
      const found = await find(base, 1, 'exact');
      if (completed) found.push(...await find(await completions(base, surface, cjk ? [] : await beginning(surface), found.length), 0.5, 'completed'));
      if (found.length) return [found];
      const known = await find(parts, 1, 'part');
      if (known.length) return known.map((part) => [part]);
      const typos = spelt && !unit.synonyms.length ? await near(surface, 0, [surface[0], '']) : [];
      return typos.length ? [await find(typos.map(stem), 0.5, 'typo')] : [];
    }

    // Puts neighbouring words into one unit where they are a name that has synonyms.
    async function unite(words) {
      const units = [];
      for (let at = 0; at < words.length;) {
        let synonyms = [];
        let length = 6;
        while (length > 1 && !synonyms.length) {
          length -= 1;
          const span = words.slice(at, at + length);
          const isPlain = span.length === length && !span.some(({ quoted }) => quoted);
          const name = isPlain && await entry(nameOf(span));
          if (name) synonyms = name.synonyms;
        }
        const own = words.slice(at, at + length);
        const unit = { words: own, text: own.map(({ text }) => text).join(' ') };
        unit.synonyms = await all(synonyms, async (display) => {
          const meant = kept(display);
          return { text: unit.text, display, terms: meant.map(({ term }) => term), docs: await sideBySide(meant) };
        });
        for (const word of own) word.unit = unit;
        units.push(unit);
        at += length;
      }
      return units;
    }

    async function search(text, { filters = {}, facets = false } = {}) {
      const { words, phrases, without, chosen, excluded, unknownFilters } = await understand(text.replace(/[“”„]/g, '"'), filters);
      const panel = facets ? await groups() : [];
      // All that is sure to be needed, at once; it is used below.
      await Promise.all([
        all(words.flatMap(({ base }) => base), entry),
        all(words.filter(({ completed, cjk }) => completed && !cjk), ({ surface }) => beginning(surface)),
        readValues([...chosen, ...excluded].map(({ value }) => value).concat(...panel.map(({ values }) => values))),
      ]);
      const units = await unite(words);
      const lists = await all(words, expand);
      const name = words.length && await entry(nameOf(words));

      const scores = new Float32Array(count);
      const matched = new Uint16Array(count);
      let wanted = 0;
      for (const unit of units) {
        const sums = new Float32Array(count);
        const counts = new Uint16Array(count);
        const own = unit.words.map((word) => lists[words.indexOf(word)]);
        const size = own.reduce((sum, { length }) => sum + Math.max(length, unit.synonyms.length && 1), 0);
        for (const list of own.flat()) {
          const best = new Float32Array(count);
          for (const { entry: found, weight } of list) {
            score(found, (at, value) => { best[at] = Math.max(best[at], weight * value); });
          }
          best.forEach((value, at) => {
            sums[at] += value;
            counts[at] += value > 0;
          });
        }
        for (const { terms, docs } of unit.synonyms) {
          const total = new Float32Array(count);
          for (const found of await all(terms, entry)) if (found) score(found, (at, value) => { total[at] += value; });
          for (const at of docs) {
            sums[at] = Math.max(sums[at], EXPANDED * total[at]);
            counts[at] = size;
          }
        }
        scores.forEach((value, at) => {
          scores[at] += sums[at];
          matched[at] += counts[at];
        });
        wanted += size;
      }
      places[0].forEach((kind, at) => { if (kind > incidentKinds) scores[at] *= NO_INCIDENT; });

      // Phrases and exclusions say what can be found at all, filters leave something of that.
      const isFilter = !words.length && chosen.length + excluded.length + without.length > 0;
      const found = (required) => {
        const barred = new Uint8Array(count);
        if (required.length) {
          barred.fill(1);
          for (const at of common(required)) barred[at] = 0;
        }
        for (const at of without.flat()) barred[at] = 1;
        return [...barred.keys()].filter((at) => !barred[at] && (matched[at] || isFilter));
      };
      let any = found(phrases);
      const loosened = !any.length && wanted > 0 && phrases.length > 0;
      if (loosened) any = found([]);
      const fails = new Uint8Array(count);
      for (const { group, value } of excluded) for (const at of value.docs) fails[at] = OUT;
      for (const field of FIELDS) {
        const values = chosen.filter(({ group }) => group.key === field).map(({ value }) => value);
        const passing = new Set(values.flatMap(({ docs }) => docs));
        if (values.length) fails.forEach((value, at) => { fails[at] |= passing.has(at) ? 0 : bit(field); });
      }
      const full = any.filter((at) => matched[at] === wanted);
      const nearlyAll = full.length >= ENOUGH || wanted === 1 || full.length === any.length;
      const mode = wanted ? (nearlyAll ? 'all' : 'any') : (isFilter ? 'filter' : 'none');
      const hits = mode === 'all' ? full : any;
      const results = hits.filter((at) => !fails[at]);

      // Exact names first, then all words, then the score, then the number; as one number, since those sort fast.
      const exact = new Set(name ? name.docs : []);
      const bits = new Uint32Array(scores.buffer);
      const place = (at) => (exact.has(at) ? 1 : 3) + (matched[at] === wanted ? 0 : 1);
      const keys = Float64Array.from(results, (at) => (place(at) * 2 ** 31 - bits[at]) * 2 ** 20 + at).sort();
      const docs = Array.from(keys, (key) => key % 2 ** 20);

      const idsOf = (chosenValues) => {
        const ids = {};
        for (const { group, value } of chosenValues) ids[group.key] = [...(ids[group.key] || []), value.id];
        return ids;
      };
      const isHit = new Uint8Array(count);
      for (const at of hits) isHit[at] = 1;
      const counted = ({ key, label, values }) => ({
        key,
        label,
        values: values.map((value) => ({
          id: value.id,
          name: value.name,
          count: value.docs.filter((at) => isHit[at] && !(fails[at] & ~bit(key))).length,
          chosen: chosen.some((choice) => choice.value === value),
        })).filter((value) => value.count || value.chosen),
      });
      const synonyms = units.flatMap((unit) => unit.synonyms);
      return {
        total: docs.length,
        all: wanted && results.filter((at) => matched[at] === wanted).length,
        mode,
        loosened,
        docs,
        scores: docs.map((at) => scores[at]),
        exact: results.filter((at) => exact.has(at)).length,
        words: words.map((word, at) => {
          const terms = lists[at].flat().map(({ term, weight, how }) => [term, weight, how]);
          return { text: word.text, known: terms.length > 0, terms };
        }),
        synonyms: synonyms.map(({ text: typed, display }) => ({ text: typed, display })),
        terms: new Set([...lists.flat(2), ...synonyms].flatMap(({ term, terms = [term] }) => terms)),
        unknownFilters,
        filters: idsOf(chosen),
        excluded: idsOf(excluded),
        facets: panel.map(counted).filter(({ values }) => values.length),
      };
    }

    // --- What is shown of documents

    const blocks = (letter, docs) => all(docs, async (at) => (await file(letter + Math.floor(at / BLOCK), json))[at % BLOCK]);
    const rows = async (docs) => (await blocks('t', docs)).map(([title, address, date, lang], row) => {
      const [kind, severity, year] = runGroups.map(({ values }, group) => {
        const rank = places[group][docs[row]] - 1;
        return rank < 0 ? null : { id: values[rank].id, name: values[rank].name, rank };
      });
      return { doc: docs[row], title, address, date, lang, kind, severity, year: year && year.name };
    });

    return { build, search, rows, summaries: (docs) => blocks('s', docs), nearest: (word) => near(fold(word), 1, ['']) };
  }

  // --- The engine -----------------------------------------------------------------------------------------------------------

  self.casebookSearch = (root, load = addScript) => {
    const engine = { tokens };
    let current = null;
    let renewing = null;

    const read = async (key, path) => {
      await load(root + path);
      const text = self.searchFiles[key];
      delete self.searchFiles[key];
      return unpack(text); // refuses what a server says in place of a missing file
    };
    const missing = (key) => Object.assign(new Error(`${key} could not be read`), { missing: key });
    const open = async (query) => {
      const opened = index(await read('manifest', `search/manifest.js${query}`), fetch);
      engine.build = opened.build;
      return opened;
    };
    // A file that is not there any more: the site may have been published anew, which the manifest tells.
    const renew = async (build) => {
      const opened = await open(`?${Date.now()}`).catch(() => ({ build }));
      if (opened.build !== build) current = Promise.resolve(opened);
      renewing = null;
    };
    const fetch = (key, build) => read(key, `search/${build}/${key}.js`).catch(async () => {
      if (engine.build === build) await (renewing = renewing || renew(build));
      throw Object.assign(missing(key), engine.build === build ? {} : { republished: true });
    });
    const opened = () => {
      current = current || open('').catch(() => {
        current = null;
        throw missing('manifest');
      });
      return current;
    };
    for (const name of ['search', 'rows', 'summaries', 'nearest']) {
      engine[name] = async (...given) => (await opened())[name](...given);
    }
    return engine;
  };
  Object.assign(self.casebookSearch, { analyse, stem });
})();
