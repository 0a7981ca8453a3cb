// Reads a folder with Losant's contract. This is a folder of the contract alone, or `lib/schemas` of Losant's
// JavaScript client.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { JsonSchema } from "./types.ts"

/** The folder cannot be read as a contract. The message names the expected file and its place. */
export class FolderError extends Schema.TaggedError<FolderError>()("FolderError", { message: Schema.String }) {}

const Reference = Schema.Struct({ $ref: Schema.String })

const ApiParameter = Schema.StructWithRest(
  Schema.Struct({
    name: Schema.String,
    in: Schema.String,
    required: Schema.optionalKey(Schema.Boolean),
    schema: Schema.optionalKey(Reference)
  }),
  [Schema.Record(Schema.String, Schema.Unknown)]
)
export type ApiParameter = typeof ApiParameter.Type

const ApiAction = Schema.Struct({
  method: Schema.String,
  summary: Schema.optionalKey(Schema.String),
  path: Schema.optionalKey(Schema.String),
  params: Schema.optionalKey(Schema.Array(ApiParameter)),
  auth: Schema.optionalKey(Schema.Array(Schema.String)),
  responses: Schema.Record(Schema.String, Schema.Struct({ schema: Schema.optionalKey(Reference) }))
})
export type ApiAction = typeof ApiAction.Type

const ApiResource = Schema.Struct({
  path: Schema.String,
  params: Schema.optionalKey(Schema.Array(ApiParameter)),
  auth: Schema.optionalKey(Schema.Array(Schema.String)),
  actions: Schema.Record(Schema.String, ApiAction)
})
export type ApiResource = typeof ApiResource.Type

const Scopes = Schema.Record(Schema.String, Schema.Array(Schema.String))

/** The contents of a folder, as far as they concern the requested resources. */
export interface Folder {
  readonly resources: Readonly<Record<string, ApiResource>>
  readonly schemas: ReadonlyMap<string, JsonSchema>
  readonly scopes: Readonly<Record<string, ReadonlyArray<string>>> | undefined
}

const apiNames = ["api-info.json", "apiInfo.json"]

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

const readJson = (file: string): Effect.Effect<unknown, FolderError> =>
  Effect.try({
    try: (): unknown => JSON.parse(readFileSync(file, "utf8")),
    catch: (error) => new FolderError({ message: `${file} cannot be read as JSON: ${String(error)}` })
  })

const readAs = <A>(file: string, schema: Schema.ConstraintDecoder<A>, select = (json: unknown) => json) =>
  readJson(file).pipe(
    Effect.flatMap((json) => Schema.decodeUnknownEffect(schema)(select(json))),
    Effect.catchTag(
      "SchemaError",
      (error) => new FolderError({ message: `${file} is not as expected: ${error.message}` })
    )
  )

const findApiInfo = (folder: string): Effect.Effect<string, FolderError> => {
  const candidates = [folder, resolve(folder, "..")].flatMap((parent) => apiNames.map((name) => join(parent, name)))
  const found = candidates.find((file) => existsSync(file))
  return found === undefined
    ? Effect.fail(new FolderError({ message: `${folder} holds no contract: looked for ${candidates.join(", ")}` }))
    : Effect.succeed(found)
}

const readSchemas = Effect.fnUntraced(function* (folder: string) {
  const inside = join(folder, "schemas")
  const directory = isFolder(inside) ? inside : folder
  const files = readdirSync(directory).filter((name) => name.endsWith(".json") && !apiNames.includes(name))
  if (files.length === 0) {
    return yield* new FolderError({
      message: `${folder} holds no schemas: looked for *.json in ${inside} and ${folder}`
    })
  }
  const schemas = yield* Effect.forEach(files, (name) =>
    Effect.map(
      readJson(join(directory, name)),
      (json) => [basename(name, ".json"), Predicate.isReadonlyObject(json) ? json : {}] as const
    )
  )
  return new Map<string, JsonSchema>(schemas)
})

/** Reads the parts of a folder that concern `resources`. */
export const readFolder = Effect.fnUntraced(function* (path: string, resources: ReadonlySet<string>) {
  const folder = resolve(path)
  if (!isFolder(folder)) return yield* new FolderError({ message: `there is no folder ${folder}` })
  const apiInfo = yield* findApiInfo(folder)
  // The descriptions of other resources may have forms that this code does not know.
  const ours = (json: unknown) =>
    Predicate.isReadonlyObject(json)
      ? Object.fromEntries(Object.entries(json).filter(([name]) => resources.has(name)))
      : json
  const scopes = join(dirname(apiInfo), "scopes.json")
  const contract: Folder = {
    resources: yield* readAs(apiInfo, Schema.Record(Schema.String, ApiResource), ours),
    schemas: yield* readSchemas(folder),
    scopes: existsSync(scopes) ? yield* readAs(scopes, Scopes) : undefined
  }
  return contract
})
