import type { Bilingual, Finding } from '@chitieu/contracts';
import { ProblemError } from '@chitieu/runtime';

interface Issue {
  path: PropertyKey[];
  message: string;
}
type Parsed<T> = { success: true; data: T } | { success: false; error: { issues: Issue[] } };

/** What a body says, or the problem that says what is `needed` and where the body differs. */
export function bodyOf<T>(parsed: Parsed<T>, needed: Bilingual): T {
  if (parsed.success) return parsed.data;
  throw new ProblemError(422, 'invalid-body', needed, { errors: parsed.error.issues.map(findingOf) });
}

const findingOf = ({ path, message }: Issue): Finding => ({
  pointer: `/${path.map(String).join('/')}`,
  code: 'invalid',
  message: { vi: `Không đọc được: ${message}`, en: message },
});
