import { Refusal } from './refusal.js';

/** From the server's own last lines to one line with a remedy. */
export function whyServerFailed(lines: string, at: { directory: string; port: number; log: string }): Refusal {
  if (/Address already in use|could not bind/.test(lines)) return portBusy(at.port);
  if (/No space left on device/.test(lines)) return noSpace(at.directory);
  if (/database files are incompatible with server|was initialized by PostgreSQL version/.test(lines))
    return otherVersion(at.directory);
  const last = /(?:FATAL|PANIC): +(.+)/.exec(lines)?.[1] ?? lines.trim().split('\n').at(-1) ?? '';
  return new Refusal(
    'server-failed',
    `PostgreSQL không khởi động được: ${last || 'không có thông báo'} (xem ${at.log}).`,
    `PostgreSQL did not start: ${last || 'it said nothing'} (see ${at.log}).`,
  );
}

export const portBusy = (port: number): Refusal =>
  new Refusal(
    'port-busy',
    `Cổng ${port} của PostgreSQL đang bận: hãy dừng chương trình đang dùng nó, hoặc chọn cổng khác.`,
    `The port ${port} for PostgreSQL is busy: stop the program that uses it, or choose another port.`,
  );

export const noSpace = (directory: string): Refusal =>
  new Refusal(
    'no-space',
    `Ổ đĩa chứa ${directory} đã hết chỗ: hãy giải phóng ít nhất 300 MB, hoặc chọn --data-dir trên ổ khác.`,
    `The disk of ${directory} is full: free at least 300 MB, or choose a --data-dir on another disk.`,
  );

export const otherVersion = (directory: string): Refusal =>
  new Refusal(
    'server-other-version',
    `Dữ liệu trong ${directory} thuộc phiên bản PostgreSQL khác: hãy dùng đúng phiên bản Chỉ Tiêu đã tạo ra nó, hoặc chọn --data-dir khác.`,
    `The data in ${directory} belongs to another version of PostgreSQL: use the Chỉ Tiêu that made it, or choose another --data-dir.`,
  );
