import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'

if (existsSync('.env')) process.loadEnvFile()

const port = Number(process.env['PORT'] || 3000)

/** Settings from the environment; `.env.example` says what they mean. */
export const settings = { port, origin: process.env['PUBLIC_ORIGIN'] || `http://localhost:${port}` }

/** A path in the folder of everything that must outlive the process, which is created. */
export function dataFile(name: string): string {
  mkdirSync('data', { recursive: true })
  return path.resolve('data', name)
}
