import { Drawer } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useCatalogue, useExplanation } from '../api/queries.js';
import { useSay } from '../text/say.js';
import { closeExplanation, useChangeView, type View } from '../view.js';
import { ChildrenSum } from './children-sum.js';
import { Declared } from './declared.js';
import { EventsBehind } from './events-behind.js';
import { KnownAt } from './known-at.js';
import { Quotient } from './quotient.js';
import { PlanAndOrigin } from './plan-and-origin.js';

const NotesOnIt = lazy(() => import('./notes-on-it.js')); // its forms are not needed to read a number

/** "Cách tính": where a number comes from, down to the events. */
export function Explanation({ of }: { of: NonNullable<View['explained']> }) {
  const { t, say } = useSay();
  const change = useChangeView();
  const { data: catalogue } = useCatalogue();
  const { data, isError } = useExplanation(of);
  const indicator = catalogue?.get(of.indicator);
  const title = `${t('explain.title')}: ${indicator ? say(indicator.name) : of.indicator}`;
  return (
    <Drawer
      opened
      onClose={() => change(closeExplanation)}
      position="right"
      size={460}
      title={title}
      closeButtonProps={{ 'aria-label': t('explain.close') }}
      transitionProps={{ duration: 0 }}
    >
      <KnownAt day={of.knownAt} answered={data?.knownAt} />
      {isError && <p role="alert">{t('explain.unavailable')}</p>}
      {!data && !isError && <p className="soft">{t('app.loading')}</p>}
      {data && indicator && (
        <div className="explanation">
          <p className="soft">
            {data.value.orgUnit.name} · {data.value.period}
          </p>
          <Quotient explanation={data} unit={indicator.unit} />
          <Declared value={data.value} unit={indicator.unit} />
          <PlanAndOrigin explanation={data} unit={indicator.unit} />
          <ChildrenSum explanation={data} unit={indicator.unit} />
          <EventsBehind explanation={data} />
          <Suspense>
            <NotesOnIt value={data.value} />
          </Suspense>
        </div>
      )}
    </Drawer>
  );
}
