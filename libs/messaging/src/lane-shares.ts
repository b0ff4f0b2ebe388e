import { LANES } from '@chitieu/domain';

/**
 * Which lanes are a member's, when these live. Each lane ranks the members by a hash of both and goes to the first that has
 * room (rendezvous hashing with a bound): every process computes the same from the same list, no member holds more than its
 * even part rounded up, and when one comes or goes few other lanes move. A contiguous split would move about half of them.
 */
export function lanesOf(members: readonly number[], me: number): ReadonlySet<number> {
  const room = new Map(members.map((member) => [member, Math.ceil(LANES / members.length)]));
  const mine = new Set<number>();
  for (let lane = 0; lane < LANES; lane++) {
    const ranked = [...room.keys()].sort((a, b) => weight(lane, b) - weight(lane, a) || a - b);
    const owner = ranked.find((member) => room.get(member)! > 0);
    if (owner === undefined) continue;
    room.set(owner, room.get(owner)! - 1);
    if (owner === me) mine.add(lane);
  }
  return mine;
}

/** Well mixed 32 bits of both (the finish of MurmurHash3). */
function weight(lane: number, member: number): number {
  let hash = Math.imul(member, 0x9e3779b1) ^ Math.imul(lane + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
