import type { AlertOnWire } from '@chitieu/contracts';
import { useSay } from '../text/say.js';

const LOOK = {
  firing: ['off', '■'],
  recovering: ['risk', '▲'],
  pending: ['risk', '▲'],
  resolved: ['ok', '●'],
  retracted: ['none', '○'],
} as const;

/** Where an alert stands, in shape, word and colour. */
export function AlertState({ of }: { of: AlertOnWire['state'] }) {
  const { t } = useSay();
  const [look, shape] = LOOK[of];
  return (
    <span className={`state ${look}`}>
      <span aria-hidden="true">{shape}</span> {t(`alert-list.states.${of}`)}
    </span>
  );
}
