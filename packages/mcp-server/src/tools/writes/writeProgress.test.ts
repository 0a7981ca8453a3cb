import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ClientRequest, type Progress } from "../../model/ClientRequest.ts"
import { reportSteps } from "./writeProgress.ts"

describe("reportSteps", () => {
  it.effect("counts the read as done, grows even if a step is skipped, and ends at the total", () =>
    Effect.gen(function* () {
      const told: Array<Progress> = []
      const progress = (one: Progress) => Effect.sync(() => void told.push(one))
      yield* Effect.gen(function* () {
        const steps = yield* reportSteps(["save", "ask", "send"])
        yield* steps.begin("save")
        yield* steps.begin("send")
        yield* steps.end
      }).pipe(Effect.updateService(ClientRequest, (request) => ({ ...request, progress })))
      assert.deepStrictEqual(
        told.map(({ done, total }) => [done, total]),
        [
          [1, 4],
          [3, 4],
          [4, 4]
        ]
      )
    })
  )
})
