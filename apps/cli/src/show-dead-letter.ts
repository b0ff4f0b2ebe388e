import type { DeadLetterInFull } from '@chitieu/contracts';
import { printable } from './printable.js';
import { facts } from './table.js';

/** Everything about one, its data last. */
export function deadLetterText({ payload, ...letter }: DeadLetterInFull): string {
  const { data, ...attributes } = arrivalIn(payload);
  const told = { ...letter, ...attributes, id: letter.id };
  const pairs = Object.entries(told).flatMap(([name, value]): [string, string][] =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return `${facts(pairs)}\n\n${printable(data)}`;
}

/** What does not read as a stored arrival, because it was cut, is shown as it is. */
function arrivalIn(payload: string): { data: string } & Record<string, unknown> {
  try {
    const { data, subject, rev, time, bytes, fault } = JSON.parse(payload) as Record<string, unknown>;
    return { subject, rev, time, bytes, fault, data: indented(String(data)) };
  } catch {
    return { data: payload };
  }
}

function indented(data: string): string {
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}
