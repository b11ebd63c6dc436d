/*
 * Cards beside links: what a word means, what an incident or a service was.
 *
 * The cards are the entries of the lists that close the page (dl.cards-here); nothing is requested. A card appears when a pointer rests
 * on a link or the keyboard reaches it, stays while either is on the link or the card, and goes with Escape (WCAG 2.2, 1.4.13).
 * A finger follows the link, as without this script.
 */
(function () {
  "use strict";

  const REST = 250; // milliseconds until a resting pointer shows a card
  const GRACE = 200; // milliseconds in which a pointer may cross from link to card
  const GAP = 6; // pixels between link and card

  const entries = new Map();
  function collect() {
    entries.clear();
    for (const entry of document.querySelectorAll("dl.cards-here > div")) {
      const link = entry.querySelector("dt a");
      if (link) entries.set(address(link), entry);
    }
    if (entries.size && !card.isConnected) document.body.append(card);
  }

  const card = document.createElement("div");
  card.className = "card";
  card.id = "page.card"; // no heading has an id with a dot
  card.setAttribute("role", "tooltip");
  card.hidden = true;

  const whole = document.createElement("a");

  let shown = null; // the link whose card is visible
  let under = null; // the link with a card, or the card, that the pointer is on
  let timer = 0;

  /** Where a link leads, whole and without its fragment. In a chart it is an element of SVG, whose href is no string. */
  function address(link) {
    whole.setAttribute("href", link.getAttribute("href"));
    return whole.href.replace(/#.*$/, "");
  }

  /** The link at `target` that has a card; links of the lists themselves and of menus have none. */
  function linkAt(target) {
    const link = target.closest && target.closest("main a[href]");
    return link && !link.closest(".cards-here") && entries.has(address(link)) ? link : null;
  }

  function show(link) {
    clearTimeout(timer);
    if (shown === link) return;
    hide();
    const entry = entries.get(address(link));
    card.replaceChildren();
    for (const part of entry.children) {
      const line = document.createElement(part.localName === "dt" ? "strong" : "p");
      line.className = part.className;
      if (part.lang) line.lang = part.lang;
      const source = part.querySelector("a") || part;
      line.append(...Array.from(source.childNodes, (node) => node.cloneNode(true)));
      card.append(line);
    }
    card.lang = entry.lang || document.documentElement.lang;
    card.hidden = false;
    place(link);
    link.setAttribute("aria-describedby", card.id);
    shown = link;
  }

  /** Below the link's first line, or above it where there is no room below; never outside the window. */
  function place(link) {
    const line = link.getClientRects()[0];
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    const below = line.bottom + GAP + card.offsetHeight <= window.innerHeight || line.top < card.offsetHeight + GAP;
    card.style.left = Math.max(8, Math.min(line.left, room)) + window.scrollX + "px";
    card.style.top = (below ? line.bottom + GAP : line.top - GAP - card.offsetHeight) + window.scrollY + "px";
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    under = link || (card.contains(event.target) ? card : null);
    if (link && link !== shown) later(() => show(link), REST);
    else if (!under && shown && document.activeElement !== shown) later(hide, GRACE);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", function (event) {
    const link = linkAt(event.target);
    if (link && link.matches(":focus-visible")) show(link);
    else if (!under) hide();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !shown) return;
    event.stopPropagation();
    hide();
  }, true);
  window.addEventListener("resize", hide);
  collect();
  // A preview puts a newer page in place of this one.
  document.addEventListener("casebook:replaced", function () {
    hide();
    collect();
  });
})();
