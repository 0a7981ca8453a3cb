// Translates the contract in a folder into the types of the comparison.
import type { ApiAction, ApiParameter, ApiResource, Folder } from "./folder.ts"
import type { Action, Api, JsonSchema, Parameter, SchemaDocument } from "./types.ts"
import { variantsOf } from "./variants.ts"

const nameOf = (reference: string): string => reference.replace("#/definitions/", "")

const asText = (value: unknown): unknown => (Array.isArray(value) ? value.map(String) : String(value))

// A parameter is text on the wire. So its type does not matter, and its values are compared as text.
const parameterOf = ({ name: _name, in: place, required, schema, type: _type, ...rest }: ApiParameter): Parameter => {
  const [variant] = variantsOf({ type: "string", ...rest }, () => undefined)
  const facets = Object.entries(variant?.facets ?? {}).map(([key, value]) =>
    key === "enum" || key === "default" ? [key, asText(value)] : [key, value]
  )
  return {
    place,
    required: required ?? false,
    schema: schema === undefined ? undefined : nameOf(schema.$ref),
    facets: Object.fromEntries(facets)
  }
}

const actionOf = (resource: ApiResource, action: ApiAction, scopes: Action["scopes"]): Action => {
  const statuses = Object.keys(action.responses)
  const successes = statuses.filter((status) => status.startsWith("2"))
  const answers = successes.map((status) => action.responses[status]?.schema?.$ref)
  return {
    method: action.method,
    path: `${resource.path}${action.path ?? ""}`,
    parameters: new Map(
      [...(resource.params ?? []), ...(action.params ?? [])].map((parameter) => [
        parameter.name,
        parameterOf(parameter)
      ])
    ),
    successStatus: successes.join(" or "),
    answer: answers.map((reference) => (reference === undefined ? "absent" : nameOf(reference))).join(" or "),
    errorStatuses: statuses.filter((status) => !status.startsWith("2")),
    ownScopes: [...(resource.auth ?? []), ...(action.auth ?? [])],
    scopes
  }
}

const documentOf = (schemas: Folder["schemas"], root: JsonSchema): SchemaDocument => ({
  root,
  resolve: (reference) => schemas.get(nameOf(reference))
})

/** Gives the API that the folder describes. */
export const contractOf = ({ resources, schemas, scopes }: Folder): Api => ({
  actions: new Map(
    Object.entries(resources).flatMap(([resourceName, resource]) =>
      Object.entries(resource.actions).map(([actionName, action]) => {
        const name = `${resourceName}.${actionName}`
        return [name, actionOf(resource, action, scopes === undefined ? undefined : (scopes[name] ?? []))] as const
      })
    )
  ),
  schema: (name) => {
    const root = schemas.get(name)
    return root === undefined ? undefined : documentOf(schemas, root)
  }
})
