import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * Moves the fonts of the design system from its style sheet to files. The style sheet gets smaller, and the browser
 * loads only the fonts that it uses.
 */
function fontFiles(): Plugin {
  return {
    name: 'font-files',
    generateBundle(_, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type === 'asset' && asset.fileName.endsWith('.css')) {
          asset.source = asset.source.toString().replace(FONT, (_whole, base64: string) => {
            const source = Buffer.from(base64, 'base64');
            const name = `font-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.woff2`;
            this.emitFile({ type: 'asset', fileName: `assets/${name}`, source });
            return `url(${name})`;
          });
        }
      }
    },
  };
}

const FONT = /url\(['"]?data:font\/woff2;base64,([A-Za-z0-9+/=]+)['"]?\)/g;

// `npm run dev` forwards API calls to a server that runs elsewhere.
const server = process.env['DATA_ACCOUNT_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), fontFiles()],
  build: {
    outDir: '../../../target/classes/web',
    emptyOutDir: true,
    license: { fileName: 'licenses.md' }, // the licenses of everything in the bundle
    chunkSizeWarningLimit: 1000, // in kB; a warning shows that the first load has grown
    assetsInlineLimit: 0, // the content security policy has no data: URLs
  },
  server: {
    proxy: { '/api': server, '/page-config.json': server },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: 'src/testSetup.ts',
    restoreMocks: true,
    testTimeout: 60_000,
    server: { deps: { inline: [/@cloudscape-design/] } }, // its components import style sheets
  },
});
