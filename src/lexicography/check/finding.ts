/** What `kesu lexicon check` says about a lexicon: one finding is one thing to do at one place. */
import type { Place } from '../../errors.js';
import type { Params } from '../../locale/index.js';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How much each kind of finding weighs: an error is wrong, a warning is likely wrong, an info is worth a look. */
export const CHECKS = {
  'unmatched-example': 'error',
  'missing-successor': 'error',
  'cyclic-successor': 'error',
  'contradiction': 'warning',
  'shadowed-rule': 'warning',
  'duplicate-pattern': 'warning',
  'over-broad': 'warning',
  'one-character': 'warning',
  'no-examples': 'warning',
  'unused-class': 'warning',
  'unreachable-channel': 'warning',
  'ambiguous-alias': 'warning',
  'off-nothing': 'warning',
  'unread-file': 'warning',
  'signal-without-rules': 'warning',
  'no-successor': 'info',
  'repeated-pattern': 'info',
  'same-pattern': 'info',
  'duplicate-term': 'info',
} as const satisfies Readonly<Record<string, Severity>>;
export type CheckId = keyof typeof CHECKS;

export interface LexiconFinding {
  readonly id: CheckId;
  readonly severity: Severity;
  /** The rule, class, channel or file it is about. */
  readonly subject: string;
  readonly place: Place;
  /** For the sentence `check-<id>` of the catalogues. */
  readonly params: Params;
  /** Patterns, terms or texts that show it. */
  readonly samples: readonly string[];
}

interface Details {
  readonly params?: Params;
  readonly samples?: readonly string[];
  readonly severity?: Severity;
}

export function finding(id: CheckId, subject: string, place: Place, { params = {}, samples = [], severity = CHECKS[id] }: Details = {}): LexiconFinding {
  return { id, severity, subject, place, params: { subject, ...params }, samples };
}
