/** The organization, the sandbox or the instance that the usage is of. */
import type { Host } from "../host.ts"

/** The tool that reads it, with its arguments. */
const readerOf = ({ orgId, instanceSandboxId, instanceId }: Readonly<Record<string, unknown>>) => {
  const instance = instanceId === undefined ? {} : { instanceId }
  if (orgId !== undefined) return ["losant_get_org", { ...instance, orgId, fields: ["name"] }] as const
  return instanceSandboxId === undefined
    ? (["losant_get_instance", { ...instance, fields: ["name"] }] as const)
    : (["losant_get_sandbox", { ...instance, instanceSandboxId, fields: ["email"] }] as const)
}

/** The text for it before its name is known. */
export const idOf = ({ orgId, instanceSandboxId }: Readonly<Record<string, unknown>>): string => {
  const id = orgId ?? instanceSandboxId
  return typeof id === "string" ? id : "the instance"
}

/** Reads the name. Undefined if it cannot be read: then the arguments of the call are all that is known. */
export const readName = (host: Host, values: Readonly<Record<string, unknown>>): Promise<string | undefined> => {
  const [tool, input] = readerOf(values)
  return host.call(tool, input).then(
    ({ isError, content }) => {
      const { name, email } = isError ? {} : content
      const known = name ?? email
      return typeof known === "string" ? known : undefined
    },
    () => undefined
  )
}
