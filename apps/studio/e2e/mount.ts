import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

/** A demo app that the end-to-end tests run against. */
interface Mount {
  name: 'studio' | 'next'
  /** Starts it with the sandbox, on PORT and SANDBOX_PORT. */
  script: string
  /** The line it prints when it is ready. */
  line(port: number): string
  /** The headers of a script that acts as this visitor. */
  as(visitor: string): Record<string, string>
  /** The cookie set on a first visit. */
  cookie: string
  /** The folder of everything served to browsers. */
  built: string
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const studio: Mount = {
  name: 'studio',
  script: file('../demo.mjs'),
  line: (port) => `Dailies studio: http://localhost:${port}\n`,
  as: (visitor) => ({ Authorization: `Bearer demo-${visitor}` }),
  cookie: 'dailies_demo_visitor',
  built: file('../dist/page'),
}

const next: Mount = {
  name: 'next',
  script: file('../../next/demo.mjs'),
  line: (port) => `Dailies in Next: http://localhost:${port}\n`,
  as: (visitor) => ({
    Cookie: `visitor=${createHash('sha256').update(visitor).digest('base64url').slice(0, 22)}`,
  }),
  cookie: 'visitor',
  built: file('../../next/.next/static'),
}

/** The app under test: MOUNT=next for the Next app, else the studio. */
export const mount = process.env['MOUNT'] === 'next' ? next : studio
