import { KesuError } from '../errors.js';
import { loadLayer } from '../learning/layer.js';
import { loadLexicon } from '../lexicon/compile.js';
import type { Message, Signal } from '../model.js';
import { say, type MessageId } from '../locale/index.js';
import { explainLast, type ExplainedCandidate } from '../signals/explain.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { explainRule, looksLikeRule } from './explain-rule.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import type { ExplainOptions } from './explain.options.js';

export async function explain(text: string, options: ExplainOptions, context: Context): Promise<ExitCode> {
  if (looksLikeRule(text) && (await explainRule(text, options, context))) return EXIT.done;
  const lexicon = loadLexicon(options.lexicons);
  const messages = [...options.before.map(earlier), { speaker: options.speaker, text }];
  const result = explainLast(messages, lexicon, jiebaTokenizer(), options.asr ? 'call' : undefined, options.learned ? loadLayer(options.lexicons) : undefined);
  if (options.format === 'json') {
    await write(context.stdout, `${JSON.stringify(result, null, 2)}\n`);
    return EXIT.done;
  }
  const { color, lang } = context;
  const t = (id: MessageId): string => color.dim(say(lang, id));
  const lines = [
    `${t('explain-folded')}  ${result.folded}`,
    `${t('explain-tokens')}  ${result.tokens.map((token) => token.text).join(color.dim(' / '))}`,
    '',
    ...result.candidates.flatMap((candidate) => describe(candidate)),
    ...result.signals.filter((s) => s.learned).flatMap((s) => describeLearned(s)),
  ];
  if (result.candidates.length === 0 && result.signals.length === 0) lines.push(say(lang, 'explain-nothing'));
  await write(context.stdout, `${lines.join('\n')}\n`);
  return EXIT.done;

  function describe(c: ExplainedCandidate): string[] {
    const reported = result.signals.some((s) => s.rule === c.rule && s.start === c.start && s.end === c.end);
    const mark = c.cancelled ? color.red('✗') : reported ? color.green('✓') : color.yellow('·');
    const details = [c.subtype, c.stage, c.intensity, c.channel, `${c.start}–${c.end}`, c.strength.toFixed(2)].filter((d) => d !== undefined).join(' · ');
    const head = `${mark} ${color.bold(c.signal)}  ${c.text}  ${color.dim(details)}`;
    const notes = [`${t('explain-rule')} ${c.rule}`];
    if (c.modifiers.length > 0) notes.push(`${t('explain-cues')} ${c.modifiers.join(', ')}`);
    if (c.cancelled) notes.push(color.red(say(lang, 'cancelled-by', { by: say(lang, `cancel-${c.cancelled.by}`) }) + (c.cancelled.text ? `: ${c.cancelled.text}` : '')));
    else if (result.doubted[c.signal] !== undefined) notes.push(color.red(say(lang, 'explain-doubted', { probability: (result.doubted[c.signal] as number).toFixed(2) })));
    else if (!reported) notes.push(color.yellow(say(lang, 'explain-merged')));
    return [head, ...notes.map((note) => `    ${note}`)];
  }

  function describeLearned({ signal, text: words, subtype, stage, intensity, start, end, strength, learned }: Signal): string[] {
    const details = [subtype, stage, intensity, `${start}–${end}`, strength.toFixed(2)].filter((d) => d !== undefined).join(' · ');
    const grams = (learned?.evidence ?? []).map((e) => `${e.text} +${e.weight.toFixed(2)}`).join(', ');
    return [`${color.green('✓')} ${color.bold(signal)}  ${words}  ${color.dim(details)}`, `    ${say(lang, 'explain-learned', { probability: strength.toFixed(2), grams })}`];
  }
}

/** `agent=请耐心等待` as a message. */
function earlier(text: string): Message {
  const [, speaker, said] = /^(customer|agent|bot)=(.*)$/s.exec(text) ?? [];
  if (speaker === undefined || said === undefined) throw new KesuError('explain-before', { text });
  return { speaker: speaker as Message['speaker'], text: said };
}
