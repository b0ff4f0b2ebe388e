import type { Part } from './kafka-place.js';

interface Waiting {
  part: Part;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * The broker hands over each partition by itself, in small pieces; a transaction for each would be mostly commits. What is
 * waiting when a transaction ends goes into the next one together, up to a number of events.
 */
export class KafkaGather {
  private waiting: Waiting[] = [];
  private working = false;

  constructor(
    private readonly maxEvents: number,
    private readonly apply: (parts: Part[]) => Promise<void>,
  ) {}

  /** Resolves when the part is applied, or abandoned. */
  async add(part: Part): Promise<void> {
    const applied = new Promise<void>((resolve, reject) => this.waiting.push({ part, resolve, reject }));
    if (!this.working) void this.work();
    return applied;
  }

  private async work(): Promise<void> {
    this.working = true;
    await new Promise((resolve) => setImmediate(resolve)); // the rest of the same fetch arrives in this turn
    while (this.waiting.length > 0) {
      const batch = this.next();
      try {
        const parts = batch.map(({ part }) => part).filter((part) => !part.abandoned);
        if (parts.length > 0) await this.apply(parts);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.working = false;
  }

  private next(): Waiting[] {
    let events = 0;
    let count = 0;
    for (const { part } of this.waiting) {
      events += part.messages.length;
      if (count > 0 && events > this.maxEvents) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }
}
