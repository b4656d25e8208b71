import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { readNumbers, writeNumbers } from './dictionary-numbers.js';

test('runs of numbers are written as their ends', () => {
  expect(writeNumbers([0, 1, 2, 3, 10, 40])).toBe('0-3.a.14');
  expect(writeNumbers([])).toBe('');
});

test('any set of numbers is read as it was written', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(3000)), (numbers) => {
      expect(readNumbers(writeNumbers(numbers))).toEqual([...numbers].sort((a, b) => a - b));
    }),
  );
});
