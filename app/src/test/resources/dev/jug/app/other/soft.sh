# In a machine with cgroup version 1 and little memory, in the project's directory: whose memory is taken back when the machine has none left.
umount /sys/fs/cgroup
mount -t tmpfs cgroups /sys/fs/cgroup
for name in memory cpu cpuacct cpuset blkio pids devices freezer; do
  mkdir /sys/fs/cgroup/$name
  mount -t cgroup -o $name $name /sys/fs/cgroup/$name
done
mkdir -p /run/j
export JUG_RUN=/run/j/run JUG_STATE=/run/j/state JUG_SOCKET=/run/j/run/engine.sock
jug=app/target/jug/bin/jug
dir=$PWD/app/target/soft-limit
mkdir -p $dir
for name in kept plain; do head -c 48m /dev/zero > $dir/$name; done
sync; echo 3 > /proc/sys/vm/drop_caches

# What of a container's memory is the contents of files, in MiB.
files() { $jug exec $1 awk '/^cache / {print int($2 / 1048576)}' /sys/fs/cgroup/memory/memory.stat; }
start() {
  $jug run -d --name $1 --memory-reservation $2 --network none -v $dir:/t host \
    sh -c "cat /t/$1 /t/$1 > /dev/null; sleep 1000" > /dev/null 2>&1
}

start kept 96m
start plain 8m
sleep 8
echo '== soft'
for name in kept plain; do $jug exec $name cat /sys/fs/cgroup/memory/memory.soft_limit_in_bytes; done
echo '== before'; files kept; files plain
# Somebody who is in no container takes nearly all that can be had, without a line's end to let go of.
free=$(awk '/^MemFree/ {print int($2 / 1024)}' /proc/meminfo)
head -c $((free + 20))m /dev/zero | tail | wc -c
echo '== after'; files kept; files plain
$jug rm -f kept plain > /dev/null
$jug engine stop > /dev/null
rm -r $dir
echo '== end'
