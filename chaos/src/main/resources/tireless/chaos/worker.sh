# A worker of the suite:  sh worker.sh VARIANT BURST PAUSE
#
# In the folder $CHAOS it holds a lock on its slot for as long as it, or anything that it has started, lives: two living copies
# can not both have it, however short they meet. What it writes to its log it notes in its ledger after the write has returned.
slot=$DATAOS_NAME-$DATAOS_REPLICA
run=$DATAOS_UID.$slot.${TIRELESS_ATTEMPT##*/}
read -r up _ </proc/uptime
# What the shell itself has to say, of a child that was killed and of a full disk, is no line of the log.
exec 9>>"$CHAOS/locks/$slot" 7>>"$CHAOS/ledgers/$run" 2>/dev/null
flock -n 9 || echo "$run $$ $up" >>"$CHAOS/doubled"
echo "$run $$ $up $CHAOS_ROUND" >>"$CHAOS/births/$slot"

case $1 in
    family)
        sleep 100000 &
        (sleep 100000 & wait) &
        ;;
    detached)
        setsid sleep 100000 &
        setsid sh -c 'sleep 100000 & wait' &
        ;;
    deaf) trap '' TERM ;;
esac

line=0 start=
while :; do
    left=$2
    while [ "$left" -gt 0 ]; do
        left=$((left - 1)) line=$((line + 1))
        if echo "$start@$run $line $((line * 7919 % 9973)) ................................................ @"; then
            echo "$line" >&7
            start=
        else
            # The disk was full; what came of the line, if anything, shall not lead the next one.
            echo "-$line" >&7
            start='
'
        fi
    done
    sleep "$3"
done
