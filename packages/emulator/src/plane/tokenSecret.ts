import type { Json } from "../resources/Collection.ts"
import { hash, hashText, toHex } from "../util/Hash.ts"

/**
 * The secret of a token: the one of the seed, or else a text in the form of Losant's tokens that follows from the id. So
 * a test gets the same one each time, and no state has to keep it.
 *
 * @since 0.2.0
 */
export const secretOf = ({ id, token }: Json): string => {
  if (typeof token === "string") return token
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll(/[+/=]/g, "")
  const signature = Array.from({ length: 5 }, (_, index) => toHex(hash(hashText(String(id)), index), 8)).join("")
  return `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: id, iss: "emulator" })}.${signature}`
}
