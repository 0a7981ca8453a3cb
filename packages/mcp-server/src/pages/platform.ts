/** Replaces a module of the SDK in the pages: it brings a validator of JSON Schema, which a page never uses. */
export const CORS_IS_POSSIBLE = true

export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error("a page is built without a validator of JSON Schema")
  }
}
