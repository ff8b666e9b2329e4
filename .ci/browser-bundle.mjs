import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Fails if a browser bundle contains a secret, the server adapter, a database driver or the sandbox. */
export function checkBundle(folder, secrets = []) {
  const forbidden = [...secrets, 'createVideoServer', 'OpenAI-Beta', 'libsql', 'h264', '"node:', '`node:']
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || !file.name.endsWith('.js')) continue
    const text = readFileSync(path.join(file.parentPath, file.name), 'utf8')
    const found = forbidden.filter((word) => text.includes(word))
    if (found.length > 0) throw new Error(`${file.name} of the browser bundle contains ${found.join(', ')}.`)
  }
}
