import { placeOf } from './paragraphs.js';
import type { ReadFigure } from './plan-draft.js';
import type { DocumentYears } from './front-matter.js';
import { capitalTypeIn, fundSourceIn } from './money-wording.js';
import { yearIn, type Passage } from './sections.js';
import { writtenFigures, type WrittenFigure } from './written-figures.js';

const DISBURSED = /giai ngan|thanh toan|da chi\b/g;
const ASSIGNED =
  /von[^;.,]{0,25}\bgiao|kinh phi[^;.,]{0,25}\bgiao|ke hoach von|tong (?:kinh phi|von|nguon von)|\bgiao von|phan bo/g;
const PROJECT = /^(?:tieu )?du an\b|\b(?:tieu )?du an \d/;

/** What was assigned and disbursed in the year before, and the rate that the document prints of it. */
export function readResultsMoney(passage: Passage, years: DocumentYears): Omit<ReadFigure, 'id'>[] {
  const { text, folded, label, phase } = passage;
  const period =
    /tinh den[^;.]{0,20}\d\/((?:19|20)\d\d)/.exec(folded)?.[1] ?? yearIn(folded) ?? passage.headingYear ?? years.result;
  if (phase === 'plan' || PROJECT.test(folded.slice(label?.end ?? 0))) return [];
  const written = writtenFigures(text, folded).filter(({ kind }) => kind === 'money' || kind === 'percent');
  let seen: string | null = null;
  return written.flatMap((figure, i) => {
    const label = folded.slice(written[i - 1]?.end ?? 0, figure.start);
    // A part of what was said before.
    if (seen !== null && (capitalTypeIn(label) !== null || fundSourceIn(label) !== null) && !/giai ngan/.test(label)) return [];
    const code: string | null = figure.kind === 'money' ? nearest(folded.slice(0, figure.start)) : rateOf(folded, figure, seen);
    if (code === null) return [];
    if (figure.kind === 'money') seen = code;
    const one = (indicator: string, value: string | null): Omit<ReadFigure, 'id'> => ({
      ...{ indicator, of: 'actual', kind: null, period, unitName: null, base: null },
      ...{ text: figure.text, value, bound: figure.bound, readings: figure.readings },
      reason: figure.reason ?? (period === null ? 'period-not-said' : null),
      place: placeOf(passage, figure.start),
      confidence: period === null ? 'low' : 'high',
      confirmed: false,
    });
    return [
      one(code, figure.value),
      ...(figure.over && code === 'disbursed-capital' ? [one('assigned-capital', figure.over.value)] : []),
    ];
  });
}

/** Which of the two the words say last. */
function nearest(before: string): string | null {
  const last = (words: RegExp): number => [...before.matchAll(words)].at(-1)?.index ?? -1;
  const [disbursed, assigned] = [last(DISBURSED), last(ASSIGNED)];
  if (disbursed < 0 && assigned < 0) return null;
  return disbursed > assigned ? 'disbursed-capital' : 'assigned-capital';
}

function rateOf(folded: string, { start }: WrittenFigure, seen: string | null): string | null {
  const before = folded.slice(0, start);
  const says =
    /giai ngan[^;.]*$/.test(before) ||
    (seen === 'disbursed-capital' && /\b(?:dat|bang|ty le|chiem)(?: ty le)? ?$|\($/.test(before));
  return says ? 'disbursement-rate' : null;
}
