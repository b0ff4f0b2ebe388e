import type { Bilingual, Problem } from '@chitieu/contracts';

const PATIENCE_MS = 15_000;

/** A refusal or a silence of the API; `status` 0: no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: Bilingual | null,
  ) {
    super(detail?.en ?? `status ${status}`);
  }
}

export async function readJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(`/api/v1/${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (answer === null) throw new ApiError(0, null);
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => null)) as Problem | null;
  throw new ApiError(answer.status, problem?.detail ?? null);
}

/** Query string of what is given. */
export function asked(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}

export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
