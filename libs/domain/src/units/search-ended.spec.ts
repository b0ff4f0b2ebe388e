import { expect, it } from '@jest/globals';
import { row } from './carry-over.example.js';
import { searchEnded } from './search-ended.js';
import { successionsOf } from './successions.js';
import { treeAt } from './tree.js';

const CLOSED = { validTo: '2025-06-30' };
const OPEN = { validFrom: '2025-07-01' };
const ROWS = [
  row('07606', 'commune', null, { ...CLOSED, name: 'Xã Tân Mộc' }),
  row('07603', 'commune', null, { ...CLOSED, name: 'Xã Nam Dương' }),
  row('07603', 'commune', null, { ...OPEN, name: 'Xã Nam Dương', predecessors: ['07603', '07606'] }),
  row('07525', 'commune', null, { ...CLOSED, name: 'Thị trấn Chũ' }),
  row('07525', 'commune', null, { ...OPEN, name: 'Phường Chũ' }),
];
const became = successionsOf(ROWS);
const found = (text: string, day: string): string[] =>
  searchEnded(ROWS, treeAt(ROWS, day, became), became, text, 10).map(
    ({ row: unit, successors }) =>
      `${unit.name} ${unit.validTo} → ${successors.map(({ code, name }) => `${code} ${name}`).join()}`,
  );

it.each([
  ['tan moc', '2026-01-01', ['Xã Tân Mộc 2025-06-30 → 07603 Xã Nam Dương']],
  ['07606', '2026-01-01', ['Xã Tân Mộc 2025-06-30 → 07603 Xã Nam Dương']],
  ['chu', '2026-01-01', ['Thị trấn Chũ 2025-06-30 → 07525 Phường Chũ']],
  ['nam duong', '2026-01-01', []], // it stands under the same name: found there
  ['tan moc', '2025-06-30', []], // it still stands
  [' ', '2026-01-01', []],
])('%p on %s finds what has ended: %j', (text, day, expected) => {
  expect(found(text, day)).toEqual(expected);
});
