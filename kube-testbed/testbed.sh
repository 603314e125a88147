# For the scripts beside it, which stand in the folder of a test bed: its parts are processes, each with a file in pids/ that has
# its pid and its start time, so that nobody else's process is ever taken for it.

fail() {
    printf 'kube-testbed: %s\n' "$1" >&2
    exit 1
}

# The start time of a process; none if it is over, be it waited for or not.
start_time() {
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    # shellcheck disable=SC2086 # each is a word
    set -- ${stat##*) }
    [ "$1" != Z ] || return 1
    shift 19
    echo "$1"
}

# run NAME COMMAND…: starts a part.
run() {
    part=$1
    shift
    setsid "$@" >>"logs/$part" 2>&1 </dev/null &
    echo "$! $(start_time $!)" >"pids/$part"
}

lives() {
    { read -r pid started <"pids/$1"; } 2>/dev/null && [ "$(start_time "$pid")" = "$started" ]
}

# tell SIGNAL NAME: true, where it lives.
tell() {
    lives "$2" && kill "-$1" "$pid"
}

# The data of a test bed are worth nothing, so that its parts are killed.
stop() {
    tell KILL "$1" 2>/dev/null || :
    while lives "$1"; do sleep 0.02; done
    rm -f "pids/$1"
}

# The control groups of the node named $name, one for each hierarchy.
control_groups() {
    if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
        echo "/sys/fs/cgroup/$name"
    else
        for hierarchy in /sys/fs/cgroup/*/; do
            echo "$hierarchy$name"
        done
    fi
}

# Ends the node that kube-testbed/kubelet added, with all that it runs, and removes what it made on the machine.
stop_node() {
    [ -e node/name ] || return 0
    name=$(cat node/name)
    stop node
    control_groups | while read -r group; do
        tries=200
        while [ -d "$group" ]; do
            [ "$tries" -gt 0 ] || fail "something still runs in $group"
            find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null || :
            tries=$((tries - 1))
            sleep 0.05
        done
    done
    ! ip link show "$name" >/dev/null 2>&1 || ip link delete "$name"
    rm -rf node
}

stop_parts() {
    stop_node
    for part in kwok output scheduler controller-manager api-server etcd; do
        stop "$part"
    done
    rm -f ports
}

stop_all() {
    stop watcher
    stop_parts
}

# ask PATH [OPTION…]: of the API server, as its admin, whose token is on no command line.
ask() {
    path=$1
    shift
    curl -sS --config admin.curl "$@" "https://127.0.0.1:$api_port$path"
}

# An unused port below those that the kernel gives to clients. Who else takes it meanwhile makes the API server end, which is
# tried again.
free_port() {
    while :; do
        port=$((20000 + 0x$(openssl rand -hex 2) % 12000))
        grep -qi ":$(printf %04X "$port") " /proc/net/tcp /proc/net/tcp6 2>/dev/null || break
    done
    echo "$port"
}

run_api_server() {
    # shellcheck disable=SC2154 # from the file ports
    run api-server "$programs/kube-apiserver" \
        --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$api_port" --endpoint-reconciler-type=none \
        --etcd-servers="$etcd" \
        --tls-cert-file=server.crt --tls-private-key-file=server.key --cert-dir=. \
        --client-ca-file=ca.crt --token-auth-file=tokens.csv --authorization-mode=RBAC \
        --service-cluster-ip-range=10.0.0.0/24 --service-account-issuer=https://kubernetes.default.svc \
        --service-account-key-file=account.key --service-account-signing-key-file=account.key \
        --kubelet-client-certificate=server.crt --kubelet-client-key=server.key \
        --kubelet-preferred-address-types=InternalIP --allow-privileged=true \
        --disable-admission-plugins=TaintNodesByCondition \
        --audit-policy-file="$here/audit-policy.yaml" --audit-log-path=audit.log
}

# Waits for the API server, at most a minute: false if it ended, or did not become ready.
await_api_server() {
    tries=600
    until [ "$(ask /readyz --max-time 2 2>/dev/null)" = ok ]; do
        lives etcd && lives api-server && [ "$tries" -gt 0 ] || return 1
        tries=$((tries - 1))
        sleep 0.1
    done
}
