import { expect, test } from '@playwright/test';
import { howRespelt } from './respelt.js';

for (const [name, other, how] of [
  ['widget', 'WIDGET', 'in upper case'],
  ['Widget', 'widget', 'in lower case'],
  ['widget', 'Widget', 'in mixed case'],
  ['my-widget', 'my_widget', 'with _ as separators'],
  ['my-widget', 'mywidget', 'without separators'],
  ['1.0.0', 'v1.0.0', '“v” added at the start'],
  ['1.2', '1.2-RELEASE', '“-RELEASE” added at the end'],
  ['1.2.0', '1.2', '“.x” removed at the end'],
  ['1.0.0+build.5', '1.0.0', '“+x.x” removed at the end'],
  ['1.0rc1', '1.0c1', '“x” removed inside'],
] as const)
  test(`${other} is ${name} ${how}`, () => {
    expect(howRespelt(name, other)).toBe(how);
  });

test('a spelling is described in the same way for other names', () => {
  expect(howRespelt('2.10.0', 'v2.10.0')).toBe(howRespelt('1.0.0-rc.1', 'v1.0.0-rc.1'));
  expect(howRespelt('3.1.0+linux', '3.1.0')).toBe(howRespelt('1.0.0+b', '1.0.0'));
});
