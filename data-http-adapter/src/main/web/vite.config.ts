import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../../../target/classes/web',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy has no data: URLs
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080', '/page-config.json': 'http://127.0.0.1:8080' },
  },
  test: { environment: 'happy-dom', restoreMocks: true },
});
