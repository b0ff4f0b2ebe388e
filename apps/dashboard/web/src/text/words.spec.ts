import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { STATES_BY_NEED, lookOf } from '../unit/unit-state.js';
import { ALL_WORDS } from './all-words.js';
import type { WordTree } from './page-words.js';

const leaves = (tree: WordTree, path: string[] = []): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[[...path, key].join('.'), value] as [string, string]] : leaves(value, [...path, key]),
  );

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();

const words = { vi: new Map(leaves(ALL_WORDS.vi)), en: new Map(leaves(ALL_WORDS.en)) };
const SOURCES = join(dirname(fileURLToPath(import.meta.url)), '..');

describe('both languages', () => {
  it('have the same keys', () => expect([...words.en.keys()]).toEqual([...words.vi.keys()]));

  it('fill the same gaps in each text', () => {
    for (const [key, text] of words.vi) expect([key, placeholders(words.en.get(key)!)]).toEqual([key, placeholders(text)]);
  });

  it('leave nothing empty, except for the nation, which is below nothing', () => {
    const empty = [...words.vi, ...words.en].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(new Set(empty)).toEqual(new Set(['below.nation']));
  });

  it('have a word for every state and look', () => {
    for (const state of STATES_BY_NEED) {
      expect([words.vi.has(`state.${state}`), words.vi.has(`look.${lookOf(state)}`)]).toEqual([true, true]);
    }
  });

  it('have every word that the pages ask for by name', () => {
    const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !name.includes('.spec.'),
    );
    const asked = sources.flatMap((name) =>
      [...readFileSync(join(SOURCES, name), 'utf8').matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key!),
    );
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !words.vi.has(key))).toEqual([]);
  });
});
