# package-life.sh PACKAGE ROOTFS PLACE DEBIAN: in a mount namespace of its own, the life of a package in a root that lies over
# that of a clean Debian, which has no Java. PLACE is an empty directory.
set -e
package=$1 rootfs=$2 root=$3/root
mount -t tmpfs tmpfs "$3"
mkdir "$3/upper" "$3/work" "$root"
mount -t overlay -o "lowerdir=$4,upperdir=$3/upper,workdir=$3/work" overlay "$root"
mount -t proc proc "$root/proc"
for tree in /sys /dev; do mount --rbind "$tree" "$root$tree"; done
mkdir -p "$root/var/lib/jug" "$root/rootfs"
for place in /run /var/lib/jug; do mount -t tmpfs tmpfs "$root$place"; done
mount --bind "$rootfs" "$root/rootfs"
cp "$package" "$root/jug.deb"

inside() { chroot "$root" "$@"; }
installed() { inside dpkg -i /jug.deb >"$3/dpkg.log" 2>&1 || { cat "$3/dpkg.log"; exit 1; }; }
trap 'inside jug engine stop >/dev/null 2>&1 || true' EXIT

installed "$@"
inside ls /usr/lib/jug/lib/jug.aot
inside dpkg -L jug | grep -e /jug-network-ls.1.gz -e /_jug -e /jug.fish | sort
inside bash -c '. /usr/share/bash-completion/completions/jug; COMP_LINE="jug network pr" COMP_POINT=14; _jug; echo "${COMPREPLY[*]}"'
inside jug run --rm --rootfs /rootfs echo it runs
inside sh -c 'readlink /proc/$(jug engine status | sed -n "s/^pid: *//p")/exe'
inside sh -c 'cd /tmp && jug-runtime spec && sed -i "s|\"rootfs\"|\"/\"|; s|\"sh\"|\"hostname\"|; s|\"terminal\": true|\"terminal\": false|" config.json && jug-runtime run trial'
inside jug run -d --name before --rootfs /rootfs sleep 999 >/dev/null
installed "$@"
inside jug ps --format '{{.Names}} goes on'
inside jug rm -f before >/dev/null
inside dpkg -r jug >/dev/null 2>&1
inside sh -c 'command -v jug jug-runtime || echo nothing is left'
inside sh -c 'ls /usr/lib/jug /lib/systemd/system/jug.service /run/jug/engine.sock 2>/dev/null || true'
