/**
 * Replaces the SDK's platform module in the bundle. The SDK's own module contains a JSON Schema validator, a quarter of the
 * code of a start. This server never uses it, because the tools validate their arguments themselves.
 */
export const process = globalThis.process

export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error("this server is built without a validator of JSON Schema")
  }
}
