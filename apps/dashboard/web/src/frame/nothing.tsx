import { useSay } from '../text/say.js';

/** A page that has nothing to show, why, and a way on. */
export function Nothing({ what, children }: { what: string; children?: React.ReactNode }) {
  const { t } = useSay();
  return (
    <main className="nothing" id="content">
      <a className="brand" href="/">
        {t('app.name')}
      </a>
      <h1>{what}</h1>
      {children}
      <p>
        <a href="/">{t('problem.home')}</a>
      </p>
    </main>
  );
}
