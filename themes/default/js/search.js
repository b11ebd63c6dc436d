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
  const box = document.querySelector('.search');
  const parts = document.querySelector('.search-parts');
  if (!box) return;
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
      if (start < at || end > to || !terms.some((term) => answer.terms.has(term))) continue;
      nodes.push(text.slice(at, start), h('mark', {}, text.slice(start, end)));
      at = end;
    }
    return [...nodes, text.slice(at, to)];
  };

  // What a result is, how bad it was, and when. css/search.css draws the shapes that severities have elsewhere.
  const about = ({ kind, severity, date }) => [
    kind.id !== 'incident' && h('span', { className: 'label' }, kind.name),
    severity && h('span', { className: `severity severity-${new URLSearchParams(shapes).get(severity.id) || 4}` }, h('i', { className: 'shape' }), severity.name),
    date && h('time', {}, date),
  ];

  const outcome = ({ total, all, mode }) => (!total ? wording('search.nothing')
    : mode !== 'any' ? wording('search.count')({ count: total })
      : all ? wording('search.partly')({ count: all, some: total - all }) : wording('search.partly_none')({ some: total }));

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
      lines.push([wording('search.says_nothing')({ word }), known ? wording('search.showing') : near[0] && wording('search.near'),
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
      const { text, filters, shown } = question();
      let found;
      let said = '';
      let lines = [];
      try {
        if (text.trim() || filters) {
          const engine = await ready();
          const answer = await engine.search(text, { filters });
          lines = await notes(engine, text, answer);
          found = { engine, answer, text, filters, rows: await engine.rows(answer.docs.slice(0, shown)) };
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
  let memory = { asked: [], slash: true };
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
  const remember = (text) => text.trim() && keep({ asked: [...new Set([text.trim(), ...memory.asked])].slice(0, KEPT) });

  // --- The box and the keys ---------------------------------------------------------------------------------------------

  const field = box.q;
  const early = () => ready().catch(() => {});
  let open = () => field.select();
  self.casebookBox = { h, later, marked, about, searcher, remember };
  field.onfocus = early;
  document.addEventListener('keydown', (event) => {
    const held = event.ctrlKey || event.metaKey;
    if (!(held ? event.key === 'k' : event.key === '/' && memory.slash)) return;
    // Where one may be typing; in the box of a page with a dialog one never is.
    if (event.target.matches('input:not([type=checkbox]), textarea') && !(parts && event.target === field)) return;
    event.preventDefault();
    open();
  });
  if (!parts) return;

  // --- The dialog -------------------------------------------------------------------------------------------------------

  document.body.append(parts.content);
  const dialog = document.querySelector('.search-dialog');
  const [input, list, all, slash] = dialog.querySelectorAll('[role=combobox], [role=listbox], .search-all, [type=checkbox]');
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

  const ask = searcher(dialog, () => ({ text: input.value, shown: SHOWN }), (found, text) => {
    options = found ? found.rows.map((row) => option(root + row.address, asked,
      h('b', { lang: row.lang || '', dir: 'auto' }, ...marked(found, row.title)), h('span', { className: 'small' }, ...about(row))))
      : text.trim() ? [] : memory.asked.map((text) => option(address(text), null, h('bdi', {}, text)));
    if (!text.trim() && options[0]) {
      options.push(option('', (event) => {
        event.preventDefault();
        keep({ asked: [] });
        ask();
      }, h('span', { className: 'small' }, wording('search.forget'))));
    }
    list.replaceChildren(...options);
    list.hidden = !options[0];
    input.ariaExpanded = !list.hidden;
    all.hidden = !text.trim();
    all.href = address(text);
    choose(-1);
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
  slash.onchange = () => keep({ slash: slash.checked });
  field.onclick = open;
  // A click that closes the dialog takes the place to type from the box that has the focus again.
  dialog.onclose = () => document.activeElement === field && field.select();
  // What an input method is composing is taken over when it is done.
  field.oninput = ({ isComposing }) => isComposing || open();
  field.addEventListener('compositionend', open);
})();
