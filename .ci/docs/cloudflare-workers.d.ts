declare module 'cloudflare:workers' {
  export class DurableObject<Env> {
    constructor(ctx: DurableObjectState, env: Env)
    fetch(request: Request): Promise<Response>
  }
}
