import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as esbuild from 'esbuild';
import { packageRoot } from '../schemas/index.js';

/**
 * The last step of `npm run build`: bundles the command line and the process of the embedded target, with what they
 * import, into a few files. Node.js spends more time on finding and reading 900 modules than on all else before the
 * first request. `cli/main.ts` takes the bundle if it is there and newer than the last compilation; else, as in
 * `npm run watch`, it runs the compiled modules, which are the same code.
 */
const root = fileURLToPath(packageRoot);
const out = join(root, 'dist', 'bundle');
const { build } = createRequire(import.meta.url)('esbuild') as typeof esbuild;

/** `schemas/ajv.ts` requires Ajv on first use, with a `require` that esbuild does not follow: here it does. */
const followRequire: esbuild.Plugin = {
  name: 'follow-require',
  setup({ onLoad }) {
    onLoad({ filter: /dist[\\/]schemas[\\/]ajv\.js$/ }, ({ path }) => {
      const own = 'const require = createRequire(import.meta.url);';
      const source = readFileSync(path, 'utf8');
      if (!source.includes(own))
        throw new Error(`${path} no longer has the line that this bundle leaves out`);
      return { contents: source.replace(own, '') };
    });
  },
};

/** The folder of the package that a bundled file belongs to; undefined for a file of ours. */
const packageOf = (input: string): string | undefined =>
  /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];

/** What the licences of the bundled packages ask for: their names and terms go with them. */
function licences(inputs: readonly string[]): string {
  const folders = [...new Set(inputs.flatMap((input) => packageOf(input) ?? []))].sort();
  return folders
    .map((folder) => {
      const about = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        readonly name: string;
        readonly version: string;
        readonly license?: string;
      };
      const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
      const terms = file === undefined ? '' : `\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
      return `${about.name} ${about.version} (${about.license ?? 'see its repository'})\n${terms}`;
    })
    .join('\n----\n\n');
}

rmSync(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { program: 'dist/cli/program.js', child: 'dist/targets/embedded/child.js' },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // The SDK finds its own files at run time, and is loaded for clients and credentials only.
  external: ['@aws-sdk/*'],
  // Bundled CommonJS modules require those of Node.js.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
  },
  plugins: [followRequire],
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(join(out, 'THIRD-PARTY-LICENSES.txt'), licences(Object.keys(metafile.inputs)));
// Pages inline their stylesheet and script, which lie beside the code.
for (const name of readdirSync(join(root, 'dist/reports/html')).filter((each) => each.includes('.min.')))
  writeFileSync(join(out, name), readFileSync(join(root, 'dist/reports/html', name)));
if (!existsSync(join(out, 'program.js'))) throw new Error('the bundle has no program.js');
