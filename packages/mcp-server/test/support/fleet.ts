// Many organizations, and the tools that go over all of them.

import type { EmulatorOptions } from "@effect-losant/emulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import { fitResponse } from "../../src/answers/responseBudget/fitResponse.ts"
import { sanitize } from "../../src/answers/sanitize.ts"
import { ClientRequest, type Progress } from "../../src/model/ClientRequest.ts"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import type { JobCall } from "../../src/model/tool/Tool.ts"
import type { JsonObject } from "../../src/text/json.ts"
import type { ToolDeclaration } from "../../src/tools/define/makeTool.ts"
import { TestGateway } from "./testGateway.ts"
// A tool loads these modules on first use. Virtual time does not wait for that, so they are loaded before.
import "../../src/tools/bulk/compareOrgs/compareOrgsJob.ts"
import "../../src/tools/bulk/findInvites/findInvitesJob.ts"
import "../../src/tools/bulk/findMembers/findMembersJob.ts"
import "../../src/tools/bulk/nearLimits/nearLimitsJob.ts"
import "../../src/tools/bulk/usageRanking/usageRankingJob.ts"
import { simulate } from "./simulation.ts"

type Seed = Extract<EmulatorOptions["seed"], object>

/** The id with this number. */
export const idOf = (number: number): string => number.toString(16).padStart(24, "0")

/** An instance with `count` organizations with the ids 1, 2, …, and a second instance with one organization. */
export const fleetOf = (count: number, org: (index: number) => object = () => ({})): Seed => {
  const orgs = Array.from({ length: count }, (_, index) => ({
    name: `Plant ${index + 1}`,
    id: idOf(index + 1),
    ...org(index + 1)
  }))
  const other = { id: "b".repeat(24), name: "Other", orgs: [{ name: "Elsewhere", id: idOf(0xffff) }] }
  // Sound: an emulator checks its seed at the start.
  return { instances: [{ id: "a".repeat(24), name: "Fleet", orgs }, other] } as unknown as Seed
}

/** Runs `before` with the name of the action and the organization before each request. */
export const observeGateway = (
  gateway: LosantGateway,
  before: (action: string, orgId: string | undefined) => Effect.Effect<void>
): LosantGateway => ({
  ...gateway,
  execute: (action, input) => {
    const { orgId } = Object(input)
    return Effect.andThen(before(action.action, orgId), gateway.execute(action, input))
  }
})

/** The names of the wrong arguments in a call of a job. */
export const problemsOf = (tool: ToolDeclaration, values: JsonObject, now = 0): ReadonlyArray<string> => {
  const parsed = tool.make(true).parse(values, now)
  return Result.isFailure(parsed) ? parsed.failure.map(({ argument }) => argument) : []
}

/** Parses the valid arguments of a job. */
export const jobCall = (tool: ToolDeclaration, values: JsonObject, now: number): JobCall => {
  const parsed = tool.make(true).parse(values, now)
  if (Result.isFailure(parsed)) throw new Error(JSON.stringify(parsed.failure))
  if (parsed.success.kind !== "job") throw new Error(`${tool.name} is no job`)
  return parsed.success
}

/** Calls a tool on the first instance, and runs it in virtual time. */
export const callOn = (tool: ToolDeclaration, gateway: LosantGateway, values: JsonObject) =>
  Effect.gen(function* () {
    const instanceId = yield* Effect.fromOption(gateway.instanceId)
    const now = yield* Clock.currentTimeMillis
    return yield* simulate(jobCall(tool, values, now).run(gateway, instanceId, now))
  })

/** The answer of a tool as an assistant sees it. */
export const succeed = (tool: ToolDeclaration, values: JsonObject, gateway?: LosantGateway) =>
  Effect.gen(function* () {
    const { exit, took } = yield* callOn(tool, gateway ?? (yield* TestGateway), values)
    if (Exit.isFailure(exit)) throw new Error(String(exit.cause))
    const { fitting } = jobCall(tool, values, yield* Clock.currentTimeMillis)
    return { answer: fitResponse(sanitize(exit.value, fitting.maxTextLength), fitting), took }
  })

/** All answers of a job. Each call continues the one before. */
export const callToTheEnd = (tool: ToolDeclaration, values: JsonObject, gateway?: LosantGateway) =>
  Effect.gen(function* () {
    const answers: Array<JsonObject> = []
    let next: JsonObject = values
    for (;;) {
      const { answer } = yield* succeed(tool, next, gateway)
      answers.push(answer)
      if (answer["continue"] === undefined) return answers
      if (answers.length > 100) throw new Error("the job does not end")
      next = { ...values, continue: answer["continue"] }
    }
  })

/** Runs an effect, and collects its progress messages. */
export const collectProgress = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const told: Array<Progress> = []
    const request = yield* ClientRequest
    const result = yield* Effect.provideService(effect, ClientRequest, {
      ...request,
      progress: (progress) => Effect.sync(() => void told.push(progress))
    })
    return { result, told }
  })
