import { laneOf } from '@chitieu/domain';

const COMMUNES = 10_600;
/** An office uploads its list: so many households in a row, of one commune. */
const RUN = 94;
const VILLAGES_PER_COMMUNE = 5;

/**
 * A country with that many households: nation, provinces, districts, communes, villages. Smaller ones have fewer communes, so that an
 * office's run stays a run.
 *
 * @param {number} wanted
 */
export function shapeOf(wanted) {
  const communes = Math.max(1, Math.min(COMMUNES, Math.floor(wanted / RUN)));
  const perCommune = Math.ceil(wanted / communes);
  const provinces = Math.min(63, communes);
  const districts = Math.max(provinces, Math.min(705, Math.floor(communes / 15)));
  const run = Math.min(RUN, perCommune);
  return { households: communes * perCommune, communes, perCommune, districts, provinces, run, villages: VILLAGES_PER_COMMUNE };
}

const code = (number, digits) => String(number + 1).padStart(digits, '0');
const validFrom = '2020-01-01';

/** Every unit as its fact says it, parents first. @param {ReturnType<typeof shapeOf>} shape */
export function unitsOf({ provinces, districts, communes, villages }) {
  const units = [];
  const add = (level, unitCode, parent) =>
    units.push({ code: unitCode, ver: 1, validFrom, name: `${level} ${unitCode}`, level, ...(parent && { parent }) });
  for (let p = 0; p < provinces; p++) add('province', code(p, 2));
  for (let d = 0; d < districts; d++) add('district', code(d, 3), code(Math.floor((d * provinces) / districts), 2));
  for (let c = 0; c < communes; c++) add('commune', code(c, 5), code(districtOf(c, { districts, communes }), 3));
  for (let c = 0; c < communes; c++) for (let v = 0; v < villages; v++) add('village', `${code(c, 5)}-${v + 1}`, code(c, 5));
  return units;
}

const districtOf = (commune, { districts, communes }) => Math.floor((commune * districts) / communes);

/** Codes, lanes, districts and provinces of the communes, in their order. @param {ReturnType<typeof shapeOf>} shape */
export function communesOf(shape) {
  return Array.from({ length: shape.communes }, (_, c) => {
    const district = districtOf(c, shape);
    const province = Math.floor((district * shape.provinces) / shape.districts);
    return { commune: code(c, 5), lane: laneOf(code(c, 5)), district: code(district, 3), province: code(province, 2) };
  });
}
