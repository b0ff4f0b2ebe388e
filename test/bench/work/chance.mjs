/** Whole numbers below a bound, the same for a seed. @param {number} seed @returns {(below: number) => number} */
export function chanceOf(seed) {
  let state = seed | 1;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}
