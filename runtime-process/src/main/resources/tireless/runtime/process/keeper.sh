# Keeps one attempt. Protocol 3. Builtins only, no "&": a background child would ignore INT and QUIT.
#
#   sh keeper.sh <ORDER >NEWS
#
# It leads a session of its own, with an empty environment. Both are pipes. The first two lines of ORDER are files or "-": who writes 0 there
# joins the control group of the keeper, and that of the command. The kernel may take its time for that; the keeper and a child for the
# command do it at once. The rest of ORDER may come much later, or never. It is a script that
#   - makes the positional parameters FOLDER [FILE ...] -- COMMAND [ARGUMENT ...], where FILE is that of a further control group of the command
#   - sets __tireless_directory, where COMMAND is run, and defines __tireless_environment, which exports all that COMMAND may know
#   - sets __tireless_ordered, last of all: without it the order was cut off
# In FOLDER:
#   alive   a FIFO; who holds it open for reading is the keeper's child before the command
#   claim   "1 PID START BOOT .", the keeper's: whoever creates this file has the attempt; nobody else will ever run it
#   pid     the same of the command's process, written by itself before it becomes the command
#   exit    "1 STATUS .": without the final point it is torn, and the status is unknown
set -C
umask 077
# Caught, not ignored: exec sets what is caught back to the default, and would pass on what is ignored.
trap : HUP INT QUIT TERM
cd /
__tireless_stat() {
    read -r __tireless_pid _ _ __tireless_parent _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ __tireless_start _ </proc/self/stat
}
read -r __tireless_boot </proc/sys/kernel/random/boot_id || exit 70
__tireless_stat
__tireless_keeper="$__tireless_pid $__tireless_start"
read -r __tireless_cgroup && read -r __tireless_work || exit 72
[ "$__tireless_cgroup" = - ] || echo 0 >|"$__tireless_cgroup" || exit 70
# The child is there before the order, and reads it alone. It tells FOLDER through a pipe, as soon as that is claimed; nobody has its other
# end open, so that the keeper waits for no word of a child that was killed. In bash before 5.1 it is a file without a name.
exec 7<<.
child:
.
(
    [ "$__tireless_work" = - ] || echo 0 >|"$__tireless_work" || exit 70
    . /proc/self/fd/0
    [ "$__tireless_ordered" = 1 ] || exit 72
    __tireless_stat
    # Was the keeper killed while it waited, nobody would write down the exit.
    [ "$__tireless_parent" = "$$" ] || exit 72
    __tireless_folder=$1
    shift
    # Opening would make a file of it that is no FIFO.
    [ -p "$__tireless_folder/alive" ] || exit 70
    exec 9<>"$__tireless_folder/alive" || exit 70
    echo "1 $__tireless_keeper $__tireless_boot ." >"$__tireless_folder/claim" || exit 71
    printf '%s\n' "$__tireless_folder" >>/proc/self/fd/7 || exit 70
    while [ "$1" != -- ]; do
        echo 0 >|"$1" || exit 70
        shift
    done
    shift
    exec 7<&- 8>&1 </dev/null >>"$__tireless_folder/log" || exit 70
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
__tireless_status=$?
{ read -r _ && IFS= read -r __tireless_folder; } <&7 || exit "$__tireless_status"
echo "1 $__tireless_status ." >"$__tireless_folder/exit"
