import { wrap } from '../defects/wrap.js';
import type { Variant } from './variant.js';

/** How names and versions are read, if the documents leave it open. */
export const nameVariants: readonly Variant[] = [
  {
    id: 'nuget-version-completed',
    summary: 'reads a NuGet version of one or two numbers as one of three, as NuGet does',
    change: wrap('address', (address) => (input, account) => {
      const numbers = /^\d+(?:\.\d+)?(?![\d.])/.exec(input.version ?? '')?.[0];
      if (input.format !== 'nuget' || numbers === undefined) return address(input, account);
      const completed = [...numbers.split('.'), '0', '0'].slice(0, 3).join('.');
      return address({ ...input, version: (input.version ?? '').replace(numbers, completed) }, account);
    }),
  },
];
