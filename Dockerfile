# Build:  docker build --tag senior-audit .
# Run:    docker run --rm --network none --volume "$PWD:/repo:ro" senior-audit
FROM node:22-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

# The program is one bundle: no packages are installed beside it.
FROM node:22-alpine
RUN apk add --no-cache git
WORKDIR /opt/senior-audit
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/dist ./dist
USER node
WORKDIR /repo
ENTRYPOINT ["node", "/opt/senior-audit/dist/cli/main.js"]
CMD ["."]
