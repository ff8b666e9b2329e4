declare module '@tanstack/react-router' {
  type Method = 'ANY' | 'GET' | 'HEAD' | 'POST' | 'DELETE' | 'OPTIONS'
  type Handler = (context: { request: Request }) => Response | Promise<Response>

  export function createFileRoute(
    path: string,
  ): (options: { server: { handlers: Partial<Record<Method, Handler>> } }) => object
}
