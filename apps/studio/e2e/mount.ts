import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

/** A demo that these journeys are run on. */
interface Mount {
  name: 'studio' | 'next'
  /** Starts it with the sandbox, on PORT and SANDBOX_PORT. */
  script: string
  /** What it prints once it serves. */
  line(port: number): string
  /** The headers of a script that comes as this visitor. */
  as(visitor: string): Record<string, string>
  /** The cookie that a first visit gets. */
  cookie: string
  /** Everything that a browser is ever served of it. */
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

/** Where this run of the journeys goes: MOUNT=next for the Next app, else the studio. */
export const mount = process.env['MOUNT'] === 'next' ? next : studio
