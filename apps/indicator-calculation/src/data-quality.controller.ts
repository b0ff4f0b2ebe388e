import { Controller, Get, Query } from '@nestjs/common';
import type { DataQualityPage } from '@chitieu/contracts';
import { lastDay } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { AsViewer, Clock, dayInVietnam, LOCAL_VIEWER, type Viewer } from '@chitieu/runtime';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { checkQuality } from './reading/check-quality.js';
import { UnitTree } from './reading/unit-tree.js';
import { readValuesQuery, type RawValuesQuery } from './reading/values-query.js';

/** What does not fit in the numbers of a unit and the units directly below it. */
@Controller('api/v1/data-quality')
export class DataQualityController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly catalogue: ServingCatalogue,
    private readonly clock: Clock,
  ) {}

  @Get()
  async check(
    @Query() raw: Pick<RawValuesQuery, 'orgUnit' | 'period'>,
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<DataQualityPage> {
    const now = this.clock.now();
    const today = dayInVietnam(now);
    return this.catalogue.whileServing(this.database, async (serving) => {
      const { orgUnit, period } = readValuesQuery(raw, today, serving.catalogue);
      await this.trees.mustSee(viewer, orgUnit, today, [lastDay(period)]);
      const place = await this.trees.placeOf(orgUnit, period);
      const children = place.tree.children(orgUnit).map(({ code }) => code);
      const items = await checkQuality(
        this.database,
        { ...place, units: [orgUnit, ...children], period, serving, now, today },
        children,
      );
      return { items, next: null };
    });
  }
}
