// Light or dark, as the machine says or as the reader chose. It is the one script that a page waits for, so that nobody sees the other
// colours first. The choice is kept in this browser and nowhere else; without this script the machine decides.
(() => {
  'use strict';
  const KEY = 'casebook:colours';
  const CHOICES = ['machine', 'light', 'dark'];
  const NAMES = [wording('colours.machine'), wording('colours.light'), wording('colours.dark')];
  // A half disc, a sun, a moon.
  const DRAWN = ['M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 1.5v13a6.5 6.5 0 0 1 0-13z', 'M8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM8 .5v2M8 13.5v2M.5 8h2M13.5 8h2M2.7 2.7l1.4 1.4M11.9 11.9l1.4 1.4M2.7 13.3l1.4-1.4M11.9 4.1l1.4-1.4', 'M13.5 10A6 6 0 0 1 6 2.5a6 6 0 1 0 7.5 7.5z'];
  const root = document.documentElement;
  // The language of the interface, where the page is in another.
  const { lang } = document.currentScript.dataset;
  let chosen = 0;

  function take(name) {
    chosen = Math.max(CHOICES.indexOf(name), 0);
    if (chosen) root.dataset.colours = CHOICES[chosen];
    else delete root.dataset.colours;
  }

  function read() {
    try {
      take(localStorage.getItem(KEY));
    } catch { /* Some browsers keep nothing for pages from disk: the choice holds for one page. */ }
  }
  read();

  function button() {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'colours' }, lang && { lang });
    const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    drawing.setAttribute('viewBox', '0 0 16 16');
    drawing.setAttribute('aria-hidden', 'true');
    drawing.append(line);
    button.append(drawing);
    const show = () => {
      line.setAttribute('d', DRAWN[chosen]);
      drawing.classList.toggle('half', !chosen);
      button.title = NAMES[chosen];
      button.setAttribute('aria-label', NAMES[chosen]);
    };
    button.onclick = () => {
      take(CHOICES[(chosen + 1) % CHOICES.length]);
      show();
      try {
        localStorage.setItem(KEY, CHOICES[chosen]);
      } catch { /* As above. */ }
    };
    // A page that the browser kept may have missed what another was told.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) read(), show();
    });
    show();
    return button;
  }

  addEventListener('DOMContentLoaded', () => {
    const header = document.querySelector('.site-header-inner');
    // The front page may have no header; there it stands in its corner.
    if (header) header.append(button());
    else document.querySelector('main').before(button());
  });
})();
