# Read by .ci/run: a PostgreSQL of its own for the tests, in a folder that is removed afterwards, reached by a socket.

# Prints the folder of PostgreSQL's programs, the newest there is.
find_postgresql() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort --version-sort --reverse) \
    "$(dirname -- "$(command -v initdb || echo /none/initdb)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done
  return 1
}

# As a user who is not root, whom the server refuses.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# start_postgresql FOLDER: leaves SPASMLOG_TEST_DATABASE_URL and postgresql_pid behind.
start_postgresql() {
  local programs folder=$1 name=${USER:-tests} port
  programs=$(find_postgresql) || {
    echo "Installing PostgreSQL with apt ..."
    { apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 postgresql; } \
      </dev/null >/dev/null || { echo "apt could not install PostgreSQL (Debian, as root)." >&2; return 1; }
    programs=$(find_postgresql) || { echo "No PostgreSQL was found after apt installed it." >&2; return 1; }
  }
  if [ "$(id -u)" = 0 ]; then
    id -u postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
    chown postgres "$folder"
  fi
  port=$(.venv/bin/python -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
  # What the tests write may be lost with the machine.
  (cd / && as_postgres "$programs/initdb" --pgdata="$folder/data" --auth=trust --username=tests --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync >"$folder/start.log" 2>&1 &&
    as_postgres "$programs/pg_ctl" --pgdata="$folder/data" --wait --silent --log="$folder/server.log" \
      --options="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
        -c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=''" start >>"$folder/start.log" 2>&1) ||
    { cat "$folder/start.log" "$folder/server.log" >&2; return 1; }
  postgresql_pid=$(head -1 "$folder/data/postmaster.pid")
  export SPASMLOG_TEST_DATABASE_URL="postgresql://tests@127.0.0.1:$port/postgres"
}

stop_postgresql() {
  [ -n "${postgresql_pid:-}" ] || return 0
  # SIGINT: a fast end, open connections are closed.
  kill -INT "$postgresql_pid" 2>/dev/null || return 0
  while kill -0 "$postgresql_pid" 2>/dev/null; do sleep 0.1; done
  postgresql_pid=
}
