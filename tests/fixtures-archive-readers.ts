import { gunzipSync, inflateRawSync } from 'node:zlib';

/** The files of an archive by their paths. */
export type ArchiveFiles = Readonly<Record<string, Buffer>>;

/** Reads a ustar archive; written apart from the libraries that wrote it, to find what these do wrong. */
export function untar(archive: Uint8Array): ArchiveFiles {
  const bytes = Buffer.from(archive);
  const files: Record<string, Buffer> = {};
  let offset = 0;
  while (bytes[offset] !== 0) {
    const header = bytes.subarray(offset, offset + 512);
    const field = (start: number, length: number) =>
      header
        .subarray(start, start + length)
        .toString('utf8')
        .replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8);
    const blank = Buffer.concat([header.subarray(0, 148), Buffer.alloc(8, ' '), header.subarray(156)]);
    const sum = blank.reduce((total, byte) => total + byte, 0);
    if (sum !== Number.parseInt(field(148, 8), 8)) throw new Error(`tar: wrong checksum at ${offset}`);
    if (field(257, 6) !== 'ustar') throw new Error(`tar: no magic at ${offset}`);
    files[field(0, 100)] = bytes.subarray(offset + 512, offset + 512 + size);
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  const end = bytes.subarray(offset);
  if (end.length < 1024 || end.some((byte) => byte !== 0)) throw new Error('tar: no end marker');
  return files;
}

/** Reads a tar.gz archive. */
export function untarGz(archive: Uint8Array): ArchiveFiles {
  return untar(gunzipSync(archive));
}

/** Reads a zip archive by its central directory; written apart from the library that wrote it. */
export function unzip(archive: Uint8Array): ArchiveFiles {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files: Record<string, Buffer> = {};
  let entry = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(entry) !== 0x02014b50) throw new Error(`zip: no entry at ${entry}`);
    const nameLength = bytes.readUInt16LE(entry + 28);
    const name = bytes.toString('utf8', entry + 46, entry + 46 + nameLength);
    const local = bytes.readUInt32LE(entry + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const stored = bytes.subarray(start, start + bytes.readUInt32LE(entry + 20));
    const content = bytes.readUInt16LE(entry + 10) === 8 ? inflateRawSync(stored) : stored;
    if (content.length !== bytes.readUInt32LE(entry + 24)) throw new Error(`zip: wrong size of ${name}`);
    files[name] = content;
    entry += 46 + nameLength + bytes.readUInt16LE(entry + 30) + bytes.readUInt16LE(entry + 32);
  }
  return files;
}
