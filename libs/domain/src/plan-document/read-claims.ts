import { placeOf } from './paragraphs.js';
import type { Claim } from './plan-draft.js';
import type { Passage } from './sections.js';

const CLAIMS: readonly [Claim['claim'], RegExp][] = [
  ['exceeds', /\bvuot (?:muc|ke hoach|chi tieu|muc tieu)|hoan thanh vuot/],
  ['disbursed-little', /giai ngan[^;.]{0,40}\b(?:thap|cham|khong dat|chua dat)\b|(?:cham|thap)[^;.,]{0,15} giai ngan/],
  [
    'units-by-assigned-targets',
    /\bcac (?:thon|ban|xa|phuong|to dan pho|huyen|don vi)\b[^;.]{0,40}(?:theo )?chi tieu[^;.]{0,40}\bgiao\b|\bgiao chi tieu[^;.]{0,30}cho (?:cac|tung) (?:thon|ban|xa|to dan pho|huyen)/,
  ],
  ['table-attached', /\b(?:co )?(?:bieu|phu luc|bang)[^;.]{0,25}(?:kem theo|dinh kem)/],
];

/** What is said in words and can be held against the figures. */
export const readClaims = (passage: Passage): Claim[] =>
  CLAIMS.flatMap(([claim, words]) => {
    const at = passage.folded.search(words);
    const isMeant = at >= 0 && (claim === 'table-attached' || claim === 'units-by-assigned-targets' || passage.phase !== 'plan');
    return isMeant ? [{ claim, place: placeOf(passage, at) }] : [];
  });
