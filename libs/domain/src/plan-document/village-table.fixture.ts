import type { PlanFacts } from './plan-facts.fixture.js';

const VILLAGES = ['Thôn Đông', 'Thôn Đoài', 'Bản Thượng', 'Thôn 4'];

/** So many villages share a number, the last one takes what is left. */
function shared(whole: number, villages: number): number[] {
  const each = Math.floor(whole / (villages + 1));
  return Array.from({ length: villages }, (_, i) =>
    i < villages - 1 ? each + i : whole - each * (villages - 1) - ((villages - 1) * (villages - 2)) / 2,
  );
}

/** Targets of the villages, which add up to the commune's. `isWrong`: one of them does not. */
export function villageTable({ year, poorBefore, poorFall, poorNext }: PlanFacts, choice: number, isWrong: boolean): string[] {
  const villages = 3 + (choice % 2);
  const poor = poorBefore - poorFall;
  const [stocks, falls] = [shared(poor, villages), shared(poor - poorNext, villages)];
  const shown = stocks.map((stock, i) => (isWrong && i === 1 ? stock + 9 : stock));
  return [
    '',
    `| TT | ${['Thôn', 'Tên thôn', 'Đơn vị'][choice % 3]} | Số hộ nghèo cuối năm ${year - 1} | Số hộ nghèo giảm năm ${year} |`,
    '| --- | --- | --- | --- |',
    ...shown.map((stock, i) => `| ${i + 1} | ${VILLAGES[i]} | ${stock} | ${falls[i]} |`),
    `| | ${['Tổng', 'Tổng cộng', 'Cộng', 'Toàn xã'][choice % 4]} | ${poor} | ${poor - poorNext} |`,
    '',
  ];
}
