import type { LabelStyle } from './line-label.js';
import { isCapitals, placeOf, type Paragraph } from './paragraphs.js';
import type { Place } from './plan-draft.js';
import { programmeIn } from './programmes.js';

/** What a part of the document is about: what was reached, what is planned, or neither. */
export type Phase = 'result' | 'plan';

/** A paragraph and what the headings above it say. */
export interface Passage extends Paragraph {
  phase: Phase | null;
  /** The year that the nearest heading names. */
  headingYear: string | null;
  programme: string | null;
  /** Titles from the outermost to the nearest one above, without accents. */
  titles: string[];
}

/** Two headings beside each other with one number. */
export interface RepeatedNumber {
  number: string;
  places: [Place, Place];
}

interface Entry {
  style: LabelStyle | 'capitals';
  depth: number;
  number: string;
  title: string;
  paragraph: Paragraph;
}

const RESULT =
  /\bket qua\b(?!.{0,20}(?:mong|du kien))|tinh hinh (thuc hien|chung|ngheo)|thuc trang|\bdanh gia (chung|ket qua|tinh hinh)|dac diem tinh hinh|uu diem|han che|ton tai/;
const PLAN =
  /\bke hoach\b.*\bnam \d{4}|\bke hoach (thuc hien|giam ngheo|trien khai)|\b(muc tieu|chi tieu|nhiem vu|phuong huong|noi dung).*\bnam \d{4}/;
const PLAN_UNLESS_RESULT =
  /muc dich|yeu cau|muc tieu|chi tieu|noi dung|nhiem vu|giai phap|kinh phi|nguon von|to chuc thuc hien|phan cong|nguon luc/;

const LONGEST_TITLE = 250;

export function passagesOf(paragraphs: Paragraph[]): { passages: Passage[]; repeated: RepeatedNumber[] } {
  const stack: Entry[] = [];
  const repeated: RepeatedNumber[] = [];
  const passages = paragraphs.map((given) => {
    const paragraph = titleOfBareLabel(stack.at(-1), given);
    const entry = entryOf(paragraph);
    const before = entry && takeIn(stack, entry);
    if (entry && before && isRepeated(before, entry)) {
      repeated.push({ number: entry.number.toUpperCase(), places: [placeOf(before.paragraph), placeOf(paragraph)] });
    }
    return passageOf(paragraph, stack);
  });
  return { passages, repeated };
}

/** `Phần I` stands alone, and its title on the next line. */
function titleOfBareLabel(open: Entry | undefined, paragraph: Paragraph): Paragraph {
  if (open?.title.trim() !== '' || paragraph.label !== null || paragraph.cells !== null) return paragraph;
  open.title = paragraph.folded;
  return { ...paragraph, isHeading: true };
}

function entryOf(paragraph: Paragraph): Entry | null {
  const { label, folded, text, cells, isHeading } = paragraph;
  if (cells !== null) return null;
  if (label) {
    const { style, depth, number, end } = label;
    return { style, depth, number, title: folded.slice(end), paragraph };
  }
  return isHeading && (isCapitals(text) || RESULT.test(folded) || PLAN.test(folded))
    ? { style: 'capitals', depth: 1, number: '', title: folded, paragraph }
    : null;
}

/** Puts a heading where it belongs; returns the one that stood there before it, under the same heading. */
function takeIn(stack: Entry[], entry: Entry): Entry | null {
  const at = stack.findIndex(({ style, depth }) => style === entry.style && depth === entry.depth);
  const outer =
    entry.style === 'capitals' ? stack.findLastIndex(({ style }) => style === 'part') + 1 : at < 0 ? stack.length : at;
  const before = at < 0 ? null : stack[at]!;
  stack.length = entry.style === 'part' ? 0 : outer;
  stack.push(entry);
  return before;
}

const isRepeated = (before: Entry, entry: Entry): boolean =>
  !['dash', 'plus', 'capitals'].includes(entry.style) && before.number === entry.number;

function passageOf(paragraph: Paragraph, stack: Entry[]): Passage {
  const above = stack.filter((entry) => entry.paragraph !== paragraph || paragraph.isHeading);
  const own = above.length < stack.length ? headOf(stack.at(-1)!) : null;
  const headings = [...above.filter(({ style }) => style !== 'dash' && style !== 'plus'), ...(own ? [own] : [])];
  const programmes = headings.map(({ title }) => programmeIn(title));
  return {
    ...paragraph,
    ...phaseOf(headings.map(({ title }) => title.slice(0, LONGEST_TITLE))),
    titles: above.map(({ title }) => title.slice(0, LONGEST_TITLE)),
    programme: programmes.findLast((programme) => programme !== null) ?? null,
  };
}

/** `1. Mục tiêu: …` is heading and text at once. */
function headOf(entry: Entry): Entry | null {
  const head = /^[^:.;]{3,80}(?=:)/.exec(entry.title)?.[0];
  return head === undefined || entry.style === 'dash' || entry.style === 'plus' ? null : { ...entry, title: head };
}

/** From the outermost title to the nearest. What the plan's own title says of the year is not said of its results. */
function phaseOf(titles: string[]): Pick<Passage, 'phase' | 'headingYear'> {
  let phase: Phase | null = null;
  let headingYear: string | null = null;
  for (const title of titles) {
    if (RESULT.test(title)) {
      if (phase !== 'result') headingYear = null;
      phase = 'result';
    } else if (PLAN.test(title) || (phase === null && PLAN_UNLESS_RESULT.test(title))) phase = 'plan';
    headingYear = yearIn(title) ?? headingYear;
  }
  return { phase, headingYear };
}

/** The last year that a heading names; a span of years names none. */
export const yearIn = (folded: string): string | null =>
  [...folded.matchAll(/\bnam ((?:19|20)\d\d)\b(?! ?[-–] ?\d)/g)].at(-1)?.[1] ?? null;
