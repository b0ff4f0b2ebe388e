import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { ExplanationOnWire, IndicatorOnWire, IndicatorValuesPage } from '@chitieu/contracts';
import { INDICATORS, lastDay, parsePeriod, type Indicator, type Tree } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { Clock, dayInVietnam, notFound, ProblemError } from '@chitieu/runtime';
import type { FastifyReply } from 'fastify';
import { explainValue } from './reading/explain-value.js';
import { readValues, valueOnWire } from './reading/read-values.js';
import { UnitTree } from './reading/unit-tree.js';

interface ValuesQuery {
  orgUnit?: string;
  period?: string;
  indicator?: string;
  children?: string;
  tree?: string;
  dimension?: string;
  knownAt?: string;
}

/** The KPI query API: `/indicator-values`, `/indicators`, `/explanations`. */
@Controller('api/v1')
export class ValuesController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly clock: Clock,
  ) {}

  @Get('indicators')
  indicators(): { items: IndicatorOnWire[] } {
    return { items: INDICATORS.map(definitionOnWire) };
  }

  @Get('indicator-values')
  async values(
    @Query() query: ValuesQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IndicatorValuesPage | undefined> {
    const request = await this.requestOf(query);
    const units =
      query.children === 'true'
        ? [request.unit, ...request.tree.children(request.unit).map((child) => child.code)]
        : [request.unit];
    const values = await readValues(this.database, { ...request, units });
    const revisions = await this.revisions(units, request.period);
    const items = values.map((value) =>
      valueOnWire(
        value,
        request.period,
        request.now,
        request.today,
        revisions.get(`${value.unit.code}|${value.definition.group}`) ?? 0,
      ),
    );
    const etag = `"${createHash('sha256')
      .update(JSON.stringify(items.map((item) => ({ ...item, asOf: request.today }))))
      .digest('base64url')
      .slice(0, 22)}"`;
    void reply.header('etag', etag).header('cache-control', 'no-cache');
    if (known === etag) {
      void reply.code(304);
      return undefined;
    }
    return { items, next: null };
  }

  @Get('explanations')
  async explanation(@Query() query: ValuesQuery): Promise<ExplanationOnWire> {
    const request = await this.requestOf(query);
    if (request.indicators.length !== 1) throw invalid('indicator', 'Cần đúng một chỉ tiêu.', 'Name exactly one indicator.');
    const revisions = await this.revisions([request.unit], request.period);
    const revision = revisions.get(`${request.unit}|${request.indicators[0]!.group}`) ?? 0;
    const explanation = await explainValue(
      this.database,
      { ...request, units: [request.unit] },
      query.dimension ?? null,
      revision,
    );
    if (!explanation)
      throw invalid(
        'period',
        `Chỉ tiêu này không tính cho kỳ ${request.period}.`,
        `This indicator has no value for a period like ${request.period}.`,
      );
    return explanation;
  }

  private async requestOf(query: ValuesQuery) {
    const now = this.clock.now();
    const today = dayInVietnam(now);
    const period = query.period ?? today.slice(0, 4);
    if (!parsePeriod(period))
      throw invalid(
        'period',
        `“${period}” không phải là kỳ: hãy dùng 2024, 2024-S1, 2024-Q1 hoặc 2024-01.`,
        `“${period}” is not a period: use 2024, 2024-S1, 2024-Q1 or 2024-01.`,
      );
    if (query.knownAt !== undefined)
      throw invalid(
        'knownAt',
        'Chưa hỗ trợ xem số liệu đã biết tại một ngày.',
        'Reading what was known on a date is not supported yet.',
      );
    if (query.tree !== undefined && query.tree !== 'then' && query.tree !== 'now')
      throw invalid('tree', 'tree là then hoặc now.', 'tree is then or now.');
    if (!query.orgUnit)
      throw invalid('orgUnit', 'Thiếu mã đơn vị (orgUnit).', 'orgUnit is missing: the code of a unit, e.g. 219.');
    const tree = await this.trees.at(query.tree === 'now' ? today : lastDay(period));
    if (!tree.has(query.orgUnit)) throw this.unknownUnit(query.orgUnit, tree);
    return { tree, unit: query.orgUnit, units: [query.orgUnit], period, indicators: indicatorsOf(query.indicator), now, today };
  }

  private unknownUnit(code: string, tree: Tree): ProblemError {
    const near = tree.search(code, 3).map((unit) => `${unit.code} ${unit.name}`);
    const hint = near.length > 0 ? ` (${near.join(', ')})` : '';
    return notFound({
      vi: `Không có đơn vị ${code} vào ngày ${tree.day}${hint}.`,
      en: `There is no unit ${code} on ${tree.day}${hint}.`,
    });
  }

  private async revisions(units: string[], period: string): Promise<Map<string, number>> {
    const rows = await this.database.query<{ unit: string; metric_group: string; rev: string }>(
      {
        name: 'revisions',
        text: 'SELECT unit, metric_group, rev FROM calculation.revision WHERE unit = ANY ($1) AND period = $2',
      },
      [units, period],
    );
    return new Map(rows.map((row) => [`${row.unit}|${row.metric_group}`, Number(row.rev)]));
  }
}

function indicatorsOf(codes: string | undefined): readonly Indicator[] {
  if (codes === undefined || codes === '') return INDICATORS;
  return codes.split(',').map((code) => {
    const definition = INDICATORS.find((known) => known.code === code.trim());
    if (!definition)
      throw invalid(
        'indicator',
        `Không có chỉ tiêu “${code}”; danh mục ở /api/v1/indicators.`,
        `There is no indicator “${code}”; /api/v1/indicators lists them.`,
      );
    return definition;
  });
}

const definitionOnWire = ({ flow: _flow, ...definition }: Indicator): IndicatorOnWire => definition as IndicatorOnWire;

const invalid = (parameter: string, vi: string, en: string): ProblemError =>
  new ProblemError(
    422,
    'invalid-parameter',
    { vi, en },
    { errors: [{ pointer: `/${parameter}`, code: 'invalid-parameter', message: { vi, en } }] },
  );
