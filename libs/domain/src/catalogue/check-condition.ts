import { alternativesOf, type ReviewCondition } from './condition.js';
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
import { REVIEW_FIELDS, reviewFieldOf } from './review-fields.js';

const DEEPEST = 8;
/** More alternatives than a person could have meant would be slow for each household. */
const MOST_ALTERNATIVES = 64;
const TESTS = ['is', 'in', 'has', 'atLeast', 'below'] as const;
const COMBINED = ['all', 'any', 'not'] as const;

/** Whether a condition may be compiled; what it asks is checked against the fields there are. */
export function checkCondition(pointer: string, condition: unknown): DefinitionFinding[] {
  const findings = checkPart(pointer, condition, 1);
  return findings.length > 0 ? findings : checkAlternatives(pointer, condition as ReviewCondition);
}

function checkPart(pointer: string, part: unknown, depth: number): DefinitionFinding[] {
  if (!isObject(part)) return [notAnObject(pointer)];
  if (depth > DEEPEST) return [found(pointer, 'too-deep', 'Điều kiện lồng quá sâu.', 'The condition is nested too deeply.')];
  const combined = COMBINED.filter((key) => key in part);
  if (combined.length === 0) return checkTest(pointer, part);
  const [key] = combined;
  const misspelt = unknownKeys(pointer, part, [key!]);
  if (key === 'not') return [...misspelt, ...checkPart(`${pointer}/not`, part.not, depth + 1)];
  const parts = part[key!];
  if (!Array.isArray(parts))
    return [found(`${pointer}/${key}`, 'not-a-list', 'Phải là một danh sách [ … ].', 'This has to be a list [ … ].')];
  return [...misspelt, ...parts.flatMap((one, i) => checkPart(`${pointer}/${key}/${i}`, one, depth + 1))];
}

function checkTest(pointer: string, test: Given): DefinitionFinding[] {
  const field = typeof test.field === 'string' ? reviewFieldOf(test.field) : null;
  if (!field) return oneOf(`${pointer}/field`, test.field, Object.keys(REVIEW_FIELDS));
  const asked = TESTS.filter((key) => key in test);
  const allowed = { text: ['is', 'in'], list: ['has'], number: ['atLeast', 'below'] }[field.kind];
  if (asked.length !== 1 || !allowed.includes(asked[0]!)) {
    return [
      found(
        pointer,
        'test-unfit',
        `Trường “${String(test.field)}” được hỏi bằng đúng một trong: ${allowed.join(', ')}.`,
        `The field “${String(test.field)}” is asked by exactly one of ${allowed.join(', ')}.`,
      ),
    ];
  }
  const key = asked[0]!;
  const misspelt = unknownKeys(pointer, test, ['field', key]);
  if (field.kind === 'number') return [...misspelt, ...checkNumber(`${pointer}/${key}`, test[key])];
  if (key !== 'in') return [...misspelt, ...checkValue(`${pointer}/${key}`, test[key], field.values)];
  if (!Array.isArray(test.in) || test.in.length === 0)
    return [
      found(
        `${pointer}/in`,
        'not-a-list',
        'Phải là danh sách có ít nhất một giá trị.',
        'This has to be a list of at least one value.',
      ),
    ];
  return [...misspelt, ...test.in.flatMap((value, i) => checkValue(`${pointer}/in/${i}`, value, field.values))];
}

const checkValue = (pointer: string, value: unknown, values: readonly unknown[] | null): DefinitionFinding[] =>
  values === null ? checkFreeText(pointer, value) : oneOf(pointer, value, values);

function checkFreeText(pointer: string, value: unknown): DefinitionFinding[] {
  if (typeof value === 'string' && value.length > 0 && value.length <= 64) return [];
  return [
    found(pointer, 'value-unknown', `${shown(value)} phải là một đoạn chữ ngắn.`, `${shown(value)} has to be a short text.`),
  ];
}

function checkNumber(pointer: string, value: unknown): DefinitionFinding[] {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 100_000) return [];
  return [found(pointer, 'not-a-number', `${shown(value)} phải là một số nguyên.`, `${shown(value)} has to be a whole number.`)];
}

function checkAlternatives(pointer: string, condition: ReviewCondition): DefinitionFinding[] {
  const alternatives = alternativesOf(condition);
  if (alternatives.length > MOST_ALTERNATIVES)
    return [
      found(
        pointer,
        'too-wide',
        'Điều kiện có quá nhiều nhánh; hãy tách thành nhiều đại lượng.',
        'The condition has too many alternatives; split it into several measures.',
      ),
    ];
  if (alternatives.some((wanted) => !contradicts(wanted))) return [];
  return [
    found(pointer, 'never-true', 'Không hộ nào có thể thỏa điều kiện này.', 'No household could ever meet this condition.'),
  ];
}

/** One question answered both ways, or two values wanted of a field that has one. */
function contradicts(wanted: ReturnType<typeof alternativesOf>[number]): boolean {
  return wanted.some(({ question, answer }, i) =>
    wanted.slice(i + 1).some((other) => {
      if (other.question.field !== question.field) return false;
      if (JSON.stringify(other.question) === JSON.stringify(question)) return other.answer !== answer;
      return 'is' in question && 'is' in other.question && answer && other.answer;
    }),
  );
}
