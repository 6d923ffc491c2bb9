/** JSON and NDJSON: the `CaseReport` as it is. */
import type { CaseChain, CaseReport } from '../model.js';
import { byRisk } from './format.js';

export const ndjson = (report: CaseReport): string => `${JSON.stringify(report)}\n`;
export const json = (report: CaseReport): string => `${JSON.stringify(report, null, 2)}\n`;
export const jsonAll = (reports: readonly CaseReport[]): string => `${JSON.stringify(byRisk(reports), null, 2)}\n`;
/** Cases over several contacts, worst first. */
export const chainsJson = (chains: readonly CaseChain[]): string => `${JSON.stringify(chains, null, 2)}\n`;
