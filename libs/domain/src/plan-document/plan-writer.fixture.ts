import { ratio, type Ratio } from '../ratio.js';
import { formatVietnameseNumber } from '../written/vietnamese-number.js';
import { projectProse } from './project-prose.fixture.js';
import { villageTable } from './village-table.fixture.js';
import { mistyped } from './mistyped.fixture.js';
import type { PlanFacts, PlanStyle, Plant } from './plan-facts.fixture.js';

/** Names as the two programmes' decisions give them. */
const PROJECTS: readonly [string, string, string, string][] = [
  ['GNBV', 'DA2', 'Dự án 2', 'Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo'],
  ['GNBV', 'DA3', 'Dự án 3', 'Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng'],
  ['GNBV', 'DA4', 'Dự án 4', 'Phát triển giáo dục nghề nghiệp, việc làm bền vững'],
  ['GNBV', 'DA5', 'Dự án 5', 'Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo trên địa bàn các huyện nghèo'],
  ['GNBV', 'DA6', 'Dự án 6', 'Truyền thông và giảm nghèo về thông tin'],
  ['GNBV', 'DA7', 'Dự án 7', 'Nâng cao năng lực và giám sát, đánh giá Chương trình'],
];

export interface WrittenPlan {
  text: string;
  /** Indicator, of, period and value of every figure of people, as it must be read back. */
  figures: string[];
  /** Project code and đồng. */
  lines: string[];
  totalDong: string;
}

const of = <T>(choices: readonly T[], choice: number): T => choices[choice % choices.length]!;
const whole = (n: number): string => formatVietnameseNumber(ratio(BigInt(n)));
const rate = (a: number, b: number): Ratio => ratio(BigInt(a), BigInt(b));
const shown = (r: Ratio, places: number): string => formatVietnameseNumber(ratio(r.num * 100n, r.den), places);
const decimalFrom = (printed: string): string => {
  const [before = '', behind = ''] = printed.split(',');
  const digits = (before + behind).padStart(behind.length + 3, '0');
  const at = digits.length - behind.length - 2;
  return `${digits.slice(0, at).replace(/^0+(?=\d)/, '')}.${digits.slice(at)}`.replace(/\.?0+$/, '');
};

const tenTimes = (n: number): number => n * 10;
const swapped = (printed: string): string => {
  const at = [...printed].findIndex(
    (digit, i) => /\d/.test(digit) && /\d/.test(printed[i + 1] ?? '') && digit !== printed[i + 1],
  );
  return at < 0 ? `9${printed}` : printed.slice(0, at) + printed[at + 1]! + printed[at]! + printed.slice(at + 2);
};
const swappedRate = (printed: string): string => {
  const [before = '', behind = ''] = printed.split(',');
  const digits = swapped(before + behind);
  return digits === before + behind
    ? `9${printed}`
    : `${digits.slice(0, digits.length - behind.length)},${digits.slice(digits.length - behind.length)}`;
};

export function writePlan(plan: PlanFacts, how: PlanStyle, planted?: Plant): WrittenPlan {
  const { year, total, poorBefore, poorFall, poorGiven, nearBefore, nearFall, poorNext, nearNext, amounts, assigned, disbursed } =
    plan;
  const [last, places] = [year - 1, how.places];
  const [poor, near] = [poorBefore - poorFall, nearBefore - nearFall];
  const r = (n: number): string => shown(rate(n, total), places);
  const is = (plant: Plant): boolean => planted === plant;
  const achieved = shown(rate(is('percent') ? poorFall + 1 : poorFall, poorGiven), 1);
  const base = is('base-year') ? last : last - 1;
  const poorShown = is('stock-digits') ? swapped(whole(poor)) : whole(poor);
  const rateShown = is('rate-digits') ? swappedRate(r(poor)) : r(poor);
  const totalMoney = amounts.reduce((a, b) => a + b, 0);
  const money = (trieu: number): string =>
    of(
      [
        `${whole(trieu)} triệu đồng`,
        `${formatVietnameseNumber(ratio(BigInt(trieu), 1_000n), 3)} tỷ đồng`,
        `${whole(trieu * 1_000)} nghìn đồng`,
        `${whole(trieu * 1_000_000)} đồng`,
        `${whole(trieu)} triệu`,
      ],
      how.unit,
    );
  const linesShown = amounts.map((amount, i) =>
    i > 0 ? amount : is('ten-times') ? tenTimes(amount) : is('thousand-times') ? amount * 1_000 : amount,
  );
  const stock = of(
    [
      `Toàn xã còn ${poorShown} hộ nghèo, chiếm tỷ lệ ${rateShown}%; tổng số hộ toàn xã là ${whole(total)} hộ.`,
      `Tổng số hộ toàn xã: ${whole(total)} hộ; số hộ nghèo: ${poorShown} hộ, tỷ lệ ${rateShown} %.`,
      `Kết quả rà soát cuối năm ${last}, trên địa bàn có ${poorShown} hộ nghèo (${rateShown}%) trên tổng số ${whole(total)} hộ.`,
      `Tổng số hộ dân trên địa bàn xã là ${whole(total)} hộ. Tỷ lệ hộ nghèo là ${rateShown}%, tương ứng ${poorShown} hộ.`,
    ],
    how.stock,
  );
  const given = of(
    [`kế hoạch giao giảm ${poorGiven} hộ`, `chỉ tiêu được giao là giảm ${poorGiven} hộ`, `huyện giao giảm ${poorGiven} hộ`],
    how.fall,
  );
  const fall = of(
    [
      `Năm ${last} giảm ${poorFall} hộ nghèo so với năm ${base} (${given}), đạt ${achieved}% kế hoạch.`,
      `Số hộ nghèo giảm ${poorFall} hộ so với cuối năm ${base}; đạt ${achieved}% kế hoạch giao; ${given}.`,
      `Trong năm, hộ nghèo giảm ${poorFall}/${poorGiven} hộ so với năm ${base}, đạt ${achieved}%.`,
    ],
    how.fall,
  );
  const nearText = of(
    [
      `Hộ cận nghèo: còn ${whole(near)} hộ, chiếm ${r(near)}%; giảm ${nearFall} hộ so với năm ${last - 1}.`,
      `Toàn xã còn ${whole(near)} hộ cận nghèo, tỷ lệ ${r(near)}%, giảm được ${nearFall} hộ so với cuối năm ${last - 1}.`,
      `Số hộ cận nghèo cuối năm ${last} là ${whole(near)} hộ (${r(near)} %), giảm ${nearFall} hộ so với năm ${last - 1}.`,
    ],
    how.rows,
  );
  const before = of(
    [
      `Đầu năm ${last}, toàn xã có ${whole(poorBefore)} hộ nghèo.`,
      `Cuối năm ${last - 1} toàn xã có ${whole(poorBefore)} hộ nghèo.`,
    ],
    how.rows,
  );
  const paidRate = shown(rate(is('disbursement') ? disbursed + Math.ceil(assigned / 50) : disbursed, assigned), places);
  const paid = of(
    [
      `Tổng vốn giao năm ${last} là ${money(assigned)}; giải ngân ${money(disbursed)}, đạt ${paidRate}%.`,
      `Kế hoạch vốn được giao ${money(assigned)}. Tính đến ngày 31/12/${last}, giá trị giải ngân đạt ${money(disbursed)}, đạt tỷ lệ ${paidRate}%.`,
      `Tổng kế hoạch vốn giao là ${money(assigned)}. Đã giải ngân được ${money(disbursed)} (${paidRate}%).`,
    ],
    how.money,
  );
  const targets = of(
    [
      [
        `Giảm tỷ lệ hộ nghèo năm ${year} xuống còn ${r(poorNext)}% (còn ${whole(poorNext)} hộ).`,
        `Tỷ lệ hộ cận nghèo còn ${r(nearNext)}%, số hộ cận nghèo còn ${whole(nearNext)} hộ.`,
      ],
      [
        `Phấn đấu đến cuối năm ${year} tỷ lệ hộ nghèo còn ${r(poorNext)}%, tương đương ${whole(poorNext)} hộ.`,
        `Phấn đấu giảm số hộ cận nghèo xuống còn ${whole(nearNext)} hộ, chiếm ${r(nearNext)}%.`,
      ],
      [
        `Số hộ nghèo còn ${whole(poorNext)} hộ, tỷ lệ hộ nghèo ${r(poorNext)}%.`,
        `Hộ cận nghèo: còn ${whole(nearNext)} hộ, tỷ lệ ${r(nearNext)} %.`,
      ],
    ],
    how.target,
  );
  const sumShown = is('sum') ? totalMoney + 7 : totalMoney;
  const lines = how.asTable
    ? projectTable(linesShown, sumShown, how)
    : projectProse(PROJECTS, linesShown, money, { choice: how.rows, hasPartWrong: is('parts') });
  const totalText = of(
    [
      `Tổng kinh phí thực hiện năm ${year}: ${money(sumShown)}.`,
      `Kinh phí Chương trình giảm nghèo bền vững được UBND huyện giao năm ${year} là ${money(sumShown)}.`,
    ],
    how.money,
  );
  const number = numbersOf(how);
  const text = [
    ...[
      'ỦY BAN NHÂN DÂN',
      'XÃ AN MẪU',
      `Số: ${total}/KH-UBND`,
      `An Mẫu, ngày 15 tháng 02 năm ${year}`,
      '',
      'KẾ HOẠCH',
      `Giảm nghèo bền vững xã An Mẫu năm ${year}`,
      '',
    ],
    `${number.chapter(1)}${of(['KẾT QUẢ THỰC HIỆN NĂM', 'Tình hình thực hiện năm', 'Đánh giá kết quả giảm nghèo năm'], how.heading)} ${last}`,
    ...[stock, before, fall, nearText, paid].map((line, i) => `${number.item(i + 1)}${line}`),
    `${number.chapter(2)}${of(['MỤC TIÊU NĂM', 'Chỉ tiêu kế hoạch năm', 'Mục tiêu, chỉ tiêu năm'], how.heading)} ${year}`,
    ...targets.map((line, i) => `${number.item(i + 1)}${line}`),
    ...(how.hasVillages ? villageTable(plan, how.rows, is('village')) : []),
    `${number.chapter(3)}NỘI DUNG THỰC HIỆN`,
    ...lines,
    `${number.chapter(4)}KINH PHÍ THỰC HIỆN`,
    totalText,
    ...['', 'TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'Nguyễn Thị Mẫu'],
  ].join('\n');
  const actual = (indicator: string, period: number, value: string): string => `${indicator} actual ${period} ${value}`;
  const target = (indicator: string, value: string): string => `${indicator} target ${year} ${value}`;
  return {
    text: mistyped(text, how.typos),
    figures: [
      ...[
        actual('households', last, String(total)),
        actual('poor-households', last, String(poor)),
        actual('poor-rate', last, decimalFrom(r(poor))),
      ],
      ...[
        actual('poor-households', last - 1, String(poorBefore)),
        actual('poor-reduction', last, String(poorFall)),
        `poor-reduction target ${last} ${poorGiven}`,
      ],
      `poor-reduction achievementRate ${last} ${decimalFrom(achieved)}`,
      ...[
        actual('near-poor-households', last, String(near)),
        actual('near-poor-rate', last, decimalFrom(r(near))),
        actual('near-poor-reduction', last, String(nearFall)),
      ],
      ...[
        actual('assigned-capital', last, `${assigned}000000`),
        actual('disbursed-capital', last, `${disbursed}000000`),
        actual('disbursement-rate', last, decimalFrom(paidRate)),
      ],
      ...(how.hasVillages ? [target('poor-reduction', String(poor - poorNext))] : []),
      ...[
        target('poor-rate', decimalFrom(r(poorNext))),
        target('poor-households', String(poorNext)),
        target('near-poor-rate', decimalFrom(r(nearNext))),
        target('near-poor-households', String(nearNext)),
      ],
    ].sort(),
    lines: amounts.map((amount, i) => `GNBV ${PROJECTS[i]![1]} ${amount}000000`),
    totalDong: `${totalMoney}000000`,
  };
}

function numbersOf({ numbering }: PlanStyle): { chapter: (n: number) => string; item: (n: number) => string } {
  const roman = ['', 'I', 'II', 'III', 'IV'];
  const chapter = of(
    [
      (n: number) => `${roman[n]}. `,
      (n: number) => `${roman[n]}- `,
      (n: number) => `## ${roman[n]}. `,
      (n: number) => `Phần ${roman[n]}\n`,
      (n: number) => `${'ABCDE'[n - 1]}. `,
    ],
    numbering,
  );
  const item = of(
    [
      (n: number) => `${n}. `,
      (n: number) => `${n}/ `,
      (n: number) => `(${n}) `,
      () => '- ',
      (n: number) => `${'abcde'[n - 1]}) `,
      () => '+ ',
    ],
    numbering,
  );
  return { chapter, item };
}

const projectTable = (amounts: number[], sum: number, { money }: PlanStyle): string[] => [
  'Đơn vị tính: triệu đồng',
  '',
  of(['| STT | Nội dung | Kinh phí |', '| TT | Tên dự án | Tổng vốn |'], money),
  '| --- | --- | --- |',
  ...amounts.map((amount, i) => `| ${i + 1} | ${PROJECTS[i]![2]}: ${PROJECTS[i]![3]} | ${whole(amount)} |`),
  `| | Tổng cộng | ${whole(sum)} |`,
  '',
];
