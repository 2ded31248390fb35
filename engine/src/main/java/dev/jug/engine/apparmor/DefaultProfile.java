package dev.jug.engine.apparmor;

/**
 * What confines containers if nobody says otherwise: Docker's profile of that purpose (moby's
 * {@code profiles/apparmor}), without files of the machine that it would have to include. What it
 * denies is denied by mounts and capabilities as well; it holds where those were taken away.
 */
final class DefaultProfile {
  /** What it is called. */
  static final String NAME = "jug-default";

  /** In the language of apparmor.d(5). */
  static final String TEXT =
      """
      profile jug-default flags=(attach_disconnected, mediate_deleted) {
        network,
        capability,
        file,
        umount,

        # The engine and its monitors send signals to containers, which send some to each other.
        signal (receive) peer=unconfined,
        signal (send, receive) peer=jug-default,

        # Nothing directly in /proc, and of what is not a process's only the limits of shared memory.
        deny /proc/* w,
        deny /proc/{[^1-9],[^1-9][^0-9],[^1-9s][^0-9y][^0-9s],[^1-9][^0-9][^0-9][^0-9/]*}/** w,
        deny /proc/sys/[^k]** w,
        deny /proc/sys/kernel/{?,??,[^s][^h][^m]**} w,
        deny /proc/sysrq-trigger rwklx,
        deny /proc/kcore rwklx,

        deny mount,

        # Of /sys only the control groups.
        deny /sys/[^f]*/** wklx,
        deny /sys/f[^s]*/** wklx,
        deny /sys/fs/[^c]*/** wklx,
        deny /sys/fs/c[^g]*/** wklx,
        deny /sys/fs/cg[^r]*/** wklx,
        deny /sys/firmware/** rwklx,
        deny /sys/devices/virtual/powercap/** rwklx,
        deny /sys/kernel/security/** rwklx,

        # Processes of containers may look at each other, as far as they see each other.
        ptrace (trace, read, tracedby, readby) peer=jug-default,
      }
      """;

  private DefaultProfile() {}
}
