import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

const AT_ONCE = 20_000;
const LOOK_EVERY_MS = 250;

/**
 * One import from its first byte to its end: its last status. Throws where it was not taken.
 *
 * @param {string} address of intake @param {string} kind @param {any} body text, or a stream of a file
 */
export async function importRows(address, kind, body) {
  const headers = { 'content-type': 'application/x-ndjson' };
  const response = await fetch(`${address}/api/v1/imports?kind=${kind}`, { method: 'POST', headers, body, duplex: 'half' });
  const { href, ...rest } = await response.json();
  if (!href) throw new Error(`the import was not begun: ${JSON.stringify(rest)}`);
  const ended = await untilEnded(`${address}${href}`);
  if (ended.state !== 'done' || ended.rejected > 0) throw new Error(`the import ended as ${JSON.stringify(ended)}`);
  return ended;
}

/** Units as a user states them. @param {string} address of intake */
export const stateUnits = (address, units) =>
  importRows(address, 'org-units', units.map((unit) => JSON.stringify(unit)).join('\n'));

/** Prepares households as an office sends them, in a file. Returns its name. @param {import('../harness/world.mjs').World} world */
export async function toFile({ work, db, directory, say }, rows) {
  const events = await work.households(rows);
  const file = path.join(directory, 'reviews.ndjson');
  say(`  writing ${rows} rows to a file`);
  await pipeline(Readable.from(linesOf(db, events)), createWriteStream(file, { mode: 0o644 }));
  return file;
}

async function untilEnded(url) {
  for (;;) {
    const status = await (await fetch(url)).json();
    if (!['queued', 'receiving', 'running'].includes(status.state)) return status;
    await delay(LOOK_EVERY_MS);
  }
}

/** A line per event, as an office sends it; some thousand lines at a time. */
export async function* linesOf(db, { first, last }) {
  for (let from = first; from <= last; from += AT_ONCE) {
    const rows = await db.query(
      `SELECT (data::jsonb - 'base' - 'ver')::text AS line FROM bench.event WHERE n BETWEEN $1 AND $2 ORDER BY n`,
      [from, Math.min(last, from + AT_ONCE - 1)],
    );
    yield `${rows.map(({ line }) => line).join('\n')}\n`;
  }
}
