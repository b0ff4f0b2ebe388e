import { setTimeout as delay } from 'node:timers/promises';
import type { IntegrityChecked } from '@chitieu/contracts';
import { NATION } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import type { Database, Tx } from '@chitieu/persistence';
import { counter, gauge, type Clock, type Logger } from '@chitieu/runtime';
import type { ServingCatalogue } from '../catalogue/serving-catalogue.js';
import { atOneInstant } from '../recompute/one-instant.js';
import { sumOf, type Proof } from '../recompute/proof.js';
import { prove } from '../recompute/prove.js';
import { settledBefore } from './settled-before.js';
import { provincesWithData, type ProvinceWithData } from './provinces-with-data.js';

const EVERY_MS = 60_000;
/** Units compared within one snapshot. */
const UNITS_AT_ONCE = 25;
/** After each comparison the round rests so many times as long: at most a fifth of one core, however large a province is. */
const REST = 4;
const TOLD = 10;

const checked = counter('chitieu_kpi_recompute_checked_total', 'Stored values compared with what the facts add up to');
const mismatches = counter('chitieu_kpi_recompute_mismatch_total', 'Stored values that were not what the facts add up to');
const pending = gauge('chitieu_kpi_recompute_pending', 'Facts of the last check whose event was still under way');
const age = gauge('chitieu_kpi_recompute_age_seconds', 'Time since a province was checked last, by whichever process');
const took = gauge('chitieu_kpi_recompute_seconds', 'How long the last check of this process took');

export interface ContinuousProofParts {
  database: Database;
  log: EventLog;
  catalogue: ServingCatalogue;
  /** Of the calculator's consumer group: its lag says how young a fact may be and not be counted. */
  group: string;
  clock: Clock;
  logger: Logger;
  everyMs?: number;
}

/** The stored numbers of one province a minute are computed again from the facts; what came out is told as `integrity.checked`. */
export class ContinuousProof {
  private readonly stopping = new AbortController();

  constructor(private readonly parts: ContinuousProofParts) {}

  /** The province whose check is the oldest; null when another process has checked one within the minute, or there is none. */
  async round(): Promise<IntegrityChecked | null> {
    const province = await this.claim();
    if (!province) return null;
    const began = performance.now();
    const proof = await this.check(province);
    if (this.stopping.signal.aborted) return null;
    const seconds = (performance.now() - began) / 1_000;
    checked.inc(proof.values);
    mismatches.inc(proof.differenceCount);
    pending.set(proof.pending);
    took.set(seconds);
    const told = await this.tell(province, proof, seconds);
    if (proof.differenceCount > 0) this.parts.logger.error({ ...told }, 'stored numbers are not what the facts add up to');
    return told;
  }

  /** Ends the round in hand behind the comparison under way: the province is checked again a round later. */
  stop(): void {
    this.stopping.abort();
  }

  private async claim(): Promise<ProvinceWithData | null> {
    const { database, everyMs = EVERY_MS } = this.parts;
    return database.transaction(async (tx) => {
      const [turn] = await tx.query<{ seconds: number | null; mine: boolean }>(
        `SELECT extract(epoch FROM clock_timestamp() - (SELECT max(checked_at) FROM calculation.integrity_check))::float8 AS seconds,
                pg_try_advisory_xact_lock(hashtext('chitieu.proof')) AS mine`,
      );
      if (turn!.seconds !== null) age.set(turn!.seconds);
      if (!turn!.mine || (turn!.seconds !== null && turn!.seconds * 1_000 < everyMs)) return null;
      const next = await oldestFirst(tx, await provincesWithData(tx));
      if (!next) return null;
      await tx.query(
        `INSERT INTO calculation.integrity_check AS c (unit, rev, checked_at, seconds, compared, pending, differences)
         VALUES ($1, 0, clock_timestamp(), 0, 0, 0, 0) ON CONFLICT (unit) DO UPDATE SET checked_at = excluded.checked_at`,
        [next.code],
      );
      return next;
    });
  }

  private async check({ units }: ProvinceWithData): Promise<Proof> {
    const proofs: Proof[] = [];
    for (let from = 0; from < units.length && !this.stopping.signal.aborted; from += UNITS_AT_ONCE) {
      const { database, log, catalogue, group } = this.parts;
      const before = await settledBefore(database, log, group);
      const began = performance.now();
      const some = units.slice(from, from + UNITS_AT_ONCE);
      proofs.push(
        await atOneInstant(database, async (tx) => {
          const { measures } = await catalogue.now(tx);
          return prove(tx, { schema: 'projection', measures, units: some, settledBefore: before, listed: TOLD });
        }),
      );
      if (from + UNITS_AT_ONCE < units.length) {
        await delay(REST * (performance.now() - began), undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
    return sumOf(proofs);
  }

  private async tell({ code, name, level }: ProvinceWithData, proof: Proof, seconds: number): Promise<IntegrityChecked> {
    const { database, log, clock } = this.parts;
    return database.transaction(async (tx) => {
      const { values, differenceCount, differences } = proof;
      const [row] = await tx.query<{ rev: string }>(
        `UPDATE calculation.integrity_check SET rev = rev + 1, seconds = $2, compared = $3, pending = $4, differences = $5 WHERE unit = $1 RETURNING rev`,
        [code, seconds, values, proof.pending, differenceCount],
      );
      const rev = Number(row!.rev);
      const told: IntegrityChecked = {
        ...{ orgUnit: code, name, level, ancestors: code === NATION ? [] : [NATION], rev, checkedAt: clock.now().toISOString() },
        ...{ values, pending: proof.pending, differenceCount, differences: differences.slice(0, TOLD) },
      };
      await log.append(tx, [{ type: 'integrity.checked.v1', subject: `integrity:${code}`, key: code, rev, data: told }]);
      return told;
    });
  }
}

async function oldestFirst(tx: Tx, provinces: ProvinceWithData[]): Promise<ProvinceWithData | undefined> {
  const rows = await tx.query<{ unit: string; checked_at: Date }>('SELECT unit, checked_at FROM calculation.integrity_check');
  const lastCheck = new Map(rows.map(({ unit, checked_at }) => [unit, checked_at.getTime()]));
  const lastOf = ({ code }: ProvinceWithData): number => lastCheck.get(code) ?? 0;
  return provinces.sort((a, b) => lastOf(a) - lastOf(b) || (a.code < b.code ? -1 : 1))[0];
}
