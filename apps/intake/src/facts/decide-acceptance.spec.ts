import { describe, expect, it } from '@jest/globals';
import type { Submission } from '../submissions/submission.js';
import { decideAcceptance, type FactHead, type Refusal } from './decide-acceptance.js';

const stored: FactHead = { ver: 5, rev: 9, unit: '07606', hash: 'a', retracted: null };
const gone: FactHead = { ...stored, retracted: 'nhập nhầm' };
const stated = (hash: string, ver: number | null): Submission => ({
  kind: 'plans',
  id: 'P',
  period: '',
  ver,
  unit: '07606',
  text: '{}',
  yearEnd: null,
  hash,
  retract: null,
});
const takenBack = (ver: number | null): Submission => ({ ...stated('', ver), retract: 'sai' });

describe('a statement', () => {
  it.each<[string, FactHead | null, Submission, Refusal | [string, ver: number, rev: number]]>([
    ['the first, uncounted', null, stated('a', null), ['created', 1, 1]],
    ['the first, counted by the sender', null, stated('a', 7), ['created', 7, 1]],
    ['the same, uncounted', stored, stated('a', null), ['unchanged', 5, 9]],
    ['another, uncounted', stored, stated('b', null), ['updated', 6, 10]],
    ['the same version, the same content', stored, stated('a', 5), ['unchanged', 5, 9]],
    ['the same version, another content', stored, stated('b', 5), 'version-conflict'],
    ['an older version', stored, stated('b', 4), 'version-older'],
    ['an older version, the same content', stored, stated('a', 4), 'version-older'],
    ['a later version, the same content', stored, stated('a', 8), ['updated', 8, 10]],
    ['a later version, another content', stored, stated('b', 8), ['updated', 8, 10]],
    ['after a retraction, uncounted', gone, stated('a', null), ['updated', 6, 10]],
    ['after a retraction, its version again', gone, stated('a', 5), 'version-conflict'],
    ['after a retraction, a later version', gone, stated('a', 6), ['updated', 6, 10]],
    ['a retraction of nothing', null, takenBack(null), 'not-found'],
    ['a retraction', stored, takenBack(null), ['retracted', 6, 10]],
    ['a retraction that names the version it takes back', stored, takenBack(5), ['retracted', 5, 10]],
    ['a retraction of an older version', stored, takenBack(4), 'version-older'],
    ['a second retraction', gone, takenBack(null), ['unchanged', 5, 9]],
  ])('%s', (_name, before, submission, expected) => {
    const decision = decideAcceptance(before, submission);
    const seen = decision.outcome === 'refused' ? decision.reason : [decision.outcome, decision.next.ver, decision.next.rev];
    expect(seen).toEqual(expected);
  });
});
