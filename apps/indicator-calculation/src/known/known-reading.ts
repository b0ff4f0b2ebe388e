import type { Database, Tx } from '@chitieu/persistence';
import { invalid } from '../reading/values-query.js';
import { communesOf, factsAt, knownRows, type KnownScope } from './known-rows.js';
import { readingFrom } from './rows-in-hand.js';

/** A province has some 200 communes, the largest 600. The nation is asked province by province. */
const MOST_COMMUNES = 600;

/** Where a reading reads: the projection, or the rows that it would have held at an instant. */
export class KnownReading {
  private before: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {}

  async reading({ knownAt, ...scope }: KnownScope & { knownAt: Date | null }): Promise<Tx> {
    if (knownAt === null) return this.database;
    refuseTooMany(scope);
    const rows = this.before.then(() => knownRows(factsAt(this.database, knownAt), scope)); // one at a time: it folds thousands of facts
    this.before = rows.catch(() => undefined);
    return readingFrom(this.database, await rows);
  }
}

export function refuseTooMany(scope: KnownScope): void {
  const communes = communesOf(scope).length;
  if (communes > MOST_COMMUNES) throw tooMany(communes);
}

const tooMany = (communes: number) =>
  invalid(
    'knownAt',
    `Số liệu đã biết tại một ngày được tính lại từ từng hộ: nhiều nhất ${MOST_COMMUNES} xã một lần, ở đây là ${communes}. Hãy hỏi từng tỉnh.`,
    `What was known on a day is counted again from every household: at most ${MOST_COMMUNES} communes at once, here ${communes}. Ask province by province.`,
  );
