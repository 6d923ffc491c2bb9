import { en } from './en.js';
import { zh } from './zh.js';

/** Wording of messages and reports. The English catalogue is the type of both. */
export type Catalogue = { readonly [K in keyof typeof en]: string };
export type MessageId = keyof typeof en;
export type Lang = 'zh' | 'en';
export type Params = Readonly<Record<string, string | number>>;

const catalogues: Record<Lang, Catalogue> = { en, zh };

/** Fills `{name}` places of a catalogue entry; a missing parameter stays visible as `{name}`. */
export function say(lang: Lang, id: MessageId, params: Params = {}): string {
  return catalogues[lang][id].replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}

/** Whether the catalogues hold an entry of this name. */
export const knows = (id: string): id is MessageId => Object.hasOwn(en, id);

/** The language asked for, else that of the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English. */
export function resolveLang(asked: string | undefined, env: Readonly<Record<string, string | undefined>>): Lang {
  const wish = asked ?? env['KESU_LANG'] ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '';
  return /^zh/i.test(wish) ? 'zh' : 'en';
}
