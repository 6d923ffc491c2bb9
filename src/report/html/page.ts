/** The frame of a page: nothing from outside, nothing that runs but our own script. */
import type { Lang } from '../../locale/index.js';
import { Html, html } from './escape.js';
import type { Assets } from './assets.js';

/** Where a page finds its style and script: beside it, or in itself. */
export type Frame =
  | { readonly kind: 'linked'; /** `` or `../` */ readonly root: string }
  | { readonly kind: 'inline'; readonly assets: Assets };

export interface Page {
  readonly lang: Lang;
  readonly title: string;
  readonly frame: Frame;
  readonly body: Html;
}

export function page({ lang, title, frame, body }: Page): string {
  return `<!doctype html>\n${html`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(frame)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${frame.kind === 'linked' ? html`<link rel="stylesheet" href="${frame.root}assets/kesu.css">` : html`<style>${new Html(frame.assets.style)}</style>`}
</head>
<body>
${body}
${frame.kind === 'linked' ? html`<script src="${frame.root}assets/kesu.js"></script>` : html`<script>${new Html(frame.assets.script)}</script>`}
</body>
</html>
`.text}`;
}

/**
 * No network, no inline handlers, no forms that send. `file:` is there because for a page opened from disk `'self'`
 * is no origin in every browser; a page served over http cannot load it anyway.
 */
function policy(frame: Frame): string {
  const from = (hash: string): string => `'${hash}'`;
  const [style, script] = frame.kind === 'linked' ? ["'self' file:", "'self' file:"] : [from(frame.assets.styleHash), from(frame.assets.scriptHash)];
  return `default-src 'none'; style-src ${style}; script-src ${script}; base-uri 'none'; form-action 'none'`;
}
