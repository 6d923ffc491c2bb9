/** The pages in a real browser, opened from disk: Debian's chromium, or the one `KESU_CHROMIUM` names. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblem, readLabelled } from '../../src/learning/labelled.js';
import type { CaseReport, ScoredCase } from '../../src/model.js';
import { htmlFile, htmlFolder } from '../../src/report/html/index.js';
import { judged } from '../helpers.js';
import { batchOf, hostile, optionsOf, stored } from './html-cases.js';

const CHROMIUM = [process.env['KESU_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) => p !== undefined && existsSync(p));
if (CHROMIUM === undefined) console.warn('html.browser.test: no chromium found (apt-get install chromium, or KESU_CHROMIUM=path); the pages are not tested in a browser');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Pixels by which a page is wider than its window. The tests are compiled without the names of a browser. */
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

const dir = mkdtempSync(join(tmpdir(), 'kesu-browser-'));

/** Ten thousand cases from a few: other ids, agents, scores and words. */
function many(count: number): CaseReport[] {
  const base = judged('C: 你好，我要退款', 'A: 这是公司规定，没办法的呢', 'C: 太过分了，我要去12315投诉你们');
  return Array.from({ length: count }, (_, i): ScoredCase => ({
    ...base, id: `N${String(i).padStart(5, '0')}`, agent: `客服${i % 40}`, channel: i % 3 === 0 ? 'call' : 'chat',
    messages: base.messages.map((m, n) => (n === 0 ? { ...m, text: `${m.text} 订单${i}号` } : m)),
    risk: { ...base.risk, score: (i * 37) % 101, band: (['low', 'medium', 'high', 'critical'] as const)[Math.min(3, Math.floor(((i * 37) % 101) / 25))] as 'low' },
  }));
}

function write(name: string, reports: readonly CaseReport[], lang: 'zh' | 'en', cases = true): string {
  const batch = batchOf(reports);
  for (const { path, text } of htmlFolder(batch, optionsOf(lang, batch.reports))) {
    if (!cases && path.startsWith('cases/')) break;
    const place = join(dir, name, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return join(dir, name, 'index.html');
}

describe.skipIf(CHROMIUM === undefined)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Opens a page; what it logged and asked for is in `seen`. */
  async function open(path: string, scheme: 'light' | 'dark' = 'light', width = 1280): Promise<{ page: Page; seen: string[]; context: BrowserContext }> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, acceptDownloads: true });
    const page = await context.newPage();
    const seen: string[] = [];
    page.on('console', (m) => void seen.push(`${m.type()}: ${m.text()}`));
    page.on('pageerror', (e) => void seen.push(`error: ${e.message}`));
    page.on('dialog', (d) => void seen.push(`dialog: ${d.message()}`));
    page.on('request', (r) => void (r.url().startsWith('file:') || r.url().startsWith('blob:') || seen.push(`request: ${r.url()}`)));
    await page.goto(`file://${path.split('/').map(encodeURIComponent).join('/')}`);
    return { page, seen, context };
  }

  /** Faults that axe calls serious or critical; `color-contrast` among them. */
  async function faults(page: Page): Promise<string[]> {
    // evaluated from outside, so that the page’s policy stays as it is; without preload axe asks for no file
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
      return (await axe.run({ preload: false })).violations.map((v) => ({ id: v.id, impact: v.impact, node: `${v.nodes[0]?.html.slice(0, 160)} ${v.nodes[0]?.failureSummary}` }));
    });
    return found.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.node}`);
  }

  describe('a report of a few cases', () => {
    let index: string;
    beforeAll(() => {
      index = write('few', stored, 'zh');
    });

    it.each(['light', 'dark'] as const)('no page has a serious accessibility fault, %s, wide and narrow', async (scheme) => {
      for (const width of [1280, 390]) {
        const { page, seen, context } = await open(index, scheme, width);
        expect(await faults(page)).toEqual([]);
        await page.locator('.cases tbody a').first().click();
        await page.waitForSelector('.chat');
        await page.click('.review .toggle');
        for (const details of await page.locator('details').all()) await details.evaluate((d) => ((d as unknown as { open: boolean }).open = true));
        expect(await faults(page)).toEqual([]);
        expect(await page.evaluate<number>(OVERFLOW)).toBe(0);
        expect(seen).toEqual([]);
        await context.close();
      }
    });

    it('a signal says why when it gets the focus', async () => {
      const { page, context } = await open(index);
      await page.locator('.cases tbody a').first().click();
      const label = page.locator('.sig .label').first();
      await label.focus();
      const tip = page.locator('.sig .tip').first();
      expect(await tip.isVisible()).toBe(true);
      expect(await label.getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'));
      await page.keyboard.press('Escape');
      expect(await tip.isVisible()).toBe(false);
      await context.close();
    });

    it('marks are kept, and saved as a line that kesu reads', async () => {
      const { page, seen, context } = await open(index);
      await page.locator('.cases tbody a').first().click();
      await page.click('.review .toggle');
      await page.locator('.marks .choice.wrong').first().click();
      await page.locator('.marks select').first().selectOption({ index: 1 });
      await page.locator('.panel .choice').nth(2).click();
      await page.reload();
      await page.click('.review .toggle');
      expect(await page.locator('.marks .choice.wrong').first().getAttribute('aria-pressed')).toBe('true');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('.panel .save')]);
      expect(download.suggestedFilename()).toBe('review.ndjson');
      const text = readFileSync(await download.path(), 'utf8');
      const read = readLabelled(JSON.parse(text), 'review.ndjson', 1);
      if (isProblem(read)) throw new Error(read.problem);
      expect(read.band).toBe('high');
      expect(read.messages.some((m) => m.labels === undefined)).toBe(true);
      expect(read.messages.some((m) => (m.labels?.size ?? 0) > 0)).toBe(true);
      // the page of the batch saves all cases that were marked
      await page.goto(`file://${index}`);
      const [all] = await Promise.all([page.waitForEvent('download'), page.click('.reviews .save')]);
      expect(readFileSync(await all.path(), 'utf8')).toBe(text);
      expect(seen).toEqual([]);
      await context.close();
    });
  });

  it('ten thousand cases are sorted, filtered and searched', async () => {
    const { page, seen, context } = await open(write('many', many(10_000), 'en', false));
    const rows = page.locator('.cases tbody tr');
    const status = page.locator('#cases > .status');
    expect(await rows.count()).toBe(25);
    expect(await rows.first().locator('.badge b').textContent()).toBe('100');
    expect(await status.textContent()).toContain('10000');

    await page.locator('.cases thead button').nth(1).click();
    expect(await rows.first().locator('a').textContent()).toBe('N00000');
    await page.locator('.filters select').first().selectOption({ index: 1 });
    expect(await status.textContent()).toContain('of 250 cases');
    await page.locator('.selects > button').click();
    await page.locator('.filters .choice.critical').click();
    for (const text of await rows.locator('.badge').allTextContents()) expect(text).toContain('CRITICAL');
    await page.locator('.selects > button').click();

    // words of the first message, which no column shows; full width is the same
    await page.locator('.filters input').fill('订单７７７号');
    await expect.poll(() => rows.count()).toBe(1);
    expect(await rows.first().locator('a').textContent()).toBe('N00777');
    // Traditional as typed, Simplified as said
    await page.locator('.filters input').fill('訂單778號');
    await expect.poll(() => rows.first().locator('a').textContent()).toBe('N00778');
    expect(await rows.count()).toBe(1);
    expect(seen).toEqual([]);
    await context.close();
  });

  it('what was chosen and what was reviewed is there on coming back from a case', async () => {
    const { page, seen, context } = await open(write('back', many(60), 'en'));
    const status = page.locator('#cases > .status');
    await page.locator('.filters .choice.critical').click();
    const unsearched = await status.textContent();
    await page.locator('.filters input').fill('订单3');
    await expect.poll(() => status.textContent()).not.toBe(unsearched);
    const before = await status.textContent();
    await page.locator('.cases tbody a').first().click();
    await page.click('.review .toggle');
    await page.locator('.panel .choice').nth(0).click();
    await page.locator('.top a').first().click();
    await page.waitForSelector('.cases');
    await expect.poll(() => status.textContent()).toBe(before);
    expect(await page.locator('.filters input').inputValue()).toBe('订单3');
    expect(await page.locator('.cases tbody tr').first().locator('.reviewed').textContent()).toContain('LOW');
    // a place of threats leads to its cases, whatever was chosen before
    await page.locator('[data-tag]').first().click();
    expect(await status.textContent()).toContain('of 60');
    expect(await page.locator('.filters input').inputValue()).toBe('');
    expect(seen).toEqual([]);
    await context.close();
  });

  it('on paper the list is longer and nothing is folded away', async () => {
    const { page, context } = await open(write('paper', [...many(60), ...stored], 'en', false));
    await page.evaluate(() => void (globalThis as unknown as { dispatchEvent(e: unknown): void }).dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('.cases tbody tr').count()).toBe(60 + stored.length);
    expect(await page.locator('details:not([open])').count()).toBe(0);
    await page.evaluate(() => void (globalThis as unknown as { dispatchEvent(e: unknown): void }).dispatchEvent(new Event('afterprint')));
    expect(await page.locator('.cases tbody tr').count()).toBe(25);
    await context.close();
  });

  it('a hostile transcript is text', async () => {
    const index = write('hostile', [hostile, ...stored], 'zh');
    for (const width of [1280, 390]) {
      const { page, seen, context } = await open(index, 'light', width);
      await page.locator('.filters input').fill('onerror');
      await expect.poll(() => page.locator('.cases tbody tr').count()).toBe(1);
      await page.locator('.cases tbody a').first().click();
      await page.waitForSelector('.chat');
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('.msg .text').first().textContent()).toContain('<img src=x onerror="window.hacked=1">');
      expect(await page.evaluate(() => (globalThis as unknown as { hacked?: number }).hacked)).toBeUndefined();
      expect(await page.evaluate<number>(OVERFLOW)).toBe(0);
      expect(await page.locator('.text.long').evaluate((e) => (e as unknown as { clientHeight: number }).clientHeight)).toBeLessThan(600);
      expect(seen).toEqual([]);
      await context.close();
    }
  });

  it('one file shows the batch, then a case, then a message of it', async () => {
    const batch = batchOf([hostile, ...stored]);
    const path = join(dir, 'one.html');
    writeFileSync(path, htmlFile(batch, optionsOf('en', batch.reports)));
    const { page, seen, context } = await open(path);
    expect(await page.locator('.page:visible').count()).toBe(1);
    await page.locator('.cases tbody a').first().click();
    await expect.poll(() => page.locator('article.page:visible').count()).toBe(1);
    const shown = await page.locator('article.page:visible').getAttribute('id');
    await page.locator('article.page:visible .msg .no').nth(1).click();
    expect(await page.locator('article.page:visible').getAttribute('id')).toBe(shown);
    await page.locator('article.page:visible .steps a').first().click();
    await expect.poll(() => page.locator('article.page:visible').getAttribute('id')).not.toBe(shown);
    expect(await faults(page)).toEqual([]);
    expect(seen).toEqual([]);
    await context.close();
  });
});
