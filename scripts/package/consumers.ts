/** Makes fresh projects outside the repository that use the packages, installed from their tarballs. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { rolldown } from "rolldown"
import { programs, versionOf } from "./folders.ts"
import type { NodeVersion } from "./nodes.ts"
import { run } from "./run.ts"

const installed = ["effect", "typescript", "@types/node", "@modelcontextprotocol/client", "undici"]

export const writeJson = (path: string, value: unknown) => writeFileSync(path, JSON.stringify(value, null, 2))

export const strict = { target: "ES2022", strict: true, exactOptionalPropertyTypes: true, types: ["node"] }

// Both configurations check the declarations of the packages too. Most projects skip them.
const configs = {
  NodeNext: { ...strict, module: "NodeNext", outDir: "out" },
  Bundler: { ...strict, module: "ESNext", moduleResolution: "Bundler", lib: ["ES2022", "DOM"], noEmit: true }
}

export type Resolution = keyof typeof configs

const install = (folder: string, ...packages: ReadonlyArray<string>) =>
  run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], { cwd: folder, timeout: 300_000 })

/** Makes a project and installs packages there. `dependencies` maps names to versions or tarballs. */
export const makeProject = async (folder: string, dependencies: Readonly<Record<string, string>>): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  writeJson(join(folder, "package.json"), { name: "consumer", private: true, type: "module", dependencies })
  await install(folder)
}

/** Adds packages to a project, in the versions of the workspace. */
export const addPackages = (folder: string, ...names: ReadonlyArray<string>): Promise<string> =>
  install(folder, ...names.map((name) => `${name}@${versionOf(name)}`))

/** Makes a project of a programmer, with the programs of the folder consumer. */
export const makeLibraryProject = async (folder: string, tarballs: Readonly<Record<string, string>>): Promise<void> => {
  const others = Object.fromEntries(installed.map((name) => [name, versionOf(name)]))
  await makeProject(folder, { ...others, ...tarballs })
  for (const file of readdirSync(programs)) copyFileSync(join(programs, file), join(folder, file))
  for (const [name, compilerOptions] of Object.entries(configs)) {
    writeJson(join(folder, `tsconfig.${name}.json`), { compilerOptions, include: ["*.ts"] })
  }
}

/** Makes a project with the server alone. Fails if the server brings another package along. */
export const makeServerProject = async (folder: string, name: string, tarball: string): Promise<string> => {
  await makeProject(folder, { [name]: tarball })
  const modules = join(folder, "node_modules")
  // npm's own record lists the installed packages. A search for package.json would find folders within packages too.
  const { packages } = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8"))
  const brought = Object.keys(packages)
  if (brought.length !== 1) throw new Error(`The server brings other packages along: ${brought.join(", ")}`)
  return `${brought.length} package`
}

/** Type-checks the programs. With NodeNext it compiles them too. */
export const compile = (folder: string, resolution: Resolution) =>
  run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", `tsconfig.${resolution}.json`], { cwd: folder })

/** Bundles the program for browsers into `file`. Fails if the bundle imports anything. */
export const bundleForBrowsers = async (folder: string, file: string): Promise<string> => {
  const warnings: Array<string> = []
  const build = await rolldown({
    cwd: folder,
    input: "browser.ts",
    platform: "browser",
    // Effect reads environment variables from import.meta, which does not exist in a script.
    transform: { define: { "import.meta": "{}" } },
    onLog: (_, { message }) => warnings.push(message)
  })
  const { output } = await build.write({ file, format: "iife", minify: true })
  await build.close()
  const [{ code, imports, dynamicImports }, ...others] = output
  const needed = [...imports, ...dynamicImports, ...others.map(({ fileName }) => fileName), ...warnings]
  if (needed.length > 0) throw new Error(`The bundle for browsers is not whole: ${needed.join(", ")}`)
  return `${Math.round(Buffer.byteLength(code) / 1_000)} kB`
}

/** Runs a compiled program on a version of Node. Gives its output. */
export const runProgram = async (
  folder: string,
  name: string,
  { program, env }: NodeVersion,
  ...args: ReadonlyArray<string>
): Promise<string> => (await run(program, [join("out", `${name}.js`), ...args], { cwd: folder, env })).trim()
