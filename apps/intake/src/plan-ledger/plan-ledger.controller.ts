import { Controller, Get, Param, Query } from '@nestjs/common';
import type { PlanInLedger, PlanSummary } from '@chitieu/contracts';
import { isIsoDate } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { AsViewer, Clock, dayInVietnam, invalidParameter, notFound, unseenUnit, type Viewer } from '@chitieu/runtime';
import { inTransaction } from '../in-transaction.js';
import { finding } from '../submissions/findings.js';
import { planInLedger, planSummaries } from './plan-in-ledger.js';
import { ViewerScope } from '../viewer-scope.js';
import { readRevisions, readStandingPlans } from './read-revisions.js';

/** The plans as they stand, and how they came to stand so: read from the facts and their history, kept nowhere else. */
@Controller('api/v1/plans')
export class PlanLedgerController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly scopes: ViewerScope,
  ) {}

  @Get()
  async list(
    @AsViewer() { view }: Viewer,
    @Query() { orgUnit, period }: { orgUnit?: string; period?: string },
  ): Promise<{ items: PlanSummary[]; next: null }> {
    if (!orgUnit)
      throw invalidParameter(
        'orgUnit',
        'Thiếu mã đơn vị (orgUnit), ví dụ 219.',
        'orgUnit is missing: the code of a unit, e.g. 219.',
      );
    if (period !== undefined && !/^(19|20|21)\d\d$/.test(period))
      throw invalidParameter('period', 'Kế hoạch là của một năm, ví dụ 2024.', 'A plan is of a year, e.g. 2024.');
    const plans = await inTransaction(this.database, async (tx) => {
      if (!(await this.scopes.holds(tx, view, orgUnit))) throw unseenUnit();
      return readStandingPlans(tx, orgUnit, period ?? null);
    });
    return { items: planSummaries(plans), next: null };
  }

  @Get(':planId')
  async one(@AsViewer() { view }: Viewer, @Param('planId') planId: string, @Query('asAt') asAt?: string): Promise<PlanInLedger> {
    if (asAt !== undefined && !isIsoDate(asAt))
      throw invalidParameter('asAt', 'asAt phải là ngày YYYY-MM-DD.', 'asAt must be a date, YYYY-MM-DD.');
    const day = asAt ?? dayInVietnam(this.clock.now());
    const found = await inTransaction(this.database, async (tx) => {
      const revisions = await readRevisions(tx, planId);
      if (!revisions) return null;
      const { orgUnit, period } = revisions.now.body;
      // A plan that once was another unit's tells of that unit in its history.
      for (const { body } of [revisions.now, ...revisions.earlier])
        if (!(await this.scopes.holds(tx, view, body.orgUnit))) return null;
      return { ...revisions, beside: await readStandingPlans(tx, orgUnit, period) };
    });
    if (!found) throw notFound(finding('not-found', '').message);
    return planInLedger(
      found.now,
      found.earlier,
      found.beside.map(({ body }) => body),
      day,
    );
  }
}
