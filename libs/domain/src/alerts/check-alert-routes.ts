import type { AlertRoute } from './alert-route.js';

/** Something about routes that are well formed and still make no sense. */
export interface RouteFinding {
  pointer: string;
  code: 'unknown-indicator' | 'never-reached' | 'tells-nobody';
  message: { vi: string; en: string };
}

/** What their shape cannot say. `isKnown`: an indicator that the product counts. */
export function checkAlertRoutes(
  routes: readonly AlertRoute[],
  isKnown: (indicator: string) => boolean,
  at = '/routes',
): RouteFinding[] {
  const catchAll = routes.findIndex((route) => matchesAll(route) && !route.continue);
  return routes.flatMap((route, i): RouteFinding[] => {
    const pointer = `${at}/${i}`;
    const indicator = route.matchers?.indicator;
    return [
      ...(catchAll !== -1 && i > catchAll ? [{ pointer, ...neverReached(`${at}/${catchAll}`) }] : []),
      ...(indicator === undefined || isKnown(indicator)
        ? []
        : [{ pointer: `${pointer}/matchers/indicator`, ...unknown(indicator) }]),
      ...(route.tell?.length || route.routes?.length ? [] : [{ pointer, ...TELLS_NOBODY }]),
      ...checkAlertRoutes(route.routes ?? [], isKnown, `${pointer}/routes`),
    ];
  });
}

const matchesAll = ({ matchers = {} }: AlertRoute): boolean => Object.values(matchers).every((value) => value === undefined);

type Words = Omit<RouteFinding, 'pointer'>;

const neverReached = (before: string): Words => ({
  code: 'never-reached',
  message: {
    vi: `Không bao giờ tới đây: ${before} nhận mọi cảnh báo. Đặt nó xuống cuối, hoặc thêm continue.`,
    en: `Never reached: ${before} takes every alert. Put that last, or let it continue.`,
  },
});
const unknown = (code: string): Words => ({
  code: 'unknown-indicator',
  message: {
    vi: `Không có chỉ tiêu ${code}; xem /api/v1/indicators.`,
    en: `There is no indicator ${code}; see /api/v1/indicators.`,
  },
});
const TELLS_NOBODY: Words = {
  code: 'tells-nobody',
  message: { vi: 'Nêu tell (báo cho ai) hoặc routes (các nhánh dưới).', en: 'Name tell (whom to tell) or routes (those below).' },
};
