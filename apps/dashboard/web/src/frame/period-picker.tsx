import { Select } from '@mantine/core';
import { useNavigate } from 'react-router';
import { printPeriod } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { periodChoices, yearOf } from '../unit/period-choices.js';
import { useAddressOf, useView } from '../view.js';

export function PeriodPicker({ period, asOf }: { period: string; asOf: string | undefined }) {
  const { t, language } = useSay();
  const navigate = useNavigate();
  const addressOf = useAddressOf();
  const { unit } = useView();
  const { years, quarters, months } = periodChoices(period, Number(asOf?.slice(0, 4) ?? yearOf(period)));
  const items = (periods: string[]) => periods.map((value) => ({ value, label: printPeriod(value, language) }));
  return (
    <Select
      className="period"
      size="xs"
      aria-label={t('header.period')}
      value={period}
      data={[
        { group: t('header.years'), items: items(years) },
        { group: t('header.quarters'), items: items(quarters) },
        { group: t('header.months'), items: items(months) },
      ]}
      allowDeselect={false}
      onChange={(chosen) => chosen && void navigate(addressOf(unit, chosen))}
      comboboxProps={{ width: 180 }}
      maxDropdownHeight={360}
    />
  );
}
