// Prints what in the dashboards of a folder is not as Grafana's own types have it, a line each: every
// dashboard is compiled as a literal of its type, so an unknown name is an error, too.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const types = './node_modules/@grafana/schema/dist/types/raw/dashboard/x/types.gen';
let text = `import type { Dashboard } from '${types}';\n`;
// JSON has the text of an enumeration's value.
text += 'type Plain<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;\n';
readdirSync(process.argv[2])
  .filter((file) => file.endsWith('.json'))
  .sort()
  .forEach((file, index) => {
    const literal = readFileSync(join(process.argv[2], file), 'utf8').trim();
    text += `// ${file}\nexport const dashboard${index}: Plain<Dashboard> = ${literal};\n`;
  });
writeFileSync('dashboards.ts', text);

const compiler = ['node_modules/typescript/bin/tsc', '--noEmit', '--strict', '--skipLibCheck'];
const options = ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2022'];
const done = spawnSync(process.execPath, [...compiler, ...options, 'dashboards.ts'], { encoding: 'utf8' });
const errors = done.stdout.split('\n').filter((line) => line.startsWith('dashboards.ts'));
if (done.error || (done.status !== 0 && errors.length === 0)) {
  console.error(done.error ?? done.stdout + done.stderr);
  process.exit(1);
}
errors.forEach((line) => console.log(line));
