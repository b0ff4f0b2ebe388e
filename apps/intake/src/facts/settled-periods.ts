import type { WriteWarning } from '@chitieu/contracts';
import { isIsoDate, monthOf, NATION, parsePeriod, periodsOfMonth, yearOf } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { UnitRegister } from './unit-register.js';

type Content = Readonly<Record<string, unknown>>;

const SETTLED = {
  name: 'settled-periods',
  text: 'SELECT unit, period, state FROM calculation.settled_period WHERE unit = ANY ($1) AND period = ANY ($2) ORDER BY state DESC, unit, period',
};

/** What indicator-calculation shows to others as `settled_period`: a fact of one is accepted, and its sender is told. */
export class SettledPeriods {
  constructor(private readonly units: UnitRegister) {}

  async warnings(tx: Tx, content: Content): Promise<WriteWarning[]> {
    const [unit, periods] = [content['commune'] ?? content['orgUnit'], periodsOf(content)];
    if (typeof unit !== 'string' || periods.length === 0) return [];
    const tree = (await this.units.current(tx)).tree(`${yearOf(periods[0]!)}-12-31`);
    const counting = [unit, ...tree.ancestors(unit).map(({ code }) => code), NATION];
    const settled = await tx.query<{ unit: string; period: string; state: 'closed' | 'published' }>(SETTLED, [counting, periods]);
    return settled.map((one) => ({
      code: `period-${one.state}`,
      orgUnit: one.unit,
      period: one.period,
      message: messageOf(one),
    }));
  }
}

/** Every period that the fact is counted in. */
function periodsOf({ period, paidOn, heldOn }: Content): string[] {
  if (typeof period === 'string' && parsePeriod(period)) return [...new Set([period, yearOf(period)])];
  const day = paidOn ?? heldOn;
  return typeof day === 'string' && isIsoDate(day) ? periodsOfMonth(monthOf(day)) : [];
}

const messageOf = ({ unit, period, state }: { unit: string; period: string; state: string }): WriteWarning['message'] =>
  state === 'published'
    ? {
        vi: `Số liệu ${period} của ${unit} đã công bố: khác biệt được ghi vào sổ điều chỉnh (/restatements).`,
        en: `The figures of ${unit} for ${period} are published: what becomes another is entered in the register (/restatements).`,
      }
    : {
        vi: `Kỳ ${period} của ${unit} đã chốt; dữ liệu vẫn được nhận.`,
        en: `${period} of ${unit} is closed; the fact is accepted all the same.`,
      };
