import { isDeepStrictEqual } from 'node:util';
import type {
  AlertRecipient,
  AlertRecipientInFull,
  AlertRecipientOnWire,
  AlertRecipientRequest,
  AlertRecipientVersion,
} from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

interface Row {
  id: string;
  version: number;
  enabled: boolean;
  body: AlertRecipient;
  by: string;
  reason: string;
  at: Date;
}

const COLUMNS = 'recipient AS id, version, enabled, body, by, reason, at';

const versionOf = ({ version, enabled, body, by, reason, at }: Row): AlertRecipientVersion => {
  return { version, enabled, recipient: body, by, reason, at: at.toISOString() };
};

/** As they stand now, those that are told nothing any more too. */
export async function loadRecipients(tx: Tx): Promise<AlertRecipientOnWire[]> {
  const rows = await tx.query<Row>(
    `SELECT DISTINCT ON (recipient) ${COLUMNS} FROM alerting.recipient_version ORDER BY recipient, version DESC`,
  );
  return rows.map((row) => ({ id: row.id, ...versionOf(row) }));
}

/** Null: there is none. */
export async function recipientInFull(tx: Tx, id: string): Promise<AlertRecipientInFull | null> {
  const rows = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM alerting.recipient_version WHERE recipient = $1 ORDER BY version DESC`,
    [id],
  );
  const versions = rows.map(versionOf);
  return versions[0] ? { id, ...versions[0], versions } : null;
}

/** From the next message on. The same again is no new version. */
export async function changeRecipient(
  tx: Tx,
  id: string,
  { recipient, enabled, by, reason }: AlertRecipientRequest,
  now: Date,
): Promise<AlertRecipientInFull> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('chitieu.alerting.recipient'))`);
  const before = await recipientInFull(tx, id);
  if (before && before.enabled === enabled && isDeepStrictEqual(before.recipient, recipient)) return before;
  await tx.query(
    `INSERT INTO alerting.recipient_version (recipient, version, enabled, body, by, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, (before?.version ?? 0) + 1, enabled, JSON.stringify(recipient), by, reason, now.toISOString()],
  );
  return (await recipientInFull(tx, id))!;
}
