# The first process of a node: it has processes and mounts of its own, so that nothing of the node outlives it, and nothing that
# the node mounts or sets is seen on the machine. It stands in the folder of a test bed.
#
# sh init.sh KUBELET
set -eu

# Accounts in containers must get at what images hold; the folder itself is closed to others.
umask 022

# Before this machine's /proc is covered: its pid there.
read -r pid rest </proc/self/stat
mount --make-rshared /
mount -t proc proc /proc

# A kubelet sets these for the whole machine. It sets files instead.
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys \
    kernel/keys/root_maxbytes net/ipv4/ip_forward; do
    [ -e "/proc/sys/$setting" ] || continue
    file=node/settings/$(echo "$setting" | tr / .)
    cat "/proc/sys/$setting" >"$file"
    mount --bind "$file" "/proc/sys/$setting"
done

mount --bind node/log /var/log
mount --bind node/lib /var/lib
mount --bind node/run /run
echo "$pid" >node/pid

containerd --config node/containerd.toml >>logs/containerd 2>&1 &
tries=300
until ctr version >/dev/null 2>&1; do
    [ "$tries" -gt 0 ] || exit 1
    tries=$((tries - 1))
    sleep 0.1
done
"$1" --config=node/kubelet.yaml --kubeconfig=kubelet.kubeconfig --hostname-override=127.0.0.1 --node-labels=pool=real \
    >>logs/kubelet 2>&1 &
# Also those that others left to it.
wait $!
