// A Losant that takes a request and never answers it.
import { createServer } from "node:http"

export interface Hanging {
  readonly url: string
  /** Settles when the first request arrives. */
  readonly arrived: Promise<void>
  /** Settles when the client aborts the first request. */
  readonly aborted: Promise<void>
  readonly requests: () => number
  readonly close: () => void
}

export const listen = async (): Promise<Hanging> => {
  let requests = 0
  let arrive: () => void
  let abort: () => void
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const aborted = new Promise<void>((resolve) => {
    abort = resolve
  })
  const http = createServer((_, response) => {
    requests++
    response.on("close", () => abort())
    arrive()
  })
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
  const address = http.address()
  const close = () => {
    http.close()
    http.closeAllConnections()
  }
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
  return { url, arrived, aborted, requests: () => requests, close }
}
