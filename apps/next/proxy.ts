import { randomBytes } from 'node:crypto'
import { NextResponse } from 'next/server'
import type { NextRequest, ProxyConfig } from 'next/server'
import { contentSecurityPolicy } from './lib/content-security-policy'
import { newVisitor, ownerOf, visitorCookie } from './lib/visitor'

const oneYear = 365 * 24 * 60 * 60

/** Sets the CSP of every page, and the visitor cookie on a first visit, which the requested page can already read. */
export function proxy(request: NextRequest): NextResponse {
  const isKnown = ownerOf(request.cookies.get(visitorCookie)?.value) !== null
  const visitor = isKnown ? undefined : newVisitor()
  if (visitor !== undefined) request.cookies.set(visitorCookie, visitor)

  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'))
  const headers = new Headers(request.headers)
  // Next reads the nonce for its scripts from here.
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

// Pages only: a proxy in front of the API would buffer every upload in memory and truncate it at 10 MB.
export const config: ProxyConfig = { matcher: '/((?!api/|_next/|icon.svg).*)' }
