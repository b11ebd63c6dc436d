// Filters the follow-ups of all incidents, and keeps what was chosen in the address.
//
// `actions/index.html?team=freight&service=checkout&incident=…&state=open&q=disk`: what is chosen together narrows together. A team and a
// service are named as on the incidents page, an incident by its address below the site's root, a state as sections are: `open`,
// `unstated`, `not-necessary`, `absorbed`, `declined`, `done`.
//
// A long list stands on several pages. They are read when somebody filters; where a browser reads none, as it does from disk, it is said
// that only this page is meant. Without this script the page is the whole list.
(() => {
  'use strict';

  function start() {
    const header = document.querySelector('.list-header');
    const pager = document.querySelector('.pager');
    const sections = () => [...document.querySelectorAll('section[data-state]')];
    if (!header || !sections().length || document.querySelector('.sieve')) return;
    const h = (name, properties, ...children) => {
      const node = Object.assign(document.createElement(name), properties);
      node.append(...children);
      return node;
    };
    const names = new Map();
    for (const { groups = [] } of self.incidentFilters || []) {
      for (const { key, values } of groups) for (const { id, name } of values) names.set(`${key} ${id}`, name);
    }
    const inOrder = new Intl.Collator(document.documentElement.lang);
    const trail = (row) => row.querySelector('.small a');
    const KEYS = ['team', 'service', 'incident', 'state'];
    let rows = [];
    let others = pager ? 'unread' : 'none';

    function look(row, state) {
      const incident = decodeURI(trail(row).getAttribute('href').replace('../', ''));
      const services = (row.dataset.services || '').split(' ').filter(Boolean);
      return { row, values: { team: [row.dataset.team].filter(Boolean), service: services, incident: [incident], state: [state] } };
    }

    function gather() {
      rows = sections().flatMap((section) => [...section.querySelectorAll('.follow-up')].map((row) => look(row, section.dataset.state)));
    }

    // --- The further pages --------------------------------------------------------------------------------------------------

    async function readOthers() {
      if (others !== 'unread') return;
      others = 'reading';
      const seen = new Set([location.pathname]);
      let links = [...pager.querySelectorAll('a')].map((link) => link.href);
      try {
        while (links[0]) {
          const next = links.shift();
          if (seen.has(new URL(next).pathname)) continue;
          seen.add(new URL(next).pathname);
          const answer = await fetch(next);
          if (!answer.ok) throw new Error(next);
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          page.querySelectorAll('section[data-state]').forEach(take);
          links.push(...[...page.querySelectorAll('.pager a')].map((link) => new URL(link.getAttribute('href'), next).href));
        }
        others = 'none';
        pager.remove();
      } catch {
        others = 'unreadable';
      }
      gather();
      offer();
    }

    function take(section) {
      const own = sections().find(({ dataset }) => dataset.state === section.dataset.state);
      if (own) own.querySelector('.follow-ups').append(...section.querySelectorAll('.follow-up'));
      else document.querySelector('.pager').before(document.importNode(section, true));
    }

    // --- The choices --------------------------------------------------------------------------------------------------------

    const form = h('form', { className: 'sieve' });
    const words = h('input', { type: 'search', name: 'q', autocomplete: 'off' });
    const said = h('p', {});
    said.setAttribute('role', 'status');
    const labels = { team: wording('facet.team.label'), service: wording('facet.service.label'), incident: wording('kind.incident'), state: wording('filter.state') };
    const selects = KEYS.map((key) => h('select', { name: key }));

    function called(key, id, row) {
      if (key === 'team') return (row.querySelector('.small a[href*="teams/"]') || { textContent: id }).textContent;
      if (key === 'service') return names.get(`service ${id}`) || id;
      if (key === 'incident') return trail(row).textContent;
      return sections().find(({ dataset }) => dataset.state === id).querySelector('h2').textContent;
    }

    // What there is to choose; a group with one value chooses nothing.
    function offer() {
      for (const select of selects) {
        const { name: key, value } = select;
        const counts = new Map();
        for (const { row, values } of rows) {
          for (const id of values[key]) counts.set(id, { count: (counts.get(id) || { count: 0 }).count + 1, row });
        }
        const options = [...counts].map(([id, { count, row }]) => h('option', { value: id }, `${called(key, id, row)} (${count})`));
        if (key !== 'state') options.sort((a, b) => inOrder.compare(a.text, b.text));
        select.replaceChildren(h('option', { value: '' }, wording('filter.any')), ...options);
        select.value = counts.has(value) ? value : '';
        select.parentNode.hidden = counts.size < 2 && !select.value;
      }
    }

    function show() {
      const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = selects.filter((select) => select.value);
      const says = (row, word) => row.textContent.toLowerCase().includes(word);
      const fits = ({ row, values }) => chosen.every(({ name, value }) => values[name].includes(value)) && asked.every((word) => says(row, word));
      const left = rows.filter((one) => {
        one.row.hidden = !fits(one);
        return !one.row.hidden;
      }).length;
      const filtered = asked.length + chosen.length > 0;
      for (const section of document.querySelectorAll('.shelf-part')) {
        section.hidden = filtered && !section.querySelector('.follow-up:not([hidden])') || filtered && !section.dataset.state;
        const fold = section.querySelector('details');
        if (fold && section.dataset.state && filtered) fold.open = true;
      }
      const only = filtered && others === 'unreadable' ? ` ${wording('filter.this_page')}` : '';
      said.textContent = filtered ? wording('code.left')({ left, all: rows.length }) + only : '';
    }

    async function chosen() {
      await readOthers();
      show();
      const query = new URLSearchParams(new FormData(form));
      for (const [key, value] of [...query]) if (!value) query.delete(key);
      try {
        history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
      } catch {
        // Some browsers keep the address of a file as it is; the filter works all the same.
      }
    }

    async function begin() {
      gather();
      form.append(...selects.map((select) => h('label', {}, labels[select.name], select)), h('label', {}, wording('code.narrow'), words), said);
      form.onsubmit = (event) => event.preventDefault();
      form.oninput = chosen;
      header.after(form);
      offer();
      const query = new URLSearchParams(location.search);
      if (![...KEYS, 'q'].some((key) => query.get(key))) return;
      await readOthers();
      for (const field of [...selects, words]) field.value = query.get(field.name) || '';
      for (const select of selects) if (select.selectedIndex < 0) select.value = '';
      offer();
      show();
    }

    begin();
  }

  start();
  // A preview puts a newer page in place of this one.
  document.addEventListener('casebook:replaced', start);
})();
