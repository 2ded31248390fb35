# In a machine whose kernel has AppArmor, in the project's directory: what containers are confined by.
mkdir -p /run/j
export JUG_RUN=/run/j/run JUG_STATE=/run/j/state JUG_SOCKET=/run/j/run/engine.sock
jug=app/target/jug/bin/jug
profile='cat /proc/self/attr/current'
run() { $jug run --rm --network none "$@" 2>&1; }
parse() { apparmor_parser --replace --skip-cache; }

echo '== info'; $jug info --format '{{json .SecurityOptions}}'
echo '== before'; grep -c jug-default /sys/kernel/security/apparmor/profiles
echo '== default'; $jug run -d --name first --network none --cap-add SYS_ADMIN --security-opt seccomp=unconfined host sleep 1000 \
  > /dev/null; $jug exec first sh -c "$profile"
echo '== inspected'; $jug inspect -f '{{.AppArmorProfile}}' first
echo '== mount'; $jug exec first mount -t tmpfs none /mnt
echo '== works'; $jug exec first sh -c 'echo x > /tmp/x && cat /tmp/x; kill -0 1 && ps > /dev/null && echo signals'
echo '== stop'; $jug stop -t 1 first
echo '== open'; run --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined host \
  sh -c "$profile; mount -t tmpfs none /mnt && echo mounted"
echo 'profile jug-test flags=(attach_disconnected, mediate_deleted) { file, capability, deny /proc/version r, }' | parse
echo '== named'; run --security-opt apparmor=jug-test host sh -c "$profile; cat /proc/version"
echo '== colon'; run --security-opt apparmor:jug-test --security-opt no-new-privileges host sh -c "$profile"
echo '== missing'; run --security-opt apparmor=jug-none host true
echo '== privileged'; $jug run -d --name all --privileged --network none host sleep 1000 > /dev/null 2>&1
$jug inspect -f '{{.AppArmorProfile}}' all; $jug exec all sh -c "$profile"
own="profile jug-default flags=(attach_disconnected, mediate_deleted) { file, capability, deny /proc/version r, }"
echo "$own" | parse
echo '== administrators'; run host cat /proc/version
$jug rm -f first all > /dev/null
$jug engine stop > /dev/null
echo "$own" | apparmor_parser --remove
echo '== again'; run host sh -c "$profile"
echo '== attacks'; $jug attack --network none shocker core-pattern mount-proc remount 2>&1
$jug engine stop > /dev/null
echo '== end'
