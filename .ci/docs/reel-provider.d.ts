/** The fake provider of a guide. */
export declare function createReelProvider(): {
  fetch(input: Request, init?: RequestInit): Promise<Response>
  now(): number
  advance(ms: number): Promise<void>
  jobs(): number
  fail(operation: 'create' | 'retrieve' | 'file', fault: object): void
  linkTo(url: string): void
  linkWithKey(): void
}
