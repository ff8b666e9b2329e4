import { createHash, randomBytes } from 'node:crypto'

// An app with accounts answers these questions from its own session instead.

/** The name of the cookie that tells visitors apart. */
export const visitorCookie = 'visitor'

/** A name of 128 random bits: whoever has it is this visitor, and nobody can guess it. */
export const newVisitor = (): string => randomBytes(16).toString('base64url')

/** Whose films a visitor sees, or null where the cookie is none of ours. The database has a hash only, which opens nothing. */
export const ownerOf = (visitor: string | undefined): string | null =>
  visitor !== undefined && /^[\w-]{22}$/.test(visitor) ? createHash('sha256').update(visitor).digest('base64url') : null

/** The same for a request of the web's. */
export const ownerOfRequest = ({ headers }: Request): string | null =>
  ownerOf(/(?:^|;\s*)visitor=([^;]*)/.exec(headers.get('cookie') ?? '')?.[1])
