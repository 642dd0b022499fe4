# Read by bin/run and bin/test: lets one of several starts install packages; the others wait.
# The lock is on the folder itself, so no file is left behind, and it ends with the program however that ends.

# wait_for_turn FOLDER PYTHON: comes back when nobody else holds the folder. A system that cannot lock goes on at once.
wait_for_turn() {
  exec 9<"$1"
  "$2" -c '
import fcntl, sys
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("Another start is under way here. Waiting for it ...", file=sys.stderr)
    fcntl.flock(9, fcntl.LOCK_EX)
' || :
}

end_turn() { exec 9<&-; }
