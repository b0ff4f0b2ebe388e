import type { Level, TargetKind } from '../vocabulary.js';
import type { DocumentYears } from './front-matter.js';
import { placeOf } from './paragraphs.js';
import type { Confidence, FigureOf, ReadFigure, Unexplained } from './plan-draft.js';
import { meaningOf, yearOfFigure, type Meaning } from './poverty-wording.js';
import type { Passage, Phase } from './sections.js';
import { writtenFigures, type WrittenFigure } from './written-figures.js';

export type Subject = 'poor' | 'nearPoor' | 'multiPoor';

const CODES: Record<Subject, Partial<Record<Meaning['measure'], string>>> = {
  poor: {
    ...{ stock: 'poor-households', rate: 'poor-rate', reduction: 'poor-reduction', change: 'poor-rate-change' },
    ...{ escaped: 'escaped-poverty', relapsed: 'relapsed', newly: 'newly-poor' },
  },
  nearPoor: {
    ...{ stock: 'near-poor-households', rate: 'near-poor-rate', reduction: 'near-poor-reduction' },
    change: 'near-poor-rate-change',
  },
  multiPoor: {
    stock: 'multi-poor-households',
    rate: 'multi-poor-rate',
    reduction: 'multi-poor-reduction',
    change: 'multi-poor-rate-change',
  },
};

const KINDS: Partial<Record<Meaning['measure'], TargetKind>> = { change: 'change', reduction: 'countReduced' };

const SUBJECT =
  /ho ngh?eo(?: da chieu)?(?:,? va| va|,|\/) (?:ho |ty le )?(?:ho )?can ngh?eo|(?:ty le )?(?:ho )?ngh?eo da chieu|\bcan ngh?eo|\bho ngh?eo|\bho neo|ty le ngh?eo|so ngh?eo/g;

/** Some of the poor: their figures are not the unit's. */
const SOME_OF_THEM =
  /\b(?:trong do|rieng)\b[^;.]*\b(?:dan toc|dtts|co cong|bao tro|huyen ngheo|dac biet kho khan|mien nui|nong thon|thanh thi)|ho (?:can )?ngh?eo (?:la |nguoi |la nguoi |vung )?(?:dong bao )?(?:dan toc|dtts)/;

const subjectFrom = (words: string): Subject =>
  /da chieu|(?:va|,|\/) .*can/.test(words) ? 'multiPoor' : /can/.test(words) ? 'nearPoor' : 'poor';

const subjectIn = (folded: string): Subject | null => {
  const last = [...folded.matchAll(SUBJECT)].at(-1)?.[0];
  return last === undefined ? null : subjectFrom(last);
};

/** `58 hộ nghèo`: the words right behind the number say best. */
const subjectBehind = (folded: string): Subject | null => {
  const match = /^ ?(?:ho )?(can ngh?eo|ngh?eo da chieu|ngh?eo)\b/.exec(folded);
  return match && subjectFrom(match[1]!);
};

const UNIT_BELOW =
  /^(?:[-+•*] ?)?((?:thôn|bản|ấp|tổ dân phố|tdp|khu phố|khu|xã|phường|thị trấn|huyện|thị xã) [\p{Lu}\d][^:,;(]{0,40}?) ?(?=[:,;(–]| - | còn | giảm )/iu;

/** Poor and near-poor households, their rates and what changes them, wherever a sentence says so. */
export function readPovertyFigures(
  passage: Passage,
  years: DocumentYears,
): { figures: Omit<ReadFigure, 'id'>[]; unexplained: Unexplained[] } {
  const { text, folded } = passage;
  const figures: Omit<ReadFigure, 'id'>[] = [];
  const unexplained: Unexplained[] = [];
  const written = writtenFigures(text, folded).filter(({ kind }) => kind !== 'money');
  const inherited = passage.titles.map(subjectIn).findLast((subject) => subject !== null) ?? null;
  let last: Meaning | null = null;
  for (const [i, figure] of written.entries()) {
    const sentence = sentenceAround(folded, figure);
    if (/giai ngan/.test(sentence.before)) continue;
    const { before, after } = clauseAround(folded, written, i);
    if (isOfSome(sentence, years)) {
      unexplained.push({ text: figure.text, place: placeOf(passage, figure.start) });
      continue;
    }
    const said = subjectBehind(folded.slice(figure.end)) ?? subjectIn(folded.slice(0, figure.start));
    const subject = said ?? inherited;
    const meaning = meaningOf(figure, {
      before,
      after,
      sentence,
      last,
      phase: phaseOf(sentence.before, after, passage, years),
      isAboutHouseholds: subject !== null,
    });
    if (meaning === null) {
      const isLeftOut = figure.kind !== 'bare' && (subject !== null || /\b(?:giam|con)\b/.test(before));
      if (isLeftOut) unexplained.push({ text: figure.text, place: placeOf(passage, figure.start) });
      continue;
    }
    const found = toFigures(figure, meaning, subject, { passage, years, isInherited: said === null });
    figures.push(...found);
    if (found.length > 0) last = meaning;
  }
  return { figures, unexplained };
}

/** From the last `trong đó` on, to the end of the sentence. */
function isOfSome({ before, after }: { before: string; after: string }, { level }: DocumentYears): boolean {
  const from = Math.max(before.lastIndexOf('trong do'), before.lastIndexOf('rieng'), 0);
  const near = before.slice(from) + (from > 0 ? after : after.slice(0, 40));
  return SOME_OF_THEM.test(near) || (level !== null && (ONE_UNIT_BELOW[level]?.test(before) ?? false));
}

const ONE_UNIT_BELOW: Partial<Record<Level, RegExp>> = {
  commune: /\b(?:o|tai|cua) (?:thon|ban|ap|to dan pho) \p{L}/u,
  district: /\b(?:o|tai|cua) (?:thon|ban|ap|to dan pho|xa|phuong|thi tran) \p{L}/u,
  province: /\b(?:o|tai|cua) (?:thon|ban|ap|xa|phuong|thi tran|huyen|thi xa) \p{L}/u,
};

/** A plan names years that are past to say where it starts from. */
function phaseOf(before: string, after: string, { phase }: Passage, { plan }: DocumentYears): Phase | null {
  const { year, isBeginning } = yearOfFigure(before, after);
  const isPast = year !== null && plan !== null && (year < plan || (isBeginning && year === plan));
  return isPast ? 'result' : phase;
}

interface Around {
  passage: Passage;
  years: DocumentYears;
  isInherited: boolean;
}

function toFigures(figure: WrittenFigure, meaning: Meaning, subject: Subject | null, around: Around): Omit<ReadFigure, 'id'>[] {
  const indicator = meaning.measure === 'total' ? 'households' : subject && CODES[subject][meaning.measure];
  if (!indicator) return [];
  const one = (of: FigureOf, code: string, value: string | null, text: string): Omit<ReadFigure, 'id'> =>
    readFigure(figure, { ...meaning, of }, code, { value, text }, around);
  const signed = figure.value !== null && meaning.isFall ? `-${figure.value}`.replace(/^-(0|-)$/, '$1') : figure.value;
  if (figure.over === null)
    return [one(meaning.of, indicator, meaning.value === undefined ? signed : meaning.value, figure.text)];
  const second =
    meaning.measure === 'stock'
      ? one('actual', 'households', figure.over.value, figure.text)
      : one('target', indicator, figure.over.value, figure.text);
  return [one(meaning.of, indicator, signed, figure.text), second];
}

function readFigure(
  figure: WrittenFigure,
  meaning: Meaning,
  indicator: string,
  { value, text }: { value: string | null; text: string },
  { passage, years, isInherited }: Around,
): Omit<ReadFigure, 'id'> {
  const { period, isSaid } = periodOf(meaning, passage, years);
  // A plan names the year before to say where it starts from.
  const isPast =
    meaning.of === 'target' && passage.phase === 'plan' && period !== null && years.plan !== null && period < years.plan;
  const of = isPast ? 'actual' : meaning.of;
  const confidence: Confidence = period === null ? 'low' : isInherited || !isSaid ? 'medium' : 'high';
  return {
    indicator,
    of,
    kind: of === 'target' ? (KINDS[meaning.measure] ?? 'level') : null,
    period,
    unitName: unitBelow(passage, years),
    base: meaning.base,
    text,
    value,
    bound: meaning.measure === 'total' ? 'exact' : figure.bound,
    reason: figure.reason ?? (value === null ? 'not-read' : period === null ? 'period-not-said' : null),
    readings: figure.readings,
    place: placeOf(passage, figure.start),
    confidence,
    confirmed: false,
  };
}

function periodOf(
  { year, isYearBefore, of }: Meaning,
  passage: Passage,
  years: DocumentYears,
): { period: string | null; isSaid: boolean } {
  const own = passage.headingYear ?? (passage.phase === 'result' ? years.result : passage.phase === 'plan' ? years.plan : null);
  const period = year ?? own ?? (of === 'target' ? years.plan : null);
  if (period === null) return { period, isSaid: false };
  return { period: isYearBefore ? String(Number(period) - 1) : period, isSaid: year !== null || passage.headingYear !== null };
}

function unitBelow({ text, label }: Passage, { level }: DocumentYears): string | null {
  const name = UNIT_BELOW.exec(text.slice(label?.end ?? 0))?.[1]?.trim() ?? null;
  if (name === null) return null;
  const isBelow = level === 'province' || !/^(huyện|thị xã)/iu.test(name);
  return isBelow && !(level === 'commune' && /^(xã|phường|thị trấn)/iu.test(name)) ? name : null;
}

function clauseAround(folded: string, written: WrittenFigure[], i: number): { before: string; after: string } {
  const { start, end } = written[i]!;
  const from = written[i - 1]?.end ?? 0;
  const to = written[i + 1]?.start ?? folded.length;
  const before = folded.slice(from, start);
  const cut = Math.max(...[...before.matchAll(/[;.](?= )/g)].map(({ index }) => index + 1), 0);
  return { before: before.slice(cut), after: /^[^;]*?(?=;|\.(?: |$)|$)/.exec(folded.slice(end, to))?.[0] ?? '' };
}

/** From the full stop or semicolon before a figure to the one behind it. */
function sentenceAround(folded: string, { start, end }: WrittenFigure): { before: string; after: string } {
  const ends = [...folded.matchAll(/;|\.(?= \D)/g)].map(({ index }) => index);
  const from = (ends.findLast((at) => at < start) ?? -1) + 1;
  return { before: folded.slice(from, start), after: folded.slice(end, ends.find((at) => at >= end) ?? folded.length) };
}
