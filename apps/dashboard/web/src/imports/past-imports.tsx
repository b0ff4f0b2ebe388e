import { useState } from 'react';
import type { ImportStatus } from '@chitieu/contracts';
import { Table, type Column } from '../frame/table.js';
import { printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { useChangeView } from '../view.js';
import { UndoForm } from './undo-form.js';

/** What was sent, what came of it, and who took what back when and why. */
export function PastImports({ items }: { items: ImportStatus[] }) {
  const { t } = useSay();
  const [undoing, setUndoing] = useState<string | null>(null);
  const columns = useColumns(setUndoing);
  return (
    <>
      {undoing && <UndoForm id={undoing} onEnd={() => setUndoing(null)} />}
      {items.length === 0 && <p className="soft padded">{t('imports.none')}</p>}
      {items.length > 0 && <Table label={t('imports.past')} columns={columns} rows={items} keyOf={({ id }) => id} />}
    </>
  );
}

export function useCounts(): (of: ImportStatus) => string {
  const { t } = useSay();
  return ({ undo, received, created, updated, unchanged, retracted, rejected }) =>
    t(undo ? 'imports.undoCounts' : 'imports.counts', { received, created, updated, unchanged, retracted, rejected });
}

const isUndoable = ({ dryRun, undo, undoneBy, state }: ImportStatus): boolean =>
  !dryRun && undo === null && undoneBy === null && (state === 'done' || state === 'failed');

function useColumns(askUndo: (id: string) => void): Column<ImportStatus>[] {
  const { t } = useSay();
  const counts = useCounts();
  const change = useChangeView();
  return [
    {
      key: 'at',
      label: t('imports.at'),
      cell: ({ id, receivedAt }) => (
        <button type="button" className="number-button" onClick={() => change({ import: id })}>
          {printInstant(receivedAt)}
        </button>
      ),
    },
    {
      key: 'kind',
      label: t('imports.kind'),
      cell: ({ kind, undo, dryRun }) => (
        <span className="wrapping">
          {t(`imports.kinds.${kind}`)}
          {dryRun && <span className="soft"> · {t('imports.dryMark')}</span>}
          {undo && <span className="soft"> · {t('imports.undoOf', { ...undo })}</span>}
        </span>
      ),
    },
    { key: 'state', label: t('imports.state'), cell: ({ state }) => t(`imports.states.${state}`) },
    { key: 'what', label: t('imports.what'), cell: (one) => <span className="wrapping">{counts(one)}</span> },
    {
      key: 'undo',
      label: t('imports.undo'),
      cell: (one) =>
        isUndoable(one) ? (
          <button type="button" className="quiet" onClick={() => askUndo(one.id)}>
            {t('imports.undo')}
          </button>
        ) : (
          <span className="soft">{one.undoneBy ? t('imports.undone') : '–'}</span>
        ),
    },
  ];
}
