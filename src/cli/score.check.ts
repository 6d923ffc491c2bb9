/** What a gate and the formats of CI see of the cases: collected case by case, so that a stream holds no reports. */
import { caseRun, caseUnit, type CaseUnit } from '../gate/case-run.js';
import type { CheckRun } from '../gate/diagnostic.js';
import type { Lang } from '../locale/index.js';
import type { CaseReport } from '../model.js';
import { caseWords } from '../report/case-words.js';

export class CaseChecks {
  private readonly units: CaseUnit[] = [];

  /** @param from see {@link Gate.from} */
  constructor(private readonly lang: Lang, private readonly from: number | undefined) {}

  add(report: CaseReport): void {
    this.units.push(caseUnit(report, { lang: this.lang, words: (r) => caseWords(r, this.lang), from: this.from }));
  }

  run(): CheckRun {
    return caseRun(this.units, this.lang);
  }
}
