import { setTimeout as delay } from 'node:timers/promises';
import type { DeadLetterOnWire, ReplayAnswer, ReplayRequest } from '@chitieu/contracts';
import type { Api } from './api.js';
import type { Context } from './context.js';
import { CommandFailure } from './exit-codes.js';
import { table } from './table.js';

export interface Replay {
  ids: string[];
  group?: string | undefined;
  reason?: string | undefined;
  /** Null: do not wait. */
  waitForMs: number | null;
}

type Ended = 'applied' | 'failed-again' | 'waiting' | 'not-found' | 'payload-incomplete';
interface End {
  id: string;
  ended: Ended;
  reason?: string;
  detail?: string;
}

const ASK_EVERY_MS = 500;
const MOST_AT_ONCE = 1_000;
const ASKED_AT_ONCE = 200;

/** Requests it, waits, and tells how each ended; fails unless all were applied. */
export async function replayDeadLetters(context: Context, { waitForMs, ...which }: Replay): Promise<void> {
  const { ids, refused } = await request(context.api, which);
  context.say(`${ids.length} requested`);
  const ends = waitForMs === null ? ids.map(waiting) : await waitForEnds(context, ids, waitForMs);
  const all = [...ends, ...refused.map(({ id, reason }): End => ({ id, ended: reason }))];
  context.print({ items: all }, () =>
    table(
      ['id', 'ended', 'reason', 'detail'],
      all.map(({ id, ended, reason = '', detail = '' }) => [id, ended, reason, detail]),
      context.width,
    ),
  );
  context.say(summaryOf(all));
  const fine: Ended[] = waitForMs === null ? ['applied', 'waiting'] : ['applied'];
  if (!all.every(({ ended }) => fine.includes(ended))) throw new CommandFailure(adviceOn(all));
}

async function request(
  api: Api,
  { ids, group, reason }: Omit<Replay, 'waitForMs'>,
): Promise<Pick<ReplayAnswer, 'ids' | 'refused'>> {
  const all: Pick<ReplayAnswer, 'ids' | 'refused'> = { ids: [], refused: [] };
  const ask = async (body: ReplayRequest): Promise<string | null> => {
    const answer = await api.post<ReplayAnswer>('dead-letters/replay', body);
    all.ids.push(...answer.ids);
    all.refused.push(...answer.refused);
    return answer.next;
  };
  for (const part of parts(ids, MOST_AT_ONCE)) await ask({ ids: part });
  if (group === undefined) return all;
  for (let after: string | null | undefined; after !== null;) after = await ask({ group, reason, after });
  return all;
}

async function waitForEnds(context: Context, ids: string[], waitForMs: number): Promise<End[]> {
  const ends = new Map<string, End>(ids.map((id) => [id, waiting(id)]));
  const open = (): string[] => [...ends.values()].filter(({ ended }) => ended === 'waiting').map(({ id }) => id);
  for (const deadline = Date.now() + waitForMs; ; await delay(ASK_EVERY_MS)) {
    for (const part of parts(open(), ASKED_AT_ONCE)) for (const end of await look(context.api, part)) ends.set(end.id, end);
    if (open().length === 0 || Date.now() >= deadline) return [...ends.values()];
  }
}

/** One that is gone was applied; one that is there without a request has failed again. */
async function look(api: Api, ids: string[]): Promise<End[]> {
  const { items } = await api.get<{ items: DeadLetterOnWire[] }>('dead-letters', { ids: ids.join(','), limit: ids.length });
  const left = new Map(items.map((letter) => [letter.id, letter]));
  return ids.map((id) => {
    const letter = left.get(id);
    if (!letter) return { id, ended: 'applied' };
    if (letter.replay === 'requested') return waiting(id);
    return { id, ended: 'failed-again', reason: letter.reason, detail: letter.detail };
  });
}

const waiting = (id: string): End => ({ id, ended: 'waiting' });

function summaryOf(ends: End[]): string {
  const counts = new Map<Ended, number>();
  for (const { ended } of ends) counts.set(ended, (counts.get(ended) ?? 0) + 1);
  return ends.length === 0 ? 'nothing to replay' : [...counts].map(([ended, count]) => `${count} ${ended}`).join(', ');
}

function adviceOn(ends: End[]): string {
  const has = (wanted: Ended): boolean => ends.some(({ ended }) => ended === wanted);
  return [
    has('failed-again') ? 'What failed again stays a dead letter: mend the cause, or drop it with a reason.' : '',
    has('waiting') ? 'What waits is applied as soon as a process of its group runs.' : '',
    has('payload-incomplete') ? 'What was too large to be kept whole cannot be applied from here: send the entity again.' : '',
  ]
    .filter(Boolean)
    .join('\n');
}

function* parts<T>(list: T[], size: number): Generator<T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
