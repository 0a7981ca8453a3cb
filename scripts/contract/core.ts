// Translates core's declarations into the types of the comparison.
import { actions, type Action as CoreAction, LosantNotFound, Schemas } from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import type { Action, Api, JsonSchema, Parameter, SchemaDocument } from "./types.ts"
import { variantsOf } from "./variants.ts"

// Core exports each schema under Losant's name of it, with a capital letter at the beginning.
const exported = new Map<unknown, string>(
  Object.entries(Schemas).map(([name, schema]) => [schema, name.charAt(0).toLowerCase() + name.slice(1)])
)

/** The schema of a field, whether the field is optional or not. */
const schemaOf = (field: unknown): unknown => (Predicate.hasProperty(field, "schema") ? field.schema : field)

// The answers and the bodies of the actions, and the queries that have a schema, by Losant's names of them.
const named: ReadonlyArray<readonly [name: string, schema: Schema.Constraint]> = [
  ["advancedInstanceOrgQuery", Schemas.OrgQuery],
  ["instanceAuditLogFilter", Schemas.InstanceAuditLogFilter],
  ...Object.values<CoreAction.Any>(actions)
    .flatMap(({ success, body }): ReadonlyArray<Schema.Constraint> => [success, ...Object.values(body)])
    .flatMap((field) => {
      const schema = schemaOf(field)
      const name = exported.get(schema)
      // Sound: core exports it as a schema.
      return name === undefined ? [] : [[name, schema as Schema.Constraint] as const]
    })
]

const names = new Map<unknown, string>([
  ...named.map(([name, schema]) => [schema, name] as const),
  [Schemas.Query, "advancedInstanceOrgQuery"]
])

const statuses = new Map<unknown, string>([[LosantNotFound, "404"]])

const nameOf = (schema: unknown): string => names.get(schema) ?? "a schema that core does not export"

const documentOf = (schema: Schema.Constraint): SchemaDocument => {
  const { schema: root, definitions } = Schema.toJsonSchemaDocument(schema, {
    onExcessProperty: "error",
    includeAnnotationKey: (key) => key === Schemas.knownValues
  })
  const resolve = (reference: string) => definitions[reference.replace("#/$defs/", "")]
  // The root of a recursive schema is a reference to the schema itself.
  return { root: typeof root.$ref === "string" ? (resolve(root.$ref) ?? root) : root, resolve }
}

const placeOf = (action: CoreAction.Any, name: string): string => {
  if (name in action.params) return "path"
  if (name in action.body) return "body"
  return name in Schemas.headers ? "header" : "query"
}

const parameterOf = (action: CoreAction.Any, name: string, wire: SchemaDocument, required: boolean): Parameter => {
  const place = placeOf(action, name)
  const field = { ...action.params, ...action.query, ...action.body }[name]
  const schema = schemaOf(field)
  if (place === "body" || names.has(schema)) return { place, required, schema: nameOf(schema), facets: {} }
  const [variant] = variantsOf(wire.root, wire.resolve)
  // A default belongs to the type that a program uses, so the JSON Schema of the encoded value lacks it.
  const value = field === undefined ? undefined : SchemaAST.resolve(field.ast)?.["default"]
  return {
    place,
    required,
    schema: undefined,
    facets: { ...variant?.facets, ...(value === undefined ? {} : { default: String(value) }) }
  }
}

const parametersOf = (action: CoreAction.Any): ReadonlyMap<string, Parameter> => {
  const { root, resolve } = documentOf(action.input)
  const [input] = variantsOf(root, resolve)
  return new Map(
    [...(input?.properties ?? [])].map(([name, schema]: readonly [string, JsonSchema]) => [
      name,
      parameterOf(action, name, { root: schema, resolve }, input?.required.has(name) ?? false)
    ])
  )
}

const actionOf = (action: CoreAction.Any): Action => {
  const resource = action.action.slice(0, action.action.indexOf("."))
  return {
    method: action.method,
    path: action.path.replaceAll(/:(\w+)/g, "{$1}"),
    parameters: parametersOf(action),
    successStatus: String(action.status),
    answer: nameOf(action.success),
    // Every action can fail with LosantValidation, so none declares it.
    errorStatuses: [
      "400",
      ...action.errors.map((error) => statuses.get(error) ?? "an error without a status in core.ts")
    ],
    ownScopes: action.scopes.filter((scope) => scope.startsWith(`${resource}.`)),
    scopes: action.scopes
  }
}

const documents = new Map(named.map(([name, schema]) => [name, documentOf(schema)]))

/** The API that core declares. */
export const core: Api = {
  actions: new Map(Object.entries(actions).map(([name, action]) => [name, actionOf(action)])),
  schema: (name) => documents.get(name)
}

/** The resources whose actions core declares. */
export const resources: ReadonlySet<string> = new Set(
  [...core.actions.keys()].map((name) => name.slice(0, name.indexOf(".")))
)
