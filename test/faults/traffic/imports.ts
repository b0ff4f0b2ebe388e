import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../chance.js';
import { hashOf, type Journal } from '../journal.js';
import { review } from './contents.js';
import type { Sender } from './sender.js';
import type { Statement, Statements } from './statements.js';
import { COMMUNES } from './units.js';

interface Status {
  state: string;
  received: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

const ENDED = ['done', 'refused', 'failed'];

/** Files of many rows: sent until they are answered, under a key of their own; followed until they have been read. */
export class Imports {
  sent = 0;
  /** Households of uploads that were cut: none of them may be there. */
  readonly cutHouseholds: string[] = [];

  constructor(
    private readonly sender: Sender,
    private readonly url: () => string,
    private readonly statements: Statements,
    private readonly journal: Journal,
    private readonly chance: Chance,
  ) {}

  /** One import from its first byte to its end; `false` when the time to wait is over. */
  async run(rowCount: number, until: () => boolean): Promise<boolean> {
    const rows = this.statements.rows(rowCount);
    const kind = rows.every((row) => row.kind === 'disbursements') ? 'disbursements' : 'household-reviews';
    const spoilt = Math.floor(rowCount / 200);
    const file = [...rows.map(lineOf), ...Array.from({ length: spoilt }, () => '{"householdId":"no period"}')].join('\n');
    const key = `import-${++this.sent}`;
    const n = await this.journal.sent(rows.map(({ key, ver, hash }) => ({ key, ver, hash })));
    const id = await this.upload(kind, file, key, until);
    if (id === null) return false;
    await this.journal.answered(n, 'acknowledged', 202);
    if (this.chance.happens(0.2)) await this.sendKeyAgain(kind, file, key, id);
    const status = await this.ended(id, until);
    if (status === null) return false;
    this.check(id, status, rows.length, spoilt);
    for (const row of rows) this.statements.settled(row.key);
    return true;
  }

  /** Half a file, and then the connection is gone: it is refused whole. */
  async cut(rowCount: number): Promise<void> {
    const ids = Array.from({ length: rowCount }, (_, i) => `CUT-${this.cutHouseholds.length + i}`);
    this.cutHouseholds.push(...ids);
    const rows = ids.map((id) => JSON.stringify({ ...review(this.chance, id, this.chance.pick(COMMUNES), '2023'), ver: 1 }));
    const { hostname, port } = new URL(this.url());
    const path = '/api/v1/imports?kind=household-reviews';
    const headers = { 'content-type': 'application/x-ndjson', 'content-length': rows.join('\n').length + 100 };
    await new Promise<void>((resolve) => {
      const call = request({ hostname, port, path, method: 'POST', headers }, (response) => response.resume());
      call.on('error', () => undefined);
      call.on('close', resolve);
      call.write(rows.join('\n'));
      setTimeout(() => call.destroy(), 100);
    });
  }

  private async upload(kind: string, file: string, key: string, until: () => boolean): Promise<string | null> {
    while (until()) {
      const answer = await this.post(kind, file, key);
      if (answer.outcome === 'acknowledged') return (answer.body as { id: string }).id;
      if (answer.outcome === 'refused') this.sender.complain(`import ${key}: ${answer.status} ${answer.code}`);
      await delay(300);
    }
    return null;
  }

  private post(kind: string, file: string, key: string) {
    return this.sender.call(`/api/v1/imports?kind=${kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': key },
      body: file,
    });
  }

  private async sendKeyAgain(kind: string, file: string, key: string, id: string): Promise<void> {
    const same = await this.post(kind, file, key);
    if (same.outcome === 'acknowledged' && (same.body as { id: string }).id !== id) this.sender.complain(`${key}: two imports`);
    const other = await this.post(kind, `${file}\n{}`, key);
    if (other.outcome === 'acknowledged') this.sender.complain(`${key}: another file was taken under the same key`);
    if (other.outcome === 'refused' && other.code !== 'idempotency-key-reused') this.sender.complain(`${key}: ${other.code}`);
  }

  private async ended(id: string, until: () => boolean): Promise<Status | null> {
    while (until()) {
      const answer = await this.sender.call(`/api/v1/imports/${id}`, {});
      const status = answer.body as unknown as Status;
      if (answer.outcome === 'acknowledged' && ENDED.includes(status.state)) return status;
      await delay(250);
    }
    this.sender.complain(`import ${id} has not ended`);
    return null;
  }

  private check(
    id: string,
    { state, received, created, updated, unchanged, rejected }: Status,
    rows: number,
    spoilt: number,
  ): void {
    const kept = created + updated + unchanged;
    if (state === 'done' && kept === rows && rejected === spoilt && received === rows + spoilt) return;
    this.sender.complain(
      `import ${id}: ${state}, ${received} received, ${kept} kept of ${rows}, ${rejected} rejected instead of ${spoilt}`,
    );
  }
}

const lineOf = ({ content, ver }: Statement): string => JSON.stringify({ ...content, ver });

/** Everything the rows and single calls stand on: the units, once. */
export async function sendUnits(sender: Sender, journal: Journal, units: readonly object[]): Promise<void> {
  const rows = units.map((unit) => ({ ...unit, ver: 1 }));
  const unitKey = (unit: { code?: string; validFrom?: string }): string => `org-units ${unit.code}/${unit.validFrom}`;
  const n = await journal.sent(units.map((unit) => ({ key: unitKey(unit), ver: 1, hash: hashOf(unit) })));
  const answer = await sender.call('/api/v1/imports?kind=org-units', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: rows.map((row) => JSON.stringify(row)).join('\n'),
  });
  if (answer.outcome !== 'acknowledged') throw new Error(`units: ${answer.status} ${answer.code}`);
  await journal.answered(n, 'acknowledged', 202);
}
