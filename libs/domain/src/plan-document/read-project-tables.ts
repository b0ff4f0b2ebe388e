import { foldLetters } from './paragraphs.js';
import type { MoneyTotal, ProjectLine } from './plan-draft.js';
import { projectHead, type ProjectHead } from './project-heads.js';
import { programmeIn } from './programmes.js';
import { levelOfOffice } from './read-offices.js';
import { cellPlace, moneyUnitIn, type DocumentTable } from './read-tables.js';
import { capitalTypeIn, fundSourceIn } from './money-wording.js';
import type { Passage } from './sections.js';
import { parseFigure, type Reading } from './written-figures.js';

const MONEY_COLUMN = /kinh phi|\bvon\b|so tien|du toan|tong|cong|ngan sach|nstw|trieu|nghin|dong\b|nhu cau/;
const NO_MONEY = /dvt|don vi|noi dung|du an|danh muc|chu tri|thuc hien|phu trach|ghi chu|^stt?$|^tt$/;
const OFFICE_COLUMN = /chu tri|don vi thuc hien|co quan|phu trach|chu dau tu|don vi quan ly/;
const WHOLE = /^(?:tong|cong|toan )/;

export interface ProjectTable {
  projectLines: Omit<ProjectLine, 'id'>[];
  totals: Omit<MoneyTotal, 'id'>[];
}

/** Tables with a project in each row. */
export function readProjectTable(table: DocumentTable, planYear: string | null): ProjectTable {
  const none: ProjectTable = { projectLines: [], totals: [] };
  const columns = moneyColumns(table.head);
  const amountColumn = columns.findIndex(({ isWhole }) => isWhole);
  if (columns.length === 0 || table.passage.phase === 'result') return none;
  const office = table.head.findIndex((name) => OFFICE_COLUMN.test(name));
  const found = none;
  let above: ProjectHead | null = null;
  let programme = table.passage.programme;
  for (const row of table.rows) {
    const name = row.cells!.find((cell, i) => /\p{L}{2}/u.test(cell) && i !== office) ?? '';
    const folded = foldLetters(name);
    const head: ProjectHead | null = projectHead(name, { folded, programme }, above);
    if (head && !head.isSub) above = head;
    const amounts = columns.map((column) => ({
      ...column,
      read: readCell(row.cells![column.at] ?? '', column.unit ?? table.moneyUnit),
    }));
    const main = amounts[amountColumn < 0 ? 0 : amountColumn]!;
    const isWhole = WHOLE.test(folded) || (!head && programmeIn(folded) !== null);
    if (isWhole && !WHOLE.test(folded)) programme = programmeIn(folded);
    if (!main.read) continue;
    const parts = amounts.filter(({ read, at }) => read !== null && at !== main.at);
    const said = {
      ...amountOf(row, main.at, main.read),
      parts: parts.map(partOf(row)),
      partsAre: parts.length > 1 ? ('all' as const) : parts.length > 0 ? ('of-which' as const) : null,
    };
    const money = {
      ...said,
      capitalType: capitalTypeIn(table.head[main.at]!),
      fundSource: fundSourceIn(table.head[main.at]!),
      period: planYear,
    };
    if (isWhole) found.totals.push({ ...money, of: 'planned', programme: programmeIn(folded) ?? null, confidence: 'medium' });
    else if (head) found.projectLines.push(lineOf(head, money, row.cells![office] ?? '', planYear));
  }
  return found;
}

interface MoneyColumn {
  at: number;
  unit: string | null;
  isWhole: boolean;
}

function moneyColumns(head: string[]): MoneyColumn[] {
  return head.flatMap((name, at) =>
    MONEY_COLUMN.test(name) && !NO_MONEY.test(name.replace(/kinh phi thuc hien/, 'kinh phi'))
      ? [{ at, unit: moneyUnitIn(name), isWhole: capitalTypeIn(name) === null && fundSourceIn(name) === null }]
      : [],
  );
}

function readCell(text: string, unit: string | null): (Reading & { text: string }) | null {
  const number = /^[\d.,]*\d/.exec(text)?.[0];
  if (number === undefined) return null;
  const written = unit ?? moneyUnitIn(foldLetters(text));
  const shown = written === null ? text : `${text} ${written === 'dong' ? 'đồng' : written}`;
  if (written === null) return { ...parseFigure(number, '', 'money'), value: null, reason: 'unit-not-said', text: shown };
  return { ...parseFigure(number, written, 'money'), text };
}

const amountOf = (row: Passage, at: number, read: Reading) => ({
  text: row.cells![at]!,
  amountDong: read.value,
  reason: read.reason,
  readings: read.readings,
  place: cellPlace(row),
  confirmed: false,
});

const partOf =
  (row: Passage) =>
  ({ at, read }: MoneyColumn & { read: Reading | null }, _: number): ProjectLine['parts'][number] => ({
    label: '',
    text: row.cells![at]!,
    amountDong: read!.value,
    capitalType: null,
    fundSource: null,
  });

function lineOf(
  head: ProjectHead,
  money: Omit<MoneyTotal, 'id' | 'of' | 'programme' | 'confidence'>,
  office: string,
  planYear: string | null,
): Omit<ProjectLine, 'id'> {
  const level = office === '' ? null : levelOfOffice(foldLetters(office), planYear);
  return {
    ...money,
    programme: head.programme,
    project: head.project,
    subProject: head.subProject,
    projectReason: head.reason,
    name: head.name,
    office: office === '' ? null : office,
    ownerLevel: level,
    ownerReason: level !== null ? null : office === '' ? 'office-not-named' : 'level-of-office-not-said',
    isSubtotal: false,
    repeats: null,
    confidence: head.confidence,
  };
}
