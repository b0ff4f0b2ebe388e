import type { Submission } from '../submissions/submission.js';

/** As much of a stored fact as deciding needs. */
export interface FactHead {
  ver: number;
  rev: number;
  unit: string;
  hash: string;
  /** The reason, once retracted. */
  retracted: string | null;
}

export type Accepted = 'created' | 'updated' | 'retracted';
export type Refusal = 'version-older' | 'version-conflict' | 'not-found';
export type Decision =
  { outcome: Accepted; next: FactHead } | { outcome: 'unchanged'; next: FactHead } | { outcome: 'refused'; reason: Refusal };

/**
 * What becomes of one submission, given what is stored. Content decides where the sender leaves `ver` out; where it is
 * given, a lower one is old news, and the same one must say the same.
 */
export function decideAcceptance(stored: FactHead | null, submission: Submission): Decision {
  return submission.retract === null ? decideState(stored, submission) : decideRetraction(stored, submission, submission.retract);
}

function decideState(stored: FactHead | null, { ver, unit, hash }: Submission): Decision {
  if (stored === null) return { outcome: 'created', next: { ver: ver ?? 1, rev: 1, unit, hash, retracted: null } };
  const same = stored.retracted === null && stored.hash === hash;
  if (ver === null ? same : ver === stored.ver && same) return { outcome: 'unchanged', next: stored };
  if (ver !== null && ver < stored.ver) return { outcome: 'refused', reason: 'version-older' };
  if (ver === stored.ver) return { outcome: 'refused', reason: 'version-conflict' };
  return { outcome: 'updated', next: { ver: ver ?? stored.ver + 1, rev: stored.rev + 1, unit, hash, retracted: null } };
}

/** A retraction may name the version it takes back, or a later one of its own. */
function decideRetraction(stored: FactHead | null, { ver }: Submission, reason: string): Decision {
  if (stored === null) return { outcome: 'refused', reason: 'not-found' };
  if (ver !== null && ver < stored.ver) return { outcome: 'refused', reason: 'version-older' };
  if (stored.retracted !== null) return { outcome: 'unchanged', next: stored };
  return { outcome: 'retracted', next: { ...stored, ver: ver ?? stored.ver + 1, rev: stored.rev + 1, retracted: reason } };
}
