// Filters the incidents page, and keeps what was chosen in its address.
//
// `incidents/index.html?service=checkout&severity=sev1&year=2024`: the parameters are `service`, `severity`, `year`, `factor`,
// `team`, `detection` and `kind`. One that is repeated means "or" (`service=a&service=b`), different ones mean "and". A value is an id
// in small letters with `-` between words, as the catalogue or the front matter has it; `year=undated` are the incidents without a
// date. `vocabulary.js` beside the page lists them all.
//
// The rows come from one script for each year, read when the panel is first used or the address holds a choice. The panel, the chips
// and the rows are copied from the page's template. Without this script the page shows the newest incidents and links to every year.
(() => {
  'use strict';
  const KEPT = 500;
  const DOZEN = 12;
  const FEW = 4; // so many more are shown rather than hidden behind a box
  const page = document.querySelector('.filterable');
  const template = document.querySelector('.filter-parts');
  if (!page || !template) return;
  const parts = template.content;
  const part = (selector) => parts.querySelector(selector).cloneNode(true);
  const marks = [...parts.children].filter((node) => node.matches('.severity'));
  const blank = parts.querySelector('.row');
  const results = page.querySelector('.results');
  const list = page.querySelector('.rows');
  const newest = [...list.children];
  const SHEET = newest.length; // so many at a time as the page shows at first
  const newestText = results.textContent;
  const state = part('.filter-state');
  const chips = state.querySelector('.chips');
  const notices = state.querySelector('.filter-notices');
  const more = part('.more');
  results.before(state);
  results.setAttribute('role', 'status');
  results.tabIndex = -1;
  list.after(more);
  more.hidden = true;

  const scripts = self.incidentFilters || [];
  const vocabulary = scripts[0] || { total: 0, years: [], groups: [] };
  const groups = vocabulary.groups.map((group, at) => ({
    ...group,
    at,
    place: new Map(group.values.map((value, place) => [value.id, place])),
    counts: group.values.map((value) => value.count),
    chosen: new Set(),
    labels: new Map(),
    offered: [],
  }));
  let incidents = null; // every incident with its values, newest first, once the years have been read
  let found = []; // those that fit
  let shown = SHEET; // how many of them the page shows
  let search = null; // the query that the page shows
  let notice = []; // sentences that have to be said

  // --- The years ------------------------------------------------------------------------------------------------------

  const reading = new Map();

  function read(file) {
    const script = document.createElement('script');
    script.src = file;
    const promise = new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = () => {
        reading.delete(file);
        script.remove();
        reject(new Error(file));
      };
    });
    reading.set(file, promise);
    document.head.append(script);
    return promise;
  }

  // Each year names values by places among its own ids; here they become places in the vocabulary.
  function gather() {
    incidents = [];
    for (const file of vocabulary.years) {
      const year = scripts.find((script) => script.file === file);
      const places = year.ids.map((ids, at) => ids.map((id) => groups[at].place.get(id)));
      for (const row of year.rows) {
        const values = row[6].map((own, at) => own.map((value) => places[at][value]).filter((value) => value !== undefined));
        incidents.push({ row, values });
      }
    }
  }

  function ready() {
    return Promise.all(vocabulary.years.map((file) => reading.get(file) || read(file))).then(() => incidents || gather());
  }

  // --- The state ------------------------------------------------------------------------------------------------------

  const isFiltered = () => groups.some((group) => group.chosen.size);

  function restore() {
    search = location.search;
    notice = [];
    const query = new URLSearchParams(search);
    for (const group of groups) {
      group.chosen.clear();
      for (const written of query.getAll(group.key).filter((text) => text.trim())) {
        const value = group.place.get(written.trim().toLowerCase().replace(/[\s_.]+/g, '-'));
        if (value === undefined) notice.push(wording('filter.unknown')({ one: group.one, value: written.trim() }));
        else group.chosen.add(value);
      }
    }
    shown = Math.min((history.state && history.state.shown) || SHEET, KEPT);
    update();
  }

  function remember(method) {
    const query = new URLSearchParams();
    for (const group of groups) {
      for (const value of sorted(group.chosen)) query.append(group.key, group.values[value].id);
    }
    const text = query.toString();
    try {
      history[method]({ shown }, '', text ? `?${text}` : location.pathname);
    } catch (refused) {
      // Some browsers keep the address of a file as it is; the filter works all the same.
    }
    search = location.search;
  }

  function choose(group, value, on) {
    if (on) group.chosen.add(value);
    else group.chosen.delete(value);
    chosen();
  }

  function chosen() {
    notice = [];
    shown = SHEET;
    remember('pushState');
    update();
  }

  function clear() {
    for (const group of groups) group.chosen.clear();
  }

  // Counts for a value leave its own group's choices aside: an incident that fails in one group only still counts there.
  function count() {
    const active = groups.filter((group) => group.chosen.size);
    found = [];
    for (const group of groups) group.counts.fill(0);
    for (const incident of incidents) {
      const failed = active.filter((group) => !incident.values[group.at].some((value) => group.chosen.has(value)));
      if (!failed.length) found.push(incident);
      if (failed.length > 1) continue;
      for (const group of failed.length ? failed : groups) {
        for (const value of incident.values[group.at]) group.counts[value] += 1;
      }
    }
  }

  // --- The page -------------------------------------------------------------------------------------------------------

  const sorted = (set) => [...set].sort((a, b) => a - b);

  function update() {
    const filtered = isFiltered();
    if (filtered && !incidents) {
      say(wording('filter.reading')({ count: vocabulary.total }));
      ready().then(update, unreadable);
    } else if (filtered) {
      count();
      const some = wording('filter.found')({ found: found.length, count: vocabulary.total });
      say(found.length ? some : wording('filter.none'));
      list.replaceChildren(...rows(0, shown));
    } else {
      for (const group of groups) group.counts = group.values.map((value) => value.count);
      found = [];
      say(newestText);
      if (list.firstChild !== newest[0]) list.replaceChildren(...newest);
    }
    if (filtered) list.classList.add('filtered');
    done.textContent = filtered ? wording('filter.show')({ count: found.length }) : wording('filter.show_list');
    drawMore();
    drawChips();
    drawNotices();
    groups.forEach(drawGroup);
  }

  function unreadable() {
    clear();
    remember('replaceState');
    update();
    notice = [wording('filter.unreadable_years')];
    drawNotices();
  }

  function say(text) {
    if (results.textContent !== text) results.textContent = text;
  }

  function drawNotices() {
    notices.classList.toggle('notice', notice.length > 0);
    notices.replaceChildren(...notice.map((text) => {
      const line = document.createElement('p');
      line.textContent = text;
      return line;
    }));
  }

  function drawChips() {
    const focused = chips.contains(document.activeElement) ? [...chips.querySelectorAll('button')].indexOf(document.activeElement) : -1;
    const items = groups.flatMap((group) => sorted(group.chosen).map((value) => {
      const text = wording('filter.pair')({ label: group.label, value: group.values[value].name });
      return chip(text, wording('filter.take_away')({ value: text }), () => choose(group, value, false));
    }));
    if (items.length) {
      const all = chip(wording('filter.clear'), wording('filter.clear'), () => { clear(); chosen(); });
      all.firstChild.className = 'clear';
      all.firstChild.lastElementChild.remove();
      items.push(all);
    }
    chips.replaceChildren(...items);
    chips.hidden = !items.length;
    if (focused < 0) return;
    if (items.length) items[Math.min(focused, items.length - 2)].firstChild.focus();
    else results.focus();
  }

  function chip(text, name, act) {
    const item = document.createElement('li');
    const button = part('.chip');
    button.firstElementChild.textContent = text;
    button.setAttribute('aria-label', name);
    button.onclick = act;
    item.append(button);
    return item;
  }

  function drawMore() {
    const rest = found.length - shown;
    more.hidden = rest <= 0;
    if (rest > 0) more.firstElementChild.textContent = rest > SHEET ? wording('filter.show_more')({ count: SHEET, all: rest }) : wording('filter.show_rest')({ count: rest });
  }

  more.firstElementChild.onclick = () => {
    const added = rows(shown, shown + SHEET);
    list.append(...added);
    shown += SHEET;
    remember('replaceState');
    drawMore();
    added[0].querySelector('a').focus();
  };

  // A row is made once and kept: to show it again costs no more than to move it.
  function rows(from, to) {
    return found.slice(from, to).map((incident) => incident.node || (incident.node = row(incident)));
  }

  function row({ row: [address, title, date, datetime, summary, further], values }) {
    const node = blank.cloneNode(true);
    const group = (key) => groups.find((one) => one.key === key);
    const value = (key) => values[group(key).at].map((place) => group(key).values[place]);
    const put = (at, text) => (text ? (at.textContent = text) : at.remove());
    const main = node.lastElementChild;
    const [label, draft] = main.querySelectorAll('.label');
    const [severity] = value('severity');
    const [kind] = value('kind');
    const services = value('service').map((service) => service.name).join(wording('list.between'));
    node.querySelector('time').setAttribute('datetime', datetime);
    put(node.querySelector('time'), date);
    if (severity) node.querySelector('.severity').replaceWith(mark(severity));
    else node.querySelector('.severity').remove();
    main.querySelector('a').setAttribute('href', address);
    put(main.querySelector('a'), title);
    put(main.querySelector('p'), summary);
    put(label, kind && kind.id !== 'incident' && kind.name);
    put(draft, further.draft && wording('kind.draft'));
    const { company } = further;
    put(main.querySelector('.small'), company && services ? wording('filter.pair')({ label: company, value: services }) : company || services);
    if (further.lang) {
      for (const own of [label, draft]) own.lang = own.lang || document.documentElement.lang;
      main.setAttribute('lang', further.lang);
      main.setAttribute('dir', 'auto');
    }
    return node;
  }

  function mark(severity) {
    const node = marks[severity.shape].cloneNode(true);
    node.textContent = severity.name;
    return node;
  }

  // --- The panel ------------------------------------------------------------------------------------------------------

  const wide = matchMedia('(min-width: 64rem)');
  const panel = part('.filters');
  const done = panel.querySelector('.filter-done button');
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

  function addPanel() {
    const offered = groups.filter((group) => group.values.length > 1);
    if (!offered.length) return;
    panel.lastElementChild.before(...offered.map(addGroup));
    done.onclick = () => {
      panel.open = false;
      results.focus();
    };
    const early = () => ready().catch(() => {});
    panel.addEventListener('pointerenter', early, { once: true });
    panel.addEventListener('focusin', early, { once: true });
    panel.open = wide.matches;
    wide.addEventListener('change', () => { panel.open = panel.open || wide.matches; });
    page.prepend(panel);
  }

  function addGroup(group, at) {
    const box = part('.filter-group');
    const find = box.querySelector('.filter-find');
    group.button = box.querySelector('button');
    group.box = box.querySelector('.filter-values');
    group.status = group.box.querySelector('[role="status"]');
    group.button.textContent = group.label;
    group.button.onclick = () => unfold(group, group.box.hidden);
    if (group.values.length > DOZEN + FEW) {
      group.find = find.querySelector('input');
      group.find.oninput = () => drawGroup(group);
      find.firstElementChild.textContent = wording('filter.find')({ one: group.one });
    } else {
      find.remove();
      group.status.remove();
    }
    unfold(group, wide.matches && at < 2);
    return box;
  }

  function unfold(group, open) {
    group.box.hidden = !open;
    group.button.setAttribute('aria-expanded', open);
  }

  function drawGroup(group) {
    if (!group.box) return;
    if (group.chosen.size && !group.wasChosen) unfold(group, true);
    group.wasChosen = group.chosen.size > 0;
    offer(group, group.find ? most(group) : [...group.values.keys()]);
    for (const value of group.offered) {
      const [input, number] = group.labels.get(value).controls;
      input.checked = group.chosen.has(value);
      input.disabled = !group.counts[value] && !input.checked && input !== document.activeElement;
      if (number.textContent !== `${group.counts[value]}`) number.textContent = group.counts[value];
    }
  }

  // Of many values: the most frequent dozen that fit the words in the box, and what was chosen.
  function most(group) {
    const words = fold(group.find.value.trim());
    const fits = [...group.values.keys()].filter((value) => fold(group.values[value].name).includes(words));
    const dozen = fits.sort((a, b) => group.counts[b] - group.counts[a] || a - b).slice(0, DOZEN);
    const rest = fits.length > dozen.length ? wording('filter.most')({ count: DOZEN, all: fits.length }) : '';
    const text = fits.length ? rest : wording('filter.none_called');
    if (group.status.textContent !== text) group.status.textContent = text;
    if (group.ordered) dozen.sort((a, b) => a - b);
    return [...sorted(group.chosen).filter((value) => !dozen.includes(value)), ...dozen];
  }

  function offer(group, values) {
    if (values.join() === group.offered.join()) return;
    const focused = group.box.contains(document.activeElement) ? document.activeElement : null;
    for (const value of group.offered) group.labels.get(value).label.remove();
    group.offered = values;
    group.box.append(...values.map((value) => (group.labels.get(value) || addValue(group, value)).label));
    if (focused && focused !== document.activeElement) (focused.isConnected ? focused : group.button).focus();
  }

  function addValue(group, place) {
    const value = group.values[place];
    const label = part('.filter-value');
    const input = label.querySelector('input');
    label.querySelector('.filter-name').append(value.shape === undefined ? value.name : mark(value));
    if (value.retired) label.querySelector('.filter-name').append(' ', part('.filter-retired'));
    input.onchange = () => choose(group, place, input.checked);
    const entry = { label, controls: [input, label.querySelector('.filter-count')] };
    group.labels.set(place, entry);
    return entry;
  }

  addPanel();
  restore();
  if (!scripts.length) {
    notice = [wording('filter.unreadable')];
    drawNotices();
  }
  addEventListener('popstate', () => { if (location.search !== search) restore(); });
})();
