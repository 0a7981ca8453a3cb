# syntax=docker/dockerfile:1
# Builds the server, and puts it alone into an image with Node and nothing else: no shell, no package manager.

FROM node:24-trixie-slim AS build
WORKDIR /repository
# Dependencies first: they change less often than the sources.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/core/package.json packages/core/
COPY packages/emulator/package.json packages/emulator/
COPY packages/fleet/package.json packages/fleet/
COPY packages/mcp-server/package.json packages/mcp-server/
COPY scripts/setup.mjs scripts/build.mjs scripts/
RUN ["npm", "run", "setup"]
COPY tsconfig.base.json ./
COPY packages packages
RUN ["npm", "run", "build"]
# An empty folder for the image, where there is no mkdir.
RUN ["mkdir", "/journal"]

FROM gcr.io/distroless/nodejs24-debian13:nonroot
LABEL org.opencontainers.image.title="effect-losant MCP server" \
      org.opencontainers.image.source="https://github.com/effect-losant/effect-losant" \
      org.opencontainers.image.licenses="MIT" \
      io.modelcontextprotocol.server.name="io.github.effect-losant/mcp-server"
WORKDIR /app
COPY packages/mcp-server/package.json packages/mcp-server/LICENSE packages/mcp-server/THIRD-PARTY.md ./
COPY --from=build /repository/packages/mcp-server/dist dist
# What is saved before a deletion must outlive the container: mount a volume here.
COPY --from=build --chown=65532:65532 /journal /journal
ENV LOSANT_MCP_JOURNAL=/journal
USER 65532:65532
# The server speaks on stdin and stdout: run it with --interactive.
ENTRYPOINT ["/nodejs/bin/node", "/app/dist/main.js"]
