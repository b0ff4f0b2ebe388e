import type { ReactNode } from 'react';
import { ApiError } from '../api/read.js';
import { useSay } from '../text/say.js';

interface Asked<T> {
  data: T | undefined;
  isPending: boolean;
  error: unknown;
}

/** What the API answered; meanwhile that it is being read, and where it refuses, its own words. */
export function Answered<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  const { t, say } = useSay();
  if (of.data !== undefined) return children(of.data);
  if (of.isPending) return <p className="soft">{t('app.loading')}</p>;
  const detail = of.error instanceof ApiError ? of.error.detail : null;
  return <p role="alert">{detail ? say(detail) : t('problem.notRead')}</p>;
}
