# find_cache ARGUMENTS sets cache to an AOT cache (JEP 514) that fits this JDK, these flags and this distribution, else to nothing,
# and has one made in the background for the next time. What those that fit have in common of their names, it sets key_caches to:
# whoever is started later may find one by then. In: home, dist, scripts, jdk, jdk_release, flags, class_path.
# The JVM loads all that is in a cache before it begins, so what lives long has one of its own.

find_cache() {
    cache=
    key_caches=
    caches=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}/tireless
    [ "$caches" != /tireless ] && [ "${TIRELESS_AOT:-}" != off ] || return 0
    case " $* " in
        ' run '* | ' __serve '* | ' __end '* | ' server start --foreground '*) role=server ;;
        *) role=command ;;
    esac
    stamp=
    { read -r stamp <"$dist/stamp"; } 2>/dev/null
    key=$(cksum <<END
$jdk $jdk_release $flags
$stamp $class_path
END
    )
    key=${key%% *}-${key##* }
    key_caches=$caches/$key
    if [ -r "$caches/$key-$role.aot" ]; then
        cache=$caches/$key-$role.aot
    elif [ "${TIRELESS_AOT:-}" != existing ] && [ ! -e "$caches/$key-$role.failed" ]; then
        # A child of a child: the JVM that this shell becomes must not inherit one.
        ($(command -v setsid) nice -n 19 sh "$scripts/train.sh" "$home" "$caches" "$key" \
            "$jdk/bin/java" "$flags" "$dist/lib" "$class_path" </dev/null >/dev/null 2>&1 &)
    fi
}
