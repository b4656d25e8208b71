import { expect, test } from '@playwright/test';
import { HangingControls } from './hanging-controls.js';

/** The memory, with a clock that the test sets. */
function remember() {
  let now = 0;
  const controls = new HangingControls(() => now);
  const after = (ms: number): void => {
    now += ms;
  };
  return { controls, after };
}

test('a control that hung once is sent again', () => {
  const { controls } = remember();
  controls.note('widget', true);
  expect(controls.isKnown('widget')).toBe(false);
});

test('a control that hung twice in a row is known, and others are not', () => {
  const { controls } = remember();
  controls.note('widget', true);
  controls.note('widget', true);
  expect(controls.isKnown('widget')).toBe(true);
  expect(controls.isKnown('gadget')).toBe(false);
});

test('a control that is served is forgotten', () => {
  const { controls } = remember();
  controls.note('widget', true);
  controls.note('widget', true);
  controls.note('widget', false);
  controls.note('widget', true);
  expect(controls.isKnown('widget')).toBe(false);
});

test('after a while one of those who need it sends it again', () => {
  const { controls, after } = remember();
  controls.note('widget', true);
  controls.note('widget', true);
  after(5000);
  expect([controls.isKnown('widget'), controls.isKnown('widget')]).toEqual([false, true]);
});
