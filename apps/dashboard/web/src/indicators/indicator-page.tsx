import { Link, useParams, useSearchParams } from 'react-router';
import type { IndicatorOnWire, IndicatorValue } from '@chitieu/contracts';
import { useCatalogue } from '../api/queries.js';
import { Answered } from '../frame/answered.js';
import { useSay } from '../text/say.js';
import { useAddressOf, useView } from '../view.js';
import { About } from './about.js';
import { samePeriodLastYear, trendPeriods } from './compare.js';
import { PlanComparison } from './plan-comparison.js';
import { useIndicatorValues, useTrend, type Asked } from './queries.js';
import { Trend } from './trend.js';
import { UnitsBelow } from './units-below.js';
import './indicators.css';

/** One indicator of the unit: against its plan, over time, and in the units below. */
export function IndicatorPage() {
  const { t } = useSay();
  const { unit, period } = useView();
  const { indicator: code = '' } = useParams();
  const addressOf = useAddressOf();
  const { data: catalogue } = useCatalogue();
  if (!catalogue) return <p className="soft">{t('app.loading')}</p>;
  const indicator = catalogue.get(code);
  return (
    <>
      <p className="part">
        <Link to={addressOf(unit, period, 'indicators')}>{t('indicators.back')}</Link>
      </p>
      {indicator ? <OfIndicator key={code} indicator={indicator} /> : <p role="alert">{t('indicators.unknown')}</p>}
    </>
  );
}

function OfIndicator({ indicator }: { indicator: IndicatorOnWire }) {
  const { unit: orgUnit, period } = useView();
  const [search] = useSearchParams();
  const asked: Asked = { orgUnit, period, indicator: indicator.code, dimension: search.get('group') };
  const periods = trendPeriods(period);
  const history = useTrend(asked, [...new Set([...periods.slice(0, -1), samePeriodLastYear(period)])]);
  const lastYear = history.find((one) => one.period === samePeriodLastYear(period))?.value;
  return (
    <Answered of={useIndicatorValues(asked, search.get('level') ?? undefined)}>
      {(values) => {
        const own = values.find((value) => value.orgUnit.code === orgUnit);
        const before = periods.slice(0, -1).map((each) => history.find((one) => one.period === each)?.value);
        return (
          <>
            {own && <Head indicator={indicator} own={own} lastYear={lastYear} />}
            {own && <Trend indicator={indicator} periods={periods} values={[...before, own]} />}
            {own && <UnitsBelow indicator={indicator} of={own.orgUnit} values={values.filter((value) => value !== own)} />}
          </>
        );
      }}
    </Answered>
  );
}

interface HeadProps {
  indicator: IndicatorOnWire;
  own: IndicatorValue;
  lastYear: IndicatorValue | undefined;
}

function Head({ indicator, own, lastYear }: HeadProps) {
  const { say } = useSay();
  return (
    <section className="card part" data-part="plan-comparison">
      <div className="bar">
        <h2>{say(indicator.name)}</h2>
        <About indicator={indicator} value={own} />
      </div>
      <PlanComparison indicator={indicator} value={own} lastYear={lastYear} />
    </section>
  );
}
