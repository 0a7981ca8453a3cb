/** Defines a tool that lists items a page at a time, each with the fields that people ask for most. */
import type * as Action from "@effect-losant/core/Action"
import { getFieldNames } from "../../answers/fieldSelection.ts"
import { type ListArguments, type Listing, listFields, presentList } from "../../answers/listAnswers.ts"
import { fieldsOption, pageOptions } from "../../arguments/options.ts"
import type { ParsedArguments } from "../../arguments/readArguments.ts"
import type { Options } from "../../model/ArgumentSpec.ts"
import { defineRead, type ReadSpec } from "./defineRead.ts"
import type { ToolDeclaration } from "./makeTool.ts"

interface ListSpec<A extends Action.Any, O extends Options, Name extends string>
  extends Pick<
      ReadSpec<A, O, Name>,
      "name" | "title" | "description" | "descriptions" | "ifForbidden" | "options" | "one" | "request"
    >,
    Listing {}

const numberIn = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined)

/** The page comes from the query of the action, or from options if Losant always answers the whole list. */
const listArguments = (query: ParsedArguments, options: ParsedArguments): ListArguments => {
  const page = numberIn(query["page"] ?? options["page"])
  const perPage = numberIn(query["perPage"] ?? options["perPage"])
  const fields = getFieldNames(options)
  return {
    ...(page === undefined ? {} : { page }),
    ...(perPage === undefined ? {} : { perPage }),
    ...(fields === undefined ? {} : { fields })
  }
}

/** A tool that carries out `action`, which lists. */
export const defineList = <
  A extends Action.Any,
  const Name extends string,
  const O extends Options = Record<never, never>
>(
  action: A,
  spec: ListSpec<A, O, Name>
): ToolDeclaration<A["action"]> =>
  defineRead<A, Name, O>(action, {
    ...spec,
    // Sound: the further options are optional, and only `present` below reads them.
    options: { ...spec.options, ...(spec.isWhole ? pageOptions : {}), ...fieldsOption } as unknown as O,
    present: (answer, { query, options }) => presentList(spec, answer, listArguments({ ...query }, { ...options })),
    presents: listFields
  })
