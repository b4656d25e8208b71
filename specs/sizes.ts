import type { AssetUnderTest } from '../engine/index.js';
import { mebibyte } from '../targets/fixtures/index.js';

/** Large enough to show whether it is streamed, and small enough to be downloaded several times. */
export const large = (each: AssetUnderTest): boolean =>
  each.fixture.size >= 100 * mebibyte && each.fixture.size < 1024 * mebibyte;

/** The quota for one asset, and more. */
export const huge = (each: AssetUnderTest): boolean => each.fixture.size >= 5 * 1024 * mebibyte;
