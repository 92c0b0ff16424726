// Measures the lesson page in headless Chromium: its bytes, its first paint, its first answer.
// Every number comes from a real load of the built page; `cargo xtask measure` serves it.
import { constants, brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { address, launchOptions } from './browser.mjs';
import { lesson } from './site.mjs';

/** Cold loads, each in a browser just started, so that nothing is kept from the one before. */
const LOADS = 7;
const url = new URL(lesson, address).href;

/** Runs in the page, before it: types into the first field as soon as it answers. */
function answerOnce() {
  const shown = (figure) =>
    [...figure.querySelectorAll('*')]
      .filter((element) => !['INPUT', 'SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName))
      .flatMap((element) => [...element.childNodes])
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent)
      .join(' ');
  const field = (figure) =>
    [...figure.querySelectorAll('input')].find((input) => {
      const name = input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? '';
      return name.trim().toLowerCase() === 'shape of a';
    });
  let wanted;
  let tries = 0;
  const timer = setInterval(() => {
    for (const figure of document.querySelectorAll('figure[data-widget="broadcast"]')) {
      const input = field(figure);
      if (input === undefined || input.disabled) continue;
      const text = shown(figure);
      const numbers = new Set(text.match(/\d+/g));
      if (wanted !== undefined && input.value.includes(wanted) && numbers.has(wanted)) {
        clearInterval(timer);
        globalThis.firstAnswer = { milliseconds: performance.now(), tries };
        return;
      }
      // A length the picture does not show yet: only a real answer can bring it in.
      wanted ??= ['7', '9', '11', '13', '17', '19'].find((length) => !numbers.has(length));
      const value = input.value.replace(/\d+/, wanted);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
      tries += 1;
      return;
    }
  }, 4);
}

/** The bytes of some responses by address. */
async function filesOf(responses) {
  const files = new Map();
  for (const response of responses) {
    if (response.status() !== 200) throw new Error(`${response.status()}: ${response.url()}`);
    files.set(response.url(), await response.body());
  }
  return files;
}

/** One cold load: the bytes that came, and the times on the page's own clock. */
async function load() {
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const responses = [];
    page.on('response', (response) => responses.push(response));
    await page.addInitScript(answerOnce);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(() => globalThis.firstAnswer !== undefined, undefined, {
      timeout: 30_000,
    });
    await page.waitForLoadState('networkidle');
    const times = await page.evaluate(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
      const wasm = performance
        .getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname.endsWith('.wasm'))
        .map(({ startTime }) => startTime);
      return { paint, wasm, answer: globalThis.firstAnswer.milliseconds };
    });
    if (times.paint === undefined) throw new Error('the page painted nothing');
    const files = await filesOf(responses);
    // What a reader fetches who goes on to the questions.
    responses.length = 0;
    await page.locator('[data-widget="question"]').first().scrollIntoViewIfNeeded();
    await page.locator('[data-widget="question"] input:enabled').first().waitFor();
    return { ...times, files, later: await filesOf(responses) };
  } finally {
    await browser.close();
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

function compressed(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

const loads = [];
for (let count = 0; count < LOADS; count += 1) loads.push(await load());

console.log(`\n${url}, ${LOADS} cold loads from this machine\n`);
console.log(`${'bytes'.padStart(9)} ${'brotli 11'.padStart(10)}  file`);
const listed = (files) => {
  let total = 0;
  for (const [file, bytes] of files) {
    const small = compressed(bytes);
    total += small;
    const name = file.startsWith(address) ? file.slice(address.length) : file;
    console.log(`${String(bytes.length).padStart(9)} ${String(small).padStart(10)}  ${name}`);
  }
  return total;
};
const total = listed(loads[0].files);
console.log(`${''.padStart(9)} ${String(total).padStart(10)}  all up to the first answer (1 KB here is 1000 bytes)`);
const later = listed(loads[0].later);
console.log(`${''.padStart(9)} ${String(total + later).padStart(10)}  with the questions and exercises, fetched when the reader comes near\n`);
const told = (name, numbers) => {
  const sorted = numbers.map(Math.round).toSorted((a, b) => a - b);
  console.log(`${name}: ${sorted.join(', ')} ms; median ${median(sorted)} ms`);
  return median(sorted);
};
const paint = told('first contentful paint', loads.map((one) => one.paint));
const answer = told('first answer to an input', loads.map((one) => one.answer));
const asked = loads.filter((one) => one.wasm.length > 0);
if (asked.length === 0) throw new Error('no load asked for WebAssembly');
told('first request for WebAssembly', asked.map((one) => Math.min(...one.wasm)));
const before = loads.some((one) => one.wasm.some((start) => start < one.paint));
console.log(
  `\nlesson_brotli_kb=${((total + later) / 1000).toFixed(1)} first_paint_ms=${paint} ` +
    `first_answer_ms=${answer} wasm_before_paint=${before ? 'yes' : 'no'}`,
);
