import { ApiError } from '../api/read.js';
import { useSay } from '../text/say.js';

/** The API's own words of why it refused: what, where, how to mend. */
export function useRefusal(): (error: unknown) => string {
  const { t, say } = useSay();
  return (error) => (error instanceof ApiError && error.detail ? say(error.detail) : t('problem.notRead'));
}

/** Why the API did not take it. */
export function Refusal({ of }: { of: unknown }) {
  const refusal = useRefusal();
  if (!of) return null;
  return (
    <p role="alert" className="state off">
      ■ {refusal(of)}
    </p>
  );
}
