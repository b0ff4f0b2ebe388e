import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { ExplanationOnWire, IndicatorOnWire, IndicatorValue, IndicatorValuesPage } from '@chitieu/contracts';
import { INDICATORS, lastDay, type Indicator, type Tree } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { Clock, dayInVietnam, notFound, type ProblemError } from '@chitieu/runtime';
import type { FastifyReply } from 'fastify';
import { KnownReading } from './known/known-reading.js';
import { explainValue } from './reading/explain-value.js';
import { readValues, valueOnWire } from './reading/read-values.js';
import { UnitTree } from './reading/unit-tree.js';
import { invalid, readValuesQuery, type RawValuesQuery, type ValuesQuery } from './reading/values-query.js';

/** The KPI query API: `/indicator-values`, `/indicators`, `/explanations`. */
@Controller('api/v1')
export class ValuesController {
  private readonly known: KnownReading;

  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly clock: Clock,
  ) {
    this.known = new KnownReading(database);
  }

  @Get('indicators')
  indicators(): { items: IndicatorOnWire[] } {
    return { items: INDICATORS.map(definitionOnWire) };
  }

  @Get('indicator-values')
  async values(
    @Query() raw: RawValuesQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IndicatorValuesPage | undefined> {
    const { query, tree, now, today } = await this.understand(raw);
    const units = unitsAsked(query, tree);
    const source = await this.known.reading({ ...query, tree, units });
    const values = await readValues(source, { ...query, tree, units, now, today });
    const revision = await this.revisions(units, query);
    const items = values.map((value) =>
      valueOnWire(value, query.period, now, today, revision(value.unit.code, value.definition.group)),
    );
    const etag = etagOf(items, today);
    void reply.header('etag', etag).header('cache-control', 'no-cache');
    if (known !== etag) return { items, next: null, ...(query.knownAt && { knownAt: now.toISOString() }) };
    void reply.code(304);
    return undefined;
  }

  @Get('explanations')
  async explanation(@Query() raw: RawValuesQuery): Promise<ExplanationOnWire> {
    const { query, tree, now, today } = await this.understand(raw);
    const [definition, ...others] = query.indicators;
    if (!definition || others.length > 0) throw invalid('indicator', 'Cần đúng một chỉ tiêu.', 'Name exactly one indicator.');
    const units = [query.orgUnit];
    const revision = (await this.revisions(units, query))(query.orgUnit, definition.group);
    const below = tree.children(query.orgUnit).map((child) => child.code);
    const source = await this.known.reading({ ...query, tree, units: [...units, ...below] });
    const explanation = await explainValue(source, { ...query, tree, units, now, today }, query.dimension, revision);
    if (explanation) return { ...explanation, ...(query.knownAt && { knownAt: now.toISOString() }) };
    throw invalid(
      'period',
      `Chỉ tiêu này không tính cho kỳ ${query.period}.`,
      `This indicator has no value for a period like ${query.period}.`,
    );
  }

  private async understand(raw: RawValuesQuery) {
    const clock = this.clock.now();
    const query = readValuesQuery(raw, dayInVietnam(clock));
    const now = query.knownAt && query.knownAt < clock ? query.knownAt : clock; // judged as on that day
    const today = dayInVietnam(now);
    const tree = await this.trees.at(query.tree === 'now' ? today : lastDay(query.period));
    if (!tree.has(query.orgUnit)) throw unknownUnit(query.orgUnit, tree);
    return { query, tree, now, today };
  }

  /** Revisions number what is known now: what was known has none. */
  private async revisions(units: string[], { period, knownAt }: ValuesQuery): Promise<(unit: string, group: string) => number> {
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

/** The unit; its children; those of a level at or below it: each once. */
function unitsAsked({ orgUnit, children, level }: ValuesQuery, tree: Tree): string[] {
  const below = children ? tree.children(orgUnit) : [];
  const ofLevel = level === null ? [] : tree.unitsOf(level, orgUnit);
  return [...new Set([orgUnit, ...[...below, ...ofLevel].map((unit) => unit.code)])];
}

function unknownUnit(code: string, tree: Tree): ProblemError {
  const near = tree.search(code, 3).map((unit) => `${unit.code} ${unit.name}`);
  const hint = near.length > 0 ? ` (${near.join(', ')})` : '';
  return notFound({
    vi: `Không có đơn vị ${code} vào ngày ${tree.day}${hint}.`,
    en: `There is no unit ${code} on ${tree.day}${hint}.`,
  });
}

/** Changes with any number, and with the day that trajectories are read at; not with every second of `asOf`. */
function etagOf(items: IndicatorValue[], today: string): string {
  const content = JSON.stringify(items.map((item) => ({ ...item, asOf: today })));
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

const definitionOnWire = ({ flow: _flow, ...definition }: Indicator): IndicatorOnWire => definition;
