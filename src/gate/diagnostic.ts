/**
 * What a gate reports: a problem at a place in a file. The words are those of static analysis (SARIF 2.1.0, §3.27): a
 * *rule* describes the kind of problem, a *diagnostic* is one occurrence of it. Scripts and cases both end here, so that
 * baselines and every format of CI are written once.
 */

/** Worst first; SARIF's `error`, `warning`, `note`. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** 1-based lines and columns in UTF-16 units; the end is exclusive, as in SARIF. */
export interface Region {
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface Diagnostic {
  /** Stable id of the rule, such as `stonewalling/policy-shield`, `wait/no-time`, `case/critical`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence in the language of the run: what is wrong here. */
  readonly message: string;
  /** What would make it better, a short phrase each; never a canned rewrite. */
  readonly missing: readonly string[];
  /** As the user gave it; formats that need a path from the root of the repository make it so. */
  readonly file: string;
  /** Of a workbook; the line is its row. */
  readonly sheet?: string;
  readonly region: Region;
  /** The words it is about, as they stand in the file. */
  readonly text: string;
  /**
   * 16 hex digits that stay the same when lines move, the language changes or a file is checked beside others: of the
   * rule, the file, the folded words and, where all of that occurs again, how many times before. Where there is a
   * `subject`, of the file and it alone.
   */
  readonly fingerprint: string;
  /** What it is about where that is no place in a text, such as the id of a conversation: known again though the rule (the band) changes. */
  readonly subject?: string;
  /** Set where a comment in the file allows it; it then fails no gate. */
  readonly suppressed?: { readonly reason: string; readonly until?: string };
  /** Of a case: its score, which a baseline compares beyond its tolerance. */
  readonly score?: number;
}

/** A rule as the formats tell of it; its page is what `kesu explain RULE` shows. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** Paragraphs of Markdown: what, why, an example, a better one, the source. */
  readonly help: string;
}

/** One thing that was checked, with nothing to say or something: a script file, a case. */
export interface CheckedUnit {
  readonly name: string;
  readonly file: string;
  readonly line?: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Why nothing was judged, where that is so. */
  readonly skipped?: string;
}

/** A whole run, as every format of CI is a function of. */
export interface CheckRun {
  /** `lint` or `score`. */
  readonly command: string;
  readonly units: readonly CheckedUnit[];
  /** Rules that can occur, by id. */
  readonly rules: ReadonlyMap<string, RuleInfo>;
}
