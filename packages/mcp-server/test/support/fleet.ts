// Many organizations, and the tools that go over all of them.

import type { EmulatorOptions } from "@effect-losant/emulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import { fit } from "../../src/answers/responseBudget/fitResponse.ts"
import { bounded } from "../../src/answers/sanitize.ts"
import { ClientRequest, type Progress } from "../../src/model/ClientRequest.ts"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import type { JobCall } from "../../src/model/tool/Tool.ts"
import type { Values } from "../../src/model/Values.ts"
import type { ToolDeclaration } from "../../src/tools/define/makeTool.ts"
import { TestReach } from "./reach.ts"
// In virtual time nothing is waited for that a tool would load first.
import "../../src/tools/bulk/findMembers/findMembersJob.ts"
import "../../src/tools/bulk/nearLimits/nearLimitsJob.ts"
import "../../src/tools/bulk/usageRanking/usageRankingJob.ts"
import { simulate } from "./simulation.ts"

type Seed = Extract<EmulatorOptions["seed"], object>

/** The 24 digits of a number. */
export const idOf = (number: number): string => number.toString(16).padStart(24, "0")

/** An instance with so many organizations, whose ids are 1, 2, …, and a second instance with one. */
export const fleetOf = (count: number, org: (index: number) => object = () => ({})): Seed => {
  const orgs = Array.from({ length: count }, (_, index) => ({
    name: `Plant ${index + 1}`,
    id: idOf(index + 1),
    ...org(index + 1)
  }))
  const other = { id: "b".repeat(24), name: "Other", orgs: [{ name: "Elsewhere", id: idOf(0xffff) }] }
  // Sound: an emulator checks its seed when it starts.
  return { instances: [{ id: "a".repeat(24), name: "Fleet", orgs }, other] } as unknown as Seed
}

/** A reach that is asked through `before`, with the name of the action and the organization. */
export const watched = (
  reach: LosantGateway,
  before: (action: string, orgId: string | undefined) => Effect.Effect<void>
): LosantGateway => ({
  ...reach,
  execute: (action, input) => {
    const { orgId } = Object(input)
    return Effect.andThen(before(action.action, orgId), reach.execute(action, input))
  }
})

/** The arguments of a job that are wrong. */
export const problemsOf = (tool: ToolDeclaration, values: Values, now = 0): ReadonlyArray<string> => {
  const parsed = tool.make(true).parse(values, now)
  return Result.isFailure(parsed) ? parsed.failure.map(({ argument }) => argument) : []
}

/** The call of a job whose arguments are right. */
export const jobCall = (tool: ToolDeclaration, values: Values, now: number): JobCall => {
  const parsed = tool.make(true).parse(values, now)
  if (Result.isFailure(parsed)) throw new Error(JSON.stringify(parsed.failure))
  if (parsed.success.kind !== "job") throw new Error(`${tool.name} is no job`)
  return parsed.success
}

/** Calls a tool on the first instance, to its end in virtual time. */
export const callOn = (tool: ToolDeclaration, reach: LosantGateway, values: Values) =>
  Effect.gen(function* () {
    const instanceId = yield* Effect.fromOption(reach.instanceId)
    const now = yield* Clock.currentTimeMillis
    return yield* simulate(jobCall(tool, values, now).run(reach, instanceId, now))
  })

/** What an assistant sees of the answer of a tool. */
export const succeed = (tool: ToolDeclaration, values: Values, reach?: LosantGateway) =>
  Effect.gen(function* () {
    const { exit, took } = yield* callOn(tool, reach ?? (yield* TestReach), values)
    if (Exit.isFailure(exit)) throw new Error(String(exit.cause))
    const { fitting } = jobCall(tool, values, yield* Clock.currentTimeMillis)
    return { answer: fit(bounded(exit.value, fitting.longestText), fitting), took }
  })

/** All calls of a job, each with the text that the one before answered. */
export const toTheEnd = (tool: ToolDeclaration, values: Values, reach?: LosantGateway) =>
  Effect.gen(function* () {
    const answers: Array<Values> = []
    let next: Values = values
    for (;;) {
      const { answer } = yield* succeed(tool, next, reach)
      answers.push(answer)
      if (answer["continue"] === undefined) return answers
      if (answers.length > 100) throw new Error("the job does not end")
      next = { ...values, continue: answer["continue"] }
    }
  })

/** What a client is told while an effect runs. */
export const toldWhile = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const told: Array<Progress> = []
    const request = yield* ClientRequest
    const result = yield* Effect.provideService(effect, ClientRequest, {
      ...request,
      progress: (progress) => Effect.sync(() => void told.push(progress))
    })
    return { result, told }
  })
