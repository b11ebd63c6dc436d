// The search box of every page: opens a dialog that answers while one types. `js/search-page.js` takes its parts from here.
//
// Nothing is read before a reader means to search; then the engine (`js/search-engine.js`) and its manifest are, once. A click into
// the box or the first letter opens the dialog, and `/` or Ctrl-K do from anywhere; focus alone changes nothing. What was asked before
// is kept in this browser and nowhere else. Where `wording('…')` stands, Casebook puts what the site's language says for that key:
// a text, or a function of what its gaps are filled with.
// Without this script, or without the engine, the box leads to `search.html`.
(() => {
  'use strict';
  // Milliseconds without a key until a question is asked, and without a change until the answer is read out.
  const PAUSE = 90;
  const QUIET = 700;
  // Results and earlier questions in the dialog.
  const SHOWN = 8;
  const KEPT = 6;
  // Results that words are looked for in whose summaries say none of them.
  const LOOKED = 3;
  // Results that stand in front as they rank, whatever they are.
  const BEST = 3;
  // So many kinds of documents, the first, are incidents.
  const INCIDENTS = 5;
  const box = document.querySelector('.search');
  if (!box) return;
  // The search page answers below its box.
  const answersHere = box.matches('.search-asked');
  const { root, engine: script, shapes } = box.dataset;

  // --- Parts that the search page has as well ---------------------------------------------------------------------------

  const h = (name, properties, ...nodes) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...nodes.filter(Boolean));
    return node;
  };

  const load = (src) => new Promise((onload, onerror) => document.head.append(h('script', { src, onload, onerror })));

  let engine;
  const ready = () => (engine = engine || load(script).then(() => self.casebookSearch(root, load), () => {
    engine = null;
    throw { said: wording('search.not_loaded') };
  }));

  const later = (act, wait = PAUSE) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
  };

  const address = (q) => `${box.action}?${new URLSearchParams({ q })}`;

  // A text from one place to another, with the words that were found marked.
  const marked = ({ engine, answer }, text, at = 0, to = text.length) => {
    const nodes = [];
    for (const { start, end, terms } of engine.tokens(text)) {
      const found = terms.filter((term) => answer.terms.has(term));
      if (start < at || end > to || !found[0]) continue;
      const className = found.every((term) => answer.guessed.has(term)) ? 'guess' : '';
      nodes.push(text.slice(at, start), h('mark', className && { className }, text.slice(start, end)));
      at = end;
    }
    return [...nodes, text.slice(at, to)];
  };

  // What a result is, how bad it was, and when. css/components.css draws the shapes of severities.
  const about = ({ kind, severity, date }, named) => [
    kind.id !== 'incident' && !named && h('span', { className: 'label' }, kind.name),
    severity && h('span', { className: `severity severity-${new URLSearchParams(shapes).get(severity.id) || 4}` }, severity.name),
    date && h('time', {}, date),
  ];

  const outcome = ({ total, all, mode }) => (!total ? wording('search.nothing')
    : mode !== 'any' ? wording('search.count')({ count: total })
      : all ? wording('search.partly')({ count: all, some: total - all }) : wording('search.partly_none')({ some: total }));

  // A text with a node at its gap.
  const around = (text, node) => {
    const [before, after] = text.split('\n');
    return [before, node, after];
  };

  // The passage of a page that says most of what was asked; nothing where pages cannot be read.
  let passages;
  const passage = async (href, found) => {
    if (location.protocol === 'file:') return null;
    passages = passages || load(`${root}assets/js/search-passages.js`);
    await passages;
    return self.casebookPassage(href, found);
  };

  // What was understood otherwise than it was written, and ways on from nothing.
  async function notes(engine, text, { total, words, synonyms, unknownFilters, filters, loosened, dropped = [] }) {
    const again = (name, query) => h('a', { href: address(query) }, name);
    // The question with another word in place of one, where that stands by itself.
    const edge = '[^\\p{Alpha}\\p{N}\\p{M}]';
    const swap = (word, other) => text.replace(RegExp(`(^|${edge})${word.replace(/\./g, '\\.')}(?=$|${edge})`, 'u'),
      (all, before) => before + other);
    const lines = unknownFilters.map((filter) => [wording('search.filters_nothing')({ filter })]);
    if (loosened) lines.push([wording('search.loosened')]);
    for (const [why, told] of total && words[0] ? [] : [['stop', wording('search.too_common')], ['long', wording('search.too_long')]]) {
      const own = new Set(dropped.filter((word) => word.why === why).map((word) => wording('search.quoted')({ word: word.text.replace(/^(.{24}).+/su, '$1…') })));
      if (own.size) lines.push([told({ count: own.size, words: [...own].join(wording('list.between')) })]);
    }
    const same = new Map();
    for (const { text: own, display } of synonyms) same.set(own, [...(same.get(own) || []), display]);
    for (const [own, names] of same) lines.push([wording('search.same_as')({ names: names.join(wording('list.between')), own })]);
    for (const { text: word, known, terms } of words) {
      if (known && terms.some(([, , how]) => how !== 'typo')) continue;
      const near = await engine.nearest(word, known ? 0 : 1);
      const rest = swap(word, '');
      lines.push([...around(wording('search.says_nothing')({ word: '\n' }), h('span', { className: 'guess' }, word)), known ? wording('search.showing') : near[0] && wording('search.near'),
        ...near.flatMap((other) => [' ', again(other, swap(word, other))]), !total && rest !== text && rest.trim() && [' ', again(wording('search.without')({ word }), rest)]]);
    }
    const fields = Object.keys(filters).join('|');
    if (!total && fields) lines.push([again(wording('search.without_filters'), text.replace(RegExp(`(${fields}):("[^"]*"|\\S+)`, 'gi'), '').trim())]);
    return lines.map((line) => h('p', {}, ...line.flat()));
  }

  // Asks what `question` returns and draws the answer, unless a newer question was asked meanwhile. In `place` are the line that sums
  // the answer up, the notes, and the region that is read out once nothing changes any more.
  function searcher(place, question, draw) {
    const [results, noted, status] = place.querySelectorAll('.results, .search-notes, [role=status]');
    const aloud = later(() => (status.textContent = wording('search.aloud')({ results: results.textContent, notes: noted.innerText })), QUIET);
    let latest = 0;
    // In a preview the index changes under an open page: from then on questions go to the new one.
    document.addEventListener('casebook:indexed', async () => {
      if (!engine) return;
      (await engine).renew();
      ask();
    });
    return ask;
    async function ask() {
      const turn = (latest += 1);
      const { text, filters, shown, newest, summed } = question();
      let found;
      let said = '';
      let lines = [];
      try {
        if (text.trim() || filters) {
          const engine = await ready();
          const answer = await engine.search(text, { filters, newest });
          lines = await notes(engine, text, answer);
          found = { engine, answer, text, filters, rows: await engine.rows(answer.docs.slice(0, shown)) };
          if (summed) found.summaries = await engine.summaries(answer.docs.slice(0, Math.min(shown, SHOWN))).catch(() => []);
          said = outcome(answer);
        }
      } catch ({ republished, said: words }) {
        said = words || (republished ? wording('search.republished') : wording('search.part_missing'));
        lines = [h('button', { onclick: republished ? () => location.reload() : ask }, republished ? wording('search.reload') : wording('search.retry')),
          ' ', h('a', { href: box.action }, wording('search.in_lists'))];
      }
      if (turn !== latest) return;
      results.textContent = said;
      noted.replaceChildren(...lines);
      draw(found, text);
      aloud();
    }
  }

  // --- What is kept in this browser --------------------------------------------------------------------------------------

  const key = `casebook:search:${new URL(root || '.', document.baseURI).pathname}`;
  let memory = { asked: [], read: [], slash: true };
  try {
    memory = { ...memory, ...JSON.parse(localStorage[key]) };
  } catch {
    // A closed or empty storage.
  }
  const keep = (change) => {
    Object.assign(memory, change);
    try {
      localStorage[key] = JSON.stringify(memory);
    } catch {
      // A closed or full one.
    }
  };
  // What is read is remembered too: the title, and the address below the root.
  const heading = document.querySelector('article.story h1');
  const start = new URL(root || '.', document.baseURI).pathname;
  if (heading && root !== undefined && location.pathname.startsWith(start)) {
    const own = [heading.textContent.trim(), location.pathname.slice(start.length)];
    keep({ read: [own, ...memory.read.filter(([, address]) => address !== own[1])].slice(0, KEPT) });
  }
  const remember = (text) => text.trim() && keep({ asked: [...new Set([text.trim(), ...memory.asked])].slice(0, KEPT) });

  // --- The box and the keys ---------------------------------------------------------------------------------------------

  const field = box.q;
  const early = () => ready().catch(() => {});
  let open = () => field.select();
  self.casebookBox = { h, later, marked, about, searcher, remember, passage };
  field.onfocus = early;
  // The key that leads here, where there are keys to press.
  const pressed = h('kbd', { ariaHidden: 'true' });
  const hint = () => (pressed.textContent = memory.slash ? '/' : 'Ctrl K');
  hint();
  if (matchMedia('(hover: hover)').matches) field.after(pressed);
  document.addEventListener('keydown', (event) => {
    const held = event.ctrlKey || event.metaKey;
    if (!(held ? event.key === 'k' : event.key === '/' && memory.slash)) return;
    // Where one may be typing; in the box of a page with a dialog one never is.
    if (event.target.matches('input:not([type=checkbox]), textarea') && !(!answersHere && event.target === field)) return;
    event.preventDefault();
    open();
  });
  if (answersHere) return;

  // --- The dialog -------------------------------------------------------------------------------------------------------

  // Made here and not in every page. Keys are shown as such in the words about them.
  const keyed = (text, ...keys) => text.split('\n').flatMap((part, at) => (at % 2 ? keys[part].flatMap((key) => [h('kbd', {}, key), ' ']).slice(0, -1) : part));
  const title = wording('search.title');
  const input = h('input', { name: 'q', role: 'combobox', ariaLabel: title, ariaExpanded: false, ariaAutoComplete: 'list', placeholder: title, enterKeyHint: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: false, dir: 'auto' });
  input.setAttribute('aria-controls', 'page.hits');
  const list = h('div', { className: 'search-hits', id: 'page.hits', role: 'listbox', ariaLabel: wording('search.results'), hidden: true });
  const all = h('a', { className: 'search-all', hidden: true }, wording('search.all_results'));
  const slash = h('input', { type: 'checkbox', checked: true });
  const dialog = h('dialog', { className: 'search-dialog', ariaLabel: title, closedBy: 'any', ...(box.lang && { lang: box.lang, dir: 'ltr' }) },
    h('form', { className: 'search search-large', role: 'search', action: box.action }, input, h('button', { hidden: true }),
      h('button', { className: 'search-close', formMethod: 'dialog' }, wording('search.close'))),
    h('p', { className: 'results', tabIndex: -1 }), h('div', { className: 'search-notes' }), h('p', { className: 'unseen', role: 'status' }), list,
    h('p', { className: 'search-foot' }, all, ' ',
      h('span', { className: 'search-keys' }, ...keyed(wording('search.keys')({ arrows: '\n0\n', enter: '\n1\n', escape: '\n2\n' }), ['↑', '↓'], ['Enter'], ['Esc'])), ' ',
      h('label', {}, slash, ' ', ...keyed(wording('search.opens')({ slash: '\n0\n' }), ['/']))));
  document.body.append(dialog);
  const asked = () => remember(input.value);
  let options = [];
  // The place of the option that the arrows reached; -1 is the box itself.
  let chosen;

  const choose = (place) => {
    chosen = place;
    options.forEach((option, at) => {
      option.id = `page.hit.${at}`;
      option.ariaSelected = at === place;
    });
    const option = options[place];
    input.setAttribute('aria-activedescendant', option ? option.id : '');
    if (option) option.scrollIntoView({ block: 'nearest' });
  };

  const option = (href, onclick, ...nodes) => h('a', { role: 'option', tabIndex: -1, href, onclick }, ...nodes);

  // Options under a heading; the heading says nothing new to those who listen, for the group has its name.
  const group = (name, nodes) => h('div', { role: 'group', ariaLabel: name }, h('p', { className: 'search-kind small', ariaHidden: true }, name), ...nodes);

  function result({ answer, rows, ...found }, row, isGrouped) {
    const at = rows.indexOf(row);
    const summary = (found.summaries || [])[at] || '';
    const said = h('span', { className: 'search-said', dir: 'auto', lang: row.lang || '' }, ...marked({ answer, ...found }, summary));
    const node = option(root + row.address, asked, h('b', { lang: row.lang || '', dir: 'auto' }, ...marked({ answer, ...found }, row.title)),
      h('span', { className: 'small' }, ...about(row, isGrouped)), said);
    // A word is answered here.
    node.classList.toggle('search-defined', row.kind.id === 'term' && at < answer.exact);
    node.look = async () => {
      if (said.querySelector('mark') || node.matches('.search-defined')) return;
      const { text, at: from, to, anchor } = await passage(root + row.address, { answer, ...found }) || {};
      // It opens where that stands.
      if (anchor && !node.querySelector('b mark')) node.hash = anchor;
      if (text) said.replaceChildren(from > 0 ? '… ' : '', ...marked({ answer, ...found }, text, from, to), to < text.length ? ' …' : '');
    };
    return node;
  }

  // The best results as they rank; the others by what they are, each kind where its first one stands. All incidents are of one kind here.
  function grouped(found) {
    const kinds = new Map();
    const ranks = new Set(found.rows.map(({ kind }) => Math.max(kind.rank, INCIDENTS - 1)));
    const best = ranks.size > 1 ? found.rows.slice(0, BEST) : [];
    for (const row of found.rows.slice(best.length)) {
      const name = row.kind.rank < INCIDENTS ? wording('menu.incidents') : row.kind.name;
      kinds.set(name, [...(kinds.get(name) || []), row]);
    }
    const isGrouped = ranks.size > 1;
    const parts = [...kinds].map(([name, rows]) => [name, rows.map((row) => result(found, row, isGrouped && row.kind.rank >= INCIDENTS))]);
    return [...best.map((row) => result(found, row)), ...(isGrouped ? parts.map(([name, nodes]) => group(name, nodes)) : parts.flatMap(([, nodes]) => nodes))];
  }

  // Before anything is asked: what was asked and read before, where to start, and what could be asked.
  async function beginnings() {
    const { path, examples = [] } = await ready().then((engine) => engine.start()).catch(() => ({}));
    const questions = (names) => names.map((text) => option(address(text), asked, h('bdi', {}, text)));
    const pages = (list) => list.map(([title, address]) => option(root + address, null, h('bdi', {}, title)));
    const forget = option('', (event) => {
      event.preventDefault();
      keep({ asked: [], read: [] });
      ask();
    }, h('span', { className: 'small' }, wording('search.forget')));
    return [
      memory.asked[0] && group(wording('search.asked'), questions(memory.asked)),
      memory.read[0] && group(wording('search.read'), pages(memory.read)),
      (memory.asked[0] || memory.read[0]) && forget,
      path && group(wording('menu.paths'), pages([path])),
      examples[0] && group(wording('search.examples'), questions(examples)),
    ].filter(Boolean);
  }

  const look = later(() => options.filter(({ look }) => look).slice(0, LOOKED).forEach((node) => node.look().catch(() => {})), QUIET);

  const ask = searcher(dialog, () => ({ text: input.value, shown: SHOWN, summed: true }), async (found, text) => {
    const nodes = found ? grouped(found) : text.trim() ? [] : await beginnings();
    if (text !== input.value) return;
    list.replaceChildren(...nodes);
    options = [...list.querySelectorAll('[role=option]')];
    list.hidden = !options[0];
    input.ariaExpanded = !list.hidden;
    all.hidden = !text.trim();
    const nothing = found && !found.answer.total;
    all.href = nothing ? `${box.action}#lists` : address(text);
    all.textContent = nothing ? wording('search.in_lists') : wording('search.all_results');
    choose(-1);
    if (found) look();
  });

  open = () => {
    if (dialog.open) return;
    early();
    input.value = field.value;
    field.value = '';
    dialog.showModal();
    ask();
  };

  input.oninput = later(ask);
  input.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = options.length + 1;
    if (event.isComposing || !(step || (event.key === 'Enter' && options[chosen]))) return;
    event.preventDefault();
    if (step) choose((chosen + 1 + step + places) % places - 1);
    else options[chosen].click();
  };
  input.form.onsubmit = asked;
  all.onclick = asked;
  slash.checked = memory.slash;
  slash.onchange = () => {
    keep({ slash: slash.checked });
    hint();
  };
  field.onclick = open;
  // A click that closes the dialog takes the place to type from the box that has the focus again.
  dialog.onclose = () => document.activeElement === field && field.select();
  // What an input method is composing is taken over when it is done.
  field.oninput = ({ isComposing }) => isComposing || open();
  field.addEventListener('compositionend', open);
})();
