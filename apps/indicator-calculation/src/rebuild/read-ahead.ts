import type { Database, Tx } from '@chitieu/persistence';
import type { Behind, Part } from './fill.js';

/**
 * Reads the next part on a connection of its own while PostgreSQL stores this one. A part may be older than what arrives meanwhile:
 * that is applied to the next generation too, and the newer `rev` wins. Of one rebuild only: what arrived before it began is not.
 */
export class ReadAhead {
  private next: { key: string; part: Promise<Part<unknown>> } | undefined;

  constructor(private readonly database: Database) {}

  async take<S>(of: string, from: Behind, read: (tx: Tx, from: Behind) => Promise<Part<S>>): Promise<Part<S>> {
    const keyOf = (behind: Behind): string => JSON.stringify([of, behind]);
    const part = await (this.next?.key === keyOf(from) ? (this.next.part as Promise<Part<S>>) : read(this.database, from));
    this.next = undefined;
    if (part.behind !== null) {
      this.next = { key: keyOf(part.behind), part: read(this.database, part.behind) };
      this.next.part.catch(() => (this.next = undefined)); // it is read again when it is asked for
    }
    return part;
  }
}
