// Pictures of the lesson for people to look at; they land in target/screenshots/.
import { expect, test } from '@playwright/test';
import { lesson, open } from './site.mjs';

const shots = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 }, scale: 2 },
];

for (const { name, colorScheme, viewport, scale } of shots) {
  test(`screenshots: ${name}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      baseURL,
      colorScheme,
      viewport,
      deviceScaleFactor: scale ?? 1,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await open(page, lesson);
    const folder = 'target/screenshots';
    const top = await page.screenshot({ path: `${folder}/lesson-${name}.png` });
    const whole = await page.screenshot({ path: `${folder}/lesson-${name}-whole.png`, fullPage: true });
    expect(whole.length).toBeGreaterThan(top.length);
    const figure = page.locator('figure[data-widget="broadcast"]').first();
    await figure.screenshot({ path: `${folder}/widget-${name}.png` });
    await context.close();
  });
}
