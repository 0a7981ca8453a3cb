/**
 * What the SDK takes from its platform, in the bundle. The SDK's own choice brings a validator of JSON Schema along, which
 * is a quarter of what a start would load: nothing in this server reaches it, since the tools check their arguments.
 */
export const process = globalThis.process

export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error("this server is built without a validator of JSON Schema")
  }
}
