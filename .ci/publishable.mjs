// Stops `npm publish` while package.json still has the neutral owner (docs/releasing.md).
import { readFileSync } from 'node:fs';

const { repository, bugs, homepage } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const neutral = [repository.url, bugs.url, homepage].filter((url) => url.includes('/OWNER/'));
if (neutral.length > 0) {
  console.error(`package.json has no home yet: ${neutral.join(', ')}. Replace OWNER, see docs/releasing.md.`);
  process.exitCode = 1;
}
