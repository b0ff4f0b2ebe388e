import { describe, expect, it } from '@jest/globals';
import { legacyEncodingOf } from '@chitieu/domain';
import { dateReadings, nearest, numberReadings } from './suggest.js';

describe('readings', () => {
  it.each([
    ['03/04/2024', 'Did you mean 2024-04-03 (dd/mm/yyyy) or 2024-03-04 (mm/dd/yyyy)?'],
    ['25/11/2024', 'Did you mean 2024-11-25 (dd/mm/yyyy)?'],
    ['11.25.2024', 'Did you mean 2024-11-25 (mm/dd/yyyy)?'],
    ['04-04-2024', 'Did you mean 2024-04-04 (dd/mm/yyyy)?'],
    ['30/02/2024', undefined],
    ['hôm qua', undefined],
  ])('of the date %s', (given, expected) => {
    expect(dateReadings(given)?.en).toBe(expected);
  });

  it.each([
    ['1.063', false, 'Did you mean 1063 or 1.063?'],
    ['1,063', false, 'Did you mean 1063 or 1.063?'],
    ['1.063.000', true, 'Did you mean 1063000?'],
    ['2,98', false, 'Did you mean 2.98?'],
    ['-0', false, 'Did you mean 0?'],
    ['một', true, undefined],
  ])('of the number %s', (given, whole, expected) => {
    expect(numberReadings(given, whole)?.en).toBe(expected);
  });

  it('offers the nearest word only when it is near', () => {
    expect(nearest('nearpor', ['poor', 'nearPoor'])?.en).toBe('Did you mean nearPoor?');
    expect(nearest('xyz', ['poor', 'nearPoor'])).toBeUndefined();
  });
});

describe('legacy encodings', () => {
  it.each([
    ['X· T©n Méc', 'TCVN3'],
    ['Uû ban nh©n d©n', 'TCVN3'],
    ['Xaõ Taân Moäc', 'VNI'],
    ['Ủy ban nhân dân xã Tân Mộc', null],
    ['Xã Tân Hoà, thôn Toán, bà Hoè, Quế', null],
    ['Müller & Noël', null],
    ['25 m² đất, 100 µg', null],
  ])('%s', (text, expected) => {
    expect(legacyEncodingOf(text)).toBe(expected);
  });
});
