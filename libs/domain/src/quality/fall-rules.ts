import type { PlanFinding, ReadFigure } from '../plan-document/plan-draft.js';
import { add, divide, negate, subtract, type Ratio } from '../ratio.js';
import { kindIn, noCommonTotal, totalFrom, type KindOfYear } from './kinds-of-year.js';
import {
  count,
  figureOf,
  KIND_NAMES,
  KINDS,
  percent,
  placesOf,
  points,
  totals,
  valueOf,
  yearBefore,
  yearsIn,
  type Kind,
  type PlanRule,
} from './plan-figures.js';
import { common, dividedBy, meet, minus, rangeOf, widened, type Range } from './printed-range.js';

/** How far the number of all households may have moved within a year before somebody should look. */
const MOVES_AT_MOST_PERCENT = 5n;

interface Fall {
  kind: Kind;
  now: KindOfYear;
  reduction: ReadFigure;
  change: ReadFigure;
  before: Ratio;
  rateBefore: Range;
  totalBefore: Range | null;
}

/** A fall in households and in points that are both of one year: what was printed wrong as base is the year before all the same. */
function fallOf(draft: Parameters<PlanRule>[0], kind: Kind, year: string): Fall | null {
  const now = kindIn(draft, kind, year);
  const reduction = figureOf(draft, `${kind}-reduction`, year);
  const change = figureOf(draft, `${kind}-rate-change`, year);
  const isOfOneYear = change !== null && (change.base === null || change.base >= yearBefore(year));
  if (!now.stock || !now.rate || !reduction || !change || !isOfOneYear) return null;
  const before = add(valueOf(now.stock), valueOf(reduction));
  const rateBefore = minus(rangeOf(now.rate), rangeOf(change));
  return { kind, now, reduction, change, before, rateBefore, totalBefore: dividedBy(before, rateBefore) };
}

/** The year before follows from what is left and what it fell by. */
export const totalsBefore: PlanRule = (draft) =>
  yearsIn(draft).flatMap((year): PlanFinding[] => {
    const [poor, near] = [fallOf(draft, 'poor', year), fallOf(draft, 'near-poor', year)];
    if (!poor?.totalBefore || !near?.totalBefore || meet(poor.totalBefore, near.totalBefore)) return [];
    const lines = [poor, near].map(
      ({ now, reduction, change, before, totalBefore }) =>
        `${count(valueOf(now.stock!))} + ${count(valueOf(reduction))} = ${count(before)}; ${now.rate!.text} + ${points(negate(valueOf(change)))} = ${percent(subtract(valueOf(now.rate!), valueOf(change)))}; ${count(before)} ÷ ${percent(subtract(valueOf(now.rate!), valueOf(change)))} = ${totals(totalBefore!)}`,
    );
    return [
      noCommonTotal(
        'no-common-total-before',
        yearBefore(year),
        lines,
        placesOf(poor.now.stock, poor.change, near.now.stock, near.change),
      ),
    ];
  });

/** So many households of so many are so many points. */
export const pointsOfHouseholds: PlanRule = (draft) =>
  yearsIn(draft).flatMap((year) => {
    const falls = KINDS.flatMap((kind) => fallOf(draft, kind, year) ?? []);
    const known = figureOf(draft, 'households', year);
    const ofRates = falls
      .map(({ now }) => totalFrom(now))
      .reduce<Range | null>((a, b) => (a && b ? common(a, b) : (a ?? b)), null);
    const now = known ? { low: valueOf(known), high: valueOf(known) } : ofRates;
    return now === null ? [] : falls.flatMap((fall) => pointsFinding(fall, now, year));
  });

function pointsFinding({ kind, now, reduction, change, totalBefore }: Fall, totalNow: Range, year: string): PlanFinding[] {
  if (totalBefore && meet(widened(totalNow, MOVES_AT_MOST_PERCENT), totalBefore)) return [];
  const fell = valueOf(reduction);
  const is = divide(fell, totalNow.high)!;
  const [c, t, printed] = [count(fell), totals(totalNow), points(negate(valueOf(change)))];
  return [
    {
      rule: 'points-of-households',
      severity: 'warning',
      arithmetic: `${c} ÷ ${t} = ${points(is)} % ≠ ${printed} %${totalBefore ? `; (${count(valueOf(now.stock!))} + ${c}) ÷ (${now.rate!.text} + ${printed} %) = ${totals(totalBefore)}` : ''}`,
      message: {
        vi: `Giảm ${c} ${KIND_NAMES[kind].vi} trên khoảng ${t} hộ là ${points(is)} điểm %, không phải ${printed}.`,
        en: `${c} fewer ${KIND_NAMES[kind].en} of about ${t} are ${points(is)} points, not ${printed}.`,
      },
      mend: {
        vi: `Xem lại số hộ giảm và số điểm giảm; ghi tỷ lệ năm ${yearBefore(year)}.`,
        en: `Look at the households and the points again; state the rate of ${yearBefore(year)}.`,
      },
      places: placesOf(change, reduction, now.stock),
    },
  ];
}

/** A change is counted from a year before its own. */
export const baseYears: PlanRule = (draft) =>
  [...draft.results, ...draft.targets]
    .filter(({ base, period }) => base !== null && period !== null && base >= period)
    .filter(
      (figure, i, all) => all.findIndex(({ place, base }) => place.line === figure.place.line && base === figure.base) === i,
    )
    .map((figure): PlanFinding => {
      const [year, base] = [figure.period!, figure.base!];
      return {
        rule: 'base-year',
        severity: 'error',
        arithmetic: `${base} ≥ ${year}`,
        message: {
          vi: `Mức thay đổi của năm ${year} (${figure.text}) được so với chính năm ${base}.`,
          en: `The change of ${year} (${figure.text}) is counted from ${base}, which is no year before.`,
        },
        mend: { vi: `So với năm ${yearBefore(year)}.`, en: `Count it from ${yearBefore(year)}.` },
        places: placesOf(figure),
      };
    });
