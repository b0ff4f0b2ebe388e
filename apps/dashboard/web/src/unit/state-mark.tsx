import { useSay } from '../text/say.js';
import { lookOf, shapeOf, type UnitState } from './unit-state.js';

/** Shape and word and colour, always together. */
export function StateMark({ state, about }: { state: UnitState; about?: string | null }) {
  const { t } = useSay();
  return (
    <span className={`state ${lookOf(state)}`} data-state={state}>
      <span aria-hidden="true">{shapeOf(state)}</span> {t(`state.${state}`)}
      {about && <span className="about"> · {about}</span>}
    </span>
  );
}
