declare namespace Bun {
  function serve(options: {
    port: number
    idleTimeout?: number
    fetch: (request: Request) => Response | Promise<Response>
  }): { url: URL }
}
