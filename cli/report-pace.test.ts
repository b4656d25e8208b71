import { expect, test } from '@playwright/test';
import { ReportPace } from './report-pace.js';

test('results are written in a pause, once for what is new', () => {
  const pace = new ReportPace();
  const looks = [0, 5, 9, 9, 9, 10, 10, 10];
  expect(looks.map((requests) => pace.isDue(requests))).toEqual([
    false,
    false,
    false,
    true,
    false,
    false,
    true,
    false,
  ]);
});

test('requests that keep coming put it off for half a minute at most', () => {
  const pace = new ReportPace();
  const looks = Array.from({ length: 60 }, (_, index) => pace.isDue(index + 1));
  expect(looks.flatMap((isDue, index) => (isDue ? [index + 1] : []))).toEqual([30, 60]);
});
