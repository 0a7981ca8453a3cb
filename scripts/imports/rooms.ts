/**
 * The order of the packages and of the rooms in each of them. A room is a folder of a package's `src`. It may import the
 * rooms before it in the list, and no room after it.
 */

export interface PackageRooms {
  /** The package's folder below `packages`, and its name after `@effect-losant/`. */
  readonly name: string

  /** The other packages that it may import, by name. */
  readonly imports: ReadonlyArray<string>

  /** For a package that a single file may import, the path of this file below `src`. */
  readonly importedOnlyBy?: Readonly<Record<string, string>>

  /**
   * The folders of `src`, and the files at its root, in the order in which they may import each other. Where parts of a
   * folder stand at different places of the order, each is named with its path, like `internal/retry`.
   */
  readonly rooms: ReadonlyArray<string>

  /** True if each file at the root of `src` is a public module. Then files that `rooms` does not name may lie there. */
  readonly hasPublicModules?: true
}

/** The most files that a folder may have of its own. Tests do not count. */
export const maximumFiles = 14

/** The most lines that a source file may have. */
export const maximumLines = 300

export const packages: ReadonlyArray<PackageRooms> = [
  {
    name: "core",
    imports: [],
    rooms: [
      "schemas",
      "internal/errorFields.ts",
      "errors",
      "internal/util",
      "internal/settings",
      "internal/encode",
      "internal/decode",
      "internal/guards",
      "internal/transport",
      "internal/call",
      "internal/paging"
    ],
    hasPublicModules: true
  },
  {
    name: "fleet",
    imports: ["core"],
    rooms: [
      "danger",
      "files",
      "desired",
      "model",
      "ledger",
      "sql",
      "writes",
      "plan",
      "apply",
      "ChangeSets.ts",
      "fleet",
      "Fleet.ts",
      "index.ts",
      "cli",
      "main.ts"
    ]
  },
  {
    name: "emulator",
    imports: ["core"],
    rooms: [
      "util",
      "errors",
      "http",
      "faults",
      "state",
      "usage",
      "orgs",
      "query",
      "resources",
      "plane",
      "handlers",
      "seed",
      "files",
      "api",
      "emulator",
      "server",
      "cli",
      "index.ts",
      "main.ts"
    ]
  },
  {
    name: "mcp-server",
    imports: ["core", "emulator", "fleet"],
    importedOnlyBy: { emulator: "losant/emulated.ts" },
    rooms: [
      "text",
      "model",
      "pages",
      "arguments",
      "answers",
      "policy",
      "losant",
      "config",
      "observability",
      "safety",
      "tools",
      "changes",
      "call",
      "prompts",
      "resources",
      "server",
      "cli",
      "main.ts"
    ]
  }
]
