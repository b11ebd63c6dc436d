// The search box of every page: opens a dialog that answers while one types. `js/search-page.js` takes its parts from here.
//
// Nothing is read before a reader means to search; then the engine (`js/search-engine.js`) and its manifest are, once. A click into
// the box or the first letter opens the dialog, and `/` or Ctrl-K do from anywhere; focus alone changes nothing. What was asked before
// is kept in this browser and nowhere else. Without this script, or without the engine, the box leads to `search.html`.
(() => {
  'use strict';
  const DEBOUNCE = 90; // milliseconds without a key until a question is asked
  const QUIET = 700; // milliseconds without a change until it is read out
  const SHOWN = 8; // results in the dialog
  const KEPT = 6; // earlier questions
  const box = document.querySelector('.search');
  const dialog = document.querySelector('.search-dialog');
  if (!box) return;
  const { root, engine: script, shapes } = box.dataset;

  // --- Parts that the search page has as well ---------------------------------------------------------------------------

  const h = (name, properties, ...nodes) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...nodes.filter(Boolean));
    return node;
  };

  const load = (src) => new Promise((resolve, reject) => {
    const onerror = () => {
      node.remove();
      reject(new Error(src));
    };
    const node = h('script', { src, onload: resolve, onerror });
    document.head.append(node);
  });

  let engine;
  const ready = () => (engine = engine || load(script).then(() => self.casebookSearch(root, load), (error) => {
    engine = null;
    throw Object.assign(error, { engine: true });
  }));
  const early = () => ready().catch(() => {});

  const number = (count) => count.toLocaleString('en');
  const count = (total, what) => `${number(total)} ${what}${total === 1 ? '' : 's'}`;

  // The address of a question; values of one filter are repeated parameters.
  function address(q, filters) {
    const query = new URLSearchParams({ q });
    for (const key in filters) filters[key].forEach((id) => query.append(key, id));
    return `${box.action}?${query}`;
  }

  // A text from one place to another, with the words that were found marked.
  function marked(engine, terms, text, at = 0, to = text.length) {
    const nodes = [];
    for (const { start, end, terms: own } of engine.tokens(text)) {
      if (start < at || end > to || !own.some((term) => terms.has(term))) continue;
      nodes.push(text.slice(at, start), h('mark', {}, text.slice(start, end)));
      at = end;
    }
    return [...nodes, text.slice(at, to)];
  }

  // What a result is, how bad it was and when. Severities have the shapes of incident rows; css/search.css draws them.
  const about = ({ kind, severity, date }) => [
    kind.id !== 'incident' && h('span', { className: 'label' }, kind.name),
    severity && h('span', { className: `severity severity-${new URLSearchParams(shapes).get(severity.id) || 4}` }, h('i', { className: 'shape' }), severity.name),
    date && h('time', {}, date),
  ];

  function outcome({ total, all, mode }) {
    if (!total) return 'Nothing found';
    if (mode !== 'any') return count(total, 'result');
    return all ? `${number(all)} with all of these words, ${number(total - all)} more with some`
      : `No page has all of these words; ${number(total)} with some`;
  }

  // What was understood otherwise than it was written, and where to go on from nothing.
  async function notes(engine, text, answer) {
    const lines = [];
    const say = (...parts) => lines.push(h('p', {}, ...parts));
    const again = (words, query) => h('a', { href: address(query) }, words);
    for (const { text: words, display } of answer.synonyms) say(`Also searched: ${display} (same as ${words})`);
    for (const filter of answer.unknownFilters) say(`“${filter}” names nothing here; it was read as words`);
    for (const { text: word, known, terms } of answer.words) {
      if (known && !terms.every(([, , how]) => how === 'typo')) continue;
      const near = await engine.nearest(word);
      const swap = (by) => text.replace(new RegExp(word.replace(/\W/gu, '.'), 'i'), by).trim();
      const links = near.flatMap((other) => [' ', again(other, swap(other))]);
      if (known) say(`Nothing says “${word}”; showing`, ...links);
      else say(`Nothing here says “${word}”. `, near[0] && 'Near it:', ...links, ' ', swap('') && again('Leave it out', swap('')));
    }
    const rest = !answer.total && Object.keys(answer.filters).length && (await engine.search(text.replace(/\w+:\S+/g, ''), {})).total;
    if (rest) say(again(`${count(rest, 'result')} without the filters`, text));
    return lines;
  }

  // Asks what `question` returns, and draws the answer unless a newer question was asked meanwhile.
  // `place` holds the sentence that sums the answer up, the notes, and the region that is read out when nothing has changed for a while.
  function searcher(place, question, draw) {
    const part = (name) => place.querySelector(name);
    let latest = 0;
    let quiet;
    const say = (text, lines) => {
      part('.results').textContent = text;
      part('.search-notes').replaceChildren(...lines);
      clearTimeout(quiet);
      quiet = setTimeout(() => (part('[role=status]').textContent = [text, ...lines.map((line) => line.textContent)].join('. ')), QUIET);
    };
    const ask = async () => {
      const mine = (latest += 1);
      const asked = question();
      const { text, filters, shown } = asked;
      if (!asked.any) return draw(say);
      try {
        const engine = await ready();
        const answer = await engine.search(text, { filters });
        const rows = await engine.rows(answer.docs.slice(0, shown));
        const lines = await notes(engine, text, answer);
        if (mine !== latest) return;
        say(outcome(answer), lines);
        draw(say, { ...asked, engine, answer, rows, current: () => mine === latest });
      } catch (error) {
        if (mine !== latest) return;
        const { republished } = error;
        say(republished ? 'The site was republished while you were reading'
          : error.engine ? 'The search could not be loaded, or scripts are blocked here' : 'A part of the index could not be loaded',
        [h('p', {}, h('button', { type: 'button', onclick: republished ? () => location.reload() : ask }, republished ? 'Reload' : 'Retry'),
          ' ', h('a', { href: box.action }, 'Every page is in the lists'))]);
        draw(say);
      }
    };
    return ask;
  }

  function debounce(act) {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, DEBOUNCE);
    };
  }

  // --- What was asked before --------------------------------------------------------------------------------------------

  const key = `casebook:searches:${new URL(root || '.', document.baseURI).pathname}`;
  function stored(name, value) {
    try {
      if (value) localStorage[name] = JSON.stringify(value);
      return JSON.parse(localStorage[name]);
    } catch {
      return []; // A closed, full or empty storage.
    }
  }
  const earlier = () => stored(key);
  const remember = (text) => text.trim() && stored(key, [...new Set([text.trim(), ...earlier()])].slice(0, KEPT));

  self.casebookBox = { h, early, address, count, marked, about, searcher, debounce, remember };

  // --- The dialog -------------------------------------------------------------------------------------------------------

  const field = box.q;
  field.addEventListener('focus', early, { once: true });
  const slash = dialog && dialog.querySelector('[type=checkbox]');
  const opens = `${key}:slash`;
  const input = dialog ? dialog.querySelector('[role=combobox]') : field;

  function open() {
    if (!dialog) return field.select();
    if (dialog.open) return;
    early();
    input.value = field.value;
    dialog.showModal();
    ask();
  }

  document.addEventListener('keydown', (event) => {
    const held = event.ctrlKey || event.metaKey;
    const asked = held ? event.key === 'k' : event.key === '/' && !event.altKey && stored(opens) !== 'off';
    if (!asked || event.target.matches('input:not([type=checkbox]), textarea, select')) return;
    event.preventDefault();
    open();
  });
  if (!dialog) return;

  const list = dialog.querySelector('[role=listbox]');
  const all = dialog.querySelector('.search-all');
  const ask = searcher(dialog, () => ({ text: input.value, any: input.value.trim(), shown: SHOWN }), (say, found) => {
    if (found) offer(found.rows.map((row) => hit(row, found)));
    else if (input.value.trim()) offer([]);
    else recent(say);
  });

  const option = (href, onclick, ...nodes) => h('a', { role: 'option', tabIndex: -1, href, onclick }, ...nodes);
  const hit = (row, { engine, answer }) => option(root + row.address, keep,
    h('span', { className: 'search-title', lang: row.lang || '', dir: 'auto' }, ...marked(engine, answer.terms, row.title)),
    h('span', { className: 'small' }, ...about(row)));
  const keep = () => remember(input.value);

  function recent(say) {
    const texts = earlier();
    const forget = h('button', { type: 'button', onclick: () => (stored(key, []), ask(), input.focus()) }, 'Forget them');
    say(texts.length ? 'Asked before' : '', texts.length ? [h('p', {}, forget)] : []);
    offer(texts.map((text) => option(address(text), (event) => {
      event.preventDefault();
      input.value = text;
      input.focus();
      ask();
    }, text)));
  }

  let options = [];
  let chosen = -1; // the place of the option that the arrows reached; -1 is the box itself

  function offer(nodes) {
    options = nodes;
    list.replaceChildren(...options);
    list.hidden = !options.length;
    input.ariaExpanded = !list.hidden;
    all.hidden = !input.value.trim();
    all.href = address(input.value);
    choose(-1);
  }

  function choose(place) {
    chosen = place;
    options.forEach((node, at) => {
      node.id = `page.hit.${at}`;
      node.ariaSelected = at === chosen;
    });
    const node = options[chosen];
    input.setAttribute('aria-activedescendant', node ? node.id : '');
    if (node) node.scrollIntoView({ block: 'nearest' });
  }

  input.oninput = debounce(ask);
  input.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const around = options.length + 1;
    if (event.isComposing || !(step || (event.key === 'Enter' && options[chosen]))) return;
    event.preventDefault();
    if (step) choose((chosen + 1 + step + around) % around - 1);
    else options[chosen].click();
  };
  input.form.onsubmit = keep;
  all.onclick = keep;
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  slash.checked = stored(opens) !== 'off';
  slash.onchange = () => stored(opens, slash.checked ? 'on' : 'off');

  field.onclick = open;
  field.onkeydown = (event) => event.key === 'ArrowDown' && open();
  field.oninput = field.oncompositionend = (event) => {
    // What an input method is composing stays where it is until it is done.
    if (event.isComposing) return;
    open();
    field.value = '';
  };
})();
