import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { STARTER, withOwn } from './catalogue.js';
import { checkDefinitions } from './check-definitions.js';
import { indicatorsDocument } from './indicators-document.js';

/** Lines of Markdown without the blanks that make columns even. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').replace(/-{3,}/g, '---').trim())
    .filter((line) => line !== '');
const written = linesOf(readFileSync(new URL('../../../../docs/indicators.md', import.meta.url), 'utf8'));

describe('docs/indicators.md', () => {
  it('is what the catalogue says; else: npm run generate:docs', () => {
    const made = linesOf(indicatorsDocument(STARTER));
    expect(made.filter((line) => !written.includes(line))).toEqual([]);
  });

  it('names every kind of condition', () => {
    const text = { vi: 'lời', en: 'words' };
    const where = {
      any: [
        { not: { field: 'members', atLeast: 5 } },
        { field: 'scoreB1', below: 100 },
        {
          all: [
            { field: 'area', in: ['rural', 'urban'] },
            { field: 'deprivations', has: 'cleanWater' },
          ],
        },
      ],
    };
    const measures = [{ code: 'odd', name: text, counts: 'members', where }];
    const { definitions } = checkDefinitions({ measures, indicators: [] });
    expect(indicatorsDocument(withOwn(definitions!))).toContain(
      '(not members ≥ 5 or scoreB1 < 100 or area rural/urban, deprivations has cleanWater)',
    );
  });
});
