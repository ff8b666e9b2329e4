import { NextResponse } from 'next/server'
import type { NextRequest, ProxyConfig } from 'next/server'
import { newCookie, ownerOf } from './lib/visitor'

/** Gives a new visitor a cookie, which the page can already read. */
export function proxy({ headers: received }: NextRequest): NextResponse {
  const cookies = received.get('cookie')
  if (ownerOf(cookies) !== null) return NextResponse.next()
  const cookie = newCookie()
  const headers = new Headers(received)
  headers.set('cookie', [cookies, cookie.split(';')[0]].filter(Boolean).join('; '))
  const response = NextResponse.next({ request: { headers } })
  response.headers.append('Set-Cookie', cookie)
  return response
}

// Pages only: a proxy in front of the API would keep each upload in memory and cut it off at 10 MB.
export const config: ProxyConfig = { matcher: '/((?!api/|_next/|icon.svg).*)' }
