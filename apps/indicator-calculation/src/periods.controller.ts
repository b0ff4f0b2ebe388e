import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  periodStepRequest,
  type IndicatorValue,
  type PeriodOnWire,
  type PublishedFigures,
  type RestatementOnWire,
} from '@chitieu/contracts';
import { decidePeriodStep, parsePeriod, PERIOD_STEPS, type PeriodRefusal, type PeriodStep } from '@chitieu/domain';
import { Database, type Tx } from '@chitieu/persistence';
import {
  AsViewer,
  Clock,
  dayInVietnam,
  invalidParameter,
  notFound,
  ProblemError,
  unseenUnit,
  LOCAL_VIEWER,
  type Viewer,
} from '@chitieu/runtime';
import { bodyOf } from './body-of.js';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { lockPeriod, readPeriods, takeStep, type TakenStep } from './periods/period-states.js';
import { publish, readPublication } from './periods/publications.js';
import { readRestatements } from './periods/restatements.js';
import { readValues, valueOnWire } from './reading/read-values.js';
import { atOneInstant } from './recompute/one-instant.js';
import { UnitTree, type Place } from './reading/unit-tree.js';

/** A unit's periods: closed, published, unlocked from above; and what was published. */
@Controller('api/v1')
export class PeriodsController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly catalogue: ServingCatalogue,
    private readonly clock: Clock,
  ) {}

  @Get('periods')
  async list(
    @Query('orgUnit') orgUnit: string | undefined,
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<{ items: PeriodOnWire[] }> {
    return { items: await readPeriods(this.database, await this.seen(viewer, orgUnit)) };
  }

  @Get('publications')
  async publication(
    @Query() query: { orgUnit?: string; period?: string; revision?: string },
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<PublishedFigures> {
    const revision = query.revision === undefined ? null : Number(query.revision);
    if (revision !== null && !(Number.isInteger(revision) && revision > 0))
      throw invalidParameter('revision', 'revision là số nguyên từ 1.', 'revision is a whole number from 1.');
    const unit = await this.seen(viewer, query.orgUnit);
    const found = await readPublication(this.database, unit, wellFormed(query.period ?? ''), revision);
    if (found) return found;
    throw notFound({ vi: 'Chưa công bố số liệu kỳ này.', en: 'No figures of this period have been published.' });
  }

  @Get('restatements')
  async restatements(
    @Query() { orgUnit, period }: { orgUnit?: string; period?: string },
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<{ items: RestatementOnWire[] }> {
    const unit = await this.seen(viewer, orgUnit);
    return { items: await readRestatements(this.database, unit, period === undefined ? null : wellFormed(period)) };
  }

  @Post('periods/:period/:step')
  @HttpCode(200)
  async step(
    @Param('period') period: string,
    @Param('step') step: string,
    @Body() body: unknown,
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<PeriodOnWire> {
    const { orgUnit: unit, by, byUnit = unit, reason = null } = bodyOf(periodStepRequest.safeParse(body), ASKED);
    await this.mustCapture(viewer, [unit, byUnit]);
    const place = await this.trees.placeOf(unit, wellFormed(period));
    if (!isStep(step)) throw notFound({ vi: 'Bước là close, publish hoặc unlock.', en: 'A step is close, publish or unlock.' });
    const fromAbove = place.tree.ancestors(unit).some(({ code }) => code === byUnit);
    const taken = { unit, period, step, by, byUnit, reason, at: this.clock.now() };
    const figures = step === 'publish' ? await this.figures(taken, place) : [];
    await this.database.transaction((tx) => this.take(tx, taken, fromAbove, figures));
    return (await readPeriods(this.database, unit)).find((one) => one.period === period)!;
  }

  private async seen(viewer: Viewer, orgUnit: string | undefined): Promise<string> {
    const unit = named(orgUnit);
    await this.trees.mustSee(viewer, unit, dayInVietnam(this.clock.now()));
    return unit;
  }

  /** A step is taken in a unit's name: both the one it is of and the one that takes it are the viewer's. */
  private async mustCapture({ capture }: Viewer, units: readonly string[]): Promise<void> {
    const today = dayInVietnam(this.clock.now());
    for (const unit of units) if (!(await this.trees.isWithin(capture, unit, today))) throw unseenUnit();
  }

  private async take(tx: Tx, taken: TakenStep, fromAbove: boolean, figures: IndicatorValue[]): Promise<void> {
    const { unit, period, step, reason, by, at } = taken;
    const standing = await lockPeriod(tx, unit, period);
    const decision = decidePeriodStep(standing.state, { step, reason, fromAbove });
    if ('refused' in decision) throw new ProblemError(409, `period-${decision.refused}`, REFUSED[decision.refused]);
    const revision = standing.revision + (step === 'publish' ? 1 : 0);
    if (step === 'publish') await publish(tx, { unit, period, revision, by, at, figures });
    await takeStep(tx, taken, { state: decision.next, revision });
  }

  /** Of one instant, and read before anything is written. */
  private async figures({ unit, period, at: now }: TakenStep, place: Place): Promise<IndicatorValue[]> {
    const units = [unit, ...place.tree.children(unit).map(({ code }) => code)];
    const today = dayInVietnam(now);
    const values = await atOneInstant(this.database, async (tx) => {
      const serving = await this.catalogue.now(tx);
      const { indicators } = serving.catalogue;
      return readValues(tx, { ...place, units, period, indicators, serving, now, today });
    });
    return values.map((value) => valueOnWire(value, period, now, today, 0));
  }
}

const isStep = (step: string): step is PeriodStep => (PERIOD_STEPS as readonly string[]).includes(step);

function named(orgUnit: string | undefined): string {
  if (orgUnit) return orgUnit;
  throw invalidParameter('orgUnit', 'Thiếu mã đơn vị (orgUnit).', 'orgUnit is missing: the code of a unit.');
}

function wellFormed(period: string): string {
  if (parsePeriod(period)) return period;
  throw invalidParameter(
    'period',
    `“${period}” không phải là kỳ, ví dụ 2023, 2024-Q1.`,
    `“${period}” is not a period, e.g. 2023, 2024-Q1.`,
  );
}

const ASKED = {
  vi: 'Cần { "orgUnit", "by", và để mở khóa: "byUnit", "reason" }.',
  en: 'Needs { "orgUnit", "by", and to unlock: "byUnit", "reason" }.',
};
const REFUSED: Record<PeriodRefusal, { vi: string; en: string }> = {
  'not-closed': { vi: 'Hãy chốt kỳ (close) trước khi công bố.', en: 'Close the period before it is published.' },
  'already-so': {
    vi: 'Kỳ đã ở bước này; cấp trên có thể mở khóa (unlock).',
    en: 'The period is there already; the level above may unlock it.',
  },
  'nothing-to-unlock': { vi: 'Kỳ đang mở.', en: 'The period is open.' },
  'not-from-above': {
    vi: 'Chỉ cấp trên mở khóa được: byUnit là mã một đơn vị cấp trên.',
    en: 'Only the level above unlocks: byUnit is the code of a unit above.',
  },
  'reason-required': { vi: 'Mở khóa cần lý do (reason).', en: 'To unlock needs a reason.' },
};
