/** Checks a packed package by its manifest and its files. */

export interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly license?: string
  readonly description?: string
  readonly homepage?: string
  readonly bugs?: unknown
  readonly keywords?: ReadonlyArray<string>
  readonly repository?: { readonly url?: string; readonly directory?: string }
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly bin?: Readonly<Record<string, string>>
}

/** By the name of each package: the packages that it may bring along, and the programs that it must have. */
export type Expected = Readonly<
  Record<string, { readonly brings: ReadonlyArray<string>; readonly programs: ReadonlyArray<string> }>
>

const requiredFields = ["version", "license", "description", "homepage", "bugs", "keywords", "repository"] as const

const installScripts = ["preinstall", "install", "postinstall", "prepare"]

const requiredFiles = ["README.md", "LICENSE", "package.json"]

const unwantedFiles: ReadonlyArray<readonly [pattern: RegExp, what: string]> = [
  [/(^|\/)test\/|\.test\./, "a test"],
  [/\.tsbuildinfo$/, "a compiler's notes"],
  [/(^|\/)\.(?!well-known)/, "a hidden file"],
  [/(^|\/)node_modules\//, "another package"]
]

/** Lists the problems of a package, each as a sentence. `files` are the paths of its files. */
export const problemsOf = (manifest: Manifest, files: ReadonlyArray<string>, expected: Expected): Array<string> => {
  const { name = "a package without a name" } = manifest
  const dependencies = { ...manifest.dependencies, ...manifest.optionalDependencies }
  const ranges = { ...dependencies, ...manifest.peerDependencies, ...manifest.devDependencies }
  const allowed = expected[name]?.brings
  return [
    ...(allowed === undefined ? ["is none of those that are published"] : []),
    ...requiredFields.filter((field) => manifest[field] === undefined).map((field) => `does not state its ${field}`),
    ...installScripts.filter((script) => script in (manifest.scripts ?? {})).map((script) => `runs a ${script} script`),
    ...Object.keys(dependencies)
      .filter((dependency) => allowed?.includes(dependency) !== true)
      .map((dependency) => `brings ${dependency} along`),
    ...Object.entries(ranges)
      .filter(([, range]) => /^(workspace|catalog|file|link):/.test(range))
      .map(([dependency, range]) => `asks for ${dependency} as ${range}, which only the workspace can resolve`),
    ...requiredFiles.filter((file) => !files.includes(file)).map((file) => `has no ${file}`),
    ...(expected[name]?.programs ?? [])
      .filter((program) => manifest.bin?.[program] === undefined)
      .map((program) => `has no program ${program}`),
    ...Object.entries(manifest.bin ?? {})
      .filter(([, file]) => !files.includes(file.replace(/^\.\//, "")))
      .map(([program, file]) => `has no ${file} for its program ${program}`),
    ...files.flatMap((file) =>
      unwantedFiles.filter(([pattern]) => pattern.test(file)).map(([, what]) => `holds ${file}, which is ${what}`)
    )
  ].map((problem) => `${name} ${problem}`)
}
