import type { Disbursement } from '@chitieu/contracts';
import { TAN_MOC, tanMocPlans } from './tan-moc.js';
import { lineOf, payOut } from './vouchers.js';

const million = (n: number): bigint => BigInt(n) * 1_000_000n;

/** The report prints the sum of 2023 and does not break it down: the project stays unspecified, the single vouchers are invented. */
export function tanMocVouchers2023(): Disbursement[] {
  return payOut({
    id: 'CT-07606-2023',
    orgUnit: TAN_MOC,
    line: {
      programme: 'GNBV',
      project: 'unspecified',
      capitalType: 'recurrent',
      fundSource: 'central',
      originYear: 2023,
      ownerLevel: 'commune',
    },
    amountDong: million(1063),
    count: 24,
    lastMonth: 12,
  });
}

/** Paid of each line of the 2024 plan, in its order, by early October 2024: invented. */
const PAID_2024 = [0, 24, 125, 210, 17, 9];

export function tanMocVouchers2024(): Disbursement[] {
  const plan = tanMocPlans().find((p) => p.period === '2024')!;
  return plan.allocations.flatMap((allocation, i) => {
    const amountDong = million(PAID_2024[i]!);
    if (amountDong === 0n) return [];
    const count = PAID_2024[i]! > 100 ? 4 : 2;
    return payOut({ id: `CT-07606-2024-${i + 1}`, orgUnit: TAN_MOC, line: lineOf(allocation), amountDong, count, lastMonth: 10 });
  });
}
