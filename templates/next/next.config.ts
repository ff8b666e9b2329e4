import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // They read their own files, or start a worker, which a bundle would not have.
  serverExternalPackages: ['@dailies/sandbox', '@dailies/sandbox-renderer', 'libsql'],
}

export default config
