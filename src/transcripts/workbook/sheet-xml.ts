/** What the XML of a sheet tells and the library does not. */

/** Looked for first, at a tenth of the cost. */
const HINT_LONG = />\d{16,}</;
const HINT_FORMULA = /<(?:\w+:)?f[\s/>]/;

/** A number of more digits than a double keeps, as pandas writes ids: `<c r="A2" t="n"><v>202405010001234567</v></c>`. */
const LONG = /<((?:\w+:)?c)((?:\s+[rs]="\w+")*)(?:\s+t="n")?((?:\s+[rs]="\w+")*)>(\s*<(?:\w+:)?v>\d{16,}<)/g;
/** A formula without a value; writers other than Excel leave that to Excel. */
const UNCALCULATED = /<(?:\w+:)?c\s[^<>]*?\br="[A-Z]+(\d+)"[^<>]*>\s*<(?:\w+:)?f\b[^<>]*(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v><\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/g;

export class SheetXml {
  readonly uncalculated = { count: 0, row: 0 };
  /** The sheet breaks off: the library would find no row in it. */
  cut = false;

  /** The XML of any part; that of a sheet with long numbers as text, and closed where it breaks off. */
  adjusted(xml: string): string {
    const prefix = /<((?:\w+:)?)worksheet[\s>]/.exec(xml.slice(0, 2_000))?.[1];
    if (prefix === undefined) return xml;
    this.countUncalculated(xml);
    const whole = this.closed(xml, prefix);
    return HINT_LONG.test(whole) ? whole.replace(LONG, '<$1$2$3 t="str">$4') : whole;
  }

  private countUncalculated(xml: string): void {
    this.uncalculated.count = 0;
    if (!HINT_FORMULA.test(xml)) return;
    for (const [, row] of xml.matchAll(UNCALCULATED)) if (this.uncalculated.count++ === 0) this.uncalculated.row = Number(row);
  }

  private closed(xml: string, prefix: string): string {
    this.cut = xml.lastIndexOf(`</${prefix}sheetData>`) < 0 && !/<(?:\w+:)?sheetData\s*\/>/.test(xml);
    return this.cut ? `${xml.slice(0, xml.lastIndexOf(`</${prefix}row>`))}</${prefix}row></${prefix}sheetData></${prefix}worksheet>` : xml;
  }
}
