// Keeps an open page as it is on disk: listens to the preview's events, fetches the page anew, swaps styles, and shows what is wrong.
//
// `data-revision` of this script is the revision that the page shows, so that nothing is missed between loading and listening.
// Whatever else it needs it loads from beside itself. Nothing of it is in a build.
(() => {
  'use strict';
  const SETTLE = 30000; // milliseconds after which a connection of a tab that was away is not trusted
  const LONGEST = 20000; // milliseconds that an answer may take
  const PATIENCE = 2500; // milliseconds without a connection until that is said
  const KEPT = 'casebook:preview:left';
  const script = document.currentScript;
  const preview = (self.casebookPreview = { script });
  let seen = Number(script.dataset.revision); // what the page shows
  let session = null;
  let shown = null; // the HTML that the page shows, once one was fetched
  let files = null; // the scripts with values that it was made with
  let leaving = false;
  const versions = new Map(); // files that were swapped, and the revision they are of

  // Says something of a fact; gives why it was refused, or nothing.
  preview.settle = async (fact, mark) => {
    const asked = new URLSearchParams({ at: address(), key: fact.key, mark, print: fact.fingerprint });
    const answer = await fetch(`/.casebook/settle?${asked}`, { method: 'POST', headers: { 'x-casebook-session': session || '' } });
    if (answer.ok) return '';
    return /json/.test(answer.headers.get('content-type')) ? (await answer.json()).refused : answer.text();
  };

  // Shows the site as another audience sees it; the pages follow.
  preview.lookAs = (name) =>
    fetch(`/.casebook/audience?${new URLSearchParams({ name })}`, { method: 'POST', headers: { 'x-casebook-session': session || '' } });

  const beside = (name) => new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement('script'), { src: `/.casebook/${name}`, async: false, onload, onerror }));
  });

  // The address below the site's root, as the preview names pages.
  const address = () => named(location.pathname).replace(/(^|\/)$/, '$1index.html');

  // Asks for one thing at a time; what is asked meanwhile is asked once more. So the newest answer is the last, and a busy keyboard
  // never keeps every answer away. `due` says that the last one did not come.
  function newest(ask) {
    const run = async () => {
      run.due = true;
      if (run.runs) return;
      run.runs = true;
      try {
        while (run.due && !leaving) {
          run.due = false;
          await ask({ cache: 'no-store', signal: AbortSignal.timeout(LONGEST) });
        }
      } catch (refused) {
        run.due = true;
        // No answer: the next greeting asks again.
        if (!(refused instanceof TypeError || refused instanceof DOMException)) throw refused;
      } finally {
        run.runs = false;
      }
    };
    return run;
  }

  // --- Pages -------------------------------------------------------------------------------------------------------------------

  const parsed = (html) => new DOMParser().parseFromString(html, 'text/html');
  const revisionIn = (html) => Number((/data-revision="(\d+)"/.exec(html) || [])[1]);
  const unnumbered = (html) => html.replace(/data-revision="\d+"/, '');
  const isFed = () => Boolean(document.querySelector('.filterable')); // its rows and choices come from scripts

  // The page as it is now: what the server answers, its HTML, and what the scripts with values hold that it is made with.
  async function rendered(asking) {
    const answer = await fetch(location.pathname + location.search, { ...asking, headers: { accept: 'text/html' } });
    const html = await answer.text();
    const feeds = isFed() ? [...document.scripts].map(({ src }) => src) : [];
    const own = feeds.filter((src) => src && !/^\/(assets|search|\.casebook)\//.test(new URL(src).pathname));
    const texts = await Promise.all(own.map((src) => fetch(src, asking).then((file) => file.text())));
    return { answer, html, fed: texts.join('\n') };
  }

  const update = newest(async (asking) => {
    const { answer, html, fed } = await rendered(asking);
    if (leaving) return;
    if (!/html/.test(answer.headers.get('content-type'))) return void reload();
    const [before, beforeFed] = [shown, files];
    [shown, files] = [unnumbered(html), fed];
    script.dataset.revision = revisionIn(html) || seen;
    if (before !== shown || beforeFed !== files) show(parsed(html), answer);
    about();
  });

  const begin = newest(async (asking) => {
    const { html, fed } = await rendered(asking);
    if (shown !== null) return;
    if (revisionIn(html) > Number(script.dataset.revision)) return void reload();
    [shown, files] = [unnumbered(html), fed];
  });

  function show(next, answer) {
    const onward = next.querySelector('meta[http-equiv=refresh i]');
    const target = onward && /url=(.*)$/i.exec(onward.content);
    if (target) return void location.replace(target[1].replace(/^['"]|['"]$/g, ''));
    // The page that says that there is none is written for the site's root.
    if (answer.status === 404) for (const name of ['href', 'src', 'action']) absolute(next, name);
    if (isFed() || next.querySelector('.filterable') || preview.needsReload(next)) return void reload();
    for (const node of next.querySelectorAll('link[href], img[src]')) version(node);
    preview.replace(next);
  }

  // Where an attribute leads; nothing where no address can be made of it.
  function led(node, name, base = location.href) {
    const text = node.getAttribute(name);
    return URL.canParse(text, base) ? new URL(text, base) : null;
  }

  // The address of a file by its path.
  function named(pathname) {
    try {
      return decodeURIComponent(pathname.slice(1));
    } catch {
      return pathname.slice(1);
    }
  }

  function absolute(next, name) {
    for (const node of next.querySelectorAll(`[${name}]`)) {
      const url = led(node, name, `${location.origin}/404.html`);
      if (url && url.origin === location.origin && !node.getAttribute(name).startsWith('#')) node.setAttribute(name, url.pathname + url.search + url.hash);
    }
  }

  // A file that was swapped stays swapped.
  function version(node) {
    const name = node.localName === 'link' ? 'href' : 'src';
    const url = led(node, name);
    const revision = url && versions.get(url.pathname);
    if (revision) node.setAttribute(name, `${node.getAttribute(name)}?v=${revision}`);
  }

  // --- Loading the page, where replacing it is not enough ------------------------------------------------------------------------

  const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

  function reload() {
    leaving = true;
    const focusable = [...document.querySelectorAll(FOCUSABLE)];
    const at = focusable.indexOf(document.activeElement);
    const { value, selectionStart = null, selectionEnd = null } = focusable[at] || {};
    const open = Array.from(document.querySelectorAll('details'), (node) => node.open);
    const typed = Array.from(document.querySelectorAll('input[type=search], input[type=text], textarea'), (node) => node.value);
    const left = { href: location.href, y: scrollY, at, count: focusable.length, value, selectionStart, selectionEnd, open, typed };
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(left));
    } catch {
      // A full or closed storage: the page comes back at its top.
    }
    location.reload();
  }

  function comeBack() {
    let left = null;
    try {
      left = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
    } catch {
      // Nothing was kept.
    }
    if (!left || left.href !== location.href) return;
    const details = [...document.querySelectorAll('details')];
    if (details.length === left.open.length) details.forEach((node, at) => { node.open = left.open[at]; });
    const typed = [...document.querySelectorAll('input[type=search], input[type=text], textarea')];
    if (typed.length === left.typed.length) {
      typed.forEach((node, at) => {
        if (node.value === left.typed[at]) return;
        node.value = left.typed[at];
        node.dispatchEvent(new Event('input', { bubbles: true }));
      });
    }
    const focusable = [...document.querySelectorAll(FOCUSABLE)];
    const node = focusable.length === left.count && focusable[left.at];
    if (node) {
      node.focus({ preventScroll: true });
      if (left.selectionStart !== null && node.setSelectionRange) node.setSelectionRange(left.selectionStart, left.selectionEnd);
    }
    // What scripts draw may come a little later.
    const end = performance.now() + 1500;
    const scroll = () => {
      scrollTo({ left: 0, top: left.y, behavior: 'instant' });
      if (Math.abs(scrollY - left.y) > 1 && performance.now() < end) requestAnimationFrame(scroll);
    };
    scroll();
  }

  // --- Styles ------------------------------------------------------------------------------------------------------------------

  // Swaps these styles, or all of the page; the old one stays until the new one is there.
  function restyle(addresses, revision) {
    const links = [...document.querySelectorAll('link[rel~=stylesheet]:not([href^="/.casebook/"])')];
    const path = (link) => new URL(link.href).pathname;
    // Of one that is being swapped already, the newest.
    for (const [pathname, old] of new Map(links.map((link) => [path(link), link]))) {
      if (addresses && !addresses.includes(named(pathname))) continue;
      versions.set(pathname, revision);
      const fresh = old.cloneNode();
      fresh.href = `${old.getAttribute('href').replace(/\?.*$/, '')}?v=${revision}`;
      fresh.onload = () => {
        const before = (link) => path(link) === pathname && link.compareDocumentPosition(fresh) & Node.DOCUMENT_POSITION_FOLLOWING;
        for (const link of document.querySelectorAll('link[rel~=stylesheet]')) if (before(link)) link.remove();
        document.dispatchEvent(new CustomEvent('casebook:restyled'));
      };
      fresh.onerror = () => fresh.remove();
      old.after(fresh);
    }
  }

  // The same for pictures and what else a page shows of files.
  function refile(addresses, revision) {
    for (const node of document.querySelectorAll('img[src], source[src], video[src], audio[src]')) {
      const url = led(node, 'src');
      if (!url || !addresses.includes(named(url.pathname))) continue;
      versions.set(url.pathname, revision);
      node.setAttribute('src', `${node.getAttribute('src').replace(/\?.*$/, '')}?v=${revision}`);
    }
  }

  // --- What is wrong, and what is told of the page --------------------------------------------------------------------------------

  const about = newest(async (asking) => {
    const answer = await fetch(`/.casebook/page?at=${encodeURIComponent(address())}`, asking);
    if (answer.ok) preview.tell(await answer.json());
  });

  // --- Events ------------------------------------------------------------------------------------------------------------------

  let events = null;
  let heard = 0;
  let retry = 0;
  let silence = 0;

  function listen() {
    clearTimeout(retry);
    if (events) events.close();
    events = new EventSource(`/.casebook/events?seen=${seen}`);
    let opened = false;
    events.onopen = () => { opened = true; };
    events.onmessage = ({ data }) => hear(JSON.parse(data));
    // The browser would ask on from where it began; this asks on from what the page shows.
    events.onerror = () => {
      deafen();
      silence = silence || setTimeout(() => preview.away(true), PATIENCE);
      // A stream that was open ends from time to time; one that cannot be opened is not asked for without a pause.
      retry = setTimeout(listen, opened ? 0 : 700);
    };
  }

  function deafen() {
    clearTimeout(retry);
    if (events) events.close();
    events = null;
  }

  // A search that is open asks the new index.
  const indexed = () => document.dispatchEvent(new CustomEvent('casebook:indexed'));

  function hear({ revision, kind, session: name, addresses }) {
    heard = performance.now();
    clearTimeout(silence);
    silence = 0;
    preview.away(false);
    if (kind === 'hello') {
      const other = session !== null && session !== name;
      session = name;
      // Another process may serve another site.
      if (other) return void reload();
      // Of what happened meanwhile nobody knows what it was.
      if (revision !== seen) {
        seen = revision;
        restyle(null, revision);
        update();
        indexed();
      } else if (update.due || about.due) {
        update();
      }
      return;
    }
    if (revision < seen) return;
    seen = revision;
    if (kind === 'reload') reload();
    else if (kind === 'styles') restyle(addresses, revision);
    else if (kind === 'files') refile(addresses, revision);
    else if (kind === 'pages') update();
    else if (kind === 'settled') {
      update();
      indexed();
    }
  }

  // A tab out of sight gives its connection back: browsers allow a site only a few.
  function wake() {
    if (document.hidden) deafen();
    else if (!events || performance.now() - heard > SETTLE) listen();
  }

  Promise.all(['replace.js', 'places.js', 'sheet.js'].map(beside)).then(async () => {
    comeBack();
    about();
    if (!document.hidden) listen();
    document.addEventListener('visibilitychange', wake);
    addEventListener('online', listen);
    addEventListener('pageshow', ({ persisted }) => persisted && wake());
    addEventListener('pagehide', deafen);
    // Pages whose rows come from scripts are compared with what they were made with.
    if (isFed()) begin();
  });
})();
