import type { Flag } from '@chitieu/contracts';
import { useSay } from '../text/say.js';

export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Flag['severity'][];

const LOOK = { error: ['off', '■'], warning: ['doubt', '◇'], info: ['none', '○'] } as const;

/** How bad a finding is, in shape, word and colour. */
export function Severity({ of }: { of: Flag['severity'] }) {
  const { t } = useSay();
  const [look, shape] = LOOK[of];
  return (
    <span className={`state ${look}`}>
      <span aria-hidden="true">{shape}</span> {t(`data-quality.${of}`)}
    </span>
  );
}
