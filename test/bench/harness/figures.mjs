/** @template {string} K @param {Record<K, number>[]} runs @param {K} name */
export function medianOf(runs, name) {
  const sorted = runs.map((run) => run[name]).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export const thousands = (value) => Math.round(value).toLocaleString('en');

/** @param {number[]} times in milliseconds, in any order */
export function percentilesOf(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
