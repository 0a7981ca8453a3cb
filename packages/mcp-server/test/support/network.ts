// A network with scripted answers that records requests.

export interface Sent {
  readonly method: string
  readonly url: URL
  readonly body: unknown
  readonly signal: AbortSignal
}

export interface Network {
  readonly fetch: typeof globalThis.fetch
  readonly sent: ReadonlyArray<Sent>
}

export type Reply = (sent: Sent) => Response | Promise<Response>

/** A network that records requests, and answers by a function. */
export const recordingNetwork = (answerTo: (request: Request, sent: Sent) => Response | Promise<Response>): Network => {
  const sent: Array<Sent> = []
  const fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const request = new Request(input, { ...init, signal: null })
    const text = await request.clone().text()
    const one = {
      method: request.method,
      url: new URL(request.url),
      body: text === "" ? undefined : JSON.parse(text),
      signal: init.signal ?? new AbortController().signal
    }
    sent.push(one)
    return answerTo(request, one)
  }
  return { fetch, sent }
}

export const network = (reply: Reply): Network => recordingNetwork((_, sent) => reply(sent))

export const answer =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  () =>
    new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } })

/** An error of Losant with this status. */
export const refuse = (status: number, type: string, message: string, headers: Record<string, string> = {}): Reply =>
  answer({ type, message }, status, headers)

/** The error of fetch for a failed connection. */
export const disconnect =
  (code: string): Reply =>
  () =>
    Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(`connect ${code}`), { code }) }))

/** Never answers. An abort rejects. */
export const hang: Reply = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }))
