import type { Finding, WritableKind } from '@chitieu/contracts';

/** One statement about one entity, checked and ready to be decided on. */
export interface Submission {
  kind: WritableKind;
  id: string;
  /** Part of the key of a household review, '' elsewhere. */
  period: string;
  /** null: the sender leaves the counting to us. */
  ver: number | null;
  unit: string;
  /** The entity's full state without `ver`; empty for a retraction. */
  content: Record<string, unknown>;
  /** Of the content in canonical form. */
  hash: string;
  /** The reason, when the entity is taken back. */
  retract: string | null;
}

/** A row as it was read, before any check. */
export interface RawRow {
  /** The sender's own line number. */
  line: number;
  text: string;
  value: unknown;
  findings: Finding[];
  /** Character (from 1) at which a malformed line goes wrong. */
  column?: number;
}

export type Reading = { submission: Submission; findings?: undefined } | { submission?: undefined; findings: Finding[] };

export const keyOf = (entity: { id: string; period: string }): string => `${entity.id}\n${entity.period}`;
