import { Command, CommanderError } from 'commander';
import { closest, isForEmbeddedTarget, NoVerdict, suite, UserError } from '../config/index.js';
import { forkEarly } from '../targets/embedded/index.js';
import { fileProblem } from './file-problem.js';
import { discoverOptions, doctorOptions, proxyOptions, runOptions, targetOptions } from './options.js';

// Which Node.js this package takes is said in its package.json; which one the SDK will take next year is for us to act on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Each command loads what it takes only when it is called, so that help and mistakes get responses immediately. */
const program = new Command(suite.name)
  .description('Tests an endpoint against the documentation of GetPackageVersionAsset, AWS CodeArtifact.')
  .version(suite.version)
  .enablePositionalOptions()
  .showHelpAfterError('(--help lists commands and options)')
  .exitOverride();

function withOptions(command: Command, options: readonly Parameters<Command['addOption']>[0][]): Command {
  for (const option of options) command.addOption(option);
  return command;
}

withOptions(program.command('run', { isDefault: true }), [...targetOptions, ...runOptions])
  .description('test a target, write a results folder, exit with the verdict')
  .action(async (flags) => {
    // Its process takes as long to load as the run does, and can do so at the same time.
    if (await isForEmbeddedTarget(flags)) forkEarly();
    const { run } = await import('./commands/run.js');
    process.exitCode = await run(flags);
  });

program
  .command('serve')
  .description('serve the reference target over HTTP')
  .option('--port <n>', 'port to listen on; 0 for any free one', '0')
  .option('--host <name>', 'address to listen on', '127.0.0.1')
  .option('--fixtures <dir>', 'the package versions that it holds (default: the default set)')
  .option('--empty', 'start empty')
  .option('--auth <method>', 'none or sigv4', 'none')
  .option('--region <name>', 'region of signatures', 'us-east-1')
  .option('--fault <id>', 'enable the seeded defect with this id')
  .option('--variant <id>', 'enable the lawful difference with this id')
  .action(async (flags) => {
    const { serve } = await import('./commands/serve.js');
    await serve(flags);
  });

const fixtures = program
  .command('fixtures')
  .description('write, provision or discover the package versions that a run needs');
fixtures
  .command('write <dir>')
  .description('write the default set: fixtures.json and the asset files')
  .action(async (dir: string) => {
    const { writeDefaultFixtures } = await import('./commands/fixtures-write.js');
    await writeDefaultFixtures(dir);
  });
withOptions(fixtures.command('provision <dir>'), targetOptions)
  .description('publish the set to a target through its own API, and write what the target assigned')
  .option('--cleanup', 'delete what was provisioned and nothing else')
  .action(async (dir: string, flags) => {
    const { provisionFixtures } = await import('./commands/fixtures-provision.js');
    process.exitCode = await provisionFixtures(dir, flags);
  });
withOptions(fixtures.command('discover <dir>'), [...targetOptions, ...discoverOptions])
  .description('describe what a target already holds, without downloading it')
  .action(async (dir: string, flags) => {
    const { discoverFixtures } = await import('./commands/fixtures-discover.js');
    process.exitCode = await discoverFixtures(dir, flags);
  });

withOptions(program.command('doctor'), [...targetOptions, ...doctorOptions])
  .description(
    'check before a run: is the target reachable, are the fixtures there, which profiles can be tested',
  )
  .action(async (flags) => {
    const { doctor } = await import('./commands/doctor.js');
    process.exitCode = await doctor(flags);
  });

const clients = program
  .command('clients')
  .description('list or build the official AWS clients that the profile clients uses');
clients
  .command('list', { isDefault: true })
  .description('list them: the version of each that is ready, and what the others need')
  .action(async () => {
    const { listClients } = await import('./commands/clients.js');
    await listClients();
  });
clients
  .command('build [name...]')
  .description('build their drivers into the cache folder of the user (default: all that are not built)')
  .action(async (names: string[]) => {
    const { buildClients } = await import('./commands/clients-build.js');
    process.exitCode = await buildClients(names);
  });

program
  .command('report <dir...>')
  .description('write the report again from a results folder; several folders are the shards of one run')
  .option('--out <dir>', 'folder for the merged results (default: conformance-results)')
  .action(async (dirs: string[], flags) => {
    const { report } = await import('./commands/report.js');
    process.exitCode = await report(dirs, flags);
  });

program
  .command('compare <a> <b>')
  .description('compare two results folders: newly failing, fixed, no longer assessed, changed evidence')
  .option('--out <dir>', 'folder for the comparison', 'conformance-comparison')
  .action(async (a: string, b: string, flags) => {
    const { compare } = await import('./commands/compare.js');
    process.exitCode = await compare(a, b, flags);
  });

program
  .command('matrix <dir...>')
  .description('write a table of implementations from several results folders')
  .option('--out <dir>', 'folder for the table', 'conformance-matrix')
  .action(async (dirs: string[], flags) => {
    const { matrix } = await import('./commands/matrix.js');
    await matrix(dirs, flags);
  });

program
  .command('site <dir...>')
  .description(
    'write a static site from several results folders: standings, implementations, requirements, data',
  )
  .option('--out <dir>', 'folder for the site', 'conformance-site')
  .option('--url <url>', 'public address of the site, for the links of its feed')
  .action(async (dirs: string[], flags) => {
    const { site } = await import('./commands/site.js');
    await site(dirs, flags);
  });

withOptions(program.command('proxy'), [...targetOptions, ...proxyOptions])
  .description('forward requests to a target, judge every exchange, write a results folder')
  .action(async (flags) => {
    const { proxy } = await import('./commands/proxy.js');
    process.exitCode = await proxy(flags);
  });

program
  .command('verify <dir>')
  .description('judge the recorded exchanges of a results folder again, and check that its verdict follows')
  .action(async (dir: string) => {
    const { verify } = await import('./commands/verify.js');
    process.exitCode = await verify(dir);
  });

program
  .command('requirements [id]')
  .description('list the catalogue, or explain one requirement')
  .action(async (id: string | undefined) => {
    const { requirements } = await import('./commands/requirements.js');
    await requirements(id);
  });

/** Ends with the exit code that belongs to what went wrong. */
function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else if (error instanceof NoVerdict) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 3;
  } else if (fileProblem(error) !== undefined) {
    process.stderr.write(`${fileProblem(error)}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 3;
  }
}

/**
 * The first argument is a command or an option: without this, the default command would take a mistyped one for an
 * argument too many.
 *
 * @throws UserError if it is neither
 */
function requireCommand(word: string | undefined): void {
  const known = [...program.commands.map((command) => command.name()), 'help'];
  if (word === undefined || word.startsWith('-') || known.includes(word)) return;
  throw new UserError(`${word} is not a command.${closest(word, known)} --help lists all commands.`);
}

try {
  requireCommand(process.argv[2]);
  // Anyone who reads our output may stop reading (`| head`): the work goes on, and there is nobody to tell.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

  await program.parseAsync();
} catch (error) {
  fail(error);
}
