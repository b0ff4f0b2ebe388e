import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually, withoutSettings } from '@chitieu/testing';
import { readJournal } from '../journal.js';
import { notForward } from '../product/witness.js';
import type { Run } from '../run.js';
import { wrongAlerts } from './alerts.js';
import { wrongDeadLetters } from './dead-letters.js';
import { ExpectedFacts, factsIn } from './facts.js';
import { Fold } from './fold.js';
import { compareValues } from './values.js';

export interface Verdict {
  lost: number;
  double: number;
  /** Everything that does not hold, in words. */
  wrong: string[];
  /** Facts and numbers that were compared. */
  facts: number;
  values: number;
}

const RECOMPUTE = fileURLToPath(new URL('../../../apps/indicator-calculation/dist/recompute.cli.js', import.meta.url));
const CAUGHT_UP_WITHIN_MS = 180_000;

/** The oracle, once the traffic has stopped and everything runs: see README for what it holds against what. */
export async function judge(run: Run): Promise<Verdict> {
  const { product, sender, imports, poisons } = run;
  const { database } = product.postgres;
  const recomputed = await recompute(product.postgres.url);
  const counted = await judgeNumbers(run);
  const cut = await database.query<{ id: string }>(`SELECT id FROM intake.fact WHERE id = ANY($1)`, [imports.cutHouseholds]);
  const today = product.now().slice(0, 10);
  return {
    ...counted,
    wrong: [
      ...counted.wrong,
      ...recomputed,
      ...cut.map(({ id }) => `${id} came in, though its upload was cut`),
      ...(await wrongAlerts(product.url, (year) => today > `${year}-09-05`)),
      ...(await wrongDeadLetters(database, poisons)),
      ...(await wrongDeliveries(run)),
      ...sender.complaints.wrong,
      ...run.complaints,
    ],
  };
}

/** Facts against the journal, numbers against the facts, and whether anything was applied twice. */
export async function judgeNumbers({ product, journal }: Run): Promise<Verdict> {
  const { database } = product.postgres;
  const facts = new ExpectedFacts(await readJournal(journal.path));
  const fold = new Fold();
  for await (const fact of factsIn(database)) {
    facts.see(fact);
    fold.add(fact);
  }
  facts.end();
  fold.end();
  const values = await compareValues(product.url, fold);
  const again = (await notForward(database)).map((line) => `applied twice: ${line}`);
  return {
    lost: facts.lost.length + values.lost.length,
    double: facts.foreign.length + values.double.length + again.length,
    wrong: [...facts.lost, ...facts.foreign, ...values.lost, ...values.double, ...again],
    facts: facts.size,
    values: values.compared,
  };
}

/** `npm run recompute -- --verify`: waits until the log is applied, then compares by SQL of its own. */
function recompute(url: string): Promise<string[]> {
  const env = { ...withoutSettings(process.env), CHITIEU_DATABASE_URL: url };
  return new Promise((resolve) => {
    const options = { env, maxBuffer: 16_777_216, timeout: CAUGHT_UP_WITHIN_MS };
    execFile(process.execPath, [RECOMPUTE, '--verify'], options, (error, stdout, stderr) =>
      resolve(error ? [`recompute: ${(stdout + stderr).trim().split('\n').slice(-3).join(' · ')}`] : []),
    );
  });
}

/** Every delivery leaves: what the table says was sent was received, and nothing stays behind. */
async function wrongDeliveries({ product }: Run): Promise<string[]> {
  const open = async () =>
    product.postgres.database.query<{ id: string; state: string }>(
      `SELECT id, state FROM alerting.delivery WHERE channel = 'webhook'`,
    );
  await eventually(async () => (await open()).every(({ state }) => state === 'sent'), { withinMs: 90_000, everyMs: 500 }).catch(
    () => undefined,
  );
  return (await open()).flatMap(({ id, state }) =>
    state === 'sent' && product.webhook.received.has(id)
      ? []
      : [`delivery ${id} is ${state}, received ${product.webhook.received.get(id) ?? 0} times`],
  );
}
