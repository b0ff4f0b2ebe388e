import type { IndicatorValue, OrgUnitOnWire } from '@chitieu/contracts';
import { NavLink } from 'react-router';
import { useSay } from '../text/say.js';
import type { RankedUnit } from '../unit/rank-units.js';
import { useAddressOf } from '../view.js';
import { CutOff } from './cut-off.js';
import { PeriodPicker } from './period-picker.js';
import { ThemeChoice } from './theme-choice.js';
import { UnitSearch } from './unit-search.js';

interface HeaderProps {
  unit: OrgUnitOnWire | undefined;
  period: string;
  values: readonly IndicatorValue[];
  own: RankedUnit | undefined;
  isLive: boolean;
  updatedAt: number;
}

export function Header({ unit, period, values, own, isLive, updatedAt }: HeaderProps) {
  const { t } = useSay();
  return (
    <header className="top">
      <a className="brand" href="/" title={t('app.about')}>
        {t('app.name')}
      </a>
      <UnitPath unit={unit} period={period} />
      <UnitSearch period={period} />
      <PeriodPicker period={period} asOf={values[0]?.asOf} />
      {values.some(({ sample }) => sample) && (
        <span className="sample" title={t('header.sampleWhy')}>
          {t('header.sample')}
        </span>
      )}
      <CutOff values={values} own={own} isLive={isLive} updatedAt={updatedAt}>
        <LanguageChoice />
        <ThemeChoice />
      </CutOff>
    </header>
  );
}

function UnitPath({ unit, period }: { unit: OrgUnitOnWire | undefined; period: string }) {
  const { t } = useSay();
  const addressOf = useAddressOf();
  return (
    <nav className="path" aria-label={t('header.path')}>
      <ol>
        {unit?.ancestors.map(({ code, name }) => (
          <li key={code}>
            <NavLink to={addressOf(code, period)}>{name}</NavLink>
          </li>
        ))}
        <li aria-current="page">{unit?.name ?? '…'}</li>
      </ol>
    </nav>
  );
}

const LANGUAGES = [
  { code: 'vi', short: 'VI', name: 'Tiếng Việt' },
  { code: 'en', short: 'EN', name: 'English' },
] as const;

function LanguageChoice() {
  const { t, language, changeLanguage } = useSay();
  return (
    <span className="languages" role="group" aria-label={t('header.language')}>
      {LANGUAGES.map(({ code, short, name }) => (
        <button key={code} type="button" lang={code} aria-pressed={language === code} onClick={() => changeLanguage(code)}>
          {short}
          <span className="unseen"> {name}</span>
        </button>
      ))}
    </span>
  );
}
