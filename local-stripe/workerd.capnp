using Workerd = import "/workerd/workerd.capnp";

# Serves dist/worker.js in the Workers runtime, without a proxy in between. scripts/server.ts passes the address, the
# folder "state" and PUBLIC_URL when it starts workerd. The compatibility date is the one in wrangler.toml.
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["private", "public"], tlsOptions = (trustBrowserCas = true))),
    (name = "state", disk = (writable = true)),
  ],
  sockets = [(name = "http", http = (), service = "main")],
);

const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "dist/worker.js")],
  compatibilityDate = "2026-11-17",
  bindings = [
    (name = "PUBLIC_URL", fromEnvironment = "PUBLIC_URL"),
    (name = "LOCAL_HOSTS", fromEnvironment = "LOCAL_HOSTS"),
    (name = "ACCOUNTS", durableObjectNamespace = "Account"),
  ],
  durableObjectNamespaces = [(className = "Account", uniqueKey = "local-stripe", enableSql = true)],
  durableObjectStorage = (localDisk = "state"),
);
