import { describe, expect, it } from '@jest/globals';
import { misprintsOf } from './misprint.js';

const of = (text: string, kind: 'count' | 'rate') => Object.fromEntries(misprintsOf(text, kind).map((m) => [m.text, m.how]));

describe('what a figure may have been', () => {
  it('had its digits in another order', () =>
    expect(of('130', 'count')).toMatchObject({ '310': 'digits-swapped', '031': 'digits-swapped', '103': 'digits-swapped' }));

  it.each([
    ['14', '1.4'],
    ['62,4', '6,24'],
    ['0,15', '0,015'],
    ['5 %', '0.5 %'],
  ])('a rate of %s was ten times too large: %s', (text, right) => expect(of(text, 'rate')[right]).toBe('ten-times'));

  it.each([
    ['0,15', '1,5'],
    ['1.4', '14'],
    ['6', '60'],
  ])('a rate of %s was a tenth: %s', (text, right) => expect(of(text, 'rate')[right]).toBe('a-tenth'));

  it('a count loses no digit but a nought', () => {
    expect(of('12.340', 'count')).toMatchObject({ '1234': 'ten-times', '123400': 'a-tenth', '12340000': 'a-thousandth' });
    expect(Object.values(of('1234', 'count'))).not.toContain('ten-times');
  });

  it('what is no plain number has no other reading', () => expect(misprintsOf('–', 'count')).toEqual([]));
});
