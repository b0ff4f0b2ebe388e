import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import { busMetrics } from './bus-metrics.js';
import { lanesOf } from './lane-shares.js';

/** Marks the advisory locks that say "this member lives"; the second number is the member's. */
const LOCK_CLASS = 4_117_002;
const BEAT_MS = 500;
const GONE_AFTER_MS = 3_000;
const FORGOTTEN_AFTER_MS = 600_000;

/** The lock is the session's: PostgreSQL lets go of it the instant the process's socket closes. */
const JOIN = `WITH forgotten AS (
  DELETE FROM bus.member WHERE seen_at < clock_timestamp() - ${FORGOTTEN_AFTER_MS} * interval '1 ms'
), joined AS (
  INSERT INTO bus.member (consumer_group, name) VALUES ($1, $2) RETURNING id
) SELECT id, pg_advisory_lock(${LOCK_CLASS}, id) FROM joined`;

/** A member lives while it holds its lock and beats. The lock tells of a kill at once, the beat of a process that stands still. */
const LOOK = {
  name: 'bus-members',
  text: `WITH beat AS (
  UPDATE bus.member SET seen_at = clock_timestamp() WHERE id = $2
) SELECT m.id FROM bus.member m
WHERE m.consumer_group = $1 AND (m.id = $2 OR m.seen_at > clock_timestamp() - ${GONE_AFTER_MS} * interval '1 ms')
  AND EXISTS (
    SELECT FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.classid = ${LOCK_CLASS} AND l.objid = m.id::oid AND l.objsubid = 2 AND l.granted
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
};

/**
 * This process's membership of a group, and with it the lanes it is to read. The fence, not the lease, is what keeps a lane to
 * one writer: members that disagree for a moment only do work in vain.
 */
export class LaneLeases {
  private readonly stopping = new AbortController();
  /** One connection and no more: the lock lives as long as it does, and beats keep it from being idle. */
  private readonly session: Database;
  private member = 0;
  private held: ReadonlySet<number> = new Set();
  private beating: Promise<void> = Promise.resolve();

  constructor(
    url: string,
    private readonly group: string,
    private readonly name: string,
    private readonly logger: Logger,
    private readonly changed: (lanes: ReadonlySet<number>) => void,
  ) {
    this.session = new Database(url, `${name} lanes`, 1);
  }

  /** Resolves when this process has its lanes. */
  async start(): Promise<this> {
    await this.look();
    this.beating = this.beat();
    return this;
  }

  /** The others see it at their next look. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.beating;
    await this.session.query('DELETE FROM bus.member WHERE id = $1', [this.member]).catch(() => undefined);
    await this.session.close();
    busMetrics.lanes.set({ group: this.group }, 0);
  }

  private async beat(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await delay(BEAT_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.look().catch((error: Error) =>
        this.logger.warn({ group: this.group, error: error.message }, 'the members of the group cannot be read'),
      );
    }
  }

  private async look(): Promise<void> {
    let living = await this.living();
    if (!living.includes(this.member)) {
      await this.join();
      living = await this.living();
    }
    const lanes = lanesOf(living, this.member);
    if (isSame(lanes, this.held)) return;
    this.logger.info({ group: this.group, members: living.length, lanes: lanes.size }, 'lanes of this process');
    busMetrics.lanes.set({ group: this.group }, lanes.size);
    this.held = lanes;
    this.changed(lanes);
  }

  private async living(): Promise<number[]> {
    const rows = await this.session.query<{ id: number }>(LOOK, [this.group, this.member]);
    return rows.map(({ id }) => id);
  }

  /** Also after a lost connection, with which the lock went. */
  private async join(): Promise<void> {
    const [row] = await this.session.query<{ id: number }>(JOIN, [this.group, this.name]);
    this.member = row!.id;
  }
}

const isSame = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  a.size === b.size && [...a].every((lane) => b.has(lane));
