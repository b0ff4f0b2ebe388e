import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LaunchRefusal } from './refusal.mjs';

/** Raised when a start of this code would misread an older directory, or an older start this one's. */
export const FORMAT = 1;
const MARKER = 'chitieu.json';

/**
 * What the directory says about itself. `clock`: the data's time at a moment of real time.
 *
 * @typedef {{ product: 'chitieu', format: number, createdAt: string, sample: string, sampleIsLoaded: boolean,
 *   clock?: { startsAt: string, since: string } }} Marker
 */

/**
 * Opens the directory, making it where it does not exist. Refuses one that is not ours, or that a newer version wrote.
 *
 * @param {string} dataDir
 * @param {Pick<Marker, 'createdAt' | 'sample' | 'clock'>} whenNew
 * @returns {Promise<{ marker: Marker, isNew: boolean }>}
 */
export async function openDataDirectory(dataDir, whenNew) {
  await makeDirectory(dataDir);
  const found = await readdir(dataDir);
  if (found.length > 0) return { marker: await readMarker(dataDir), isNew: false };
  /** @type {Marker} */
  const marker = { product: 'chitieu', format: FORMAT, sampleIsLoaded: false, ...whenNew };
  await writeMarker(dataDir, marker);
  return { marker, isNew: true };
}

/** @param {string} dataDir @param {Marker} marker */
export async function writeMarker(dataDir, marker) {
  const file = path.join(dataDir, MARKER);
  await writeFile(`${file}.new`, `${JSON.stringify(marker, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

async function makeDirectory(dataDir) {
  try {
    await mkdir(dataDir, { recursive: true });
    await readdir(dataDir);
  } catch (error) {
    if (error.code === 'ENOSPC') throw error;
    throw new LaunchRefusal('directory-unreachable', {
      vi: `Không mở được thư mục dữ liệu ${dataDir} (${error.code}): hãy chọn thư mục khác bằng --data-dir.`,
      en: `The data directory ${dataDir} cannot be opened (${error.code}): choose another with --data-dir.`,
    });
  }
}

/** @returns {Promise<Marker>} */
async function readMarker(dataDir) {
  const text = await readFile(path.join(dataDir, MARKER), 'utf8').catch(() => '');
  const marker = parsed(text);
  if (marker?.product !== 'chitieu' || !Number.isInteger(marker.format)) {
    throw new LaunchRefusal('directory-not-ours', {
      vi: `Thư mục ${dataDir} không trống và không phải của Chỉ Tiêu: hãy chọn thư mục khác bằng --data-dir.`,
      en: `The directory ${dataDir} is not empty and not Chỉ Tiêu's: choose another with --data-dir.`,
    });
  }
  if (marker.format > FORMAT) {
    throw new LaunchRefusal('directory-newer', {
      vi: `Thư mục ${dataDir} do phiên bản Chỉ Tiêu mới hơn ghi (định dạng ${marker.format}, ở đây hiểu đến ${FORMAT}): hãy cập nhật Chỉ Tiêu hoặc chọn thư mục khác bằng --data-dir.`,
      en: `The directory ${dataDir} was written by a newer Chỉ Tiêu (format ${marker.format}, this one knows ${FORMAT}): update Chỉ Tiêu, or choose another with --data-dir.`,
    });
  }
  return marker;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
