import { Controller, Get, Query } from '@nestjs/common';
import type { ReconciliationOnWire } from '@chitieu/contracts';
import { lastDay, OWNER_LEVELS } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { AsViewer, Clock, dayInVietnam, invalidParameter, notFound, LOCAL_VIEWER, type Viewer } from '@chitieu/runtime';
import { unitOnWire } from '../reading/read-values.js';
import { UnitTree } from '../reading/unit-tree.js';
import { reconcileUnits } from './reconcile-units.js';
import { differenceOnWire, gravestFirst, levelsOf, notComparableOnWire, SEVERITIES } from './reconciliation-on-wire.js';

/** `/reconciliations`: worked out when asked, from the plans as they stand. */
@Controller('api/v1/reconciliations')
export class ReconciliationsController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly clock: Clock,
  ) {}

  @Get()
  async reconcile(
    @Query() raw: { orgUnit?: string; period?: string; severity?: string },
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<ReconciliationOnWire> {
    const now = this.clock.now();
    const { orgUnit, period, severity } = understood(raw, dayInVietnam(now).slice(0, 4));
    const tree = await this.trees.at(lastDay(period));
    await this.trees.mustSee(viewer, orgUnit, dayInVietnam(now), [tree.day]);
    const unit = tree.unit(orgUnit);
    if (!unit || !(OWNER_LEVELS as readonly string[]).includes(unit.level)) {
      throw notFound({
        vi: `Ngày ${tree.day} không có đơn vị ${orgUnit} cấp xã trở lên.`,
        en: `On ${tree.day} there is no unit ${orgUnit} of a commune’s level or above.`,
      });
    }
    const { cascade, plans, found } = await reconcileUnits(this.database, tree, orgUnit, period);
    const listed = SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
    return {
      ...{ orgUnit: unitOnWire(unit), period, asOf: now.toISOString(), levels: levelsOf(cascade, found.differences) },
      items: found.differences
        .filter((each) => listed.includes(each.severity))
        .sort(gravestFirst(tree))
        .map((difference) => differenceOnWire(difference, tree)),
      notComparable: found.notComparable.map((each) => notComparableOnWire(each, tree)),
      sample: [...plans.values()].flat().some((plan) => plan.sample),
    };
  }
}

function understood(raw: { orgUnit?: string; period?: string; severity?: string }, year: string) {
  const { orgUnit, period = year, severity = 'info' } = raw;
  if (!orgUnit)
    throw invalidParameter('orgUnit', 'Thiếu mã đơn vị (orgUnit), ví dụ 24.', 'orgUnit is missing: the code of a unit, e.g. 24.');
  if (!/^(19|20|21)\d\d$/.test(period))
    throw invalidParameter(
      'period',
      `“${period}” không phải là năm: kế hoạch là của một năm, ví dụ 2024.`,
      `“${period}” is not a year: a plan is of a year, e.g. 2024.`,
    );
  const known = SEVERITIES.find((each) => each === severity);
  if (!known)
    throw invalidParameter(
      'severity',
      `severity là một trong: ${SEVERITIES.join(', ')}.`,
      `severity is one of ${SEVERITIES.join(', ')}.`,
    );
  return { orgUnit, period, severity: known };
}
