import { Link } from 'react-router';
import { useLive } from '../api/live.js';
import { useHistory, useOrgUnit, useScreenValues } from '../api/queries.js';
import { Explanation } from '../explanation/explanation.js';
import { TileGrid } from '../first-screen/tile-grid.js';
import { Tiles } from '../first-screen/tiles.js';
import { UnitsTable } from '../first-screen/units-table.js';
import { CutOff } from '../frame/cut-off.js';
import { StaleBanner } from '../frame/stale-banner.js';
import { useSay } from '../text/say.js';
import { rankUnits, unitRows } from '../unit/rank-units.js';
import { useAddressOf, useView } from '../view.js';
import { useSheets, type Sheets } from './use-sheets.js';
import { WallAlerts } from './wall-alerts.js';
import './wall.css';

const SHEETS = ['figures', 'units', 'alerts'] as const;
/** As many units as fill a sheet. */
const RANKED = 11;

/** What a meeting looks at, in large type: the figures against the plan, who is behind, what is open. */
export function Wall() {
  const { t } = useSay();
  const { unit: code, period, explained } = useView();
  const unit = useOrgUnit(code, period);
  const values = useScreenValues(code, period);
  const isLive = useLive(code);
  const sheets = useSheets(SHEETS.length);
  const sheet = SHEETS[sheets.current]!;
  const own = unitRows(values.data ?? []).find((row) => row.unit.code === code);
  return (
    <div className="wall">
      <header className="bar">
        <h1>
          {unit.data?.name ?? code} · {period} <span className="soft">{t(`wall.sheets.${sheet}`)}</span>
        </h1>
        <CutOff values={values.data ?? []} own={own} isLive={isLive} updatedAt={values.dataUpdatedAt}>
          {null}
        </CutOff>
      </header>
      <StaleBanner isLive={isLive} failed={values.isError || unit.isError} updatedAt={values.dataUpdatedAt} />
      <main className="sheet" data-sheet={sheet} aria-busy={values.isPending}>
        <Sheet sheet={sheet} />
      </main>
      <Steps sheets={sheets} />
      {explained && <Explanation of={explained} />}
    </div>
  );
}

function Sheet({ sheet }: { sheet: (typeof SHEETS)[number] }) {
  const { unit: code, period } = useView();
  const unit = useOrgUnit(code, period);
  const { data = [] } = useScreenValues(code, period);
  const history = useHistory(code, period);
  const rows = unitRows(data);
  const own = rows.find((row) => row.unit.code === code);
  const below = rows.filter((row) => row.unit.code !== code);
  if (sheet === 'alerts') return <WallAlerts unit={code} />;
  if (sheet === 'units')
    return (
      <section className="card">
        <UnitsTable own={own} rows={rankUnits(below).slice(0, RANKED)} history={history} period={period} />
      </section>
    );
  return (
    <>
      <Tiles own={own} below={below} level={unit.data?.level ?? 'district'} />
      {below.length > 1 && <TileGrid rows={below} period={period} />}
    </>
  );
}

function Steps({ sheets: { current, isPaused, step, togglePause } }: { sheets: Sheets }) {
  const { t } = useSay();
  const { unit, period } = useView();
  const addressOf = useAddressOf();
  return (
    <footer className="bar">
      <button type="button" className="quiet" onClick={() => step(-1)}>
        ‹ {t('wall.previous')}
      </button>
      <button type="button" className="quiet" onClick={togglePause}>
        {t(isPaused ? 'wall.play' : 'wall.pause')}
      </button>
      <button type="button" className="quiet" onClick={() => step(1)}>
        {t('wall.next')} ›
      </button>
      <span className="soft">{t('wall.place', { n: current + 1, of: SHEETS.length })}</span>
      <Link className="waiting" to={addressOf(unit, period)}>
        {t('wall.leave')}
      </Link>
    </footer>
  );
}
