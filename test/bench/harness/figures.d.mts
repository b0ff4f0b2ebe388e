export function medianOf<K extends string>(runs: Record<K, number>[], name: K): number;
export function thousands(value: number): string;
export function percentilesOf(times: number[]): { p50: number; p95: number; p99: number; max: number };
