import type { Catalogue } from './catalogue.js';
import type { ReviewCondition } from './condition.js';
import type { Indicator, ReadingRule } from './indicator.js';
import type { Measure } from './measure.js';
import { REVIEW_FIELDS, type ReviewField } from './review-fields.js';

const row = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: string[], rows: string[][]): string => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const code = (text: string): string => `\`${text}\``;

/** The generated part of `docs/indicators.md`: everything the starter set counts and reads. */
export function indicatorsDocument({ measures, indicators }: Catalogue): string {
  return [
    `## Indicators (${indicators.length})`,
    table(
      ['code', 'name', 'read as', 'over units · over time', 'dimension', 'good', 'basis'],
      indicators.map((one) => [
        code(one.code) + (one.headline ? ' ★' : ''),
        `${one.name.vi}<br>${one.name.en}`,
        readingText(one.reading),
        `${one.overUnits} · ${one.overTime}`,
        one.dimension ? `${one.dimension.code} (${one.dimension.values.length})` : '',
        GOOD[one.direction],
        one.legalBasis,
      ]),
    ),
    `## Measures of household reviews (${measures.length})`,
    table(
      ['code', 'name', 'counts', 'of households where'],
      measures.map((one: Measure) => [code(one.code), `${one.name.vi}<br>${one.name.en}`, one.counts, conditionText(one.where)]),
    ),
    '## Fields that a condition may ask about',
    table(
      ['field', 'asked by', 'values'],
      Object.entries(REVIEW_FIELDS as Record<string, ReviewField>).map(([name, field]) => [
        code(name),
        ASKED[field.kind],
        valuesText(field),
      ]),
    ),
  ].join('\n\n');
}

const GOOD: Readonly<Record<Indicator['direction'], string>> = { ascending: 'more', descending: 'less', none: '–' };
const ASKED: Readonly<Record<ReviewField['kind'], string>> = { text: '`is`, `in`', list: '`has`', number: '`atLeast`, `below`' };

const valuesText = (field: ReviewField): string =>
  field.kind === 'number' ? 'whole numbers' : (field.values?.map((value) => code(String(value))).join(' ') ?? 'any text');

function readingText(reading: ReadingRule): string {
  if ('of' in reading) return `${reading.how}: ${reading.of.map(code).join(' + ')}`;
  if ('num' in reading) {
    const num = reading.num.length > 0 ? reading.num.map(code).join(' + ') : 'by dimension';
    return `${reading.how}: ${num} ÷ ${reading.den.map(code).join(' + ')}`;
  }
  const lines = 'lines' in reading ? Object.entries(reading.lines ?? {}) : [];
  return [reading.how, ...lines.map(([name, value]) => `${name} ${String(value)}`)].join(', ');
}

function conditionText(condition: ReviewCondition): string {
  if ('all' in condition) return condition.all.map(conditionText).join(', ') || 'all';
  if ('any' in condition) return `(${condition.any.map(conditionText).join(' or ')})`;
  if ('not' in condition) return `not ${conditionText(condition.not)}`;
  const { field } = condition;
  if ('in' in condition) return `${field} ${condition.in.map(String).join('/')}`;
  if ('has' in condition) return `${field} has ${condition.has}`;
  if ('atLeast' in condition) return `${field} ≥ ${condition.atLeast}`;
  if ('below' in condition) return `${field} < ${condition.below}`;
  return `${field} ${String(condition.is)}`;
}
