import type { ReactNode } from 'react';
import { useSay } from '../text/say.js';
import { useRefusal } from './refusal.js';

interface Asked<T> {
  data: T | undefined;
  isPending: boolean;
  error: unknown;
}

/** What the API answered; meanwhile that it is being read, and where it refuses, its own words. */
export function Answered<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  const { t } = useSay();
  const refusal = useRefusal();
  if (of.data !== undefined) return children(of.data);
  if (of.isPending) return <p className="soft">{t('app.loading')}</p>;
  return <p role="alert">{refusal(of.error)}</p>;
}
