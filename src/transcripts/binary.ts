/** Files that are often handed in by mistake, by their first bytes (as `latin1` text). */
const MAGIC: readonly (readonly [magic: string, kind: string])[] = [
  ['PK\x03\x04', 'xlsx/zip'],
  ['\xd0\xcf\x11\xe0', 'xls/doc'],
  ['%PDF', 'pdf'],
  ['\x89PNG', 'png'],
  ['\xff\xd8\xff', 'jpeg'],
  ['GIF8', 'gif'],
  ['\x1f\x8b', 'gzip'],
  ['BZh', 'bzip2'],
  ['7z\xbc\xaf', '7z'],
  ['Rar!', 'rar'],
  ['\xfd7zXZ', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['RIFF', 'wav'],
  ['ID3', 'mp3'],
  ['#!AMR', 'amr'],
  ['OggS', 'ogg'],
  ['SQLite format 3', 'sqlite'],
  ['PAR1', 'parquet'],
];

/** What kind of binary file begins like this; `undefined` for text. */
export function binaryKind(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, 16));
  const known = MAGIC.find(([magic]) => start.startsWith(magic));
  if (known) return known[1];
  if (!head.includes(0)) return undefined;
  return looksUtf16(head) ? 'utf-16' : 'binary';
}

/**
 * UTF-16 without a byte order mark: a transcript has many line breaks, digits and commas, whose
 * other byte is zero, always on the same side.
 */
function looksUtf16(head: Uint8Array): boolean {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++;
  const [even = 0, odd = 0] = zeros;
  const most = Math.max(even, odd);
  return most >= 2 && Math.min(even, odd) * 10 <= most && most * 50 >= head.length;
}
