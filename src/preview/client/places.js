// Finds the words of a finding in the text of the page, and marks them there without touching the page: with the browser's own highlights,
// and with numbers that stand beside the blocks, in the preview's part of the document.
(() => {
  'use strict';
  const preview = self.casebookPreview;
  const HEADS = /^H[1-6]$/;
  const BLOCK = 'p, li, dt, dd, h1, h2, h3, h4, h5, h6, pre, tr, td, th, figure, blockquote, summary, div, section';
  const ASIDE = '.beside, nav, template, script, style, .mentioned, .step-read';
  const SHOWN = 1800; // milliseconds that a place which was gone to stands out

  // --- Finding -----------------------------------------------------------------------------------------------------------------

  // The text of the page as one line, with the node and the offset that each of its letters comes from, and where headings stand.
  function text() {
    const main = document.querySelector('main') || document.body;
    const letters = [];
    const from = [];
    const heads = [];
    const space = () => letters[letters.length - 1] !== ' ' && letters.length && (letters.push(' '), from.push(null));
    (function walk(node) {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) {
          for (let at = 0; at < child.data.length; at += 1) {
            if (/\s/.test(child.data[at])) {
              space();
            } else {
              letters.push(child.data[at]);
              from.push([child, at]);
            }
          }
        } else if (child.nodeType === Node.ELEMENT_NODE && !child.matches(ASIDE)) {
          const apart = child.matches(`${BLOCK}, br`);
          if (apart) space();
          if (HEADS.test(child.nodeName)) heads.push([letters.length, child]);
          walk(child);
          if (apart) space();
        }
      }
    })(main);
    return { whole: letters.join(''), from, heads };
  }

  function range({ from }, start, end) {
    const [first, last] = [from.slice(start, end).find(Boolean), from.slice(start, end).reverse().find(Boolean)];
    if (!first) return null;
    const found = document.createRange();
    found.setStart(...first);
    found.setEnd(last[0], last[1] + 1);
    return found;
  }

  /** The ranges of places, in their order; nothing for one whose words are not on the page. */
  preview.find = (places) => {
    const page = text();
    return places.map((place) => {
      if (!place || place.front || !(place.text || place.words)) return null;
      const at = page.heads.findIndex(([, head]) => head.id === place.anchor);
      const begin = at < 0 ? 0 : page.heads[at][0];
      const next = page.heads[at + 1];
      // A heading's section first; what is told elsewhere on the page after that.
      const parts = [[begin, at < 0 || !next ? page.whole.length : next[0]], [0, page.whole.length]];
      for (const [start, end] of parts) {
        for (const wanted of [place.text, place.words]) {
          const found = wanted ? page.whole.slice(start, end).indexOf(wanted) : -1;
          if (found < 0) continue;
          const inner = place.words ? Math.max(wanted.indexOf(place.words), 0) : 0;
          const length = place.words && wanted.includes(place.words) ? place.words.length : wanted.length;
          return range(page, start + found + inner, start + found + inner + length);
        }
      }
      return null;
    });
  };

  // --- Marking -----------------------------------------------------------------------------------------------------------------

  const blockOf = (found) => {
    const { startContainer: node } = found;
    return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(BLOCK);
  };

  /** Marks ranges in the text, each with its severity; none takes all marks away. */
  preview.highlight = (found) => {
    if (!self.Highlight) return;
    for (const severity of ['error', 'warning', 'note']) {
      CSS.highlights.set(`casebook-${severity}`, new Highlight(...found.filter((one) => one.severity === severity).map(({ range }) => range)));
    }
  };

  /** Blocks with the places found in them, in order, and where each stands in the document. */
  preview.blocks = (found) => {
    const blocks = new Map();
    for (const one of found) {
      const block = blockOf(one.range);
      if (block && block.getClientRects().length) blocks.set(block, [...(blocks.get(block) || []), one]);
    }
    return Array.from(blocks, ([block, ones]) => {
      const [box, line] = [block.getBoundingClientRect(), ones[0].range.getBoundingClientRect()];
      return { ones, left: box.left + scrollX, top: (line.height ? line.top : box.top) + scrollY };
    });
  };

  /** Shows a place: opens what is folded around it, brings it into view, lets it stand out for a moment. */
  preview.show = (found) => {
    for (let node = found.startContainer; node; node = node.parentNode) if (node.localName === 'details') node.open = true;
    const { top, height } = found.getBoundingClientRect();
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    scrollTo({ left: scrollX, top: scrollY + top + height / 2 - innerHeight / 3, behavior });
    if (!self.Highlight) return;
    const here = new Highlight(found);
    here.priority = 1;
    CSS.highlights.set('casebook-here', here);
    setTimeout(() => CSS.highlights.get('casebook-here') === here && CSS.highlights.delete('casebook-here'), SHOWN);
  };
})();
