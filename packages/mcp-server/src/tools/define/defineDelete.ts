/** Defines a tool that deletes one item of an instance, after the person has confirmed it. */
import type * as Action from "@effect-losant/core/Action"
import * as Effect from "effect/Effect"
import type { Danger } from "../../model/Danger.ts"
import type { Fact } from "../../model/DestructiveChange.ts"
import { kindOfItem, subjectField } from "../../model/Subject.ts"
import type { JsonObject } from "../../text/json.ts"
import type { BodyOf, CommonSpec, WriteRequest } from "../request/Arguments.ts"
import { describeDanger, planWrite } from "../writes/planWrite.ts"
import { defineWrite } from "./defineWrite.ts"
import { itemState, readItem, subjectOfItem } from "./items.ts"
import type { ToolDeclaration } from "./makeTool.ts"

interface DeleteSpec<G extends Action.Any, Name extends string, D extends Danger> extends CommonSpec<Name> {
  /** The action that reads the item. */
  readonly read: G
  /** The tool that reads the item, by its name. */
  readonly verify: string
  readonly danger: D
  /** The facts about the item that a person has to know before they agree. */
  readonly facts: (item: JsonObject) => ReadonlyArray<Fact>
  /** A reversible alternative: a whole sentence that names the call. */
  readonly instead?: string
  /** A whole sentence for the success. */
  readonly done?: string
  /** The sign of success in the answer of the tool that reads the item. */
  readonly sign?: string
  /** A whole sentence why nothing is sent; undefined if the item is to be deleted. */
  readonly nothingToDo?: (item: JsonObject) => string | undefined
}

/** A tool that carries out `action`, which deletes. */
export const defineDelete = <
  A extends Action.Any,
  G extends Action.Any,
  const Name extends string,
  const D extends Danger
>(
  action: A,
  { read, verify, danger, facts, instead, done, sign, nothingToDo, ...spec }: DeleteSpec<G, Name, D>
): ToolDeclaration<A["action"]> => {
  const kind = kindOfItem(action)
  return defineWrite<A, Name, Record<never, never>, Record<never, never>, D>(action, {
    ...spec,
    dangers: [danger],
    done: done ?? `The ${kind} was deleted.`,
    sign: sign ?? "it finds nothing if the deletion was made",
    verify: (target) => ({ tool: verify, arguments: target }),
    plan: Effect.fnUntraced(function* (request: WriteRequest<A, Record<never, never>, Record<never, never>, D>) {
      const found = yield* readItem(action, read, request)
      const plan = yield* planWrite(request, {
        subject: subjectOfItem(found),
        before: {},
        // Sound: a deletion has no body.
        after: {} as BodyOf<A>,
        readAnswer: () => ({})
      })
      const reason = nothingToDo?.(found.item)
      if (reason !== undefined) return { ...plan, nothingToDo: reason }
      return {
        ...plan,
        changes: { [subjectField(kind)]: { before: itemState(found) } },
        ...describeDanger(request, found.subject, {
          dangers: [danger],
          facts: facts(found.item),
          state: itemState(found),
          ...(instead === undefined ? {} : { instead })
        })
      }
    })
  })
}
