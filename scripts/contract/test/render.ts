// Renders core's declarations as a contract in a folder, so that the tests need no published one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { onTestFinished } from "vitest"
import { core } from "../core.ts"
import type { Action, Parameter } from "../types.ts"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

/** The contents of a folder. */
export interface Contract {
  readonly apiInfo: Json
  readonly schemas: { readonly [name: string]: Json }
  readonly scopes: Json
}

const reference = (name: string): Json => ({ $ref: `#/definitions/${name}` })

// The names of recursive schemas in core's documents have no meaning. Each such schema is the document itself.
const asPublished = (name: string, root: unknown): Json =>
  JSON.parse(
    JSON.stringify(root)
      .replaceAll(/"\$ref":"[^"]*"/g, JSON.stringify(reference(name)).slice(1, -1))
      .replaceAll('"anyOf":', '"oneOf":')
      .replaceAll('"knownValues":', '"enum":')
  )

// Losant publishes numbers and booleans as defaults of parameters whose type is a string.
const defaultOf = (value: unknown): Json =>
  typeof value === "string" && /^(?:\d+|true|false)$/.test(value)
    ? JSON.parse(value)
    : JSON.parse(JSON.stringify(value))

const parameterOf = (name: string, { place, required, schema, facets }: Parameter): Json => ({
  name,
  in: place,
  ...(required ? { required } : {}),
  ...(schema === undefined ? { type: "string" } : { schema: reference(schema) }),
  ...JSON.parse(JSON.stringify(facets)),
  ...("default" in facets ? { default: defaultOf(facets["default"]) } : {})
})

const parametersOf = (action: Action, wanted: (parameter: Parameter) => boolean): Json =>
  [...action.parameters].filter(([, parameter]) => wanted(parameter)).map((entry) => parameterOf(...entry))

const actionOf = (name: string, action: Action, resourcePath: string): Json => ({
  method: action.method,
  ...(action.path === resourcePath ? {} : { path: action.path.slice(resourcePath.length) }),
  auth: [name],
  params: parametersOf(action, ({ place }) => place !== "path"),
  responses: {
    [action.successStatus]: { schema: reference(action.answer) },
    ...Object.fromEntries(action.errorStatuses.map((status) => [status, { schema: reference("error") }]))
  }
})

const resourceOf = (resource: string): Json => {
  const actions = [...core.actions].filter(([name]) => name.startsWith(`${resource}.`))
  const [shortest] = actions.map(([, action]) => action).sort((a, b) => a.path.length - b.path.length)
  if (shortest === undefined) throw new Error(`core has no action of ${resource}`)
  return {
    path: shortest.path,
    auth: [`${resource}.*`],
    params: parametersOf(shortest, ({ place }) => place === "path"),
    actions: Object.fromEntries(
      actions.map(([name, action]) => [name.slice(resource.length + 1), actionOf(name, action, shortest.path)])
    )
  }
}

const schemaNames = new Set(
  [...core.actions.values()].flatMap(({ answer, parameters }) => [
    answer,
    ...[...parameters.values()].flatMap(({ schema }) => schema ?? [])
  ])
)

const resources = new Set([...core.actions.keys()].map((name) => name.slice(0, name.indexOf("."))))

/** Core's declarations in the form in which Losant publishes its contract. */
export const coreContract: Contract = {
  apiInfo: Object.fromEntries([...resources].map((resource) => [resource, resourceOf(resource)])),
  schemas: Object.fromEntries([...schemaNames].map((name) => [name, asPublished(name, core.schema(name)?.root)])),
  scopes: Object.fromEntries([...core.actions].map(([name, { scopes }]) => [name, [...(scopes ?? [])]]))
}

/** The paths of the files in a folder. */
export interface Layout {
  readonly apiInfo: string
  readonly schemas: string
  readonly scopes: string | undefined
}

/** The layout of a folder of the contract alone. */
export const published: Layout = { apiInfo: "api-info.json", schemas: "schemas", scopes: "scopes.json" }

/** The layout of Losant's JavaScript client: all files lie in one folder, and there are no scopes. */
export const javascriptClient: Layout = { apiInfo: "apiInfo.json", schemas: ".", scopes: undefined }

/** Writes files into a new folder, which is removed when the test ends. */
export const writeFiles = (files: { readonly [path: string]: string }): string => {
  const folder = mkdtempSync(join(tmpdir(), "contract-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Writes a rendered contract into a new folder, which is removed when the test ends. */
export const writeFolder = ({ apiInfo, schemas, scopes }: Contract, layout: Layout = published): string =>
  writeFiles({
    ...Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [join(layout.schemas, `${name}.json`), JSON.stringify(schema)])
    ),
    [layout.apiInfo]: JSON.stringify(apiInfo),
    ...(layout.scopes === undefined ? {} : { [layout.scopes]: JSON.stringify(scopes) })
  })
