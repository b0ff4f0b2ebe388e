import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { previewRequest, type PreviewOnWire, type PreviewRequest } from '@chitieu/contracts';
import { INDICATORS, lastDay, parsePeriod, yearOf, type PeriodState, type Tree } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { Clock, dayInVietnam, notFound, ProblemError } from '@chitieu/runtime';
import { withStated, type StatedFacts } from './known/facts-as-they-would-be.js';
import type { KnownFact } from './known/known-facts.js';
import { factsAt, knownRows, type ReadKnown } from './known/known-rows.js';
import { refuseTooMany } from './known/known-reading.js';
import { readingFrom } from './known/rows-in-hand.js';
import { readPeriods } from './periods/period-states.js';
import { readValues, valueOnWire } from './reading/read-values.js';
import { UnitTree } from './reading/unit-tree.js';

/** What facts would do to values and status, before they are sent: nothing is accepted, nothing is written. */
@Controller('api/v1/previews')
export class PreviewsController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  async preview(@Body() body: unknown): Promise<PreviewOnWire> {
    const asked = previewRequest.safeParse(body);
    if (!asked.success) throw new ProblemError(422, 'invalid-body', ASKED, { errors: asked.error.issues.map(findingOf) });
    const stated = statedIn(asked.data);
    const items: PreviewOnWire['items'] = [];
    for (const period of periodsOf(asked.data)) items.push(...(await this.effect(asked.data.orgUnit, period, stated)));
    return { items };
  }

  private async effect(orgUnit: string, period: string, stated: StatedFacts): Promise<PreviewOnWire['items']> {
    const tree = await this.trees.at(lastDay(period));
    if (!tree.has(orgUnit)) throw notFound({ vi: `Không có đơn vị ${orgUnit}.`, en: `There is no unit ${orgUnit}.` });
    const units = [orgUnit, ...touchedBelow(tree, orgUnit, stated)];
    const now = this.clock.now();
    const today = dayInVietnam(now);
    refuseTooMany({ tree, units, period });
    const read = factsAt(this.database, now);
    const values = async (facts: ReadKnown) => {
      const source = readingFrom(this.database, await knownRows(facts, { tree, units, period }));
      const found = await readValues(source, { tree, units, period, indicators: INDICATORS, now, today });
      return found.map((value) => valueOnWire(value, period, now, today, 0));
    };
    const before = await values(read);
    const after = await values(withStated(read, stated));
    const state = await this.states(units, period);
    return before.flatMap((was, i) => {
      const is = after[i]!;
      if (was.actual?.num === is.actual?.num && was.actual?.den === is.actual?.den && was.status === is.status) return [];
      const { orgUnit: unit, indicator, dimension } = was;
      const sides = { before: { actual: was.actual, status: was.status }, after: { actual: is.actual, status: is.status } };
      return [{ orgUnit: unit, period, periodState: state(unit.code), indicator, dimension, ...sides }];
    });
  }

  private async states(units: readonly string[], period: string): Promise<(unit: string) => PeriodState> {
    const known = new Map<string, PeriodState>();
    for (const unit of units) {
      const standing = (await readPeriods(this.database, unit)).find((one) => one.period === period);
      if (standing) known.set(unit, standing.state);
    }
    return (unit) => known.get(unit) ?? 'open';
  }
}

/** Below the unit asked for, every unit that a fact is of, and those between. */
function touchedBelow(tree: Tree, orgUnit: string, stated: StatedFacts): string[] {
  const touched = Object.values(stated).flatMap((facts) => facts.map(({ unit }) => unit));
  const lines = touched.filter((unit) => tree.has(unit)).map((unit) => [...tree.ancestors(unit).map(({ code }) => code), unit]);
  return [...new Set(lines.filter((line) => line.includes(orgUnit)).flatMap((line) => line.slice(line.indexOf(orgUnit) + 1)))];
}

function statedIn({ householdReviews, disbursements, plans }: PreviewRequest): StatedFacts {
  const fact = (id: string, period: string, unit: string, body: object): KnownFact => ({
    ...{ id, period, unit, ver: 1, rev: 1, body: body as Record<string, unknown>, retracted: null },
  });
  return {
    'household-reviews': householdReviews.map((body) => fact(body.householdId, body.period, body.commune, body)),
    disbursements: disbursements.map((body) => fact(body.voucherId, '', body.orgUnit, body)),
    plans: plans.map((body) => fact(body.planId, '', body.orgUnit, body)),
  };
}

/** The years stated of, and those after reviews: these compare with them. */
function periodsOf({ householdReviews, disbursements, plans }: PreviewRequest): string[] {
  const reviewed = householdReviews.flatMap(({ period }) => [period, String(Number(period) + 1)]);
  const years = [
    ...reviewed,
    ...disbursements.map(({ paidOn }) => yearOf(paidOn.slice(0, 7))),
    ...plans.map(({ period }) => period),
  ];
  return [...new Set(years)].filter((year) => parsePeriod(year)).sort();
}

const findingOf = ({ path, message }: { path: PropertyKey[]; message: string }) => ({
  pointer: `/${path.map(String).join('/')}`,
  code: 'invalid',
  message: { vi: `Không đọc được: ${message}`, en: message },
});

const ASKED = {
  vi: 'Cần { "orgUnit", và "householdReviews", "disbursements" hoặc "plans": các bản ghi như khi gửi }.',
  en: 'Needs { "orgUnit", and "householdReviews", "disbursements" or "plans": facts as they would be sent }.',
};
