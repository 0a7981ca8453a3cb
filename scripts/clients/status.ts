/** Reads the lists in which clients show the state of their servers. */
import assert from "node:assert/strict"

/** Fails if a list has no line for a name, or if the line does not say that the server is connected. */
export const assertConnected = (list: string, ...names: ReadonlyArray<string>): string => {
  for (const name of names) {
    const line = list.split("\n").find((text) => text.includes(`${name}:`))
    assert.ok(line !== undefined, `Nothing is said about ${name}:\n${list}`)
    assert.match(line, /(?<!not )\bconnected\b/i)
  }
  return `${names.join(" and ")} connected`
}
