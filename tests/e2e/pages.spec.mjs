// Every page, whatever it says: accessible, silent, within its width, at home under any path,
// and readable without scripts.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { deepAddress } from './browser.mjs';
import { files, lesson, open, pages, watch } from './site.mjs';

const named = (path) => (path === '' ? 'home' : path);

test('the site holds its pages, and nothing a reader does not need', () => {
  expect(pages).toContain('');
  expect(pages).toContain(lesson);
  expect(files.filter((file) => /\.(map|rs|toml|stamp)$/.test(file))).toEqual([]);
  // What the app is made of is named by its bytes, so that it can be kept forever by a cache.
  const unnamed = files.filter(
    (file) => /\.(js|css|wasm)$/.test(file) && !/-[0-9a-f]{16}(_bg)?\.(js|css|wasm)$/.test(file),
  );
  expect(unnamed).toEqual([]);
});

for (const path of pages) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${named(path)}: axe finds nothing serious, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(page, path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => ({
          id,
          help,
          where: nodes.slice(0, 5).map(({ target, failureSummary }) => [target, failureSummary]),
        }));
      expect(serious).toEqual([]);
    });
  }

  test(`${named(path)}: says nothing to the console, and all it asks for is there`, async ({
    page,
  }) => {
    const faults = watch(page);
    await open(page, path);
    expect(faults).toEqual([]);
  });

  for (const width of [320, 768, 1280]) {
    test(`${named(path)}: no sideways scrolling at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await open(page, path);
      const { inner, scroll, wide } = await page.evaluate(() => {
        const inner = document.documentElement.clientWidth;
        // What can be scrolled inside a box of its own does not widen the page.
        const boxed = (element) => {
          for (let box = element.parentElement; box !== null; box = box.parentElement) {
            if (getComputedStyle(box).overflowX !== 'visible' && box !== document.body) return true;
          }
          return false;
        };
        const wide = [...document.body.querySelectorAll('*')]
          .filter((element) => element.getBoundingClientRect().right > inner + 1)
          .filter((element) => !boxed(element))
          .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class')}`);
        return { inner, scroll: document.documentElement.scrollWidth, wide: wide.slice(0, 8) };
      });
      expect(scroll, `too wide: ${wide.join(', ')}`).toBeLessThanOrEqual(inner);
    });
  }

  test(`${named(path)}: links lead to pages that are there`, async ({ page, request }) => {
    await page.goto(path);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll('a[href]')].map((link) => link.href.split('#')[0]),
    );
    const own = [...new Set(links)].filter((link) => link.startsWith(new URL(page.url()).origin));
    for (const link of own) {
      expect((await request.get(link)).status(), link).toBe(200);
    }
  });

  test(`${named(path)}: works below a deep path`, async ({ page }) => {
    expect(deepAddress, 'the address below a deep path').toBeTruthy();
    const faults = watch(page);
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await open(page, deepAddress + path);
    expect(faults).toEqual([]);
    const outside = asked.filter((url) => !url.startsWith(deepAddress) && !/^(data|blob):/.test(url));
    expect(outside).toEqual([]);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll('a[href]')].map((link) => link.href),
    );
    const { origin } = new URL(deepAddress);
    const leaving = links.filter((link) => link.startsWith(origin) && !link.startsWith(deepAddress));
    expect(leaving).toEqual([]);
  });
}

test('the lesson stays put when the app mounts', async ({ page }) => {
  await open(page, lesson);
  const shift = await page.evaluate(
    () =>
      new Promise((done) => {
        new PerformanceObserver((list) => {
          done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        // The observer is not called where nothing has ever moved.
        setTimeout(() => done(0), 500);
      }),
  );
  expect(shift).toBeLessThan(0.01);
});

test('home leads to the lesson', async ({ page }) => {
  await open(page, '');
  await page.locator(`a[href$="${lesson}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`/${lesson}$`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the lesson shows its prose and the first picture of every widget', async ({ page }) => {
    await page.goto(lesson);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const paragraphs = (await page.locator('main p').allInnerTexts()).join(' ');
    expect(paragraphs.split(/\s+/).length).toBeGreaterThan(300);
    const figures = page.locator('figure[data-widget]');
    expect(await figures.count()).toBeGreaterThan(0);
    for (const figure of await figures.all()) {
      const picture = figure.locator('svg').filter({ visible: true }).first();
      const box = await picture.boundingBox();
      expect(box?.width, await figure.getAttribute('id')).toBeGreaterThan(200);
      expect(box?.height, await figure.getAttribute('id')).toBeGreaterThan(40);
      expect(await picture.locator('rect, path, circle').count()).toBeGreaterThan(3);
    }
  });

  test('the lesson says honestly what is missing', async ({ page }) => {
    await page.goto(lesson);
    // Not by a locator for text: those pass over what stands in <noscript>.
    expect(await page.locator('body').innerText()).toMatch(/(JavaScript|[Ss]cripts?) (is|are) (switched )?off/);
  });

  test('home lists the lesson', async ({ page }) => {
    await page.goto('');
    await page.locator(`a[href$="${lesson}"]`).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});

test('a browser without WebAssembly SIMD gets the readable page and one sentence', async ({
  page,
}) => {
  const faults = watch(page);
  await page.addInitScript(() => {
    // As such a browser does: modules with SIMD do not validate and do not compile.
    WebAssembly.validate = () => false;
    const refuse = () => Promise.reject(new WebAssembly.CompileError('SIMD is not supported'));
    WebAssembly.compile = refuse;
    WebAssembly.compileStreaming = refuse;
    WebAssembly.instantiate = refuse;
    WebAssembly.instantiateStreaming = refuse;
  });
  await open(page, lesson);
  await expect(page.getByText(/SIMD/).filter({ visible: true })).toHaveCount(1);
  await expect(page.locator('figure[data-widget] svg').filter({ visible: true }).first()).toBeVisible();
  expect(faults.filter((fault) => fault.startsWith('thrown'))).toEqual([]);
});
