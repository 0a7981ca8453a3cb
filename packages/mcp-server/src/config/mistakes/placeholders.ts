/**
 * Settings that the user of the desktop bundle left out. Some clients set such a variable to an empty text, others pass on
 * the placeholder of the bundle's manifest: https://github.com/modelcontextprotocol/mcpb/issues/250.
 */
import { type Environment, readVariable } from "../../model/Environment.ts"
import { bundleVariables, variableTable } from "../variables.ts"

// Only a placeholder of the manifest, and only as the whole value. Any other placeholder was written by a person, and the
// setting reports it as a mistake.
const bundlePlaceholder = /^\$\{user_config\.[^{}]+\}$/

export interface CleanEnvironment {
  readonly environment: Environment
  readonly warnings: ReadonlyArray<string>
}

/**
 * Removes the placeholders that a client of the desktop bundle leaves in the environment. An empty variable is unset: its
 * user saw the setting and left it empty. A placeholder may instead hide a choice that the client lost, so the strictest
 * choice takes its place. The rules for tools and organizations have no strictest value: the bundle does not set them, and
 * a placeholder in them stops the start.
 */
export const dropPlaceholders = (environment: Environment): CleanEnvironment => {
  const names = bundleVariables.filter((name) => bundlePlaceholder.test(readVariable(environment, name)))
  if (names.length === 0) return { environment, warnings: [] }
  const unfilled = variableTable.filter(({ name }) => names.includes(name))
  return {
    environment: {
      ...environment,
      ...Object.fromEntries(unfilled.map(({ name, inBundle }) => [name, inBundle?.fallback]))
    },
    warnings: unfilled.flatMap(({ name, inBundle }) =>
      inBundle?.consequence === undefined
        ? []
        : [
            `The client did not fill in ${name}, ${inBundle.consequence}. Fill it in where the client configures the ` +
              "server, and restart the server."
          ]
    )
  }
}
