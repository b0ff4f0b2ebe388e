import { useEffect, type ReactNode } from 'react';
import type { IndicatorValue } from '@chitieu/contracts';
import { useLive } from '../api/live.js';
import { useOrgUnit, useScreenValues } from '../api/queries.js';
import { isMissing } from '../api/read.js';
import { Link } from 'react-router';
import { Explanation } from '../explanation/explanation.js';
import { LeaveMenu } from '../leave/leave-menu.js';
import { OnPaper } from '../leave/on-paper.js';
import { useSurroundings } from '../leave/use-surroundings.js';
import { NotesAround } from '../notes/notes-around.js';
import { NotesOnPaper } from '../notes/notes-on-paper.js';
import { OVERVIEW } from '../pages.js';
import { ViewsMenu } from '../saved-views/views-menu.js';
import { useSay } from '../text/say.js';
import { unitRows } from '../unit/rank-units.js';
import { useView } from '../view.js';
import { Header } from './header.js';
import { Nothing } from './nothing.js';
import { PagesRow } from './pages-row.js';
import { StaleBanner } from './stale-banner.js';

const NONE: readonly IndicatorValue[] = [];

/** What stands round every page of a unit and period: where we are, how old the figures are, the way to the other pages. */
export function PageFrame({ id, children }: { id: string; children: ReactNode }) {
  const { t } = useSay();
  const { unit: code, period, explained } = useView();
  const unit = useOrgUnit(code, period);
  const values = useScreenValues(code, period);
  const isLive = useLive(code);
  const title = t(`${id}.title`);
  useDocumentTitle([title, unit.data?.name, period]);
  const around = useSurroundings(title, unit.data, period, values.data ?? []);
  if (isMissing(unit.error) || isMissing(values.error)) return <Nothing what={t('problem.noSuchUnit', { code, period })} />;
  const own = unitRows(values.data ?? []).find((row) => row.unit.code === code);
  return (
    <NotesAround unit={code} period={period} values={values.data ?? NONE}>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <Header
        unit={unit.data}
        period={period}
        values={values.data ?? []}
        own={own}
        isLive={isLive}
        updatedAt={values.dataUpdatedAt}
      />
      <div className="row">
        <PagesRow current={id} />
        {id === OVERVIEW && (
          <Link className="quiet to-wall" to={`/wall/${encodeURIComponent(code)}/${period}`}>
            {t('wall.title')}
          </Link>
        )}
        <ViewsMenu />
        <LeaveMenu around={around} fileName={[id, code, period].join('-')} />
      </div>
      <OnPaper around={around} />
      <StaleBanner isLive={isLive} failed={values.isError || unit.isError} updatedAt={values.dataUpdatedAt} />
      <main className={id === OVERVIEW ? 'screen' : 'page'} id="content" aria-busy={values.isPending}>
        <h1 className={id === OVERVIEW ? 'unseen' : 'page-title'}>
          {title} <span className="soft">{[unit.data?.name ?? code, period].join(' · ')}</span>
        </h1>
        {children}
      </main>
      <NotesOnPaper />
      {explained && <Explanation of={explained} />}
    </NotesAround>
  );
}

function useDocumentTitle(parts: (string | undefined)[]): void {
  const title = [...parts, 'Chỉ Tiêu'].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
