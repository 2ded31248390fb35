package dev.jug.linux.seccomp;

import java.util.Arrays;
import java.util.Optional;

/**
 * The system call conventions of the machines Jug runs on. {@code struct seccomp_data} names one by its AUDIT_ARCH value
 * (linux/audit.h); x32 shares that of x86_64 and is told apart by bit 30 of the call's number.
 */
public enum Architecture {
  X86_64(0xc000003e, "amd64", 64),
  X86(0x40000003, "x86", 32),
  X32(0xc000003e, "x32", 32),
  AARCH64(0xc00000b7, "arm64", 64),
  ARM(0x40000028, "arm", 32);

  private static final String PREFIX = "SCMP_ARCH_";

  private final int auditValue;
  private final String profileName;
  private final int bits;

  Architecture(int auditValue, String profileName, int bits) {
    this.auditValue = auditValue;
    this.profileName = profileName;
    this.bits = bits;
  }

  /** The AUDIT_ARCH value, unsigned. */
  public int auditValue() {
    return auditValue;
  }

  /** The name in an OCI spec, such as {@code SCMP_ARCH_X86_64}. */
  public String specName() {
    return PREFIX + name();
  }

  /** The name in the conditions of a Docker profile, such as {@code amd64}. */
  public String profileName() {
    return profileName;
  }

  /** Whether arguments are 64 bits wide. */
  public boolean isWide() {
    return bits == 64;
  }

  /** The architecture of the kernel that runs programs of this one. */
  public Architecture kernel() {
    return switch (this) {
      case X86_64, X86, X32 -> X86_64;
      case AARCH64, ARM -> AARCH64;
    };
  }

  /** The architecture with this name in an OCI spec. */
  public static Optional<Architecture> ofSpec(String specName) {
    return Arrays.stream(values()).filter(a -> a.specName().equals(specName)).findFirst();
  }

  /** That of the machine the JVM runs on. */
  public static Architecture ofMachine() {
    var name = System.getProperty("os.arch");
    return switch (name) {
      case "amd64" -> X86_64;
      case "aarch64" -> AARCH64;
      default -> throw new UnsupportedOperationException("no system call table for " + name);
    };
  }
}
