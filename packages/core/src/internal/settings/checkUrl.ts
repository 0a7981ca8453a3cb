// Which URLs a token may be sent to, and how a request's URL is put together.
import * as Effect from "effect/Effect"

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** The base URL without a slash at its end, or why it cannot be used. */
export const checkUrl = (text: string): Effect.Effect<string, string> =>
  Effect.suspend(() => {
    if (!URL.canParse(text)) return Effect.fail("The Losant URL is not a URL; it looks like https://api.losant.com.")
    const url = new URL(text)
    if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback.test(url.hostname))) {
      return Effect.fail("The Losant URL must begin with https://, so that nobody on the way can read the token.")
    }
    if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
      return Effect.fail("The Losant URL must hold no user name, password, query or fragment.")
    }
    return Effect.succeed(`${url.origin}${url.pathname.replace(/\/+$/, "")}`)
  })

/** Makes the path of a request: the template with each `:name` replaced by its value. */
export const pathTemplate = (template: string): ((values: Readonly<Record<string, unknown>>) => string) => {
  // Every second part is a name.
  const parts = template.split(/:(\w+)/)
  return (values) => {
    let path = ""
    for (const [index, part] of parts.entries()) {
      path += index % 2 === 0 ? part : encodeURIComponent(String(values[part]))
    }
    return path
  }
}
