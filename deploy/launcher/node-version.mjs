const MINIMUM = [20, 19];

/**
 * @param {string} version as in `process.versions.node`
 * @returns {string | null} the line to print, or null where Node is new enough
 */
export function tooOldNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return null;
  const wanted = MINIMUM.join('.');
  return `Node.js ${version} quá cũ: hãy cài Node.js ${wanted} trở lên từ https://nodejs.org. — Node.js ${version} is too old: install ${wanted} or newer from https://nodejs.org.`;
}
