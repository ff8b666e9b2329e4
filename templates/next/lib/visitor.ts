import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dataFile, settings } from './settings'

// Your sign-in goes here. Until then each browser is a visitor of its own, by a signed cookie: it sees its own videos only, but
// everyone who can open the page can create some. https://github.com/dailies-video/dailies/blob/main/docs/authentication.md

const oneYear = 365 * 24 * 60 * 60

/** The owner of a request by its cookies, or null if there is none. With a sign-in: the id of the user of the session. */
export function ownerOf(cookies: string | null | undefined): string | null {
  const [, id, signature] = /(?:^|;\s*)visitor=([\w-]{22})\.([\w-]{43})(?:;|$)/.exec(cookies ?? '') ?? []
  return id && signature && timingSafeEqual(Buffer.from(signature), Buffer.from(sign(id))) ? id : null
}

/** The `Set-Cookie` header for a new visitor. */
export function newCookie(): string {
  const id = randomBytes(16).toString('base64url')
  const secure = settings.origin.publicOrigin?.startsWith('https:') ? '; Secure' : ''
  return `visitor=${id}.${sign(id)}; Path=/; Max-Age=${oneYear}; HttpOnly; SameSite=Lax${secure}`
}

let secret: string | undefined

function sign(id: string): string {
  secret ??= readSecret(dataFile('cookie-secret'))
  return createHmac('sha256', secret).update(id).digest('base64url')
}

/** Created on the first visit and kept, so that visitors find their videos again after a restart. */
function readSecret(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true })
  try {
    // `wx` fails if the file exists already.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8')
}
