package dev.jug.linux.fs;

/** Flags of open(2) and openat2(2). Some have other numbers on ARM (asm/fcntl.h there). */
public final class OpenFlag {
  private static final boolean AARCH64 = "aarch64".equals(System.getProperty("os.arch"));

  /** Whoever has nothing to read or write does not wait. */
  public static final int O_NONBLOCK = 0x800;

  /** It is closed when another program is executed. */
  public static final int O_CLOEXEC = 0x80000;

  /** Only a location, no access to content. */
  public static final int O_PATH = 0x200000;

  /** Directories only. */
  public static final int O_DIRECTORY = AARCH64 ? 0x4000 : 0x10000;

  /** A symbolic link in the last place is not followed. */
  public static final int O_NOFOLLOW = AARCH64 ? 0x8000 : 0x20000;

  private OpenFlag() {}
}
