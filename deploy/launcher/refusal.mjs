/** Why the launcher does not go on, and how to mend it: one line, in both languages. */
export class LaunchRefusal extends Error {
  /**
   * @param {string} reason
   * @param {{ vi: string, en: string }} line
   * @param {number} [exitCode] 2 where the command line or a setting is wrong
   */
  constructor(reason, { vi, en }, exitCode = 1) {
    super(`${vi} — ${en}`);
    this.reason = reason;
    this.exitCode = exitCode;
  }
}

const NO_SPACE = {
  vi: 'Hết chỗ trên đĩa: hãy giải phóng dung lượng hoặc chọn thư mục khác bằng --data-dir.',
  en: 'No space left on the disk: free some, or choose another place with --data-dir.',
};

/**
 * What is printed for anything thrown on the way to the ready line.
 *
 * @param {unknown} error
 * @returns {{ line: string, exitCode: number }}
 */
export function lastWord(error) {
  const { message = String(error), code, exitCode = 1, cause } = /** @type {any} */ (error ?? {});
  const isFull = [code, cause?.code].includes('ENOSPC') || /ENOSPC|No space left on device/i.test(message);
  if (isFull) return { line: `${NO_SPACE.vi} — ${NO_SPACE.en}`, exitCode: 1 };
  return { line: message, exitCode };
}
