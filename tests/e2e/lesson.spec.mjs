// The broadcasting lesson as a reader uses it: shapes, repairs, cells, the player, links, questions,
// exercises, progress. By pointer where a pointer matters, otherwise by keyboard.
import { expect, test } from '@playwright/test';
import { lesson } from './site.mjs';

const ready = (page) =>
  page.waitForFunction(() => document.documentElement.dataset.engine === 'ready');

async function openLesson(page, address = lesson) {
  await page.goto(address);
  await ready(page);
}

const aligners = (page) => page.locator('figure[data-widget="broadcast"]');
const named = (page, title) => page.getByRole('figure', { name: title });
const first = (page) => aligners(page).first();
const status = (figure) => figure.getByRole('status');
/** A picture as it stands, without the order in which attributes came to be set. */
const drawing = (figure) =>
  figure.locator('.picture').evaluate((picture) =>
    [...picture.querySelectorAll('*')].map((element) => {
      const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort();
      const text = element.childElementCount === 0 ? element.textContent : '';
      return `${element.tagName} ${attributes.join(' ')} ${text}`;
    }),
  );
/** Step texts such as "step 3 of 18". */
const place = (figure) => figure.locator('.place');

test('a typed shape is answered at once, with NumPy’s words where it fails', async ({ page }) => {
  await openLesson(page);
  const figure = first(page);
  const a = figure.getByLabel('shape of a', { exact: true });
  await a.fill('(5, 1)');
  await expect(status(figure)).toContainText('(5, 4)');
  await a.fill('(3, 2)');
  await expect(figure.getByRole('alert')).toContainText(
    'ValueError: operands could not be broadcast together with shapes (3,2) (4,)',
  );
  await a.fill('three');
  await expect(a).toHaveValue('three');
  await expect(a).toHaveAttribute('aria-invalid', 'true');
  await a.fill('(99999999999999999999,)');
  await expect(a).toHaveAttribute('aria-invalid', 'true');
  await a.fill('4');
  await expect(a).toHaveAttribute('aria-invalid', 'false');
  await expect(figure.getByRole('alert')).toHaveCount(0);
});

test('a shape can be typed letter by letter, and the field stays under the hand', async ({ page }) => {
  await openLesson(page);
  const figure = first(page);
  const a = figure.getByLabel('shape of a', { exact: true });
  const b = figure.getByLabel('shape of b', { exact: true });
  await a.scrollIntoViewIfNeeded();
  await a.focus();
  const before = (await a.boundingBox()).y;
  await page.keyboard.press('Control+a');
  for (const letter of '7, 2, 1') {
    await page.keyboard.type(letter);
    expect(Math.abs((await a.boundingBox()).y - before), letter).toBeLessThan(2);
  }
  await expect(a).toHaveValue('7, 2, 1');
  await expect(status(figure)).toContainText('(7, 2, 4)');
  await page.keyboard.press('Enter');
  await expect(a).toHaveValue('(7, 2, 1)');
  await b.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('x');
  await page.keyboard.press('Tab');
  await expect(b).toHaveValue('(4,)x');
  await expect(b).toHaveAttribute('aria-invalid', 'true');
});

test('a repair made with the keyboard leaves the focus in its figure', async ({ page }) => {
  await openLesson(page);
  const failing = aligners(page).filter({ has: page.locator('.failure .repairs') }).first();
  const id = await failing.evaluate((element) => element.closest('[data-island]').id);
  const figure = page.locator(`[id="${id}"] figure`);
  await figure.locator('.repairs button').first().focus();
  await page.keyboard.press('Enter');
  await expect(figure.locator('.failure')).toHaveCount(0);
  await expect(figure.getByRole('button', { name: 'Play' })).toBeFocused();
});

test('every offered repair really works', async ({ page }) => {
  await openLesson(page);
  const failing = aligners(page).filter({ has: page.locator('.failure .repairs') }).first();
  const id = await failing.evaluate((element) => element.closest('[data-island]').id);
  const figure = page.locator(`[id="${id}"] figure`);
  const count = await figure.locator('.repairs button').count();
  expect(count).toBeGreaterThan(1);
  const seen = new Set();
  for (let which = 0; which < count; which += 1) {
    const repair = figure.locator('.repairs button').nth(which);
    const words = await repair.locator('.what').innerText();
    const promised = words.match(/shape (\([^)]*\))/)[1];
    seen.add(await repair.locator('code').innerText());
    await repair.click();
    await expect(figure.getByRole('alert')).toHaveCount(0);
    await expect(status(figure)).toContainText(`shape ${promised}`);
    await figure.getByRole('button', { name: 'Reset' }).click();
    await expect(figure.getByRole('alert')).toHaveCount(1);
  }
  expect(seen.size).toBe(count);
});

test('shapes too large to allocate are estimated, never allocated', async ({ page }) => {
  await openLesson(page);
  const figure = named(page, /373 GiB/);
  await expect(figure.getByRole('alert')).toContainText(
    'Unable to allocate 373. GiB for an array with shape (5000000, 1000, 10) and data type float64',
  );
  await expect(figure.locator('.picture')).toContainText('400,000,000,000 bytes');
});

test('the player plays, pauses, steps, scrubs, and never starts over by itself', async ({ page }) => {
  await openLesson(page);
  const figure = first(page);
  const button = (name) => figure.getByRole('button', { name, exact: true });
  await expect(place(figure)).toHaveText(/^step 1 of \d+$/);
  await expect(button('Step back')).toBeDisabled();
  await button('Step forward').click();
  await expect(place(figure)).toHaveText(/^step 2 of/);
  await button('Step back').click();
  await expect(place(figure)).toHaveText(/^step 1 of/);
  await button('Play').click();
  await expect(button('Pause')).toBeVisible();
  await expect(place(figure)).not.toHaveText(/^step 1 of/);
  await button('Pause').click();
  await expect(button('Play')).toBeVisible();
  const bar = figure.getByRole('slider');
  await bar.focus();
  await page.keyboard.press('End');
  await expect(button('Step forward')).toBeDisabled();
  const end = await place(figure).innerText();
  await page.keyboard.press('ArrowLeft');
  await expect(place(figure)).not.toHaveText(end);
  await page.keyboard.press('End');
  await page.waitForTimeout(700);
  await expect(place(figure)).toHaveText(end);
  await page.keyboard.press('Home');
  await expect(place(figure)).toHaveText(/^step 1 of/);
});

test('with reduced motion the picture steps and holds still between', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLesson(page);
  const figure = first(page);
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  const drawn = () => figure.locator('.picture').evaluate((picture) => picture.innerHTML);
  const pictures = new Set();
  const end = Date.now() + 2500;
  while (Date.now() < end) {
    pictures.add(await drawn());
    await page.waitForTimeout(16);
  }
  // In motion there would be a picture a frame; in steps there is one a beat.
  expect(pictures.size).toBeGreaterThan(1);
  expect(pictures.size).toBeLessThan(8);
});

test('a chosen cell lights its sources, its equation and its byte, both ways', async ({ page }) => {
  await openLesson(page);
  const figure = named(page, 'Every pair of stops');
  const grid = figure.getByRole('grid', { name: /^a,/ });
  await expect(grid).toBeVisible();
  await grid.locator('[data-key]').first().click();
  await expect(status(figure)).toContainText('byte');
  const picked = await status(figure).innerText();
  await page.keyboard.press('ArrowDown');
  await expect(status(figure)).not.toHaveText(picked);
  await expect(status(figure)).toContainText('a[1, 0]');
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  expect(await focused()).toContain('a[1, 0]');
  // The byte in the strip and the ghosts that share it are lit with it.
  expect(await figure.locator('.cell.m.now, .cell.m.hit').count()).toBeGreaterThan(0);
  expect(await figure.locator('.cell.hit, .cell.now').count()).toBeGreaterThan(2);
  // From the strip back to the array.
  await figure.locator('.cell.m[data-key]').nth(2).click();
  await expect(status(figure)).toContainText('byte');
  expect(await figure.locator('.cell.a.hit, .cell.a.now').count()).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(figure.locator('[aria-selected=true]')).toHaveCount(0);
});

test('a copied link restores the state exactly, and Reset returns to the author’s', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLesson(page);
  const figure = first(page);
  const author = await drawing(figure);
  await figure.getByLabel('shape of a', { exact: true }).fill('(2, 3, 1)');
  await figure.getByLabel('operation').selectOption('multiply');
  await figure.getByRole('slider').focus();
  await page.keyboard.press('PageDown');
  const settled = await drawing(figure);
  const where = await place(figure).innerText();
  await figure.getByRole('button', { name: 'Copy link' }).click();
  await expect(figure.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await openLesson(other, link);
  const same = first(other);
  await expect(place(same)).toHaveText(where);
  await expect(same.getByLabel('shape of a', { exact: true })).toHaveValue('(2, 3, 1)');
  expect(await drawing(same)).toEqual(settled);
  await same.getByRole('button', { name: 'Reset' }).click();
  expect(await drawing(same)).toEqual(author);
});

test('a link someone has edited is explained, and nothing is lost', async ({ page }) => {
  await openLesson(page);
  const id = await first(page).evaluate((figure) => figure.closest('[data-island]').id);
  await openLesson(page, `${lesson}?${id}=%3Cscript%3E&${id}.step=-7`);
  await expect(first(page).getByRole('alert')).toBeVisible();
  await expect(first(page).getByLabel('shape of a', { exact: true })).toHaveValue('(3, 1)');
});

test('a question answered with the keyboard keeps the focus at its outcome', async ({ page }) => {
  await openLesson(page);
  const question = page.locator('[data-widget="question"]').first();
  await question.scrollIntoViewIfNeeded();
  await expect(question.getByRole('radio').first()).toBeEnabled();
  await question.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(question.locator('.verdict').first()).toBeFocused();
  await question.getByRole('button', { name: 'Answer again' }).focus();
  await page.keyboard.press('Enter');
  await expect(question.getByRole('radio').first()).toBeFocused();
});

test('a question: predict, see both rules, say what was seen; a miss comes back', async ({ page }) => {
  await openLesson(page);
  const question = page.locator('[data-widget="question"]').first();
  const check = question.getByRole('button', { name: 'Check my prediction' });
  await expect(check).toBeDisabled();
  await question.getByText('96 bytes', { exact: true }).click();
  await check.click();
  await expect(question).toContainText('You predicted: 96 bytes. NumPy: 32 bytes.');
  await expect(question.getByRole('region', { name: 'Your rule' })).toBeVisible();
  await expect(question.getByRole('region', { name: 'NumPy' })).toBeVisible();
  await question.locator('.then label').nth(1).click();
  await expect(question.locator('.verdict-line')).toBeVisible();

  const contents = page.getByRole('navigation', { name: 'NumPy arrays, seen' });
  await expect(contents).toContainText('1 of 7 done');
  const review = page.locator('[data-widget="review"]');
  const again = review.locator('[data-widget="question"]');
  await expect(again).toHaveCount(1);

  // Another visit: the prediction is still there, and so is the miss.
  await page.reload();
  await ready(page);
  await expect(question).toContainText('You predicted: 96 bytes. NumPy: 32 bytes.');
  await expect(contents).toContainText('1 of 7 done');
  await again.getByText('32 bytes', { exact: true }).click();
  await again.getByRole('button', { name: 'Check my prediction' }).click();
  await expect(again).toContainText('You predicted: 32 bytes. NumPy: 32 bytes.');
  await page.reload();
  await ready(page);
  await expect(again).toHaveCount(0);

  await page.getByRole('button', { name: 'Clear my progress' }).click();
  await page.getByRole('button', { name: 'Yes, forget them' }).click();
  await expect(contents).toContainText('0 of 7 done');
  await expect(check).toBeVisible();
});

test('an exercise is run by the engine; what was written survives a reload', async ({ page }) => {
  await openLesson(page);
  const exercise = page.locator('[data-widget="exercise"]').first();
  const field = exercise.getByLabel('your expression');
  const check = exercise.getByRole('button', { name: 'Check' }).last();
  for (const [text, words] of [
    ['temps +', /SyntaxError/],
    ['nothing', /NameError: name 'nothing' is not defined/],
    ['temps - temps.mean(axis=1)', /could not be broadcast together with shapes \(3,4\) \(3,\)/],
    ['temps.T', /shape/],
  ]) {
    await field.fill(text);
    await check.click();
    await expect(exercise.locator('.verdict.wrong')).toContainText(words);
  }
  await page.reload();
  await ready(page);
  await expect(field).toHaveValue('temps.T');
  // Another way than the author's, with the same result.
  await field.fill('(temps.T - temps.mean(1)).T');
  await page.keyboard.press('Enter');
  await expect(exercise.locator('.verdict.right')).toBeVisible();
  await page.getByRole('button', { name: 'Clear my progress' }).click();
  await page.getByRole('button', { name: 'Yes, forget them' }).click();
  await expect(exercise.locator('.verdict')).toHaveCount(0);
  await expect(field).not.toHaveValue('(temps.T - temps.mean(1)).T');
});

test('storage someone has edited is put aside and said', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('ndarium.work', '{"version":1,"lessons":['));
  await openLesson(page);
  await expect(page.getByText('could not be read, so this page starts fresh')).toBeVisible();
  const aside = await page.evaluate(() => localStorage.getItem('ndarium.work.aside'));
  expect(aside).toBe('{"version":1,"lessons":[');
});

test('prose and first pictures stay put while the app mounts', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    // Held back, so that the page as it came can be measured first.
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route('**/*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(lesson);
    const tops = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('h2, figure.widget, .quiz')].map((element) =>
          Math.round(element.getBoundingClientRect().top + scrollY),
        ),
      );
    const before = await tops();
    release();
    await ready(page);
    expect(await tops()).toEqual(before);
    expect(await page.evaluate(() => globalThis.shifts)).toBeLessThan(0.001);
    await page.unroute('**/*.wasm');
  }
});

test('the theme is kept and is there before the first paint', async ({ page }) => {
  await openLesson(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.reload();
  expect(await background()).toBe(dark);
});

test('the whole lesson works by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLesson(page);
  const reached = new Set();
  let hidden = 0;
  // Every stop of the Tab key, from the top: nothing is skipped, nothing traps.
  for (let stop = 0; stop < 600; stop += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const island = element.closest('[data-island]')?.id ?? '';
      const name =
        element.getAttribute('aria-label') ??
        element.labels?.[0]?.textContent ??
        element.textContent ??
        '';
      const styles = getComputedStyle(element.querySelector('rect') ?? element);
      const visible = box.width > 0 && box.height > 0;
      return { tag: element.tagName, island, name: name.trim(), visible, outline: styles.outlineStyle };
    });
    if (found === null) break;
    if (!found.visible) hidden += 1;
    reached.add(`${found.island} ${found.tag.toLowerCase()} ${found.name}`);
  }
  expect(hidden).toBe(0);
  const islands = await page.evaluate(() =>
    [...document.querySelectorAll('[data-island=figure], [data-island=practice]')]
      .filter((island) => island.querySelector('[data-widget]:not([data-widget=review])') !== null)
      .map((island) => island.id),
  );
  for (const island of islands) {
    expect([...reached].some((name) => name.startsWith(`${island} `)), island).toBe(true);
  }
  const figure = first(page);
  const id = await figure.evaluate((element) => element.closest('[data-island]').id);
  for (const name of ['button Play', 'button Step forward', 'button Reset', 'button Copy link', 'input shape of a', 'input shape of b']) {
    expect(reached, name).toContain(`${id} ${name}`);
  }
  // A question, answered without a pointer.
  const question = page.locator('[data-widget="question"]').first();
  await question.locator('input[type=radio]').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(question).toContainText('You predicted: 32 bytes. NumPy: 32 bytes.');
});
