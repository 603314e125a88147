# Builds the distribution of a checkout. In: home, dist, jdk, scripts.

# True unless something that it is made of is newer. Folders count too: a deleted file shows in its folder.
distribution_is_current() {
    [ -f "$dist/stamp" ] || return 1
    newer=$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main -newer "$dist/stamp" \
        ! -path "$home/testing/*" ! -path "$home/acceptance/*" ! -path "$home/build-rules/*" ! -path "$home/chaos/*" ! -path "$home/image/*" 2>/dev/null | head -n 1)
    [ -z "$newer" ]
}

build_distribution() {
    command -v mvn >/dev/null || fail 'the first start builds Tireless and needs Maven: install it (apt-get install maven)'
    . "$scripts/lock.sh"
    target=$home/dist/target
    mkdir -p "$target" || exit 1
    until try_lock "$target/build.lock"; do
        [ -n "${waiting:-}" ] || echo 'tireless: waiting for a build that is under way' >&2
        waiting=yes
        sleep 0.2
    done
    trap 'unlock "$target/build.lock"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    distribution_is_current || run_maven
    unlock "$target/build.lock"
    trap - EXIT INT TERM HUP
}

run_maven() {
    log=$target/build.log
    : >"$target/build.start"
    { (cd "$home" && JAVA_HOME=$jdk MAVEN_OPTS="$quiet_maven ${MAVEN_OPTS:-}" exec mvn -B -T 1C -Ddistribution package </dev/null 2>&1); printf '\nstatus %s\n' $?; } | follow_build
    [ "$(tail -n 1 "$log")" = 'status 0' ] || {
        grep -F '[ERROR]' "$log" | sed '/\[Help 1\]/,$d' | tail -n 20 >&2
        fail "the build failed; all of it is in $log"
    }
    touch -r "$target/build.start" "$dist/stamp"
}

# Keeps the log, and shows a line for each module: one that changes on a terminal, else one below the other.
follow_build() {
    exec 5>"$log"
    [ -t 2 ] && end='' || end='\n'
    [ -t 2 ] && start='\r\033[K' || start=''
    while IFS= read -r line; do
        printf '%s\n' "$line" >&5
        case $line in
            *'Building '*']')
                line=${line#*Building }
                count=${line##*[}
                printf "${start}tireless: building %s (%s)$end" "${line%% *}" "${count%]}" >&2
                ;;
        esac
    done
    printf "$start" >&2
}
