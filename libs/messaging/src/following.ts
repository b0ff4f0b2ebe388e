import type { Logger } from '@chitieu/runtime';
import { backOffMs, pause } from './back-off.js';
import { WakeUp } from './wake-up.js';

/** Rounds begin so far apart, in milliseconds: what is committed meanwhile goes together, and costs little more than one event. */
const APART_MS = 10;

/** Does a round again and again until stopped: soon when woken, else after the wait it asked for; backs off while it fails. */
export class Following {
  private readonly stopping = new AbortController();
  private readonly wakeUp = new WakeUp();
  private running: Promise<void> = Promise.resolve();

  /** @param told goes into the log line of a failed round. */
  constructor(
    private readonly logger: Logger,
    private readonly told: object = {},
  ) {}

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** `round` returns how long nothing is expected, in milliseconds; 0 when there is more to do. */
  begin(round: () => Promise<number>): void {
    this.running = this.follow(round);
  }

  wake(): void {
    this.wakeUp.call();
  }

  /** Resolves once the round in hand has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  private async follow(round: () => Promise<number>): Promise<void> {
    for (let failures = 0; !this.signal.aborted;) {
      try {
        const apart = pause(APART_MS, this.signal);
        const waitMs = await round();
        failures = 0;
        if (waitMs > 0) {
          await apart;
          await this.wakeUp.called(waitMs);
        }
      } catch (error) {
        this.logger.warn({ ...this.told, error: (error as Error).message }, 'the outbox cannot be read');
        await pause(backOffMs(failures++), this.signal);
      }
    }
  }
}
