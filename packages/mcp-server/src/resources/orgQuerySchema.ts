/** The JSON Schema of the advanced query, as a resource: it is too long for the definition of a tool. */
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Schema from "effect/Schema"

const header = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Query on organizations",
  description:
    "All conditions have to hold. A condition is a value, null for none, or an object of operators, which all have to " +
    "hold; $ci: true beside operators on text makes them ignore case. Times are ISO 8601 texts."
}

/** The compact JSON Schema. A query can contain queries, so it refers to itself. */
export const orgQuerySchema = (): string => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(OrgQuery, { onExcessProperty: "error" })
  const name = String(schema["$ref"]).replace("#/$defs/", "")
  const { [name]: root, ...others } = definitions
  const document = { ...header, ...root, ...(Object.keys(others).length === 0 ? {} : { $defs: others }) }
  return JSON.stringify(document).replaceAll(`"#/$defs/${name}"`, '"#"')
}
