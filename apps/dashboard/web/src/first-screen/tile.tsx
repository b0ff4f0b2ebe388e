import type { ReactNode } from 'react';
import type { IndicatorValue } from '@chitieu/contracts';
import { Changed } from '../number/changed.js';
import { useSay } from '../text/say.js';
import type { RankedUnit } from '../unit/rank-units.js';
import { StateMark } from '../unit/state-mark.js';
import { STATES_BY_NEED, lookOf, shapeOf, stateOf, type Look, type UnitState } from '../unit/unit-state.js';
import { useChangeView } from '../view.js';

interface TileProps {
  title: string;
  /** Indicator that the figure is; the button opens how it is computed. */
  indicator: string;
  value: IndicatorValue | undefined;
  figure: string | null;
  unitWord?: string;
  plan?: string;
  detail: ReactNode;
  children: ReactNode;
}

export function Tile({ title, indicator, value, figure, unitWord, plan, detail, children }: TileProps) {
  const { t, reason } = useSay();
  const change = useChangeView();
  return (
    <article className="tile" data-tile={indicator}>
      <h2>{title}</h2>
      <p className="figure">
        <button
          type="button"
          onClick={() => change({ explain: indicator, at: value?.period ?? null })}
          title={t('tile.explain', { name: title })}
        >
          <Changed of={figure ?? ''}>{figure ?? '–'}</Changed>
          {figure !== null && unitWord && <small>{unitWord}</small>}
        </button>
        {plan && <small className="plan">{plan}</small>}
      </p>
      <p className="detail">{figure === null && value?.reason ? reason(value.reason) : detail}</p>
      <p className="verdict">{children}</p>
    </article>
  );
}

/** The unit's own state where it has a plan; else how the units below stand, so that no tile is without a verdict. */
export function Verdict({ value, below }: { value: IndicatorValue | undefined; below: readonly RankedUnit[] }) {
  const { t } = useSay();
  if (!value) return null;
  if (value.target !== null || value.actual === null) return <StateMark state={stateOf(value)} />;
  const states = below
    .flatMap((row) => row.values.get(value.indicator) ?? [])
    .filter(({ target }) => target !== null)
    .map(stateOf);
  if (states.length === 0) return <StateMark state={stateOf(value)} />;
  return (
    <span className="counts">
      {countLooks(states).map(({ look, shape, count }) => (
        <span key={look} className={`state ${look}`} title={t(`look.${look}`)}>
          <span aria-hidden="true">{shape}</span> {count}
          <span className="unseen"> {t(`look.${look}`)}</span>
        </span>
      ))}
    </span>
  );
}

function countLooks(states: readonly UnitState[]): { look: Look; shape: string; count: number }[] {
  const counts = new Map<Look, { look: Look; shape: string; count: number }>();
  for (const state of STATES_BY_NEED) {
    const count = states.filter((each) => each === state).length;
    const look = lookOf(state);
    if (count > 0)
      counts.set(look, { look, shape: counts.get(look)?.shape ?? shapeOf(state), count: (counts.get(look)?.count ?? 0) + count });
  }
  return [...counts.values()];
}
