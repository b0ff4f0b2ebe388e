import { NavLink } from 'react-router';
import { OVERVIEW, PAGES } from '../pages.js';
import { useSay } from '../text/say.js';
import { useAddressOf, useView } from '../view.js';

/** The way from one page of a unit and period to another. */
export function PagesRow({ current }: { current: string }) {
  const { t } = useSay();
  const { unit, period } = useView();
  const addressOf = useAddressOf();
  const shown = [{ id: OVERVIEW, path: '' }, ...PAGES.filter(({ isHidden }) => !isHidden)];
  return (
    <nav className="pages" aria-label={t('header.pages')}>
      <ul>
        {shown.map(({ id, path }) => (
          <li key={id}>
            <NavLink to={addressOf(unit, period, path)} aria-current={id === current ? 'page' : undefined} end>
              {t(`${id}.title`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
