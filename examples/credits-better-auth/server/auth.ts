import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { Kysely, SqliteDialect } from 'kysely'
import { database } from './database'
import { createLedger } from './ledger'
import { settings } from './settings'

const welcomeCredits = 3

export const ledger = createLedger(database)

/** Users with an e-mail address and a password. Each new one gets a few credits. */
export const auth = betterAuth({
  baseURL: settings.origin,
  database: { db: new Kysely({ dialect: new SqliteDialect({ database }) }), type: 'sqlite' },
  emailAndPassword: { enabled: true },
  databaseHooks: {
    user: { create: { after: async ({ id }) => ledger.grant(`welcome:${id}`, id, welcomeCredits) } },
  },
})

/** Creates the tables of better-auth, or those that a new version added. */
export const migrate = async (): Promise<void> => (await getMigrations(auth.options)).runMigrations()

/** The id of the user who sends a request, or null. */
export async function userIdOf(headers: Headers): Promise<string | null> {
  const session = await auth.api.getSession({ headers })
  return session?.user.id ?? null
}
