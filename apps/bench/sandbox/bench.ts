import { report } from '../server/report'
import { measureStatusReads } from './status-reads'
import { measureRendering } from './video-rendering'

// `node dist/sandbox/bench.js [--json FILE]`
report([...(await measureStatusReads()), ...(await measureRendering())])
