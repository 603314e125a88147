# Runs one probe of an attempt. Builtins only.
#
#   sh probe.sh <ORDER >OUTPUT
#
# It leads a session of its own, with an empty environment. The order is what keeper.sh gets after its first two lines; its FOLDER means
# nothing here.
# The first line of OUTPUT is "running", or nothing was run; what follows is the command's.
set -C
umask 077
cd /
. /proc/self/fd/0
[ "$__tireless_ordered" = 1 ] || exit 72
shift
while [ "$1" != -- ]; do
    echo 0 >|"$1" || exit 70
    shift
done
shift
# -P: the very path, without a look at its "..".
cd -P "$__tireless_directory" || exit 70
umask 022
# Some shells export these by themselves.
unset OLDPWD SHLVL
echo running
__tireless_environment
exec </dev/null 2>&1
exec "$@"
