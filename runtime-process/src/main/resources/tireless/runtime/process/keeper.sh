# Keeps one attempt. Protocol 2. Builtins only, no "&": a background child would ignore INT and QUIT.
#
#   sh keeper.sh <ORDER >NEWS
#
# It leads a session of its own, with an empty environment. Both are pipes: the order may come much later, or never. It is a script that
#   - makes the positional parameters FOLDER KEEPER_CGROUP_PROCS|- [WORK_CGROUP_PROCS ...] -- COMMAND [ARGUMENT ...]
#   - sets __tireless_directory, where COMMAND is run, and defines __tireless_environment, which exports all that COMMAND may know
#   - sets __tireless_ordered, last of all: without it the order was cut off
# In FOLDER:
#   alive   a FIFO; who holds it open for reading is the keeper, or its child before the command
#   claim   "1 PID START BOOT .": whoever creates this file has the attempt; nobody else will ever run it
#   pid     the same of the command's process, written by itself before it becomes the command
#   exit    "1 STATUS .": without the final point it is torn, and the status is unknown
set -C
umask 077
# Caught, not ignored: exec sets what is caught back to the default, and would pass on what is ignored.
trap : HUP INT QUIT TERM
cd /
__tireless_stat() {
    read -r __tireless_pid _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ __tireless_start _ </proc/self/stat
}
read -r __tireless_boot </proc/sys/kernel/random/boot_id || exit 70
__tireless_stat
__tireless_keeper="$__tireless_pid $__tireless_start"
. /proc/self/fd/0
[ "$__tireless_ordered" = 1 ] || exit 72
__tireless_folder=$1 __tireless_cgroup=$2
shift 2
# Opening would make a file of it that is no FIFO.
[ -p "$__tireless_folder/alive" ] || exit 70
exec 9<>"$__tireless_folder/alive" || exit 70
[ "$__tireless_cgroup" = - ] || echo 0 >|"$__tireless_cgroup" || exit 70
echo "1 $__tireless_keeper $__tireless_boot ." >"$__tireless_folder/claim" || exit 71
(
    while [ "$1" != -- ]; do
        echo 0 >|"$1" || exit 70
        shift
    done
    shift
    exec 8>&1 </dev/null >>"$__tireless_folder/log" || exit 70
    # -P: the very path, without a look at its "..".
    cd -P "$__tireless_directory" || exit 70
    __tireless_stat
    echo "1 $__tireless_pid $__tireless_start $__tireless_boot ." >"$__tireless_folder/pid" || exit 70
    umask 022
    # Some shells export these by themselves.
    unset OLDPWD SHLVL
    __tireless_environment
    exec 2>&1 9>&-
    # Nobody may be left to read it; that must not stop the start, nor be in the log.
    trap : PIPE
    echo "$__tireless_keeper $__tireless_pid $__tireless_start" >&8 2>/dev/null
    exec "$@" 8>&-
)
echo "1 $? ." >"$__tireless_folder/exit"
