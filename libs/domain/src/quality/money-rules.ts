import { foldAccents } from '../written/fold-accents.js';
import { misprintsOf } from './misprint.js';
import type { AmountPart, PlanFinding, MoneyTotal, PlanDraft, ProjectLine } from '../plan-document/plan-draft.js';
import { programmeIn } from '../plan-document/programmes.js';
import { parseVietnameseNumber } from '../written/vietnamese-number.js';
import { LEVELS, type Level } from '../vocabulary.js';
import { enMillions, inMillions, millions, placesOf, type PlanRule } from './plan-figures.js';

type Line = ProjectLine & { dong: bigint };

/** Lines that are money of the plan's own unit: no sums of others, nothing said twice, nothing that a level above leads. */
function ownLines({ projectLines, document }: PlanDraft): Line[] {
  const level = document.unitLevel.value;
  return projectLines.flatMap((line) =>
    line.amountDong === null || line.isSubtotal || line.repeats !== null || isLedAbove(line, level)
      ? []
      : [{ ...line, dong: BigInt(line.amountDong) }],
  );
}

const isLedAbove = ({ ownerLevel }: ProjectLine, level: Level | null): boolean =>
  ownerLevel !== null && level !== null && LEVELS.indexOf(ownerLevel) < LEVELS.indexOf(level);

const sumOf = (lines: { dong: bigint }[]): bigint => lines.reduce((sum, { dong }) => sum + dong, 0n);
const added = (lines: { dong: bigint }[]): string =>
  `${lines.map(({ dong }) => millions(dong)).join(' + ')}${lines.length > 1 ? ` = ${millions(sumOf(lines))}` : ''}`;

/** Totals for projects of all sources and kinds of capital, of the plan's own year. */
const wholeTotals = ({ totals, document }: PlanDraft): (MoneyTotal & { dong: bigint })[] =>
  totals
    .flatMap((total) => [total, ...totalsOfProgrammes(total)])
    .flatMap((total) =>
      total.amountDong !== null &&
      total.capitalType === null &&
      total.fundSource === null &&
      total.period === document.planYear.value
        ? [{ ...total, dong: BigInt(total.amountDong) }]
        : [],
    );

/** `trong đó Chương trình … 2,4 tỷ đồng`. */
const totalsOfProgrammes = (total: MoneyTotal): MoneyTotal[] =>
  total.parts.flatMap(({ label, text, amountDong }) => {
    const programme = programmeIn(foldAccents(label));
    return programme === null ? [] : [{ ...total, programme, text, amountDong, parts: [] }];
  });

/** The lines of the plan against the money that was assigned: of the programme that is named, and of all. */
export const linesOfTotal: PlanRule = (draft) => {
  const lines = ownLines(draft);
  if (lines.length < 2 || draft.projectLines.some(({ amountDong }) => amountDong === null)) return [];
  return wholeTotals(draft).flatMap((total): PlanFinding[] => {
    const scope = total.programme === null ? lines : lines.filter(({ programme }) => programme === total.programme);
    const isClear = lines.every(({ programme }) => programme !== null);
    const fits = (some: Line[]): boolean => near(sumOf(some), total);
    if (scope.length === 0 || fits(lines) || (isClear && fits(scope))) return [];
    const isMixed = scope.length < lines.length && isClear;
    const all = sumOf(lines);
    const own = sumOf(scope);
    return [
      {
        rule: 'lines-of-total',
        severity: 'error',
        arithmetic: `${added(lines)} ≠ ${millions(total.dong)}${isMixed ? `; ${total.programme}: ${added(scope)} ≠ ${millions(total.dong)}` : ''} (triệu)`,
        message: {
          vi: `Cộng các dự án là ${inMillions(all)}, ${total.of === 'assigned' ? 'vốn giao' : 'tổng kinh phí'} là ${inMillions(total.dong)}.${isMixed ? ` Riêng các dòng của ${total.programme} là ${inMillions(own)}: cách nào cũng không khớp.` : ''}`,
          en: `The project lines add up to ${enMillions(all)}, ${total.of === 'assigned' ? 'assigned are' : 'the total is'} ${enMillions(total.dong)}.${isMixed ? ` The lines of ${total.programme} alone are ${enMillions(own)}: neither fits.` : ''}`,
        },
        mend: mendOf(lines, total),
        places: placesOf(total, ...lines),
      },
    ];
  });
};

/** A total in tỷ is printed rounded. */
function near(sum: bigint, { dong, text }: { dong: bigint; text: string }): boolean {
  const places = /\d,(\d+) ?(?:tỷ|tỉ)/iu.exec(text)?.[1]?.length;
  const half = places === undefined ? 0n : 500_000_000n / 10n ** BigInt(places);
  return sum - dong <= half && dong - sum <= half;
}

function mendOf(lines: Line[], total: { dong: bigint }): PlanFinding['mend'] {
  const suspects = lines.flatMap((line) => {
    const needed = total.dong - (sumOf(lines) - line.dong);
    return misprintsOf(numberOf(line.text), 'count').flatMap(({ text }) => {
      const read = parseVietnameseNumber(line.text.replace(numberOf(line.text), text), 'money');
      return read.outcome === 'value' && read.value.num === needed * read.value.den ? [`${line.text} → ${text}`] : [];
    });
  });
  const asks = suspects.length > 0 ? ` ${suspects.join('; ')}?` : '';
  return {
    vi: `Xem lại từng dòng và số giao.${asks}`,
    en: `Look at each line and at the assigned amount again.${asks}`,
  };
}

const numberOf = (text: string): string => /\d[\d.,]*/.exec(text)?.[0].replace(/[.,]$/, '') ?? text;

/** `68 triệu, trong đó 44 triệu và 24 triệu`. */
export const partsOfAmounts: PlanRule = ({ projectLines, totals }) =>
  [...projectLines, ...totals].flatMap((whole): PlanFinding[] => {
    const { parts, partsAre } = whole;
    if (whole.amountDong === null || parts.length === 0 || parts.some(({ amountDong }) => amountDong === null)) return [];
    const dongs = parts.map(({ amountDong }) => ({ dong: BigInt(amountDong!) }));
    const [sum, is] = [sumOf(dongs), BigInt(whole.amountDong)];
    const isShort = sum < is;
    if (sum === is || (isShort && partsAre === 'of-which' && parts.length < 2)) return [];
    return [
      partsFinding(
        'parts-of-amount',
        isShort && partsAre === 'of-which' ? 'warning' : 'error',
        added(dongs),
        sum,
        is,
        labelled(parts),
        placesOf(whole),
      ),
    ];
  });

const labelled = (parts: AmountPart[]): string => parts.map(({ label, text }) => `${label} ${text}`.trim()).join(', ');

function partsFinding(
  rule: string,
  severity: PlanFinding['severity'],
  arithmetic: string,
  sum: bigint,
  is: bigint,
  parts: string,
  places: PlanFinding['places'],
): PlanFinding {
  return {
    rule,
    severity,
    arithmetic: `${arithmetic} ≠ ${millions(is)} (triệu)`,
    message: {
      vi: `Các phần (${parts}) cộng lại là ${inMillions(sum)}, số chung là ${inMillions(is)}.`,
      en: `The parts (${parts}) add up to ${enMillions(sum)}, the whole is ${enMillions(is)}.`,
    },
    mend: { vi: 'Xem lại các phần và số chung; sửa số sai.', en: 'Look at the parts and the whole again; mend the wrong one.' },
    places,
  };
}

/** Sub-projects against their project. */
export const subProjectsOfProject: PlanRule = ({ projectLines }) =>
  projectLines
    .filter(({ isSubtotal, amountDong, repeats }) => isSubtotal && amountDong !== null && repeats === null)
    .flatMap((project): PlanFinding[] => {
      const subs = projectLines.filter(
        (line) =>
          line.subProject !== null &&
          line.repeats === null &&
          line.programme === project.programme &&
          line.project === project.project,
      );
      if (subs.length < 2 || subs.some(({ amountDong }) => amountDong === null)) return [];
      const dongs = subs.map(({ amountDong }) => ({ dong: BigInt(amountDong!) }));
      const [sum, is] = [sumOf(dongs), BigInt(project.amountDong!)];
      if (sum === is) return [];
      return [
        partsFinding(
          'sub-projects-of-project',
          'error',
          added(dongs),
          sum,
          is,
          subs.map(({ subProject, text }) => `${subProject} ${text}`).join(', '),
          placesOf(project, ...subs),
        ),
      ];
    });

/** One line or total, printed twice with two amounts. */
export const amountsStatedTwice: PlanRule = ({ projectLines, totals }) => {
  const lines = projectLines.flatMap((line) =>
    line.repeats === null ? [] : [[projectLines.find(({ id }) => id === line.repeats)!, line] as const],
  );
  const same = (a: MoneyTotal, b: MoneyTotal): boolean =>
    (['of', 'programme', 'capitalType', 'fundSource', 'period'] as const).every((field) => a[field] === b[field]);
  const pairs = totals.flatMap((total, i) => {
    const before = totals.slice(0, i).find((other) => same(other, total));
    return before ? [[before, total] as const] : [];
  });
  return [...lines, ...pairs].flatMap(([first, second]): PlanFinding[] => {
    if (
      first.amountDong === null ||
      second.amountDong === null ||
      near(BigInt(second.amountDong), { dong: BigInt(first.amountDong), text: first.text }) ||
      near(BigInt(first.amountDong), { dong: BigInt(second.amountDong), text: second.text })
    )
      return [];
    const name = 'name' in first ? first.name : (first.programme ?? '');
    return [
      {
        rule: 'stated-twice',
        severity: 'error',
        arithmetic: `${first.text} ≠ ${second.text}`,
        message: {
          vi: `Cùng một khoản${name ? ` (${name})` : ''} được ghi hai lần khác nhau: ${first.text} và ${second.text}.`,
          en: `One amount${name ? ` (${name})` : ''} is printed twice with two values: ${first.text} and ${second.text}.`,
        },
        mend: { vi: 'Sửa chỗ sai.', en: 'Mend the wrong one.' },
        places: placesOf(first, second),
      },
    ];
  });
};

/** Money that another level leads stays out of this unit's sums; a line beyond the whole is nobody's slip of a digit alone. */
export const linesLedAbove: PlanRule = (draft) => {
  const level = draft.document.unitLevel.value;
  const most = wholeTotals(draft).reduce<bigint | null>((a, { dong }) => (a === null || dong > a ? dong : a), null);
  return draft.projectLines
    .filter(({ repeats, amountDong }) => repeats === null && amountDong !== null)
    .flatMap((line): PlanFinding[] => {
      const dong = BigInt(line.amountDong!);
      const isAbove = isLedAbove(line, level);
      const isTooLarge = most !== null && dong > most;
      if (!isAbove && !isTooLarge) return [];
      const larger = isTooLarge
        ? { vi: ` và lớn hơn cả tổng ${inMillions(most)}`, en: ` and larger than the whole ${enMillions(most)}` }
        : { vi: '', en: '' };
      return [
        {
          rule: isAbove ? 'line-led-above' : 'line-larger-than-total',
          severity: isTooLarge ? 'warning' : 'info',
          arithmetic: isTooLarge ? `${millions(dong)} > ${millions(most)} (triệu)` : millions(dong),
          message: {
            vi: isAbove
              ? `Dòng ${line.text} do ${line.office} chủ trì (cấp trên)${larger.vi}: không cộng vào số của đơn vị này.`
              : `Dòng ${line.text} lớn hơn cả tổng ${inMillions(most!)}.`,
            en: isAbove
              ? `The line of ${line.text} is led by ${line.office}, a level above${larger.en}: it stays out of this unit's sum.`
              : `The line of ${line.text} is larger than the whole ${enMillions(most!)}.`,
          },
          mend: {
            vi: 'Ghi phần của đơn vị mình, hoặc nói rõ là số của cấp trên.',
            en: "State this unit's own part, or say that it is the amount of the level above.",
          },
          places: placesOf(line),
        },
      ];
    });
};

/** A code without its programme, or a number that another project has. */
export const unclearProjects: PlanRule = ({ projectLines }) =>
  projectLines
    .filter(({ projectReason }) => projectReason !== null)
    .map((line): PlanFinding => ({
      rule: 'project-unclear',
      severity: 'warning',
      arithmetic: '',
      message:
        line.projectReason === 'number-and-name-differ'
          ? {
              vi: `Số dự án và tên dự án không cùng một dự án: “${line.name}”.`,
              en: `Number and name are of different projects: “${line.name}”.`,
            }
          : {
              vi: `Không rõ thuộc chương trình nào: “${line.name}”.`,
              en: `Of which programme it is, is not said: “${line.name}”.`,
            },
      mend: {
        vi: 'Ghi tên chương trình và tên dự án như quyết định phê duyệt.',
        en: 'State programme and project as the decision names them.',
      },
      places: placesOf(line),
    }));
