import { deadLetterQuery, dropRequest, replayRequest } from '@chitieu/contracts';
import type { Bilingual, DropRequest, Finding, ReplayRequest } from '@chitieu/contracts';
import type { DeadLetterFilter } from '@chitieu/messaging';
import { ProblemError } from '@chitieu/runtime';

const WORDS: Record<string, Bilingual> = {
  ids: {
    vi: 'ids là một hay nhiều id của sự kiện không áp dụng được, nhiều nhất 1.000.',
    en: 'ids is one or more ids of dead letters, at most 1,000.',
  },
  group: {
    vi: 'group là tên nhóm tiêu thụ, ví dụ indicator-calculation.',
    en: 'group is the name of a consumer group, e.g. indicator-calculation.',
  },
  reason: { vi: 'reason là lý do, từ 1 đến 500 ký tự.', en: 'reason is why, 1 to 500 characters.' },
  type: {
    vi: 'type là kiểu sự kiện, ví dụ household.reviewed.v1.',
    en: 'type is the type of an event, e.g. household.reviewed.v1.',
  },
  limit: { vi: 'limit là số nguyên từ 1 đến 500.', en: 'limit is a whole number from 1 to 500.' },
  after: { vi: 'after là giá trị next của trang trước.', en: 'after is the value of next of the page before.' },
};
const UNKNOWN: Bilingual = { vi: 'Không có trường này.', en: 'There is no such field.' };

/** `GET /dead-letters`: a parameter without a value is one that is not there. */
export function readFilter(given: Record<string, unknown>): DeadLetterFilter {
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const limit = typeof named['limit'] === 'string' ? { limit: Number(named['limit']) } : {};
  const { ids, ...filter } = orProblem('invalid-parameter', deadLetterQuery.safeParse({ ...named, ...limit }));
  return { ...filter, ids: ids?.split(',') };
}

/** Ids, or a group: what is wrong is said of the one that is meant. */
export function readReplay(body: unknown): ReplayRequest {
  const [byIds, byGroup] = replayRequest.options;
  const meantIds = typeof body === 'object' && body !== null && 'ids' in body;
  return orProblem<ReplayRequest>('invalid-body', meantIds ? byIds.safeParse(body) : byGroup.safeParse(body));
}

export const readDrop = (body: unknown): DropRequest => orProblem('invalid-body', dropRequest.safeParse(body));

interface Issue {
  code?: string;
  path: PropertyKey[];
  keys?: string[];
}
type Parsed<T> = { success: true; data: T } | { success: false; error: { issues: Issue[] } };

function orProblem<T>(code: string, parsed: Parsed<T>): T {
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap(findingsOf);
  const told = (language: keyof Bilingual): string => [...new Set(errors.map(({ message }) => message[language]))].join(' ');
  throw new ProblemError(422, code, { vi: told('vi'), en: told('en') }, { errors });
}

function findingsOf({ path, keys }: Issue): Finding[] {
  if (keys) return keys.map((name) => ({ pointer: `/${name.slice(0, 64)}`, code: 'unknown-field', message: UNKNOWN }));
  const field = String(path[0] ?? '');
  const message = WORDS[field] ?? { vi: 'Cần một đối tượng JSON.', en: 'A JSON object is needed.' };
  return [{ pointer: path.length > 0 ? `/${path.map(String).join('/')}` : '', code: 'invalid-value', message }];
}
