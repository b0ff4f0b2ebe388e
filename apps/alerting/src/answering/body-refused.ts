import type { Finding } from '@chitieu/contracts';
import { ProblemError } from '@chitieu/runtime';

export const bodyRefused = (errors: Finding[]): ProblemError =>
  new ProblemError(
    422,
    'invalid-body',
    {
      vi: `Nội dung gửi lên có ${errors.length} chỗ cần sửa, từng chỗ nêu trong errors.`,
      en: `There is something to mend in ${errors.length} places, each named in errors.`,
    },
    { errors },
  );
