import type { PlanFinding } from '../plan-document/plan-draft.js';
import { isAtMost, multiply, ratio, subtract, type Ratio } from '../ratio.js';
import {
  allFigures,
  count,
  figureOf,
  KIND_NAMES,
  KINDS,
  percent,
  placesOf,
  totals,
  valueOf,
  yearBefore,
  yearsIn,
  type PlanRule,
} from './plan-figures.js';
import { common, dividedBy, exactly, meet, rangeOf, widened, type Range } from './printed-range.js';

const MOVES_AT_MOST_PERCENT = 5n;

/** Households of a year: as stated, or as the rates allow. */
function householdsOf(draft: Parameters<PlanRule>[0], year: string): Range | null {
  const stated = figureOf(draft, 'households', year);
  if (stated) return exactly(valueOf(stated));
  const ranges = KINDS.flatMap((kind) => {
    const [stock, rate] = [figureOf(draft, `${kind}-households`, year), figureOf(draft, `${kind}-rate`, year)];
    return stock && rate ? (dividedBy(valueOf(stock), rangeOf(rate)) ?? []) : [];
  });
  return ranges.length === 0 ? null : ranges.reduce<Range | null>((a, b) => a && common(a, b), ranges[0]!);
}

/** The report speaks of near-poor households, the plan no longer. */
export const missingNearPoorTarget: PlanRule = ({ targets, results, document }) => {
  const spoken = results.filter(({ indicator }) => indicator.startsWith('near-poor'));
  if (targets.length === 0 || spoken.length === 0 || targets.some(({ indicator }) => /^(near-poor|multi-poor)/.test(indicator)))
    return [];
  const year = document.planYear.value ?? '?';
  return [
    {
      rule: 'near-poor-target-missing',
      severity: 'warning',
      arithmetic: '',
      message: {
        vi: `Báo cáo có số hộ cận nghèo, nhưng kế hoạch năm ${year} không có chỉ tiêu hộ cận nghèo.`,
        en: `The report has near-poor households, but the plan for ${year} sets no near-poor target.`,
      },
      mend: { vi: 'Ghi chỉ tiêu hộ cận nghèo được giao.', en: 'State the near-poor target that was assigned.' },
      places: placesOf(targets[0]!, spoken[0]!),
    },
  ];
};

/** The units below are told to follow targets that the document does not give. */
export const missingUnitTargets: PlanRule = ({ claims, targets }) => {
  const claim = claims.find((one) => one.claim === 'units-by-assigned-targets');
  if (!claim || targets.some(({ unitName }) => unitName !== null)) return [];
  const isAttached = claims.some((one) => one.claim === 'table-attached');
  return [
    {
      rule: 'unit-targets-missing',
      severity: isAttached ? 'info' : 'warning',
      arithmetic: '',
      message: {
        vi: `Các đơn vị bên dưới thực hiện theo chỉ tiêu đã giao, nhưng văn bản không ghi chỉ tiêu đó${isAttached ? ' (có biểu kèm theo)' : ''}.`,
        en: `The units below follow targets that were assigned, but the document does not give them${isAttached ? ' (a table is attached)' : ''}.`,
      },
      mend: {
        vi: 'Kèm bảng chỉ tiêu của từng đơn vị, hoặc ghi số quyết định giao.',
        en: 'Add a table with the target of each unit, or the number of the decision that assigned them.',
      },
      places: [claim.place],
    },
  ];
};

/** What a rate means in households; no fault, but what a reader asks next. */
export const targetsInHouseholds: PlanRule = (draft) =>
  draft.targets.flatMap((target): PlanFinding[] => {
    const kind = KINDS.find((one) => target.indicator === `${one}-rate`);
    if (!kind || target.value === null || target.period === null || target.kind !== 'level') return [];
    const before = yearBefore(target.period);
    const [total, stock] = [householdsOf(draft, before), figureOf(draft, `${kind}-households`, before)];
    if (!total || !stock || target.unitName !== null) return [];
    const left = rounded(multiply(valueOf(target), total.high));
    const fewer = subtract(valueOf(stock), left);
    if (fewer.num <= 0n) return [];
    const [t, l, f] = [totals(total), count(left), count(fewer)];
    const rate = target.text.includes('%') ? target.text : `${target.text} %`;
    return [
      {
        rule: 'target-in-households',
        severity: 'info',
        arithmetic: `${rate} × ${t} = ${l}; ${count(valueOf(stock))} − ${l} = ${f}`,
        message: {
          vi: `${rate} của khoảng ${t} hộ là ${l} ${KIND_NAMES[kind].vi}: giảm ${f} hộ so với năm ${before}.`,
          en: `${rate} of about ${t} households are ${l} ${KIND_NAMES[kind].en}: ${f} fewer than in ${before}.`,
        },
        mend: { vi: 'Ghi cả số hộ bên cạnh tỷ lệ.', en: 'State the households beside the rate.' },
        places: placesOf(target, stock),
      },
    ];
  });

const rounded = ({ num, den }: Ratio): Ratio => ratio((2n * num + den) / (2n * den));

/** A target rate and a target count of one year that no plausible total fits. */
export const targetRatesOfCounts: PlanRule = (draft) =>
  yearsIn(draft).flatMap((year) =>
    KINDS.flatMap((kind): PlanFinding[] => {
      const [stock, rate] = [
        figureOf(draft, `${kind}-households`, year, 'target'),
        figureOf(draft, `${kind}-rate`, year, 'target'),
      ];
      const total = householdsOf(draft, yearBefore(year));
      const needed = stock && rate && dividedBy(valueOf(stock), rangeOf(rate));
      if (!needed || !total || meet(widened(total, MOVES_AT_MOST_PERCENT), needed)) return [];
      return [
        {
          rule: 'target-rate-of-count',
          severity: 'error',
          arithmetic: `${count(valueOf(stock))} ÷ ${rate.text} = ${totals(needed)}; năm ${yearBefore(year)}: ${totals(total)}`,
          message: {
            vi: `Chỉ tiêu ${count(valueOf(stock))} ${KIND_NAMES[kind].vi} và ${rate.text} không khớp: cần tổng ${totals(needed)} hộ, mà cả địa bàn có khoảng ${totals(total)}.`,
            en: `The targets of ${count(valueOf(stock))} ${KIND_NAMES[kind].en} and ${rate.text} do not fit: they need ${totals(needed)} households, and there are about ${totals(total)}.`,
          },
          mend: {
            vi: 'Xem lại số hộ và tỷ lệ giao; sửa số sai.',
            en: 'Look at the count and the rate again; mend the wrong one.',
          },
          places: placesOf(stock, rate),
        },
      ];
    }),
  );

/** A target that asks for worse than there is. */
export const targetsNotBetter: PlanRule = (draft) =>
  draft.targets.flatMap((target): PlanFinding[] => {
    const isLevel = target.kind === 'level' && /-(rate|households)$/.test(target.indicator);
    if (!isLevel || target.value === null || target.baseline === null || target.bound === 'atLeast') return [];
    const baseline = valueOf({ value: target.baseline });
    if (isAtMost(valueOf(target), baseline)) return [];
    const shown = target.indicator.endsWith('-rate') ? percent(baseline) : count(baseline);
    return [
      {
        rule: 'target-not-better',
        severity: 'warning',
        arithmetic: `${target.text} > ${shown}`,
        message: {
          vi: `Chỉ tiêu ${target.text} cao hơn mức đã có là ${shown}.`,
          en: `The target ${target.text} is higher than what there is, ${shown}.`,
        },
        mend: { vi: 'Xem lại chỉ tiêu và số cuối năm trước.', en: 'Look at the target and at the end of the year before again.' },
        places: placesOf(target),
      },
    ];
  });

/** One figure, printed twice with two values. */
export const statedTwice: PlanRule = (draft) => {
  const figures = allFigures(draft).filter(({ value, bound, period }) => value !== null && bound === 'exact' && period !== null);
  const keyOf = ({ indicator, of, period, unitName }: (typeof figures)[number]): string =>
    [indicator, of, period, unitName].join('|');
  return [...new Set(figures.map(keyOf))].flatMap((key): PlanFinding[] => {
    const same = figures.filter((figure) => keyOf(figure) === key);
    const [first] = same;
    const other = same.find((figure) => !meet(rangeOf(first!), rangeOf(figure)));
    if (!first || !other) return [];
    return [
      {
        rule: 'stated-twice',
        severity: 'error',
        arithmetic: `${first.text} ≠ ${other.text}`,
        message: {
          vi: `Cùng một số (${first.indicator}, năm ${first.period}${first.unitName ? `, ${first.unitName}` : ''}) được ghi hai lần khác nhau: ${first.text} và ${other.text}.`,
          en: `One figure (${first.indicator}, ${first.period}${first.unitName ? `, ${first.unitName}` : ''}) is printed twice with two values: ${first.text} and ${other.text}.`,
        },
        mend: { vi: 'Sửa chỗ sai.', en: 'Mend the wrong one.' },
        places: placesOf(first, other),
      },
    ];
  });
};
