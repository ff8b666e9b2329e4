import type { Credits } from '@dailies/server'
import type { Pool } from 'pg'

export declare function createLedger(pool: Pool): Credits
