import { placeOf } from './paragraphs.js';
import type { PlanDraft, Stated } from './plan-draft.js';
import type { Passage } from './sections.js';

const OFFICE = /^(?:(?:tm|kt|tl|tuq|q)\. ?)?(?:pho )?(?:chu tich|truong phong|giam doc|truong ban|chanh van phong)\b/;
const NAME = /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,4}$|^\p{Lu}{2,}(?: \p{Lu}{2,}){1,4}$/u;
const LINES_FOR_A_SIGNATURE = 10;

/** Who signed: the name below the last office. */
export function readSigner(tail: Passage[]): Pick<PlanDraft['document'], 'signer' | 'signerTitle'> {
  const at = tail.findLastIndex(({ folded }) => OFFICE.test(folded));
  const office = tail[at];
  const none: Stated = { value: null, reason: 'not-found', place: null, confidence: null, confirmed: false };
  if (!office) return { signer: none, signerTitle: none };
  const below = tail
    .slice(at + 1, at + 1 + LINES_FOR_A_SIGNATURE)
    .find(({ text, folded }) => NAME.test(text) && !OFFICE.test(folded));
  return {
    signer: below
      ? { value: below.text, reason: null, place: placeOf(below), confidence: 'medium', confirmed: false }
      : { ...none, reason: 'no-name-below-the-office' },
    signerTitle: { value: office.text, reason: null, place: placeOf(office), confidence: 'high', confirmed: false },
  };
}
