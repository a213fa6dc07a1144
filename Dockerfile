# One image; the command says which part of the market it is: api, worker or migrate.
FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc* ./
# The embedded PostgreSQL is for one machine without anything; a container is given a database.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm rebuild esbuild

FROM node:22-bookworm-slim
ENV NODE_ENV=production HAAT_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY bin ./bin
COPY src ./src
COPY migrations ./migrations
COPY data ./data
COPY openapi ./openapi
USER node
VOLUME /data
EXPOSE 3000
# SIGTERM lets requests and jobs in hand finish; see SHUTDOWN_SECONDS.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# As `npm start` does: room for what requests leave behind (in MB), so that it is swept up less often.
ENTRYPOINT ["node", "--max-semi-space-size=32", "bin/haat.js"]
CMD ["api"]
