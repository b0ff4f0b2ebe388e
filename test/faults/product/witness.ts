import type { Database } from '@chitieu/persistence';

/**
 * A consumer's place in the log only ever moves forward: behind the fence nobody applies what another has applied. A
 * trigger keeps every move that did not, whether or not a number went wrong by it.
 */
export async function plantWitness(database: Database): Promise<void> {
  for (const statement of WITNESS) await database.query(statement);
}

const WITNESS = [
  'CREATE SCHEMA faults',
  `CREATE TABLE faults.not_forward (consumer_group text, source text, slot integer, was text, became text, at timestamptz DEFAULT clock_timestamp())`,
  `CREATE FUNCTION faults.witness() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO faults.not_forward (consumer_group, source, slot, was, became)
     VALUES (OLD.consumer_group, OLD.source, OLD.slot, OLD.xid || '/' || OLD.pos, NEW.xid || '/' || NEW.pos);
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER witness AFTER UPDATE ON bus.consumer_offset FOR EACH ROW
   WHEN ((NEW.xid, NEW.pos) <= (OLD.xid, OLD.pos)) EXECUTE FUNCTION faults.witness()`,
];

export async function notForward(database: Database): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `SELECT consumer_group || ' ' || source || '/' || slot || ': ' || was || ' → ' || became AS text FROM faults.not_forward ORDER BY at`,
  );
  return rows.map(({ text }) => text);
}
