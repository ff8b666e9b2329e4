import { report } from '../server/report'
import { measureRendering } from './film-rendering'
import { measureStatusReads } from './status-reads'

// `node dist/sandbox/bench.js [--json FILE]`
report([...(await measureStatusReads()), ...(await measureRendering())])
