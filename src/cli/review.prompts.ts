/** What a review asks of a terminal: few kinds of questions, so that tests can answer them. */

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Every question gives `undefined` where the user breaks it off (Ctrl-C, Escape). */
export interface Prompts {
  show(text: string): void;
  /** One keystroke, the first character of a value; Return takes the first choice. */
  key(message: string, choices: readonly Choice[]): Promise<string | undefined>;
  one(message: string, choices: readonly Choice[], initial: string | undefined): Promise<string | undefined>;
  several(message: string, choices: readonly Choice[], initial: readonly string[]): Promise<readonly string[] | undefined>;
}

/** Rows of a list before it scrolls. */
const ROWS = 12;

export async function terminalPrompts(): Promise<Prompts> {
  const clack = await import('@clack/prompts');
  const answer = <T>(value: T): Exclude<T, symbol> | undefined => (clack.isCancel(value) ? undefined : value as Exclude<T, symbol>);
  return {
    show: (text) => void process.stdout.write(text),
    async key(message, choices) {
      const value: unknown = await clack.selectKey({ message, options: [...choices] });
      if (clack.isCancel(value)) return undefined;
      // Return takes what is shown as marked
      return typeof value === 'string' && value !== '' ? value : choices[0]?.value;
    },
    one: async (message, choices, initial) => answer(await clack.select<string>({ message, options: [...choices], maxItems: ROWS, showInstructions: false, ...(initial !== undefined && { initialValue: initial }) })),
    several: async (message, choices, initial) => answer(await clack.multiselect<string>({ message, options: [...choices], initialValues: [...initial], required: false, maxItems: ROWS, showInstructions: false })),
  };
}
