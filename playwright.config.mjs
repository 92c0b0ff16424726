// How the finished pages are tested in headless Chromium. `cargo xtask test` builds and serves them
// and passes the address on; alone, this tests what `cargo xtask serve` serves.
import { defineConfig } from '@playwright/test';
import { address, launchOptions } from './tests/e2e/browser.mjs';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.mjs',
  outputDir: 'target/e2e',
  reporter: 'list',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  use: {
    baseURL: address,
    browserName: 'chromium',
    launchOptions,
    trace: 'retain-on-failure',
  },
});
