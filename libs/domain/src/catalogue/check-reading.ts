import { FOLLOWS } from './define.js';
import {
  found,
  isObject,
  notAnObject,
  oneOf,
  shown,
  unknownKeys,
  type DefinitionFinding,
  type Given,
} from './definition-finding.js';
import type { Indicator, ReadingRule } from './indicator.js';
import { CAPITAL_TYPES, FUND_SOURCES } from '../vocabulary.js';

const HOWS = Object.keys(FOLLOWS) as ReadingRule['how'][];
const PARTS: Readonly<Record<string, readonly string[]>> = {
  stock: ['of'],
  reduction: ['of'],
  flow: ['of'],
  rate: ['num', 'den'],
  rateChange: ['num', 'den'],
};
const LINES = ['programme', 'project', 'capitalType', 'fundSource', 'carriedOver'];

/** How an indicator says it is read: the measures have to be there, and what it says beside has to follow from it. */
export function checkReading(pointer: string, given: Given, isMeasure: (code: string) => boolean): DefinitionFinding[] {
  const { reading } = given;
  const at = `${pointer}/reading`;
  if (!isObject(reading)) return [notAnObject(at)];
  const how = HOWS.find((one) => one === reading.how);
  if (!how) return oneOf(`${at}/how`, reading.how, HOWS);
  const sums = PARTS[how] ?? [];
  const hasKind = how === 'activities';
  const hasLines = FOLLOWS[how].group === 'money' && how !== 'helpedHouseholds';
  const known = [
    'how',
    ...sums,
    ...(how === 'rate' ? ['whenEmpty'] : []),
    ...(hasLines ? ['lines'] : []),
    ...(hasKind ? ['kind'] : []),
  ];
  return [
    ...unknownKeys(at, reading, known),
    ...sums.flatMap((part) =>
      checkSum(`${at}/${part}`, reading[part], isMeasure, part === 'num' && given.dimension !== undefined),
    ),
    ...('kind' in reading ? checkKind(`${at}/kind`, reading.kind) : []),
    ...('lines' in reading ? checkLines(`${at}/lines`, reading.lines) : []),
    ...followsFrom(pointer, given, how),
  ];
}

function checkSum(pointer: string, sum: unknown, isMeasure: (code: string) => boolean, mayBeEmpty = false): DefinitionFinding[] {
  if (!Array.isArray(sum) || (sum.length === 0 && !mayBeEmpty))
    return [
      found(
        pointer,
        'not-a-list',
        'Cần danh sách mã đại lượng, ví dụ ["poor"].',
        'A list of codes of measures is needed, e.g. ["poor"].',
      ),
    ];
  return sum.flatMap((code, i) =>
    typeof code === 'string' && isMeasure(code)
      ? []
      : [
          found(
            `${pointer}/${i}`,
            'measure-unknown',
            `Không có đại lượng ${shown(code)}.`,
            `There is no measure ${shown(code)}.`,
          ),
        ],
  );
}

const checkKind = (pointer: string, kind: unknown): DefinitionFinding[] =>
  typeof kind === 'string' && /^[a-z][a-z0-9-]{1,63}$/.test(kind)
    ? []
    : [
        found(
          pointer,
          'value-unknown',
          `${shown(kind)} không phải là mã loại hoạt động.`,
          `${shown(kind)} is not a code of a kind of activity.`,
        ),
      ];

export function checkLines(pointer: string, lines: unknown): DefinitionFinding[] {
  if (!isObject(lines)) return [notAnObject(pointer)];
  const { programme, project, capitalType, fundSource, carriedOver } = lines;
  const isCode = (value: unknown): boolean =>
    value === undefined || (typeof value === 'string' && /^[A-Z][A-Z0-9]{1,15}$/.test(value));
  const badCode = (name: string, value: unknown): DefinitionFinding[] =>
    isCode(value)
      ? []
      : [found(`${pointer}/${name}`, 'value-unknown', `${shown(value)} không phải là mã.`, `${shown(value)} is not a code.`)];
  return [
    ...unknownKeys(pointer, lines, LINES),
    ...badCode('programme', programme),
    ...badCode('project', project),
    ...(project !== undefined && programme === undefined
      ? [
          found(
            `${pointer}/project`,
            'project-without-programme',
            'Mã dự án phải đi cùng mã chương trình: “DA1” có ở nhiều chương trình.',
            'A project goes with its programme: several programmes have a “DA1”.',
          ),
        ]
      : []),
    ...(capitalType === undefined ? [] : oneOf(`${pointer}/capitalType`, capitalType, CAPITAL_TYPES)),
    ...(fundSource === undefined ? [] : oneOf(`${pointer}/fundSource`, fundSource, FUND_SOURCES)),
    ...(carriedOver === undefined ? [] : oneOf(`${pointer}/carriedOver`, carriedOver, [true, false])),
  ];
}

const WHY: Readonly<Record<'overUnits' | 'overTime', { vi: string; en: string }>> = {
  overUnits: {
    vi: 'tỷ lệ của đơn vị cấp trên là tỷ số của hai tổng, không phải tổng hay trung bình các tỷ lệ; số hộ thì cộng được',
    en: "a higher unit's rate is the ratio of two sums, never the sum or the mean of rates; counts add up",
  },
  overTime: {
    vi: 'số tại cuối kỳ lấy kỳ cuối cùng, không cộng các kỳ; biến động thì cộng được',
    en: 'what stands at the end of a period is taken from the last period, never added up; movements add up',
  },
};

/** What an indicator may say of itself, and would be wrong: the sum of rates, a stock added up over quarters. */
function followsFrom(pointer: string, given: Given, how: ReadingRule['how']): DefinitionFinding[] {
  return (['overUnits', 'overTime'] as const).flatMap((name) => {
    const follows: Indicator[typeof name] = FOLLOWS[how][name];
    if (given[name] === undefined || given[name] === follows) return [];
    return [
      found(
        `${pointer}/${name}`,
        'aggregation-impossible',
        `Với cách đọc “${how}”, ${name} phải là “${follows}”: ${WHY[name].vi}.`,
        `Read as “${how}”, ${name} has to be “${follows}”: ${WHY[name].en}.`,
      ),
    ];
  });
}
