# Makes the AOT caches: sh train.sh HOME CACHES KEY JAVA FLAGS LIB CLASS_PATH. Whatever fails leaves things as they were.
set -u
home=$1 caches=$2 key=$3 java=$4 flags=$5 lib=$6 class_path=$7
. "$home/dist/launcher/lock.sh"

# The command that asked for it goes first.
sleep 2

mkdir -p "$caches" 2>/dev/null && [ -w "$caches" ] || exit 0
try_lock "$caches/$key.lock" || exit 0
new=$caches/$key.aot.tmp.$$
trap 'rm -f "$new" "$new.config"; unlock "$caches/$key.lock"' EXIT
trap 'exit 143' INT TERM HUP

make() {
    [ ! -e "$caches/$key-$1.aot" ] || return 0
    # shellcheck disable=SC2086 # flags are words
    if "$java" $flags "-XX:AOTCacheOutput=$new" "-Dtireless.home.dist=$lib" -cp "$class_path" tireless.cli.Main __train "$1" &&
        [ -s "$new" ]; then
        mv -f "$new" "$caches/$key-$1.aot"
    else
        # Not again with the same JDK, flags and distribution.
        : >"$caches/$key-$1.failed"
    fi
}

printf '%s\n' "$home" >"$caches/$key.home"
make command
make server

# Older ones of this folder, and those of folders that are gone.
for other in "$caches"/*.home; do
    old=${other%.home}
    [ "$old" != "$caches/$key" ] || continue
    read -r of <"$other" || continue
    if [ "$of" = "$home" ] || [ ! -d "$of" ]; then
        rm -f "$old".aot "$old"-*.aot "$old".failed "$old"-*.failed "$old.home" "$old".aot.tmp.*
    fi
done
