// Finds in the page of a result the passage with the most of the words, phrases before all, and the section it stands in.
//
// Read by `js/search.js` when a passage is first wanted. Pages opened from disk cannot be read, so there is none.
(() => {
  'use strict';
  // Characters of a passage, and of a block that are looked at.
  const AROUND = 220;
  const READ = 20000;
  const HEADS = 'h2, h3, h4, h5, h6';
  const BLOCKS = 'p, li, dd, tr, pre';
  const FURNITURE = 'nav, .eyebrow, .meta, .facts, .mentions, .rows, .passages, .uses, .lessons';
  const pages = {};

  self.casebookPassage = async (href, { engine, answer, text: question }) => {
    if (location.protocol === 'file:') return null;
    // Words one after the other, each as the terms that stand for it.
    const phrases = (question.match(/"[^"]+"/g) || []).map((phrase) => engine.tokens(phrase).map(({ terms }) => [terms[0]]));
    const sought = [...answer.words.map(({ marks }) => [marks]), ...phrases].filter(([word]) => word && word[0]);
    // Only what came is kept.
    const key = `${engine.build} ${href}`;
    const html = pages[key] = pages[key] || await fetch(href).then((response) => (response.ok ? response.text() : ''));
    let best;
    let section;
    let anchor;
    for (const block of new DOMParser().parseFromString(html, 'text/html').querySelectorAll(`article :is(${HEADS}, ${BLOCKS})`)) {
      if (block.closest(FURNITURE) || block.parentNode.closest(BLOCKS)) continue;
      if (block.matches(HEADS)) {
        anchor = block.id;
        section = block.textContent;
        continue;
      }
      const text = Array.from(block.cells || [block], (cell) => cell.textContent).join(' ').slice(0, READ).replace(/\s+/g, ' ').trim();
      const tokens = engine.tokens(text);
      // A place between words near `at`: a space, else where a word of a script without spaces begins.
      const near = (at) => {
        const from = Math.max(at - 20, 0);
        const space = text.lastIndexOf(' ', at);
        if (space > from || !Intl.Segmenter) return Math.max(space, from);
        return from + new Intl.Segmenter([], { granularity: 'word' }).segment(text.slice(from, at + 20)).containing(at - from).index;
      };
      const upTo = (end) => (end < text.length ? near(end) : text.length);
      if (!best && block.matches('p')) best = { text, to: upTo(AROUND), score: 0 };
      // Where each was seen last.
      const last = [];
      for (const [at, { start, end, terms }] of tokens.entries()) {
        if (!terms.some((term) => answer.terms.has(term))) continue;
        sought.forEach((run, place) => {
          const seen = tokens.slice(Math.max(at + 1 - run.length, 0), at + 1);
          if (run.every((word, next) => seen[next] && seen[next].terms.some((term) => word.includes(term)))) last[place] = seen[0].start;
        });
        const within = (place) => place > end - AROUND;
        const met = sought.filter((run, place) => within(last[place]));
        const score = 1 + met.length + 99 * met.filter((run) => run[1]).length;
        if (best && score <= best.score) continue;
        const from = Math.min(start, ...last.filter(within));
        const { id = anchor } = block.closest('article [id]') || {};
        best = { text, score, section, anchor: id, at: from > 60 ? near(from - 50) : 0, to: upTo(from + AROUND) };
        if (!sought[met.length]) return best;
      }
    }
    return best;
  };
})();
