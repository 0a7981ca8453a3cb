// npm run check:package
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  addPackages,
  bundleForBrowsers,
  compile,
  makeLibraryProject,
  makeServerProject,
  runProgram
} from "./consumers.ts"
import { makeExamplesProject, runExamples } from "./examples.ts"
import { root } from "./folders.ts"
import { findNode, majors } from "./nodes.ts"
import { attw, pack, packages, publint } from "./pack.ts"
import { throughProxy } from "./proxy.ts"
import { makeSteps } from "./steps.ts"

const started = performance.now()
const step = makeSteps(console.log, () => performance.now())
const folder = mkdtempSync(join(tmpdir(), "effect-losant-packages-"))

/** The modules that core's pattern of exports stands for. */
const coreModules = () => {
  const dist = join(root, "packages/core/dist")
  return readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".d.ts") && !name.startsWith("internal"))
    .map((name) => `./${name.slice(0, -".d.ts".length).replaceAll("\\", "/")}`)
}

const check = async () => {
  const packed = await step("pack", () => Promise.all(packages.map((name) => pack(name, folder))))
  const [core, fleet, emulator, server] = packed
  if (core === undefined || fleet === undefined || emulator === undefined || server === undefined)
    throw new Error("A package is missing.")

  for (const one of packed) await step(`publint ${one.name}`, () => publint(one).then(() => "all good"))
  // The server exports no module, so it has no types to check.
  const types = [
    [core, coreModules()],
    [fleet, ["./sql"]],
    [emulator, []]
  ] as const
  for (const [one, modules] of types) {
    await step(`attw ${one.name}`, () => attw(one, modules).then(() => `${modules.length + 1} modules`))
  }

  const library = join(folder, "library")
  const tarballs = { [core.name]: core.tarball, [fleet.name]: fleet.tarball, [emulator.name]: emulator.tarball }
  await step("install core, fleet and emulator", () => makeLibraryProject(library, tarballs))
  const alone = join(folder, "server")
  await step("install the server", () => makeServerProject(alone, server.name, server.tarball))
  const examples = join(folder, "examples")
  const allTarballs = { ...tarballs, [server.name]: server.tarball }
  await step("install and type-check the examples", () => makeExamplesProject(examples, allTarballs))
  const serverProgram = join(alone, "node_modules/.bin/effect-losant-mcp")
  for (const resolution of ["NodeNext", "Bundler"] as const) {
    await step(`type-check with ${resolution}`, () => compile(library, resolution))
  }
  const bundle = join(library, "out/browser.bundle.js")
  await step("bundle core for browsers", () => bundleForBrowsers(library, bundle))

  const emulatorProgram = join(library, "node_modules/.bin/losant-emulator")
  const fleetProgram = join(library, "node_modules/.bin/losant-fleet")
  for (const major of majors) {
    const node = await step(`find Node ${major}`, () => findNode(major))
    const on = `on Node ${node.version}`
    await step(`core and emulator ${on}`, () => runProgram(library, "library", node))
    await step(`fleet ${on}`, () => runProgram(library, "fleet", node))
    await step(`fleet without its optional packages ${on}`, () => runProgram(library, "fleetLedgers", node, "without"))
    await step(`the emulator by its name ${on}`, () => runProgram(library, "emulator", node, emulatorProgram))
    await step(`losant-fleet by its name ${on}`, () =>
      runProgram(library, "fleetProgram", node, emulatorProgram, fleetProgram)
    )
    await step(`the bundle without Node's modules ${on}`, () => runProgram(library, "page", node, bundle))
    await step(`the server by its name ${on}`, () => runProgram(library, "server", node, serverProgram))
    const behind = (name: string, ...args: ReadonlyArray<string>) =>
      throughProxy((env) => runProgram(library, name, { ...node, env: { ...node.env, ...env } }, ...args))
    await step(`core through a proxy ${on}`, () => behind("proxied"))
    await step(`the server through a proxy ${on}`, () => behind("proxiedServer", serverProgram))
  }
  await step("install the optional packages of fleet", () => addPackages(library, "libsql").then(() => "libsql"))
  for (const major of majors) {
    const node = await findNode(major)
    await step(`fleet with its optional packages on Node ${node.version}`, () =>
      runProgram(library, "fleetLedgers", node, "with")
    )
  }
  // These steps are slow and do not depend on the version of Node, so they run once.
  const oldest = await findNode(majors[0])
  await step(`the examples on Node ${oldest.version}`, () => runExamples(examples, oldest))
}

try {
  await check()
  console.log(`the packages are fit to be published (${((performance.now() - started) / 60_000).toFixed(1)} min)`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error("The packages are not fit to be published.")
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
