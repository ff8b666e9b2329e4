// The functions of better-auth 1.7 that the example names. The package is too large for the lockfile of this workspace; the example
// is checked against its own types once it is installed.
interface Session {
  user: { id: string; email: string }
}

declare module 'better-auth' {
  interface Options {
    baseURL: string
    database: { db: object; type: 'sqlite' }
    emailAndPassword: { enabled: boolean }
    databaseHooks: { user: { create: { after(user: { id: string }): Promise<void> } } }
  }
  export function betterAuth(options: Options): {
    options: Options
    handler(request: Request): Promise<Response>
    api: { getSession(input: { headers: Headers }): Promise<Session | null> }
  }
}

declare module 'better-auth/db/migration' {
  export function getMigrations(options: object): Promise<{ runMigrations(): Promise<void> }>
}

declare module 'better-auth/node' {
  import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

  export function toNodeHandler(auth: object): (request: IncomingMessage, response: ServerResponse) => Promise<void>
  export function fromNodeHeaders(headers: IncomingHttpHeaders): Headers
}

declare module 'better-auth/react' {
  interface Result {
    error: { message?: string } | null
  }
  interface Credentials {
    email: string
    password: string
  }
  export function createAuthClient(): {
    signIn: { email(credentials: Credentials): Promise<Result> }
    signUp: { email(credentials: Credentials & { name: string }): Promise<Result> }
    signOut(): Promise<unknown>
    useSession(): { data: Session | null; isPending: boolean }
  }
}
