import type { Disbursement, Plan } from '@chitieu/contracts';
import { randomOf, type Random } from './random.js';

/**
 * Share of a year's money paid in each month, January first. Public money comes late: published points of Bắc Giang and
 * of the nation put a healthy place at a quarter to a half by the end of September.
 */
export const MONTHLY_SHARES = [0.01, 0.01, 0.02, 0.03, 0.04, 0.06, 0.07, 0.08, 0.1, 0.13, 0.18, 0.27];

/** A budget line out of which vouchers are paid. */
export type Line = Pick<
  Disbursement,
  'programme' | 'project' | 'subProject' | 'capitalType' | 'fundSource' | 'originYear' | 'ownerLevel'
>;

/** Pays a whole amount out of a line: single vouchers in months up to `lastMonth`, whole thousands, summing to it exactly. */
export function payOut(told: {
  id: string;
  orgUnit: string;
  line: Line;
  amountDong: bigint;
  count: number;
  lastMonth: number;
}): Disbursement[] {
  const random = randomOf(`vouchers ${told.id}`);
  const months = Array.from({ length: told.count }, () => monthOf(random, told.lastMonth)).sort((a, b) => a - b);
  return split(told.amountDong, told.count, random).map((amount, i) => ({
    voucherId: `${told.id}-${String(i + 1).padStart(2, '0')}`,
    ver: 1,
    orgUnit: told.orgUnit,
    paidOn: `${told.line.originYear}-${pad(months[i]!)}-${pad(random.between(2, months[i] === told.lastMonth && told.lastMonth === 10 ? 4 : 28))}`,
    amountDong: String(amount),
    ...told.line,
    sample: true,
  }));
}

/** The line of a plan as its vouchers name it; lines of the communes here are recurrent central money unless they say else. */
export function lineOf(allocation: Plan['allocations'][number]): Line {
  const { programme, project, subProject, originYear, ownerLevel } = allocation;
  return {
    programme,
    project,
    ...(subProject === undefined ? {} : { subProject }),
    capitalType: allocation.capitalType ?? 'recurrent',
    fundSource: allocation.fundSource ?? 'central',
    originYear,
    ownerLevel,
  };
}

function monthOf(random: Random, lastMonth: number): number {
  const shares = MONTHLY_SHARES.slice(0, lastMonth);
  let rest = random.next() * shares.reduce((sum, share) => sum + share, 0);
  const month = shares.findIndex((share) => (rest -= share) < 0);
  return month < 0 ? lastMonth : month + 1;
}

function split(amountDong: bigint, count: number, random: Random): bigint[] {
  const parts: bigint[] = [];
  let rest = amountDong;
  for (let left = count; left > 1; left--) {
    const share = BigInt(random.between(600, 1400));
    const part = ((rest * share) / BigInt(left * 1000) / 1000n) * 1000n;
    parts.push(part);
    rest -= part;
  }
  return [...parts, rest];
}

const pad = (n: number): string => String(n).padStart(2, '0');
