// The search page: the question and its filters stand in the address, the results below the box.
//
// `search.html?q=…&service=checkout&year=2024`: the parameters are those of the incidents page. Every choice is a link to such an
// address; this script follows them without leaving the page. Typing changes the address in place, and what is submitted or chosen
// becomes a step of the history. Over http the passage that fits best comes from the result's own page; from a file, where pages
// cannot be read, the summary stands in.
(() => {
  'use strict';
  const SHEET = 20; // results at a time
  const FEW = 8; // values of a filter in sight
  const AROUND = 240; // characters of a passage
  const BLOCKS = 'p, li, dd, tr, pre, figcaption';
  const FURNITURE = 'nav, aside, .eyebrow, .meta, .mentioned, .mentions, .rows, .passages, .uses, .lessons, .path-places, .onward-paths';
  const root = document.documentElement;
  // Before anything is drawn: what stands here without a question is not shown with one.
  const seek = (any) => root.classList.toggle('searching', any);
  seek(location.search.length > 1);

  document.addEventListener('DOMContentLoaded', () => {
    const { h, early, address, count, marked, about, searcher, debounce, remember } = self.casebookBox;
    const box = document.querySelector('.search');
    const page = document.querySelector('.search-found');
    const part = (name) => page.querySelector(name);
    const list = part('.rows');
    const chips = part('.chips');
    const more = part('.more');
    const panel = part('.filters');
    const title = document.title;
    const folded = {};
    const pages = {};
    let filters = {};
    let shown = SHEET;
    let settled = location.href; // the last step of the history

    function read() {
      const query = new URLSearchParams(location.search);
      box.q.value = query.get('q') || '';
      query.delete('q');
      filters = {};
      for (const [key, id] of query) filters[key] = [...(filters[key] || []), id];
      settled = location.href;
      shown = (history.state && history.state.shown) || SHEET;
      ask();
    }

    function visit(event, url) {
      try {
        history.pushState(null, '', url);
      } catch {
        return; // The browser goes there by itself.
      }
      event.preventDefault();
      read();
    }

    function keep(state) {
      try {
        history.replaceState(state, '', address(box.q.value, filters));
      } catch {
        // Some browsers keep the address of a file as it is.
      }
    }

    const ask = searcher(page, () => {
      const text = box.q.value;
      const any = text.trim() || Object.keys(filters).length;
      seek(any);
      document.title = text ? `${text} · ${title}` : title;
      return { text, filters, shown, any };
    }, (say, found) => {
      const rows = found ? found.rows.map((row) => result(row, found)) : [];
      list.replaceChildren(...rows);
      rows.forEach((row) => watch.observe(row));
      const rest = found ? found.answer.total - shown : 0;
      more.hidden = rest <= 0;
      more.firstChild.textContent = `Show ${Math.min(rest, SHEET)} more of ${rest}`;
      if (found) facets(found);
    });

    more.firstChild.onclick = async () => {
      const from = shown;
      shown += SHEET;
      keep({ shown });
      await ask();
      if (list.children[from]) list.children[from].querySelector('a').focus();
    };

    // --- Results and their passages ---------------------------------------------------------------------------------------

    const watch = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
      watch.unobserve(target);
      target.look();
    }), { rootMargin: '200px' });

    function result(row, { engine, answer, text }) {
      const href = box.dataset.root + row.address;
      const main = h('div', { className: 'row-main', lang: row.lang || '', dir: 'auto' },
        h('h2', {}, h('a', { href }, ...marked(engine, answer.terms, row.title))));
      const node = h('li', { className: 'row' }, h('div', { className: 'row-side' }, ...about(row)), main);
      node.look = async () => {
        const found = await passage(href, engine, answer, text).catch(() => 0)
          || { text: (await engine.summaries([row.doc]))[0] };
        main.append(h('p', {}, found.at && '… ', ...marked(engine, answer.terms, found.text, found.at, found.to), found.to < found.text.length && ' …'),
          found.anchor && h('p', { className: 'small' }, 'In ', h('a', { href: `${href}#${found.anchor}` }, found.section)));
      };
      return node;
    }

    const read_page = (href) => (pages[href] = pages[href] || fetch(href).then((answer) => answer.text())
      .then((html) => new DOMParser().parseFromString(html, 'text/html')));

    // The passage with most of the words, phrases before all else, and the section it stands in.
    async function passage(href, engine, { words, terms }, text) {
      const word = new Map(words.flatMap((one, at) => one.terms.map(([term]) => [term, at])));
      const phrases = [...text.matchAll(/"([^"]+)"/g)].map(([, phrase]) => engine.tokens(phrase));
      let [best, most, section, anchor] = [null, 0];
      for (const block of (await read_page(href)).querySelectorAll(`article :is(h2, h3, h4, h5, h6, .minutes, ${BLOCKS})`)) {
        if (block.closest(FURNITURE) || block.parentNode.closest(BLOCKS)) continue;
        if (!block.matches(BLOCKS)) {
          anchor = block.id || block.parentNode.id;
          if (block.localName !== 'div') section = block.textContent;
          continue;
        }
        const own = [...(block.cells || [block])].map((cell) => cell.textContent).join(' ').replace(/\s+/g, ' ').trim();
        const tokens = engine.tokens(own);
        best = best || { text: own, at: 0, to: AROUND };
        tokens.forEach(({ start, terms: first }, from) => {
          if (!first.some((term) => terms.has(term))) return;
          const near = tokens.slice(from).filter((token) => token.end < start + AROUND * 0.8);
          const has = (phrase) => phrase.every((token, at) => near[at] && token.terms.some((term) => near[at].terms.includes(term)));
          const held = new Set(near.flatMap((token) => token.terms.filter((term) => terms.has(term)).map((term) => word.has(term) ? word.get(term) : term)));
          const score = held.size + 99 * phrases.filter(has).length;
          if (score <= most) return;
          most = score;
          const at = start < AROUND / 3 ? 0 : own.indexOf(' ', start - AROUND / 4) + 1;
          best = { text: own, at: Math.min(at, start), to: Math.max(own.lastIndexOf(' ', start + AROUND), start + 20), section, anchor };
        });
      }
      return best;
    }

    // --- Filters ----------------------------------------------------------------------------------------------------------

    async function facets({ engine, answer, text, current }) {
      const chosen = answer.filters;
      const keys = Object.keys(chosen);
      chips.hidden = !keys.length;
      if (!panel.open && !keys.length) return;
      const { facets: groups } = await engine.search(text, { filters, facets: true });
      if (!current()) return;
      // Filters that were typed become choices as soon as one is changed.
      const typed = keys.length ? text.replace(new RegExp(`(^|\\s)(${keys.join('|')}):("[^"]*"|\\S+)`, 'gi'), '').trim() : text;
      const held = ({ key }, { id }) => (chosen[key] || []).includes(id);
      const toggled = ({ key }, { id }) => address(typed, {
        ...chosen, [key]: (chosen[key] || []).includes(id) ? chosen[key].filter((one) => one !== id) : [...(chosen[key] || []), id] });
      const focused = document.activeElement.pathname && document.activeElement.name;
      const link = (group, value) => h('li', {}, h('a', {
        className: 'search-value', name: `${group.key}:${value.id}`, href: toggled(group, value), ariaCurrent: held(group, value) },
      h('span', {}, value.name), ' ', h('span', { className: 'filter-count' }, value.count.toLocaleString('en'))));
      part('.search-groups').replaceChildren(...groups.map((group, at) => {
        const values = group.values.filter((value) => value.count || held(group, value));
        const links = values.map((value) => link(group, value));
        const rest = links.splice(FEW);
        return h('details', { open: folded[group.key] || at < 3, ontoggle() { folded[group.key] = this.open; } }, h('summary', {}, group.label),
          h('ul', {}, ...links), rest.length && h('details', {}, h('summary', {}, `${rest.length} more`), h('ul', {}, ...rest)));
      }));
      chips.replaceChildren(...groups.flatMap((group) => group.values.filter((value) => held(group, value)).map((value) => h('li', {},
        h('a', { className: 'chip', href: toggled(group, value), ariaLabel: `${group.label}: ${value.name}, take away` }, `${group.label}: ${value.name} ×`)))));
      if (keys.length) chips.append(h('li', {}, h('a', { className: 'clear', href: address(typed) }, 'Clear all')));
      if (focused) page.querySelector(`[name="${focused}"]`).focus();
    }

    const wide = matchMedia('(min-width: 64rem)');
    panel.open = wide.matches;
    panel.ontoggle = ask;

    // --- The box and the history ------------------------------------------------------------------------------------------

    const typed = debounce(() => {
      shown = SHEET;
      keep(null);
      ask();
    });
    box.q.oninput = typed;
    box.onsubmit = (event) => {
      remember(box.q.value);
      const url = address(box.q.value, filters);
      try {
        history.replaceState(null, '', settled);
      } catch {
        return;
      }
      visit(event, url);
    };
    page.onclick = (event) => {
      const link = event.target.closest('a');
      if (link && link.pathname === location.pathname && !event.ctrlKey && !event.metaKey && !event.shiftKey) visit(event, link.href);
    };
    addEventListener('popstate', read);
    read();
  });
})();
