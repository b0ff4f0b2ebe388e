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

export const readJson = async <T>(path: string, init?: RequestInit): Promise<T> => (await (await call(path, init)).json()) as T;

/** Where nothing of the answer is of use. */
export const send = async (path: string, init: RequestInit): Promise<void> => void (await call(path, init));

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(`/api/v1/${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (answer === null) throw new ApiError(0, null);
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => null)) as Problem | null;
  throw new ApiError(answer.status, problem?.detail ?? null);
}

/** Query string of what is given. */
export function asked(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}

export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
