/** Runs to write and to judge: one with everything a format must survive, and arbitrary ones. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { SEVERITIES, type CheckedUnit, type CheckRun, type Diagnostic, type RuleInfo } from '../../src/gate/diagnostic.js';
import { fingerprinted } from '../../src/gate/fingerprint.js';

type Unprinted = Omit<Diagnostic, 'fingerprint'>;

/** Units with fingerprints, as a command makes them. */
export function runOf(units: readonly (Omit<CheckedUnit, 'diagnostics'> & { readonly diagnostics: readonly Unprinted[] })[], rules: readonly RuleInfo[] = [], command: 'lint' | 'score' = 'lint'): CheckRun {
  const prints = fingerprinted(units.flatMap((unit) => unit.diagnostics))[Symbol.iterator]();
  return {
    command,
    units: units.map((unit) => ({ ...unit, diagnostics: unit.diagnostics.map(() => prints.next().value as Diagnostic) })),
    rules: new Map(rules.map((rule) => [rule.id, rule])),
  };
}

export function fixtureRun(): CheckRun {
  const { units, rules } = JSON.parse(readFileSync('fixtures/gate/run.json', 'utf8')) as { units: Parameters<typeof runOf>[0]; rules: RuleInfo[] };
  return runOf(units, rules);
}

/** A case as a gate sees it. */
export const caseUnit = (id: string, score: number, band: string, file = 'cases.csv', line = 2): Parameters<typeof runOf>[0][number] => ({
  name: id, file, line,
  diagnostics: [{ rule: `case/${band}`, severity: band === 'critical' ? 'error' : band === 'high' ? 'warning' : 'note', message: id, missing: [], file, region: { line }, text: '', subject: id, score }],
});

/** Few files, rules and words, so that findings repeat; lines ascend within a file. */
export const anyUnits: fc.Arbitrary<Parameters<typeof runOf>[0]> = fc.uniqueArray(fc.constantFrom('a.md', 'b/c.md', '话术 1.md', '-'), { minLength: 1 }).chain((files) =>
  fc.tuple(...files.map((file) => fc.array(fc.record({
    rule: fc.constantFrom('r/one', 'r/two'), severity: fc.constantFrom(...SEVERITIES), text: fc.constantFrom('请耐心等待', '請 耐心等待', '这是规定', ''), gap: fc.nat(5), suppressed: fc.boolean(),
  }), { maxLength: 8 }).map((found) => {
    let line = 0;
    return {
      name: file, file,
      diagnostics: found.map(({ rule, severity, text, gap, suppressed }): Unprinted => ({
        rule, severity, message: text, missing: [], file, region: { line: (line += gap + 1) }, text, ...(suppressed && { suppressed: { reason: 'known' } }),
      })),
    };
  }))));
