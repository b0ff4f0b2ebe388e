import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPlainJson } from './plain-json.js';
import { placeIn, readCarefully, readStrictJson } from './strict-json.js';

const found = (text: string): string[] => {
  const read = readStrictJson(text);
  return read.ok ? read.findings.map(({ code, pointer }) => `${code} ${pointer}`) : [`${read.code} at ${read.at}`];
};

describe('strict JSON', () => {
  it('reads whatever JSON.parse reads, written in any way', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 2, '\t'), (text, space) => {
        const value: unknown = JSON.parse(text);
        const read = readStrictJson(JSON.stringify(value, null, space));
        expect(read.ok && read.value).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('takes the fast way only where the careful one finds nothing and reads the same', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '"b":',
      '"b":1',
      '":c"',
      '"":',
      '__proto__',
      '\\u0041',
      ' ',
      '-0',
      '1e3',
      '4.0',
      '9007199254740993',
      '\ud800',
      'null',
    );
    const member = fc.tuple(
      fc.constantFrom('"a"', '"b"', '":"'),
      fc.constantFrom(':', ' :', ': '),
      fc.oneof(fc.json({ maxDepth: 2 }), piece),
    );
    const object = fc.array(member, { maxLength: 4 }).map((members) => `{${members.map((parts) => parts.join('')).join(',')}}`);
    let plain = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          object,
          fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const value = readPlainJson(text, 32);
          if (value === undefined) return;
          plain++;
          expect(readCarefully(text)).toEqual({ ok: true, value, findings: [] });
        },
      ),
      { numRuns: 5_000 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  it.each([
    ['{"a":1,"a":2}', ['json-duplicate-key /a']],
    ['{"a":{"b/c":1,"b/c":1}}', ['json-duplicate-key /a/b~1c']],
    ['{"a": -0}', ['number-negative-zero /a']],
    ['{"a":-0.0}', ['number-negative-zero /a']],
    ['{"a":1e400}', ['number-not-exact /a']],
    ['{"a":9007199254740993}', ['number-not-exact /a']],
    ['[0.1, 1e3, 9007199254740991, -12.50]', []],
    ['[0.12345678901234567890]', ['number-not-exact /0']],
    ['{"a":NaN}', ['json-not-a-number at 5']],
    ['{"a":-Infinity}', ['json-not-a-number at 5']],
    ['{"a":"\\ud800"}', ['text-not-unicode /a']],
    ['{"a":"\\ud83c\\udfe1"}', []],
    ['{"a":1,}', ['json-malformed at 7']],
    ["{'a':1}", ['json-malformed at 1']],
    ['{"a":01}', ['json-malformed at 6']],
    ['{"a":1} x', ['json-malformed at 8']],
    ['{"a":"b\n"}', ['json-malformed at 5']],
    ['', ['json-malformed at 0']],
    [`${'['.repeat(33)}${']'.repeat(33)}`, []],
    [`${'['.repeat(34)}${']'.repeat(34)}`, ['json-too-deep at 33']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('keeps __proto__ as a name and touches no prototype', () => {
    const read = readStrictJson('{"__proto__":{"admin":true}}');
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__']);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('says line and column', () => {
    expect(placeIn('{\n  "a": x}', 9)).toEqual({ line: 2, column: 8 });
  });
});
