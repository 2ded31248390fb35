# In a machine whose kernel has SELinux, in the project's directory: what containers are known by.
here=app/src/test/resources/dev/jug/app/other
{
  seq -f '(category c%.0f)' 0 1023
  echo "(categoryorder ($(seq -s ' ' -f c%.0f 0 1023)))"
  cat $here/selinux.cil
} > /tmp/all.cil
secilc -o /tmp/policy -f /tmp/contexts /tmp/all.cil
cat /tmp/policy > /sys/fs/selinux/load
echo 1 > /sys/fs/selinux/enforce

mkdir -p /run/j /tmp/ours/deep /tmp/theirs
echo secret > /tmp/ours/deep/file
ln -s /etc/passwd /tmp/ours/link
export JUG_RUN=/run/j/run JUG_STATE=/run/j/state JUG_SOCKET=/run/j/run/engine.sock
jug=app/target/jug/bin/jug
label='cat /proc/self/attr/current'
run() { $jug run --rm --network none "$@" 2>&1; }

echo '== info'; $jug info --format '{{json .SecurityOptions}}'
echo '== first'; $jug run -d --name first --network none -v /tmp/ours:/d:Z -v kept:/v:nocopy host \
  sh -c "$label; echo; cat /d/deep/file; echo x > /v/x; exec sleep 1000" > /dev/null
for i in 1 2 3 4 5 6 7 8 9; do $jug logs first | grep -q secret && break; sleep 1; done
$jug logs first
echo '== inspected'; $jug inspect -f '{{.ProcessLabel}} {{.MountLabel}}' first
echo '== exec'; $jug exec first sh -c "$label"
echo '== files'; stat -c %C /tmp/ours /tmp/ours/deep/file /tmp/ours/link
echo '== behind'; stat -c %C /etc/passwd
echo '== volume'; stat -c %C /run/j/state/volumes/kept/data/x
echo '== own'; run host sh -c 'echo x > /etc/x && cat /etc/hosts /etc/resolv.conf > /dev/null && echo works'
echo '== neighbour'; run --ipc container:first host sh -c "$label"
echo '== other'; run host sh -c "$label"
echo '== mine'; run -v /tmp/ours:/d host cat /d/deep/file
echo '== shared'; run -v /tmp/ours:/d:z host cat /d/deep/file
echo '== everybody'; stat -c %C /tmp/ours/deep/file
echo '== refused'; run -v /usr:/d:z host true
echo '== level'; run --security-opt label=level:s0:c5,c6 host sh -c "$label"
echo '== type'; run --security-opt label=type:nobody_t host true
echo '== disabled'; run --security-opt label=disable host sh -c "$label"
echo '== privileged'; run --privileged host sh -c "$label"
$jug engine stop > /dev/null
echo '== again'; $jug inspect -f '{{.ProcessLabel}}' first; $jug exec first sh -c "$label"
$jug rm -f first > /dev/null
$jug engine stop > /dev/null
mkdir -p /tmp/etc
echo '{"selinux-enabled": false}' > /tmp/etc/engine.json
echo '== off'; JUG_CONFIG=/tmp/etc/engine.json run host sh -c "$label"
$jug engine stop > /dev/null
echo '== end'
