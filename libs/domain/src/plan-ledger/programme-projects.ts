/** How many projects each programme has: QĐ 90/QĐ-TTg (sustainable poverty reduction), QĐ 1719/QĐ-TTg (ethnic-minority areas). */
const PROJECTS: ReadonlyMap<string, number> = new Map([
  ['GNBV', 7],
  ['DTTS1719', 10],
]);

/** False only for a project that its programme is known not to have. */
export function hasProject(programme: string, project: string): boolean {
  const [known, number] = [PROJECTS.get(programme), /^DA(\d+)$/.exec(project)?.[1]];
  return known === undefined || number === undefined || (Number(number) >= 1 && Number(number) <= known);
}
