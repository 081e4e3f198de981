/**
 * Texts of JSON, changed at random: values, ranges, and pieces that break many parsers. The tests of
 * the TypeScript client and of the elements give them to their parsers. The same seed makes the same
 * texts.
 */
const MOST_AT_ONCE = 3;
const VALUE = /"(?:[^"\\\n]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null/g;
const PIECES = [
  "null", "true", "[]", "{}", '""', "[null]", "[[]]", "0", "-1", "-0", "1e999", "1.5", '"1"', '"x 1"',
  "9007199254740991", "9007199254740992", "-9007199254740991", '"\\ud800"', '"\\u0000"', '"constructor"',
  '"__proto__"', '{"__proto__":{"id":1}}', '{"length":3}', '"2026-02-30T00:00:00Z"', '"275760-09-13"',
  '"2026-11-20T10:15:30Z"', '"+275760-09-13T00:00:00Z"', '"javascript:alert(1)"', '"//[x"', '"usd"', '"us"',
  `"${"y".repeat(3_000)}"`, "[".repeat(100_000) + "]".repeat(100_000), "[", "]", "{", "}", ",", ":", '"', "\\",
  "\uFEFF", "\0", "\n", "<html>", "NaN",
];

/** `count` changed texts: each is one of `texts`, changed in up to three places. */
export function* mutations(texts, seed, count) {
  const random = generator(seed);
  const below = (most) => Math.floor(random() * most);
  const any = (list) => list[below(list.length)];
  const range = (text) => [below(text.length + 1), below(text.length + 1)].sort((one, other) => one - other);
  const spliced = (text, [start, end], piece) => text.slice(0, start) + piece + text.slice(end);
  const changes = [
    (text) => spliced(text, range(text), ""),
    (text) => spliced(text, range(text), any(PIECES)),
    (text) => spliced(text, [below(text.length + 1)].flatMap((at) => [at, at]), any(PIECES)),
    ...Array(5).fill((text) => otherValue(text)),
  ];
  const otherValue = (text) => {
    const values = [...text.matchAll(VALUE)];
    if (values.length === 0) {
      return any(PIECES);
    }
    const { index, 0: value } = any(values);
    return spliced(text, [index, index + value.length], below(3) > 0 ? any(PIECES) : any(values)[0]);
  };
  for (let made = 0; made < count; made++) {
    let text = any(texts);
    for (let change = below(MOST_AT_ONCE); change >= 0; change--) {
      text = any(changes)(text);
    }
    yield text;
  }
}

/** Random numbers from 0 to below 1, by the generator Mulberry32. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
