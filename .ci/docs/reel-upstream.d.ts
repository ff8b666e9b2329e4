import type { Upstream } from '@dailies/server'
import type { UpstreamNetworkOptions } from '@dailies/server/upstream'

export declare function reelUpstream(options: { apiKey: string } & UpstreamNetworkOptions): Upstream
