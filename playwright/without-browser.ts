import type { PlaywrightTestOptions } from '@playwright/test';

/**
 * The defaults of a browser context, for tests that open none. Playwright has functions for them, and sets up each as a
 * fixture, with a stack trace, before every test: 6 ms of CPU for a test that does nothing. It takes a constant as it is.
 */
export const withoutBrowser = {
  acceptDownloads: true,
  baseURL: '',
  bypassCSP: false,
  clientCertificates: [],
  colorScheme: 'light',
  contrast: 'no-preference',
  deviceScaleFactor: 1,
  extraHTTPHeaders: {},
  forcedColors: 'none',
  hasTouch: false,
  ignoreHTTPSErrors: false,
  isMobile: false,
  javaScriptEnabled: true,
  locale: 'en-US',
  offline: false,
  permissions: [],
  reducedMotion: 'no-preference',
  serviceWorkers: 'allow',
  storageState: { cookies: [], origins: [] },
  viewport: { width: 1280, height: 720 },
} as const satisfies Partial<{
  [option in keyof PlaywrightTestOptions]: Readonly<PlaywrightTestOptions[option]>;
}>;
