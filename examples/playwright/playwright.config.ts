import { defineConfig } from '@playwright/test';
import { conformance } from 'codeartifact-conformance/playwright';

const endpoint = 'http://localhost:4566';

export default defineConfig({
  // Starts the server under test. Here it is the suite's own reference target; put yours in its place.
  webServer: {
    command: 'npx codeartifact-conformance serve --port 4566',
    url: `${endpoint}/v1/package/version/asset`,
    ignoreHTTPSErrors: true,
    reuseExistingServer: true,
  },
  // One project for each profile, with one test for each requirement.
  ...conformance({ endpoint, profiles: ['core', 'npm'] }),
});
