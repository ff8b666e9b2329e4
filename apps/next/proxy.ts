import { randomBytes } from 'node:crypto'
import { NextResponse } from 'next/server'
import type { NextRequest, ProxyConfig } from 'next/server'
import { contentSecurityPolicy } from './lib/content-security-policy'
import { newVisitor, ownerOf, visitorCookie } from './lib/visitor'

const oneYear = 365 * 24 * 60 * 60

/** Gives every page its policy, and every first visit its cookie, which the page that is being asked for sees already. */
export function proxy(request: NextRequest): NextResponse {
  const isKnown = ownerOf(request.cookies.get(visitorCookie)?.value) !== null
  const visitor = isKnown ? undefined : newVisitor()
  if (visitor !== undefined) request.cookies.set(visitorCookie, visitor)

  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'))
  const headers = new Headers(request.headers)
  // Next finds the nonce for its scripts here.
  headers.set('Content-Security-Policy', policy)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  if (visitor !== undefined) {
    response.cookies.set(visitorCookie, visitor, {
      httpOnly: true,
      sameSite: 'lax',
      secure: request.nextUrl.protocol === 'https:',
      maxAge: oneYear,
      path: '/',
    })
  }
  return response
}

// Pages alone: a proxy in front of the API would keep every upload in memory, and cut it at 10 MB.
export const config: ProxyConfig = { matcher: '/((?!api/|_next/|icon.svg).*)' }
