import { existsSync } from 'node:fs'
import path from 'node:path'

if (existsSync('.env')) process.loadEnvFile()

const { HOST, PORT, PUBLIC_ORIGIN } = process.env

/** Settings from the environment; `.env.example` says what they mean. */
export const settings = {
  host: HOST || '127.0.0.1',
  port: Number(PORT || 3000),
  origin: PUBLIC_ORIGIN ? { publicOrigin: PUBLIC_ORIGIN } : {},
}

/** A path in the folder of everything that must outlive the process: the database, the files, the secret. */
export const dataFile = (name: string): string => path.resolve('data', name)
