// The project's own benchmark in headless Chromium: a page loads the engine's module, measures one case after the other, and
// gives the table. `cargo xtask bench` builds the module and serves it.
// Usage: node bench.mjs [words that choose cases, separated by commas]
import { chromium } from '@playwright/test';
import { address, launchOptions } from './browser.mjs';

const words = process.argv[2] ?? '';
const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage();
  // The script itself is page enough: what it imports comes from its own address.
  await page.goto(new URL('engine_bench.js', address).href);
  const families = await page.evaluate(async (words) => {
    const module = await import(location.href);
    await module.default();
    globalThis.suite = module.EngineSuite.open(words);
    return globalThis.suite.families();
  }, words);
  for (const [number, family] of families.entries()) {
    if (family !== families[number - 1]) process.stderr.write(`  ${family}\n`);
    // A case at a time, so that the page is never busy for long.
    await page.evaluate((number) => globalThis.suite.measure(number), number);
  }
  console.log(`\nChromium ${browser.version()}\n`);
  console.log(await page.evaluate(() => globalThis.suite.table()));
} finally {
  await browser.close();
}
