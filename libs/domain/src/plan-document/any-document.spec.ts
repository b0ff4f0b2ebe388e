import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readPlan } from './read-plan.js';

const FIXTURES = new URL('./fixtures/', import.meta.url);

describe('however it was written down', () => {
  it.each(readdirSync(FIXTURES))('%s: letters in pieces (NFD) and other line ends change nothing', (name) => {
    const text = readFileSync(new URL(name, FIXTURES), 'utf8');
    const known = readPlan(text);
    expect(readPlan(text.normalize('NFD').replaceAll('\n', '\r\n'))).toEqual(known);
    for (const { place } of [...known.targets, ...known.results]) {
      const first = text
        .split('\n')
        [place.line - 1]!.replace(/\s+/g, ' ')
        .replace(/^\||\|$/g, '')
        .trim();
      expect(place.quote).toContain(first.slice(0, 20).split('|')[0]!.trim());
    }
  });
});

describe('an absurd document', () => {
  it.each([
    ['nothing', ''],
    ['no plan', 'xin chào'],
    ['signs', '|||\n---\n%%%\n1.2.3.4.5%'],
    ['a very long line', `còn ${'58 hộ nghèo, '.repeat(2_000)}`],
  ])('of %s gives an answer', (_what, text) => {
    expect(readPlan(text)).toMatchObject({ targets: [], projectLines: [] });
  });
});
