import { expect, test } from '@playwright/test';
import { officialClients } from '../../targets/clients/index.js';
import { standingOf } from './each-client.js';

for (const client of officialClients)
  test(`${client.title} is ready`, () => {
    const standing = standingOf(client);
    test.skip(standing.state === 'skipped', standing.state === 'skipped' ? standing.reason : '');
    expect(standing).toEqual({ state: 'ready' });
  });
