/** Defines a tool that changes one item of an instance. Nobody has to confirm the change, since it can be taken back. */
import type * as Action from "@effect-losant/core/Action"
import { compare, fieldsOf } from "@effect-losant/core/FieldChanges"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { checkNotEmpty } from "../../arguments/crossChecks.ts"
import type { Input } from "../../model/LosantGateway.ts"
import { itemParameter, kindOfItem, type Subject } from "../../model/Subject.ts"
import { fieldSchemas } from "../../model/ToolSchema.ts"
import { truncateChanges } from "../../safety/changes/truncateChange.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import type { BodyOf, CommonSpec, WriteRequest } from "../request/Arguments.ts"
import { assertSameId, isSameId } from "../writes/assertSameId.ts"
import { pickSameFields, planWrite } from "../writes/planWrite.ts"
import { defineWrite } from "./defineWrite.ts"
import type { ToolDeclaration } from "./makeTool.ts"

interface UpdateSpec<G extends Action.Any, Name extends string> extends CommonSpec<Name> {
  /** The action that reads the item: the plan compares the call with what is there. */
  readonly read: G
  /** The tool that reads the item, by its name. */
  readonly verify: string
}

const valuesOf = (item: unknown): JsonObject => (Predicate.isObject(item) ? toJsonObject(item) : {})

/** The fields without which the body is refused: they are sent though they stay as they are. */
const requiredOf = ({ body }: Action.Any): ReadonlyArray<string> =>
  Object.values(fieldSchemas(body).properties).flatMap(({ required = [] }) => required)

const textIn = (item: JsonObject, ...names: ReadonlyArray<string>): string | undefined =>
  names.map((name) => item[name]).find(Predicate.isString)

/** A tool that carries out `action`, which changes what is named and leaves the rest. */
export const defineUpdate = <A extends Action.Any, G extends Action.Any, const Name extends string>(
  action: A,
  { read, verify, ...spec }: UpdateSpec<G, Name>
): ToolDeclaration<A["action"]> => {
  const kind = kindOfItem(action)
  const parameter = itemParameter(action)
  const idOf = (item: JsonObject, asked: string): string => textIn(item, "id", parameter) ?? asked

  return defineWrite(action, {
    ...spec,
    done: `The ${kind} was changed.`,
    sign: "it shows the new values if the change was made",
    verify: (target) => ({ tool: verify, arguments: target }),
    check: ({ body }) => checkNotEmpty(Object.keys(valuesOf(body)).length === 0),
    plan: Effect.fnUntraced(function* (request: WriteRequest<A, Record<never, never>, Record<never, never>, never>) {
      const id = String(valuesOf(request.ids)[parameter])
      // Sound: both actions have the path of the item.
      const item = valuesOf(yield* request.gateway.execute(read, request.ids as unknown as Input<G>))
      yield* assertSameId(kind, id, item, (answer) => idOf(answer, id))
      const wanted = valuesOf(request.body)
      const changes = compare(item, wanted)
      const names = fieldsOf(changes)
      const needed = [...names, ...requiredOf(action)]
      const after = Object.fromEntries(Object.entries(wanted).filter(([name]) => needed.includes(name)))
      const name = textIn(item, "name", "email")
      const subject: Subject = { kind, id, ...(name === undefined ? {} : { name }) }
      const plan = yield* planWrite(request, {
        subject,
        before: pickSameFields(item, after),
        // Sound: these are fields of the body of the call, which the schema of the action let pass.
        after: after as BodyOf<A>,
        changes: truncateChanges(changes),
        readAnswer: (_, answer) => {
          const state = valuesOf(answer)
          return { state, isOfAnother: !isSameId(id, idOf(state, id)) }
        }
      })
      return names.length === 0 ? { ...plan, nothingToDo: `The ${kind} has these values already.` } : plan
    })
  })
}
