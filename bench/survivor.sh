#!/bin/sh
# A worker that shows what becomes of it:  survivor.sh FOLDER NAME talking|quiet|crashing
# It holds the lock of its name for as long as it lives: a second copy finds it held, and says so. A line counts as written
# when its write has returned; its number goes to the ledger, with a minus when the write failed.
exec 9>>"$1/lock-$2"
flock -n 9 || echo "$2 $$" >>"$1/doubled"
echo "$2 $$" >>"$1/births"
[ "$3" != crashing ] || exit 1
line=0
while :; do
    line=$((line + 1))
    if echo "@$2 $$ $line @"; then sign=; else sign=-; fi
    echo "$$ $sign$line" >>"$1/ledger-$2"
    [ "$3" = talking ] || exec sleep 1000000
    sleep 0.2
done
