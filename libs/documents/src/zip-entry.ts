import { inflateRawSync } from 'node:zlib';
import { DocumentRefused } from './document-refused.js';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LONGEST_COMMENT = 65_557;
const MOST_ENTRIES = 5_000;
const MOST_UNPACKED = 200 * 1_048_576;
const ENCRYPTED = 1;

/** One file out of a zip. What everything in it claims to unpack to is looked at first, and no more than was claimed is unpacked. */
export function zipEntry(bytes: Uint8Array, name: string, mostBytes: number): Buffer | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const entries = centralDirectory(zip);
    if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_UNPACKED) throw new DocumentRefused('unpacks-too-large');
    const entry = entries.find((one) => one.name === name);
    if (!entry) return null;
    if (entry.size > mostBytes) throw new DocumentRefused('unpacks-too-large');
    return unpacked(zip, entry);
  } catch (error) {
    if (error instanceof DocumentRefused) throw error;
    throw new DocumentRefused('damaged'); // offsets that lead outside, streams that do not inflate
  }
}

interface Entry {
  name: string;
  flags: number;
  method: number;
  packed: number;
  size: number;
  at: number;
}

function centralDirectory(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end < zip.length - LONGEST_COMMENT || zip.readUInt32LE(end) !== END) throw new DocumentRefused('damaged');
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new DocumentRefused('unpacks-too-large');
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new DocumentRefused('damaged');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number];
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function unpacked(zip: Buffer, { flags, method, packed, size, at }: Entry): Buffer {
  if (flags & ENCRYPTED) throw new DocumentRefused('password-needed');
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  const data = zip.subarray(start, start + packed);
  if (method === 0) return data;
  if (method !== 8) throw new DocumentRefused('damaged');
  return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
}
