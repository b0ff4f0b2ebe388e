import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { previewRequest, type PreviewOnWire, type PreviewRequest } from '@chitieu/contracts';
import { parsePeriod, yearOf, type PeriodState, type Tree } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { Clock, dayInVietnam } from '@chitieu/runtime';
import { bodyOf } from './body-of.js';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import type { Stated, StatedFact } from './known/as-known.js';
import { databaseTimeOf, readingAt } from './known/reading-at.js';
import { readPeriods } from './periods/period-states.js';
import { readValues, valueOnWire } from './reading/read-values.js';
import { UnitTree } from './reading/unit-tree.js';

/** What facts would do to values and status, before they are sent: nothing is accepted, nothing is written. */
@Controller('api/v1/previews')
export class PreviewsController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly catalogue: ServingCatalogue,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  async preview(@Body() body: unknown): Promise<PreviewOnWire> {
    const asked = bodyOf(previewRequest.safeParse(body), ASKED);
    const stated = statedIn(asked);
    const items: PreviewOnWire['items'] = [];
    for (const period of periodsOf(asked)) items.push(...(await this.effect(asked.orgUnit, period, stated)));
    return { items };
  }

  private async effect(orgUnit: string, period: string, stated: Stated): Promise<PreviewOnWire['items']> {
    const place = await this.trees.placeOf(orgUnit, period);
    const units = [orgUnit, ...touchedBelow(place.tree, orgUnit, stated)];
    const now = this.clock.now();
    const today = dayInVietnam(now);
    const at = await databaseTimeOf(this.database, this.clock, now);
    const serving = await this.catalogue.now(this.database);
    const values = (own?: Stated) =>
      readingAt(this.database, { at, ...place, units, stated: own }, serving, async (tx) => {
        const { indicators } = serving.catalogue;
        const found = await readValues(tx, { ...place, units, period, indicators, serving, now, today });
        return found.map((value) => valueOnWire(value, period, now, today, 0));
      });
    const [before, after] = [await values(), await values(stated)];
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
function touchedBelow(tree: Tree, orgUnit: string, stated: Stated): string[] {
  const touched = Object.values(stated).flatMap((facts) => facts.map(({ unit }) => unit));
  const lines = touched.filter((unit) => tree.has(unit)).map((unit) => [...tree.ancestors(unit).map(({ code }) => code), unit]);
  return [...new Set(lines.filter((line) => line.includes(orgUnit)).flatMap((line) => line.slice(line.indexOf(orgUnit) + 1)))];
}

function statedIn({ householdReviews, disbursements, plans }: PreviewRequest): Stated {
  const fact = (id: string, period: string, unit: string, body: object): StatedFact => ({ id, period, unit, body });
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

const ASKED = {
  vi: 'Cần { "orgUnit", và "householdReviews", "disbursements" hoặc "plans": các bản ghi như khi gửi }.',
  en: 'Needs { "orgUnit", and "householdReviews", "disbursements" or "plans": facts as they would be sent }.',
};
