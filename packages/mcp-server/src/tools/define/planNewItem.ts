/** Plans the creation of an item of an instance, such as a rule. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Effect from "effect/Effect"
import type { Options } from "../../model/ArgumentSpec.ts"
import type { Danger } from "../../model/Danger.ts"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { subjectField } from "../../model/Subject.ts"
import type { VerificationCall } from "../../model/VerificationCall.ts"
import type { WritePlan } from "../../model/WritePlan.ts"
import { isJsonList, isJsonObject } from "../../text/json.ts"
import type { BodyOf, WriteRequest } from "../request/Arguments.ts"
import { describeDanger, describeRepetition, planWrite } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import type { ItemDangers } from "./defineUpdate.ts"
import { valuesOf } from "./items.ts"

/** The call of a list's tool that shows the items of a name, the newest first. */
export const findNewest = (tool: string, name: string): VerificationCall => ({
  tool,
  arguments: { filterField: "name", filter: name, sortField: "creationDate", sortDirection: "desc" }
})

/** A sentence about an item with the name of the new one, without its end; undefined if there is none. */
const describeSameName = <L extends Action.Any>(
  { gateway, instanceId }: { readonly gateway: LosantGateway; readonly instanceId: string },
  list: L,
  kind: string,
  name: string
): Effect.Effect<string | undefined, LosantError | Refusal> => {
  // Sound: the lists of items have these parameters, and the answer is a page of them.
  const input = { instanceId, filterField: "name", filter: name, perPage: 1 } as unknown as Input<L>
  return Effect.map(gateway.execute(list, input), (answer) => {
    const { items } = valuesOf(answer)
    const [found] = isJsonList(items) ? items.filter(isJsonObject) : []
    return found === undefined
      ? undefined
      : `A ${kind} named ${quoteValue(found["name"] ?? name)} is there already, with the id ${String(found["id"])}`
  })
}

/**
 * The plan that creates an item of this kind with the body of the call. `list` lists the items that are there. The answer
 * names the new item.
 */
export const planNewItem = Effect.fnUntraced(function* <
  A extends Action.Any,
  L extends Action.Any,
  O extends Options,
  D extends Danger
>(
  request: WriteRequest<A, O, Record<never, never>, D>,
  list: L,
  kind: string,
  { dangers, facts }: ItemDangers<NoInfer<D>>
): Effect.fn.Return<WritePlan, LosantError | Refusal> {
  const name = String(valuesOf(request.body)["name"] ?? "")
  const subject = { kind, name }
  const found = yield* describeSameName(request, list, kind, name)
  const plan = yield* planWrite(request, {
    subject,
    before: {},
    // Sound: the schema of the action let the body pass.
    after: request.body as BodyOf<A>,
    readAnswer: (_, answer) => {
      const { token, ...state } = valuesOf(answer)
      return { state, about: { [subjectField(kind)]: { id: state["id"] ?? "", name } } }
    }
  })
  return {
    ...plan,
    ...describeDanger(request, subject, { dangers, facts }),
    ...(found === undefined ? {} : { warnings: [`${found}: this makes another one.`] }),
    once: {
      key: [kind, request.instanceId, name.trim().toLowerCase()].join("/"),
      what: `creates a ${kind} named ${quoteValue(name)}`,
      repetition: describeRepetition(request, subject, {}),
      ...(found === undefined ? {} : { found: `${found}.` })
    }
  }
})
