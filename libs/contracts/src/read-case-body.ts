import type { z } from 'zod';
import { ruleFindings } from './alert-rule-findings.js';
import { CASE_BODIES, type CaseAction, type CaseBody } from './alert-cases.js';
import type { Finding } from './api.js';
import type { Read } from './read-alert-rule.js';

export const readCaseBody = <A extends CaseAction>(action: A, given: unknown): Read<CaseBody<A>> =>
  readWords(CASE_BODIES[action] as unknown as z.ZodType<CaseBody<A>>, given);

/** What somebody says; everything that is wrong with it, at once. */
export function readWords<T>(schema: z.ZodType<T>, given: unknown): Read<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, findings: ruleFindings(given, parsed.error.issues).map(inWords) };
}

const inWords = (finding: Finding): Finding => (finding.code === 'bad-format' ? { ...finding, message: BAD_TEXT } : finding);

const BAD_TEXT = {
  vi: 'Để trống, có ký tự ẩn hoặc viết chưa đúng dạng; thời điểm viết như 2024-10-12T17:00:00+07:00.',
  en: 'Empty, or holds an invisible character, or is not written as it should be; a time is written 2024-10-12T17:00:00+07:00.',
};
