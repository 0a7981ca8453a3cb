// The collections of the tests' seeds, and in them an account that is marked for deletion.
import { seededCollections } from "../../../emulator/test/support/seededItems.ts"

export const markedSandbox = {
  id: "5f000000000000000000ad01",
  email: "mary@example.com",
  dataDeletion: "2999-01-01T00:00:00.000Z",
  permanentDeletion: "2999-02-01T00:00:00.000Z"
}

export const collections = {
  ...seededCollections,
  sandboxes: [...(seededCollections["sandboxes"] ?? []), markedSandbox]
}
