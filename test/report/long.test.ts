import { describe, expect, it } from 'vitest';
import { ENTRIES, PLACES } from '../../src/report/few.js';
import { htmlFile } from '../../src/report/html/index.js';
import { markdown } from '../../src/report/markdown.js';
import { judged } from '../helpers.js';
import { batchOf, optionsOf } from './html-cases.js';

const rounds = 130;
const report = judged(...Array.from({ length: rounds }, () => ['C: 你们太过分了，我要打12315投诉', 'A: 保证明天一定到，百分之百没问题']).flat());
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('a case with more than anybody reads', () => {
  it('keeps all of it', () => {
    expect(report.findings.filter((f) => f.kind === 'overpromise')).toHaveLength(rounds);
    expect(report.findings.length).toBeGreaterThan(ENTRIES);
  });
  it('shows the beginning of each list in Markdown, and says how many more there are', () => {
    const text = markdown(report, 'en');
    const findings = text.slice(text.indexOf('## Findings'), text.indexOf('## Transcript'));
    expect(count(findings.slice(0, findings.indexOf('\n## ', 5)), '\n- **')).toBe(ENTRIES);
    expect(findings).toContain(`… and ${report.findings.length - ENTRIES} more`);
    expect(findings).toContain(`… and ${rounds - PLACES} more`);
  });
  it('shows the same on its page, where nothing points at what is not there', () => {
    const page = htmlFile(batchOf([report]), optionsOf('en', [report]));
    expect(page).toContain(`… and ${report.findings.length - ENTRIES} more`);
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/gu)].map((m) => m[1]));
    const targets = [...page.matchAll(/ href="#([^"]+)"/gu)].map((m) => m[1] as string);
    expect(targets.length).toBeGreaterThan(rounds);
    expect(targets.filter((t) => !ids.has(t))).toEqual([]);
  });
});
