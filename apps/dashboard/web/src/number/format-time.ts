import type { Language } from './format-number.js';

/** The official calendar of every figure, wherever the reader sits. */
const ZONE = 'Asia/Ho_Chi_Minh';

function parts(instant: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** `05/10/2024`, in both languages: never a month first. */
export function printDate(iso: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso.split('-').reverse().join('/');
  const { day, month, year } = parts(new Date(iso));
  return `${day}/${month}/${year}`;
}

/** `09:00 05/10/2024`; a bare day stays a day. */
export function printInstant(iso: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return printDate(iso);
  const { hour, minute } = parts(new Date(iso));
  return `${hour}:${minute} ${printDate(iso)}`;
}

/** `10:32:05`. */
export function printClock(instant: Date): string {
  const { hour, minute, second } = parts(instant);
  return `${hour}:${minute}:${second}`;
}

/** Whole days from one instant to another, as the calendar counts them. */
export function daysBetween(fromIso: string, toIso: string): number {
  const day = (iso: string): number => {
    const { year, month, day: date } = parts(new Date(iso));
    return Date.UTC(Number(year), Number(month) - 1, Number(date)) / 86_400_000;
  };
  return day(toIso) - day(fromIso);
}

const QUARTERS = ['I', 'II', 'III', 'IV'];

/** `2024`, `Quý III/2024`, `Tháng 9/2024`, `6 tháng đầu năm 2024`. */
export function printPeriod(period: string, language: Language): string {
  const [year = '', rest] = period.split('-');
  if (!rest) return year;
  const number = Number(rest.replace(/\D/g, ''));
  if (rest.startsWith('Q')) return language === 'vi' ? `Quý ${QUARTERS[number - 1]}/${year}` : `Q${number} ${year}`;
  if (rest.startsWith('S')) {
    if (language === 'en') return `Half ${number} of ${year}`;
    return `6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${year}`;
  }
  return language === 'vi' ? `Tháng ${number}/${year}` : `${rest}/${year}`;
}
