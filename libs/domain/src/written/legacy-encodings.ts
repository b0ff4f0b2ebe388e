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

/** From the code of the font to the letter that it shows. Capitals with a tone came from a font of their own and read as small letters. */
const TCVN3: Record<string, string> = pairs(
  '¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00adư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ',
);

/** A letter and the mark that follows it; what stands alone is a letter by itself. */
const VNI: Record<string, string> = {
  ...pairs('ñđÑĐôơÔƠöưÖƯæỉÆỈóĩÓĨòịÒỊîỵÎỴ'),
  ...marked('aeuoy', 'ùøûõï', ['áàảãạ', 'éèẻẽẹ', 'úùủũụ', 'óòỏõọ', 'ýỳỷỹỵ']),
  ...marked('ôö', 'ùøûõï', ['ớờởỡợ', 'ứừửữự']),
  ...marked('aeo', 'âáàåãä', ['âấầẩẫậ', 'êếềểễệ', 'ôốồổỗộ']),
  ...marked('a', 'êéèúüë', ['ăắằẳẵặ']),
};
const VNI_LETTERS = new RegExp(
  Object.keys(VNI)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
);

function pairs(text: string): Record<string, string> {
  return Object.fromEntries([...text].flatMap((from, i, all) => (i % 2 === 0 ? [[from, all[i + 1]!]] : [])));
}

function marked(letters: string, marks: string, shown: string[]): Record<string, string> {
  return Object.fromEntries(
    [...letters].flatMap((letter, row) =>
      [...marks].flatMap((mark, i) => {
        const to = [...shown[row]!][i]!;
        return [
          [letter + mark, to],
          [letter.toUpperCase() + mark.toUpperCase(), to.toUpperCase()],
          [letter.toUpperCase() + mark, to.toUpperCase()],
        ];
      }),
    ),
  );
}

/** What was typed, in Unicode. */
export const fromLegacy = (text: string, encoding: LegacyEncoding): string =>
  encoding === 'TCVN3'
    ? text.replace(/[\u00a1-\u00ff]/g, (letter) => TCVN3[letter] ?? letter)
    : text.replace(VNI_LETTERS, (letters) => VNI[letters]!);
