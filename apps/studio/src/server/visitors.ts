import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

// DEMO ONLY. Every visitor gets an anonymous id in a cookie: it separates the videos of two browsers and does not authenticate anyone.
// A real app implements `authorize` with its own session.

const cookieName = 'dailies_demo_visitor'
const oneYear = 365 * 24 * 60 * 60

/** Identifies the demo's visitors. */
export interface Visitors {
  /** The visitor's name from the signed cookie, or from `Authorization: Bearer demo-NAME` in scripts; null if neither is valid. */
  nameOf(request: Request): string | null
  /** The `Set-Cookie` value for a first visit. */
  newCookie(): string
}

/** @param secret signs the cookies; anyone who has it can impersonate a visitor */
export function createVisitors(secret: string): Visitors {
  const sign = (id: string) => createHmac('sha256', secret).update(id).digest()

  const nameFromCookie = (header: string): string | null => {
    const cookie = header
      .split(';')
      .map((pair) => pair.trim().split('='))
      .find(([name]) => name === cookieName)?.[1]
    const [id = '', signature = ''] = cookie?.split('.') ?? []
    const given = Buffer.from(signature, 'base64url')
    const expected = sign(id)
    return given.length === expected.length && timingSafeEqual(given, expected) ? `visitor-${id}` : null
  }

  return {
    nameOf: ({ headers }) => {
      const authorization = headers.get('authorization')
      if (authorization !== null) return /^Bearer (demo-[\w-]{1,64})$/i.exec(authorization)?.[1] ?? null
      return nameFromCookie(headers.get('cookie') ?? '')
    },
    newCookie: () => {
      const id = randomBytes(16).toString('base64url')
      // No `Secure`: the demo is served over plain http on the developer's own machine.
      return `${cookieName}=${id}.${sign(id).toString('base64url')}; Path=/; Max-Age=${oneYear}; HttpOnly; SameSite=Lax`
    },
  }
}
