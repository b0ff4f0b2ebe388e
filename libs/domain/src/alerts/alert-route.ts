/** Only what is named is compared; `orgUnit` is the unit and everything below it. */
export interface RouteMatchers {
  rule?: string | undefined;
  severity?: string | undefined;
  indicator?: string | undefined;
  level?: string | undefined;
  orgUnit?: string | undefined;
}

/** Whom to tell: a role at the unit itself (`above` 0) or at its n-th ancestor, the nearest first. */
export interface RouteLeaf {
  role: string;
  above: number;
}

export interface AlertRoute {
  matchers?: RouteMatchers | undefined;
  /** Told where none of `routes` takes the alert. */
  tell?: readonly RouteLeaf[] | undefined;
  routes?: readonly AlertRoute[] | undefined;
  /** The next route is asked too, though this one took the alert. */
  continue?: boolean | undefined;
}

export interface Routable {
  rule: string;
  severity: string;
  indicator: string;
  orgUnit: { code: string; level: string };
  /** From the nation down. */
  ancestors: readonly string[];
}

/** A role at a unit. */
export interface Post {
  role: string;
  unit: string;
}

/** The first route that takes the alert, and those after it as long as they say `continue`; each post once. */
export function postsFor(alert: Routable, routes: readonly AlertRoute[]): Post[] {
  const posts = leavesFor(alert, routes).flatMap(({ role, above }): Post[] => {
    const unit = above === 0 ? alert.orgUnit.code : alert.ancestors.at(-above);
    return unit === undefined ? [] : [{ role, unit }];
  });
  return posts.filter(({ role, unit }, at) => posts.findIndex((one) => one.role === role && one.unit === unit) === at);
}

function leavesFor(alert: Routable, routes: readonly AlertRoute[]): RouteLeaf[] {
  const leaves: RouteLeaf[] = [];
  for (const route of routes) {
    if (!takes(route, alert)) continue;
    const below = leavesFor(alert, route.routes ?? []);
    leaves.push(...(below.length > 0 ? below : (route.tell ?? [])));
    if (!route.continue) break;
  }
  return leaves;
}

function takes({ matchers = {} }: AlertRoute, alert: Routable): boolean {
  const { orgUnit, level, ...others } = matchers;
  if (orgUnit !== undefined && orgUnit !== alert.orgUnit.code && !alert.ancestors.includes(orgUnit)) return false;
  if (level !== undefined && level !== alert.orgUnit.level) return false;
  return (['rule', 'severity', 'indicator'] as const).every((part) => others[part] === undefined || others[part] === alert[part]);
}
