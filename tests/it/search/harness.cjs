// Answers queries with the script of a published site, as a browser would: `node harness.cjs SITE < queries.json > answers.json`.
//
// Standard input is a JSON array of `{"q": "...", "filters": {"service": ["id"]}}`; the answers come in the same order, with at most
// fifty documents each. `--inflate` hides the platform's own decompression, so that the script's own is used. With `--stems` standard
// input is an array of words and the answer their stems; with `--tokens` an array of texts and the answer their words.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const TOP = 50;
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const [site] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const page = { TextDecoder, atob, Blob, Response };
if (!options.includes('--inflate')) page.DecompressionStream = DecompressionStream;
page.self = page;
vm.createContext(page);

const run = (file) => vm.runInContext(fs.readFileSync(file, 'utf8'), page, { filename: file });
const load = async (address) => run(path.join(site, address.replace(/\?.*$/, '')));

async function answers(queries) {
  const engine = page.casebookSearch('', load);
  const all = [];
  for (const { q, filters = {} } of queries) {
    const answer = await engine.search(q, { filters, facets: true });
    all.push({
      docs: answer.docs.slice(0, TOP),
      scores: answer.scores.slice(0, TOP),
      total: answer.total,
      all: answer.all,
      mode: answer.mode,
      exact: answer.exact,
      loosened: answer.loosened,
      words: answer.words,
      synonyms: answer.synonyms,
      unknownFilters: answer.unknownFilters,
      facets: answer.facets,
    });
  }
  return all;
}

const tokens = (text) => page.casebookSearch.analyse(text).filter(({ term }) => term)
  .map(({ surface, term, whole, parts, position }) => ({ surface, term, whole: whole || null, parts, position }));

async function main() {
  const asked = JSON.parse(fs.readFileSync(0, 'utf8'));
  run(path.join(site, 'assets/js/search-engine.js'));
  if (options.includes('--stems')) return asked.map((word) => page.casebookSearch.stem(word));
  if (options.includes('--tokens')) {
    // Limits and stop words come with the manifest.
    await page.casebookSearch('', load).search('');
    return asked.map(tokens);
  }
  return answers(asked);
}

main().then(
  (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`),
  (error) => {
    process.stderr.write(`${error.stack || error}\n`);
    process.exitCode = 1;
  },
);
