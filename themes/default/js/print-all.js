// Prints what a reading path or a year leads to as one document: this page, then every page of its list, then the words they use.
//
// The pages are read when somebody asks, so it needs a site that is served; from disk a browser reads none, and that is said. Links to
// pages of the site are their words on paper; those that lead out become notes, as on every printed page (js/reading.js).
(() => {
  'use strict';

  function start() {
    const header = document.querySelector('.list-header, .story-header');
    const links = [...document.querySelectorAll('.steps .step-title a, .rows .row :is(h2, h3) a')].filter(({ origin }) => origin === location.origin);
    if (!header || links.length < 2 || document.querySelector('.print-all')) return;
    const LEFT_OUT = '.path-places, .onward-paths, .neighbours, .contents, .alike, .backlinks, .beside-it, template, script, button, form, input';
    const h = (name, properties, ...children) => {
      const node = Object.assign(document.createElement(name), properties);
      node.append(...children);
      return node;
    };

    async function read(address) {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(address);
      return new DOMParser().parseFromString(await answer.text(), 'text/html');
    }

    // The content of a page, with addresses that hold from here.
    function article(page, address, words) {
      const main = page.querySelector('main');
      for (const entry of main.querySelectorAll('.mentioned .cards-here:first-of-type > div')) {
        words.set(entry.querySelector('dt').textContent, h('div', {}, ...[...entry.children].map((part) => h(part.localName, {}, part.textContent))));
      }
      main.querySelectorAll(`${LEFT_OUT}, .mentioned`).forEach((part) => part.remove());
      for (const node of main.querySelectorAll('[src]')) {
        node.removeAttribute('loading'); // nobody scrolls to a picture on paper
        node.setAttribute('src', new URL(node.getAttribute('src'), address).href);
      }
      for (const link of main.querySelectorAll('a[href]')) {
        const url = new URL(link.getAttribute('href'), address);
        if (url.origin === location.origin) link.removeAttribute('href');
        else link.href = url.href;
      }
      main.querySelectorAll('[id]').forEach((node) => node.removeAttribute('id'));
      main.querySelectorAll('details').forEach((fold) => (fold.open = true));
      const article = h('div', { className: 'printed', lang: page.documentElement.lang });
      article.append(...[...main.childNodes].map((node) => document.importNode(node, true)));
      return article;
    }

    async function print() {
      said.textContent = wording('code.print_reading')({ count: links.length });
      const all = h('div', { className: 'printed-all' });
      try {
        const addresses = [...new Set(links.map(({ href }) => href.split('#')[0]))];
        const pages = await Promise.all(addresses.map(read));
        const words = new Map();
        all.append(...pages.map((page, at) => article(page, addresses[at], words)));
        const sorted = [...words].sort(([a], [b]) => a.localeCompare(b)).map(([, entry]) => entry);
        if (sorted[0]) all.append(h('section', { className: 'printed mentioned' }, h('h2', {}, wording('mentions.words')), h('dl', { className: 'cards-here' }, ...sorted)));
        document.querySelector('main').append(all);
        await Promise.all([...all.querySelectorAll('img')].map((picture) => picture.decode().catch(() => {})));
        said.textContent = '';
        self.print();
        all.remove();
      } catch {
        said.textContent = wording('code.print_refused');
      }
    }

    const said = h('span', { className: 'small' });
    said.setAttribute('role', 'status');
    header.append(h('p', { className: 'print-all' }, h('button', { type: 'button', textContent: wording('code.print'), onclick: print }), ' ', said));
  }

  start();
  // A preview puts a newer page in place of this one.
  document.addEventListener('casebook:replaced', start);
})();
