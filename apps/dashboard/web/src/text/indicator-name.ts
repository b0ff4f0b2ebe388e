import { useCatalogue } from '../api/queries.js';
import { useSay } from './say.js';

/** An indicator's name, with its dimension where it has one; its code while the catalogue is not known. */
export function useIndicatorName(): (indicator: string, dimension?: string | null) => string {
  const { say } = useSay();
  const { data: catalogue } = useCatalogue();
  return (indicator, dimension) => {
    const known = catalogue?.get(indicator);
    return [known ? say(known.name) : indicator, dimension].filter(Boolean).join(' · ');
  };
}
