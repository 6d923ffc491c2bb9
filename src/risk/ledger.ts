/**
 * The running account of one conversation: every message adds to named terms, and after each the
 * log-odds, the score and its parts can be read. Terms are bounded and saturate; relief can lower
 * the score again, and a further threat never does (property tests).
 */
import { BANDS, THREATS, type Band, type Finding, type Signal, type SignalId, type Stage } from '../model.js';
import type { Condition, Scorecard } from './scorecard.js';

export interface Term {
  readonly id: string;
  readonly logit: number;
  readonly messages: readonly number[];
  readonly signals: readonly Signal[];
}

interface Account {
  amount: number;
  messages: number[];
  signals: Signal[];
}

/** Takes a share of the heat away. */
interface Relief {
  readonly id: string;
  /** Share that stays. */
  readonly kept: number;
  readonly signals: readonly Signal[];
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
  private remedies: Signal[] = [];
  private everHot = false;
  /** The customer's current or last turn. */
  private last = { hot: false, content: [] as Signal[] };

  constructor(private readonly card: Scorecard) {}

  add(message: number, step: Step): void {
    const strongest = new Map<SignalId, { amount: number; signals: Signal[] }>();
    for (const signal of step.signals) {
      const amount = this.amountOf(signal);
      const best = strongest.get(signal.signal);
      // one message says one thing once, however many of its words say it
      strongest.set(signal.signal, { amount: Math.max(best?.amount ?? 0, amount), signals: [...(best?.signals ?? []), signal] });
    }
    for (const [id, { amount, signals }] of strongest) {
      if (this.card.signals[id]) this.credit(id, amount, [message], signals);
    }
    for (const finding of step.findings) {
      this.credit(finding.kind, 1, finding.messages, finding.evidence);
    }
    if (step.side === 'agent') {
      this.remedies.push(...step.signals.filter((s) => this.weightOfRemedy(s) > 0));
      return;
    }
    if (!step.continues) this.last = { hot: false, content: [] };
    if (step.hot) {
      this.everHot = true;
      this.last = { hot: true, content: [] };
      this.remedies = [];
    } else if (!this.last.hot) this.last.content.push(...step.signals.filter((s) => s.signal === 'satisfaction'));
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
    return this.reliefs().map(({ id, kept, signals, all }): Term => {
      const taken = (all ? left : left - stays) * (1 - kept);
      left -= taken;
      if (all) stays *= kept;
      return { id, logit: -taken, messages: signals.map((s) => s.message), signals };
    });
  }

  /** What relieves, in the order in which each takes its share of what is left. */
  private reliefs(): Relief[] {
    if (!this.everHot) return [];
    const { settled, remedy, cooling } = this.card.relief;
    const reliefs: Relief[] = [];
    const take = (id: string, kept: number, signals: readonly Signal[], all = false): void => void reliefs.push({ id, kept, signals, all });
    const amount = this.remedies.reduce((sum, s) => sum + this.weightOfRemedy(s), 0);
    if (amount > 0) take('state:remedy', 1 - remedy.most * (1 - Math.exp(-amount / remedy.scale)), this.remedies);
    if (this.last.hot) return reliefs;
    const { content } = this.last;
    const remedied = this.remedies.some((s) => s.signal === 'solution' || s.signal === 'commitment' || s.signal === 'ownership');
    if (content.length > 0) {
      // a reluctant a grudging yes settles less than thanks do
      const sure = Math.min(1, Math.max(...content.map((s) => s.strength)) / settled.sure);
      take('state:settled', 1 - (1 - (remedied ? settled['with-remedy'] : settled.without)) * sure, content, true);
    }
    else take('state:cooling', cooling, []);
    return reliefs;
  }

  private lasts(id: string): boolean {
    return this.card.relief.lasting.includes(id as SignalId);
  }

  private weightOfRemedy(signal: Signal): number {
    return this.card.relief.remedy.signals[signal.signal as keyof Scorecard['relief']['remedy']['signals']] ?? 0;
  }

  /** The highest band that a floor demands; a customer who is content at the end lifts all floors. */
  floor(): { id: string; band: Band } | undefined {
    if (this.everHot && this.last.content.length > 0) return undefined;
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
    return THREATS.some((t) => this.accounts.get(t)?.signals.some((s) => s.stage === stage));
  }

  private amountOf(signal: Signal): number {
    return signal.strength * (signal.stage ? this.card.stages[signal.stage] : 1) * (signal.intensity ? this.card.intensities[signal.intensity] : 1);
  }

  private credit(id: string, amount: number, messages: readonly number[], signals: readonly Signal[]): void {
    const account = this.accounts.get(id) ?? { amount: 0, messages: [], signals: [] };
    account.amount += amount;
    account.messages.push(...messages.filter((m) => !account.messages.includes(m)));
    account.signals.push(...signals);
    this.accounts.set(id, account);
  }
}
