// The package as a user gets it: the packed tarball, installed into an empty project.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defer } from './defer.mjs';

const run = promisify(execFile);
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where `cargo xtask build` left the tarball, or what `USHER_PACKAGE` names. */
export async function tarball() {
  if (process.env.USHER_PACKAGE) return realpath(process.env.USHER_PACKAGE);
  const folder = join(root, 'target/npm');
  const found = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tgz'));
  if (found.length !== 1) {
    throw new Error(`expected one tarball in target/npm, found ${found.length}: run \`cargo xtask build\``);
  }
  return join(folder, found[0]);
}

/**
 * An empty project with the package installed, without a network; removed when the test ends.
 *
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string>} files what else to write, by path
 */
export async function project(t, files = {}) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'usher-package-')));
  defer(t, () => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const manifest = { name: 'consumer', private: true, type: 'module' };
  await write(folder, { 'package.json': JSON.stringify(manifest), ...files });
  const npm = ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', await tarball()];
  await run('npm', npm, { cwd: folder });
  return folder;
}

/** Writes files into a folder. */
export async function write(folder, files) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

/** Runs a command to its end and returns what it printed; a failure carries both outputs. */
export async function command(program, args, options) {
  return run(program, args, options).catch((fault) => {
    throw new Error(`${program} ${args.join(' ')}\n${fault.stdout ?? ''}${fault.stderr ?? fault.message}`);
  });
}
