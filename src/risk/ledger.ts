/**
 * The running account of one conversation: every message adds to named terms, and after each the
 * log-odds, the score and its parts can be read. Terms are bounded and saturate; relief can lower
 * the score again, and a further threat never does (property tests).
 */
import { BANDS, THREATS, type Band, type Finding, type Signal, type SignalId, type Stage } from '../model.js';
import { REMEDIES } from '../dynamics/settings.js';
import type { Condition, Scorecard } from './scorecard.js';

export interface Term {
  readonly id: string;
  readonly logit: number;
  readonly messages: readonly number[];
  readonly signals: readonly Signal[];
}

/** Where an amount comes from; it grows with the conversation and is never gone through while messages are added. */
interface Origin {
  /** In order of appearance, each once. */
  readonly messages: number[];
  readonly signals: Signal[];
}

interface Account extends Origin {
  amount: number;
  /** Of its signals. */
  readonly stages: Set<Stage>;
  readonly named: Set<number>;
}

/** What is offered, or accepted, since something last was hot. */
interface Tally extends Origin {
  count: number;
  amount: number;
  /** A remedy of the agent's is among it. */
  remedied: boolean;
}

const opened = (amount = 0, stages: Iterable<Stage> = []): Account => ({ amount, stages: new Set(stages), named: new Set(), messages: [], signals: [] });
const nothing = (): Tally => ({ count: 0, amount: 0, remedied: false, messages: [], signals: [] });
const copyOf = (tally: Tally): Tally => ({ ...tally, messages: [], signals: [] });

function put(tally: Tally, signal: Signal): void {
  tally.count += 1;
  tally.messages.push(signal.message);
  tally.signals.push(signal);
}

/** Takes a share of the heat away. */
interface Relief {
  readonly id: string;
  /** Share that stays. */
  readonly kept: number;
  readonly from: Origin;
  /** Also of what lasts: only where the customer accepts. */
  readonly all: boolean;
}

export interface Step {
  readonly side: 'customer' | 'agent';
  readonly signals: readonly Signal[];
  readonly findings: readonly Finding[];
  /** Whether this customer message wants an answer (stance). */
  readonly hot: boolean;
  /** Whether it continues the turn before it. */
  readonly continues: boolean;
}

interface Weight {
  readonly weight: number;
  readonly scale: number;
}

/** A bounded term: `weight` is its most, `scale` the amount at which it has 63 % of it. */
export const saturate = ({ weight, scale }: Weight, amount: number): number => weight * (1 - Math.exp(-amount / scale));

/** Of a signal or a finding; where both have the name they share an account, and the signal's weight goes for both. */
export const weightOf = ({ signals, findings }: Scorecard, id: string): Weight | undefined => signals[id as SignalId] ?? findings[id as Finding['kind']];

export class Ledger {
  private readonly accounts = new Map<string, Account>();
  private remedies = nothing();
  private everHot = false;
  /** The customer's current or last turn; of what is content in it the surest counts. */
  private last = { hot: false, content: nothing() };

  constructor(private readonly card: Scorecard) {}

  /** What would come if things went on otherwise: a copy for its sums alone, its terms do not say where they come from. */
  fork(): Ledger {
    const copy = new Ledger(this.card);
    for (const [id, { amount, stages }] of this.accounts) copy.accounts.set(id, opened(amount, stages));
    copy.remedies = copyOf(this.remedies);
    copy.everHot = this.everHot;
    copy.last = { hot: this.last.hot, content: copyOf(this.last.content) };
    return copy;
  }

  /** Puts the amount of an account right: of loops that were none had the agent spoken otherwise. */
  correct(id: string, amount: number): void {
    if (amount === 0) this.accounts.delete(id);
    else if (this.accounts.has(id)) (this.accounts.get(id) as Account).amount = amount;
    else this.credit(id, amount, [], []);
  }

  add(message: number, step: Step): void {
    const strongest = new Map<SignalId, { amount: number; signals: Signal[] }>();
    for (const signal of step.signals) {
      const amount = this.amountOf(signal);
      const best = strongest.get(signal.signal);
      // one message says one thing once, however many of its words say it
      if (best) best.amount = Math.max(best.amount, amount);
      else strongest.set(signal.signal, { amount, signals: [] });
      strongest.get(signal.signal)?.signals.push(signal);
    }
    for (const [id, { amount, signals }] of strongest) {
      if (this.card.signals[id]) this.credit(id, amount, [message], signals);
    }
    for (const finding of step.findings) {
      this.credit(finding.kind, 1, finding.messages, finding.evidence);
    }
    if (step.side === 'agent') {
      for (const signal of step.signals) this.remedy(signal);
      return;
    }
    if (!step.continues) this.last = { hot: false, content: nothing() };
    if (step.hot) {
      this.everHot = true;
      this.last = { hot: true, content: nothing() };
      this.remedies = nothing();
    } else if (!this.last.hot) {
      const { content } = this.last;
      for (const signal of step.signals) {
        if (signal.signal !== 'satisfaction') continue;
        content.amount = Math.max(content.amount, signal.strength);
        put(content, signal);
      }
    }
  }

  terms(): Term[] {
    const raising: Term[] = [];
    for (const [id, account] of this.accounts) {
      const weight = weightOf(this.card, id);
      if (weight) raising.push({ id, logit: saturate(weight, account.amount), messages: account.messages, signals: account.signals });
    }
    return [{ id: 'base', logit: this.card.bias, messages: [], signals: [] }, ...raising, ...this.relief(raising)];
  }

  /**
   * What each term that raises the sum would be with a weight of 1, after relief. Neither amounts nor relief
   * depend on the weights, so the sum is the bias and these times the weights.
   */
  shares(): Map<string, number> {
    const reliefs = this.reliefs();
    const shares = new Map<string, number>();
    for (const [id, { amount }] of this.accounts) {
      const weight = weightOf(this.card, id);
      if (!weight) continue;
      const left = reliefs.reduce((share, { kept, all }) => (all || !this.lasts(id) ? share * kept : share), 1);
      shares.set(id, saturate({ ...weight, weight: 1 }, amount) * left);
    }
    return shares;
  }

  /** Relief takes a share of the heat away, so that it can settle a heated case and never goes below a calm one. */
  private relief(raising: readonly Term[]): Term[] {
    let left = raising.reduce((sum, t) => sum + t.logit, 0);
    let stays = raising.filter((t) => this.lasts(t.id)).reduce((sum, t) => sum + t.logit, 0);
    return this.reliefs().map(({ id, kept, from: { messages, signals }, all }): Term => {
      const taken = (all ? left : left - stays) * (1 - kept);
      left -= taken;
      if (all) stays *= kept;
      return { id, logit: -taken, messages, signals };
    });
  }

  /** What relieves, in the order in which each takes its share of what is left. */
  private reliefs(): Relief[] {
    if (!this.everHot) return [];
    const { settled, remedy, cooling } = this.card.relief;
    const reliefs: Relief[] = [];
    const take = (id: string, kept: number, from: Origin, all = false): void => void reliefs.push({ id, kept, from, all });
    const { amount, remedied } = this.remedies;
    if (amount > 0) take('state:remedy', 1 - remedy.most * (1 - Math.exp(-amount / remedy.scale)), this.remedies);
    if (this.last.hot) return reliefs;
    const { content } = this.last;
    if (content.count > 0) {
      // a reluctant a grudging yes settles less than thanks do
      const sure = Math.min(1, content.amount / settled.sure);
      take('state:settled', 1 - (1 - (remedied ? settled['with-remedy'] : settled.without)) * sure, content, true);
    }
    else take('state:cooling', cooling, nothing());
    return reliefs;
  }

  private remedy(signal: Signal): void {
    const weight = this.weightOfRemedy(signal);
    if (weight <= 0) return;
    this.remedies.amount += weight;
    this.remedies.remedied ||= REMEDIES.includes(signal.signal);
    put(this.remedies, signal);
  }

  private lasts(id: string): boolean {
    return this.card.relief.lasting.includes(id as SignalId);
  }

  private weightOfRemedy(signal: Signal): number {
    return this.card.relief.remedy.signals[signal.signal as keyof Scorecard['relief']['remedy']['signals']] ?? 0;
  }

  /** The highest band that a floor demands; a customer who is content at the end lifts all floors. */
  floor(): { id: string; band: Band } | undefined {
    if (this.everHot && this.last.content.count > 0) return undefined;
    return this.card.floors.filter((f) => f.when.every((c) => this.holds(c))).sort((a, b) => BANDS.indexOf(b.band) - BANDS.indexOf(a.band))[0];
  }

  /** The lowest band that a limit keeps the case in: tone alone makes no critical case. */
  limit(): { id: string; band: Band } | undefined {
    return this.card.limits.filter((l) => !l.unless.some((c) => this.holds(c))).sort((a, b) => BANDS.indexOf(a.band) - BANDS.indexOf(b.band))[0];
  }

  private holds(condition: Condition): boolean {
    if (condition === 'threat') return THREATS.some((t) => this.accounts.has(t));
    if (condition === 'firm-threat') return this.threatened('stated') || this.threatened('done');
    if (condition === 'done-threat') return this.threatened('done');
    return this.accounts.has(condition);
  }

  private threatened(stage: Stage): boolean {
    return THREATS.some((t) => this.accounts.get(t)?.stages.has(stage));
  }

  private amountOf(signal: Signal): number {
    return signal.strength * (signal.stage ? this.card.stages[signal.stage] : 1) * (signal.intensity ? this.card.intensities[signal.intensity] : 1);
  }

  private credit(id: string, amount: number, messages: readonly number[], signals: readonly Signal[]): void {
    const account = this.accounts.get(id) ?? opened();
    account.amount += amount;
    for (const message of messages) {
      if (account.named.has(message)) continue;
      account.named.add(message);
      account.messages.push(message);
    }
    for (const signal of signals) {
      if (signal.stage) account.stages.add(signal.stage);
      account.signals.push(signal);
    }
    this.accounts.set(id, account);
  }
}
