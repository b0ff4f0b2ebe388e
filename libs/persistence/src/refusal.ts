export type RefusalReason =
  | 'migration-changed'
  | 'migration-unfinished'
  | 'schema-newer'
  | 'database-not-ours'
  | 'directory-not-ours'
  | 'directory-in-use'
  | 'directory-unreachable'
  | 'server-other-version'
  | 'no-space'
  | 'port-busy'
  | 'platform-unsupported'
  | 'server-failed';

/** Why a database cannot be used as it stands, and how to mend it: one line in each language. */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly vi: string,
    readonly en: string,
  ) {
    super(`${vi} — ${en}`);
    this.name = 'Refusal';
  }
}
