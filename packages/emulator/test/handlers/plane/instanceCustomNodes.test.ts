import { assert, describe, it } from "@effect/vitest"
import { InstanceCustomNode, InstanceCustomNodes, type Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Emulator } from "../../../src/emulator/Emulator.ts"
import { instanceId } from "../../support/inputs.ts"
import { now, seed } from "../../support/seed.ts"

const layer = Emulator.layer({ seed, now })

const makeNode = Effect.fnUntraced(function* (settings: Partial<Schemas.InstanceCustomNodePost> = {}) {
  const { id } = yield* InstanceCustomNodes.post({
    instanceId,
    instanceCustomNode: {
      name: "Converts",
      triggers: [{ type: "customNodeStart", outputIds: [[]] }],
      nodes: [],
      ...settings
    }
  })
  return { instanceId, instanceCustomNodeId: id }
})

const sum = (values: ReadonlyArray<number | undefined>) => values.reduce<number>((total, value = 0) => total + value, 0)

describe("a custom node", () => {
  it.effect("runs from its creation on, and its errors, statistics and counts agree", () =>
    Effect.gen(function* () {
      const node = yield* makeNode()
      assert.deepStrictEqual((yield* InstanceCustomNode.stats(node)).metrics, [])
      yield* TestClock.adjust("3 days")
      const stats = yield* InstanceCustomNode.stats({ ...node, duration: 86_400_000 })
      const { errors } = yield* InstanceCustomNode.errors({ ...node, limit: 1_000 })
      const { stats: counts } = yield* InstanceCustomNode.get(node)
      assert.lengthOf(stats.metrics, 24)
      assert.strictEqual(stats.resolution, 3_600_000)
      assert.isAbove(errors.length, 0)
      assert.strictEqual(sum(stats.metrics.map(({ pathsFailed }) => pathsFailed)), errors.length)
      assert.deepStrictEqual(counts, {
        runCount: sum(stats.metrics.map(({ runCount }) => runCount)),
        errorCount: errors.length
      })
    }).pipe(Effect.provide(layer))
  )

  it.effect("answers the newest errors first, or the oldest", () =>
    Effect.gen(function* () {
      const node = yield* makeNode()
      yield* TestClock.adjust("3 days")
      const timesOf = ({ errors }: Schemas.FlowErrors) => errors.map(({ time }) => time)
      const newest = timesOf(yield* InstanceCustomNode.errors({ ...node, limit: 1_000 }))
      const oldest = timesOf(yield* InstanceCustomNode.errors({ ...node, limit: 1_000, sortDirection: "asc" }))
      assert.deepStrictEqual(newest, oldest.toReversed())
      assert.deepStrictEqual(oldest, oldest.toSorted())
      assert.deepStrictEqual(timesOf(yield* InstanceCustomNode.errors({ ...node, limit: 2 })), newest.slice(0, 2))
    }).pipe(Effect.provide(layer))
  )

  it.effect.each([
    [{ duration: 60_000, resolution: 60_000 }, 900_000, 900_000],
    [{ duration: 90 * 86_400_000, resolution: 86_400_000 }, 31 * 86_400_000, 86_400_000],
    [{ duration: 3_600_000, resolution: 86_400_000 }, 3_600_000, 3_600_000]
  ] as const)("clamps %j, as Losant does", ([window, duration, resolution]) =>
    Effect.gen(function* () {
      const stats = yield* InstanceCustomNode.stats({ ...(yield* makeNode()), ...window })
      assert.strictEqual(Date.parse(stats.end ?? "") - Date.parse(stats.start ?? ""), duration)
      assert.strictEqual(stats.resolution, resolution)
    }).pipe(Effect.provide(layer))
  )

  it.effect("is changed in part: arrays and the configuration are replaced whole, null takes the icon away", () =>
    Effect.gen(function* () {
      const data = "data:image/png;base64,AA=="
      const node = yield* makeNode({ description: "one", iconData: data })
      const change = (instanceCustomNode: Schemas.InstanceCustomNodePatch) =>
        InstanceCustomNode.patch({ ...node, instanceCustomNode })
      const config = { outputCount: 1, resultMode: "none", fields: [] } as const
      yield* change({ customNodeConfig: { ...config, resultDescription: "gone soon" } })
      const changed = yield* change({ iconData: null, customNodeConfig: config })
      assert.notProperty(changed, "iconData")
      assert.deepInclude(changed, { description: "one", customNodeConfig: config, createdByType: "user" })
    }).pipe(Effect.provide(layer))
  )
})
