import { ruleFindings } from './alert-rule-findings.js';
import { CASE_BODIES, type CaseAction, type CaseBody } from './alert-cases.js';
import type { Finding } from './api.js';
import type { Read } from './read-alert-rule.js';

/** Everything that is wrong with it, at once. */
export function readCaseBody<A extends CaseAction>(action: A, given: unknown): Read<CaseBody<A>> {
  const parsed = CASE_BODIES[action].safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data as CaseBody<A> };
  return { ok: false, findings: ruleFindings(given, parsed.error.issues).map(inWords) };
}

export const inWords = (finding: Finding): Finding =>
  finding.code === 'bad-format' ? { ...finding, message: BAD_TEXT } : finding;

const BAD_TEXT = {
  vi: 'Để trống, có ký tự ẩn hoặc viết chưa đúng dạng; thời điểm viết như 2024-10-12T17:00:00+07:00.',
  en: 'Empty, or holds an invisible character, or is not written as it should be; a time is written 2024-10-12T17:00:00+07:00.',
};
