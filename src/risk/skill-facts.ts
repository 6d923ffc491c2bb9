/**
 * Facts about the service that a quality checker looks for. Each gives the messages of every time it
 * holds. Facts that earn hold no more often when a fault is added, facts that cost no more often when
 * a good deed is: the law of `skill-settings.ts`.
 */
import { THREATS, type AgentPromise, type ServiceRecord, type SignalId } from '../model.js';
import { lastThanks } from './ending.js';
import type { FactId, SheetItem } from './skill-settings.js';
import type { Answer, View } from './skill-view.js';

export interface Known {
  readonly view: View;
  readonly service: ServiceRecord;
  readonly promises: readonly AgentPromise[];
}

type Times = readonly (readonly number[])[];
type Fact = (known: Known, item: SheetItem) => Times;

const BLOCKING: readonly SignalId[] = ['stonewalling', 'provocation'];

export const factTimes = (fact: FactId, known: Known, item: SheetItem): Times => RULES[fact](known, item);

const RULES: Readonly<Record<FactId, Fact>> = {
  /** A concrete remedy or next step within so many agent turns. */
  'first-solution': ({ view, service: { firstSolution } }, { turns = 0 }) =>
    (firstSolution && firstSolution.turns <= turns && view.judged(firstSolution.message) ? [[firstSolution.message]] : []),

  /** The customer's last word accepts: a remedy, or an answer where nothing was amiss. */
  accepted: ({ view }) => {
    const thanks = lastThanks(view.analysis).map((s) => s.message);
    const calm = !view.analysis.conversation.messages.some((_, m) => view.analysis.stance(m) >= view.analysis.settings.hot);
    return thanks.length > 0 && (calm || remedied(view)) ? [[...new Set(thanks)]] : [];
  },

  'promise-kept': (known) => promised(known, 'kept'),
  'promise-broken': (known) => promised(known, 'broken'),
  'promise-overdue': (known) => promised(known, 'overdue'),

  /** An upset customer is answered with sympathy or a way forward, without a wall and without an ill word. */
  'steady-answer': ({ view }, item) =>
    view.answers.filter((a) => a.stance >= level(view, item) && a.gives([...view.settings.soothing, ...view.settings.remedy]) && !a.has(BLOCKING)).map((a) => a.messages),

  /** Insults are not paid back. */
  'composed-under-abuse': ({ view }) =>
    view.answers.filter((a) => a.to?.messages.some((m) => view.analysis.at(m).some((s) => s.signal === 'abuse')) && !a.has(['provocation'])).map((a) => a.messages),

  /** A rule is cited together with what can be done all the same. */
  'rule-with-way-out': ({ view }) => view.answers.filter((a) => a.marked('cites-rule') && a.gives(view.settings.remedy) && !a.has(BLOCKING)).map((a) => a.messages),

  /** A threat is spoken to, or what it is about is taken forward. */
  'threat-taken-up': ({ view }) =>
    view.answers.filter((a) => threatened(a, view) && (a.marked('takes-up-threat') || a.gives(view.settings.remedy)) && !a.has(BLOCKING)).map((a) => a.messages),

  /** An upset customer got so many answers and no way forward in any. */
  'no-solution': ({ view }, item) => {
    const first = view.answers.findIndex((a) => a.stance >= level(view, item));
    const since = first < 0 ? [] : view.answers.slice(first);
    return since.length >= (item.turns ?? 1) && !remedied(view) ? [[...(since[0]?.to?.messages.slice(0, 1) ?? []), ...(since.at(-1)?.messages ?? [])]] : [];
  },

  /**
   * An upset customer is answered with nothing that answers the feeling, and not even the threat is
   * spoken to. What was said before still counts for some answers, as long as the customer has grown
   * no sharper since.
   */
  'cold-answer': ({ view }, item) => view.answers.flatMap((answer, i) => {
    if (answer.stance < level(view, item) || answer.marked('takes-up-threat')) return [];
    const { soothing, 'soothed-for': lasts } = view.settings;
    const soothed = view.answers.slice(Math.max(0, i - lasts + 1), i + 1).some((a) => a.gives(soothing) && a.stance >= answer.stance);
    return soothed ? [] : [answer.messages];
  }),

  /** Somebody or something came to harm, and no answer has a word for it. */
  'harm-unacknowledged': ({ view }) => {
    const harm = view.analysis.signals.find((s) => s.signal === 'safety-harm')?.message;
    const since = harm === undefined ? [] : view.answers.filter((a) => (a.messages.at(-1) as number) > harm);
    return harm === undefined || since.length === 0 || since.some((a) => a.gives(view.settings.soothing)) ? [] : [[harm, ...(since[0] as Answer).messages]];
  },

  /** An upset customer leaves without accepting, after walls or ill words; who did all well is not to blame for the ending. */
  'left-upset': ({ view }, item) => {
    const walls = view.answers.filter((a) => a.has(BLOCKING)).at(-1);
    const turn = view.analysis.turns.filter((t) => t.side === 'customer').at(-1);
    return walls && turn && view.reached >= level(view, item) && lastThanks(view.analysis).length === 0 ? [[...walls.messages, ...turn.messages]] : [];
  },

  /** The agent provokes, the customer flares up, the agent provokes again. */
  quarrel: ({ view }, item) => view.answers.flatMap((answer, i) =>
    (i > 0 && answer.has(['provocation']) && view.answers[i - 1]?.has(['provocation']) && answer.stance >= level(view, item) ? [answer.messages] : [])),
};

const level = (view: View, { stance }: SheetItem): number => stance ?? view.analysis.settings.hot;
const remedied = ({ answers, settings }: View): boolean => answers.some((a) => a.gives(settings.remedy));
const threatened = (answer: Answer, { analysis }: View): boolean => (answer.to ? analysis.in(answer.to, THREATS).length > 0 : false);
const promised = ({ view, promises }: Known, status: AgentPromise['status']): Times =>
  promises.filter((p) => p.status === status && view.judged(p.message)).map((p) => [p.message]);
