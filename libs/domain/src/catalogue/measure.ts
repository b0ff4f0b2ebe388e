import type { Bilingual } from './indicator.js';
import { compileConditions, type ReviewCondition } from './condition.js';
import type { ReviewedHousehold } from './review-fields.js';

/** What is counted of households: 1, or its members, for each household that the condition holds for. */
export interface Measure {
  code: string;
  name: Bilingual;
  counts: 'households' | 'members';
  where: ReviewCondition;
}

/** What a household counts for: the measures that hold, as bytes in hexadecimal (bit 0 of the first is the first measure), and its size. */
export interface Contribution {
  counted: string;
  members: number;
}

/** What a review that was taken back counts for. */
export const COUNTED_NOWHERE: Contribution = { counted: '', members: 0 };

/** How many measures one catalogue may have: each has a column of its own. */
export const MOST_MEASURES = 300;

const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** The measures of one catalogue, in the order of every array of their sums. */
export class MeasureSet {
  readonly codes: readonly string[];
  private readonly places: ReadonlyMap<string, number>;
  /** 1 where a measure counts members, by its place. */
  private readonly countsMembers: Uint8Array;
  private readonly conditionsOf: ReturnType<typeof compileConditions>;
  private readonly bytes: Uint8Array;
  /** Character codes of the bytes: a text made at once is read faster than one put together. */
  private readonly digits: number[];
  private readonly mark = (place: number): void => void (this.bytes[place >> 3]! |= 1 << (place & 7));

  constructor(readonly measures: readonly Measure[]) {
    this.codes = measures.map(({ code }) => code);
    this.places = new Map(this.codes.map((code, i) => [code, i]));
    this.countsMembers = Uint8Array.from(measures, ({ counts }) => Number(counts === 'members'));
    this.conditionsOf = compileConditions(measures.map(({ where }) => where));
    this.bytes = new Uint8Array(Math.ceil(measures.length / 8));
    this.digits = Array.from(this.bytes, () => [0, 0]).flat();
  }

  get size(): number {
    return this.measures.length;
  }

  /** Throws RangeError where the set has no such measure. */
  placeOf(code: string): number {
    const place = this.places.get(code);
    if (place === undefined) throw new RangeError(`no such measure: ${code}`);
    return place;
  }

  has(code: string): boolean {
    return this.places.has(code);
  }

  /** A pure function of the review: old taken away and new added, in any order, gives the same sums. */
  contributionOf(review: ReviewedHousehold): Contribution {
    this.bytes.fill(0);
    this.conditionsOf(review, this.mark);
    for (let i = 0; i < this.bytes.length; i++) {
      this.digits[2 * i] = DIGITS[this.bytes[i]! >> 4]!;
      this.digits[2 * i + 1] = DIGITS[this.bytes[i]! & 15]!;
    }
    return { counted: String.fromCharCode.apply(null, this.digits), members: review.members };
  }

  /** Adds a contribution to sums, or takes it away. */
  add(sums: Int32Array, { counted, members }: Contribution, sign: 1 | -1): void {
    const ofMembers = sign * members;
    for (let byte = 0; byte * 2 < counted.length; byte++) {
      let bits = nibble(counted, byte * 2) * 16 + nibble(counted, byte * 2 + 1);
      while (bits !== 0) {
        const place = byte * 8 + 31 - Math.clz32(bits & -bits);
        sums[place]! += this.countsMembers[place] === 1 ? ofMembers : sign;
        bits &= bits - 1;
      }
    }
  }

  /** Codes of the measures that a contribution counts in. */
  countedIn({ counted }: Pick<Contribution, 'counted'>): string[] {
    return this.codes.filter((_, i) => {
      const byte = (i >> 3) * 2;
      return byte < counted.length && ((nibble(counted, byte) * 16 + nibble(counted, byte + 1)) >> (i & 7)) & 1;
    });
  }
}

/** Of a lower-case hexadecimal digit. */
const nibble = (hex: string, at: number): number => {
  const code = hex.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
};
