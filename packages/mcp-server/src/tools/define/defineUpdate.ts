/** Defines a tool that changes one item of an instance. Without dangers nobody has to confirm the change. */
import type * as Action from "@effect-losant/core/Action"
import { compare, fieldsOf } from "@effect-losant/core/FieldChanges"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { checkNotEmpty } from "../../arguments/crossChecks.ts"
import { readNameList } from "../../arguments/nameLists.ts"
import type { Option, Problem } from "../../model/ArgumentSpec.ts"
import type { Danger } from "../../model/Danger.ts"
import type { Fact } from "../../model/DestructiveChange.ts"
import { kindOfItem } from "../../model/Subject.ts"
import { fieldSchemas } from "../../model/ToolSchema.ts"
import { truncateChanges } from "../../safety/changes/truncateChange.ts"
import { quote } from "../../text/escapes.ts"
import type { JsonObject } from "../../text/json.ts"
import type { BodyOf, CommonSpec, WriteRequest } from "../request/Arguments.ts"
import { isSameId } from "../writes/assertSameId.ts"
import { describeDanger, pickSameFields, planWrite } from "../writes/planWrite.ts"
import { defineWrite } from "./defineWrite.ts"
import { idOfItem, itemState, readItem, subjectOfItem, valuesOf } from "./items.ts"
import type { ToolDeclaration } from "./makeTool.ts"

/** The dangers of one change of an item, and the facts that a person has to know before they agree. */
export interface ItemDangers<D extends Danger> {
  readonly dangers: ReadonlyArray<D>
  readonly facts: ReadonlyArray<Fact>
}

interface UpdateSpec<G extends Action.Any, Name extends string, D extends Danger> extends CommonSpec<Name> {
  /** The action that reads the item: the plan compares the call with what is there. */
  readonly read: G
  /** The tool that reads the item, by its name. */
  readonly verify: string
  /** All dangers that a call may have. */
  readonly dangers?: ReadonlyArray<D>
  /** The dangers of a call. `after` are the fields that it sends: null takes a field away. */
  readonly findDangers?: (item: JsonObject, after: JsonObject) => ItemDangers<D>
  /** Finds problems in the body that no schema can state. */
  readonly checkBody?: (body: JsonObject) => ReadonlyArray<Problem>
  /** The fields of the body that null takes away. With any, the tool takes the argument `clear`. */
  readonly clears?: ReadonlyArray<string>
}

/** The fields without which the body is refused: they are sent though they stay as they are. */
const requiredOf = ({ body }: Action.Any): ReadonlyArray<string> =>
  Object.values(fieldSchemas(body).properties).flatMap(({ required = [] }) => required)

type ClearOptions = { readonly clear?: Option<ReadonlyArray<string>> }

const clearOptionsOf = (fields: ReadonlyArray<string>): ClearOptions =>
  fields.length === 0
    ? {}
    : {
        clear: {
          schema: { type: "array", items: { type: "string", enum: fields } },
          // It names nothing that is to be taken away.
          ifEmpty: "absent",
          read: (value) =>
            Result.flatMap(readNameList(value), (names) => {
              const unknown = names.find((name) => !fields.includes(name))
              return unknown === undefined
                ? Result.succeed(names)
                : Result.fail(`${quote(unknown, 100)} cannot be emptied; what can be is ${fields.join(", ")}`)
            })
        }
      }

/** A tool that carries out `action`, which changes what is named and leaves the rest. */
export const defineUpdate = <
  A extends Action.Any,
  G extends Action.Any,
  const Name extends string,
  const D extends Danger = never
>(
  action: A,
  { read, verify, dangers = [], findDangers, checkBody, clears = [], ...spec }: UpdateSpec<G, Name, D>
): ToolDeclaration<A["action"]> => {
  const kind = kindOfItem(action)
  return defineWrite<A, Name, ClearOptions, Record<never, never>, D>(action, {
    ...spec,
    dangers,
    options: clearOptionsOf(clears),
    done: `The ${kind} was changed.`,
    sign: "it shows the new values if the change was made",
    verify: (target) => ({ tool: verify, arguments: target }),
    check: ({ body, options: { clear = [] } }) => {
      const named = Object.keys(valuesOf(body))
      const twice = clear.filter((name) => named.includes(name))
      return [
        ...checkNotEmpty(named.length + clear.length === 0),
        ...twice.map((name) => ({ argument: name, message: "give a value, or name it in clear, not both" })),
        ...(checkBody?.(valuesOf(body)) ?? [])
      ]
    },
    plan: Effect.fnUntraced(function* (request: WriteRequest<A, ClearOptions, Record<never, never>, D>) {
      const found = yield* readItem(action, read, request)
      const { id, item, subject } = found
      const { clear = [] } = request.options
      // A field that is not there needs no clearing.
      const cleared = clear.filter((name) => item[name] !== undefined).map((name) => [name, null] as const)
      const wanted = { ...valuesOf(request.body), ...Object.fromEntries(cleared) }
      const changes = compare(item, wanted)
      const names = fieldsOf(changes)
      const needed = [...names, ...requiredOf(action)]
      const after = Object.fromEntries(Object.entries(wanted).filter(([name]) => needed.includes(name)))
      const plan = yield* planWrite(request, {
        subject: subjectOfItem(found),
        before: pickSameFields(item, after),
        // Sound: these are fields of the body of the call, which the schema of the action let pass.
        after: after as BodyOf<A>,
        changes: truncateChanges(changes),
        readAnswer: (_, answer) => {
          const state = valuesOf(answer)
          return { state, isOfAnother: !isSameId(id, idOfItem(action, state, id)) }
        }
      })
      if (names.length === 0) return { ...plan, nothingToDo: `The ${kind} has these values already.` }
      if (findDangers === undefined) return plan
      return { ...plan, ...describeDanger(request, subject, { ...findDangers(item, after), state: itemState(found) }) }
    })
  })
}
