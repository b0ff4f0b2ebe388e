import { describe, expect, it } from '@jest/globals';
import { fromLegacy, legacyEncodingOf } from './legacy-encodings.js';

describe('letters of old fonts', () => {
  it.each([
    ['X· T©n Méc', 'TCVN3', 'Xã Tân Mộc'],
    ['KÕ ho¹ch gi¶m nghÌo', 'TCVN3', 'Kế hoạch giảm nghèo'],
    ['Xaõ Taân Moäc', 'VNI', 'Xã Tân Mộc'],
    ['Keá hoaïch giaûm ngheøo naêm ñoù, öôùc tính', 'VNI', 'Kế hoạch giảm nghèo năm đó, ước tính'],
    ['NGHEØO ÑOÙI', 'VNI', 'NGHÈO ĐÓI'],
  ] as const)('%s in %s is %s', (typed, encoding, shown) => expect(fromLegacy(typed, encoding)).toBe(shown));

  it.each([
    ['X· T©n Méc', 'TCVN3'],
    ['Xaõ Taân Moäc', 'VNI'],
    ['Xã Tân Mộc', null],
    ['plain', null],
  ])('%s is recognised as %s', (text, encoding) => expect(legacyEncodingOf(text)).toBe(encoding));
});
