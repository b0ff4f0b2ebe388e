/** @template {string} K @param {Record<K, number>[]} runs @param {K} name */
export function medianOf(runs, name) {
  const sorted = runs.map((run) => run[name]).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export const thousands = (value) => Math.round(value).toLocaleString('en');
