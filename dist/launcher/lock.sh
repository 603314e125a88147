# A lock is a folder with a file "owner": pid and start time of who made it, so that a reused pid is not taken for it.

# started_at PID: sets started, the start time in clock ticks since boot; empty if there is no such process.
started_at() {
    started=
    { IFS= read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # fields behind the name, which may itself hold blanks
    set -- ${stat##*) }
    started=${20}
}

# own LOCK: writes this process into a lock that it has just made.
own() {
    started_at "$$"
    echo "$$ $started" >"$1/owner.$$" && mv -f "$1/owner.$$" "$1/owner"
}

# try_lock LOCK: true if this process has it now. A lock whose owner is dead is taken over, by one of those who wait.
try_lock() {
    mkdir "$1" 2>/dev/null && { own "$1"; return; }
    pid=
    { read -r pid since <"$1/owner"; } 2>/dev/null
    if [ -z "$pid" ]; then
        # Its maker had no time to sign: the next asker but some finds it still so, and it is nobody's.
        unsigned=$((${unsigned:-0} + 1))
        [ "$unsigned" -gt 20 ] && rmdir "$1" 2>/dev/null
        return 1
    fi
    unsigned=0
    started_at "$pid"
    [ "$started" = "$since" ] && return 1
    mkdir "$1/after.$pid.$since" 2>/dev/null && own "$1"
}

unlock() {
    rm -rf "$1"
}
