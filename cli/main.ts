#!/usr/bin/env node
// An older Node.js stops at the syntax of some import below, with an exit code that means something else. So nothing of
// ours is imported before the version is known. It is the one of "engines" in package.json.
import { statSync } from 'node:fs';

const needed = [20, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `codeartifact-conformance needs Node.js ${needed.join('.')} or newer, and this is ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
} else {
  // As built, in few files (`bundle.ts`); or as compiled, if there is no bundle, or one from before the last compilation.
  const timeOf = (file: URL): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const bundle = new URL('../bundle/program.js', import.meta.url);
  const bundled = timeOf(bundle);
  const isCurrent = bundled > 0 && bundled >= timeOf(new URL('../.tsbuildinfo', import.meta.url));
  await import(isCurrent ? bundle.href : './program.js');
}
