# find_cache sets cache to an AOT cache (JEP 514) that fits this JDK, these flags and this distribution, else to nothing,
# and has one made in the background for the next time. In: home, dist, scripts, jdk, jdk_release, flags, class_path.

find_cache() {
    cache=
    caches=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}/tireless
    [ "$caches" != /tireless ] && [ "${TIRELESS_AOT:-}" != off ] || return 0
    stamp=
    { read -r stamp <"$dist/stamp"; } 2>/dev/null
    key=$(cksum <<END
$jdk $jdk_release $flags
$stamp $class_path
END
    )
    key=${key%% *}-${key##* }
    if [ -r "$caches/$key.aot" ]; then
        cache=$caches/$key.aot
    elif [ ! -e "$caches/$key.failed" ]; then
        # A child of a child: the JVM that this shell becomes must not inherit one.
        ($(command -v setsid) nice -n 19 sh "$scripts/train.sh" "$home" "$caches" "$key" \
            "$jdk/bin/java" "$flags" "$dist/lib" "$class_path" </dev/null >/dev/null 2>&1 &)
    fi
}
