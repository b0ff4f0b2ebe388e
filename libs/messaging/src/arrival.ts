import { EVENT_TYPES, readEventData, type BusEvent, type EventType } from '@chitieu/contracts';
import type { DeadReason } from './event-log.js';

/** What came off the bus, before anything in it is believed. */
export interface Arrival {
  /** `outbox`, or a Kafka topic. */
  source: string;
  /** Unique in its source, also where the sender gave none. */
  id: string;
  type: string;
  subject: string;
  key: string;
  lane: number;
  rev: number;
  time: string;
  traceparent?: string | undefined;
  /** The JSON text of `data`. */
  data: string;
  /** Length of the whole in bytes: `data` may be cut. */
  bytes: number;
  /** What was wrong before there was anything to read. */
  fault?: string;
}

export interface Refusal {
  reason: DeadReason;
  detail: string;
}

/** An event, a refusal, or null: not for this reader. */
export type Opened = { event: BusEvent } | { refusal: Refusal } | null;

export const MAX_EVENT_BYTES = 1_048_576;

const nounOf = (type: string): string => type.replace(/\.v\d+$/, '');
const KNOWN_TYPES: ReadonlySet<EventType> = new Set(EVENT_TYPES);
const KNOWN_NOUNS: ReadonlySet<string> = new Set(EVENT_TYPES.map(nounOf));

const isKnown = (type: string): type is EventType => (KNOWN_TYPES as ReadonlySet<string>).has(type);

/** Types a reader need not even fetch. What no version of this program knows is fetched: someone has to say so. */
export const foreignTypes = (handled: readonly EventType[]): EventType[] => EVENT_TYPES.filter((type) => !handled.includes(type));

/** Believes an arrival or says why not. */
export function open(arrival: Arrival, handled: ReadonlySet<EventType>): Opened {
  const { type } = arrival;
  if (!isKnown(type)) return openUnknown(type, handled);
  if (!handled.has(type)) return null;
  if (arrival.fault !== undefined) return refuse('malformed', arrival.fault);
  if (isTooLarge(arrival)) return tooLarge(arrival);
  if (arrival.key === '') return refuse('malformed', 'key: empty, so the event has no lane');
  if (!Number.isSafeInteger(arrival.rev) || arrival.rev < 1) return refuse('malformed', `rev: ${arrival.rev} is not a counter`);
  return openData(arrival, type);
}

function openUnknown(type: string, handled: ReadonlySet<EventType>): Opened {
  const noun = nounOf(type);
  if (!KNOWN_NOUNS.has(noun)) return refuse('unknown-type', `type "${type}" is none that this program knows`);
  const mine = [...handled].filter((known) => nounOf(known) === noun);
  return mine.length === 0 ? null : refuse('unknown-version', `type "${type}"; understood here: ${mine.join(', ')}`);
}

function openData(arrival: Arrival, type: EventType): Opened {
  let data: unknown;
  try {
    data = JSON.parse(arrival.data);
  } catch (error) {
    return refuse('malformed', `data: not JSON (${(error as Error).message})`);
  }
  const read = readEventData(type, data);
  if (!read.ok) return refuse('malformed', findingsOf(read.issues as unknown as Issue[], data).join('; '));
  const { id, subject, key, lane, rev, time, traceparent } = arrival;
  const event = { id, type, subject, key, lane, rev, time, data: read.data } as BusEvent;
  if (traceparent) event.traceparent = traceparent;
  return { event };
}

interface Issue {
  path: PropertyKey[];
  message: string;
  /** Of a union: what is wrong for each of its members. */
  errors?: Issue[][];
}

/** An event is a state or a tombstone: says what is wrong with the one it means to be. */
function findingsOf(issues: readonly Issue[], data: unknown): string[] {
  const meant = isTombstone(data) ? 1 : 0;
  const flat = issues.flatMap((issue) => issue.errors?.[meant] ?? [issue]);
  return flat.slice(0, 10).map((issue) => `${['data', ...issue.path].join('.')}: ${issue.message}`);
}

const isTombstone = (data: unknown): boolean => typeof data === 'object' && data !== null && 'retracted' in data;

const isTooLarge = ({ bytes }: Arrival): boolean => bytes > MAX_EVENT_BYTES;
const tooLarge = ({ bytes }: Arrival): { refusal: Refusal } =>
  refuse('too-large', `${bytes} bytes; at most ${MAX_EVENT_BYTES} are read`);

/** Why a carrier cannot take an event further: there is no topic for it, or it is beyond what topics take. Its data is not read. */
export function refusalToCarry(arrival: Arrival): Refusal | null {
  if (isKnown(arrival.type)) return isTooLarge(arrival) ? tooLarge(arrival).refusal : null;
  const opened = openUnknown(arrival.type, KNOWN_TYPES);
  return opened !== null && 'refusal' in opened ? opened.refusal : null;
}

const refuse = (reason: DeadReason, detail: string): { refusal: Refusal } => ({ refusal: { reason, detail } });
