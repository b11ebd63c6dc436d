// Puts a newer rendering of a page in place of the one that is open, changing no more than what differs.
//
// Children are matched by what they hold (the longest common subsequence), so that a paragraph written above moves nothing below but
// its place; what is left over between equal neighbours is matched by its name and changed in place. So nodes stay, and with them the
// selection, the focus, what was typed, which details are open, and the place that is in view. What the theme's scripts
// added to the body after they began stands behind the preview's own script and is left alone. Within the page it is taken away; the event
// `casebook:replaced` on the document lets them add it again.
(() => {
  'use strict';
  const preview = self.casebookPreview;
  const OURS = '[href^="/.casebook/"], [src^="/.casebook/"], [data-casebook-preview]';
  const BLOCKS = ':is(p, li, dt, dd, h1, h2, h3, h4, h5, h6, pre, tr, summary, figure, blockquote)';
  // Children of one node up to which the exact way of matching is worth its cost: their product.
  const EXACT = 1e6;
  const state = (node, name) => (name === 'open' && /^(DETAILS|DIALOG)$/.test(node.nodeName)) || name === 'aria-describedby';

  // --- What a node holds -------------------------------------------------------------------------------------------------------

  // A number for each node, equal for nodes that hold the same but for what readers change.
  function marker() {
    const numbers = new Map();
    const known = new Map();
    const number = (text) => {
      if (!numbers.has(text)) numbers.set(text, numbers.size);
      return numbers.get(text);
    };
    return function mark(node) {
      if (!known.has(node)) {
        let text = `${node.nodeName} ${node.nodeValue}`;
        if (node.attributes) {
          const own = [...node.attributes].filter(({ name }) => !state(node, name)).map(({ name, value }) => `${name}=${value}`);
          // What stands in a template is taken from there by scripts.
          const inner = node.localName === 'template' ? [] : Array.from(node.childNodes, mark);
          text = JSON.stringify([node.nodeName, own.sort(), inner]);
        }
        known.set(node, number(text));
      }
      return known.get(node);
    };
  }

  // --- Which node becomes which ------------------------------------------------------------------------------------------------

  // For each of `next` the node of `live` that becomes it, in the same order in both.
  function partners(live, next, mark) {
    const found = next.map(() => null);
    let start = 0;
    let [a, b] = [live.length, next.length];
    const same = (i, j) => mark(live[i]) === mark(next[j]);
    while (start < a && start < b && same(start, start)) {
      found[start] = live[start];
      start += 1;
    }
    while (a > start && b > start && same(a - 1, b - 1)) found[b -= 1] = live[a -= 1];
    const pairs = (a - start) * (b - start) > EXACT ? [] : common(start, a, start, b, same);
    let [i, j] = [start, start];
    for (const [to, from] of [...pairs, [a, b]]) {
      leftOver(live.slice(i, to), next, j, from, found);
      if (to < a) found[from] = live[to];
      [i, j] = [to + 1, from + 1];
    }
    return found;
  }

  function common(fromA, toA, fromB, toB, same) {
    const [rows, columns] = [toA - fromA + 1, toB - fromB + 1];
    const length = new Uint32Array(rows * columns);
    for (let i = rows - 2; i >= 0; i -= 1) {
      for (let j = columns - 2; j >= 0; j -= 1) {
        length[i * columns + j] = same(fromA + i, fromB + j) ? length[(i + 1) * columns + j + 1] + 1
          : Math.max(length[(i + 1) * columns + j], length[i * columns + j + 1]);
      }
    }
    const pairs = [];
    for (let [i, j] = [0, 0]; i < rows - 1 && j < columns - 1;) {
      if (same(fromA + i, fromB + j)) pairs.push([fromA + i++, fromB + j++]);
      else if (length[(i + 1) * columns + j] >= length[i * columns + j + 1]) i += 1;
      else j += 1;
    }
    return pairs;
  }

  // Between equal neighbours a node becomes the next one of its name.
  function leftOver(live, next, from, to, found) {
    let at = 0;
    for (let j = from; j < to; j += 1) {
      const fits = (node) => node.nodeName === next[j].nodeName && node.type === next[j].type;
      const step = live.slice(at).findIndex(fits);
      if (step < 0) continue;
      found[j] = live[at + step];
      at += step + 1;
    }
  }

  // --- Changing nodes ----------------------------------------------------------------------------------------------------------

  function become(live, next, mark) {
    if (mark(live) === mark(next)) return;
    if (!live.attributes) {
      if (live.nodeValue !== next.nodeValue) live.nodeValue = next.nodeValue;
      return;
    }
    attributes(live, next);
    if (live.localName !== 'template') children(live, live.childNodes, next.childNodes, mark);
  }

  function attributes(live, next) {
    for (const { name } of [...live.attributes]) {
      if (!next.hasAttribute(name) && !state(live, name)) live.removeAttribute(name);
    }
    for (const attribute of next.attributes) {
      if (live.getAttribute(attribute.name) !== attribute.value && !state(live, attribute.name)) live.setAttributeNode(attribute.cloneNode());
    }
  }

  function children(parent, live, next, mark) {
    [live, next] = [[...live], [...next]];
    const found = partners(live, next, mark);
    const kept = new Set(found);
    // Behind the last of them, where scripts may have put more.
    let before = live.length ? live[live.length - 1].nextSibling : null;
    for (const node of live) if (!kept.has(node)) node.remove();
    for (let j = next.length - 1; j >= 0; j -= 1) {
      if (found[j]) become(found[j], next[j], mark);
      before = found[j] || parent.insertBefore(document.importNode(next[j], true), before);
    }
  }

  /** Makes `live` what `next` is, children and attributes. */
  preview.become = (live, next) => become(live, next, marker());

  // --- The head ----------------------------------------------------------------------------------------------------------------

  const isStyle = (node) => node.matches('link[rel~=stylesheet]');
  const file = (url) => new URL(url, location.href).pathname;

  function head(next) {
    if (document.title !== next.title) document.title = next.title;
    const plain = (root) => [...root.head.children].filter((node) => node.matches('meta, link') && !isStyle(node));
    const [old, wanted] = [plain(document), plain(next)];
    for (const node of old) if (!wanted.some((other) => other.isEqualNode(node))) node.remove();
    for (const node of wanted) if (!old.some((other) => other.isEqualNode(node))) document.head.append(document.importNode(node, true));
    const styles = (root) => [...root.querySelectorAll('link[rel~=stylesheet]')].filter((node) => !node.matches(OURS));
    const [had, has] = [styles(document), styles(next)];
    const names = (list) => list.map((node) => file(node.getAttribute('href'))).join('\n');
    if (names(had) === names(has)) return;
    const known = new Map(had.map((node) => [file(node.getAttribute('href')), node]));
    const all = has.map((node) => known.get(file(node.getAttribute('href'))) || document.importNode(node, true));
    for (const node of had) if (!all.includes(node)) node.remove();
    document.head.append(...all);
  }

  // Scripts run once: a page with other ones, or with another policy, is loaded.
  preview.needsReload = (next) => {
    const scripts = (root) => [...root.querySelectorAll('script[src]:not([src^="/.casebook/"])')].map((node) => file(node.getAttribute('src')));
    const here = scripts(document);
    const policy = (root) => (root.querySelector('meta[http-equiv=Content-Security-Policy]') || {}).content;
    return scripts(next).some((src) => !here.includes(src)) || policy(next) !== policy(document);
  };

  // --- What is in view ---------------------------------------------------------------------------------------------------------

  // What to hold on to: blocks in view and where they are, from the top; one that is cut off there comes last.
  function inView() {
    const blocks = Array.from(document.querySelectorAll(`main ${BLOCKS}`), (node) => [node, node.getBoundingClientRect()]);
    const seen = blocks.filter(([, box]) => box.bottom > 0 && box.top < innerHeight && box.height).map(([node, box]) => [node, box.top]);
    return seen.sort((a, b) => (b[1] >= 0) - (a[1] >= 0));
  }

  function hold(seen) {
    const [node, top] = seen.find(([block]) => block.isConnected) || [];
    const moved = node ? node.getBoundingClientRect().top - top : 0;
    if (Math.abs(moved) >= 1) scrollTo({ left: scrollX, top: scrollY + moved, behavior: 'instant' });
  }

  // The element that stands for one that is gone.
  function again(gone) {
    if (gone.id) return document.getElementById(gone.id);
    const key = (node) => [node.getAttribute('href'), node.getAttribute('aria-label'), node.textContent.trim()].filter(Boolean).join('\n');
    return key(gone) && [...document.querySelectorAll(gone.localName)].find((node) => key(node) === key(gone));
  }

  // What the site has in a body: all before the preview's own.
  const served = (body, script) => [...body.childNodes].filter((node) => !(node.matches && node.matches(OURS))
    && !(script && script.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING));

  /** Puts the document `next` in place of the one that is open. */
  preview.replace = (next) => {
    const root = document.documentElement;
    const focused = document.activeElement;
    const seen = scrollY > 0 ? inView() : [];
    // The browser's own way of holding on to what is in view would come on top.
    root.style.overflowAnchor = 'none';
    head(next);
    attributes(document.body, next.body);
    for (const name of ['lang', 'dir']) {
      if (next.documentElement.hasAttribute(name)) root.setAttribute(name, next.documentElement.getAttribute(name));
      else root.removeAttribute(name);
    }
    children(document.body, served(document.body, preview.script), served(next.body, next.querySelector('script[src^="/.casebook/"]')), marker());
    document.dispatchEvent(new CustomEvent('casebook:replaced'));
    if (!focused.isConnected && focused !== document.body) {
      const other = again(focused);
      if (other) other.focus({ preventScroll: true });
    }
    hold(seen);
    requestAnimationFrame(() => {
      root.style.overflowAnchor = '';
      if (!root.getAttribute('style')) root.removeAttribute('style');
    });
  };
})();
