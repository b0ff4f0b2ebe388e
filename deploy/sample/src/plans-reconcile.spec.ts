import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OrgUnit, Plan } from '@chitieu/contracts';
import {
  decimalOf,
  differenceText,
  reconcilePlans,
  type CascadeFacts,
  type CascadeUnit,
  type Level,
  type Reconciliation,
  STARTER,
} from '@chitieu/domain';
import { BAC_GIANG, lucNganProfiles, otherProfiles } from './bac-giang.js';
import { communePlans } from './commune-plans.js';
import type { CommuneProfile } from './commune-profile.js';
import { LUC_NGAN } from './luc-ngan-reform.js';
import { officialUnits, unitsOn } from './official-units.js';
import { rollUpPlan } from './roll-up-plans.js';
import { TAN_MOC, TAN_MOC_2023, tanMocPlans } from './tan-moc.js';

const tanMoc = {
  code: TAN_MOC,
  level: 'commune' as Level,
  plans: tanMocPlans().filter(({ period }) => period === '2024'),
  children: [],
};

const nothingKnown: CascadeFacts = {
  indicator: (code) => STARTER.indicatorOf(code),
  denominator: () => null,
  hadNothing: () => false,
  plansBefore: () => [],
};

const brief = ({ differences }: Reconciliation) =>
  differences.map(({ rule, severity, unit, amount }) => [rule, severity, unit, amount && decimalOf(amount, 0)]);

describe('the founding plan', () => {
  const found = reconcilePlans(tanMoc, nothingKnown);

  it('assigns 459 million and its lines are 462; the programmes are mixed; a line of 472 is led by the district', () => {
    expect(brief(found)).toEqual([
      ['lines-differ-from-total', 'error', TAN_MOC, '3000000'],
      ['programmes-mixed', 'warning', TAN_MOC, '68000000'],
      ['led-by-other-level', 'info', TAN_MOC, '472000000'],
    ]);
  });

  it('has 394 million of its own programme, and 68 of another among them', () => {
    const [total, mixed] = found.differences;
    expect([total!.below.amount!.num, total!.above.amount!.num]).toEqual([462_000_000n, 459_000_000n]);
    expect([mixed!.above.amount!.num, mixed!.below.amount!.num]).toEqual([394_000_000n, 68_000_000n]);
    expect(differenceText(mixed!).message.en).toBe(
      'one total, but lines of several programmes; GNBV 394000000 đồng, among them DTTS1719 68000000 đồng.',
    );
    expect(mixed!.below.lines.map(({ what }) => what)).toEqual(['DTTS1719 DA1 2024', 'DTTS1719 DA1 2024']);
    expect(total!.causes.map(({ cause, explains }) => [cause, explains])).toContainEqual(['programmes-mixed', false]);
    expect(differenceText(total!).message.vi).toContain(
      '462 triệu so với 459 triệu, lệch 3 triệu'.replaceAll(' triệu', '\u00a0triệu'),
    );
  });
});

describe('the sample of the district', () => {
  let units: OrgUnit[];
  let profiles: CommuneProfile[];
  beforeAll(async () => {
    units = await officialUnits();
    profiles = [...lucNganProfiles(units), ...otherProfiles(units, 'light')];
  });

  /** Province, its districts, their communes, as the sample states them. */
  const cascade = (change: (plan: Plan) => Plan = (plan) => plan): CascadeUnit => {
    const only2024 = (plans: Plan[]): Plan[] => plans.filter(({ period }) => period === '2024').map(change);
    const districts = unitsOn(units, '2024-12-31', 'district').filter(({ parent }) => parent === BAC_GIANG);
    const province = unitsOn(units, '2024-12-31', 'province').find(({ code }) => code === BAC_GIANG)!;
    return {
      ...{ code: BAC_GIANG, level: 'province', plans: only2024([rollUpPlan(province, profiles, true)]) },
      children: districts.map((district): CascadeUnit => {
        const own = profiles.filter(({ unit }) => unit.parent === district.code);
        return {
          ...{ code: district.code, level: 'district', plans: only2024([rollUpPlan(district, own, district.code === LUC_NGAN)]) },
          children: [
            ...own.map((profile): CascadeUnit => ({
              ...{ code: profile.code, level: 'commune', plans: only2024(communePlans(profile)), children: [] },
            })),
            ...(district.code === LUC_NGAN ? [tanMoc] : []),
          ],
        };
      }),
    };
  };

  /** Households at the end of 2023, as the product reads them from the reviews. */
  const facts = (): CascadeFacts => {
    const of = new Map<string, { households: number; poor: number; nearPoor: number }>([[TAN_MOC, TAN_MOC_2023]]);
    const addTo = (code: string, { households, poor, nearPoor }: CommuneProfile['y2023']): void => {
      const known = of.get(code) ?? { households: 0, poor: 0, nearPoor: 0 };
      of.set(code, { households: known.households + households, poor: known.poor + poor, nearPoor: known.nearPoor + nearPoor });
    };
    for (const { unit, code, y2023 } of profiles) for (const unitCode of [code, unit.parent!]) addTo(unitCode, y2023);
    addTo(LUC_NGAN, TAN_MOC_2023);
    return {
      ...nothingKnown,
      denominator: (unit, indicator) => (indicator === 'disbursement-rate' ? null : BigInt(of.get(unit)!.households)),
      hadNothing: (unit, indicator) => of.get(unit)![indicator === 'poor-rate' ? 'poor' : 'nearPoor'] === 0,
    };
  };

  it('has no difference but those of the founding plan: what is invented agrees, 2.98 % of Tân Mộc included', () => {
    const { differences } = reconcilePlans(cascade(), facts());
    const invented = differences.filter(({ unit, rule }) => unit !== TAN_MOC && rule !== 'led-by-other-level');
    expect(brief({ differences: invented, notComparable: [] })).toEqual([]);
    expect(differences.filter(({ unit }) => unit === TAN_MOC).map(({ rule, indicator }) => [rule, indicator])).toEqual([
      ['target-missing', 'near-poor-rate'],
      ['target-missing', 'disbursement-rate'],
      ['lines-differ-from-total', null],
      ['programmes-mixed', null],
      ['led-by-other-level', null],
    ]);
  });

  it('says so when no household is known: rates are not comparable, and no alarm is given', () => {
    const { differences, notComparable } = reconcilePlans(cascade(), nothingKnown);
    expect(differences.filter(({ rule }) => rule === 'targets-differ' || rule === 'rate-outside-its-parts')).toEqual([]);
    expect(notComparable).toContainEqual({ unit: '24', level: 'province', what: 'poor-rate', reason: 'denominator_unknown' });
  });

  it.each([
    ['two points too high', (value: string) => String((Number(value) + 0.02).toFixed(4)), null],
    ['with a decimal mark out of place', (value: string) => String((Number(value) * 10).toFixed(4)), 'ten-times'],
  ])('tells of a commune whose rate is %s', (_, wrong, cause) => {
    const victim = profiles.find(({ unit, poorRate }) => unit.parent === LUC_NGAN && poorRate > 0.05)!;
    const planted = (plan: Plan): Plan => ({
      ...plan,
      targets: plan.targets.map((target) =>
        plan.orgUnit === victim.code && target.indicator === 'poor-rate' ? { ...target, value: wrong(target.value!) } : target,
      ),
    });
    const differing = reconcilePlans(cascade(planted), facts()).differences.filter(({ rule }) => rule === 'targets-differ');
    expect(differing.map(({ unit, indicator }) => [unit, indicator])).toEqual([[LUC_NGAN, 'poor-rate']]);
    if (cause) expect(differing[0]!.causes[0]).toMatchObject({ cause, line: { unit: victim.code } });
  });
});
