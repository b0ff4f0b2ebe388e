import { lazy, Suspense, useState } from 'react';
import { useSay } from '../text/say.js';

const SavedViews = lazy(() => import('./saved-views.js')); // fetched when somebody opens it

/** The way to the saved views, from every page. */
export function ViewsMenu() {
  const { t } = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="leave views"
        aria-label={t('saved-views.title')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span aria-hidden="true">☆</span> <span className="word">{t('saved-views.short')}</span>
      </button>
      {isOpen && (
        <Suspense>
          <SavedViews onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
