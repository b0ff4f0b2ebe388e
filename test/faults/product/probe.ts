import { setTimeout as delay } from 'node:timers/promises';
import { PROBE_COMMUNE } from '../traffic/units.js';
import type { Sender } from '../traffic/sender.js';
import { ownStatement } from '../traffic/statements.js';

const EVERY_MS = 50;

/** One household that is poor at every other probe: how long until the product takes a write and shows it. */
export class Probe {
  private ver = 0;

  constructor(
    private readonly url: () => string,
    private readonly sender: Sender,
  ) {}

  /** Milliseconds from the call until the write can be read back from the indicator, or null when it takes longer than `withinMs`. */
  async recovery(withinMs = 120_000): Promise<number | null> {
    const from = Date.now();
    const isOver = (): boolean => Date.now() - from > withinMs;
    const statement = this.statement(++this.ver);
    while ((await this.sender.send(statement)).outcome !== 'acknowledged') {
      if (isOver()) return null;
      await delay(EVERY_MS);
    }
    const wanted = this.ver % 2 === 1 ? '1' : '0';
    while ((await this.poorHouseholds()) !== wanted) {
      if (isOver()) return null;
      await delay(EVERY_MS);
    }
    return Date.now() - from;
  }

  private async poorHouseholds(): Promise<string | undefined> {
    const query = `orgUnit=${PROBE_COMMUNE}&period=2024&indicator=poor-households`;
    try {
      const response = await fetch(`${this.url()}/api/v1/indicator-values?${query}`, { signal: AbortSignal.timeout(5_000) });
      const { items } = (await response.json()) as { items?: { actual: { num: string } | null }[] };
      return items?.[0]?.actual?.num;
    } catch {
      return undefined;
    }
  }

  private statement(ver: number) {
    const content = {
      householdId: 'PROBE',
      period: '2024',
      reviewedOn: '2024-09-01',
      commune: PROBE_COMMUNE,
      area: 'rural',
      standard: '2022-2025',
      classification: ver % 2 === 1 ? 'poor' : 'nearPoor',
      deprivations: [],
      members: 4,
      groups: [],
      causes: [],
      presence: 'living',
      reviewKind: 'annual',
      reviewState: 'preliminary',
    };
    return ownStatement('household-reviews', 'PROBE', '2024', ver, content);
  }
}
