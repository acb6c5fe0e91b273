/** Writes the script and the style of the console at `/docs`, from `console/`. */
import { build } from 'esbuild'

await build({
  entryPoints: [
    { in: 'console/main.tsx', out: 'console' },
    { in: 'console/console.css', out: 'console' },
  ],
  outdir: 'public/docs',
  bundle: true,
  format: 'esm',
  target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
})
