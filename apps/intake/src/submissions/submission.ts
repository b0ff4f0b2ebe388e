import type { Finding, WritableKind } from '@chitieu/contracts';
import type { Classification } from '@chitieu/domain';

/** One statement about one entity, checked and ready to be decided on. */
export interface Submission {
  kind: WritableKind;
  id: string;
  /** Part of the key of a household review, '' elsewhere. */
  period: string;
  /** null: the sender leaves the counting to us. */
  ver: number | null;
  unit: string;
  /** The entity's full state without `ver`, as JSON text in canonical form: what is hashed, stored and told. Empty for a retraction. */
  text: string;
  hash: string;
  /** Households only: class at the year's end, null when the household no longer lived there. */
  yearEnd: Classification | null;
  /** The reason, when the entity is taken back. */
  retract: string | null;
}

/** A row as it came. */
export interface RawRow {
  /** The sender's own line number. */
  line: number;
  text: string;
  /** What it says, before any check. Asked when it is its turn: until then, and afterwards, a row is its text only. */
  read: () => RowContent;
}

export interface RowContent {
  value: unknown;
  findings: Finding[];
  /** Character (from 1) at which a malformed line goes wrong. */
  column?: number;
}

export type Reading =
  { submission: Submission; findings?: undefined } | { submission?: undefined; findings: Finding[]; column?: number | undefined };

export const keyOf = (entity: { id: string; period: string }): string => `${entity.id}\n${entity.period}`;
