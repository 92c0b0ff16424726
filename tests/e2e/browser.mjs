// The browser and the addresses the end-to-end tests and the measurement use.
// Knows no page.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where `dist/` is served, with a closing slash. */
export const address = process.env.NDARIUM_ADDRESS ?? 'http://127.0.0.1:8080/';

/** Where the same files are served below a deep path; only `cargo xtask test` does that. */
export const deepAddress = process.env.NDARIUM_DEEP_ADDRESS;

function onPath(names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}

/** How Playwright starts the system's Chromium: no window, no traffic of its own. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? onPath(['chromium', 'chromium-browser', 'google-chrome']),
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
