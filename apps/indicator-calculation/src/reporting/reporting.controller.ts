import { Controller, Get, Query } from '@nestjs/common';
import type { ReportingOnWire } from '@chitieu/contracts';
import { lastDay, OWNER_LEVELS, reportOccasions, type OrgUnitRow, type Tree } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { AsViewer, Clock, dayInVietnam, invalidParameter, notFound, LOCAL_VIEWER, type Viewer } from '@chitieu/runtime';
import { unitOnWire } from '../reading/read-values.js';
import { UnitTree } from '../reading/unit-tree.js';
import { readReports } from './read-reports.js';
import { formOfChildOnWire, formOnWire, isReporting, ReportingOfUnit, type DatedOccasion } from './reporting-of-unit.js';

/** `/reporting`: which reports are owed for a year, and what became of them. */
@Controller('api/v1/reporting')
export class ReportingController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly clock: Clock,
  ) {}

  @Get()
  async reporting(
    @Query() raw: { orgUnit?: string; period?: string },
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<ReportingOnWire> {
    const now = this.clock.now();
    const today = dayInVietnam(now);
    const { orgUnit, period = today.slice(0, 4) } = raw;
    if (!orgUnit)
      throw invalidParameter(
        'orgUnit',
        'Thiếu mã đơn vị (orgUnit), ví dụ 219.',
        'orgUnit is missing: the code of a unit, e.g. 219.',
      );
    if (!/^(19|20|21)\d\d$/.test(period))
      throw invalidParameter(
        'period',
        'Lịch báo cáo là của một năm, ví dụ 2024.',
        'The calendar of reports is of a year, e.g. 2024.',
      );
    const occasions = await this.dated(period);
    const standing = [await this.trees.at(lastDay(period)), ...occasions.map(({ tree }) => tree)];
    await this.trees.mustSee(
      viewer,
      orgUnit,
      today,
      standing.map(({ day }) => day),
    );
    const unit = standing.map((tree) => tree.unit(orgUnit)).find((row) => row !== null && isReporting(row.level));
    if (!unit) {
      throw notFound({
        vi: `Năm ${period} không có đơn vị ${orgUnit} cấp xã trở lên.`,
        en: `In ${period} there is no unit ${orgUnit} of a commune’s level or above.`,
      });
    }
    const units = new Set(
      standing.flatMap((tree) => OWNER_LEVELS.flatMap((level) => tree.unitsOf(level, orgUnit).map(({ code }) => code))),
    );
    const reports = await readReports(this.database, [...units], period, today);
    const reporting = new ReportingOfUnit(occasions, reports, today);
    return {
      ...{ orgUnit: unitOnWire(unit), period, asOf: now.toISOString(), forms: reporting.of(orgUnit).map(formOnWire) },
      children: reporting.childrenOf(orgUnit).flatMap((child) => {
        const forms = reporting.of(child.code);
        return forms.length === 0 ? [] : [{ orgUnit: unitOnWire(child), forms: forms.map(formOfChildOnWire) }];
      }),
    };
  }

  private async dated(period: string): Promise<DatedOccasion[]> {
    const units = await this.trees.all();
    const occasions = reportOccasions(period);
    const trees = new Map<string, Tree>();
    let tree: Tree | null = null;
    for (const day of occasions.map(({ owedOn }) => owedOn).sort()) {
      if (tree === null || changedBetween(units, tree.day, day)) tree = await this.trees.at(day);
      trees.set(day, tree);
    }
    return occasions.map((occasion) => ({ ...occasion, tree: trees.get(occasion.owedOn)! }));
  }
}

/** Between most days of a year no unit opens or closes, and one tree is enough. */
const changedBetween = (units: readonly OrgUnitRow[], from: string, to: string): boolean =>
  units.some(
    ({ validFrom, validTo }) => (validFrom > from && validFrom <= to) || (validTo !== null && validTo >= from && validTo < to),
  );
