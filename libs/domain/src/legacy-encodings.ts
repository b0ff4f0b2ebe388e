/**
 * Vietnamese typed in a font encoding of the 1990s and pasted as Latin-1 looks like text and means something else:
 * "X· T©n Méc" (TCVN3), "Xaõ Taân Moäc" (VNI). Telling signs are letters that stand where no Vietnamese word has them.
 */
export type LegacyEncoding = 'TCVN3' | 'VNI';

const TCVN3_BETWEEN_LETTERS = /\p{L}[µ¸¶·¹¨»¾¼½©ª«¬®§][\p{L}]/u;
const TCVN3_BESIDE_A_LETTER = /\p{L}[µ¸¶·¹¨¾¼½©ª¬®§]|[¨©ª«¬®§]\p{L}/gu;
/** No Vietnamese syllable has a second accented letter behind a or e, nor these letters at all. */
const VNI_PAIR = /[ae][âùøûõïêáàåãäéèúüëöóòôñ]|[oyu][äåïøûæüõ]|[öô][ïøûùõäáàåãâ]/giu;
const ONLY_UNICODE_HAS = /[ăĂơƠưƯđĐ\u1ea0-\u1ef9]|\p{M}/u;

/** True when the text may need the closer look: cheap, for every row. */
export const hasLatin1Signs = (text: string): boolean => /[\u00a1-\u00ff]/.test(text);

export function legacyEncodingOf(text: string): LegacyEncoding | null {
  if (!hasLatin1Signs(text)) return null;
  if (TCVN3_BETWEEN_LETTERS.test(text) || (text.match(TCVN3_BESIDE_A_LETTER)?.length ?? 0) >= 2) return 'TCVN3';
  if (ONLY_UNICODE_HAS.test(text)) return null;
  return (text.match(VNI_PAIR)?.length ?? 0) >= 2 ? 'VNI' : null;
}
