import { flow } from './define.js';
import type { Indicator, Sum } from './indicator.js';

/** Of the official forms: the movements between two ends of a year, in households. */
export const MOVEMENT_INDICATORS: readonly Indicator[] = [
  movement(
    'escaped-to-near-poor',
    ['escapedToNearPoor'],
    'Số hộ nghèo chuyển thành cận nghèo',
    'Households from poor to near-poor',
    'ascending',
  ),
  movement(
    'escaped-above-near-poor',
    ['escapedAbove'],
    'Số hộ nghèo vượt chuẩn cận nghèo',
    'Households from poor to above near-poor',
    'ascending',
  ),
  movement(
    'fell-from-near-poor',
    ['fellFromNearPoor'],
    'Số hộ cận nghèo thành hộ nghèo',
    'Households from near-poor to poor',
    'descending',
  ),
  movement(
    'fell-into-poverty',
    ['relapsed', 'newlyPoor'],
    'Số hộ tái nghèo và phát sinh',
    'Households that relapsed or are newly poor',
    'descending',
  ),
  movement(
    'poor-joined',
    ['poorWithoutBase'],
    'Số hộ nghèo tăng khác',
    'Poor households not reviewed in the period before',
    'none',
  ),
  movement('poor-left', ['poorLeft'], 'Số hộ nghèo giảm khác', 'Poor households that moved away or were dissolved', 'none'),
  movement(
    'escaped-near-poverty',
    ['escapedNearPoverty'],
    'Số hộ thoát cận nghèo',
    'Households that escaped near-poverty',
    'ascending',
  ),
  movement('newly-near-poor', ['newlyNearPoor'], 'Số hộ cận nghèo phát sinh', 'Newly near-poor households', 'descending'),
  movement(
    'near-poor-joined',
    ['nearPoorWithoutBase'],
    'Số hộ cận nghèo tăng khác',
    'Near-poor households not reviewed before',
    'none',
  ),
  movement(
    'near-poor-left',
    ['nearPoorLeft'],
    'Số hộ cận nghèo giảm khác',
    'Near-poor households that moved away or were dissolved',
    'none',
  ),
  movement('departed', ['departed'], 'Số hộ chuyển đi hoặc không còn', 'Households that moved away or were dissolved', 'none'),
];

function movement(code: string, of: Sum, vi: string, en: string, direction: Indicator['direction']): Indicator {
  return flow(of, {
    code,
    name: { vi, en },
    formula: { vi: `${vi}, so với kết quả cuối kỳ trước`, en: `${en}, against the result at the end of the period before` },
    direction,
  });
}
