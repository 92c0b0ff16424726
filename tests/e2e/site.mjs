// The pages of the built site, and what every page is watched for.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Every file of the built site, with `/` between the parts. */
export const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
  .map((path) => path.slice(dist.replaceAll('\\', '/').length).replace(/^\/+/, ''))
  .sort();

/** Every page's path from the site's root: '' is home, 'lessons/broadcasting/' a lesson. */
export const pages = files
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.replace(/(^|\/)index\.html$/, '$1'));

/** The lesson whose widgets, pictures and bytes are looked at more closely. */
export const lesson = 'lessons/broadcasting/';

/** Collects whatever goes wrong on a page: errors told, thrown, or answered. */
export function watch(page) {
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      faults.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('requestfailed', (request) => {
    faults.push(`no answer: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}

/** Opens a page and waits until everything it asks for has come and has been drawn. */
export async function open(page, path) {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}
