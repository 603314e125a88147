#!/bin/sh
# Works while the file `mended` stands beside this script, and fails without it.
mended=$(dirname "$0")/mended

# A shell hears a signal only between two commands; `wait` is the one that it interrupts.
trap 'echo "asked to stop"; kill "$!" 2>/dev/null; exit 0' TERM INT

ticks=0
while [ -e "$mended" ]; do
    ticks=$((ticks + 1))
    echo "tick $ticks"
    sleep 1 &
    wait "$!"
done
echo "cannot work: there is no file 'mended' beside worker.sh" >&2
exit 1
