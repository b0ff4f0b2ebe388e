import type { Bilingual, Finding } from '@chitieu/contracts';
import { FINDING_TEXTS, type FindingCode } from './finding-texts.js';

export type { FindingCode };
export type Params = Record<string, string | number>;

/** One thing wrong, where (RFC 6901), and how to mend it. */
export function finding(code: FindingCode, pointer: string, params: Params = {}, suggestion?: Bilingual): Finding {
  const [vi, en] = FINDING_TEXTS[code];
  const made: Finding = { pointer, code, message: { vi: fill(vi, params), en: fill(en, params) } };
  if (suggestion) made.suggestion = suggestion;
  return made;
}

export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const fill = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
