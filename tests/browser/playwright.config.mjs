// The story of the product in real browsers, against the real worker: `playwright test --config` this file.

import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { ROOT } from './support/place.mjs';

const isRoot = process.getuid?.() === 0;

/** Playwright's own list, whose place ours takes, then the address bar's suggestions: hidden pages, two for each window. */
const features = [
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay',
  'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled',
  'PreconnectToSearch', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'SpareRendererForSitePerProcess',
];

/** Nothing that would talk to the outside. */
const quiet = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  `--disable-features=${features}`,
];

const output = path.join(ROOT, 'target/browser');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.mjs',
  outputDir: path.join(output, 'results'),
  globalSetup: path.join(import.meta.dirname, 'support/setup.mjs'),
  // Every test has a company of its own, so any two may run side by side.
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: path.join(output, 'report.json') }]],
  use: { screenshot: 'only-on-failure', locale: 'en-GB', timezoneId: 'Europe/Istanbul' },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        // Firefox moves as people see it: it cannot be told not to.
        contextOptions: { reducedMotion: 'reduce' },
        launchOptions: { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: quiet, chromiumSandbox: !isRoot },
      },
    },
    {
      name: 'firefox',
      // What engines do differently, and something of every screen; see ARCHITECTURE.
      grep: /@firefox/,
      use: {
        browserName: 'firefox',
        // An unpatched Firefox, over WebDriver BiDi. It cannot emulate these four yet.
        channel: 'moz-firefox',
        colorScheme: null,
        reducedMotion: null,
        forcedColors: null,
        contrast: null,
        launchOptions: { executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr' },
      },
    },
  ],
});
