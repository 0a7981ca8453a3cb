/**
 * Reads from core's declarations how the generic store carries out an action. The method, the path, and the schemas of
 * the query and the answer decide.
 *
 * @since 0.1.0
 */
import { type Action, Schemas } from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

/** The values of a path's parameters, by name. @since 0.1.0 */
export type Params = Readonly<Record<string, string | undefined>>

type Fields = Readonly<Record<string, Schema.Constraint>>

const isSchema = (value: unknown): value is Schema.Constraint => Predicate.hasProperty(value, "ast")

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

// Core exports each schema under Losant's name of it, with a capital letter at the beginning.
const typeNames = new Map<unknown, string>(Object.entries(Schemas).map(([name, value]) => [value, lowerFirst(name)]))

/** Losant's name of a schema, such as `instanceOrg`; undefined for a schema that core does not export. @since 0.1.0 */
export const typeNameOf = (schema: unknown): string | undefined => typeNames.get(schema)

/** The fields of a struct; none for any other schema. @since 0.1.0 */
export const fieldsOf = (schema: unknown): Fields =>
  // Sound: only structs have `fields`, and these are schemas.
  Predicate.hasProperty(schema, "fields") ? (schema.fields as Fields) : {}

const elementOf = (schema: unknown): Schema.Constraint | undefined =>
  Predicate.hasProperty(schema, "value") && isSchema(schema.value) ? schema.value : undefined

/**
 * The schema of the items of a list, which are in the field `items` or in a bare array. Undefined for an answer that is
 * no list.
 *
 * @since 0.1.0
 */
export const itemSchemaOf = (answer: unknown): Schema.Constraint | undefined => {
  const items = fieldsOf(answer)["items"]
  return items === undefined ? elementOf(answer) : elementOf(items)
}

/** The default that a query parameter is annotated with. @since 0.1.0 */
export const defaultOf = (field: Schema.Constraint | undefined): unknown =>
  field === undefined ? undefined : SchemaAST.resolve(field.ast)?.["default"]

/** The path with the values of its parameters filled in. @since 0.1.0 */
export const fillPath = (path: string, params: Params): string =>
  path.replaceAll(/:(\w+)/g, (parameter, name: string) => params[name] ?? parameter)

/** A collection, as core's declarations describe it. @since 0.1.0 */
export interface CollectionDeclaration {
  /** The path, with `:name` for each parameter. */
  readonly path: string
  /** The action that lists it; undefined when core declares none. */
  readonly list: Action.Any | undefined
  /** The schema of an item. */
  readonly item: Schema.Constraint
  /** The parameter with the id of an item, such as `orgId`; undefined when core declares no action of one item. */
  readonly parameter: string | undefined
  /** The field of an item that holds its id. */
  readonly idField: string
  /** The name of an item in the message of a 404, such as `Notification rule`. */
  readonly title: string
}

/** The operations of a collection. @since 0.1.0 */
export type Operation = "list" | "create" | "get" | "update" | "delete"

const itemPath = /^(.+)\/:(\w+)$/

/** The path of the collection that an action works on. @since 0.1.0 */
export const collectionPathOf = ({ path }: Action.Any): string => itemPath.exec(path)?.[1] ?? path

const titleOf = (typeName: string): string => {
  const words = typeName.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const declarationOf = (path: string, actions: ReadonlyArray<Action.Any>): CollectionDeclaration | undefined => {
  const list = actions.find((action) => action.method === "GET" && action.path === path && itemSchemaOf(action.success))
  const ofItem = actions.filter((action) => action.path !== path)
  const get = ofItem.find(({ method }) => method === "GET") ?? ofItem.find(({ method }) => method === "PATCH")
  const item = list === undefined ? get?.success : itemSchemaOf(list.success)
  if (item === undefined) return undefined
  const [first] = ofItem
  const parameter = first === undefined ? undefined : itemPath.exec(first.path)?.[2]
  const idField = "id" in fieldsOf(item) ? "id" : (parameter ?? list?.paging?.key[0] ?? "id")
  return { path, list, item, parameter, idField, title: titleOf(typeNameOf(item) ?? "item") }
}

/** The collections that the actions name, by their paths. @since 0.1.0 */
export const collectionsOf = (
  actions: Readonly<Record<string, Action.Any>>
): ReadonlyMap<string, CollectionDeclaration> => {
  const all = Object.values(actions)
  const paths = new Set(all.map(collectionPathOf))
  return new Map(
    [...paths].flatMap((path) => {
      const declaration = declarationOf(
        path,
        all.filter((action) => collectionPathOf(action) === path)
      )
      return declaration === undefined ? [] : [[path, declaration] as const]
    })
  )
}

const ofCollection: Readonly<Record<string, Operation>> = { GET: "list", POST: "create" }
const ofItem: Readonly<Record<string, Operation>> = { GET: "get", PATCH: "update", DELETE: "delete" }

/**
 * The operation that an action carries out. Undefined when method and path do not tell it, as for a POST to an item.
 *
 * @since 0.1.0
 */
export const operationOf = (action: Action.Any, collection: CollectionDeclaration): Operation | undefined => {
  if (action.path !== collection.path) return ofItem[action.method]
  return collection.list === undefined ? undefined : ofCollection[action.method]
}
