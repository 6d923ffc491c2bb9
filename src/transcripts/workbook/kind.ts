/** What an Office file is that is no ZIP: the compound files of old (MS-CFB) hold old workbooks and those with a password. */
const SIGNATURE = 'd0cf11e0a1b11ae1';

export const isCompound = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 8)).toString('hex') === SIGNATURE;
export const isZip = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';

/** Directory entries looked at, of 128 bytes each. */
const ENTRIES = 32;

/** By the names in the directory of a compound file: with a password, an old workbook, or something else. */
export async function compoundKind(read: (from: number, length: number) => Promise<Buffer>): Promise<'encrypted' | 'xls' | 'other'> {
  const header = await read(0, 512);
  if (header.length < 52) return 'other';
  const sector = 2 ** Math.min(header.readUInt16LE(30), 20);
  const directory = (await read((header.readUInt32LE(48) + 1) * sector, ENTRIES * 128)).toString('utf16le');
  if (directory.includes('EncryptedPackage')) return 'encrypted';
  return /(?:Workbook|Book)\0/.test(directory) ? 'xls' : 'other';
}
