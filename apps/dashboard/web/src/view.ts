import { useParams, useSearchParams } from 'react-router';
import type { ExplainedNumber } from './api/queries.js';
import type { Direction, SortKey } from './unit/rank-units.js';

const SORT_KEYS: readonly string[] = ['need', 'name', 'poor-households', 'poor-rate', 'pace', 'disbursement-rate'];

/** What the address says: the whole state of the page. */
export interface View {
  unit: string;
  period: string;
  sort: SortKey;
  direction: Direction;
  listing: 'units' | 'indicators';
  explained: ExplainedNumber | null;
}

export function useView(): View {
  const { unit = '', period = '' } = useParams();
  const [search] = useSearchParams();
  const sort = search.get('sort') ?? 'need';
  const explain = search.get('explain');
  return {
    unit,
    period,
    sort: SORT_KEYS.includes(sort) ? (sort as SortKey) : 'need',
    direction: search.get('direction') === 'descending' ? 'descending' : 'ascending',
    listing: search.get('listing') === 'indicators' ? 'indicators' : 'units',
    explained: explain
      ? {
          indicator: explain,
          unit: search.get('of') ?? unit,
          period: search.get('at') ?? period,
          dimension: search.get('dimension'),
          knownAt: search.get('knownAt'),
        }
      : null,
  };
}

/** Changes some of the query, keeps the rest; each change is a step that Back undoes, but for what is being typed. */
export function useChangeView(): (change: Record<string, string | null>, options?: { replace: boolean }) => void {
  const [, setSearch] = useSearchParams();
  return (change, options) =>
    setSearch((search) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(change))
        if (value === null) next.delete(name);
        else next.set(name, value);
      return next;
    }, options);
}

const CLOSED = { explain: null, of: null, at: null, dimension: null, knownAt: null };
export const closeExplanation = CLOSED;

/** Address of a page (none: the overview) of another unit or period, with the reader's sorting kept. */
export function useAddressOf(): (unit: string, period: string, page?: string) => string {
  const [search] = useSearchParams();
  return (unit, period, page = '') => {
    const kept = new URLSearchParams([...search].filter(([name]) => name === 'sort' || name === 'direction'));
    return `/u/${encodeURIComponent(unit)}/${period}${page && `/${page}`}${kept.size > 0 ? `?${kept}` : ''}`;
  };
}
