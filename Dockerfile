# Recado as one container with one folder of data: docker build -t recado .
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 10001 --create-home recado && mkdir /data && chown recado /data
COPY --from=build /build/dist/recado /usr/local/bin/recado
USER recado
ENV RECADO_DATA_DIR=/data RECADO_HOST=0.0.0.0 RECADO_PORT=3000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["recado", "healthcheck"]
ENTRYPOINT ["recado"]
CMD ["serve"]
