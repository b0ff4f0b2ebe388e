import { Drawer } from '@mantine/core';
import { Answered } from '../frame/answered.js';
import { Refusal } from '../frame/refusal.js';
import { useSay } from '../text/say.js';
import { useSavedViews, useViewStep } from './queries.js';
import { SaveView } from './save-view.js';
import { SavedView } from './saved-view.js';
import './saved-views.css';

/** The viewer's own views and those shared with them: opened, renamed, removed, opened first. */
export default function SavedViews({ onClose }: { onClose: () => void }) {
  const { t } = useSay();
  const views = useSavedViews();
  const step = useViewStep();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={420}
      title={t('saved-views.title')}
      closeButtonProps={{ 'aria-label': t('saved-views.close') }}
      transitionProps={{ duration: 0 }}
    >
      <Answered of={views}>
        {({ items, maySetForRoles }) => (
          <>
            {items.length === 0 && <p className="soft">{t('saved-views.none')}</p>}
            <ul className="saved-views">
              {items.map((view) => (
                <SavedView key={view.id} view={view} step={step.mutate} maySetForRoles={maySetForRoles} onOpen={onClose} />
              ))}
            </ul>
          </>
        )}
      </Answered>
      <Refusal of={step.error} />
      <SaveView step={step.mutate} isPending={step.isPending} />
    </Drawer>
  );
}
