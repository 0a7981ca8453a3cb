/** Runs the doctor, and writes down what was found. */
import * as Effect from "effect/Effect"
import { makeRedact } from "../../observability/redaction.ts"
import { examine, type Patient } from "./doctor.ts"
import { type Report, report } from "./report.ts"

export const run = (patient: Patient, json: boolean): Promise<Report> =>
  Effect.runPromise(Effect.map(examine(patient), (checks) => report(checks, makeRedact(patient.environment), json)))
