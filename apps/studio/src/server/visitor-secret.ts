import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** The secret of this data folder, created on the first start, so that visitors keep their videos across restarts. */
export async function visitorSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'visitor-secret')
  await mkdir(dataDir, { recursive: true })
  try {
    // `wx` fails if the file exists already.
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFile(file, 'utf8')
}
