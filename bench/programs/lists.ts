// Reads all organizations of the stub, with core's stream and with the same requests written by hand.
import * as http from "node:http"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { type InstanceId, InstanceOrgs, Losant, Pagination } from "../../packages/core/src/index.ts"
import { instanceId, total } from "../limit/organizations.mjs"

const url = process.argv[2] ?? ""
export const perPage = 100
const pages = total / perPage

// Sound: the text has the form of an id.
const input = { instanceId: instanceId as InstanceId, perPage }
const losant = Losant.layer({ accessToken: Redacted.make("token-of-the-bench"), url })

/** A function that gets the number of items so far. If it gives a promise, the list waits for it. */
type OnItem = (count: number) => Promise<void> | undefined

/** Runs the whole stream. */
const runAll = <E>(items: Stream.Stream<unknown, E>, onItem: OnItem): Promise<void> => {
  let count = 0
  return items.pipe(
    Stream.runForEach(() => {
      const pause = onItem(++count)
      return pause === undefined ? Effect.void : Effect.promise(() => pause)
    }),
    Effect.runPromise
  )
}

const ofCore = Pagination.items(InstanceOrgs.get, input).pipe(Stream.provide(losant))

const pathOf = (page: number) =>
  `/instances/${instanceId}/orgs?page=${page}&perPage=${perPage}&sortField=id&sortDirection=asc`
const headers = { accept: "application/json", authorization: "Bearer token-of-the-bench" }

interface Page {
  readonly items: ReadonlyArray<unknown>
}

const byFetch = async (path: string): Promise<Page> => {
  const response = await fetch(url + path, { headers })
  return JSON.parse(await response.text())
}

/** A stream with Effect's own HTTP client. It checks and repeats nothing, and has no limit of time or size. */
const ofEffect = Stream.paginate(0, (page) =>
  HttpClient.get(url + pathOf(page), { headers }).pipe(
    Effect.flatMap((response) => response.json),
    // Sound: the stub answers JSON of this shape.
    Effect.map((body) => [(body as unknown as Page).items, page + 1 < pages ? Option.some(page + 1) : Option.none()])
  )
).pipe(
  Stream.provide(FetchHttpClient.layer),
  // Core has no spans of an HTTP client either.
  Stream.provideService(HttpClient.TracerDisabledWhen, () => true)
)

export const agent = new http.Agent({ keepAlive: true })
const byHttp = (path: string): Promise<Page> =>
  new Promise((resolve, reject) => {
    const request = http.get(url + path, { agent, headers }, (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk) => chunks.push(chunk))
      response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString("utf8"))))
    })
    request.on("error", reject)
  })

const byHand = async (get: (path: string) => Promise<Page>, onItem: OnItem): Promise<void> => {
  let count = 0
  for (let page = 0; page < pages; page++) {
    const { items } = await get(pathOf(page))
    for (const _ of items) {
      const pause = onItem(++count)
      if (pause !== undefined) await pause
    }
  }
}

export const ways = {
  stream: (onItem: OnItem) => runAll(ofCore, onItem),
  effect: (onItem: OnItem) => runAll(ofEffect, onItem),
  fetch: (onItem: OnItem) => byHand(byFetch, onItem),
  http: (onItem: OnItem) => byHand(byHttp, onItem)
}
export type Way = keyof typeof ways
