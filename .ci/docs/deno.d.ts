declare namespace Deno {
  function serve(options: { port: number }, handler: (request: Request) => Response | Promise<Response>): object
}
