/**
 * The schema of server.json for the MCP registry. It follows the published schema of 2025-12-11,
 * https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json, and the further requirements of the
 * official registry (docs/reference/server-json/official-registry-requirements.md of
 * github.com/modelcontextprotocol/registry). No package contains the published schema, and the checks use no network,
 * so the parts for a server over stdio are written here. Unknown fields are refused, since they would be mistakes.
 */
import * as Schema from "effect/Schema"

const url = Schema.makeFilter((text: string) => URL.canParse(text) || "must be a URL")

/** One exact version, neither a range nor a tag. */
const Version = Schema.String.check(
  Schema.isPattern(/^\d+\.\d+\.\d+(-[\w.-]+)?$/, { expected: "one exact version, as 1.0.2" }),
  Schema.isMaxLength(255)
)

const Variable = Schema.Struct({
  name: Schema.NonEmptyString,
  description: Schema.optionalKey(Schema.String),
  isRequired: Schema.optionalKey(Schema.Boolean),
  isSecret: Schema.optionalKey(Schema.Boolean),
  format: Schema.optionalKey(Schema.Literals(["string", "number", "boolean", "filepath"])),
  default: Schema.optionalKey(Schema.String),
  placeholder: Schema.optionalKey(Schema.String),
  choices: Schema.optionalKey(Schema.Array(Schema.String))
}).check(
  Schema.makeFilter(
    ({ choices, default: value }) =>
      choices === undefined || value === undefined || choices.includes(value) || "default must be one of the choices"
  )
)

const transport = Schema.Struct({ type: Schema.Literal("stdio") })

const NpmPackage = Schema.Struct({
  registryType: Schema.Literal("npm"),
  identifier: Schema.NonEmptyString,
  version: Version,
  runtimeHint: Schema.optionalKey(Schema.String),
  transport,
  environmentVariables: Schema.optionalKey(Schema.Array(Variable))
})

const sha256 = Schema.String.check(Schema.isPattern(/^[a-f0-9]{64}$/, { expected: "a SHA-256 in hexadecimal digits" }))

const bundle = {
  registryType: Schema.Literal("mcpb"),
  identifier: Schema.String.check(
    Schema.isPattern(/^https:\/\/github\.com\/[^/]+\/[^/]+\/releases\/download\/\S*mcp\S*$/, {
      expected: "the address of a file of a release on GitHub, with mcp in its name"
    })
  ),
  version: Version,
  transport
}

const registered = <Packages extends Schema.Constraint>(packages: Packages) =>
  Schema.Struct({
    $schema: Schema.Literal("https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"),
    name: Schema.String.check(
      Schema.isPattern(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/, { expected: "a name as io.github.user/weather" }),
      Schema.isMaxLength(200)
    ),
    title: Schema.optionalKey(Schema.NonEmptyString.check(Schema.isMaxLength(100))),
    description: Schema.NonEmptyString.check(Schema.isMaxLength(100)),
    version: Version,
    websiteUrl: Schema.optionalKey(Schema.String.check(url)),
    repository: Schema.Struct({
      url: Schema.String.check(url),
      source: Schema.Literal("github"),
      subfolder: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[\w-]+(\/[\w-]+)*$/)))
    }),
    packages: Schema.Array(packages)
  })

/** The committed server.json. It has no hash of the bundle, which is known only when the bundle is built. */
export const CommittedServerJson = registered(Schema.Union([NpmPackage, Schema.Struct(bundle)]))
export type CommittedServerJson = typeof CommittedServerJson.Type

/** The published server.json. The registry demands the hash of a bundle. */
export const PublishedServerJson = registered(
  Schema.Union([NpmPackage, Schema.Struct({ ...bundle, fileSha256: sha256 })])
)
export type PublishedServerJson = typeof PublishedServerJson.Type
