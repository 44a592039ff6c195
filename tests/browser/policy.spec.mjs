// The content security policy holds, and nothing comes from elsewhere. That no window complains is checked in every test.

import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

test('every document is sent with a policy that lets in nothing but our own files', async ({ company }) => {
  for (const path of ['/', '/inbox', '/users/u-selin', '/index.html']) {
    const { headers } = await company.visitor().get(path);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toContain('unsafe-inline');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBe('no-referrer');
  }
});

test('the console asks nobody but its own origin, and breaks no rule', { tag: '@firefox' }, async ({ company, open }) => {
  const urls = [];
  const stopped = [];
  const arda = await open('arda', {
    prepare: async ({ page }) => {
      page.on('request', (request) => urls.push(request.url()));
      await page.exposeFunction('recordStopped', (what) => stopped.push(what));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
          globalThis.recordStopped(`${violatedDirective} ${blockedURI}`);
        });
      });
    },
  });
  await company.send('whatsapp/message-text');
  await arda.read('Deniz Aksoy');
  await arda.reply('Merhaba');
  await expect(arda.message('Merhaba').last()).toHaveAttribute('data-direction', 'out');
  await arda.page.getByTestId('account').click();
  await arda.page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(arda.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await arda.page.setViewportSize({ width: 380, height: 760 });
  await arda.page.getByRole('link', { name: 'Contact and assignment' }).click();
  await expect(arda.reason).toBeVisible();
  await arda.page.goto('/inbox');
  await arda.page.getByRole('button', { name: 'Open navigation' }).click();
  await expect(arda.page.getByRole('dialog')).toBeVisible();

  expect(urls.length).toBeGreaterThan(5);
  for (const url of urls) expect(new URL(url).host).toBe(new URL(company.origin).host);
  expect(stopped).toEqual([]);
});

test('a script that gets into the page is stopped', { tag: '@firefox' }, async ({ open }) => {
  const arda = await open('arda');
  const ran = await arda.page.evaluate(async () => {
    const script = document.createElement('script');
    try {
      script.textContent = 'globalThis.ran = true';
      document.head.append(script);
    } catch {
      // Trusted types stop it even before.
    }
    return globalThis.ran === true;
  });
  expect(ran).toBe(false);
  // For once the browser is meant to complain.
  await expect.poll(() => arda.complaints.length).toBeGreaterThan(0);
  arda.complaints = [];
});
