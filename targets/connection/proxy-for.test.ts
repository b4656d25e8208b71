import { expect, test } from '@playwright/test';
import { proxyFor } from './proxy-for.js';

const proxy = 'http://proxy:3128';

for (const [endpoint, environment, wanted] of [
  ['http://example.com', {}, undefined],
  ['http://example.com', { HTTP_PROXY: proxy }, proxy],
  ['https://example.com', { HTTP_PROXY: proxy }, proxy],
  ['https://example.com', { HTTP_PROXY: proxy, https_proxy: 'http://other:1' }, 'http://other:1'],
  ['http://example.com', { HTTPS_PROXY: proxy }, undefined],
  ['http://example.com', { HTTP_PROXY: proxy, NO_PROXY: '*' }, undefined],
  ['http://example.com', { HTTP_PROXY: proxy, NO_PROXY: 'example.com' }, undefined],
  ['http://a.example.com', { HTTP_PROXY: proxy, NO_PROXY: 'example.com' }, proxy],
  ['http://a.example.com', { HTTP_PROXY: proxy, NO_PROXY: '.example.com' }, undefined],
  ['http://example.com:81', { HTTP_PROXY: proxy, NO_PROXY: 'example.com:80' }, proxy],
] as const)
  test(`${endpoint} with ${JSON.stringify(environment)} goes through ${wanted ?? 'no proxy'}`, () => {
    expect(proxyFor(new URL(endpoint), environment)).toBe(wanted);
  });
