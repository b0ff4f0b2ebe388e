import { useEffect } from 'react';
import { useLive } from '../api/live.js';
import { useHistory, useOrgUnit, useScreenValues } from '../api/queries.js';
import { isMissing } from '../api/read.js';
import { Explanation } from '../explanation/explanation.js';
import { useSay } from '../text/say.js';
import { unitRows } from '../unit/rank-units.js';
import { useView } from '../view.js';
import { Alerts } from './alerts.js';
import { Header } from './header.js';
import { Listing } from './listing.js';
import { Nothing } from './nothing.js';
import { StaleBanner } from './stale-banner.js';
import { TileGrid } from './tile-grid.js';
import { Tiles } from './tiles.js';

/** One unit in one period: what a district officer sees first, at every level. */
export function FirstScreen({ unit: code, period }: { unit: string; period: string }) {
  const { t } = useSay();
  const { explained } = useView();
  const unit = useOrgUnit(code, period);
  const values = useScreenValues(code, period);
  const history = useHistory(code, period);
  const isLive = useLive(code);
  useTitle(unit.data?.name, period);
  if (isMissing(unit.error) || isMissing(values.error)) return <Nothing what={t('problem.noSuchUnit', { code, period })} />;
  const rows = unitRows(values.data ?? []);
  const own = rows.find((row) => row.unit.code === code);
  const below = rows.filter((row) => row.unit.code !== code);
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <Header
        unit={unit.data}
        period={period}
        values={values.data ?? []}
        own={own}
        isLive={isLive}
        updatedAt={values.dataUpdatedAt}
      />
      <StaleBanner isLive={isLive} failed={values.isError || unit.isError} updatedAt={values.dataUpdatedAt} />
      <main className="screen" id="content" aria-busy={values.isPending}>
        <h1 className="unseen">
          {unit.data?.name ?? code} · {period}
        </h1>
        <Tiles own={own} below={below} level={unit.data?.level ?? 'district'} />
        <Listing own={own} below={below} history={history} isPending={values.isPending} period={period} />
        <aside className="side">
          <Alerts unit={code} period={period} asOf={own?.values.values().next().value?.asOf} />
          {below.length > 1 && <TileGrid rows={below} period={period} />}
        </aside>
      </main>
      {explained && <Explanation of={explained} />}
    </>
  );
}

function useTitle(name: string | undefined, period: string): void {
  useEffect(() => {
    document.title = [name, period, 'Chỉ Tiêu'].filter(Boolean).join(' · ');
  }, [name, period]);
}
