/**
 * JUnit XML: a suite a file, a test a unit. Jenkins' xUnit plugin refuses attributes that its schema does not name (as
 * `file` and `line` of a test), so the place stands in the name of the suite, the class and the text of the failure,
 * where Jenkins and GitLab both show it.
 */
import type { CheckedUnit, CheckRun, Diagnostic } from '../gate/diagnostic.js';
import { say } from '../locale/index.js';
import { failing, pathOf, placeOf, sentence, standings, worstFirst, type CheckOptions } from './check.js';
import { plainLine } from './plain.js';
import { element, xmlDocument, type Element } from './xml.js';

export function junit(run: CheckRun, options: CheckOptions): string {
  const fails = failing(run, options);
  const suites = new Map<string, CheckedUnit[]>();
  for (const unit of run.units) {
    const file = pathOf(unit.file, options);
    suites.set(file, [...(suites.get(file) ?? []), unit]);
  }
  const count = (units: readonly CheckedUnit[]) => ({ tests: units.length, failures: units.filter((u) => u.diagnostics.some((d) => fails.has(d))).length, errors: 0 });
  return xmlDocument(element('testsuites', { name: `kesu ${run.command}`, ...count(run.units) }, [...suites].map(([file, units]) =>
    element('testsuite', { name: file, ...count(units), skipped: units.filter((u) => u.skipped !== undefined).length }, units.map((unit) => testcase(unit, file, fails, options))))));
}

function testcase(unit: CheckedUnit, file: string, fails: ReadonlySet<Diagnostic>, options: CheckOptions): Element {
  const failed = worstFirst(unit.diagnostics.filter((d) => fails.has(d)));
  const others = unit.diagnostics.filter((d) => !fails.has(d));
  const standing = standings(options);
  const line = (d: Diagnostic): string => `${placeOf(d, options)}: ${d.rule}: ${sentence(d, options.lang)}`;
  const note = (d: Diagnostic): string => {
    if (d.suppressed) return ` (${say(options.lang, 'check-suppressed', { reason: plainLine(d.suppressed.reason) })})`;
    return standing(d) === 'known' ? ` (${say(options.lang, 'check-in-baseline')})` : '';
  };
  const [worst] = failed;
  return element('testcase', { name: plainLine(unit.name) || file, classname: file }, [
    ...(unit.skipped !== undefined ? [element('skipped', {}, [unit.skipped])] : []),
    ...(worst ? [element('failure', { type: worst.rule, message: sentence(worst, options.lang) }, [failed.map(line).join('\n')])] : []),
    ...(others.length > 0 ? [element('system-out', {}, [others.map((d) => `${line(d)}${note(d)}`).join('\n')])] : []),
  ]);
}
