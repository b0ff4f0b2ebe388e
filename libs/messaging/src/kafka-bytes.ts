/** Reads the types of Kafka's protocol one after the other. Reading past the end throws. */
export class ByteReader {
  constructor(
    readonly buffer: Buffer,
    public at = 0,
  ) {}

  int8(): number {
    return this.buffer.readInt8(this.at++);
  }

  int16(): number {
    const value = this.buffer.readInt16BE(this.at);
    this.at += 2;
    return value;
  }

  int32(): number {
    const value = this.buffer.readInt32BE(this.at);
    this.at += 4;
    return value;
  }

  /** Offsets and times: exact up to 2^53. */
  int64(): number {
    const value = this.buffer.readInt32BE(this.at) * 2 ** 32 + this.buffer.readUInt32BE(this.at + 4);
    this.at += 8;
    return value;
  }

  string(): string {
    const start = this.skip(this.int16());
    return this.buffer.toString('utf8', start, this.at);
  }

  /** Zigzag, seven bits a byte, the lowest first. */
  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.buffer[this.at++];
      if (byte === undefined || scale > 2 ** 63) throw new RangeError('a number has no end');
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  }

  /** Steps over what has this length (less than none: nothing is there); returns where it began. */
  skip(length: number): number {
    const start = this.at;
    if (length > 0) this.at += length;
    if (this.at > this.buffer.length) throw new RangeError('ends too early');
    return start;
  }
}

/** Lengths below this take one byte. */
const SHORT = 64;

/** Writes them. */
export class ByteWriter {
  private buffer = Buffer.allocUnsafe(16_384);
  private at = 0;

  int8(value: number): this {
    this.at = this.room(1).writeInt8(value, this.at);
    return this;
  }

  int16(value: number): this {
    this.at = this.room(2).writeInt16BE(value, this.at);
    return this;
  }

  int32(value: number): this {
    this.at = this.room(4).writeInt32BE(value, this.at);
    return this;
  }

  uint32(value: number): this {
    this.at = this.room(4).writeUInt32BE(value, this.at);
    return this;
  }

  int64(value: number): this {
    this.at = this.room(8).writeBigInt64BE(BigInt(value), this.at);
    return this;
  }

  string(value: string): this {
    const length = Buffer.byteLength(value);
    this.int16(length);
    this.at += this.room(length).write(value, this.at);
    return this;
  }

  /** Zigzag, seven bits a byte, the lowest first. */
  varint(value: number): this {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    const buffer = this.room(10);
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) buffer[this.at++] = (rest % 0x80) | 0x80;
    buffer[this.at++] = rest;
    return this;
  }

  /** A text with a varint of its length before it. */
  text(value: string): this {
    if (value.length < SHORT && this.shortText(value)) return this;
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.at += this.room(length).write(value, this.at);
    return this;
  }

  /** Letter by letter, which is sooner done than a call out of JavaScript; false, and nothing written, where one is not ASCII. */
  private shortText(value: string): boolean {
    const buffer = this.room(SHORT);
    let at = this.at;
    buffer[at++] = 2 * value.length;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code >= 0x80) return false;
      buffer[at++] = code;
    }
    this.at = at;
    return true;
  }

  bytes(value: Buffer): this {
    this.at += value.copy(this.room(value.length), this.at);
    return this;
  }

  /** What was written: good until more is. */
  written(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  /** What was written, with its length before it. */
  framed(): Buffer {
    const size = Buffer.allocUnsafe(4);
    size.writeInt32BE(this.at);
    return Buffer.concat([size, this.written()]);
  }

  clear(): this {
    this.at = 0;
    return this;
  }

  private room(bytes: number): Buffer {
    if (this.at + bytes > this.buffer.length) {
      this.buffer = Buffer.concat([this.buffer], Math.max(this.buffer.length * 2, this.at + bytes));
    }
    return this.buffer;
  }
}
