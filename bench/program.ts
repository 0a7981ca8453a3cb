/** Runs programs that use core. They are bundled first, so that no time for compiling TypeScript is measured. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { text } from "node:stream/consumers"
import { bundle } from "./bundle.ts"
import { bench, cache } from "./folders.ts"

/** Runs a program and gives the JSON that it prints. */
export const runProgram = async (
  name: "decode" | "warm" | "stream" | "streamHeap",
  { node = [], args = [] }: { readonly node?: ReadonlyArray<string>; readonly args?: ReadonlyArray<string> } = {}
): Promise<unknown> => {
  const file = `${cache()}/${name}.mjs`
  writeFileSync(file, await bundle(`import ${JSON.stringify(`${bench}/programs/${name}.ts`)}`))
  const child = spawn(process.execPath, [...node, file, ...args], { stdio: ["ignore", "pipe", "inherit"] })
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")])
  if (code !== 0) throw new Error(`The program ${name} ended with ${code}.`)
  return JSON.parse(output)
}
