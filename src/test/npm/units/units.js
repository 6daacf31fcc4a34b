// Prints, of the units given as arguments, those that Grafana does not know, as JSON.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

globalThis.navigator ??= { language: 'en', languages: ['en'] };

// The library as a whole expects a browser around it; what it knows of units does not.
const formats = resolve('node_modules/@grafana/data/dist/cjs/valueFormats/valueFormats.cjs');
const { getValueFormats } = createRequire(import.meta.url)(formats);
const known = new Set(getValueFormats().flatMap((group) => group.submenu.map((format) => format.value)));
console.log(JSON.stringify(process.argv.slice(2).filter((unit) => !known.has(unit))));
