import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../chance.js';
import type { Imports } from './imports.js';
import type { Sender } from './sender.js';
import type { Statement, Statements } from './statements.js';

export interface Pace {
  /** Single calls at a time. */
  writers: number;
  /** Between a writer's calls. */
  pauseMs: number;
  /** Imports at a time, and the rows of each; none: 0. */
  importers: number;
  importRows: number;
  /** Between an importer's files. */
  importPauseMs: number;
}

/** A stop waits this long for what is under way to be answered. */
const PATIENCE_MS = 180_000;

/** Offices that keep sending, whatever happens: calls and files side by side, until stopped. */
export class Traffic {
  private running = false;
  private patientUntil = Infinity;
  private loops: Promise<void>[] = [];
  acknowledged = 0;
  unanswered = 0;

  constructor(
    private readonly sender: Sender,
    private readonly statements: Statements,
    private readonly imports: Imports,
    private readonly chance: Chance,
  ) {}

  start(pace: Pace): void {
    this.running = true;
    this.patientUntil = Infinity;
    for (let i = 0; i < pace.writers; i++) this.loops.push(this.write(pace));
    for (let i = 0; i < pace.importers; i++) this.loops.push(this.importFiles(pace));
  }

  /** Resolves once everything that was sent is answered, or given up. */
  async stop(): Promise<void> {
    this.running = false;
    this.patientUntil = Date.now() + PATIENCE_MS;
    await Promise.all(this.loops.splice(0));
  }

  /** Sends one statement until it is answered. False: given up, and never spoken of again. */
  async settle(statement: Statement, mayGiveUp = false): Promise<boolean> {
    while (this.isPatient()) {
      const { outcome, body } = await this.sender.send(statement);
      if (outcome === 'refused') this.sender.complain(`${statement.key} version ${statement.ver} was refused`);
      if (outcome !== 'unknown') {
        this.acknowledged += 1;
        if (body.ver !== undefined && body.ver !== statement.ver) this.sender.complain(`${statement.key}: ver ${body.ver}`);
        this.statements.settled(statement.key);
        return true;
      }
      this.unanswered += 1;
      if (mayGiveUp && this.chance.happens(0.3)) return false;
      await delay(this.chance.between(50, 500));
    }
    return false;
  }

  private async write({ pauseMs }: Pace): Promise<void> {
    while (this.running) {
      const statement = this.statements.next();
      const answered = await this.settle(statement, true);
      if (answered && statement.content && this.chance.happens(0.05)) await this.repeat(statement);
      await delay(this.chance.between(0, 2 * pauseMs));
    }
  }

  /** The tablet sends it once more, and then with the same version something else. */
  private async repeat(statement: Statement): Promise<void> {
    const again = await this.sender.send(statement);
    if (again.outcome === 'acknowledged' && again.body.outcome !== 'unchanged') {
      const isOld = again.body.outcome === 'created' || again.body.outcome === 'updated';
      if (isOld) this.sender.complain(`${statement.key}: a repeat was ${again.body.outcome}`);
    }
    const other = await this.sender.send(this.statements.contradiction(statement));
    if (other.outcome === 'acknowledged') this.sender.complain(`${statement.key}: version ${statement.ver} was taken twice`);
  }

  private async importFiles({ importRows, importPauseMs }: Pace): Promise<void> {
    while (this.running) {
      if (this.chance.happens(0.1)) await this.imports.cut(this.chance.between(10, 400));
      await this.imports.run(this.chance.between(Math.ceil(importRows / 2), importRows), () => this.isPatient());
      await delay(this.chance.between(0, 2 * importPauseMs));
    }
  }

  private isPatient(): boolean {
    return this.running || Date.now() < this.patientUntil;
  }
}
