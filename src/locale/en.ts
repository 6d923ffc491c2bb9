/** English wording. Keys are grouped by room; `{name}` marks a parameter. */
export const en = {
  // transcripts
  // lexicon
  'lexicon-pattern': 'cannot read the pattern "{pattern}": {problem}',
  'lexicon-folder-missing': 'the lexicon folder {dir} does not exist; check --lexicons',
  'lexicon-wrong-signal': 'the file is named for the signal {expected} but says `signal: {found}`; rename the file or correct the field',
  'lexicon-duplicate-rule': 'the rule id {id} is used twice in this file; ids must be unique, give one of them another',
  'lexicon-unreadable': 'the file cannot be read ({cause})',
  'yaml-syntax': 'this is not valid YAML: {problem}. Quote texts that hold {, [, :, # or ^',
  'yaml-field': 'field {field}: {problem}. lexicons/README.md lists the fields',
  // tokenizer
  'tokenizer-missing':
    'the Chinese tokenizer (nodejieba) could not be loaded: {cause}. Run `npm rebuild nodejieba` (needs python3, make and g++ where no prebuilt file can be had), and check that npm is not set to ignore install scripts.',
  // explain and lexicon commands
  'cancelled-by': 'cancelled by {by}',
  'cancel-speaker': 'the speaker: this side cannot mean it',
  'cancel-unless': 'another sense (`unless`)',
  'cancel-forbids': 'what stands beside it (`forbids`)',
  'cancel-requires': 'what is missing beside it (`requires`)',
  'cancel-boundary': 'word boundaries: jieba reads another word here',
  'cancel-weak': 'its low strength: recorded, not reported alone',
  'cancel-negation': 'a negation',
  'cancel-report': "somebody else's act",
  'cancel-quotation': 'a quotation',
  'cancel-question': 'a question',
  'cancel-condition': 'a condition',
  'cancel-completion': 'a completion',
  'cancel-decision': 'a decision',
  'cancel-defiance': 'defiance',
  'cancel-warning': 'a warning',
  'explain-folded': 'folded',
  'explain-tokens': 'tokens',
  'explain-rule': 'rule',
  'explain-cues': 'cues',
  'explain-merged': 'stands, but a stronger match of the same signal speaks for it',
  'explain-nothing': 'no rule matches',
  'lexicon-tested': '{rules} rules, {checked} examples and counterexamples, {failed} failed',
} as const;
