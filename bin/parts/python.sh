# Read by bin/run and bin/test, which stand in the project's folder and know say() and stop(): finds Python, makes
# .venv, installs what a requirements file names. A stamp in .venv makes the second time quick.

# Prints the first Python of at least 3.11.
find_python() {
  for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# make_venv FILE: .venv holds what FILE names afterwards; $packages says which Python and which packages these are.
make_venv() {
  packages=$(packages_wanted)
  [ "$(cat ".venv/spasmlog-$1" 2>/dev/null)" = "$packages" ] && has_venv && return 0
  python=.venv/bin/python
  has_venv || python=$(find_python) || stop "spasmlog needs Python 3.11 or later. Found: $(python3 --version 2>&1 || true)
Get it from your system's packages or from python.org, then try again."
  wait_for_turn . "$python"
  install_packages "$1"
  end_turn
}

has_venv() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

packages_wanted() { { .venv/bin/python --version 2>/dev/null || :; cat requirements*.txt; } | cksum; }

install_packages() {
  if ! has_venv; then
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
      stop "This Python lacks its venv module. On Debian or Ubuntu: apt-get install python3-venv"
    [ -w . ] || stop "No permission to write in $PWD. Move spasmlog to a folder of yours, or change its owner."
    say "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    "$python" -m venv .venv || stop "Could not make .venv in $PWD: see the lines above."
  fi
  # Perhaps the start that this one waited for has done it.
  packages=$(packages_wanted)
  stamp=.venv/spasmlog-$1
  if [ "$(cat "$stamp" 2>/dev/null)" != "$packages" ]; then
    [ -w .venv ] || stop "No permission to write in $PWD/.venv. Start as the user who made it, or change its owner."
    say "Installing what $1 names; the first time takes a minute or two ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes \
      --requirement "$1" || stop "
The packages could not be installed: pip says why above.
The first start, and one after an update, needs the internet (or your own package index: see pip's documentation)."
    printf '%s\n' "$packages" >"$stamp"
    # The tests' packages include those that spasmlog runs on.
    if [ "$1" = requirements-dev.txt ]; then
      printf '%s\n' "$packages" >.venv/spasmlog-requirements.txt
    fi
  fi
}
