/** One action, as the folder describes it, and the shape that the scaffold gives it. */
import { actions } from "@effect-losant/core"
import { type ScopeSet, scopesOf } from "@effect-losant/core/Scopes"
import * as Effect from "effect/Effect"
import { contractOf } from "../contract/contract.ts"
import { correctFolder } from "../contract/corrections.ts"
import { exceptions } from "../contract/exceptions.ts"
import { type FolderError, readFolder } from "../contract/folder.ts"
import type { Action, JsonSchema, Parameter } from "../contract/types.ts"
import { Refusal } from "./Refusal.ts"

/** The shapes that the scaffold knows: a GET of one thing, a GET of a list, a PATCH of one item. */
export type Shape = "read" | "list" | "update"

export interface Description {
  /** Losant's name, such as `instanceWidget.get`. */
  readonly name: string
  readonly resource: string
  readonly verb: string
  readonly shape: Shape
  /** Losant's own sentence, without its full stop. */
  readonly summary: string
  readonly method: string
  /** With `:name` for each parameter. */
  readonly path: string
  readonly pathParameters: ReadonlyArray<string>
  readonly query: ReadonlyArray<readonly [name: string, parameter: Parameter]>
  /** The parameter of the body, and the name of its schema. */
  readonly body: readonly [name: string, schema: string] | undefined
  readonly status: number
  /** The name of the schema of the answer. */
  readonly answer: string
  readonly scopes: ScopeSet
  readonly schemas: ReadonlyMap<string, JsonSchema>
}

const refuse = (message: string) => Effect.fail(new Refusal({ message }))

const sets: ReadonlyArray<ScopeSet> = ["read", "write", "access", "user"]

const scopeSet = ({ scopes, method }: Action, name: string): Effect.Effect<ScopeSet, Refusal> => {
  if (scopes === undefined) return Effect.succeed(method === "GET" ? "read" : "write")
  const wanted = [...scopes].sort().join(" ")
  const found = sets.find((set) => [...scopesOf(name, set)].sort().join(" ") === wanted)
  return found === undefined
    ? refuse(`No set of packages/core/src/Scopes.ts has the scopes of ${name}: ${wanted}. Add the set there by hand.`)
    : Effect.succeed(found)
}

const places = ["path", "query", "body"]

const shapeOf = (name: string, { method, path }: Action, isList: boolean): Effect.Effect<Shape, Refusal> => {
  if (method === "GET") return Effect.succeed(isList ? "list" : "read")
  const declare = "Write the declaration in the module of its resource in packages/core/src by hand, and the tool with"
  if (method !== "PATCH") {
    const example = method === "DELETE" ? "invites/revokeInvite.ts" : "members/addMember.ts"
    return refuse(
      `${name} is a ${method}: its plan says what it adds or destroys, which no description tells. ` +
        `${declare} defineWrite, as packages/mcp-server/src/tools/${example} does.`
    )
  }
  if (!/^\/instances\/\{instanceId\}\/[^{]+\{\w+\}$/.test(path) || path.includes("{orgId}")) {
    return refuse(
      `${name} does more than change an item of an instance. ${declare} defineWrite, as ` +
        "packages/mcp-server/src/tools/members/updateMember.ts does."
    )
  }
  return Object.hasOwn(actions, name.replace(/\w+$/, "get"))
    ? Effect.succeed("update")
    : refuse(`The plan of ${name} reads the item first. Add ${name.replace(/\w+$/, "get")} before it.`)
}

const isDeclared = (name: string): boolean => Object.hasOwn(actions, name)

/** Reads the description of an action from a folder, or says why it cannot be scaffolded. */
export const describeAction = Effect.fnUntraced(function* (
  name: string,
  folder: string
): Effect.fn.Return<Description, Refusal | FolderError> {
  const [, resource = "", verb = ""] = /^(\w+)\.(\w+)$/.exec(name) ?? []
  if (resource === "") return yield* refuse(`${name} is not the name of an action, such as instanceMembers.get.`)
  if (isDeclared(name)) return yield* refuse(`Core declares ${name} already. Change it by hand.`)
  // The mistakes in Losant's description that the contract check knows.
  const { folder: read } = correctFolder(yield* readFolder(folder, new Set([resource])), exceptions)
  const api = contractOf(read)
  const action = api.actions.get(name)
  if (action === undefined) {
    const others = [...api.actions.keys()].join(", ")
    return yield* refuse(
      `The folder describes no action ${name}. ` +
        (others === "" ? `It has no resource ${resource}.` : `Of ${resource} it describes ${others}.`)
    )
  }
  const { answer, successStatus } = action
  const root = read.schemas.get(answer)
  const shape = yield* shapeOf(name, action, "items" in Object(root?.["properties"]))
  if (!["200", "201"].includes(successStatus)) {
    return yield* refuse(
      `${name} succeeds with status ${successStatus}, and Action.make knows 200 and 201. ` +
        "Extend packages/core/src/Action.ts by hand first."
    )
  }
  if (root === undefined) return yield* refuse(`The folder holds no schema ${answer}, which ${name} answers with.`)
  const parameters = [...action.parameters]
  const elsewhere = parameters.find(([, { place }]) => !places.includes(place))
  if (elsewhere !== undefined) {
    return yield* refuse(`${name} takes ${elsewhere[0]} in a ${elsewhere[1].place}: declare it by hand.`)
  }
  const namesIn = (wanted: string) => parameters.filter(([, { place }]) => place === wanted)
  const [body] = namesIn("body")
  return {
    name,
    resource,
    verb,
    shape,
    summary: (read.resources[resource]?.actions[verb]?.summary ?? `Carries out ${name}`).replace(/\.$/, ""),
    method: action.method,
    path: action.path.replaceAll(/\{(\w+)\}/g, ":$1"),
    pathParameters: [...action.path.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => parameter),
    query: namesIn("query"),
    body: body === undefined ? undefined : [body[0], body[1].schema ?? ""],
    status: Number(successStatus),
    answer,
    scopes: yield* scopeSet(action, name),
    schemas: read.schemas
  }
})
