# In a machine with cgroup version 2, in the project's directory: whose memory is taken back when the group above has none left.
mkdir -p /run/j
export JUG_RUN=/run/j/run JUG_STATE=/run/j/state JUG_SOCKET=/run/j/run/engine.sock
jug=app/target/jug/bin/jug
dir=$PWD/app/target/soft
mkdir -p $dir
for name in kept plain; do head -c 48m /dev/zero > $dir/$name; done
head -c 256m /dev/zero > $dir/other
sync; echo 3 > /proc/sys/vm/drop_caches

# What of a container's memory is the contents of files, in MiB.
files() { $jug exec $1 awk '/^file / {print int($2 / 1048576)}' /sys/fs/cgroup/memory.stat; }
start() { $jug run -d --rc jobs --network none -v $dir:/t "$@" > /dev/null 2>&1; }

$jug rc create jobs -m 160m > /dev/null
start --name kept --memory-reservation 64m host sh -c 'cat /t/kept > /dev/null; sleep 1000'
start --name plain host sh -c 'cat /t/plain > /dev/null; sleep 1000'
sleep 8
echo '== low'; $jug exec kept cat /sys/fs/cgroup/memory.low
echo '== before'; files kept; files plain
$jug run --rm --rc jobs --network none -v $dir:/t host sh -c 'cat /t/other /t/other > /dev/null' 2>&1
echo '== after'; files kept; files plain
$jug rm -f kept plain > /dev/null
$jug rc rm jobs > /dev/null
$jug engine stop > /dev/null
rm -r $dir
echo '== end'
