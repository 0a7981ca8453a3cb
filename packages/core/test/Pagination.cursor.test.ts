// Lists that are paged by a cursor, and lists whose items have no id.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import {
  Instance,
  InstanceAuditLogs,
  InstanceId,
  InstanceSandboxes,
  Losant,
  LosantPageRepeated,
  Pagination,
  SandboxId
} from "../src/index.ts"

const instanceId = InstanceId.make("575ec8687ae143cd83dc4a97")
const idOf = (index: number) => SandboxId.make(index.toString(16).padStart(24, "0"))

/** A network that answers with what `answer` makes of the query, and keeps the queries. */
const network = (answer: (query: URLSearchParams, request: number) => object) => {
  const queries: Array<URLSearchParams> = []
  const layer = Losant.layer({
    accessToken: Redacted.make("token"),
    fetch: async (input) => {
      const query = new URL(String(input)).searchParams
      queries.push(query)
      return Response.json(answer(query, queries.length))
    }
  })
  return { queries, layer }
}

const sandboxes = (count: number) => (query: URLSearchParams) => {
  const after = query.get("startingAfterId") ?? ""
  const left = Array.from({ length: count }, (_, index) => ({ id: idOf(index) })).filter(({ id }) => id > after)
  const limit = Number(query.get("limit") ?? 100)
  return { items: left.slice(0, limit), hasMore: left.length > limit }
}

const collect = <A, E>(stream: Stream.Stream<A, E, Losant>, { layer }: ReturnType<typeof network>) =>
  stream.pipe(Stream.runCollect, Effect.provide(layer))

describe("a list that is paged by a cursor", () => {
  it.effect("is read to its end, sorted by id, each page after the last item of the one before", () =>
    Effect.gen(function* () {
      const net = network(sandboxes(250))
      const items = yield* collect(Pagination.items(InstanceSandboxes.get, { instanceId }), net)
      assert.deepStrictEqual(
        items.map(({ id }) => id),
        Array.from({ length: 250 }, (_, index) => idOf(index))
      )
      assert.deepStrictEqual(
        net.queries.map((query) => [query.get("startingAfterId"), query.get("sortField"), query.get("page")]),
        [
          [null, "id", null],
          [idOf(99), "id", null],
          [idOf(199), "id", null]
        ]
      )
    })
  )
  it.effect("begins after the item that is named, in pages of the size that is asked for", () =>
    Effect.gen(function* () {
      const net = network(sandboxes(10))
      const pages = Pagination.pages(InstanceSandboxes.get, { instanceId, startingAfterId: idOf(3), limit: 4 })
      const read = yield* collect(pages, net)
      assert.deepStrictEqual(
        read.map(({ items }) => items.length),
        [4, 2]
      )
    })
  )
  it.effect.each([
    ["the same page comes again", () => ({ items: [{ id: idOf(1) }], hasMore: true })],
    ["an empty page promises more", () => ({ items: [], hasMore: true })]
  ] as const)("fails if %s", ([, answer]) =>
    Effect.gen(function* () {
      const net = network(answer)
      const error = yield* Effect.flip(collect(Pagination.items(InstanceSandboxes.get, { instanceId }), net))
      assert.instanceOf(error, LosantPageRepeated)
      assert.isAtMost(net.queries.length, 2)
    })
  )
  it("takes no end, which a stream of the whole list has not", () => {
    // @ts-expect-error a stream goes to the end
    const stream = Pagination.items(InstanceSandboxes.get, { instanceId, endingBeforeId: idOf(1) })
    // @ts-expect-error the list has no numbered pages
    Pagination.items(InstanceSandboxes.get, { instanceId, page: 1 })
    assert.isTrue(Stream.isStream(stream))
  })
})

describe("a list whose items have no id", () => {
  const item = (owner: number) => ({
    resourceId: idOf(7),
    ownerId: idOf(owner),
    currentPeriodStart: "2026-04-01T00:00:00.000Z"
  })

  it.effect("keeps a resource that comes once for each of two owners, and drops what comes again", () =>
    Effect.gen(function* () {
      const pages = [
        [item(1), item(2)],
        [item(2), item(3)]
      ]
      const net = network((query) => ({ items: pages[Number(query.get("page"))], totalCount: 4, perPage: 2 }))
      const items = yield* collect(Pagination.items(Instance.historicalSummaries, { instanceId }), net)
      assert.deepStrictEqual(
        items.map(({ ownerId }) => ownerId),
        [idOf(1), idOf(2), idOf(3)]
      )
      assert.deepStrictEqual(
        net.queries.map((query) => query.get("sortField")),
        ["resourceId", "resourceId"]
      )
    })
  )
})

describe("the audit log", () => {
  it.effect("is read from its oldest entry on, since new ones come at its end", () =>
    Effect.gen(function* () {
      const net = network(() => ({ items: [], totalCount: 0 }))
      yield* collect(Pagination.items(InstanceAuditLogs.get, { instanceId }), net)
      const [query] = net.queries
      assert.deepStrictEqual([query?.get("sortField"), query?.get("sortDirection")], ["creationDate", "asc"])
    })
  )
})
