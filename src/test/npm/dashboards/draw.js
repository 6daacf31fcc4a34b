// node draw.js DASHBOARDS ANSWERS OUT: draws every dashboard of the folder with what Prometheus answered, as OUT/<uid>.png, and
// prints one line of JSON: what was drawn of each panel, which units Grafana does not know, what the browser complained of.
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dashboardFolder, answersFile, out] = process.argv.slice(2);
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const WIDTH = 1480;

// Only Grafana's new table needs it, and we draw with the other one.
const withoutDataGrid = {
  name: 'without-data-grid',
  setup(bundle) {
    bundle.onResolve({ filter: /^react-data-grid/ }, ({ path }) => ({ path, namespace: 'none' }));
    bundle.onLoad({ filter: /.*/, namespace: 'none' }, ({ path }) =>
      path.endsWith('.css')
        ? { contents: '', loader: 'css' }
        : { contents: 'const none = () => null; export { none as Cell, none as DataGrid, none as Row };', loader: 'js' }
    );
  },
};

// An import by default of what was compiled from a module is the whole module in Node's way of seeing it, which esbuild follows for
// files that end with .mjs; Grafana's own build does not.
const scrollbarsByDefault = {
  name: 'scrollbars-by-default',
  setup(bundle) {
    bundle.onResolve({ filter: /^react-custom-scrollbars-2$/ }, ({ path, namespace }) =>
      namespace === 'by-default' ? undefined : { path, namespace: 'by-default' }
    );
    bundle.onLoad({ filter: /.*/, namespace: 'by-default' }, ({ path }) => ({
      contents: `export { Scrollbars as default } from '${path}';`,
      resolveDir: process.cwd(),
    }));
  },
};

mkdirSync(out, { recursive: true });
await build({
  entryPoints: ['panels.jsx'],
  bundle: true,
  format: 'iife',
  outfile: join(out, 'panels.js'),
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl' },
  plugins: [withoutDataGrid, scrollbarsByDefault],
  logLevel: 'error',
});
// The widths of Grafana's cells hold their padding, by a rule of its style for whole pages.
writeFileSync(
  join(out, 'index.html'),
  '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="panels.css"><style>[role=table],[role=table] *{box-sizing:border-box}</style><body style="margin:0"><div id="root"></div><script src="panels.js"></script>'
);

const answers = JSON.parse(readFileSync(answersFile, 'utf8'));
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const report = { panels: [], unknownUnits: [], complaints: [] };
try {
  for (const file of readdirSync(dashboardFolder).filter((name) => name.endsWith('.json')).sort()) {
    const dashboard = JSON.parse(readFileSync(join(dashboardFolder, file), 'utf8'));
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
    page.on('pageerror', (error) => report.complaints.push(`${dashboard.uid}: ${error.message}`));
    await page.goto(pathToFileURL(resolve(out, 'index.html')).href);
    await page.evaluate(({ dashboard, answers }) => window.draw(dashboard, answers), {
      dashboard,
      answers: answers[dashboard.uid] ?? {},
    });
    await page.waitForTimeout(1500);
    const seen = await page.evaluate(() => window.seen());
    report.panels.push(...seen.panels.map((panel) => ({ dashboard: dashboard.uid, ...panel })));
    report.unknownUnits.push(...seen.unknownUnits.map((unit) => `${dashboard.uid}: ${unit}`));
    await page.screenshot({ path: join(out, `${dashboard.uid}.png`), fullPage: true });
    await page.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
