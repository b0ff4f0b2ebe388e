/** Lanes the bus is cut into. One writer per lane; a commune's events never leave its lane. */
export const LANES = 64;

/**
 * Lane of an administrative unit: FNV-1a (32 bit) over the code's characters, modulo {@link LANES}.
 * Codes are ASCII, so a character is a byte. The producer sets the Kafka partition from this number.
 */
export function laneOf(unitCode: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < unitCode.length; i++) {
    hash ^= unitCode.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % LANES;
}
