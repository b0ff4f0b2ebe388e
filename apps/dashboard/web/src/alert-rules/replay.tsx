import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReplayOnWire } from '@chitieu/contracts';
import { useSearchParams } from 'react-router';
import { AlertState } from '../alert-list/alert-state.js';
import { Table, type Column } from '../frame/table.js';
import { printDate, printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { yearOf } from '../unit/period-choices.js';
import { shortName } from '../unit/unit-name.js';
import { useChangeView, useView } from '../view.js';
import { replayRule } from './queries.js';
import { Refusal } from '../frame/refusal.js';

/** What the rule as it stands above would have sent over some time; nothing is kept and nobody is told. */
export function Replay({ rule }: { rule: object }) {
  const { t } = useSay();
  const { unit, period } = useView();
  const [search] = useSearchParams();
  const change = useChangeView();
  const from = search.get('from') ?? `${Number(yearOf(period)) - 1}-01-01`;
  const to = search.get('to') ?? `${yearOf(period)}-12-31`;
  const known = search.get('known') === 'then' ? 'then' : 'now';
  const replaying = useMutation({ mutationFn: () => replayRule({ rule, from, to, orgUnit: unit, known }) });
  return (
    <div className="padded">
      <div className="line">
        <label>
          {t('alert-rules.from')} <input type="date" value={from} onChange={({ target }) => change({ from: target.value })} />
        </label>
        <label>
          {t('alert-rules.to')} <input type="date" value={to} onChange={({ target }) => change({ to: target.value })} />
        </label>
        <label>
          {t('alert-rules.known')}{' '}
          <select value={known} onChange={({ target }) => change({ known: target.value })}>
            <option value="now">{t('alert-rules.now')}</option>
            <option value="then">{t('alert-rules.then')}</option>
          </select>
        </label>
        <Button size="xs" variant="default" loading={replaying.isPending} onClick={() => replaying.mutate()}>
          {t('alert-rules.replay')}
        </Button>
      </div>
      <Refusal of={replaying.error} />
      {replaying.data && <Sent replay={replaying.data} />}
    </div>
  );
}

function Sent({ replay: { items, observations, keptFrom } }: { replay: ReplayOnWire }) {
  const { t } = useSay();
  const columns = useColumns();
  const about = [
    t('alert-rules.wouldSend', { count: items.length }),
    t('alert-rules.judged', { count: observations }),
    keptFrom && t('alert-rules.keptFrom', { day: printDate(keptFrom) }),
  ];
  return (
    <section aria-live="polite" data-part="replay">
      <p>{about.filter(Boolean).join(' · ')}</p>
      {items.length === 0 ? (
        <p className="soft">{t('alert-rules.nothing')}</p>
      ) : (
        <Table
          label={t('alert-rules.wouldSend', { count: items.length })}
          columns={columns}
          rows={items}
          keyOf={({ at, orgUnit, indicator, dimension, state }) => [at, orgUnit.code, indicator, dimension, state].join('/')}
        />
      )}
    </section>
  );
}

function useColumns(): Column<ReplayOnWire['items'][number]>[] {
  const { t, say } = useSay();
  return [
    { key: 'at', label: t('alert-rules.at'), cell: ({ at }) => printInstant(at) },
    { key: 'unit', label: t('alert-rules.unit'), cell: ({ orgUnit }) => shortName(orgUnit.name) },
    { key: 'state', label: t('alert-rules.state'), cell: ({ state }) => <AlertState of={state} /> },
    {
      key: 'message',
      label: t('alert-rules.message'),
      cell: ({ message }) => <span className="wrapping soft">{say(message)}</span>,
    },
  ];
}
