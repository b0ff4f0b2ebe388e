import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@chitieu/testing';
import { Chance } from './chance.js';
import { Journal } from './journal.js';
import { judge, judgeNumbers, type Verdict } from './oracle/judge.js';
import type { Poison } from './oracle/dead-letters.js';
import { Probe } from './product/probe.js';
import { Product, type ProductOptions } from './product/product.js';
import { Imports, sendUnits } from './traffic/imports.js';
import { Sender } from './traffic/sender.js';
import { Statements } from './traffic/statements.js';
import { Traffic, type Pace } from './traffic/traffic.js';
import { COMMUNES, UNITS, YEARS } from './traffic/units.js';

export const ORDINARY: Pace = { writers: 6, pauseMs: 30, importers: 1, importRows: 3_000, importPauseMs: 2_500 };
const RECOVERED_WITHIN_MS = 60_000;

/** One product with its traffic, its journal and what was done to it: what a row of the table is made of. */
export class Run {
  readonly chance: Chance;
  readonly poisons: Poison[] = [];
  readonly complaints: string[] = [];
  /** Milliseconds from the end of each fault to a visible write. */
  readonly recoveries: number[] = [];
  faults = 0;
  /** How often a process ended at which step. */
  readonly steps = new Map<string, number>();

  private constructor(
    readonly product: Product,
    readonly journal: Journal,
    readonly sender: Sender,
    readonly imports: Imports,
    readonly statements: Statements,
    readonly traffic: Traffic,
    private readonly probe: Probe,
    chance: Chance,
    readonly say: (line: string) => void,
  ) {
    this.chance = chance;
  }

  /** A product with units and plans, ready for traffic. */
  static async begin(seed: number, options: ProductOptions, say: (line: string) => void = () => undefined): Promise<Run> {
    const product = await Product.start(options);
    const chance = new Chance(seed);
    const journal = await Journal.open(join(product.directory, 'journal.ndjson'));
    const url = (): string => product.url;
    const sender = new Sender(url, journal);
    const statements = new Statements(chance.branch('statements'));
    const imports = new Imports(sender, url, statements, journal, chance.branch('imports'));
    const traffic = new Traffic(sender, statements, imports, chance.branch('traffic'));
    const probe = new Probe(url, sender);
    const run = new Run(product, journal, sender, imports, statements, traffic, probe, chance.branch('plan'), say);
    try {
      await run.foundations();
      return run;
    } catch (error) {
      await run.end();
      throw error;
    }
  }

  /** Measures from now how long the product takes to show a write again; more than a minute is a complaint. */
  async recovers(after: string): Promise<void> {
    const ms = await this.probe.recovery();
    this.recoveries.push(ms ?? Infinity);
    if (ms === null || ms > RECOVERED_WITHIN_MS)
      this.complaints.push(`${after}: no write was visible within 60 s (${ms ?? 'never'} ms)`);
    this.say(`${after}: back after ${ms === null ? 'never' : `${(ms / 1_000).toFixed(1)} s`}`);
  }

  /** Stops the traffic, waits until everything stands, and asks the oracle. */
  async verdict(): Promise<Verdict> {
    await this.traffic.stop();
    await this.product.ready();
    return judge(this);
  }

  /** The same of a product with a planted mistake, which may never catch up: its numbers once they no longer move. */
  async verdictOnMistake(): Promise<Verdict> {
    await this.traffic.stop();
    await this.product.ready();
    for (let before = ''; ;) {
      const verdict = await judgeNumbers(this);
      const now = JSON.stringify(verdict.wrong);
      if (now === before) return verdict;
      before = now;
      await delay(3_000);
    }
  }

  async end(): Promise<void> {
    await this.traffic.stop();
    await this.journal.close();
    await this.product.stop();
  }

  private async foundations(): Promise<void> {
    await sendUnits(this.sender, this.journal, UNITS);
    const plans = [...COMMUNES, 'F11', 'F2'].flatMap((unit) => YEARS.map((year) => this.statements.plan(unit, year)));
    for (const statement of plans) {
      // The first one waits until the units have been read.
      await eventually(async () => (await this.sender.send(statement)).outcome === 'acknowledged', {
        withinMs: 60_000,
        everyMs: 200,
      });
      this.statements.settled(statement.key);
    }
    this.sender.complaints.refusals.clear();
  }
}
