/** Reads the proxy for Losant from the environment, as curl and most programs do. */
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../../model/Environment.ts"

/** The variable names no usable proxy. */
export interface ProxyProblem {
  readonly variable: string
  readonly message: string
}

const proxyNames = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
const exceptionNames = ["no_proxy", "NO_PROXY"]

const findSet = (environment: Environment, names: ReadonlyArray<string>): string | undefined =>
  names.find((name) => readVariable(environment, name) !== "")

/** A variable names a proxy, valid or not. */
export const hasProxy = (environment: Environment): boolean => findSet(environment, proxyNames) !== undefined

const httpsPort = "443"

/** The entry of NO_PROXY is this host, or a domain that contains it. */
const matches = ({ hostname, port }: URL, entry: string): boolean => {
  const host = hostname.replaceAll(/[[\]]/g, "")
  if (entry === "*" || entry.replaceAll(/[[\]]/g, "") === host) return true
  const [, domain = "", entryPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? []
  if (domain === "" || (entryPort !== undefined && entryPort !== (port === "" ? httpsPort : port))) return false
  return host === domain || host.endsWith(`.${domain}`)
}

const isExcepted = (environment: Environment, url: URL): boolean => {
  const name = findSet(environment, exceptionNames)
  const entries =
    name === undefined
      ? []
      : readVariable(environment, name)
          .toLowerCase()
          .split(/[\s,]+/)
  return entries.some((entry) => entry !== "" && matches(url, entry))
}

const usableProtocols = ["http:", "https:"]

/**
 * The proxy for requests to `url`; undefined if they go directly. Plain http, which is only for this machine, never
 * uses a proxy, because the proxy could read the token.
 */
export const findProxy = (environment: Environment, url: URL): Result.Result<URL | undefined, ProxyProblem> => {
  const variable = findSet(environment, proxyNames)
  if (variable === undefined || url.protocol !== "https:" || isExcepted(environment, url)) {
    return Result.succeed(undefined)
  }
  const value = readVariable(environment, variable)
  const text = value.includes("://") ? value : `http://${value}`
  const proxy = URL.canParse(text) ? new URL(text) : undefined
  return proxy !== undefined && usableProtocols.includes(proxy.protocol)
    ? Result.succeed(proxy)
    : Result.fail({
        variable,
        // The value may hold a password.
        message:
          `${variable} names no proxy that this server can use. ` +
          "It looks like http://proxy.example.com:8080, or begins with https:// where the proxy itself speaks TLS."
      })
}
