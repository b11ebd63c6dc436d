// Visits PAGES and reports what axe-core finds at WCAG 2.2 AA, and every request that leaves the site.
(async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = [];
  for (const address of PAGES) {
    const page = await visit(address, WIDTH, 900);
    if (page.document.querySelector('meta[http-equiv="refresh"]')) continue; // a stub is left before it can be read
    for (const details of page.document.querySelectorAll("details")) details.open = true;
    for (const entry of page.performance.getEntriesByType("resource")) {
      if (!entry.name.startsWith(location.origin)) found.push(address + ": a request to " + entry.name);
    }
    if (page.document.documentElement.scrollWidth > WIDTH) found.push(address + ": scrolls sideways at " + WIDTH + " px");
    await inject(page, "/__axe.js");
    const { violations } = await page.axe.run(page.document, { runOnly: tags, resultTypes: ["violations"] });
    for (const violation of violations) {
      for (const node of violation.nodes) found.push(address + ": " + violation.id + ": " + node.html.slice(0, 200));
    }
  }
  report({ found, visited: PAGES.length });
})();
