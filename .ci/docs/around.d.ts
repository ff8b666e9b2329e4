import type { Express } from 'express'

// What the documents' snippets take from the app around them.
declare global {
  const app: Express
  function userIdOf(request: Request): string
  function userOf(request: Request): { owner: string } | null
  function verifyToken(token: string): Promise<{ sub: string } | null>
  function freshToken(options: { skipCache: boolean }): Promise<string>
}
