import { ApiError } from '../api/read.js';
import { useSay } from '../text/say.js';

/** Why the API did not take it: what, where, how to mend. */
export function Refusal({ of }: { of: unknown }) {
  const { t, say } = useSay();
  if (!of) return null;
  const detail = of instanceof ApiError ? of.detail : null;
  return (
    <p role="alert" className="state off">
      ■ {detail ? say(detail) : t('problem.notRead')}
    </p>
  );
}
