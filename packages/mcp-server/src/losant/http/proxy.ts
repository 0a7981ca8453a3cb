/** Which proxy the environment names for Losant, as curl and most programs read it. */
import * as Result from "effect/Result"

type Environment = Readonly<Record<string, string | undefined>>

/** A variable that names no proxy that can be used. */
export interface ProxyProblem {
  readonly variable: string
  readonly message: string
}

const proxyNames = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
const exceptionNames = ["no_proxy", "NO_PROXY"]

const valueOf = (environment: Environment, name: string): string => environment[name]?.trim() ?? ""

const firstSet = (environment: Environment, names: ReadonlyArray<string>): string | undefined =>
  names.find((name) => valueOf(environment, name) !== "")

/** Whether any variable names a proxy, right or wrong. */
export const hasProxy = (environment: Environment): boolean => firstSet(environment, proxyNames) !== undefined

const httpsPort = "443"

/** Whether one entry of NO_PROXY is about this host: it itself, or a domain that it lies in. */
const fits = ({ hostname, port }: URL, entry: string): boolean => {
  const host = hostname.replaceAll(/[[\]]/g, "")
  if (entry === "*" || entry.replaceAll(/[[\]]/g, "") === host) return true
  const [, domain = "", ofPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? []
  if (domain === "" || (ofPort !== undefined && ofPort !== (port === "" ? httpsPort : port))) return false
  return host === domain || host.endsWith(`.${domain}`)
}

const isExcepted = (environment: Environment, url: URL): boolean => {
  const name = firstSet(environment, exceptionNames)
  const entries =
    name === undefined
      ? []
      : valueOf(environment, name)
          .toLowerCase()
          .split(/[\s,]+/)
  return entries.some((entry) => entry !== "" && fits(url, entry))
}

const usable = ["http:", "https:"]

/**
 * The proxy for requests to `url`, or nothing where they go straight. Plain http, which is for this machine alone, never
 * takes one: the proxy would read the token.
 */
export const findProxy = (environment: Environment, url: URL): Result.Result<URL | undefined, ProxyProblem> => {
  const variable = firstSet(environment, proxyNames)
  if (variable === undefined || url.protocol !== "https:" || isExcepted(environment, url)) {
    return Result.succeed(undefined)
  }
  const value = valueOf(environment, variable)
  const text = value.includes("://") ? value : `http://${value}`
  const proxy = URL.canParse(text) ? new URL(text) : undefined
  return proxy !== undefined && usable.includes(proxy.protocol)
    ? Result.succeed(proxy)
    : Result.fail({
        variable,
        // The value may hold a password.
        message:
          `${variable} names no proxy that this server can use. ` +
          "It looks like http://proxy.example.com:8080, or begins with https:// where the proxy itself speaks TLS."
      })
}
