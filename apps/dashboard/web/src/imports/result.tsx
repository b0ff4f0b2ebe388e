import type { ImportStatus, RejectedRow } from '@chitieu/contracts';
import { Table, type Column } from '../frame/table.js';
import { useSay } from '../text/say.js';
import { download, useRejected } from './queries.js';
import { useCounts } from './past-imports.js';

/** How one import went, and each row that did not pass. */
export function Result({ of }: { of: ImportStatus }) {
  const { t, say } = useSay();
  const counts = useCounts();
  const rejected = useRejected(of.rejectedHref);
  const columns = useColumns();
  return (
    <section className="card part" aria-labelledby="result-title" data-part="result">
      <div className="bar">
        <h2 id="result-title">{t(of.dryRun ? 'imports.result' : 'imports.realResult')}</h2>
        <span role="status" className="wrapping">
          {t(`imports.states.${of.state}`)} · {counts(of)}
        </span>
        {of.rejectedHref && (
          <button type="button" className="quiet" onClick={() => void download(of.rejectedHref!)}>
            {t('imports.download')}
          </button>
        )}
      </div>
      {of.error && <p role="alert" className="state off padded">{`■ ${say(of.error)}`}</p>}
      {rejected.data && (
        <Table
          label={t('imports.rejected')}
          columns={columns}
          rows={rejected.data}
          keyOf={({ line, column, code }) => `${line}/${column}/${code}`}
        />
      )}
    </section>
  );
}

function useColumns(): Column<RejectedRow>[] {
  const { t, say } = useSay();
  return [
    { key: 'line', label: t('imports.line'), cell: ({ line }) => line },
    { key: 'column', label: t('imports.column'), cell: ({ column }) => <code>{column}</code> },
    { key: 'message', label: t('imports.message'), cell: ({ message }) => <span className="wrapping">{say(message)}</span> },
    {
      key: 'suggestion',
      label: t('imports.suggestion'),
      cell: ({ suggestion }) => <span className="wrapping soft">{suggestion ? say(suggestion) : '–'}</span>,
    },
  ];
}
