// The search page: the question and its filters stand in the address, the results below the box.
//
// `search.html?q=…&service=checkout&year=2024`: the parameters are those of the incidents page. Typing changes the address in place;
// what is submitted or chosen is a step of the history. Over http a passage comes from the result's own page; from a file, where pages
// cannot be read, it is a summary.
(() => {
  'use strict';
  // Results at a time.
  const SHEET = 20;
  const GROUPS = /^(service|folder|severity|year|factor|team|detection|kind|follow-ups)$/;
  // Before anything is drawn: what stands here without a question is not shown with one.
  const seek = (any) => document.documentElement.classList.toggle('searching', Boolean(any));
  seek(location.search);

  document.addEventListener('DOMContentLoaded', () => {
    const { h, later, marked, about, searcher, remember, passage } = self.casebookBox;
    const box = document.querySelector('.search');
    const page = document.querySelector('.search-found');
    const [panel, results, chips, list, more] = page.querySelectorAll('.filters, .results, .chips, .rows, .more');
    const boxes = [...page.querySelectorAll('.filters .filter-value input')];
    const newest = page.querySelector('[name=sort]');
    let shown;
    // The answer that is shown, and the address of the last step of the history.
    let last;
    let settled;

    // --- Results and their passages ---------------------------------------------------------------------------------------

    const ask = searcher(page, () => {
      let filters;
      for (const { name, value, checked } of boxes) {
        if (checked) filters = { ...filters, [name]: [...((filters || {})[name] || []), value] };
      }
      seek(box.q.value.trim() || filters);
      return { text: box.q.value, filters, shown, newest: newest.checked };
    }, (found) => {
      last = found;
      list.replaceChildren(...(found ? found.rows.map(result) : []));
      more.hidden = !found || found.answer.total <= shown;
      chips.replaceChildren(...boxes.filter((input) => input.checked).map((input) => {
        const name = input.nextElementSibling.textContent;
        const onclick = () => {
          input.click();
          results.focus();
        };
        return h('li', {}, h('button', { className: 'chip', ariaLabel: wording('filter.take_away')({ value: name }), onclick }, `${name} ×`));
      }));
      narrow();
    });

    // A passage is looked for when its result comes into sight.
    const seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
      if (!isIntersecting) return;
      seen.unobserve(target);
      target.look().catch(() => {});
    }), { rootMargin: '200px' });

    function result(row) {
      const found = last;
      const href = box.dataset.root + row.address;
      const main = h('div', { lang: row.lang || '', dir: 'auto' }, h('h2', {}, h('a', { href }, ...marked(found, row.title))));
      const node = h('li', { className: 'row' }, h('div', {}, ...about(row)), main);
      node.look = async () => {
        const { text, at, to, section, anchor } = await passage(href, found).catch(() => 0) || { text: (await found.engine.summaries([row.doc]))[0] };
        main.append(h('p', {}, at > 0 && '… ', ...marked(found, text, at, to), to < text.length && ' …'));
        if (anchor) main.append(h('p', { className: 'small' }, h('a', { href: `${href}#${anchor}` }, section)));
      };
      seen.observe(node);
      return node;
    }

    // --- Filters ----------------------------------------------------------------------------------------------------------

    // How many there would be with each value of the groups that are open; one that would leave none is not offered.
    const narrow = () => recount().catch(() => {});
    async function recount() {
      if (!last || !panel.open) return;
      const found = last;
      const open = boxes.filter((input) => input.closest('.search-group[open]'));
      const { facets } = await found.engine.search(found.text, { filters: found.filters, facets: open.map(({ name }) => name) });
      if (found !== last) return;
      const counts = new Map(facets.flatMap(({ key, values }) => values.map(({ id, count }) => [`${key} ${id}`, count])));
      for (const input of open) {
        const count = counts.get(`${input.name} ${input.value}`);
        input.parentNode.hidden = count === undefined;
        input.parentNode.lastElementChild.textContent = count;
      }
    }

    panel.open = matchMedia('(min-width: 64rem)').matches;
    panel.addEventListener('toggle', narrow, true);

    // --- The address and the history --------------------------------------------------------------------------------------

    // Some browsers keep the address of a file as it is; the results are shown all the same.
    const step = (method, url = `?${new URLSearchParams(new FormData(box))}`, at = -1) => {
      try {
        history[method]({ shown, at }, '', url);
      } catch {
        return;
      }
      if (method === 'pushState') settled = location.href;
    };

    const reach = (at) => list.children[at] && list.children[at].querySelector('a').focus();

    const read = async () => {
      const query = new URLSearchParams(location.search);
      box.q.value = query.get('q') || '';
      for (const [name, value] of query) {
        if (!GROUPS.test(name) || !value || boxes.some((input) => input.name === name && input.value === value)) continue;
        // A value that the panel has not is chosen out of sight.
        const input = h('input', { type: 'checkbox', name, value });
        input.setAttribute('form', box.id);
        panel.append(h('label', { hidden: true }, input, h('span', {}, `${name}:${value}`)));
        boxes.push(input);
      }
      for (const input of boxes) input.checked = query.getAll(input.name).includes(input.value);
      newest.checked = query.get('sort') === newest.value;
      settled = location.href;
      const { state } = history;
      shown = state ? state.shown : SHEET;
      await ask();
      if (state) reach(state.at);
    };

    const renew = (method) => {
      shown = SHEET;
      step(method);
      return ask();
    };

    box.q.oninput = later(() => renew('replaceState'));
    box.onsubmit = (event) => {
      event.preventDefault();
      remember(box.q.value);
      step('replaceState', settled);
      renew('pushState');
    };
    page.onchange = () => renew('pushState');
    more.onclick = async () => {
      const from = shown;
      shown += SHEET;
      step('replaceState');
      await ask();
      reach(from);
    };
    // Who comes back comes back to the result that was followed.
    list.onclick = ({ target }) => step('replaceState', location.href, [...list.children].indexOf(target.closest('.row')));
    addEventListener('popstate', read);
    // A page that the browser kept whole need not have kept the focus.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted && history.state && document.activeElement === document.body) reach(history.state.at);
    });
    read();
  });
})();
