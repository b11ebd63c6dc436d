// Undoes raw deflate (RFC 1951), bit by bit, in browsers that cannot do it themselves; `search-engine.js` loads it when it must.
(() => {
  'use strict';
  // Numbers that go up by ones, then by twos, by fours.
  const grow = (code, bits) => (code >> bits ? (code % 2 ** bits + 2 ** bits) * 2 ** ((code >> bits) - 1) : code);

  self.casebookInflate = (bytes) => {
    const output = [];
    let at = 0;
    const take = (count) => {
      let value = 0;
      for (let bit = 0; bit < count; bit += 1, at += 1) value |= ((bytes[at >> 3] >> (at & 7)) & 1) << bit;
      return value;
    };
    // A code has a 1 before it here, so that each length has its own.
    const tree = (lengths) => {
      const symbols = {};
      let code = 1;
      for (let length = 1; length < 16; length += 1) {
        code *= 2;
        lengths.forEach((own, symbol) => {
          if (own === length) symbols[code++] = symbol;
        });
      }
      return () => {
        code = 1;
        while (!(code in symbols)) code = code * 2 + take(1);
        return symbols[code];
      };
    };
    const longer = (code, bits) => grow(code, bits) + take(Math.max(0, (code >> bits) - 1));
    const fill = (count, value) => Array(count).fill(value);
    let last = 0;
    while (!last) {
      last = take(1);
      const kind = take(2);
      if (!kind) {
        at = (at + 7) & -8;
        const length = take(16);
        at += 16;
        for (let byte = 0; byte < length; byte += 1) output.push(take(8));
        continue;
      }
      let count = 288;
      let lengths = [...fill(144, 8), ...fill(112, 9), ...fill(24, 7), ...fill(8, 8), ...fill(30, 5)];
      if (kind > 1) {
        count = take(5) + 257;
        const both = count + take(5) + 1;
        const own = [];
        const places = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        for (const place of places.slice(0, take(4) + 4)) own[place] = take(3);
        const next = tree(own);
        lengths = [];
        while (lengths.length < both) {
          const code = next();
          const [last] = lengths.slice(-1);
          if (code < 16) lengths.push(code);
          else lengths.push(...(code < 17 ? fill(take(2) + 3, last) : fill(code < 18 ? take(3) + 3 : take(7) + 11, 0)));
        }
      }
      const literal = tree(lengths.slice(0, count));
      const back = tree(lengths.slice(count));
      for (let code = literal(); code !== 256; code = literal()) {
        if (code < 256) output.push(code);
        else {
          const length = code < 285 ? 3 + longer(code - 257, 2) : 258;
          const from = output.length - 1 - longer(back(), 1);
          for (let byte = 0; byte < length; byte += 1) output.push(output[from + byte]);
        }
      }
    }
    return Uint8Array.from(output);
  };
})();
