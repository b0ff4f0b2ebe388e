import { useSearchParams } from 'react-router';
import { Answered } from '../frame/answered.js';
import { useSay } from '../text/say.js';
import { useView } from '../view.js';
import { PastImports } from './past-imports.js';
import { useImports } from './queries.js';
import { Result } from './result.js';
import { SendFile } from './send-file.js';

/** A file is tried, then imported; what was imported can be undone. The one looked at is in the address. */
export function Imports() {
  const { t } = useSay();
  const { unit } = useView();
  const imports = useImports(unit);
  const [search] = useSearchParams();
  const looked = imports.data?.find(({ id }) => id === search.get('import'));
  return (
    <>
      <SendFile tried={looked?.dryRun && looked.state === 'done' ? looked : null} />
      {looked && <Result of={looked} />}
      <section className="card part" aria-labelledby="past-title">
        <div className="bar">
          <h2 id="past-title">{t('imports.past')}</h2>
        </div>
        <Answered of={imports}>{(items) => <PastImports items={items} />}</Answered>
      </section>
    </>
  );
}
