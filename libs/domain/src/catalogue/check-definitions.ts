import { checkCondition } from './check-condition.js';
import { checkLines, checkReading } from './check-reading.js';
import { STARTER, type OwnDefinitions } from './catalogue.js';
import { define, FOLLOWS } from './define.js';
import {
  bilingual,
  found,
  isObject,
  notAnObject,
  oneOf,
  shown,
  unknownKeys,
  type DefinitionFinding,
  type Given,
} from './definition-finding.js';
import type { DimensionValue, Indicator, ReadingRule } from './indicator.js';
import { MOST_MEASURES, type Measure } from './measure.js';

const MEASURE_CODE = /^[a-z][A-Za-z0-9]{1,50}$/;
const INDICATOR_CODE = /^[a-z][a-z0-9-]{1,63}$/;
/** Columns of the table that holds the sums. */
const RESERVED = ['lane', 'commune', 'village', 'period'];
const MEASURE_KEYS = ['code', 'name', 'counts', 'where'];
const INDICATOR_KEYS = [
  ...['code', 'name', 'formula', 'reading', 'unit', 'direction', 'legalBasis', 'overUnits', 'overTime', 'dimension'],
  ...['thresholds', 'headline', 'periods'],
];
const UNITS: Readonly<Record<Indicator['kind'], readonly Indicator['unit'][]>> = {
  count: ['households', 'persons', 'dong', 'units'],
  ratio: ['ratio', 'percentagePoints'],
};

export interface CheckedDefinitions {
  findings: DefinitionFinding[];
  /** Null while something is wrong. */
  definitions: OwnDefinitions | null;
}

/** Reads a province's own definitions from a file's JSON; all that is wrong is found at once. */
export function checkDefinitions(file: unknown): CheckedDefinitions {
  if (!isObject(file)) return { findings: [notAnObject('')], definitions: null };
  const [measures, indicators] = [listOf(file.measures), listOf(file.indicators)];
  const codes = new Set([
    ...STARTER.measures.map(({ code }) => code),
    ...measures.map((one) => (isObject(one) ? one.code : null)),
  ]);
  const findings = [
    ...unknownKeys('', file, ['measures', 'indicators']),
    ...(['measures', 'indicators'] as const).flatMap((name) => notAList(name, file[name])),
    ...measures.flatMap((measure, i) => checkMeasure(`/measures/${i}`, measure)),
    ...twice('measures', measures),
    ...tooMany(measures.length),
    ...indicators.flatMap((indicator, i) => checkIndicator(`/indicators/${i}`, indicator, (code) => codes.has(code))),
    ...twice('indicators', indicators),
  ];
  if (findings.length > 0) return { findings, definitions: null };
  return {
    findings,
    definitions: { measures: measures as unknown as Measure[], indicators: (indicators as Given[]).map(complete) },
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const notAList = (name: string, value: unknown): DefinitionFinding[] =>
  value === undefined || Array.isArray(value)
    ? []
    : [found(`/${name}`, 'not-a-list', 'Phải là một danh sách [ … ].', 'This has to be a list [ … ].')];

function twice(name: string, items: unknown[]): DefinitionFinding[] {
  const codes = items.map((item) => (isObject(item) ? item.code : undefined));
  return codes.flatMap((code, i) =>
    code !== undefined && codes.indexOf(code) < i
      ? [
          found(
            `/${name}/${i}/code`,
            'code-twice',
            `Mã ${shown(code)} đã có ở trên.`,
            `The code ${shown(code)} stands above already.`,
          ),
        ]
      : [],
  );
}

const tooMany = (own: number): DefinitionFinding[] =>
  STARTER.measures.length + own <= MOST_MEASURES
    ? []
    : [found('/measures', 'too-many', `Tối đa ${MOST_MEASURES} đại lượng.`, `At most ${MOST_MEASURES} measures.`)];

function checkMeasure(pointer: string, measure: unknown): DefinitionFinding[] {
  if (!isObject(measure)) return [notAnObject(pointer)];
  const { code, name, counts, where } = measure;
  const isFree = !STARTER.measures.some((known) => known.code === code) && !RESERVED.includes(code as string);
  return [
    ...unknownKeys(pointer, measure, MEASURE_KEYS),
    ...badCode(pointer, code, MEASURE_CODE, 'ethnicPoorWithoutWater'),
    ...(isFree
      ? []
      : [
          found(
            `${pointer}/code`,
            'code-taken',
            `Mã ${shown(code)} đã có; hãy chọn mã khác.`,
            `The code ${shown(code)} is taken; choose another.`,
          ),
        ]),
    ...bilingual(`${pointer}/name`, name),
    ...oneOf(`${pointer}/counts`, counts, ['households', 'members']),
    ...checkCondition(`${pointer}/where`, where),
  ];
}

function checkIndicator(pointer: string, indicator: unknown, isMeasure: (code: string) => boolean): DefinitionFinding[] {
  if (!isObject(indicator)) return [notAnObject(pointer)];
  const { code, name, formula, direction, headline, legalBasis } = indicator;
  const optional = (key: string, check: (at: string, value: unknown) => DefinitionFinding[]): DefinitionFinding[] =>
    indicator[key] === undefined ? [] : check(`${pointer}/${key}`, indicator[key]);
  return [
    ...unknownKeys(pointer, indicator, INDICATOR_KEYS),
    ...badCode(pointer, code, INDICATOR_CODE, 'ethnic-poor-without-safe-water-rate'),
    ...bilingual(`${pointer}/name`, name),
    ...bilingual(`${pointer}/formula`, formula),
    ...oneOf(`${pointer}/direction`, direction, ['ascending', 'descending', 'none']),
    ...checkReading(pointer, indicator, isMeasure),
    ...checkUnit(pointer, indicator),
    ...(headline === undefined ? [] : oneOf(`${pointer}/headline`, headline, [true, false])),
    ...(typeof legalBasis === 'string' && legalBasis.trim() !== ''
      ? []
      : [found(`${pointer}/legalBasis`, 'text-missing', 'Cần nêu căn cứ pháp lý.', 'The legal basis has to be named.')]),
    ...optional('thresholds', checkThresholds),
    ...optional('dimension', (at, value) => checkDimension(at, value, isMeasure)),
  ];
}

const badCode = (pointer: string, code: unknown, pattern: RegExp, example: string): DefinitionFinding[] =>
  typeof code === 'string' && pattern.test(code)
    ? []
    : [
        found(
          `${pointer}/code`,
          'code-malformed',
          `${shown(code)} không phải là mã, ví dụ: ${example}.`,
          `${shown(code)} is not a code like ${example}.`,
        ),
      ];

function checkUnit(pointer: string, { unit, reading }: Given): DefinitionFinding[] {
  const how = isObject(reading) ? (reading.how as ReadingRule['how']) : null;
  return how !== null && Object.hasOwn(FOLLOWS, how) ? oneOf(`${pointer}/unit`, unit, UNITS[FOLLOWS[how].kind]) : [];
}

function checkThresholds(pointer: string, value: unknown): DefinitionFinding[] {
  const { onTrack, atRisk } = isObject(value) ? value : {};
  if (typeof onTrack === 'number' && typeof atRisk === 'number' && 0 < atRisk && atRisk < onTrack && onTrack <= 2) return [];
  return [found(pointer, 'thresholds-disorder', 'Cần 0 < atRisk < onTrack ≤ 2.', 'It has to be 0 < atRisk < onTrack ≤ 2.')];
}

function checkDimension(pointer: string, value: unknown, isMeasure: (code: string) => boolean): DefinitionFinding[] {
  if (!isObject(value) || typeof value.code !== 'string' || !Array.isArray(value.values) || value.values.length === 0)
    return [found(pointer, 'dimension-empty', 'Cần { "code", "values": [ … ] }.', 'It has to be { "code", "values": [ … ] }.')];
  return (value.values as unknown[]).flatMap((part, i) => {
    const at = `${pointer}/values/${i}`;
    if (!isObject(part)) return [notAnObject(at)];
    const num = part.num === undefined ? [] : listOf(part.num);
    return [
      ...unknownKeys(at, part, ['code', 'name', 'num', 'lines', 'kind']),
      ...(typeof part.code === 'string' && part.code !== ''
        ? []
        : [found(`${at}/code`, 'code-malformed', 'Thiếu mã.', 'The code is missing.')]),
      ...bilingual(`${at}/name`, part.name),
      ...num.flatMap((code, n) =>
        typeof code === 'string' && isMeasure(code)
          ? []
          : [
              found(
                `${at}/num/${n}`,
                'measure-unknown',
                `Không có đại lượng ${shown(code)}.`,
                `There is no measure ${shown(code)}.`,
              ),
            ],
      ),
      ...(part.lines === undefined ? [] : checkLines(`${at}/lines`, part.lines)),
    ];
  });
}

/** What the file leaves out follows from how the indicator is read. */
function complete(given: Given): Indicator {
  const { reading, dimension = null, ...own } = given as unknown as Indicator & { dimension?: Indicator['dimension'] };
  return define(reading, { ...own, dimension: dimension && { ...dimension, values: dimension.values as DimensionValue[] } });
}
