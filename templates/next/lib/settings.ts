import path from 'node:path'

const { PUBLIC_ORIGIN } = process.env

/** Settings from the environment; `.env.example` says what they mean. */
export const settings = {
  origin: PUBLIC_ORIGIN ? { publicOrigin: PUBLIC_ORIGIN } : {},
}

/** A path in the folder of everything that must outlive the process: the database, the files, the secret. */
export const dataFile = (name: string): string => path.join('data', name)
