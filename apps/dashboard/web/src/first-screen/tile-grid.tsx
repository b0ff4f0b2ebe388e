import { Link } from 'react-router';
import { useSay } from '../text/say.js';
import type { RankedUnit } from '../unit/rank-units.js';
import { lookOf, shapeOf, type Look } from '../unit/unit-state.js';
import { shortName } from '../unit/unit-name.js';
import { useAddressOf } from '../view.js';

const LEGEND: { look: Look; shape: string }[] = [
  { look: 'off', shape: '■' },
  { look: 'risk', shape: '▲' },
  { look: 'ok', shape: '●' },
  { look: 'none', shape: '○' },
  { look: 'doubt', shape: '◇' },
];

/** Every unit in its own unchanging place, so that the eye learns where each one is; a map without borders. */
export function TileGrid({ rows, period }: { rows: readonly RankedUnit[]; period: string }) {
  const { t } = useSay();
  const addressOf = useAddressOf();
  const inPlace = [...rows].sort((a, b) => a.unit.code.localeCompare(b.unit.code));
  return (
    <section className="card grid" aria-labelledby="grid-title">
      <div className="bar">
        <h2 id="grid-title">{t('grid.title')}</h2>
        <span className="soft">{t('grid.about')}</span>
      </div>
      <ul className="cells">
        {inPlace.map(({ unit, state }) => (
          <li key={unit.code} className={lookOf(state)}>
            <Link to={addressOf(unit.code, period)} title={`${unit.name}: ${t(`state.${state}`)}`}>
              <span className="cell-name">{shortName(unit.name)}</span>
              <span aria-hidden="true">{shapeOf(state)}</span>
              <span className="unseen">: {t(`state.${state}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="legend" aria-hidden="true">
        {LEGEND.map(({ look, shape }) => (
          <span key={look} className={`state ${look}`}>
            {shape} {t(`look.${look}`)}
          </span>
        ))}
      </p>
    </section>
  );
}
