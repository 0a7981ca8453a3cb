// The part of the matrix that each mutant has to pass: no tests of their own, but of mutants.process.test.ts.
import { table } from "./table.ts"

table("instanceOrg.get")
table("instanceOrg.patch")
