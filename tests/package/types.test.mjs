// The types of the packed tarball, through the compiler and both ways of resolving a package.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { command, project, root } from './support/tarball.mjs';

const consumer = await readFile(new URL('support/types.mts', import.meta.url), 'utf8');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

for (const [module, moduleResolution] of [['nodenext', 'nodenext'], ['esnext', 'bundler']]) {
  test(`a TypeScript program compiles with ${moduleResolution} resolution`, async (t) => {
    const compilerOptions = {
      module, moduleResolution, noEmit: true, strict: true, skipLibCheck: false, noUncheckedIndexedAccess: true,
      target: 'es2022', lib: ['es2022', 'dom'], types: [],
    };
    const folder = await project(t, {
      'consumer.mts': consumer,
      'tsconfig.json': JSON.stringify({ compilerOptions, files: ['consumer.mts'] }),
    });
    await command(process.execPath, [tsc, '--project', folder], { cwd: folder });
  });
}

test('a permission of the host that is not declared is a mistake', async (t) => {
  const compilerOptions = {
    module: 'nodenext', noEmit: true, strict: true, skipLibCheck: false, target: 'es2022', lib: ['es2022'], types: [],
  };
  const consumer = `import { load } from 'usher-access';
const access = await load('{}');
// @ts-expect-error declared nowhere
access.can('loyalty.view');
access.can('access.emergency');
`;
  const folder = await project(t, {
    'consumer.mts': consumer,
    'tsconfig.json': JSON.stringify({ compilerOptions, files: ['consumer.mts'] }),
  });
  await command(process.execPath, [tsc, '--project', folder], { cwd: folder });
});

test('the main entry needs no types of a browser', async (t) => {
  const compilerOptions = {
    module: 'nodenext', noEmit: true, strict: true, skipLibCheck: false, target: 'es2022', lib: ['es2022'], types: [],
  };
  const folder = await project(t, {
    'worker.mts': "import { load } from 'usher-access';\nexport const can = (await load('{}')).can('chats.view');\n",
    'tsconfig.json': JSON.stringify({ compilerOptions, files: ['worker.mts'] }),
  });
  await command(process.execPath, [tsc, '--project', folder], { cwd: folder });
});
