/** Packs the packages as they are published, and checks their contents. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { packageManager, root } from "./folders.ts"
import { type Expected, type Manifest, problemsOf } from "./manifest.ts"
import { run } from "./run.ts"

export interface Packed {
  readonly name: string
  readonly tarball: string
  readonly manifest: Manifest
}

/** The folders of the packages. */
export const packages = ["core", "fleet", "emulator", "mcp-server"] as const

const expected: Expected = {
  "@effect-losant/core": { brings: [], programs: [] },
  "@effect-losant/fleet": {
    brings: ["@effect-losant/core", "commander", "js-yaml", "yaml"],
    programs: ["losant-fleet"]
  },
  "@effect-losant/emulator": { brings: ["@effect-losant/core", "leven"], programs: ["losant-emulator"] },
  "@effect-losant/mcp-server": { brings: [], programs: ["effect-losant-mcp"] }
}

const filesOf = async (tarball: string, folder: string): Promise<ReadonlyArray<string>> => {
  mkdirSync(folder, { recursive: true })
  await run("tar", ["-xzf", tarball, "-C", folder], { cwd: folder })
  return readdirSync(join(folder, "package"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "package/").length))
}

/** Packs one package into `folder`. Fails if a file or a field is missing, or must not be there. */
export const pack = async (name: (typeof packages)[number], folder: string): Promise<Packed> => {
  const destination = join(folder, name)
  mkdirSync(destination, { recursive: true })
  const cwd = join(root, "packages", name)
  // pnpm replaces workspace: and catalog: by versions, and moves the fields of publishConfig to their places.
  await run("npx", ["--yes", packageManager, "pack", "--pack-destination", destination], { cwd })
  const [file, ...others] = readdirSync(destination)
  if (file === undefined || others.length > 0) throw new Error(`Packing ${name} made ${others.length + 1} files.`)
  const tarball = join(destination, file)
  const unpacked = join(folder, "unpacked", name)
  const files = await filesOf(tarball, unpacked)
  const manifest: Manifest = JSON.parse(readFileSync(join(unpacked, "package/package.json"), "utf8"))
  const problems = problemsOf(manifest, files, expected)
  if (problems.length > 0) throw new Error(problems.join("\n"))
  return { name: manifest.name ?? name, tarball, manifest }
}

const bin = (tool: string) => join(root, "node_modules/.bin", tool)

export const publint = ({ tarball }: Packed) => run(bin("publint"), ["run", tarball, "--strict"], { cwd: root })

/**
 * Lets arethetypeswrong check how TypeScript finds the types. `modules` are the modules that match a pattern of the
 * exports. CommonJS is not checked, since the packages have ES modules only.
 */
export const attw = ({ tarball }: Packed, modules: ReadonlyArray<string>) => {
  const entrypoints = modules.length === 0 ? [] : ["--entrypoints", ".", ...modules]
  return run(bin("attw"), [tarball, "--profile", "esm-only", "--format", "ascii", "--no-emoji", ...entrypoints], {
    cwd: root
  })
}
