# Installs, uses and removes the package on a clean Debian: life.sh ROOT PACKAGE. In a mount namespace of its own.
set -eu
root=$1 package=$2
below=$(mktemp -d)
trap 'umount -R -l "$below" 2>/dev/null; rmdir "$below"' EXIT
mount -t tmpfs -o size=1g tmpfs "$below"
mkdir "$below/upper" "$below/work" "$below/root"
mount -t overlay -o "lowerdir=$root,upperdir=$below/upper,workdir=$below/work" overlay "$below/root"
cd "$below/root"
cp "$package" tmp/jug.deb
for tree in proc sys dev; do mount --rbind "/$tree" "$tree"; done
# What an engine writes lies on no overlay: that would be one above another.
for place in run var/lib; do mkdir -p "$below/$place"; cp -a "$place/." "$below/$place"; mount --bind "$below/$place" "$place"; done

inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot . "$@"; }
echo "== before"; inside sh -c 'command -v java jug || echo neither Java nor Jug'
echo "== install"; inside dpkg -i /tmp/jug.deb
echo "== cache"; inside sh -c 'test -s /usr/lib/jug/lib/jug.aot && echo there'
echo "== run"; inside jug run --rm host echo hello from a container
echo "== java"; inside sh -c 'readlink /proc/$(jug engine status | sed -n "s/^pid: *//p")/exe'
echo "== runtime"
inside sh -c 'mkdir /bundle && cd /bundle && jug-runtime spec && sed -i "s|\"rootfs\"|\"/\"|; s|\"sh\"|\"hostname\"|; s|\"terminal\": true|\"terminal\": false|" config.json && jug-runtime run trial'
echo "== remove"; inside dpkg -r jug
echo "== left"; inside sh -c 'ls /usr/lib/jug /usr/bin/jug 2>/dev/null; ps -e -o args= 2>/dev/null | grep "^/usr/lib/jug"' || echo nothing
echo "== end"
