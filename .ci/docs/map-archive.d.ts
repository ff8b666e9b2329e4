import type { Archive } from '@dailies/server'

export declare function mapArchive(): Archive
