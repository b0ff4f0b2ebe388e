import type { BusEvent, EventData } from '@chitieu/contracts';
import { monthOf } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

type Recorded = BusEvent<'disbursement.recorded.v1'>;

/** A voucher as the projection keeps it. `amountDong` is signed: a reversal takes back. */
export interface StoredVoucher {
  lane: number;
  voucherId: string;
  rev: number;
  retracted: boolean;
  unit: string;
  month: string;
  programme: string;
  project: string;
  subProject: string;
  capitalType: string;
  fundSource: string;
  originYear: number;
  ownerLevel: string;
  amountDong: bigint;
  sample: boolean;
  /** '' where it was paid for no one household. */
  householdId: string;
}

/** What a batch adds to one line of money. */
export interface MoneyDelta {
  at: StoredVoucher;
  amountDong: bigint;
  vouchers: number;
  sample: number;
}

export function fromEvent(event: Recorded): StoredVoucher {
  const { data } = event;
  const common = { lane: event.lane, voucherId: data.voucherId, rev: event.rev, unit: data.orgUnit };
  if ('retracted' in data) return { ...common, ...NOTHING };
  const voucher = data as Exclude<EventData<'disbursement.recorded.v1'>, { retracted: unknown }>;
  const amount = BigInt(voucher.amountDong);
  return {
    ...common,
    retracted: false,
    month: monthOf(voucher.paidOn),
    programme: voucher.programme,
    project: voucher.project,
    subProject: voucher.subProject ?? '',
    capitalType: voucher.capitalType,
    fundSource: voucher.fundSource,
    originYear: voucher.originYear,
    ownerLevel: voucher.ownerLevel,
    amountDong: voucher.reverses === undefined ? amount : -amount,
    sample: voucher.sample ?? false,
    householdId: voucher.householdId ?? '',
  };
}

const NOTHING = {
  retracted: true,
  month: '1900-01',
  programme: '',
  project: '',
  subProject: '',
  capitalType: '',
  fundSource: '',
  originYear: 0,
  ownerLevel: '',
  amountDong: 0n,
  sample: false,
  householdId: '',
};

export const keyOf = (v: { lane: number; voucherId: string }): string => `${v.lane}|${v.voucherId}`;

const lineOf = (v: StoredVoucher): string =>
  [v.lane, v.unit, v.month, v.programme, v.project, v.subProject, v.capitalType, v.fundSource, v.originYear, v.ownerLevel].join(
    '|',
  );

export function deltasOf(changes: { before: StoredVoucher | undefined; after: StoredVoucher }[]): MoneyDelta[] {
  const deltas = new Map<string, MoneyDelta>();
  const apply = (voucher: StoredVoucher, sign: 1 | -1): void => {
    if (voucher.retracted) return;
    const line = lineOf(voucher);
    const delta = deltas.get(line) ?? { at: voucher, amountDong: 0n, vouchers: 0, sample: 0 };
    delta.amountDong += BigInt(sign) * voucher.amountDong;
    delta.vouchers += sign;
    delta.sample += voucher.sample ? sign : 0;
    deltas.set(line, delta);
  };
  for (const { before, after } of changes) {
    if (before) apply(before, -1);
    apply(after, 1);
  }
  return [...deltas.entries()]
    .filter(([, d]) => d.amountDong !== 0n || d.vouchers !== 0 || d.sample !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delta]) => delta);
}

export async function loadVouchers(tx: Tx, wanted: StoredVoucher[]): Promise<Map<string, StoredVoucher>> {
  const rows = await tx.query<Omit<StoredVoucher, 'rev' | 'amountDong'> & { rev: string; amountDong: string }>(LOAD, [
    wanted.map((v) => v.lane),
    wanted.map((v) => v.voucherId),
  ]);
  return new Map(rows.map((row) => [keyOf(row), { ...row, rev: Number(row.rev), amountDong: BigInt(row.amountDong) }]));
}

export async function saveVouchers(tx: Tx, vouchers: StoredVoucher[]): Promise<void> {
  const column = (of: (v: StoredVoucher) => unknown): unknown[] => vouchers.map(of);
  await tx.query(SAVE, [
    column((v) => v.lane),
    column((v) => v.voucherId),
    column((v) => v.rev),
    column((v) => v.retracted),
    ...lineColumns(vouchers),
    column((v) => v.amountDong.toString()),
    column((v) => v.sample),
    column((v) => v.householdId),
  ]);
}

export async function addMoney(tx: Tx, deltas: MoneyDelta[]): Promise<void> {
  const at = deltas.map((d) => d.at);
  await tx.query(ADD, [
    at.map((v) => v.lane),
    ...lineColumns(at),
    deltas.map((d) => d.amountDong.toString()),
    deltas.map((d) => d.vouchers),
    deltas.map((d) => d.sample),
  ]);
}

const lineColumns = (vouchers: StoredVoucher[]): unknown[][] => [
  vouchers.map((v) => v.unit),
  vouchers.map((v) => v.month),
  vouchers.map((v) => v.programme),
  vouchers.map((v) => v.project),
  vouchers.map((v) => v.subProject),
  vouchers.map((v) => v.capitalType),
  vouchers.map((v) => v.fundSource),
  vouchers.map((v) => v.originYear),
  vouchers.map((v) => v.ownerLevel),
];

const LINE = 'unit, month, programme, project, sub_project, capital_type, fund_source, origin_year, owner_level';

const LOAD = {
  name: 'vouchers-load',
  text: `SELECT v.lane, v.voucher_id AS "voucherId", v.rev, v.retracted, v.unit, v.month, v.programme, v.project,
                v.sub_project AS "subProject", v.capital_type AS "capitalType", v.fund_source AS "fundSource",
                v.origin_year AS "originYear", v.owner_level AS "ownerLevel", v.amount_dong AS "amountDong", v.sample,
                v.household_id AS "householdId"
           FROM unnest($1::smallint[], $2::text[]) AS k(lane, voucher_id)
           JOIN projection.voucher_state v USING (lane, voucher_id)`,
};

const SAVE = {
  name: 'vouchers-save',
  text: `INSERT INTO projection.voucher_state (lane, voucher_id, rev, retracted, ${LINE}, amount_dong, sample, household_id)
         SELECT * FROM unnest($1::smallint[], $2::text[], $3::bigint[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[],
                              $9::text[], $10::text[], $11::text[], $12::integer[], $13::text[], $14::bigint[], $15::boolean[], $16::text[])
         ON CONFLICT (lane, voucher_id) DO UPDATE
            SET (rev, retracted, ${LINE}, amount_dong, sample, household_id)
              = (excluded.rev, excluded.retracted, ${LINE.split(', ')
                .map((c) => `excluded.${c}`)
                .join(', ')}, excluded.amount_dong, excluded.sample, excluded.household_id)`,
};

const ADD = {
  name: 'money-add',
  text: `INSERT INTO projection.disbursed AS t (lane, ${LINE}, amount_dong, vouchers, sample)
         SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                              $9::integer[], $10::text[], $11::numeric[], $12::bigint[], $13::bigint[])
         ON CONFLICT (lane, ${LINE}) DO UPDATE
            SET amount_dong = t.amount_dong + excluded.amount_dong, vouchers = t.vouchers + excluded.vouchers, sample = t.sample + excluded.sample`,
};
