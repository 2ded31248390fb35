package dev.jug.linux;

import java.util.Locale;

/**
 * The system calls Jug makes, with their numbers (the kernel's {@code asm/unistd.h}). One list for
 * the calls the JVM makes and for those in launch plans.
 */
public enum Call {
  ACCEPT4(288, 242),
  BIND(49, 200),
  BPF(321, 280),
  CAPGET(125, 90),
  CAPSET(126, 91),
  CHDIR(80, 49),
  CHROOT(161, 51),
  CLONE3(435, 435),
  CLOSE(3, 57),
  CLOSE_RANGE(436, 436),
  CONNECT(42, 203),
  DUP3(292, 24),
  EPOLL_CREATE1(291, 20),
  EPOLL_CTL(233, 21),
  EPOLL_PWAIT(281, 22),
  EVENTFD2(290, 19),
  EXECVE(59, 221),
  FACCESSAT2(439, 439),
  FCHDIR(81, 50),
  FCHMOD(91, 52),
  FCHMODAT(268, 53),
  FCHOWN(93, 55),
  FCHOWNAT(260, 54),
  FCNTL(72, 25),
  FDATASYNC(75, 83),
  FLOCK(73, 32),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSOPEN(430, 430),
  FSTATFS(138, 44),
  FSYNC(74, 82),
  FTRUNCATE(77, 46),
  GETCWD(79, 17),
  GETDENTS64(217, 61),
  GETEUID(107, 175),
  GETPID(39, 172),
  GETSOCKNAME(51, 204),
  GETSOCKOPT(55, 209),
  GETUID(102, 174),
  GETXATTR(191, 8),
  INOTIFY_ADD_WATCH(254, 27),
  INOTIFY_INIT1(294, 26),
  IOCTL(16, 29),
  IOPRIO_SET(251, 30),
  KEYCTL(250, 219),
  KILL(62, 129),
  LINKAT(265, 37),
  LISTEN(50, 201),
  LISTXATTR(194, 11),
  LSEEK(8, 62),
  MADVISE(28, 233),
  MEMFD_CREATE(319, 279),
  MKDIRAT(258, 34),
  MKNODAT(259, 33),
  MOUNT(165, 40),
  MOUNT_SETATTR(442, 442),
  MOVE_MOUNT(429, 429),
  NEWFSTATAT(262, 79),
  OPEN_TREE(428, 428),
  OPENAT(257, 56),
  OPENAT2(437, 437),
  PERSONALITY(135, 92),
  PIDFD_GETFD(438, 438),
  PIDFD_OPEN(434, 434),
  PIDFD_SEND_SIGNAL(424, 424),
  PIPE2(293, 59),
  PIVOT_ROOT(155, 41),
  PRCTL(157, 167),
  PRLIMIT64(302, 261),
  READ(0, 63),
  READLINKAT(267, 78),
  RECVFROM(45, 207),
  RECVMSG(47, 212),
  RENAMEAT2(316, 276),
  RT_SIGPROCMASK(14, 135),
  SCHED_SETAFFINITY(203, 122),
  SCHED_SETATTR(314, 274),
  SECCOMP(317, 277),
  SENDFILE(40, 71),
  SENDMSG(46, 211),
  SENDTO(44, 206),
  SET_MEMPOLICY(238, 237),
  SETDOMAINNAME(171, 162),
  SETGID(106, 144),
  SETGROUPS(116, 159),
  SETHOSTNAME(170, 161),
  SETNS(308, 268),
  SETRESGID(119, 149),
  SETRESUID(117, 147),
  SETSID(112, 157),
  SETSOCKOPT(54, 208),
  SETUID(105, 146),
  SETXATTR(188, 5),
  SHUTDOWN(48, 210),
  SOCKET(41, 198),
  SOCKETPAIR(53, 199),
  STATFS(137, 43),
  STATX(332, 291),
  SYMLINKAT(266, 36),
  SYNC(162, 81),
  SYNC_FILE_RANGE(277, 84),
  SYNCFS(306, 267),
  UMASK(95, 166),
  UMOUNT2(166, 39),
  UNLINKAT(263, 35),
  UNSHARE(272, 97),
  UTIMENSAT(280, 88),
  WAIT4(61, 260),
  WAITID(247, 95),
  WRITE(1, 64),
  WRITEV(20, 66);

  private static final boolean AARCH64 = "aarch64".equals(System.getProperty("os.arch"));

  private final int x8664;
  private final int aarch64;

  Call(int x8664, int aarch64) {
    this.x8664 = x8664;
    this.aarch64 = aarch64;
  }

  /** The call's number on this machine. */
  public int number() {
    return AARCH64 ? aarch64 : x8664;
  }

  /** The call's name as the manual pages have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
