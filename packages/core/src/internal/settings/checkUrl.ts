// Checks the URL to which the token is sent.
import * as Effect from "effect/Effect"

// A request to these hosts stays on this machine, so it needs no encryption.
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
