// The two functions of @clerk/express 1 that the guide names; the package itself asks for keys and a network.
declare module '@clerk/express' {
  import type { Request, RequestHandler } from 'express'

  export function clerkMiddleware(): RequestHandler
  export function getAuth(request: Request): { userId: string | null }
}
