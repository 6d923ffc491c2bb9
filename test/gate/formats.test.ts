/** The formats of CI: golden files, the published schemas, and text that means harm. `UPDATE_GOLDEN=1` writes the golden files anew. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { conditionsOf } from '../../src/gate/conditions.js';
import type { CheckRun } from '../../src/gate/diagnostic.js';
import { gate } from '../../src/gate/gate.js';
import { CI_FORMATS, type CiFormat } from '../../src/report/formats.js';
import { escapeMessage, escapeProperty } from '../../src/report/github.js';
import { plain } from '../../src/report/plain.js';
import { renderRun } from '../../src/report/render-run.js';
import { MOST_RESULTS, uriOf } from '../../src/report/sarif.js';
import { attributeText, xmlText } from '../../src/report/xml.js';
import type { CheckOptions } from '../../src/report/check.js';
import { anyUnits, caseUnit, fixtureRun, runOf } from './runs.js';

const run = fixtureRun();
const options: CheckOptions = { lang: 'en', version: '1.2.3', homepage: 'https://example.org/kesu' };
/** Beside a baseline that knows the warning and nothing else. */
const gated: CheckOptions = { ...options, verdict: gate(run, { conditions: conditionsOf(['error'], 'lint'), before: { of: (d) => (d.rule === 'wait/no-time' ? { rule: d.rule } : undefined), stale: [] } }) };

const ENDINGS: Readonly<Record<CiFormat, string>> = { sarif: 'sarif', junit: 'xml', github: 'github.txt', gitlab: 'gitlab.json' };

const sarifSchema = (() => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // the types of this package name its default export twice
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  return ajv.compile(JSON.parse(readFileSync('test/schemas/sarif-2.1.0.json', 'utf8')) as object);
})();
const junitSchema = readFileSync('test/schemas/jenkins-junit.xsd', 'utf8');

function expectSarif(text: string): void {
  sarifSchema(JSON.parse(text));
  expect(sarifSchema.errors ?? []).toEqual([]);
}

async function expectJunit(text: string): Promise<void> {
  const { errors } = await validateXML({ xml: [{ fileName: 'run.xml', contents: text }], schema: [junitSchema] });
  expect(errors).toEqual([]);
}

describe('golden files', () => {
  it.each(CI_FORMATS.flatMap((format) => [[format, 'run', options] as const, [format, 'gated', gated] as const]))('%s, %s', (format, name, given) => {
    const path = `fixtures/gate/golden/${name}.${ENDINGS[format]}`;
    const text = renderRun(format, run, given);
    if (process.env['UPDATE_GOLDEN']) writeFileSync(path, text);
    expect(existsSync(path)).toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });
});

describe('published schemas', () => {
  it('SARIF 2.1.0 holds for every run', () => {
    expectSarif(renderRun('sarif', run, options));
    expectSarif(renderRun('sarif', run, gated));
    fc.assert(fc.property(anyUnits, (units) => expectSarif(renderRun('sarif', runOf(units), options))), { numRuns: 30 });
  });
  it('the schema is in force: a run without a tool is refused', () => {
    expect(sarifSchema({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });
  it('Jenkins reads the JUnit report, of an empty run too', async () => {
    for (const given of [options, gated]) await expectJunit(renderRun('junit', run, given));
    await expectJunit(renderRun('junit', runOf([]), options));
    await expectJunit(renderRun('junit', runOf([caseUnit('案件 1', 90, 'critical')], [], 'score'), options));
  });
  it('the XSD is in force: a test without a name is refused', async () => {
    const { valid } = await validateXML({ xml: [{ fileName: 'x.xml', contents: '<testsuites><testsuite name="a" tests="1"><testcase/></testsuite></testsuites>' }], schema: [junitSchema] });
    expect(valid).toBe(false);
  });
});

describe('hostile text', () => {
  it.each(CI_FORMATS)('%s: no control character, no half of a pair, no byte order mark', (format) => {
    const text = renderRun(format, run, options);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\ufeff]/u);
    expect(text).not.toMatch(/\p{Surrogate}|\\ud[89a-f]|\\u00[01]/iu);
  });
  it('a message starts no command of its own', () => {
    const lines = renderRun('github', run, options).trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.slice(0, -1).every((line) => /^::(?:error|warning|notice) [^:]*::/.test(line))).toBe(true);
  });
});

describe('SARIF', () => {
  const parsed = (text: string) => JSON.parse(text) as { runs: [{ results: { level: string; suppressions?: { kind: string }[]; baselineState?: string; locations: [{ physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string } } }] }[]; invocations: [{ toolExecutionNotifications?: unknown[] }] }] };
  it('the worst are kept where there are more than GitHub takes, and that is said', () => {
    const many: CheckRun = runOf([...Array.from({ length: MOST_RESULTS }, (_, n) => caseUnit(`c${n}`, 40, 'medium')), caseUnit('worst', 99, 'critical')], [], 'score');
    const [{ results, invocations }] = parsed(renderRun('sarif', many, options)).runs;
    expect(results).toHaveLength(MOST_RESULTS);
    expect(results[0]?.level).toBe('error');
    expect(invocations[0].toolExecutionNotifications).toHaveLength(1);
  });
  it('tells what is suppressed in the file from what a baseline knows', () => {
    const [{ results }] = parsed(renderRun('sarif', run, gated)).runs;
    expect(results.map((r) => [r.baselineState, r.suppressions?.[0]?.kind])).toEqual([['new', undefined], ['unchanged', 'external'], [undefined, 'inSource'], ['new', undefined]]);
  });
  it('an address decodes to the path', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).map((part) => part.replaceAll('/', '_')), { minLength: 1 }), (parts) => {
      const path = parts.join('/');
      const uri = uriOf(path);
      expect(uri).toMatch(/^[\w\-.!~*'()%/]*$/);
      expect(uri.split('/').map(decodeURIComponent).join('/')).toBe(path);
    }));
  });
  it('a file outside of the repository is named in full', () => {
    const [{ results }] = parsed(renderRun('sarif', runOf([caseUnit('x', 90, 'critical', '/elsewhere/a b.csv')]), options)).runs;
    expect(results[0]?.locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'file:///elsewhere/a%20b.csv' });
  });
});

describe('GitHub annotations', () => {
  it('escaping can be undone', () => {
    const unescape = (text: string): string => text.replace(/%(25|0D|0A|3A|2C)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('%', ':', ',', '\n', '\r', '2', '5', 'A', '客') }), (text) => {
      expect(escapeProperty(text)).not.toMatch(/[:,\r\n]/);
      expect(escapeMessage(text)).not.toMatch(/[\r\n]/);
      expect(unescape(escapeProperty(text))).toBe(text);
      expect(unescape(escapeMessage(text))).toBe(text);
    }));
  });
  it('the worst come first, what fails before all, and what is left out is said', () => {
    const many = runOf([...Array.from({ length: 12 }, (_, n) => caseUnit(`m${n}`, 40 + n, 'medium')), caseUnit('c', 95, 'critical'), caseUnit('h', 70, 'high')], [], 'score');
    const lines = renderRun('github', many, { ...options, verdict: gate(many, { conditions: conditionsOf(['score>=51'], 'score') }) }).trimEnd().split('\n');
    expect(lines.map((l) => / (\w+): |::(\w+)\.$/.exec(l)?.slice(1).find(Boolean)).slice(0, 4)).toEqual(['c', 'h', 'm11', 'm10']);
    expect(lines.slice(0, 3).every((l) => l.startsWith('::error '))).toBe(true);
    expect(lines.at(-1)).toContain('GitHub shows 10');
  });
  it('standard input has no place', () => {
    expect(renderRun('github', runOf([caseUnit('c', 95, 'critical', '-')]), options)).not.toContain('file=');
  });
});

describe('JUnit', () => {
  it('any text comes back from a parser, but for what XML cannot hold', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      let body = '';
      let attribute = '';
      const parser = new SaxesParser();
      parser.on('text', (t) => void (body += t));
      parser.on('opentag', (tag) => void (attribute = String(tag.attributes['a'])));
      parser.write(`<x a="${attributeText(text)}">${xmlText(text)}</x>`).close();
      expect([attribute, body]).toEqual([plain(text), plain(text)]);
    }));
  });
  it('without a gate an error fails; with one, what the gate says', () => {
    const failures = (given: CheckOptions): number => renderRun('junit', run, given).split('<failure').length - 1;
    expect(failures(options)).toBe(1);
    expect(failures({ ...options, verdict: gate(run, { conditions: conditionsOf(['note'], 'lint') }) })).toBe(2);
  });
});

describe('GitLab', () => {
  it('lists what is open, each once, with a path from the root', () => {
    const twice = runOf([...run.units, ...run.units]);
    const list = JSON.parse(renderRun('gitlab', { ...twice, units: [...run.units, ...run.units] }, options)) as { fingerprint: string; location: { path: string } }[];
    expect(list).toHaveLength(3);
    expect(new Set(list.map((e) => e.fingerprint)).size).toBe(3);
    expect(list.map((e) => e.location.path)).toEqual(['话术/退款 100%#1.md', '话术/退款 100%#1.md', '话术/投诉.csv']);
  });
});
