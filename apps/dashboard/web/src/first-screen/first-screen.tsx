import { useHistory, useOrgUnit, useScreenValues } from '../api/queries.js';
import { unitRows } from '../unit/rank-units.js';
import { useView } from '../view.js';
import { Alerts } from './alerts.js';
import { Listing } from './listing.js';
import { TileGrid } from './tile-grid.js';
import { Tiles } from './tiles.js';

/** One unit in one period: what a district officer sees first, at every level. */
export function FirstScreen() {
  const { unit: code, period } = useView();
  const unit = useOrgUnit(code, period);
  const values = useScreenValues(code, period);
  const history = useHistory(code, period);
  const rows = unitRows(values.data ?? []);
  const own = rows.find((row) => row.unit.code === code);
  const below = rows.filter((row) => row.unit.code !== code);
  return (
    <>
      <Tiles own={own} below={below} level={unit.data?.level ?? 'district'} />
      <Listing own={own} below={below} history={history} isPending={values.isPending} period={period} />
      <aside className="side">
        <Alerts unit={code} period={period} asOf={own?.values.values().next().value?.asOf} />
        {below.length > 1 && <TileGrid rows={below} period={period} />}
      </aside>
    </>
  );
}
