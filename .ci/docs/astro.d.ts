declare module 'astro' {
  export type APIRoute = (context: { request: Request }) => Response | Promise<Response>
}
