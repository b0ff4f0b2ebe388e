import type { Database } from '@chitieu/persistence';

/** A bad event that the plan put on the bus: where its letter must be found, and why it must be there. */
export interface Poison {
  kind: string;
  /** `event_id` of the letter. */
  id: string;
  reason: string;
}

/** The dead letters are exactly what was injected, each with its reason. */
export async function wrongDeadLetters(database: Database, injected: readonly Poison[]): Promise<string[]> {
  const letters = await database.query<{ event_id: string; reason: string; detail: string; consumer_group: string }>(
    'SELECT event_id, reason, detail, consumer_group FROM bus.dead_letter ORDER BY id',
  );
  const byId = new Map(injected.map((poison) => [poison.id, poison]));
  const wrong: string[] = [];
  for (const { event_id: id, reason, detail, consumer_group: group } of letters) {
    const poison = byId.get(id);
    if (!poison) wrong.push(`${group} set aside ${id}, which was sound: ${reason} (${detail.slice(0, 120)})`);
    else if (poison.reason !== reason)
      wrong.push(`${poison.kind} in ${group}: ${reason} instead of ${poison.reason} (${detail.slice(0, 120)})`);
  }
  const found = new Set(letters.map(({ event_id: id }) => id));
  for (const { kind, id } of injected) if (!found.has(id)) wrong.push(`${kind}: no dead letter of ${id}`);
  return wrong;
}
