import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '@chitieu/runtime';
import { alertQuery } from './alert-query.js';
import { readAcknowledgement } from './read-acknowledgement.js';

const NOW = new Date('2024-10-05T05:00:00.000Z');

function codesOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    return ((error as ProblemError).extra.errors as { pointer: string; code: string }[]).map((e) => `${e.pointer} ${e.code}`);
  }
  throw new Error('was accepted');
}

describe('an acknowledgement', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['/by missing', '/note missing']],
    ['a list', [], ['/by missing', '/note missing']],
    ['blanks', { by: ' ', note: '' }, ['/by missing', '/note missing']],
    ['numbers', { by: 1, note: 2 }, ['/by not-text', '/note not-text']],
    ['too long a note', { by: 'a', note: 'x'.repeat(501) }, ['/note text-too-long']],
    ['a turned name', { by: 'a\u202eb', note: 'x' }, ['/by text-invisible-character']],
    ['a line break in a name', { by: 'a\nb', note: 'x' }, ['/by text-invisible-character']],
    ['an end that is over', { by: 'a', note: 'x', until: '2024-10-05T00:00:00Z' }, ['/until bad-until']],
    ['an end without its offset', { by: 'a', note: 'x', until: '2024-10-12T17:00:00' }, ['/until bad-until']],
    ['one field too many', { by: 'a', note: 'x', state: 'resolved' }, ['/state unknown-field']],
  ])('is refused: %s', (_, body, codes) => {
    expect(codesOf(() => readAcknowledgement(body, NOW))).toEqual(codes);
  });

  it('is read trimmed and in NFC; a note of 500 characters and two lines is fine', () => {
    const note = `${'x'.repeat(498)}\ny`;
    expect(readAcknowledgement({ by: ' Nguyễn Văn A'.normalize('NFD'), note }, NOW)).toEqual({
      by: 'Nguyễn Văn A'.normalize('NFC'),
      note,
      until: null,
    });
  });

  it('holds until a time, written with its offset', () => {
    const given = { by: 'a', note: 'x', until: '2024-10-12T17:00:00+07:00' };
    expect(readAcknowledgement(given, NOW).until).toBe('2024-10-12T10:00:00.000Z');
  });
});

describe('the query of the list', () => {
  it('has defaults: every open alert, a hundred', () => {
    expect(alertQuery({})).toEqual({
      orgUnit: null,
      states: ['pending', 'firing', 'recovering'],
      indicators: [],
      period: null,
      limit: 100,
      after: null,
    });
  });

  it('is refused with everything that is wrong', () => {
    const given = { orgUnit: "1'; --", state: 'open', indicator: 'x', period: '24', limit: '0', after: 'zz', sort: 'a' };
    expect(codesOf(() => alertQuery(given))).toEqual([
      '/sort unknown-parameter',
      ...['orgUnit', 'state', 'indicator', 'period', 'limit', 'after'].map((name) => `/${name} invalid-parameter`),
    ]);
  });

  it.each([['501'], ['1.5'], ['-1'], ['1e2']])('refuses limit=%s', (limit) => {
    expect(codesOf(() => alertQuery({ limit }))).toEqual(['/limit invalid-parameter']);
  });

  it('refuses a parameter given twice', () => {
    expect(codesOf(() => alertQuery({ state: ['firing', 'pending'] }))).toEqual(['/state invalid-parameter']);
  });
});
