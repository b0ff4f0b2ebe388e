import { fromLegacy } from '@chitieu/domain';
import { DocumentRefused } from './document-refused.js';

/** Words that stand in every plan, with their accents: of two ways to read a text, the one that has them is right. */
const EVERY_PLAN = /(?<!\p{L})(?:kế hoạch|thực hiện|xã|năm|của|hộ|nghèo|giảm|tỷ lệ|đồng|và|các)(?!\p{L})/giu;
// eslint-disable-next-line no-control-regex
const NO_TEXT = /[\u0000-\u0008\u000e-\u001f]/;

interface Decoded {
  encoding: string;
  text: string;
}

const score = (text: string): number => text.normalize('NFC').match(EVERY_PLAN)?.length ?? 0;
const best = (readings: Decoded[]): Decoded => readings.reduce((a, b) => (score(b.text) > score(a.text) ? b : a));

/** Unicode with or without its mark, windows-1258, TCVN3 or VNI, whichever makes Vietnamese of it. */
export function decodeText(bytes: Uint8Array): Decoded {
  const wide = wideEncodingOf(bytes);
  const text = decoded(bytes, wide ?? 'utf-8');
  if (text !== null && (wide !== null || !NO_TEXT.test(text))) return inUnicode(checked(text), wide ?? 'utf-8');
  if (bytes.includes(0)) throw new DocumentRefused('not-a-document');
  const latin = new TextDecoder('windows-1252').decode(bytes);
  // windows-1252 has letters of its own where Latin-1 has control characters; the old fonts use neither.
  const found = best([
    { encoding: 'windows-1258', text: decoded(bytes, 'windows-1258') ?? '' },
    ...(['TCVN3', 'VNI'] as const).map((encoding) => ({ encoding, text: fromLegacy(latin, encoding) })),
  ]);
  if (score(found.text) === 0) throw new DocumentRefused(NO_TEXT.test(latin) ? 'not-a-document' : 'encoding-unknown');
  return { ...found, text: found.text.normalize('NFC') };
}

/** Text that is Unicode already, unless its letters are those of an old font. */
export const inUnicode = (text: string, encoding: string): Decoded =>
  best([
    { encoding, text },
    ...(['TCVN3', 'VNI'] as const).map((legacy) => ({ encoding: legacy, text: fromLegacy(text, legacy) })),
  ]);

function checked(text: string): string {
  if (NO_TEXT.test(text)) throw new DocumentRefused('not-a-document');
  return text;
}

/** By its mark; else by where the zeros are: in a Vietnamese text every other byte of UTF-16 is zero more often than not. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const [even, odd] = [0, 1].map((at) => bytes.subarray(0, 2_000).filter((byte, i) => i % 2 === at && byte === 0).length);
  const many = Math.min(bytes.length, 2_000) / 4;
  if (odd! > many && even! < many / 8) return 'utf-16le';
  return even! > many && odd! < many / 8 ? 'utf-16be' : null;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
