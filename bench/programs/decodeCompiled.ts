// As decode.ts, with schemas compiled as in the server.
import "effect/schema/SchemaJITCompiler/enable"
import "./decode.ts"
