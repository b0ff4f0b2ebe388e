import { rate, stock } from './define.js';
import type { Bilingual, Indicator, Sum } from './indicator.js';
import { ofPoor } from './starter-poverty.js';

const persons = { vi: 'tổng số nhân khẩu', en: 'all persons' };

/** By persons, by group and by area, at the end of the period. */
export const GROUP_INDICATORS: readonly Indicator[] = [
  count('population', ['members'], 'Tổng số nhân khẩu', 'Persons', 'none', 'persons'),
  count('poor-persons', ['poorMembers'], 'Số nhân khẩu hộ nghèo', 'Persons in poor households', 'descending', 'persons'),
  count(
    'near-poor-persons',
    ['nearPoorMembers'],
    'Số nhân khẩu hộ cận nghèo',
    'Persons in near-poor households',
    'descending',
    'persons',
  ),
  share('poor-person-rate', ['poorMembers'], ['members'], 'Tỷ lệ nhân khẩu nghèo', 'Rate of persons in poor households', [
    { vi: 'số nhân khẩu hộ nghèo', en: 'persons in poor households' },
    persons,
  ]),
  share(
    'near-poor-person-rate',
    ['nearPoorMembers'],
    ['members'],
    'Tỷ lệ nhân khẩu cận nghèo',
    'Rate of persons in near-poor households',
    [{ vi: 'số nhân khẩu hộ cận nghèo', en: 'persons in near-poor households' }, persons],
  ),

  count('ethnic-households', ['ethnicHouseholds'], 'Số hộ dân tộc thiểu số', 'Ethnic-minority households', 'none'),
  count(
    'ethnic-poor-households',
    ['ethnicPoor'],
    'Số hộ nghèo dân tộc thiểu số',
    'Poor ethnic-minority households',
    'descending',
  ),
  count(
    'ethnic-near-poor-households',
    ['ethnicNearPoor'],
    'Số hộ cận nghèo dân tộc thiểu số',
    'Near-poor ethnic-minority households',
    'descending',
  ),
  share(
    'ethnic-poor-rate',
    ['ethnicPoor'],
    ['ethnicHouseholds'],
    'Tỷ lệ hộ nghèo dân tộc thiểu số',
    'Poor rate of ethnic-minority households',
    [
      { vi: 'số hộ nghèo dân tộc thiểu số', en: 'poor ethnic-minority households' },
      { vi: 'tổng số hộ dân tộc thiểu số', en: 'all ethnic-minority households' },
    ],
  ),
  share(
    'ethnic-poor-person-rate',
    ['ethnicPoorMembers'],
    ['ethnicMembers'],
    'Tỷ lệ nhân khẩu nghèo dân tộc thiểu số',
    'Rate of poor persons in ethnic-minority households',
    [
      { vi: 'số nhân khẩu hộ nghèo dân tộc thiểu số', en: 'persons in poor ethnic-minority households' },
      { vi: 'tổng số nhân khẩu hộ dân tộc thiểu số', en: 'all persons in ethnic-minority households' },
    ],
  ),
  rate(ofPoor(['ethnicPoor'], { vi: 'số hộ nghèo dân tộc thiểu số', en: 'poor ethnic-minority households' }), {
    code: 'ethnic-share-of-poor',
    name: { vi: 'Tỷ trọng hộ dân tộc thiểu số trong hộ nghèo', en: 'Share of ethnic-minority households among the poor' },
    direction: 'none',
  }),
  count(
    'merit-poor-households',
    ['meritPoor'],
    'Số hộ nghèo có người có công',
    'Poor households with a person of merit',
    'descending',
  ),
  count(
    'merit-near-poor-households',
    ['meritNearPoor'],
    'Số hộ cận nghèo có người có công',
    'Near-poor households with a person of merit',
    'descending',
  ),
  count(
    'no-labour-poor-households',
    ['noLabourPoor'],
    'Số hộ nghèo không có khả năng lao động',
    'Poor households without labour capacity',
    'none',
  ),
  count(
    'no-labour-near-poor-households',
    ['noLabourNearPoor'],
    'Số hộ cận nghèo không có khả năng lao động',
    'Near-poor households without labour capacity',
    'none',
  ),
  rate(
    ofPoor(['noLabourPoor'], { vi: 'số hộ nghèo không có khả năng lao động', en: 'poor households without labour capacity' }),
    {
      code: 'no-labour-share-of-poor',
      name: {
        vi: 'Tỷ trọng hộ không có khả năng lao động trong hộ nghèo',
        en: 'Share of households without labour capacity among the poor',
      },
      direction: 'none',
    },
  ),

  count('rural-poor-households', ['ruralPoor'], 'Số hộ nghèo nông thôn', 'Rural poor households', 'descending'),
  count('urban-poor-households', ['urbanPoor'], 'Số hộ nghèo thành thị', 'Urban poor households', 'descending'),
  area('rural-poor-rate', 'ruralPoor', 'ruralHouseholds', 'hộ nghèo nông thôn', 'rural poor households', 'nông thôn', 'rural'),
  area('urban-poor-rate', 'urbanPoor', 'urbanHouseholds', 'hộ nghèo thành thị', 'urban poor households', 'thành thị', 'urban'),
  area(
    'rural-near-poor-rate',
    'ruralNearPoor',
    'ruralHouseholds',
    'hộ cận nghèo nông thôn',
    'rural near-poor households',
    'nông thôn',
    'rural',
  ),
  area(
    'urban-near-poor-rate',
    'urbanNearPoor',
    'urbanHouseholds',
    'hộ cận nghèo thành thị',
    'urban near-poor households',
    'thành thị',
    'urban',
  ),
];

function count(
  code: string,
  of: Sum,
  vi: string,
  en: string,
  direction: Indicator['direction'],
  unit: Indicator['unit'] = 'households',
) {
  return stock(of, { code, name: { vi, en }, direction, unit });
}

function share(code: string, num: Sum, den: Sum, vi: string, en: string, says: [Bilingual, Bilingual]): Indicator {
  return rate({ num, den, whenEmpty: 'nothing_to_divide_by', says }, { code, name: { vi, en }, direction: 'descending' });
}

function area(code: string, num: string, den: string, vi: string, en: string, whereVi: string, whereEn: string): Indicator {
  return share(code, [num], [den], `Tỷ lệ ${vi}`, `Rate of ${en}`, [
    { vi: `số ${vi}`, en },
    { vi: `tổng số hộ ${whereVi}`, en: `all ${whereEn} households` },
  ]);
}
