import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { ExplanationOnWire, IndicatorOnWire, IndicatorValue, IndicatorValuesPage } from '@chitieu/contracts';
import { lastDay, type Indicator, type Tree } from '@chitieu/domain';
import { Database, type Tx } from '@chitieu/persistence';
import { AsViewer, Clock, dayInVietnam, invalidParameter, TellsOfNoUnit, LOCAL_VIEWER, type Viewer } from '@chitieu/runtime';
import type { FastifyReply } from 'fastify';
import { ServingCatalogue, type Serving } from './catalogue/serving-catalogue.js';
import { databaseTimeOf, readingAt, servingAt } from './known/reading-at.js';
import { explainValue } from './reading/explain-value.js';
import { readValues, valueOnWire } from './reading/read-values.js';
import { UnitTree, type Place } from './reading/unit-tree.js';
import { readKnownAt, readValuesQuery, type RawValuesQuery, type ValuesQuery } from './reading/values-query.js';

/** The KPI query API: `/indicator-values`, `/indicators`, `/explanations`. */
@Controller('api/v1')
export class ValuesController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly catalogue: ServingCatalogue,
    private readonly clock: Clock,
  ) {}

  @Get('indicators')
  @TellsOfNoUnit()
  async indicators(): Promise<{ items: IndicatorOnWire[] }> {
    const { catalogue } = await this.catalogue.now(this.database);
    return { items: catalogue.indicators.map(indicatorOnWire) };
  }

  @Get('indicator-values')
  async values(
    @Query() raw: RawValuesQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<IndicatorValuesPage | undefined> {
    const { query, units, values, knownAt, now, today } = await this.read(viewer, raw, async (tx, asked) => {
      const units = unitsAsked(asked.query, asked.tree);
      return { ...asked, units, values: await readValues(tx, { ...asked.query, ...asked, units }) };
    });
    const revision = await this.revisions(units, query.period, knownAt);
    const items = values.map((value) =>
      valueOnWire(value, query.period, now, today, revision(value.unit.code, value.definition.group)),
    );
    const etag = etagOf(items, today);
    void reply.header('etag', etag).header('cache-control', 'no-cache');
    if (known !== etag) return { items, next: null, ...(knownAt && { knownAt: now.toISOString() }) };
    void reply.code(304);
    return undefined;
  }

  @Get('explanations')
  async explanation(@Query() raw: RawValuesQuery, @AsViewer() viewer: Viewer = LOCAL_VIEWER): Promise<ExplanationOnWire> {
    return this.read(viewer, raw, (tx, asked) => this.explain(tx, asked));
  }

  private async explain(tx: Tx, { query, knownAt, ...asked }: Asked): Promise<ExplanationOnWire> {
    const [definition, ...others] = query.indicators;
    if (!definition || others.length > 0)
      throw invalidParameter('indicator', 'Cần đúng một chỉ tiêu.', 'Name exactly one indicator.');
    const units = [query.orgUnit];
    const revision = (await this.revisions(units, query.period, knownAt))(query.orgUnit, definition.group);
    const explanation = await explainValue(tx, { ...query, ...asked, units }, query.dimension, revision);
    if (explanation) return { ...explanation, ...(knownAt && { knownAt: asked.now.toISOString() }) };
    throw invalidParameter(
      'period',
      `Chỉ tiêu này không tính cho kỳ ${query.period}.`,
      `This indicator has no value for a period like ${query.period}.`,
    );
  }

  /** What is known now, or what was known at an instant, by the definitions of then. */
  private async read<T>(viewer: Viewer, raw: RawValuesQuery, work: (tx: Tx, asked: Asked) => Promise<T>): Promise<T> {
    const clock = this.clock.now();
    const asked = readKnownAt(raw.knownAt);
    const knownAt = asked && (asked < clock ? asked : clock);
    if (knownAt === null) {
      return this.catalogue.whileServing(this.database, async (serving) =>
        work(this.database, await this.understand(viewer, raw, serving, clock, null)),
      );
    }
    const at = await databaseTimeOf(this.database, this.clock, knownAt);
    const serving = await servingAt(this.database, at);
    const understood = await this.understand(viewer, raw, serving, knownAt, knownAt);
    const { tree, carry, query } = understood;
    return readingAt(this.database, { at, tree, carry, units: [query.orgUnit] }, serving, (tx) => work(tx, understood));
  }

  private async understand(
    viewer: Viewer,
    raw: RawValuesQuery,
    serving: Serving,
    now: Date,
    knownAt: Date | null,
  ): Promise<Asked> {
    const today = dayInVietnam(now);
    const query = readValuesQuery(raw, today, serving.catalogue);
    const day = query.tree === 'then' ? lastDay(query.period) : query.tree === 'now' ? today : query.tree;
    await this.trees.mustSee(viewer, query.orgUnit, dayInVietnam(this.clock.now()), [day]);
    return { query, ...(await this.trees.placeOf(query.orgUnit, query.period, day)), serving, knownAt, now, today };
  }

  /** Revisions number what is known now: what was known has none. */
  private async revisions(
    units: string[],
    period: string,
    knownAt: Date | null,
  ): Promise<(unit: string, group: string) => number> {
    if (knownAt) return () => 0;
    const rows = await this.database.query<{ unit: string; metric_group: string; rev: string }>(
      {
        name: 'revisions',
        text: 'SELECT unit, metric_group, rev FROM calculation.revision WHERE unit = ANY ($1) AND period = $2',
      },
      [units, period],
    );
    const known = new Map(rows.map((row) => [`${row.unit}|${row.metric_group}`, Number(row.rev)]));
    return (unit, group) => known.get(`${unit}|${group}`) ?? 0;
  }
}

interface Asked extends Place {
  query: ValuesQuery;
  serving: Serving;
  /** What is read had been accepted by then; null: all there is. */
  knownAt: Date | null;
  now: Date;
  today: string;
}

/** The unit; its children; those of a level at or below it: each once. */
function unitsAsked({ orgUnit, children, level }: ValuesQuery, tree: Tree): string[] {
  const below = children ? tree.children(orgUnit) : [];
  const ofLevel = level === null ? [] : tree.unitsOf(level, orgUnit);
  return [...new Set([orgUnit, ...[...below, ...ofLevel].map((unit) => unit.code)])];
}

/** Changes with any number, and with the day that trajectories are read at; not with every second of `asOf`. */
function etagOf(items: IndicatorValue[], today: string): string {
  const content = JSON.stringify(items.map((item) => ({ ...item, asOf: today })));
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

export const indicatorOnWire = ({ flow: _flow, dimension, reading, ...definition }: Indicator): IndicatorOnWire => ({
  ...definition,
  reading: { ...reading },
  dimension: dimension && { code: dimension.code, values: dimension.values.map(({ code, name }) => ({ code, name })) },
});
