import type { Finding } from '@chitieu/contracts';
import { ProblemError } from '@chitieu/runtime';

export const refusal = (errors: Finding[]): ProblemError =>
  new ProblemError(
    422,
    'invalid-rule',
    {
      vi: `Quy tắc chưa dùng được: ${errors.length} chỗ cần sửa, từng chỗ nêu trong errors.`,
      en: `The rule cannot be used: ${errors.length} to mend, each named in errors.`,
    },
    { errors },
  );
