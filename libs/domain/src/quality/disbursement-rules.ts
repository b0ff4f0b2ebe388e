import type { PlanDraft, PlanFinding, ReadFigure } from '../plan-document/plan-draft.js';
import { divide, isAtLeast, ratio, type Ratio } from '../ratio.js';
import { figureOf, percent, placesOf, valueOf, yearsIn, type PlanRule } from './plan-figures.js';
import { holds, rangeOf } from './printed-range.js';

const MUCH = ratio(95n, 100n);

/** Disbursed of assigned, the printed rate, and what is said of it in words. */
export const disbursement: PlanRule = (draft) =>
  yearsIn(draft).flatMap((year) => {
    const [assigned, paid, rate] = ['assigned-capital', 'disbursed-capital', 'disbursement-rate'].map((code) =>
      figureOf(draft, code, year),
    );
    const is = assigned && paid ? divide(valueOf(paid), valueOf(assigned)) : null;
    const said = is ?? (rate ? valueOf(rate) : null);
    return [
      ...(is && rate && !holds(rangeOf(rate), is) ? [printedRate(is, rate, paid!, assigned!)] : []),
      ...(is && is.num > is.den ? [moreThanAssigned(paid!, assigned!)] : []),
      ...(said && isAtLeast(said, MUCH) ? saidLittle(draft, said, placesOf(rate ?? null, paid ?? null, assigned ?? null)) : []),
    ];
  });

const printedRate = (is: Ratio, rate: ReadFigure, paid: ReadFigure, assigned: ReadFigure): PlanFinding => ({
  rule: 'disbursement-rate',
  severity: 'error',
  arithmetic: `${paid.text} ÷ ${assigned.text} = ${percent(is)} ≠ ${rate.text}`,
  message: {
    vi: `Tỷ lệ giải ngân in là ${rate.text}, nhưng ${paid.text} trên ${assigned.text} là ${percent(is)}.`,
    en: `The disbursement rate is printed as ${rate.text}, but ${paid.text} of ${assigned.text} is ${percent(is)}.`,
  },
  mend: { vi: `Sửa thành ${percent(is)}, hoặc xem lại số tiền.`, en: `Print ${percent(is)}, or look at the amounts again.` },
  places: placesOf(rate, paid, assigned),
});

const moreThanAssigned = (paid: ReadFigure, assigned: ReadFigure): PlanFinding => ({
  rule: 'disbursed-more-than-assigned',
  severity: 'error',
  arithmetic: `${paid.text} > ${assigned.text}`,
  message: {
    vi: `Giải ngân ${paid.text} nhiều hơn vốn giao ${assigned.text}.`,
    en: `${paid.text} were disbursed of ${assigned.text} assigned.`,
  },
  mend: { vi: 'Xem lại đơn vị tính và năm của từng số.', en: 'Look at the unit and the year of either amount.' },
  places: placesOf(paid, assigned),
});

const saidLittle = ({ claims }: PlanDraft, said: Ratio, places: PlanFinding['places']): PlanFinding[] =>
  claims
    .filter(({ claim }) => claim === 'disbursed-little')
    .slice(0, 1)
    .map(({ place }) => ({
      rule: 'disbursed-much-said-little',
      severity: 'warning',
      arithmetic: `${percent(said)} ≥ ${percent(MUCH)}`,
      message: {
        vi: `Số liệu nói giải ngân ${percent(said)}, phần đánh giá nói giải ngân đạt thấp hoặc chậm.`,
        en: `The figures say ${percent(said)} disbursed, the assessment says that little or late was disbursed.`,
      },
      mend: { vi: 'Nói rõ nguồn vốn nào thấp, hoặc bỏ câu đánh giá.', en: 'Say which money was slow, or drop the sentence.' },
      places: [...places, place],
    }));
