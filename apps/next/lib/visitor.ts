import { createHash, randomBytes } from 'node:crypto'

// An app with accounts uses its own session instead.

/** Name of the visitor cookie. */
export const visitorCookie = 'visitor'

/** A visitor id of 128 random bits, which cannot be guessed; it is a bearer secret. */
export const newVisitor = (): string => randomBytes(16).toString('base64url')

/** The owner id of a visitor, or null if the cookie is invalid. The database has only a hash, which grants no access. */
export const ownerOf = (visitor: string | undefined): string | null =>
  visitor !== undefined && /^[\w-]{22}$/.test(visitor) ? createHash('sha256').update(visitor).digest('base64url') : null

/** The same for a `Request`. */
export const ownerOfRequest = ({ headers }: Request): string | null =>
  ownerOf(/(?:^|;\s*)visitor=([^;]*)/.exec(headers.get('cookie') ?? '')?.[1])
