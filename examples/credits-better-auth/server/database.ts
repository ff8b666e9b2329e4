import Database from 'libsql'
import { dataFile } from './settings'

/** The app's own database: users, sessions and credits. The videos are in a file of their own. */
export const database = new Database(dataFile('app.db'), { timeout: 5_000 })
database.pragma('journal_mode = WAL')
// A debit is on the disk before its video is sent to the provider.
database.pragma('synchronous = FULL')
