// What helps in reading a long page: the contents follow the reader, sections have their address, code can be copied, pictures open large, a long list can be
// narrowed in place, and on paper addresses are notes. Without this script all of it is there and stands still.
(() => {
  'use strict';
  // Entries from which on a list can be narrowed.
  const MANY = 15;
  const wide = matchMedia('(min-width: 64rem)');
  const h = (name, properties) => Object.assign(document.createElement(name), properties);

  // --- Contents ---------------------------------------------------------------------------------------------------------

  function follow() {
    const contents = document.querySelector('.contents');
    if (!contents) return;
    const fold = contents.querySelector('details');
    if (fold && !wide.matches) fold.open = false;
    const links = new Map([...contents.querySelectorAll('a')].map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
    links.delete(null);
    const above = () => {
      const passed = [...links.keys()].filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
      for (const [heading, link] of links) {
        if (heading === passed[passed.length - 1]) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    };
    const seen = new IntersectionObserver(above, { rootMargin: '0px 0px -66% 0px' });
    for (const heading of links.keys()) seen.observe(heading);
  }

  // A section can be pointed at: its heading has its address.
  function linkable() {
    for (const heading of document.querySelectorAll('.prose :is(h2, h3, h4, h5, h6)[id]')) {
      if (heading.querySelector('.heading-link')) continue;
      const link = h('a', { className: 'heading-link', href: `#${encodeURIComponent(heading.id)}` });
      link.setAttribute('aria-label', wording('code.link')({ title: heading.textContent }));
      heading.append(link);
    }
  }

  // --- Code and pictures ------------------------------------------------------------------------------------------------

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages from disk may not use the clipboard; a selection can be copied everywhere.
      const field = h('textarea', { value: text });
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
  }

  // What is typed of a terminal's text: without its prompts, and without what it answers.
  function typed(text) {
    const lines = text.replace(/\n$/, '').split('\n');
    const isAsked = (line) => /^\$ \S/.test(line);
    if (!lines.some(isAsked)) return lines.join('\n');
    let goesOn = false;
    return lines.filter((line) => {
      const kept = goesOn || isAsked(line);
      goesOn = kept && line.endsWith('\\');
      return kept;
    }).map((line) => line.replace(/^\$ /, '')).join('\n');
  }

  function copyable() {
    for (const code of document.querySelectorAll('.prose pre')) {
      if (code.parentNode.matches('.code')) continue;
      const frame = h('div', { className: 'code' });
      const button = h('button', { type: 'button', className: 'copy-code', textContent: wording('code.copy') });
      button.onclick = async () => {
        await copy(typed(code.textContent));
        button.textContent = wording('code.copied');
        setTimeout(() => (button.textContent = wording('code.copy')), 2000);
      };
      code.replaceWith(frame);
      frame.append(code, button);
    }
  }

  function enlargeable() {
    for (const picture of document.querySelectorAll('.prose img')) {
      const enlarge = () => {
        if (picture.closest('a') || picture.naturalWidth <= picture.clientWidth) return;
        const link = h('a', { href: picture.currentSrc || picture.src });
        picture.replaceWith(link);
        link.append(picture);
      };
      if (picture.complete) enlarge();
      else picture.onload = enlarge;
    }
  }

  // --- Lists ------------------------------------------------------------------------------------------------------------

  function narrowable() {
    const parts = [...document.querySelectorAll('.narrowed')];
    const isInside = (entry) => entry.parentNode.closest('.narrowed li, .narrowed .terms > div');
    const entries = parts.flatMap((part) => [...part.querySelectorAll('li, .terms > div')]).filter((entry) => !isInside(entry));
    const header = document.querySelector('.list-header');
    if (!header || entries.length < MANY || document.querySelector('.narrow-here')) return;
    const field = h('input', { type: 'search', autocomplete: 'off' });
    const said = h('span', { className: 'small' });
    said.setAttribute('role', 'status');
    const label = h('label', { className: 'narrow-here small' });
    label.append(`${wording('code.narrow')} `, field, ' ', said);
    header.append(label);
    const texts = entries.map((entry) => entry.textContent.toLowerCase());
    field.oninput = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      entries.forEach((entry, at) => (entry.hidden = !words.every((word) => texts[at].includes(word))));
      for (const part of parts) part.hidden = !part.querySelector(':is(li, .terms > div):not([hidden])');
      const left = entries.filter((entry) => !entry.hidden).length;
      said.textContent = words[0] ? wording('code.left')({ left, all: entries.length }) : '';
    };
  }

  // --- Paper ------------------------------------------------------------------------------------------------------------

  // On paper a link that leads out is a number, and its address a note at the end.
  function noted() {
    const main = document.querySelector('main');
    const links = [...main.querySelectorAll('a[href^="http"]')].filter(({ href, textContent }) => href !== textContent.trim());
    if (!links[0]) return;
    const addresses = [...new Set(links.map(({ href }) => href))];
    for (const link of links) link.append(h('sup', { className: 'noted', textContent: ` ${addresses.indexOf(link.href) + 1}` }));
    const list = h('ol', {});
    list.append(...addresses.map((address) => h('li', { textContent: address })));
    const section = h('section', { className: 'block noted' });
    section.append(h('h2', { textContent: wording('code.addresses') }), list);
    main.append(section);
    main.classList.add('with-notes');
  }

  addEventListener('beforeprint', noted);
  addEventListener('afterprint', () => {
    document.querySelectorAll('.noted').forEach((note) => note.remove());
    document.querySelector('main').classList.remove('with-notes');
  });

  function begin() {
    follow();
    linkable();
    copyable();
    enlargeable();
    narrowable();
  }

  begin();
  // A preview puts a newer page in place of this one.
  document.addEventListener('casebook:replaced', begin);
})();
