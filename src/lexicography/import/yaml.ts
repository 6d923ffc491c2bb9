/** The text of a signal file, as people write them: lists on one line, defaults left out. */
import { Document, isCollection, visit } from 'yaml';
import { speakerOf } from './groups.js';
import type { ImportedSignal } from './index.js';

export function signalYaml({ signal, classes, rules }: ImportedSignal, comment: string): string {
  const document = new Document({
    signal, speaker: speakerOf(signal), classes,
    rules: rules.map(({ id, match, ignore, counterexamples, ...rule }) => ({
      id, match: match?.length === 1 ? match[0] : match, ...rule,
      ...(ignore.length > 0 && { ignore }), ...(counterexamples.length > 0 && { counterexamples }),
    })),
  });
  document.commentBefore = ` ${comment}`;
  visit(document, {
    Seq(_, node) {
      node.flow = !node.items.some(isCollection);
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
