import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { STARTER } from './catalogue.js';

const written = readFileSync(new URL('../../../../docs/indicators.md', import.meta.url), 'utf8');

describe('docs/indicators.md', () => {
  it.each([...STARTER.indicators, ...STARTER.measures].map(({ code, name }) => [code, name.vi]))(
    'says %s as the catalogue does; else: npm run generate:docs',
    (code, name) => expect(written.split('\n').some((line) => line.includes(`\`${code}\``) && line.includes(name))).toBe(true),
  );
});
