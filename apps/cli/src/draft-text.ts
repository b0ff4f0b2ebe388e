import type { PlanDraft, ProjectLine, ReadFigure, Stated } from '@chitieu/domain';
import { onOneLine } from './printable.js';
import { facts, table } from './table.js';

const BOUNDS = { exact: '', atLeast: '≥ ', atMost: '≤ ', about: '≈ ' };

/** A draft for people: what was found, with its line in the document, then what contradicts itself. */
export function draftText(draft: PlanDraft, width: number): string {
  return [
    documentText(draft),
    section('CHỈ TIÊU · TARGETS', draft.targets.length, () => figuresTable(draft.targets, width)),
    section('KẾT QUẢ · RESULTS', draft.results.length, () => figuresTable(draft.results, width)),
    section('DỰ ÁN · PROJECT LINES', draft.projectLines.length, () => linesTable(draft.projectLines, width)),
    section('KINH PHÍ CHUNG · TOTALS', draft.totals.length, () => totalsTable(draft, width)),
    ...aroundText(draft, width),
    section('CHƯA HIỂU · NOT UNDERSTOOD', draft.unexplained.length, () =>
      table(
        ['line', 'figure', 'where'],
        draft.unexplained.map(({ place, text }) => [at(place), text, place.quote]),
        width,
      ),
    ),
    section('KIỂM TRA · FINDINGS', draft.findings.length, () => draft.findings.map(findingText).join('\n\n')),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const aroundText = (draft: PlanDraft, width: number): string[] => [
  section('ĐƠN VỊ · OFFICES', draft.offices.length, () =>
    table(
      ['line', 'office', 'level', 'role'],
      draft.offices.map(({ place, name, level, role }) => [at(place), name, level ?? '?', role]),
      width,
    ),
  ),
  section('CĂN CỨ · LEGAL BASES', draft.legalBases.length, () =>
    table(
      ['line', 'kind', 'number', 'date', 'issuer'],
      draft.legalBases.map(({ place, kind, number, date, dateReason, issuer }) => [
        at(place),
        kind,
        number,
        date ?? `? ${dateReason}`,
        issuer ?? '?',
      ]),
      width,
    ),
  ),
  section('LỊCH · CALENDAR', draft.calendar.length, () =>
    table(
      ['line', 'kind', 'date', 'every', 'text'],
      draft.calendar.map(({ place, kind, date, reason, every, text }) => [
        at(place),
        kind,
        date ?? `? ${reason}`,
        every ?? '',
        text,
      ]),
      width,
    ),
  ),
];

const section = (name: string, count: number, text: () => string): string => (count === 0 ? '' : `${name}\n${text()}`);
const at = ({ line }: { line: number }): string => String(line);

function documentText({ document, programmes }: PlanDraft): string {
  const say = ({ value, reason, place }: Stated<string>): string =>
    value === null ? `? ${reason ?? ''}` : `${value}${place ? ` (${place.line})` : ''}`;
  return facts([
    ...Object.entries(document).map(([name, stated]): [string, string] => [name, say(stated)]),
    ['programmes', programmes.join(', ') || '?'],
  ]);
}

const figuresTable = (figures: (ReadFigure & { baseline?: string | null })[], width: number): string =>
  table(
    ['id', 'line', 'indicator', 'of', 'period', 'printed', 'value', 'sure', 'from'],
    figures.map(({ id, place, indicator, of, period, text, value, bound, reason, readings, confidence, unitName, baseline }) => [
      ...[id, at(place), unitName === null ? indicator : `${indicator} (${unitName})`, of, period ?? '?', text],
      value === null ? `? ${[reason, ...readings].join(' ')}` : `${BOUNDS[bound]}${value}`,
      ...[confidence, baseline ?? ''],
    ]),
    width,
  );

const linesTable = (lines: ProjectLine[], width: number): string =>
  table(
    ['id', 'line', 'project', 'đồng', 'led by', 'sure', 'name'],
    lines.map((line) => [
      ...[line.id, at(line.place), codeOf(line), line.amountDong ?? `? ${[line.reason, ...line.readings].join(' ')}`],
      line.ownerLevel ?? `? ${line.ownerReason ?? ''}`,
      line.confidence,
      `${line.name}${line.isSubtotal ? ' (gồm các dòng dưới · sum of the lines below)' : ''}${line.repeats ? ` (= ${line.repeats})` : ''}`,
    ]),
    width,
  );

const codeOf = ({ programme, project, subProject, projectReason }: ProjectLine): string =>
  projectReason === null ? [programme, project, subProject].filter(Boolean).join(' ') : `? ${projectReason}`;

const totalsTable = ({ totals }: PlanDraft, width: number): string =>
  table(
    ['id', 'line', 'of', 'scope', 'đồng', 'where'],
    totals.map(({ id, place, of, programme, capitalType, fundSource, amountDong, reason, readings }) => [
      ...[id, at(place), of, [programme, capitalType, fundSource].filter(Boolean).join(' ') || 'all'],
      amountDong ?? `? ${[reason, ...readings].join(' ')}`,
      place.quote,
    ]),
    width,
  );

const findingText = ({ rule, severity, places, arithmetic, message, mend }: PlanDraft['findings'][number], i: number): string =>
  [
    `${i + 1}. ${severity} ${rule}: ${[...new Set(places.map(at))].join(', ')}`,
    ...[message.vi, message.en].map((text) => `   ${onOneLine(text)}`),
    ...(arithmetic ? [`     ${onOneLine(arithmetic)}`] : []),
    ...[...new Set([mend.vi, mend.en])].map((text) => `   → ${onOneLine(text)}`),
  ].join('\n');
