import { REVIEW_FIELDS, type ReviewedHousehold, type ReviewFieldName, type Scalar } from './review-fields.js';

/** One question about one field of a review. A question about a number that is not known is answered with no. */
export type Question =
  { field: ReviewFieldName; is: Scalar } | { field: ReviewFieldName; has: string } | { field: ReviewFieldName; atLeast: number };

/** Which households a measure counts, as data. */
export type ReviewCondition =
  | Question
  | { field: ReviewFieldName; in: readonly Scalar[] }
  | { field: ReviewFieldName; below: number }
  | { all: readonly ReviewCondition[] }
  | { any: readonly ReviewCondition[] }
  | { not: ReviewCondition };

/** Questions, each with the answer that is wanted. */
type Wanted = readonly { question: Question; answer: boolean }[];

/** A condition as alternatives, of which one has to hold: every question in it answered as wanted. */
export function alternativesOf(condition: ReviewCondition, answer = true): Wanted[] {
  if ('all' in condition) return answer ? both(condition.all, true) : either(condition.all, false);
  if ('any' in condition) return answer ? either(condition.any, true) : both(condition.any, false);
  if ('not' in condition) return alternativesOf(condition.not, !answer);
  if ('in' in condition) return alternativesOf({ any: condition.in.map((is) => ({ field: condition.field, is })) }, answer);
  if ('below' in condition) {
    const { field, below } = condition;
    // A number that is not known is neither below nor at least: so it is asked for as well.
    return alternativesOf({ all: [{ field, atLeast: -Infinity }, { not: { field, atLeast: below } }] }, answer);
  }
  return [[{ question: condition, answer }]];
}

const either = (conditions: readonly ReviewCondition[], answer: boolean): Wanted[] =>
  conditions.flatMap((condition) => alternativesOf(condition, answer));

const both = (conditions: readonly ReviewCondition[], answer: boolean): Wanted[] =>
  conditions.reduce<Wanted[]>(
    (so, condition) => so.flatMap((wanted) => alternativesOf(condition, answer).map((more) => [...wanted, ...more])),
    [[]],
  );

const keyOf = (question: Question): string => JSON.stringify(question);

/** Bits in words of 32; `care`: those that matter, `want`: how they have to be. */
interface Mask {
  care: Int32Array;
  want: Int32Array;
}

/**
 * Many conditions as one function: it answers each different question once, a field at a time, into a row of bits, and holds each
 * condition's alternatives against it. `met` is called with the place of every condition that holds.
 */
export function compileConditions(
  conditions: readonly ReviewCondition[],
): (review: ReviewedHousehold, met: (place: number) => void) => void {
  const alternatives = conditions.map((condition) => alternativesOf(condition));
  const questions = new Map<string, Question>();
  for (const { question } of alternatives.flat(2)) questions.set(keyOf(question), question);
  const places = new Map([...questions.keys()].map((key, i) => [key, i]));
  const words = Math.max(1, Math.ceil(questions.size / 32));
  const answers = new Int32Array(words);
  const ask = [...byField([...questions.values()])].map(([field, some]) =>
    asker(
      field,
      some.map((question) => ({ question, place: places.get(keyOf(question))! })),
      answers,
    ),
  );
  const masks = inOneRow(alternatives.map((some) => some.flatMap((wanted) => maskOf(wanted, places, words))));
  return (review, met) => {
    answers.fill(0);
    for (const one of ask) one(review);
    tellThoseThatHold(masks, answers, met);
  };
}

/** The masks of all conditions in one row of numbers, so that none has to be fetched from elsewhere: it is read for every review. */
interface MaskRow {
  /** Of each mask the words that matter, then how they have to be. */
  words: Int32Array;
  /** Which condition a mask is an alternative of. */
  conditionOf: Int32Array;
}

function inOneRow(masks: readonly (readonly Mask[])[]): MaskRow {
  return {
    words: Int32Array.from(masks.flat().flatMap(({ care, want }) => [...care, ...want])),
    conditionOf: Int32Array.from(masks.flatMap((some, i) => some.map(() => i))),
  };
}

function tellThoseThatHold({ words, conditionOf }: MaskRow, answers: Int32Array, met: (place: number) => void): void {
  const length = answers.length;
  let last = -1;
  for (let mask = 0, at = 0; mask < conditionOf.length; mask++, at += 2 * length) {
    const condition = conditionOf[mask]!;
    if (condition === last) continue;
    let w = 0;
    while (w < length && (answers[w]! & words[at + w]!) === words[at + length + w]!) w++;
    if (w < length) continue;
    met(condition);
    last = condition;
  }
}

/** None where the same question would have to be answered both ways. */
function maskOf(wanted: Wanted, places: ReadonlyMap<string, number>, words: number): Mask[] {
  const mask: Mask = { care: new Int32Array(words), want: new Int32Array(words) };
  for (const { question, answer } of wanted) {
    const place = places.get(keyOf(question))!;
    const [word, bit] = [place >> 5, 1 << (place & 31)];
    if (mask.care[word]! & bit && ((mask.want[word]! & bit) !== 0) !== answer) return [];
    mask.care[word]! |= bit;
    if (answer) mask.want[word]! |= bit;
  }
  return [mask];
}

function byField(questions: Question[]): Map<ReviewFieldName, Question[]> {
  const fields = new Map<ReviewFieldName, Question[]>();
  for (const question of questions) fields.set(question.field, [...(fields.get(question.field) ?? []), question]);
  return fields;
}

/** Answers all questions about one field. */
function asker(name: ReviewFieldName, asked: { question: Question; place: number }[], answers: Int32Array) {
  const field = REVIEW_FIELDS[name];
  const yes = (place: number): void => void (answers[place >> 5]! |= 1 << (place & 31));
  if (field.kind === 'number') {
    return (review: ReviewedHousehold): void => {
      const value = field.of(review);
      if (value === null) return;
      for (const { question, place } of asked) if ('atLeast' in question && value >= question.atLeast) yes(place);
    };
  }
  const placeOf = new Map<Scalar, number>();
  for (const { question, place } of asked) {
    if ('is' in question) placeOf.set(question.is, place);
    else if ('has' in question) placeOf.set(question.has, place);
  }
  const say = (value: Scalar): void => {
    const place = placeOf.get(value);
    if (place !== undefined) yes(place);
  };
  return field.kind === 'list'
    ? (review: ReviewedHousehold): void => field.of(review).forEach(say)
    : (review: ReviewedHousehold): void => say(field.of(review));
}
