/** Reads one YAML file against a schema; whatever is wrong is named with file, line, column and field. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, isNode, type Document } from 'yaml';
import type { z } from 'zod';
import { KesuError, type Place } from '../errors.js';
import { cached, fingerprint, record } from './parsed-cache.js';

export interface YamlFile<T> {
  readonly path: string;
  /** The file as it stands. */
  readonly text: string;
  readonly data: T;
  /** Line and column of a field, for errors found after reading. */
  place(field: readonly (string | number)[]): Place;
}

export function readYaml<S extends z.ZodType>(path: string, schema: S): YamlFile<z.infer<S>> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new KesuError('lexicon-unreadable', { cause: String((cause as NodeJS.ErrnoException).code ?? cause) }, { file: path }, { cause });
  }
  const key = fingerprint(text);
  const known = cached(key);
  if (known !== undefined) {
    let parsed: ReturnType<typeof parseYaml> | undefined;
    return { path, text, data: known as z.infer<S>, place: (field) => (parsed ??= parseYaml(path, text)).place(field) };
  }

  const { document, place } = parseYaml(path, text);
  const result = schema.safeParse(document.toJS());
  if (!result.success) {
    const issue = deepest(result.error.issues);
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const field = [...issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p)), ...keys.slice(0, 1)];
    throw new KesuError('yaml-field', { field: field.join('.') || '(root)', problem: issue.message }, place(field));
  }
  record(key, result.data);
  return { path, text, data: result.data, place };
}

/** @throws KesuError with line and column where it is no YAML. */
export function parseYaml(path: string, text: string): { document: Document; lines: LineCounter; place: YamlFile<unknown>['place'] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = document.errors[0];
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new KesuError('yaml-syntax', { problem: problem.message }, { file: path, line, column: col });
  }
  return { document, lines, place: (field) => locate(document, lines, path, field) };
}

type Issue = z.core.$ZodIssue;

/** Of a union's failures the one that got furthest says what is wrong. */
function deepest(issues: readonly Issue[]): Issue {
  const [first] = issues;
  if (!first) throw new Error('no issue');
  if (first.code === 'invalid_union') {
    const inner = first.errors.filter((e) => e.length > 0).map(deepest).sort((a, b) => b.path.length - a.path.length)[0];
    if (inner && inner.path.length > 0) return { ...inner, path: [...first.path, ...inner.path] } as Issue;
  }
  return first;
}

/** The nearest node that exists on the way to the field. */
function locate(document: Document, lines: LineCounter, file: string, field: readonly (string | number)[]): Place {
  for (let depth = field.length; depth >= 0; depth -= 1) {
    const path = field.slice(0, depth);
    const node = depth === 0 ? document.contents : document.getIn(path, true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { file, line, column: col, field: field.join('.') };
    }
  }
  return { file, field: field.join('.') };
}
