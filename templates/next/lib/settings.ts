import path from 'node:path'

const { PUBLIC_ORIGIN, SPEND_PER_DAY } = process.env

/** Settings from the environment; `.env.example` says what they mean. */
export const settings = {
  origin: PUBLIC_ORIGIN ? { publicOrigin: PUBLIC_ORIGIN } : {},
  budget: SPEND_PER_DAY ? { spendPerDay: Number(SPEND_PER_DAY) } : {},
}

/** A path in the folder of everything that must outlive the process: the database, the files, the secret. */
export const dataFile = (name: string): string => path.join('data', name)
