import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { PlanDraft, ReadFigure } from './plan-draft.js';
import { readPlan } from './read-plan.js';

const FIXTURES = new URL('./fixtures/', import.meta.url);
const read = (name: string): PlanDraft => readPlan(readFileSync(new URL(`${name}.txt`, FIXTURES), 'utf8'));

const figure = ({ indicator, of, period, unitName, value, bound, reason }: ReadFigure): string =>
  [indicator, of === 'actual' ? '' : of, period, unitName ?? '', bound === 'exact' ? '' : bound, value ?? reason]
    .filter(Boolean)
    .join(' ');
const line = ({
  programme,
  project,
  subProject,
  amountDong,
  ownerLevel,
  projectReason,
}: PlanDraft['projectLines'][number]): string =>
  [programme, project, subProject, projectReason, amountDong, ownerLevel].filter(Boolean).join(' ');
const faults = ({ findings }: PlanDraft): string[] =>
  findings.flatMap(({ rule, severity }) => (severity === 'info' ? [] : [rule]));

describe('plans of other units, laid out otherwise', () => {
  it('commune: letters and brackets, project table, amounts in three units', () => {
    const draft = read('commune-with-project-table');
    expect(draft.targets.map(figure)).toEqual([
      'poor-rate target 2024 0.048',
      'poor-households target 2024 60',
      'poor-reduction target 2024 15',
      'near-poor-reduction target 2024 12',
      'near-poor-rate target 2024 0.0784',
    ]);
    expect(draft.results.map(figure)).toEqual([
      'households 2023 1250',
      'poor-households 2022 95',
      'poor-reduction 2023 20',
      'poor-reduction achievementRate 2023 1.111',
      'poor-reduction target 2023 18',
      'poor-households 2023 75',
      'poor-rate 2023 0.06',
      'near-poor-households 2023 110',
      'near-poor-rate 2023 0.088',
      'near-poor-reduction 2023 10',
      'assigned-capital 2023 800000000',
      'disbursed-capital 2023 760000000',
      'disbursement-rate 2023 0.95',
    ]);
    expect(draft.projectLines.map(line)).toEqual([
      'GNBV DA2 420000000 commune',
      'GNBV DA3 150000000 commune',
      'GNBV DA7 30000000 commune',
    ]);
    expect(draft.document).toMatchObject({
      number: { value: '27/KH-UBND', place: { line: 3 } },
      date: { value: '2024-03-12' },
      unitName: { value: 'xã Đồng Mây' },
      signer: { value: 'Trần Văn Mẫu' },
    });
    expect(draft.calendar.map(({ kind, date, every }) => [kind, date, every])).toEqual([
      ['report', '2024-11-15', null],
      ['report', null, 'month'],
    ]);
    expect(draft.legalBases.map(({ number }) => number)).toEqual(['90/QĐ-TTg', '15/KH-UBND']);
    expect(faults(draft)).toEqual([]);
  });

  it('district: wrapped lines, a table of communes, sub-projects, a blank number and date', () => {
    const draft = read('district-with-unit-table');
    expect(draft.targets.map(figure)).toEqual([
      'poor-rate-change target 2025 atLeast -0.012',
      'poor-rate target 2025 atMost 0.038',
      'near-poor-rate target 2025 0.048',
      'poor-reduction target 2025 Xã Khe Lau 180',
      'poor-reduction target 2025 Xã Bình An 140',
      'poor-reduction target 2025 Thị trấn Khê 90',
      'poor-reduction target 2025 410',
    ]);
    expect(draft.results.map(figure)).toContain('poor-rate 2023 0.0652');
    expect(draft.results.map(figure)).toContain('multi-poor-rate 2024 0.11');
    expect(draft.projectLines.map(line)).toEqual([
      'GNBV DA1 12000000000',
      'GNBV DA4 3500000000',
      'GNBV DA4 TDA1 2000000000',
      'GNBV DA4 TDA3 1500000000',
      'GNBV DA6 850000000 district',
    ]);
    expect(draft.projectLines.map(({ isSubtotal }) => isSubtotal)).toEqual([false, true, false, false, false]);
    expect(draft.document).toMatchObject({
      number: { value: null, reason: 'left-blank' },
      date: { value: null, reason: 'left-blank' },
      unitLevel: { value: 'district' },
    });
    expect(faults(draft)).toEqual(['document-number-missing', 'document-date-missing']);
  });

  it('province: two figures in one sentence, a range that is no value, sources of money', () => {
    const draft = read('province-in-prose');
    expect(draft.targets.map(figure)).toEqual(['poor-rate-change target 2026 range', 'near-poor-rate target 2026 0.035']);
    expect(draft.targets[0]!.readings).toEqual(['0,6', '0,8']);
    expect(draft.results.map(figure)).toEqual([
      'poor-households 2025 12480',
      'poor-rate 2025 0.0312',
      'near-poor-households 2025 16400',
      'near-poor-rate 2025 0.041',
      'households 2025 400000',
      'poor-reduction 2025 3120',
      'poor-rate-change 2025 -0.0078',
    ]);
    expect(draft.totals.map(({ fundSource, amountDong }) => [fundSource, amountDong])).toEqual([
      ['central', '120000000000'],
      ['local', '30500000000'],
      ['credit', '900000000000'],
    ]);
    expect(faults(draft)).toEqual([]);
  });

  it('commune: a table of indicators, 12/10 households, thousands of đồng, a line that the district leads', () => {
    const draft = read('commune-with-indicator-table');
    expect(draft.targets.map(figure)).toEqual([
      'poor-households target 2025 28',
      'poor-rate target 2025 0.0187',
      'poor-reduction target 2025 8',
      'near-poor-households target 2025 50',
      'near-poor-rate target 2025 0.0333',
    ]);
    expect(draft.results.map(figure)).toContain('near-poor-reduction achievementRate 2024 1.25');
    expect(draft.results.map(figure)).toContain('poor-households 2023 48');
    expect(draft.projectLines.map(line)).toEqual([
      'GNBV DA2 250000000',
      'GNBV DA3 TDA2 40000000',
      'GNBV DA6 TDA1 10000000 district',
    ]);
    expect(draft.projectLines[0]!.parts.map(({ fundSource, amountDong }) => [fundSource, amountDong])).toEqual([
      ['central', '225000000'],
      ['local', '25000000'],
    ]);
    expect(faults(draft)).toEqual([]);
  });

  it('ward: no headings at all', () => {
    const draft = read('ward-without-headings');
    expect(draft.targets.map(figure)).toEqual([
      'poor-rate target 2026 0.0075',
      'poor-households target 2026 18',
      'near-poor-rate target 2026 0.015',
    ]);
    expect(draft.results.map(figure)).toEqual([
      'households 2025 2400',
      'poor-households 2025 24',
      'poor-rate 2025 0.01',
      'near-poor-households 2025 48',
      'near-poor-rate 2025 0.02',
    ]);
    expect(draft.calendar).toMatchObject([{ kind: 'report', date: null, reason: 'year-not-said', text: 'trước ngày 30/11' }]);
    expect(faults(draft)).toEqual(['document-number-missing', 'document-date-missing']);
  });

  it('commune: two programmes with a project 1 each, and typing errors', () => {
    const draft = read('commune-with-two-programmes');
    expect(draft.results.map(figure)).toEqual([
      'poor-households 2023 210',
      'poor-rate 2023 0.21',
      'poor-reduction 2023 40',
      'near-poor-households 2023 90',
      'near-poor-rate 2023 0.09',
      'assigned-capital 2023 5200000000',
      'disbursed-capital 2023 4940000000',
      'disbursement-rate 2023 0.95',
    ]);
    expect(draft.projectLines.map(line)).toEqual([
      'GNBV DA1 1800000000',
      'GNBV DA2 600000000',
      'DTTS1719 DA1 ND2 440000000',
      'DTTS1719 DA1 ND4 900000000',
      'DTTS1719 DA4 1260000000',
    ]);
    expect(faults(draft)).toEqual([]);
  });

  it('province: some of the poor are not the poor, a fall in one year is no rate', () => {
    const draft = read('province-with-some-of-the-poor');
    expect(draft.results.map(figure)).toEqual([
      'poor-households 2022 8460',
      'poor-rate 2022 0.0282',
      'poor-reduction 2022 -120',
      'poor-rate-change 2022 0.0004',
      'near-poor-households 2022 12600',
      'near-poor-rate 2022 0.042',
      'multi-poor-rate 2022 0.0702',
      'multi-poor-households 2022 21060',
      'poor-households 2021 8340',
    ]);
    expect(draft.targets.map(figure)).toEqual(['poor-rate-change target 2023 range', 'near-poor-rate-change target 2023 -0.005']);
    expect(draft.unexplained.map(({ text }) => text)).toEqual(['2.115 hộ', '11,75%', '2.940 hộ', '90%', '3%']);
    expect(draft.legalBases.map(({ number }) => number)).toEqual(['31-QĐ/TU', '25/2022/NQ- HĐND']);
    expect(faults(draft)).toEqual([]);
  });

  it('province: from one year to the other, one district by itself, projects by number under a programme', () => {
    const draft = read('province-from-to');
    expect(draft.targets.map(figure)).toEqual([
      'poor-rate target 2025 0.012',
      'poor-rate-change target 2025 -0.002',
      'poor-reduction target 2025 900',
      'near-poor-reduction target 2025 700',
    ]);
    expect(draft.results.map(figure)).toEqual(['poor-rate 2024 0.014']);
    expect(draft.unexplained.map(({ text }) => text)).toEqual(['15%']);
    expect(draft.projectLines.map(line)).toEqual(['GNBV DA1 150000000000', 'GNBV DA2 80500000000', 'GNBV DA4 95000000000']);
    expect(faults(draft)).toEqual(['document-date-missing']);
  });

  it('commune: persons beside households, money that households borrow is not the plan’s', () => {
    const draft = read('commune-with-equal-signs');
    expect(draft.targets.map(figure)).toEqual([
      'poor-reduction target 2024 atLeast 45',
      'poor-rate-change target 2024 -0.047',
      'poor-households target 2024 87',
      'poor-rate target 2024 0.091',
      'near-poor-reduction target 2024 50',
      'near-poor-households target 2024 168',
      'near-poor-rate target 2024 0.1757',
    ]);
    expect(draft.results.map(figure).slice(0, 5)).toEqual([
      'households 2023 956',
      'poor-households 2023 132',
      'poor-rate 2023 0.1381',
      'near-poor-households 2023 218',
      'near-poor-rate 2023 0.228',
    ]);
    expect(draft.totals).toEqual([]);
    expect(draft.document.signer.value).toBe('Lê Văn Ví Dụ');
    expect(faults(draft)).toEqual([]);
  });

  it('commune: one that contradicts itself has each contradiction told, with its line', () => {
    const draft = read('commune-that-contradicts-itself');
    const found = draft.findings.flatMap(({ rule, severity, places }) =>
      severity === 'info' ? [] : [`${rule} ${places[0]!.line}`],
    );
    expect(found).toEqual([
      'rate-of-count 10',
      'stock-and-reduction 12',
      'base-year 11',
      'lines-of-total 25',
      'parts-of-amount 20',
      'disbursement-rate 13',
      'target-not-better 15',
      'project-unclear 19',
      'later-legal-basis 7',
      'date-unreadable 7',
      'repeated-number 22',
    ]);
  });
});
