// Shows what is wrong in a sheet at the bottom, and the writer's panel at the side. Both stand in one element with a tree of its own, which
// the page's styles do not reach and which replacing the page leaves alone.
//
// Alt+Shift+W opens and closes the panel, Escape closes it; a button does both. What is drawn anew becomes what was drawn before, so
// that the focus stays where it is.
(() => {
  'use strict';
  const preview = self.casebookPreview;
  const OPEN = 'casebook:preview:panel';
  const host = document.createElement('aside');
  host.dataset.casebookPreview = '';
  host.lang = 'en';
  host.dir = 'ltr';
  host.setAttribute('aria-label', 'Preview');
  const root = host.attachShadow({ mode: 'open' });

  const h = (name, properties = {}, ...nodes) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === true) node.setAttribute(key, '');
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...nodes.flat().filter((one) => one !== null && one !== undefined && one !== false && one !== ''));
    return node;
  };
  // What stands between backticks is code.
  const worded = (text) => text.split('`').map((part, at) => (at % 2 ? h('code', {}, part) : part));
  const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

  let told = null; // what is told of the page
  let places = []; // its findings that were found in the text: their number, range and severity
  let folded = false; // whether the overlay is
  let away = false; // whether the server is
  let from = null; // what had the focus before the panel
  let isOpen = false;
  try {
    isOpen = sessionStorage.getItem(OPEN) === 'yes';
  } catch {
    // A closed storage: the panel begins closed.
  }

  const overlay = h('section', { class: 'overlay', 'aria-label': 'What is wrong', hidden: true });
  const tab = h('button', { class: 'tab', type: 'button', 'data-do': 'open', 'aria-keyshortcuts': 'Alt+Shift+W', title: 'Alt+Shift+W', hidden: true });
  const panel = h('section', { class: 'panel', 'aria-label': 'Writer’s panel', hidden: true });
  const marks = h('div', { class: 'marks' });
  const alarm = h('p', { class: 'unseen', role: 'alert' });
  const status = h('p', { class: 'unseen', role: 'status' });
  const lost = h('p', { class: 'lost', role: 'status' });

  const say = (line, text) => line.textContent !== text && (line.textContent = text);
  const draw = (place, ...nodes) => {
    const next = place.cloneNode();
    next.append(...nodes.flat().filter(Boolean));
    preview.become(place, next);
  };

  // --- What is wrong -----------------------------------------------------------------------------------------------------------

  const opens = (url, what = 'this place') => url && h('a', { href: url, 'aria-label': `Edit ${what}` }, 'Edit');
  const where = ({ file, line, column }) => [file, line, column].filter(Boolean).join(':');

  function problem({ scope, severity, message, file, line, column, excerpt, label, hints, editor, address }) {
    const there = scope === 'elsewhere' && address;
    return h('li', { class: `problem is-${severity}` },
      h('p', { class: 'message' }, h('b', {}, severity === 'error' ? 'Error' : 'Warning'), ' ', worded(message)),
      file && h('p', { class: 'where' }, h('span', { class: 'file' }, where({ file, line, column })), editor && ' · ', opens(editor),
        there && ' · ', there && h('a', { href: `/${encodeURI(address)}` }, 'See the page')),
      excerpt && h('pre', { tabindex: '0', 'aria-label': 'The line' }, h('span', { class: 'number' }, `${line} `), h('code', {}, excerpt[0],
        h('mark', {}, excerpt[1] || ' '), excerpt[2]), label && h('span', { class: 'label' }, `  ${label}`)),
      hints.map((hint) => h('p', { class: 'hint' }, worded(hint))));
  }

  function drawProblems() {
    const { problems } = told;
    const near = problems.filter(({ scope }) => scope !== 'elsewhere');
    overlay.hidden = !problems.length;
    say(alarm, near.length ? `${plural(near.length, 'mistake')}. ${where(near[0])}: ${near[0].message}` : '');
    if (!problems.length) folded = false;
    const heading = near.some(({ scope }) => scope === 'site') ? 'The site is shown as it was before this'
      : near.length ? 'This page is shown as it was before this' : `${problems.length > 1 ? 'Other pages are' : 'Another page is'} shown as before`;
    const isShort = folded || !near.length;
    overlay.classList.toggle('short', isShort);
    draw(overlay, h('header', {}, h('h2', {}, heading),
      near.length ? h('button', { type: 'button', 'data-do': 'fold', 'aria-expanded': String(!folded) }, folded ? 'Unfold' : 'Fold') : ''),
    folded ? '' : h('ul', { class: 'problems' }, problems.map(problem)));
  }

  // --- The writer's panel --------------------------------------------------------------------------------------------------------

  const section = (title, note, items) => (items.length ? h('section', {}, h('h3', {}, title, ' ', h('span', { class: 'count' }, String(items.length))),
    note && h('p', { class: 'note' }, note), h('ul', {}, items)) : '');
  const quiet = (...parts) => h('p', { class: 'where' }, parts.flat().filter(Boolean).flatMap((part, at) => (at ? [h('span', { class: 'dot' }, ' · '), part] : [part])));
  const copies = (text, name) => h('button', { type: 'button', class: 'copies', 'data-do': 'copy', 'data-text': text, 'aria-label': `Copy ${name || text}` }, h('code', {}, text));

  function finding({ severity, message, hints, place, editor }, at) {
    const found = places.some((one) => one.at === at);
    const spot = !place ? 'The whole page' : place.front ? `Front matter, line ${place.line}` : [place.heading, `line ${place.line}`].filter(Boolean).join(', ');
    return h('li', { class: `is-${severity}`, 'data-finding': at, tabindex: '-1' },
      h('p', { class: 'message' }, h('b', {}, { error: 'Error', warning: 'Warning', note: 'Note' }[severity]), ' ', worded(message)),
      hints.map((hint) => h('p', { class: 'hint' }, worded(hint))),
      quiet(found ? h('button', { type: 'button', 'data-do': 'show', 'data-at': at }, spot) : spot, opens(editor)));
  }

  const alike = ({ title, address, date, severity, reasons, likeness, helped, pastes }) => h('li', {},
    h('p', { class: 'message' }, h('a', { href: `/${encodeURI(address)}` }, title)),
    quiet(date, severity),
    reasons.length && h('p', {}, likeness === 'copy' ? 'Says nearly the same; ' : likeness === 'same-event' ? 'Probably the same event; ' : '', reasons.join(' · ')),
    helped && h('p', { class: 'note' }, `What helped then: ${helped}`),
    pastes.map(({ place, text }) => h('p', { class: 'paste' }, copies(text), h('span', { class: 'note' }, ` ${place}`))));

  const word = ({ word: name, kind, place, file, paste }, at) => h('li', {},
    h('p', { class: 'message' }, name),
    h('p', { class: 'note' }, kind === 'acronym' ? 'Say it in full where it first stands, or give it an entry: ' : 'Nobody has written this entry yet: ', h('span', { class: 'file' }, file)),
    quiet(places.some((one) => one.word === at) ? h('button', { type: 'button', 'data-do': 'show', 'data-word': at }, 'Where it stands') : '',
      h('button', { type: 'button', 'data-do': 'copy', 'data-text': paste, 'aria-label': `Copy its beginning: ${name}` }, 'Copy its beginning'), opens(place && place.editor)));

  const question = ({ question: text, key, heading, anchor, editor }) => h('li', {},
    h('p', { class: 'message' }, text),
    quiet(anchor ? h('a', { href: `#${anchor}` }, heading) : heading ? `Under “${heading}”` : '', h('span', {}, heading ? 'or ' : '', h('code', {}, key)), opens(editor)));

  const fact = ({ key, value, sentence, doubts, editor }, at) => h('li', {},
    h('p', { class: 'message' }, h('code', {}, key), ' ', value),
    h('p', { class: 'note' }, `“${sentence}”`),
    doubts.map((doubt) => h('p', { class: 'hint' }, worded(doubt))),
    h('p', { class: 'where' }, ...[['yes', 'It is so'], ['no', 'Nobody knows']].map(([mark, label]) => h('button',
      { type: 'button', 'data-do': 'settle', 'data-fact': at, 'data-mark': mark, 'aria-label': `${label}: ${key}` }, label)),
    h('input', { type: 'text', class: 'instead', 'aria-label': `${key} instead`, placeholder: 'or instead …', 'data-fact': at }),
    h('button', { type: 'button', 'data-do': 'settle', 'data-fact': at, 'aria-label': `Write instead: ${key}` }, 'Write'), opens(editor)));

  const seenAs = ({ all, now }) => h('p', { class: 'where' }, h('label', {}, 'Shown to ',
    h('select', { 'data-readers': true }, all.map((name) => h('option', { value: name, selected: name === now }, name)))));

  function drawPanel() {
    const { findings, similar, words, questions, facts, lagging, readers } = told;
    const count = findings.length + similar.length + words.length + questions.length;
    const none = h('p', { class: 'none' }, 'Nothing to remark on. Thank you for writing this down.');
    const isHere = readers || (told.kind && (told.kind === 'incident' || count > 0));
    tab.hidden = !isHere || isOpen;
    panel.hidden = !isHere || !isOpen;
    draw(tab, 'Writer’s panel', count ? h('span', { class: 'count' }, ' ', String(count)) : '');
    draw(panel, h('header', {}, h('h2', { tabindex: '-1' }, 'Writer’s panel'),
      h('button', { type: 'button', 'data-do': 'close', title: 'Escape' }, 'Close')),
    quiet(told.draft && 'Draft', told.file && h('span', { class: 'file' }, told.file), opens(told.editor, 'the file')),
    readers && seenAs(readers),
    section('On this page', '', findings.map(finding)),
    section('Incidents to mention', lagging ? 'As of a moment ago.' : '', similar.map(alike)),
    section('Words to explain', '', words.map(word)),
    section('What a reader would still ask', '', questions.map(question)),
    section('Read in the text', 'What you say of one is written into the file’s front matter.', facts.map(fact)),
    count || facts.length ? '' : none,
    h('footer', {}, h('p', { class: 'note' }, h('kbd', {}, 'Alt'), ' ', h('kbd', {}, 'Shift'), ' ', h('kbd', {}, 'W'), ' opens and closes this. It is in no build.')));
  }

  // --- In the text ---------------------------------------------------------------------------------------------------------------

  function seek() {
    const { findings, words } = told;
    const found = preview.find([...findings, ...words].map(({ place }) => place));
    places = [];
    found.forEach((range, at) => {
      const severity = at < findings.length ? findings[at].severity : 'note';
      if (range) places.push(at < findings.length ? { at, range, severity } : { word: at - findings.length, range, severity });
    });
  }

  function mark() {
    const visible = panel.hidden ? [] : places;
    preview.highlight(visible);
    const blocks = preview.blocks(visible.filter(({ at }) => at !== undefined));
    draw(marks, blocks.map(({ ones }) => h('button', { type: 'button', 'data-do': 'tell', 'data-at': ones[0].at,
      'aria-label': `${plural(ones.length, 'finding')} here; show in the panel` }, String(ones.length))));
    blocks.forEach(({ left, top }, at) => {
      const { style } = marks.children[at];
      style.top = `${top}px`;
      style.left = `${Math.max(0, left - 30)}px`;
    });
  }

  // --- What is done --------------------------------------------------------------------------------------------------------------

  function setOpen(open, keyed) {
    if (!told || !(told.kind || told.readers) || open === isOpen) return;
    isOpen = open;
    try {
      sessionStorage.setItem(OPEN, open ? 'yes' : 'no');
    } catch {
      // A closed storage forgets.
    }
    if (open && !from) from = root.activeElement || document.activeElement;
    drawPanel();
    mark();
    if (open && keyed) panel.querySelector('h2').focus({ preventScroll: true });
    if (!open) {
      const back = from && from.isConnected && from !== document.body ? from : tab;
      from = null;
      if (keyed) back.focus({ preventScroll: true });
    }
  }

  async function copy(button) {
    const { text } = button.dataset;
    try {
      await navigator.clipboard.writeText(text);
      say(status, `Copied ${text.trim()}`);
      button.classList.add('copied');
      setTimeout(() => button.classList.remove('copied'), 1500);
    } catch {
      // Elsewhere than on this machine a browser keeps its clipboard closed.
      getSelection().selectAllChildren(button);
      say(status, 'It could not be copied; it is selected');
    }
  }

  const rangeOf = ({ at, word: place }) => (places.find((one) => (at !== undefined ? one.at === Number(at) : one.word === Number(place))) || {}).range;

  const acts = {
    open: () => setOpen(true, true),
    close: () => setOpen(false, true),
    fold: () => {
      folded = !folded;
      drawProblems();
    },
    copy,
    settle: async (button) => {
      const { fact: at, mark } = button.dataset;
      const said = mark || button.parentNode.querySelector('.instead').value.trim();
      if (!said) return;
      const refused = await preview.settle(told.facts[at], said);
      say(status, refused ? `Left as it is: ${refused}` : 'Written');
      if (refused) button.closest('li').append(h('p', { class: 'hint' }, `Left as it is: ${refused}`));
    },
    show: ({ dataset }) => preview.show(rangeOf(dataset)),
    tell: ({ dataset }) => {
      const item = panel.querySelector(`[data-finding="${dataset.at}"]`);
      item.focus({ preventScroll: true });
      item.scrollIntoView({ block: 'nearest' });
    },
  };

  root.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-do]');
    if (button) acts[button.dataset.do](button);
  });
  root.addEventListener('change', ({ target }) => target.matches('[data-readers]') && preview.lookAs(target.value));
  document.addEventListener('keydown', (event) => {
    if (event.altKey && event.shiftKey && event.code === 'KeyW' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      setOpen(!isOpen, true);
    } else if (event.key === 'Escape' && root.activeElement && panel.contains(root.activeElement)) {
      event.preventDefault();
      setOpen(false, true);
    }
  });

  /** Draws what is told of the page. */
  preview.tell = (about) => {
    told = about;
    seek();
    drawProblems();
    drawPanel();
    mark();
  };

  /** Says that the server cannot be reached, or takes that back. */
  preview.away = (gone) => {
    if (gone === away) return;
    away = gone;
    lost.hidden = !gone;
    say(lost, gone ? 'The preview does not answer. This page is as it was; it will catch up by itself.' : '');
  };

  lost.hidden = true;
  const again = () => told && mark();
  const style = h('link', { rel: 'stylesheet', href: '/.casebook/sheet.css' });
  // Drawn once its styles are there.
  style.onload = () => root.append(marks, overlay, tab, panel, lost, alarm, status);
  root.append(style);
  document.body.append(host);
  if (self.ResizeObserver) new ResizeObserver(again).observe(document.querySelector('main') || document.body);
  addEventListener('resize', again);
  document.addEventListener('toggle', again, true);
  document.addEventListener('casebook:restyled', again);
})();
