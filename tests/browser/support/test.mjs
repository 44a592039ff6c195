// `test` with a company of its own and as many windows as it likes.

import { test as base, expect } from '@playwright/test';
import { Company, EVERYBODY } from './company.mjs';
import { Window } from './window.mjs';

export { expect };

export const test = base.extend({
  /** Who can log in; the fewer, the faster. */
  people: [EVERYBODY, { option: true }],

  company: async ({ people }, use) => {
    await use(await Company.found(Number(process.env.USHER_BROWSER_PORT), people));
  },

  /** Opens a window of somebody; at the end of the test none may have complained. */
  open: async ({ browser, company }, use) => {
    const windows = [];
    await use(async (username, options) => {
      const window = await Window.open(browser, { company, username, ...options });
      windows.push(window);
      return window;
    });
    for (const window of windows) {
      expect(window.complaints, 'errors on the console of the browser').toEqual([]);
      await window.close();
    }
  },

  /** Goes to an address as somebody: in a window of theirs that stays, for opening one takes longer than what is looked at. */
  visit: async ({ open }, use) => {
    const windows = new Map();
    await use(async (username, path) => {
      const known = windows.get(username);
      if (known) await known.visit(path);
      else windows.set(username, await open(username ?? undefined, { path }));
      return windows.get(username);
    });
  },
});
