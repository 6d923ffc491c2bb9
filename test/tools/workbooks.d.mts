export interface SheetToWrite {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  readonly hidden?: boolean;
  readonly merges?: readonly string[];
  readonly dates?: Readonly<Record<string, string>>;
  readonly origin?: string;
}
export function workbook(sheets: readonly SheetToWrite[], options?: { from1904?: boolean; shared?: boolean; type?: string }): Buffer;
export function container(parts: Readonly<Record<string, string | Uint8Array>>): Buffer;
export function compound(streams: Readonly<Record<string, string | Uint8Array>>): Buffer;
export function handmade(sheetData: string, options?: { strings?: string; styles?: string; prefix?: string; properties?: string }): Buffer;
export function gbkWorkbook(name: string, rows: readonly (readonly string[])[], options?: { bare?: boolean }): Buffer;
